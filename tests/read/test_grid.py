"""The cells of a workbook as they stand."""

from __future__ import annotations

import datetime
import warnings
from pathlib import Path

import openpyxl
import pytest
from openpyxl.chart import BarChart
from openpyxl.worksheet.datavalidation import DataValidation

from pipeline.issues import Issue, SourceError
from pipeline.read.grid import Grid, Raw, read_grids
from tests.project import parts
from tests.read.sources import argument, book, patched, places

SHEET = "xl/worksheets/sheet1.xml"


def grids(path: Path) -> tuple[tuple[Grid, ...], list[Issue]]:
    found: list[Issue] = []
    return read_grids(path, found.append), found


def grid(path: Path) -> Grid:
    """The one sheet of a workbook in which nothing is wrong."""
    (only,), found = grids(path)
    assert found == []
    return only


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("Texte", "Texte"),
        ("  Texte \t\n", "Texte"),
        ("a\u00a0b\u00a0", "a\u00a0b\u00a0"),
        ("deux\r\nlignes", "deux\nlignes"),
        ("deux_x000D_\nlignes_x000D_", "deux\nlignes"),
        ("a_x0007_b", "a\x07b"),
        # openpyxl writes this as it stands; a workbook means a letter by it (ECMA-376 part 1, 22.9.2.19).
        ("id_x0041_b", "idAb"),
        ("id_x005F_x0041_b", "id_x0041_b"),
        (12, 12),
        (1.5, 1.5),
        (True, True),
        (False, False),
        (0, 0),
        (datetime.date(2022, 6, 6), datetime.date(2022, 6, 6)),
        (datetime.datetime.fromisoformat("2022-06-06T14:30"), datetime.date(2022, 6, 6)),
        (datetime.time(14, 30), "14:30:00"),
        ("29-30 mars 2021", "29-30 mars 2021"),
        ("21/76", "21/76"),
        ("007", "007"),
        ("TRUE", "TRUE"),
    ],
)
def test_a_cell_holds_what_was_typed(tmp_path: Path, typed: object, value: Raw) -> None:
    found = grid(book(tmp_path, a=[[typed]])).values[1, 1]
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize("typed", [None, "", " ", "\n", " \t_x000D_\n"])
def test_a_blank_cell_is_absent(tmp_path: Path, typed: object) -> None:
    assert dict(grid(book(tmp_path, a=[["x", typed]])).values) == {(1, 1): "x"}


def test_sheets_come_in_the_order_of_the_workbook_hidden_ones_too(tmp_path: Path) -> None:
    path = book(tmp_path, zebra=[["a"]], apple=[["b"]])
    made = openpyxl.load_workbook(path)
    made["apple"].sheet_state = "hidden"
    made.create_chartsheet("chart").add_chart(BarChart())
    made.save(path)
    assert [(each.name, each.values[1, 1]) for each in grids(path)[0]] == [("zebra", "a"), ("apple", "b")]


def test_a_grid_reaches_to_its_last_value(tmp_path: Path) -> None:
    found = grid(book(tmp_path, a=[["x", None], [None, None, "y"], [None, None, None, " "]]))
    assert (found.rows, found.columns) == (2, 3)


def test_an_empty_sheet_is_an_empty_grid(tmp_path: Path) -> None:
    found = grid(book(tmp_path, a=[]))
    assert (dict(found.values), found.rows, found.columns) == ({}, 0, 0)


def test_a_forgotten_cell_far_away_costs_nothing(tmp_path: Path) -> None:
    path = book(tmp_path, a=[["x"]])
    made = openpyxl.load_workbook(path)
    made["a"]["XFD1048576"].font = openpyxl.styles.Font(bold=True)
    made["a"]["ZZ900000"] = "y"
    made.save(path)
    # Walking over all the places up to that cell would take hours, and more memory than there is.
    assert dict(grid(path).values) == {(1, 1): "x", (900000, 702): "y"}


def formula(folder: Path, cell: str) -> Path:
    """A workbook whose cell B1 is this piece of XML."""
    return patched(book(folder, a=[["x", 4711]]), SHEET, '<c r="B1" t="n"><v>4711</v></c>', cell)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="B1"><f>A1</f><v>3</v></c>', 3),
        ('<c r="B1" t="str"><f>A1</f><v>été</v></c>', "été"),
        ('<c r="B1" t="b"><f>A1</f><v>1</v></c>', True),
        ('<c r="B1" t="str"><f>IF(1,"")</f><v></v></c>', None),
    ],
)
def test_a_formula_is_the_value_that_was_stored(tmp_path: Path, cell: str, value: Raw) -> None:
    assert grid(formula(tmp_path, cell)).values.get((1, 2)) == value


@pytest.mark.parametrize("cell", ['<c r="B1"><f>A1+1</f><v></v></c>', '<c r="B1"><f t="array" ref="B1">A1+1</f></c>'])
def test_a_formula_without_a_stored_value_is_reported(tmp_path: Path, cell: str) -> None:
    (only,), found = grids(formula(tmp_path, cell))
    assert places(found) == [("XL211", "a!B1")]
    assert argument(found[0], "found") == "=A1+1"
    assert dict(only.values) == {(1, 1): "x"}


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#DIV/0!", "#NAME?"])
def test_an_error_value_is_reported_typed_or_calculated(tmp_path: Path, error: str) -> None:
    (only,), found = grids(book(tmp_path, a=[["x", error]]))
    assert places(found) == [("XL210", "a!B1")]
    assert argument(found[0], "found") == error
    assert (1, 2) not in only.values
    assert places(grids(formula(tmp_path, f'<c r="B1" t="e"><f>A1</f><v>{error}</v></c>'))[1]) == [("XL210", "a!B1")]


def test_merged_cells_are_reported_and_keep_the_value_of_the_first(tmp_path: Path) -> None:
    path = book(tmp_path, a=[["x", "y"], ["z", "z"], ["z", "z"]])
    made = openpyxl.load_workbook(path)
    made["a"].merge_cells("A2:B3")
    made.save(path)
    (only,), found = grids(path)
    assert places(found) == [("XL215", "a!A2")]
    assert argument(found[0], "range") == "A2:B3"
    assert dict(only.values) == {(1, 1): "x", (1, 2): "y", (2, 1): "z"}


def test_drop_downs_that_openpyxl_does_not_know_say_nothing(tmp_path: Path) -> None:
    path = book(tmp_path, a=[["x"]])
    made = openpyxl.load_workbook(path)
    made["a"].add_data_validation(DataValidation("list", formula1='"a,b"', sqref="A1"))
    made.save(path)
    extension = '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"/></extLst></worksheet>'
    patched(path, SHEET, "</worksheet>", extension)
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        assert dict(grid(path).values) == {(1, 1): "x"}
    assert said == []


def test_the_dates_of_a_workbook_that_counts_from_1904_are_the_dates_it_shows(tmp_path: Path) -> None:
    path = book(tmp_path, a=[["x"]])
    made = openpyxl.load_workbook(path)
    made.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    made["a"]["A1"] = datetime.date(2022, 6, 6)
    made.save(path)
    assert grid(path).values[1, 1] == datetime.date(2022, 6, 6)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "FI101"),
        (b"id;order\n1;2\n", "FI102"),
        (b"PK\x03\x04", "FI118"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "FI120"),
    ],
    ids=["empty", "csv", "cut", "a compound file of nothing known"],
)
def test_what_is_no_workbook_is_refused(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "document.xlsx"
    path.write_bytes(data)
    with pytest.raises(SourceError) as refused:
        grids(path)
    assert places([refused.value.issue]) == [(code, "")]


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "[Content_Types].xml"])
def test_a_workbook_with_a_damaged_part_is_refused(tmp_path: Path, part: str) -> None:
    path = book(tmp_path, a=[["x"]])
    whole = parts(path)[part].decode()
    patched(path, part, whole, whole[: len(whole) // 2])
    with pytest.raises(SourceError) as refused:
        grids(path)
    assert places([refused.value.issue]) == [("FI143", part)]
