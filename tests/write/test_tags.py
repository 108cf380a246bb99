"""Tags in any text: read without a gap or an overlap, and nothing but slots left for docxtpl to see."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipeline.wml.make import escaped
from pipeline.wml.names import W, w
from pipeline.wml.text import put_text, stretches, text_of
from pipeline.write.spelling import shown, spell
from pipeline.write.tags import Reading, spelled, tags_in

SLOTS = ("title", "agenda_item", "box", "body")
PIECES = [*"{}%# |.-_\u00a0\u200b«’｛｝", "title", "agenda", "item", "p ", "body", "x", "{{", "}}", "{%", "%}", "{{ title }}"]
typed = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
SLOT = re.compile("|".join(re.escape(spelled(slot)) for slot in SLOTS))


def paragraph(*texts: str) -> etree._Element:
    runs = "".join(f"<w:r><w:t>{escaped(text)}</w:t></w:r>" for text in texts)
    return etree.fromstring(f'<w:hdr xmlns:w="{W}"><w:p>{runs}</w:p></w:hdr>')


@given(typed)
def test_tags_stand_in_order_and_say_what_they_found(text: str) -> None:
    end = 0
    for tag in tags_in(text, SLOTS):
        assert end <= tag.start < tag.end <= len(text)
        assert text[tag.start : tag.end] == tag.found
        assert not tag.filled or tag.slot in SLOTS
        end = tag.end


@given(typed)
def test_two_braces_are_never_passed_over(text: str) -> None:
    if re.search(r"\{\{|\{%|\{#|\}\}|%\}", text):
        assert tags_in(text, SLOTS)


@given(typed)
def test_what_is_to_be_typed_is_a_slot_as_it_is_to_be_typed(text: str) -> None:
    for tag in tags_in(text, SLOTS):
        for again in tags_in(tag.put, SLOTS):
            assert (again.reading, again.slot) == (Reading.PLAIN, tag.slot)


@given(st.lists(typed, min_size=1, max_size=4))
def test_docxtpl_sees_plain_slots_and_no_other_brace(texts: list[str]) -> None:
    root = paragraph(*texts)
    tags = tags_in("".join(texts), SLOTS)
    filled = [tag.slot for tag in tags if tag.filled]
    found_any = spell(root, SLOTS)
    seen = text_of(next(root.iter(w("p"))))
    assert not set("{}") & set(SLOT.sub("", seen))
    if not all(tag.filled or tag.reading is Reading.DOUBTFUL for tag in tags):
        # A slot may stand inside what is refused.
        return
    assert found_any is bool(filled)
    assert [found[0] for found in SLOT.finditer(seen)] == [spelled(slot) for slot in filled]
    # Each slot is in one element, and all else reads as before.
    assert sum(len(SLOT.findall(stretch.text)) for stretch in stretches(next(root.iter(w("p"))))) == len(filled)
    after = text_of(next(etree.fromstring(shown(etree.tostring(root, encoding="UTF-8"))).iter(w("p"))))
    rest = "".join(texts)
    for tag in reversed(tags_in(rest, SLOTS)):
        if tag.filled:
            rest = rest[: tag.start] + tag.put + rest[tag.end :]
    assert after == rest


def test_a_text_is_put_where_its_first_character_stood() -> None:
    root = etree.fromstring(
        f'<w:p xmlns:w="{W}"><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>ab</w:t><w:tab/><w:t>cd</w:t></w:r>'
        "<w:r><w:t>ef</w:t></w:r></w:p>"
    )
    assert text_of(root) == "ab\tcdef"
    put_text(root, 1, 6, "X")
    assert text_of(root) == "aXf"
    assert [text.text for text in root.iter(w("t"))] == ["aX", "", "f"]
