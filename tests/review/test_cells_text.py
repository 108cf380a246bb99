"""A workbook as text for `git diff`: one line a cell."""

from __future__ import annotations

import datetime
from pathlib import Path

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.grid import Grid, read_grids
from pipeline.review.cells_text import cells_text
from tests.project import Project
from tests.read.sources import book

ROWS = [
    ("id", "start", "label", "n"),
    ("rpm-eur", datetime.date(2021, 1, 18), "Réunion\u00a01", 1.0),
    ("rpm-afr", None, "a\nb", True),
]


def text(path: Path) -> str:
    return cells_text(read_grids(path, lambda _: None))


def test_a_cell_is_named_by_its_row_and_column(tmp_path: Path) -> None:
    assert text(book(tmp_path, meetings=ROWS)).splitlines() == [
        "meetings[rpm-afr].label\ta⏎b",
        "meetings[rpm-afr].n\tTRUE",
        "meetings[rpm-eur].label\tRéunion⍽1",
        "meetings[rpm-eur].n\t1",
        "meetings[rpm-eur].start\t2021-01-18",
    ]


@given(st.permutations(range(4)), st.permutations([1, 2]))
def test_sorted_rows_and_moved_columns_are_no_difference(columns: list[int], rows: list[int]) -> None:
    def grid(rows: list[int], columns: list[int]) -> Grid:
        table = [[ROWS[row][column] for column in columns] for row in (0, *rows)]
        values = {(r, c): v for r, line in enumerate(table, 1) for c, v in enumerate(line, 1) if v is not None}
        return Grid("meetings", values, 3, 4)

    assert cells_text([grid(rows, columns)]) == cells_text([grid([1, 2], [0, 1, 2, 3])])


def test_a_sheet_without_ids_is_named_by_its_cells(tmp_path: Path) -> None:
    assert text(book(tmp_path, README=[("Notes",), (None,), ("Deux",)])) == "README!A1\tNotes\nREADME!A3\tDeux\n"


def test_every_cell_of_the_committed_workbook_is_a_line(project: Project) -> None:
    made = text(project.workbook())
    for sheet in openpyxl.load_workbook(project.workbook()):
        if sheet.title in ("README", "settings"):
            continue
        ids = [row[0].value for row in sheet.iter_rows(min_row=2) if row[0].value]
        assert all(f"{sheet.title}[{id_}]." in made for id_ in ids)
    assert "settings[symbol].value\tC22/23" in made
