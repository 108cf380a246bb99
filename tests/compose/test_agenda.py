"""The draft agenda out of its sheet."""

from __future__ import annotations

import pytest

from pipeline.compose.agenda import agenda_of
from pipeline.issues import Issue
from pipeline.model.blocks import Agenda
from pipeline.model.plain import plain
from pipeline.model.records import Record
from tests.documents import annex, codes, document, french, made, piece, record, settled, sheet


def row(id_: str, level: str, parent: str | None = None, note: str | None = None) -> Record:
    values = {"label": piece(f"agenda.{id_}.label", id_), "note": note and piece(f"agenda.{id_}.note", note)}
    return record("agenda", id_, level=level, parent=parent, **values)


def agenda(*rows: Record) -> tuple[Agenda, list[Issue]]:
    found: list[Issue] = []
    return agenda_of(sheet("agenda", *rows), found.append), found


def lines(*rows: Record) -> list[str]:
    """The lines of the agenda as they are printed, and its Word file is sound."""
    made_, found = agenda(*rows)
    assert found == []
    whole = document(annexes=(annex("Ordre du jour", made_),))
    made(whole)
    (block,) = settled(whole, french()).annexes[0].blocks
    assert isinstance(block, Agenda)
    return [f"{line.label} {plain(line.content)}" for line in block.lines]


def test_each_line_stands_under_its_parent_in_its_order() -> None:
    rows = [
        row("P", "part"),
        row("Q", "part"),
        row("q1", "item", "Q"),
        row("p1", "item", "P"),
        row("s", "sub", "p1"),
        row("p2", "item", "P"),
    ]
    assert lines(*rows) == ["I P", "1 p1", "a) s", "2 p2", "II Q", "3 q1"]


def test_an_agenda_needs_no_parts() -> None:
    assert lines(row("a", "item"), row("b", "item")) == ["1 a", "2 b"]


def test_an_empty_sheet_is_an_empty_agenda() -> None:
    assert agenda() == (Agenda(()), [])


def test_a_note_is_worded_by_the_language() -> None:
    assert lines(row("P", "part", note="non statutaire")) == ["I P – non statutaire"]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([row("P", "part"), row("Q", "part", "P")], "XL212"),
        ([row("P", "part"), row("s", "sub", "P")], "XL212"),
        ([row("i", "item"), row("j", "item", "i")], "XL212"),
        ([row("s", "sub")], "XL201"),
    ],
)
def test_a_line_under_one_that_cannot_hold_it_is_reported(rows: list[Record], code: str) -> None:
    _, found = agenda(*rows)
    assert codes(found) == [code]
    assert found[0].location == rows[-1].at("parent")


def test_a_line_is_the_unit_of_its_row_and_knows_its_cells() -> None:
    with_note = row("P", "part", note="non statutaire")
    (line,) = agenda(with_note)[0].lines
    assert line.unit == "agenda.P"
    assert line.location == with_note.at("label")
    assert line.sources == (with_note.at("label"), with_note.at("note"))
