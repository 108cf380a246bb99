"""Every number of a document, and the laws that numbers keep."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.blocks import (
    Agenda,
    AgendaLevel,
    AgendaLine,
    Block,
    Document,
    Entry,
    Enumeration,
    Marker,
    Paragraph,
    Section,
)
from pipeline.model.walk import carriers, rebuilt
from pipeline.resolve.signs import sign
from tests.documents import (
    annex,
    box_field,
    counted,
    document,
    entries,
    entry,
    french,
    numbered_paragraph,
    paragraph,
    plain_section,
    section,
    table,
)

PLAIN = {Marker.DASH, Marker.BULLET, Marker.TERM}


def number(found: Document) -> Document:
    return counted(found)


def labels(found: Document) -> list[str]:
    return [label for carrier in carriers(number(found)) if (label := getattr(carrier, "label", ""))]


def test_paragraphs_are_numbered_within_their_section() -> None:
    found = document(section("A", numbered_paragraph(), numbered_paragraph()), section("B", numbered_paragraph()))
    assert labels(found) == ["1", "1.1", "1.2", "2", "2.1"]


def test_a_number_with_more_components_counts_below_the_last_shorter_one() -> None:
    below = [numbered_paragraph(depth=depth) for depth in (2, 3, 3, 2, 3, 4)]
    assert labels(document(section("A", *below))) == ["1", "1.1", "1.1.1", "1.1.2", "1.2", "1.2.1", "1.2.1.1"]


def test_sections_within_sections_share_the_count_of_their_paragraphs() -> None:
    inner = section("B", numbered_paragraph(depth=3))
    assert labels(document(section("A", numbered_paragraph(), inner, section("C")))) == ["1", "1.1", "1.2", "1.2.1", "1.3"]


def test_a_section_without_number_lets_the_count_run_on() -> None:
    inner = section("Défi", numbered_paragraph(), numbered=False)
    assert labels(document(section("A", numbered_paragraph(), inner))) == ["1", "1.1", "1.2"]


def test_paragraphs_of_sections_without_number_count_on_through_the_document() -> None:
    parts = [plain_section(numbered_paragraph(depth=1), numbered_paragraph(depth=1)) for _ in range(2)]
    assert labels(document(*parts)) == ["1", "2", "3", "4"]


def test_a_number_with_nothing_above_it_has_no_component_0() -> None:
    assert labels(document(plain_section(numbered_paragraph(depth=3), numbered_paragraph(depth=3)))) == ["1", "1.1"]
    assert labels(document(section("A", numbered_paragraph(depth=4), numbered_paragraph(depth=2)))) == ["1", "1.1", "1.2"]
    assert labels(document(annexes=(annex("A", numbered_paragraph(depth=2)),))) == ["1"]


def test_paragraphs_without_claim_have_no_number() -> None:
    assert labels(document(section("A", paragraph(), paragraph(indented=True), table(("a",))))) == ["1"]


def test_entries_of_different_markers_count_each_for_itself() -> None:
    mixed = Enumeration(tuple(entry(marker) for marker in (Marker.ARABIC, Marker.TERM, Marker.ARABIC)))
    assert labels(document(plain_section(mixed))) == ["1)", "2)"]


def test_an_enumeration_runs_on_through_deeper_levels() -> None:
    nested = Enumeration(
        (entry(Marker.LETTER, "a", entries(Marker.DASH, 2)), entry(Marker.LETTER, "b", entries(Marker.ROMAN, 2)))
    )
    assert labels(document(plain_section(nested))) == ["a)", "–", "–", "b)", "i)", "ii)"]


def test_the_next_enumeration_begins_anew() -> None:
    assert labels(document(plain_section(entries(Marker.LETTER, 2), paragraph(), entries(Marker.LETTER, 1)))) == [
        "a)",
        "b)",
        "a)",
    ]


def test_box_body_and_annexes_count_each_for_itself() -> None:
    counted = numbered_paragraph(depth=1)
    found = document(
        plain_section(counted, counted),
        box=(box_field("summary", counted, counted), box_field("action", counted)),
        annexes=(annex("A", counted, counted, number=1), annex("B", counted, number=2)),
    )
    assert labels(found) == ["1", "2", "1", "1", "2", "1", "2", "1"]


def agenda(levels: str) -> Agenda:
    kinds = {"P": AgendaLevel.PART, "I": AgendaLevel.ITEM, "S": AgendaLevel.SUB}
    return Agenda(tuple(AgendaLine(str(at), kinds[level], ()) for at, level in enumerate(levels)))


@pytest.mark.parametrize(
    ("levels", "want"),
    [
        ("PIIPI", ["I", "1", "2", "II", "3"]),
        ("PISSIS", ["I", "1", "a)", "b)", "2", "a)"]),
        ("II", ["1", "2"]),
        ("PPPP", ["I", "II", "III", "IV"]),
        ("", []),
    ],
)
def test_agenda_items_count_through_the_parts_and_sub_items_in_their_item(levels: str, want: list[str]) -> None:
    assert labels(document(annexes=(annex("A", agenda(levels)),))) == want


def test_each_agenda_begins_anew() -> None:
    assert labels(document(annexes=(annex("A", agenda("PI"), number=1), annex("B", agenda("PI"), number=2)))) == ["I", "1"] * 2


# The laws, over documents of any shape.


@st.composite
def enumerations(draw: st.DrawFn, depth: int = 0) -> Enumeration:
    marker = draw(st.sampled_from(Marker))
    made = []
    for _ in range(draw(st.integers(1, 3))):
        inner = (draw(enumerations(depth + 1)),) if depth < 3 and draw(st.booleans()) else ()
        made.append(Entry("", marker, (), inner))
    return Enumeration(tuple(made))


@st.composite
def sections(draw: st.DrawFn, level: int = 0, prefix: int = 0) -> Section:
    """A section in which every numbered paragraph claims one component more than its section has."""
    numbered_ = draw(st.booleans())
    own = prefix + numbered_
    simple = st.sampled_from([Paragraph("", ()), Paragraph("", (), depth=own + 1)]) | enumerations()
    blocks: list[Block] = draw(st.lists(simple, max_size=4))
    if level < 2:
        blocks += draw(st.lists(sections(level + 1, own), max_size=2))
    return Section("", paragraph("H").content, numbered_, tuple(blocks))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    annexes = draw(st.lists(sections(), max_size=2))
    return document(
        *draw(st.lists(sections(), max_size=4)),
        annexes=tuple(annex("A", one, number=at) for at, one in enumerate(annexes, 1)),
    )


def counts(blocks: tuple[Block, ...]) -> Iterator[list[str]]:
    """The labels that count on with each other: of each list, and of all that stands under one number."""
    run: list[str] = []
    yield from _counts(blocks, run)
    yield run


def _counts(blocks: tuple[Block, ...], run: list[str]) -> Iterator[list[str]]:
    for block in blocks:
        match block:
            case Paragraph():
                run += [block.label] if block.label else []
            case Section() if block.numbered:
                run.append(block.label)
                yield from counts(block.blocks)
            case Section():
                yield from _counts(block.blocks, run)
            case Enumeration():
                yield from _lists(block)
            case _:
                pass


def _lists(enumeration: Enumeration) -> Iterator[list[str]]:
    kind = enumeration.entries[0].marker
    if kind not in PLAIN:
        assert [one.label for one in enumeration.entries] == [
            french().layout.marker(kind.name, sign(kind, count), count) for count in range(1, len(enumeration.entries) + 1)
        ]
    for one in enumeration.entries:
        for block in one.blocks:
            assert isinstance(block, Enumeration)
            yield from _lists(block)


def all_counts(found: Document) -> Iterator[list[str]]:
    yield from counts(found.body)
    for one in found.annexes:
        yield from counts(one.blocks)


@given(documents())
def test_the_labels_of_siblings_count_on_without_a_gap(found: Document) -> None:
    for run in all_counts(number(found)):
        last = [int(label.rpartition(".")[2]) for label in run]
        assert last == list(range(1, len(run) + 1))
        assert len({label.rpartition(".")[0] for label in run}) <= 1


@given(documents())
def test_no_number_has_a_component_0(found: Document) -> None:
    assert not any("0" in label.split(".") for label in labels(found))


@given(documents())
def test_numbering_twice_changes_nothing(found: Document) -> None:
    assert number(number(found)) == number(found)


@given(documents())
def test_numbering_touches_labels_and_the_numbers_of_annexes_only(found: Document) -> None:
    bare = rebuilt(number(found), lambda one: replace(one, label="") if hasattr(one, "label") else one)
    first, second = (replace(one, annexes=tuple(replace(annex, number=0) for annex in one.annexes)) for one in (bare, found))
    assert first == second


@given(st.lists(st.integers(1, 4), min_size=1, max_size=5), st.data())
def test_a_paragraph_put_in_shifts_only_what_follows_in_its_section(sizes: list[int], data: st.DataObject) -> None:
    chapter = data.draw(st.integers(0, len(sizes) - 1))
    at = data.draw(st.integers(0, sizes[chapter]))
    before = [[numbered_paragraph(unit=f"{one}-{two}") for two in range(size)] for one, size in enumerate(sizes)]
    after = [list(blocks) for blocks in before]
    after[chapter].insert(at, numbered_paragraph(unit="new"))
    first, second = (
        {
            one.unit: one.label
            for one in carriers(number(document(*(section("A", *some) for some in blocks))))
            if isinstance(one, Paragraph)
        }
        for blocks in (before, after)
    )
    moved = {unit for unit, label in first.items() if second[unit] != label}
    assert moved == {f"{chapter}-{two}" for two in range(at, sizes[chapter])}
    assert second["new"] == f"{chapter + 1}.{at + 1}"
    for unit in moved:
        assert int(second[unit].rpartition(".")[2]) == int(first[unit].rpartition(".")[2]) + 1


@given(st.lists(st.sampled_from("PIS"), max_size=12))
def test_items_of_an_agenda_never_begin_again(levels: list[str]) -> None:
    lines = number(document(annexes=(annex("A", agenda("".join(levels))),))).annexes[0].blocks[0].lines  # type: ignore[union-attr]
    items = [int(line.label) for line in lines if line.level is AgendaLevel.ITEM]
    assert items == list(range(1, len(items) + 1))
    for one, two in pairwise(lines):
        if two.level is AgendaLevel.SUB and one.level is AgendaLevel.ITEM:
            assert two.label == "a)"
