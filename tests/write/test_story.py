"""What the parts of a package share: bookmarks that lead to numbers, and in drafts back to the sources."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.blocks import Enumeration, Marker
from pipeline.model.inlines import Link, Note, Text
from pipeline.wml.names import w
from pipeline.write.story import reference_bookmark, unit_bookmark
from tests.documents import (
    Word,
    annex,
    box_field,
    document,
    entry,
    line,
    made,
    note,
    numbered_paragraph,
    paragraph,
    plain_section,
    section,
    see,
    table,
)

WORD_NAME = re.compile(r"[A-Za-z_]\w{0,39}\Z")


def fields(word: Word, part: str = "word/document.xml") -> list[str]:
    return [(code.text or "").split()[1] for code in word.tree(part).iter(w("instrText")) if "REF" in (code.text or "")]


@given(st.text(min_size=1))
def test_a_bookmark_has_a_name_that_word_takes_whatever_the_unit(unit: str) -> None:
    assert WORD_NAME.match(unit_bookmark(unit))
    assert WORD_NAME.match(reference_bookmark(unit))


def test_the_bookmark_of_a_unit_never_changes() -> None:
    # Drafts that are out in the world are found again by these names.
    assert unit_bookmark("p17") == "_u_cbpzqu54v4dozqob"
    assert reference_bookmark("p17") == "_Ref274700371"


def test_a_reference_leads_to_the_number_of_its_target() -> None:
    word = made(document(section("A", numbered_paragraph("Text.", "p1"), numbered_paragraph((see("p1"),), "p2"))))
    (name,) = fields(word)
    assert word.bookmarks()[name] == "1.1"
    assert word.texts()[-2] == "1.2\t1.1"


def test_two_references_to_one_target_share_its_bookmark() -> None:
    word = made(document(section("A", numbered_paragraph("Text.", "p1"), paragraph((see("p1"), Text(" and "), see("p1"))))))
    assert fields(word) == [reference_bookmark("p1")] * 2
    assert list(word.bookmarks()).count(reference_bookmark("p1")) == 1


def test_a_reference_to_a_heading_without_number_leads_to_its_words() -> None:
    word = made(document(section("Propositions", paragraph((see("p9"),)), numbered=False, unit="p9")))
    (name,) = fields(word)
    assert word.bookmarks()[name] == "Propositions"
    assert "Propositions" in word.texts()[-2]


@pytest.mark.parametrize("final", [False, True])
def test_a_reference_by_the_name_of_a_bookmark_leads_to_that_bookmark(final: bool) -> None:
    heading = section("Proposal", paragraph((see("Proposal"),)), numbered=False, unit="p9", names=("Proposal",))
    word = made(document(heading), final=final)
    assert fields(word) == ["Proposal"]
    assert word.bookmarks()["Proposal"] == "Proposal"


def test_a_reference_by_name_to_a_numbered_paragraph_leads_to_its_number() -> None:
    named = paragraph("Text.", "p1", depth=2, names=("Target",))
    word = made(document(section("A", named, paragraph((see("Target"), see("p1"))))))
    assert {word.bookmarks()[name] for name in fields(word)} == {"1.1"}
    assert word.bookmarks()["Target"] == "1.1Text."


def test_references_work_from_the_box_a_cell_and_an_annex() -> None:
    word = made(
        document(
            section("A", numbered_paragraph("a", "p1"), table(((see("p1"),),))),
            box=(box_field("summary", paragraph((see("p1"),))),),
            annexes=(annex("Annex", paragraph((see("p1"),))),),
        )
    )
    assert fields(word) == [reference_bookmark("p1")] * 3


def test_a_reference_in_a_footnote_is_a_field_of_the_footnote() -> None:
    call = Note("n", (Text("see "), see("p1")))
    word = made(document(section("A", numbered_paragraph((Text("a"), call), "p1"))))
    assert fields(word, "word/footnotes.xml") == [reference_bookmark("p1")]
    assert word.texts("word/footnotes.xml")[-1] == "\tsee 1.1"


def test_a_reference_to_an_annex_leads_to_its_number_line() -> None:
    target = annex("Ordre du jour")
    word = made(document(plain_section(paragraph((see(target.unit),))), annexes=(target,)))
    (name,) = fields(word)
    assert word.bookmarks()[name] == "ANNEXE"


def test_a_draft_marks_every_unit_and_a_final_none() -> None:
    units = document(
        section("A", numbered_paragraph("Text.", "p1"), Enumeration((entry(Marker.DASH, "e", unit="p2"),)), unit="s1"),
        lines=[line("title", "Titre"), line("symbol", "C22/99")],
    )
    draft, final = made(units), made(units, final=True)
    spans = {**draft.bookmarks(), **draft.bookmarks("word/header1.xml")}
    assert spans[unit_bookmark("p1")] == "1.1Text."
    assert spans[unit_bookmark("p2")] == "–e"
    assert spans[unit_bookmark("s1")] == "1A"
    assert spans[unit_bookmark("settings.title")] == "Titre"
    assert spans[unit_bookmark("settings.symbol")] == "C22/99"
    assert final.bookmarks() == final.bookmarks("word/header1.xml") == {}


def test_a_final_has_only_the_bookmarks_that_fields_use() -> None:
    named = section("Proposal", numbered=False, unit="p9", names=("Proposal",))
    word = made(document(section("A", numbered_paragraph("Text.", "p1"), paragraph((see("p1"),), "p2")), named), final=True)
    assert list(word.bookmarks()) == [reference_bookmark("p1")]


def test_a_draft_marks_the_body_of_a_footnote() -> None:
    word = made(document(plain_section(paragraph((Text("six"), note("regions", "p1.fn.regions")), "p1"))))
    assert word.bookmarks("word/footnotes.xml") == {unit_bookmark("p1.fn.regions"): "regions"}


def test_bookmarks_are_numbered_through_all_parts() -> None:
    lines = [line(slot, slot) for slot in ("title", "source", "symbol", "website")]
    word = made(document(plain_section(paragraph((Text("a"), note("b")), "p1")), lines=lines))
    ids = [
        int(start.get(w("id")))
        for part in word.parts
        if part.startswith("word/") and part.endswith(".xml")
        for start in word.tree(part).iter(w("bookmarkStart"))
    ]
    assert len(ids) == len(set(ids)) == len(lines) + 3


def test_bookmarks_lie_inside_each_other_and_never_across() -> None:
    word = made(document(section("A", paragraph("Text.", "p1", depth=2, names=("One", "Two")), paragraph((see("One"),), "p2"))))
    open_: list[str] = []
    for mark in word.tree().iter(w("bookmarkStart"), w("bookmarkEnd")):
        if mark.tag == w("bookmarkStart"):
            open_.append(mark.get(w("id")))
        else:
            assert open_.pop() == mark.get(w("id"))
    assert open_ == []


def test_a_link_belongs_to_the_part_it_stands_in() -> None:
    call = Note("n", (Link("https://note.org", (Text("n"),)),))
    word = made(
        document(
            plain_section(paragraph((Link("https://body.org?a=1&b=2", (Text("b"),)), call))),
            lines=[line("website", (Link("https://footer.org", (Text("f"),)),))],
        )
    )
    assert list(word.links().values()) == ["https://body.org?a=1&b=2"]
    assert list(word.links("word/footnotes.xml").values()) == ["https://note.org"]
    assert list(word.links("word/footer2.xml").values()) == ["https://footer.org"]


def test_footnotes_are_numbered_without_gap() -> None:
    paragraphs = [paragraph((Text("a"), note(str(number), f"n{number}"))) for number in range(5)]
    word = made(document(plain_section(*paragraphs)))
    ids = [int(one.get(w("id"))) for one in word.tree("word/footnotes.xml") if one.get(w("type")) is None]
    assert all(after - before == 1 for before, after in pairwise(ids))
    assert ids[0] == 1
