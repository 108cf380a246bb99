"""Tables, and what stands around them."""

from __future__ import annotations

import datetime
from pathlib import Path

import openpyxl
import pytest

from tests.read import sources
from tests.read.odd import BOOK, container, row, sheet, written
from tests.read.sources import SECTIONS, Found, Rows, argument, book, places, records, workbook

JUNE = datetime.date(2022, 6, 6)
HEADER = ("id", "type", "start")
ROW = ("a", "rpm", JUNE)


def changed(folder: Path, change, **sheets: Rows) -> Found:
    """What is reported of a workbook after it was changed."""
    path = book(folder, **{"settings": sources.SETTINGS, "sections": SECTIONS, **sheets})
    made = openpyxl.load_workbook(path)
    change(made)
    made.save(path)
    return places(workbook(path)[1])


def test_a_hidden_sheet_that_is_read_is_named(tmp_path: Path) -> None:
    def hide(made: openpyxl.Workbook) -> None:
        made["meetings"].sheet_state = "veryHidden"
        made["README"].sheet_state = "hidden"

    assert changed(tmp_path, hide, meetings=[HEADER, ROW], README=[["id"]]) == [("XL116", "meetings")]


def test_a_header_below_a_title_is_named_and_read(tmp_path: Path) -> None:
    found, issues = records(tmp_path, "meetings", [("Réunions",), (), HEADER, ROW, ("b", None, JUNE)])
    assert places(issues) == [("XL117", "meetings!3"), ("XL201", "meetings!B5")]
    assert [record.id for record in found] == ["a", "b"]


def test_a_header_below_a_title_is_named_in_the_settings_too(tmp_path: Path) -> None:
    path = book(tmp_path, settings=[("Réglages",), *sources.SETTINGS], sections=SECTIONS)
    read, found = workbook(path)
    assert places(found) == [("XL117", "settings!2")]
    assert read.settings.code("symbol") == "C22/23"


def test_a_table_need_not_begin_in_the_first_column(tmp_path: Path) -> None:
    found, issues = records(tmp_path, "meetings", [(None, None, *HEADER), (None, None, *ROW)])
    assert ([record.id for record in found], issues) == (["a"], [])


def test_a_title_over_merged_cells_is_no_fault_where_nothing_is_read(tmp_path: Path) -> None:
    def merge(made: openpyxl.Workbook) -> None:
        made["README"].merge_cells("A1:F1")
        made["meetings"].merge_cells("E4:F9")

    assert changed(tmp_path, merge, meetings=[HEADER, ROW], README=[["Titre"]]) == []


def test_a_merged_title_above_the_header_is_the_headers_fault_only(tmp_path: Path) -> None:
    def merge(made: openpyxl.Workbook) -> None:
        made["meetings"].merge_cells("A1:C1")

    assert changed(tmp_path, merge, meetings=[("Réunions",), HEADER, ROW]) == [("XL117", "meetings!2")]


def test_hidden_rows_and_columns_that_are_read_are_named(tmp_path: Path) -> None:
    def hide(made: openpyxl.Workbook) -> None:
        page = made["meetings"]
        page.row_dimensions[3].hidden = True
        page.row_dimensions[9].hidden = True
        page.column_dimensions["C"].hidden = True
        page.column_dimensions["F"].hidden = True

    rows = [HEADER, ROW, ("b", "rpm", JUNE)]
    assert changed(tmp_path, hide, meetings=rows) == [("XL303", "meetings!C"), ("XL301", "meetings!3")]


def test_rows_that_a_filter_hides_are_named_as_such(tmp_path: Path) -> None:
    def filtered(made: openpyxl.Workbook) -> None:
        page = made["meetings"]
        page.auto_filter.ref = "A1:C3"
        page.auto_filter.add_filter_column(0, ["a"])
        page.row_dimensions[3].hidden = True

    assert changed(tmp_path, filtered, meetings=[HEADER, ROW, ("b", "rpm", JUNE)]) == [("XL302", "meetings!3")]


def test_a_column_without_a_name_is_named_once_and_its_faults_are_not(tmp_path: Path) -> None:
    rows = [(*HEADER, None, "note"), (*ROW, "#REF!", "x"), ("b", "rpm", JUNE, "y", None)]
    _, found = records(tmp_path, "meetings", rows)
    assert places(found) == [("XL321", "meetings!D1")]
    assert [argument(found[0], name) for name in ("column", "cell", "count")] == ["D", "D3", "1"]


@pytest.mark.parametrize(("cell", "last"), [("XFD1048576", "C1048576"), ("AA2", "C2")])
def test_a_cell_forgotten_far_beside_the_table_is_named(tmp_path: Path, cell: str, last: str) -> None:
    def forget(made: openpyxl.Workbook) -> None:
        made["meetings"][cell] = "x"

    assert changed(tmp_path, forget, meetings=[HEADER, ROW]) == [("XL322", f"meetings!{cell}")]


def test_a_row_far_below_the_table_is_named_and_read(tmp_path: Path) -> None:
    rows = [HEADER, ROW, *[()] * 100, ("b", "rpm", JUNE), ("c", "rpm", JUNE)]
    found, issues = records(tmp_path, "meetings", rows)
    assert places(issues) == [("XL322", "meetings!A103")]
    assert argument(issues[0], "last") == "A2"
    assert [record.id for record in found] == ["a", "b", "c"]
    assert records(tmp_path, "meetings", [HEADER, ROW, *[()] * 99, ("b", "rpm", JUNE)])[1] == []


def test_a_name_of_a_column_with_invisible_characters_is_read_without_them(tmp_path: Path) -> None:
    found, issues = records(tmp_path, "meetings", [("\ufeffid", "type\u00a0", "st\u200bart"), ROW])
    assert places(issues) == [("XL315", "meetings!A1"), ("XL315", "meetings!C1")]
    assert found[0].date("start") == JUNE


def test_a_table_with_more_places_than_can_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.read.page._PLACES", 5)
    found, issues = records(tmp_path, "meetings", [HEADER, ROW, ("b", "rpm", JUNE)])
    assert found == ()
    assert ("XL118", "meetings") in places(issues)


@pytest.mark.parametrize("name", ["Meetings", "meeting", "MEETINGS"])
def test_a_sheet_whose_name_is_nearly_that_of_a_known_one_is_named(tmp_path: Path, name: str) -> None:
    found = workbook(book(tmp_path, settings=sources.SETTINGS, sections=SECTIONS, **{name: [HEADER, ROW]}))[1]
    assert [(each.code, argument(each, "near")) for each in found] == [("XL119", "meetings")]


def test_two_sheets_of_one_name_are_named_and_the_first_is_read(tmp_path: Path) -> None:
    def table(word: str) -> str:
        cells = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in ("id", word))
        return sheet(row(cells) + row(cells.replace(">id<", ">a<"), number=2))

    parts = container({"own": table("un"), "other": table("deux")})
    parts[BOOK] = parts[BOOK].replace(b'"other"', b'"own"')
    read, found = workbook(written(tmp_path, parts))
    assert ("XL323", "own") in places(found)
    assert read.sheet("own").columns == ("id", "un")
