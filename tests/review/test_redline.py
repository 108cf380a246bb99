"""A redline carries both states of a document, and shows what happened as it happened."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.blocks import AgendaLine, Cell, Document, Entry, Marker, Node, Paragraph, Row, Section, Table
from pipeline.model.dump import dumped, loaded
from pipeline.model.plain import plain
from pipeline.model.states import accepted, rejected, text_state
from pipeline.model.tracked import Added, Removed, Was
from pipeline.model.walk import carriers
from pipeline.review.changes import Kind, changes
from pipeline.review.redline import redline
from tests import edits
from tests.documents import (
    annex,
    content,
    document,
    entries,
    french,
    numbered_paragraph,
    paragraph,
    plain_section,
    section,
    table,
)
from tests.documents import settled as settled_in
from tests.review.marks import shown
from tests.strategies import documents


def _law(old: Document, new: Document) -> Document:
    both = redline(old, new)
    assert accepted(both) == new
    assert rejected(both) == old
    return both


@given(documents(), documents())
def test_any_two_documents_come_back_from_their_redline(old: Document, new: Document) -> None:
    assert loaded(dumped(_law(old, new))) == redline(old, new)


@given(st.integers(0, 10**9), st.sampled_from(list(edits.SCRIPTS)), st.integers(1, 12))
def test_what_editors_do_comes_back_from_a_redline(seed: int, language: str, count: int) -> None:
    old, new, _ = edits.pair(Random(seed), language, count)
    _law(old, new)


@pytest.mark.parametrize("edit", dict.fromkeys(edits.EDITS), ids=lambda edit: edit.__name__)
def test_each_edit_is_seen(edit: edits.Edit) -> None:
    random = Random(7)
    while True:
        old = edits.base(random, "fr")
        new = edit(old, random)
        if new is not None and edits.settled(new) != edits.settled(old):
            break
    assert list(changes(_law(edits.settled(old), edits.settled(new))))


@given(st.integers(0, 10**9), st.sampled_from(list(edits.SCRIPTS)), st.integers(1, 8))
def test_the_changes_are_those_that_a_reader_sees(seed: int, language: str, count: int) -> None:
    old, new, _ = edits.pair(Random(seed), language, count)
    found = list(changes(redline(old, new)))
    before, after = (Counter(plain(one.content) for one in carriers(state) if one.content) for state in (old, new))
    for one in found:
        before.subtract(() if one.kind is Kind.ADDED else [plain(text_state(one.content, new=False))])
        after.subtract(() if one.kind is Kind.REMOVED else [plain(text_state(one.content, new=True))])
    left, right = ({text: count for text, count in state.items() if text and count} for state in (before, after))
    assert left == right, "what is not told is the same"
    assert min(left.values(), default=1) > 0, "each text is told once"


@given(documents())
def test_a_document_against_itself_is_itself(same: Document) -> None:
    assert redline(same, loaded(dumped(same))) == same
    assert list(changes(redline(same, loaded(dumped(same))))) == []


def _body(*blocks: object) -> Document:
    return settled_in(document(section("Un", *blocks, unit="s")), french())


def _in(both: Document, unit: str) -> list[Node]:
    return [node for node in edits.nodes(both) if getattr(node, "unit", "") == unit]


def test_a_number_that_shifts_is_a_change_of_the_number_only() -> None:
    old = _body(numbered_paragraph("Premier.", "a"), numbered_paragraph("Second.", "b"))
    new = _body(
        numbered_paragraph("Nouveau.", "n"),
        *(numbered_paragraph(text, unit) for text, unit in (("Premier.", "a"), ("Second.", "b"))),
    )
    both = _law(old, new)
    (first,) = _in(both, "a")
    assert isinstance(first, Paragraph)
    assert isinstance(first.change, Was)
    assert (first.change.node.label, first.label, shown(first.content)) == ("1.1", "1.2", "Premier.")  # type: ignore[attr-defined]
    assert [(change.kind.value, change.unit, change.before, change.after) for change in changes(both)] == [
        ("added", "n", "", "1.1"),
        ("renumbered", "a", "1.1", "1.2"),
        ("renumbered", "b", "1.2", "1.3"),
    ]


def test_a_paragraph_that_moved_is_a_move_and_shows_what_changed_on_its_way() -> None:
    texts = {unit: f"Le paragraphe {unit} a un texte." for unit in "abc"}
    old = _body(*(paragraph(texts[unit], unit) for unit in "abc"))
    new = _body(*(paragraph(texts[unit].replace("a un", "avait un") if unit == "a" else texts[unit], unit) for unit in "bca"))
    went, came = _in(_law(old, new), "a")
    assert (went.change, came.change) == (Removed("m1"), Added("m1"))
    assert isinstance(went, Paragraph)
    assert isinstance(came, Paragraph)
    assert shown(went.content) == "Le paragraphe a [-a-] un texte."
    assert shown(came.content) == "Le paragraphe a {+avait+} un texte."


def test_a_section_that_moved_is_one_move_and_the_larger_one_stays() -> None:
    small = section("Petite", paragraph("Un.", "p"), unit="small")
    large = section("Grande", *(paragraph(f"Le texte {at}.", f"q{at}") for at in range(9)), unit="large")
    old, new = (settled_in(document(*order), french()) for order in ((small, large), (large, small)))
    both = _law(old, new)
    moved = [change for change in changes(both) if change.kind.value == "moved"]
    assert [(change.unit, change.before, change.after) for change in moved] == [("small", "1", "2")]
    assert not any(isinstance(node.change, Added | Removed) for node in _in(both, "large"))


def test_a_paragraph_that_moves_to_another_section_is_a_move() -> None:
    one, two = (section(name, paragraph(f"Reste {name}.", name), unit=f"s{name}") for name in "ab")
    guest = paragraph("Une phrase qui déménage.", "guest")
    old = settled_in(document(replace(one, blocks=(*one.blocks, guest)), two), french())
    new = settled_in(document(one, replace(two, blocks=(guest, *two.blocks))), french())
    assert [node.change for node in _in(_law(old, new), "guest")] == [Removed("m1"), Added("m1")]


def test_a_paragraph_that_is_broken_in_two_is_not_written_again() -> None:
    one, two = "Le Conseil a pris note du rapport.", "Il a remercié le pays hôte."
    whole = _body(paragraph(f"{one} {two}", "a"))
    broken = _body(paragraph(one, "a"), paragraph(two, "b"))
    both = _law(whole, broken)
    (first,), (second,) = _in(both, "a"), _in(both, "b")
    assert isinstance(first, Paragraph)
    assert (shown(first.content), second.change) == (f"{one}[-m1:  {two}-]", Added("m1"))
    assert [(change.kind.value, change.unit) for change in changes(both)] == [("changed", "a"), ("added", "b")]

    both = _law(broken, whole)
    (first,), (second,) = _in(both, "a"), _in(both, "b")
    assert isinstance(first, Paragraph)
    assert (shown(first.content), second.change) == (f"{one}{{+m1:  {two}+}}", Removed("m1"))
    assert [(change.kind.value, change.unit) for change in changes(both)] == [("changed", "a"), ("removed", "b")]


def test_paragraphs_without_ids_belong_together_by_what_they_say() -> None:
    old = _body(paragraph("Le Conseil a pris note du rapport présenté."), paragraph("Il a remercié le pays hôte."))
    new = _body(
        paragraph("Il est saisi d'une autre question."),
        paragraph("Le Conseil a pris acte du rapport présenté."),
        paragraph("Il a remercié le pays hôte."),
    )
    section_ = _law(old, new).body[0]
    assert [type(block.change).__name__ for block in section_.blocks] == ["Added", "NoneType", "NoneType"]
    changed = section_.blocks[1]
    assert isinstance(changed, Paragraph)
    assert shown(changed.content) == "Le Conseil a pris [-note-]{+acte+} du rapport présenté."


def test_a_row_and_a_column_that_come_are_a_row_and_a_column() -> None:
    old = table(("a", "b"), ("c", "d"))
    wider = [("a", "neuf", "b"), ("x", "y", "z"), ("c", "neuf", "d")]
    names = {"r1": "r1", "r2": "new", "r3": "r2"}
    rows = tuple(
        Row(
            names[f"r{at}"],
            tuple(Cell(f"t.{names[f'r{at}']}.{key}", content(text)) for key, text in zip((0, "n", 1), row, strict=True)),
        )
        for at, row in enumerate(wider, 1)
    )
    both = _law(_body(old), _body(replace(old, rows=rows, widths=(1.0, 1.0, 1.0))))
    (made,) = [node for node in edits.nodes(both) if isinstance(node, Table)]
    assert [type(row.change).__name__ for row in made.rows] == ["NoneType", "Added", "NoneType"]
    assert [type(cell.change).__name__ for cell in made.rows[0].cells] == ["NoneType", "Added", "NoneType"]
    assert isinstance(made.change, Was)


def test_an_entry_with_another_marker_keeps_its_text() -> None:
    old, new = (_body(entries(marker, 2)) for marker in (Marker.DASH, Marker.LETTER))
    both = _law(old, new)
    found = [node for node in edits.nodes(both) if isinstance(node, Entry)]
    assert [(type(node.change).__name__, shown(node.content)) for node in found] == [("Was", "entry 1"), ("Was", "entry 2")]


def test_documents_of_nothing_and_of_something_are_told_apart() -> None:
    nothing = settled_in(document(), french())
    something = settled_in(
        document(plain_section(paragraph("a", "p")), annexes=(annex("Annexe", paragraph("b", "q")),)), french()
    )
    assert [(change.kind.value, change.unit) for change in changes(_law(nothing, something))] == [
        ("added", "p"),
        ("added", "sections.annex-0.heading"),
        ("added", "q"),
    ]
    assert [change.kind.value for change in changes(_law(something, nothing))] == ["removed"] * 3


def test_an_agenda_item_that_comes_renumbers_the_others_and_no_more() -> None:
    random = Random(3)
    old = edits.base(random, "zh")
    new = edits.add_agenda_line(old, random)
    assert new is not None
    both = _law(edits.settled(old), edits.settled(new))
    kinds = {change.kind.value for change in changes(both) if isinstance(change.node, AgendaLine)}
    assert kinds <= {"added", "renumbered"}
    assert not any(isinstance(change.node, Section) for change in changes(both))
