"""The Word file of a redline: with all changes accepted it says what the new document's file says, rejected the old one's."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.check.package import faults
from pipeline.model.blocks import BoxField, Document, Line, Rule
from pipeline.model.inlines import Reference, Text
from pipeline.wml.accept import accepted, rejected
from pipeline.wml.names import local, w
from pipeline.write.shell import CLOSE, OPEN, Shell, read_shell
from pipeline.write.zipped import zipped
from tests import edits
from tests.documents import (
    ROOT,
    SLOTS,
    document,
    french,
    line,
    numbered_paragraph,
    paragraph,
    section,
    see,
    shell,
    table,
)
from tests.documents import settled as settled_in
from tests.project import visible
from tests.redlines import REVIEWER, plain_parts, redlined_parts
from tests.validator import available, findings
from tests.wml.said import said

LANGUAGES = list(edits.SCRIPTS)
_ID = re.compile(r'<w:\w+ w:id="(\d+)" w:author=')


def _law(old: Document, new: Document, template: Shell | None = None) -> dict[str, bytes]:
    parts = redlined_parts(old, new, template)
    assert said(accepted(parts)) == said(plain_parts(new, template))
    assert said(rejected(parts)) == said(plain_parts(old, template))
    assert [str(fault) for fault in faults(zipped(parts), (OPEN, CLOSE))] == []
    return parts


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9), st.sampled_from(LANGUAGES), st.integers(1, 12))
def test_both_states_come_back_from_the_file(seed: int, language: str, count: int) -> None:
    old, new, _ = edits.pair(Random(seed), language, count)
    parts = _law(old, new)
    stories = [part.decode() for name, part in parts.items() if name.startswith("word/") and b"w:author" in part]
    ids = Counter(number for story in stories for number in _ID.findall(story))
    assert all(count == 1 for count in ids.values())


@pytest.mark.parametrize("edit", dict.fromkeys(edits.EDITS), ids=lambda edit: edit.__name__)
def test_each_edit_comes_back_from_the_file_in_each_script(edit: edits.Edit) -> None:
    for at, language in enumerate(LANGUAGES):
        random = Random(at)
        old = edits.base(random, language)
        new = next(made for _ in range(99) if (made := edit(old, random)) is not None)
        _law(edits.settled(old), edits.settled(new))


@pytest.mark.skipif(available() is not None, reason=available() or "")
def test_the_open_xml_sdk_has_nothing_to_say(tmp_path: Path) -> None:
    paths = []
    for seed in range(18):
        old, new, _ = edits.pair(Random(seed + 5_000), LANGUAGES[seed % 6], 10)
        paths.append(tmp_path / f"{seed}.docx")
        paths[-1].write_bytes(zipped(redlined_parts(old, new)))
    assert findings(paths) == []


def test_the_same_pair_gives_the_same_bytes() -> None:
    old, new, _ = edits.pair(Random(1), "ar", 12)
    assert zipped(redlined_parts(old, new)) == zipped(redlined_parts(old, new))


def test_a_redline_of_nothing_is_the_document() -> None:
    same, _, _ = edits.pair(Random(1), "fr", 0)
    assert redlined_parts(same, same) == plain_parts(same)


def _settled(*body: object, **fields: object) -> Document:
    return settled_in(document(*body, **fields), french())


def _xml(parts: dict[str, bytes], name: str = "word/document.xml") -> str:
    return parts[name].decode()


def _changes(parts: dict[str, bytes], name: str = "word/document.xml") -> list[tuple[str, str]]:
    """Each tracked stretch of a part with its text."""
    root = etree.fromstring(parts[name])
    found = root.iter(*(w(kind) for kind in ("ins", "del", "moveFrom", "moveTo")))
    return [(local(one.tag), "".join(text.text or "" for text in one.iter(w("t"), w("delText")))) for one in found if len(one)]


def test_the_reviewer_and_the_date_are_those_that_were_named() -> None:
    parts = _law(
        _settled(section("A", paragraph("un", "p"), unit="s")), _settled(section("A", paragraph("deux", "p"), unit="s"))
    )
    (came,) = etree.fromstring(parts["word/document.xml"]).iter(w("ins"))
    assert (came.get(w("author")), came.get(w("date"))) == (REVIEWER.author, REVIEWER.date)


def test_a_revised_symbol_shows_in_the_header() -> None:
    old, new = (_settled(lines=[line("symbol", text)]) for text in ("C22/23-F", "C22/23(Rev.1)-F"))
    assert _changes(_law(old, new), "word/header1.xml") == [("ins", "(Rev.1)")]


@pytest.mark.parametrize("texts", [("", "Genève"), ("Genève", ""), ("Genève", "Kigali")])
@pytest.mark.parametrize("slot", ["place", "agenda_item", "title", "website"])
def test_a_slot_is_emptied_and_filled_with_what_stands_around_it(slot: str, texts: tuple[str, str]) -> None:
    # Of the masthead's second row nothing is left without the agenda item.
    old, new = (_settled(lines=[line(slot, text)]) for text in texts)
    _law(old, new)


@pytest.mark.parametrize("box", [(), (BoxField("b", (Text("Objet"),), (Rule(),)),)])
def test_the_box_comes_and_goes_whole(box: tuple[BoxField, ...]) -> None:
    some = (BoxField("a", (Text("Résumé"),), (paragraph("Texte.", "p"), table(("a",)))),)
    _law(_settled(box=some), _settled(box=box))
    _law(_settled(box=box), _settled(box=some))


def test_a_slot_that_stands_in_a_part_twice_has_changes_of_its_own_each_time(tmp_path: Path) -> None:
    header = _xml(dict(shell().parts), "word/header1.xml")
    twice = header.replace("</w:hdr>", f"{re.search('<w:p>.*?</w:p>', header[header.index('symbol') - 90 :])[0]}</w:hdr>")
    path = tmp_path / "council.docx"
    path.write_bytes(zipped({**shell().parts, "word/header1.xml": header.replace("{{ page }}", "{{ symbol }}").encode()}))
    assert twice
    old, new = (_settled(lines=[line("symbol", text)]) for text in ("C22/23-F", "C22/24-F"))
    parts = _law(old, new, read_shell(path, (*SLOTS, "box", "body")))
    assert _changes(parts, "word/header1.xml") == [("del", "23"), ("ins", "24")] * 2


def test_a_changed_style_is_a_change_of_the_paragraph_and_not_of_its_text() -> None:
    old, new = (_settled(section("A", paragraph("un", "p", indented=indented), unit="s")) for indented in (False, True))
    parts = _law(old, new)
    (was,) = etree.fromstring(parts["word/document.xml"]).iter(w("pPrChange"))
    assert was.find(f".//{w('pStyle')}") is None
    assert _changes(parts) == [("ins", "")], "the tab that takes it to its place"


def test_a_number_that_shifts_and_the_reference_to_it_are_all_that_changes() -> None:
    paragraphs = (numbered_paragraph("un", "a"), numbered_paragraph((Text("voir "), see("a")), "b"))
    old = _settled(section("A", *paragraphs, unit="s"))
    new = _settled(section("A", numbered_paragraph("neuf", "n"), *paragraphs, unit="s"))
    assert _changes(_law(old, new)) == [
        ("ins", "1.1"),
        ("ins", ""),
        ("ins", "neuf"),
        ("del", "1.1"),
        ("ins", "1.2"),
        ("del", "1.2"),
        ("ins", "1.3"),
        ("del", "1.1"),
        ("ins", "1.2"),
    ]


def test_a_reference_to_what_moved_leads_there_in_each_state() -> None:
    target = paragraph("Titre", "t")
    heading = section("Cible", target, unit="h", numbered=False)
    other = section("Autre", paragraph((Text("voir "), Reference("h"))), paragraph("q" * 9, "q"), unit="o")
    old, new = _settled(heading, other), _settled(other, heading)
    _law(old, new)


def test_a_moved_paragraph_has_one_name_in_both_places() -> None:
    one, two, three = (paragraph(f"Le texte numéro {unit}.", unit) for unit in "abc")
    parts = _law(_settled(section("A", one, two, three, unit="s")), _settled(section("A", two, three, one, unit="s")))
    names = re.findall(r'<w:(move\w+)RangeStart [^>]*w:name="([^"]+)"', _xml(parts))
    assert names == [("moveFrom", "m1.1"), ("moveTo", "m1.1")]


def test_a_paragraph_broken_in_two_moves_its_text() -> None:
    one, two = "Le Conseil a pris note du rapport.", "Il a remercié le [pays hôte](https://a/)."
    whole = _settled(section("A", paragraph(f"{one} {two}", "a"), unit="s"))
    broken = _settled(section("A", paragraph(one, "a"), paragraph(two, "b"), unit="s"))
    for pair, ways in (((whole, broken), ["moveFrom", "moveTo"]), ((broken, whole), ["moveTo", "moveFrom"])):
        names = re.findall(r'<w:(move\w+)RangeStart [^>]*w:name="([^"]+)"', _xml(_law(*pair)))
        assert names == [(way, "m1.1") for way in ways]


def test_a_table_that_changes_is_valid_and_keeps_the_width_of_the_text() -> None:
    old = table(("a", "b", "c"), ("d", "e", "f"), head=("1", "2", "3"))
    cells = [replace(row, cells=row.cells[1:]) for row in old.rows]
    new = replace(old, widths=old.widths[1:], head=old.head[1:], rows=(*cells,))
    parts = _law(_settled(section("A", old, unit="s")), _settled(section("A", new, unit="s")))
    made = list(etree.fromstring(parts["word/document.xml"]).iter(w("tbl")))[-1]
    widths = [[int(one.find(f"{w('tcPr')}/{w('tcW')}").get(w("w"))) for one in row.iter(w("tc"))] for row in made.iter(w("tr"))]
    assert {sum(row) for row in widths} == {9638 + 1134}, "what went stands out as far as the margin"
    assert len(list(made.iter(w("cellDel")))) == 3


def test_footnotes_are_numbered_in_reading_order_with_those_that_went() -> None:
    old, new, _ = edits.pair(Random(4), "fr", 0)
    new = edits.settled(edits.add_note(new, Random(4)) or new)
    parts = _law(old, new)
    calls = [call.get(w("id")) for call in etree.fromstring(parts["word/document.xml"]).iter(w("footnoteReference"))]
    notes = [note.get(w("id")) for note in etree.fromstring(parts["word/footnotes.xml"]) if note.get(w("type")) is None]
    assert calls == notes == [str(number) for number in range(1, len(calls) + 1)]


@pytest.mark.parametrize("kind", ["council", "tdag"])
def test_the_redline_of_each_template_comes_back(kind: str) -> None:
    template = ROOT / "templates" / f"{kind}.docx"
    slots = sorted({*SLOTS, "meeting", "contact", "contact_name_label", "contact_name", "contact_phone_label"})
    slots += ["contact_phone", "contact_email_label", "contact_email"]
    found = read_shell(template, (*slots, "box", "body"))

    def filled(**texts: str) -> Document:
        lines = tuple(
            Line(f"settings.{slot}", slot, (Text(texts[slot]),) if slot in texts else ()) for slot in slots if slot != "emblem"
        )
        lines = (*lines, Line("settings.emblem", "emblem", (Text("Emblème"),)))
        return replace(_settled(section("A", paragraph("un", "p"), unit="s")), lines=lines, kind=kind)

    full = filled(**dict.fromkeys(slots, "plein"))
    for one in (filled(contact="c", title="t"), filled(contact_email="e", website="w"), filled(session="s")):
        _law(full, one, found)
        _law(one, full, found)
        _law(one, filled(contact_phone="p", symbol="x"), found)


def test_what_is_visible_in_a_redline_is_both_states() -> None:
    old, new = (_settled(section("A", paragraph(text, "p"), unit="s")) for text in ("le 12 avril", "le 13 avril"))
    root = etree.fromstring(_law(old, new)["word/document.xml"])
    (found,) = [one for one in root.iter(w("p")) if "avril" in visible(one)]
    assert "".join(text.text or "" for text in found.iter(w("t"), w("delText"))) == "le 1213 avril"
