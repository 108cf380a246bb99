"""The workbook: cells into typed fields."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipeline.model.inlines import Field, Piece, Strong, Text
from pipeline.model.plain import plain
from pipeline.model.values import Name
from pipeline.read.schema import SETTINGS, SHEETS
from tests.project import COUNCIL, TDAG, Project
from tests.read import sources
from tests.read.sources import SECTIONS, Found, Rows, argument, book, places, records, workbook

JUNE = datetime.date(2022, 6, 6)
MEETINGS = ("id", "type", "start")


def settings(folder: Path, *rows: tuple[object, ...]) -> tuple[Any, Found]:
    """The settings with some rows changed or added, and what was reported."""
    keys = {row[0] for row in rows}
    kept = [row for row in sources.SETTINGS if row[0] not in keys]
    read, found = workbook(book(folder, settings=[*kept, *rows], sections=SECTIONS))
    return read.settings, places(found)


@pytest.mark.parametrize("document", [COUNCIL, TDAG])
def test_nothing_is_wrong_in_the_workbooks_of_the_project(project: Project, document: str) -> None:
    read, found = workbook(project.workbook(document))
    assert found == []
    assert set(read.sheets) <= set(SHEETS)


def test_each_kind_of_column_gives_its_kind_of_value(tmp_path: Path) -> None:
    header = ("id", "type", "order", "label", "region", "start", "mode", "host", "url")
    row = ("rpm-afr", "rpm", 2, "Une **RPM**", "AFR", JUNE, "online", "CZ: formal", "https://itu.int/{lang}_*")
    ((found,), issues) = records(tmp_path, "meetings", [header, row])
    assert issues == []
    assert found.id == "rpm-afr"
    assert found.code("type") == "rpm"
    assert found.number("order") == 2
    assert found.text("label") == (Piece("meetings.rpm-afr.label", (Text("Une "), Strong((Text("RPM"),)))),)
    assert found.value("region") == Name("region", "AFR")
    assert found.date("start") == JUNE
    assert found.value("host") == Name("country", "CZ", "formal")
    assert found.code("url") == "https://itu.int/{lang}_*"
    assert found.at("start").place == "meetings!F2"


def test_the_columns_may_stand_in_any_order_and_with_others_between_them(tmp_path: Path) -> None:
    header = ("start", None, "my column", " type ", "id", "note")
    ((found,), issues) = records(tmp_path, "meetings", [header, (JUNE, "not read", 3, "irm", "a", None)])
    # What stands under no name is not read, and that is said.
    assert places(issues) == [("XL321", "meetings!B1")]
    assert (found.id, found.code("type"), found.date("start"), found.value("my column")) == ("a", "irm", JUNE, 3)
    assert found.value("note") is None
    assert found.value("place") is None
    assert found.at("place") == found.location


def test_rows_are_sorted_by_order_and_those_without_come_last_as_they_stand(tmp_path: Path) -> None:
    rows = [("id", "order"), ("d", None), ("c", 10), ("b", 2), ("a", 2), ("e", None), ("z", 1.5), ("y", 0), ("x", -1)]
    read, _ = workbook(book(tmp_path, settings=sources.SETTINGS, sections=rows))
    assert [record.id for record in read.sheet("sections")] == ["x", "y", "z", "b", "a", "c", "d", "e"]


def test_empty_rows_are_passed_over(tmp_path: Path) -> None:
    found, issues = records(tmp_path, "choices", [("id", "list"), (None, None), ("a", "mode"), (" ", ""), ("b", "mode")])
    assert issues == []
    assert [(record.id, record.location.row) for record in found] == [("a", 3), ("b", 5)]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Texte", "Texte"),
        ("l'*UIT*", "l'UIT"),
        ('a\u00a0b\u2011c "d"', 'a\u00a0b\u2011c "d"'),
        ("deux\nlignes", "deux\nlignes"),
        ("fin\\\nsuite", "fin\\\nsuite"),
        ("{host} [a] {", "{host} [a] {"),
        (r"\*", "*"),
        (12, "12"),
        (12.0, "12"),
        (1.5, "1.5"),
        (True, "TRUE"),
    ],
)
def test_a_text_cell_is_a_unit_with_its_marks(tmp_path: Path, typed: object, shown: str) -> None:
    ((found,), issues) = records(tmp_path, "choices", [("id", "list", "short"), ("a", "mode", typed)])
    assert issues == []
    value = found.value("short")
    assert isinstance(value, Piece)
    assert (value.unit, plain(value.content)) == ("choices.a.short", shown)


def test_a_pattern_is_a_unit_with_fields(tmp_path: Path) -> None:
    ((found,), _) = records(tmp_path, "tables", [("id", "pattern"), ("a", "{host|--}")])
    assert found.text("pattern") == (Piece("tables.a.pattern", (Field("host", "", "--"),)),)


@pytest.mark.parametrize(
    ("typed", "value"), [("yes", True), ("no", False), ("Yes", True), ("NO", False), (True, True), (False, False), (1, True)]
)
def test_a_flag_is_yes_or_no(tmp_path: Path, typed: object, value: bool) -> None:
    ((found,), issues) = records(tmp_path, "references", [("id", "symbol", "in_box"), ("a", "21/76", typed)])
    assert (found.value("in_box"), issues) == (value, [])


def test_a_sheet_of_ones_own_is_read_by_what_its_cells_hold(tmp_path: Path) -> None:
    rows = [("id", "day", "count", "held", "label"), ("a", JUNE, 3, True, "**Un**"), ("b", None, 1.5, False, "Deux")]
    ((first, second), issues) = records(tmp_path, "workshops", rows)
    assert issues == []
    assert [first.value(name) for name in ("day", "count", "held")] == [JUNE, 3, True]
    assert first.text("label") == (Piece("workshops.a.label", (Strong((Text("Un"),)),)),)
    assert (second.value("day"), second.number("count"), second.value("held")) == (None, 1.5, False)


def test_a_sheet_without_an_id_column_is_the_editors_own_business(tmp_path: Path) -> None:
    path = book(
        tmp_path, settings=sources.SETTINGS, sections=SECTIONS, README=[["id", "#N/A"]], notes=[["Idées", "=1/0"], ["#REF!"]]
    )
    made = openpyxl.load_workbook(path)
    made["README"].merge_cells("A1:B2")
    made["notes"].merge_cells("A3:C3")
    made.save(path)
    read, found = workbook(path)
    assert found == []
    assert set(read.sheets) == {"sections"}


def test_a_hidden_sheet_counts_like_any_other(tmp_path: Path) -> None:
    path = book(tmp_path, settings=sources.SETTINGS, sections=SECTIONS)
    made = openpyxl.load_workbook(path)
    made["sections"].sheet_state = "hidden"
    made.save(path)
    assert [record.id for record in workbook(path)[0].sheet("sections")] == ["context"]


def test_a_sheet_that_is_not_there_is_an_empty_one(tmp_path: Path) -> None:
    read, _ = workbook(book(tmp_path, settings=sources.SETTINGS, sections=SECTIONS))
    assert list(read.sheet("meetings")) == []


MEETING = ("a", "rpm", JUNE)


@pytest.mark.parametrize(
    ("sheet", "rows", "issues"),
    [
        ("meetings", [("id", "type"), ("a", "rpm")], [("XL103", "meetings!1")]),
        ("meetings", [(*MEETINGS, "Report"), (*MEETING, "x")], [("XL104", "meetings!D1")]),
        ("meetings", [(*MEETINGS, "regoin"), (*MEETING, "AFR")], [("XL104", "meetings!D1")]),
        ("meetings", [(*MEETINGS, "note", "note"), (*MEETING, "x", "y")], [("XL105", "meetings!E1")]),
        ("meetings", [MEETINGS, ("a", None, JUNE)], [("XL201", "meetings!B2")]),
        ("meetings", [MEETINGS, (None, "rpm", JUNE)], [("XL201", "meetings!A2")]),
        ("workshops", [("id", "label"), (None, "Un")], [("XL201", "workshops!A2")]),
        ("meetings", [MEETINGS, MEETING, MEETING], [("XL202", "meetings!A3")]),
        ("meetings", [MEETINGS, ("a", "rpm", "29-30 mars 2021")], [("XL203", "meetings!C2")]),
        ("meetings", [MEETINGS, ("a", "rpm", "2021-03-29")], [("XL203", "meetings!C2")]),
        ("meetings", [MEETINGS, ("a", "rpm", 44284)], [("XL203", "meetings!C2")]),
        ("meetings", [(*MEETINGS, "end"), (*MEETING, datetime.date(2022, 6, 5))], [("XL204", "meetings!D2")]),
        ("sections", [("id", "type"), ("a", "anex")], [("XL205", "sections!B2")]),
        ("sections", [("id", "type"), ("a", "Section")], [("XL205", "sections!B2")]),
        ("references", [("id", "symbol", "in_box"), ("a", "b", "oui")], [("XL205", "references!C2")]),
        ("references", [("id", "symbol", "in_box"), ("a", "b", 2)], [("XL205", "references!C2")]),
        ("references", [("id", "symbol", "in_box"), ("a", "b", JUNE)], [("XL205", "references!C2")]),
        ("references", [("id", "symbol"), ("a", JUNE)], [("XL207", "references!B2")]),
        ("conferences", [("id", "pages"), ("a", "douze")], [("XL208", "conferences!B2")]),
        ("conferences", [("id", "pages"), ("a", True)], [("XL208", "conferences!B2")]),
        ("conferences", [("id", "pages"), ("a", JUNE)], [("XL208", "conferences!B2")]),
        ("sections", [("id",), ("1a",)], [("XL209", "sections!A2")]),
        ("sections", [("id",), ("a b",)], [("XL209", "sections!A2")]),
        ("sections", [("id",), (0,)], [("XL209", "sections!A2")]),
        ("sections", [("id",), (2022.0,)], [("XL209", "sections!A2")]),
        ("sections", [("id", "heading"), ("a", "#REF!")], [("XL210", "sections!B2")]),
        ("sections", [("id", "heading"), ("a", "=B1")], [("XL211", "sections!B2")]),
        ("sections", [("id", "parent"), ("a", "b")], [("XL212", "sections!B2")]),
        ("sections", [("id", "parent"), ("a", "a")], [("XL218", "sections!B2")]),
        ("sections", [("id", "parent"), ("a", "b"), ("b", "a")], [("XL218", "sections!B2"), ("XL218", "sections!B3")]),
        ("sections", [("id", "heading"), ("a", JUNE)], [("XL216", "sections!B2")]),
        ("sections", [("id", "heading"), ("a", "b_x0007_c")], [("XL217", "sections!B2")]),
        ("sections", [("id", "fragment"), ("a", "b_x0000_")], [("XL217", "sections!B2")]),
        ("sections", [("id", "heading"), ("a", "b[^c]")], [("XL219", "sections!B2")]),
        ("sections", [("id", "heading"), ("a", "b {#p1}")], [("XL219", "sections!B2")]),
        ("sections", [("id", "heading"), ("a", "b {#p1} c")], [("XL219", "sections!B2")]),
        ("sections", [("id", "heading"), ("a", "b [[c]]")], [("TX225", "sections!B2")]),
        ("tables", [("id", "pattern"), ("a", "{b c}")], [("TX225", "tables!B2")]),
        ("sections", [("id", "heading"), ("a", "1.2\tContexte")], [("XL220", "sections!B2")]),
        ("sections", [("id", "heading"), ("a", "2) Contexte")], [("XL220", "sections!B2")]),
        ("agenda", [("id", "level", "label"), ("a", "item", "III\tRapports")], [("XL220", "agenda!C2")]),
        ("references", [("id", "symbol", "url"), ("a", "21/76", "www.itu.int")], [("TX216", "references!C2")]),
        ("references", [("id", "symbol", "url"), ("a", "21/76", 2176)], [("TX216", "references!C2")]),
        ("sections", [("id", "heading"), ("a", "[b](c)")], [("TX216", "sections!B2")]),
    ],
)
def test_a_fault_is_reported_with_its_cell(tmp_path: Path, sheet: str, rows: Rows, issues: Found) -> None:
    assert places(records(tmp_path, sheet, rows)[1]) == issues


def test_all_faults_are_reported_at_once(tmp_path: Path) -> None:
    rows = [(*MEETINGS, "end"), ("a b", None, "x", "y"), ("c", "rpm", JUNE, 3), (None, "irm", JUNE, JUNE)]
    assert sorted(places(records(tmp_path, "meetings", rows)[1])) == [
        ("XL201", "meetings!A4"),
        ("XL201", "meetings!B2"),
        ("XL203", "meetings!C2"),
        ("XL203", "meetings!D2"),
        ("XL203", "meetings!D3"),
        ("XL209", "meetings!A2"),
    ]


def test_a_wrong_cell_is_empty_and_its_row_stays(tmp_path: Path) -> None:
    ((found,), _) = records(tmp_path, "meetings", [MEETINGS, ("a", "rpm", "demain")])
    assert (found.id, found.date("start")) == ("a", None)


@pytest.mark.parametrize(
    ("rows", "name", "said"),
    [
        ([("id", "type"), ("a", "anex")], "near", "annex"),
        ([("id", "type"), ("a", "anex")], "codes", "section, annex"),
        ([("id", "numbered"), ("a", True), ("b", "nein")], "found", "nein"),
        ([("id", "order"), ("a", False)], "found", "FALSE"),
        ([("id",), ("a",), ("a",)], "other", "A2"),
        ([("id", "parent"), ("context", None), ("b", "contex")], "near", "context"),
    ],
)
def test_a_fault_says_what_was_found_and_what_may_be_meant(tmp_path: Path, rows: Rows, name: str, said: str) -> None:
    (_, (only,)) = records(tmp_path, "sections", rows)
    assert argument(only, name) == said


def test_a_symbol_that_became_a_date_is_named_as_it_was_typed(tmp_path: Path) -> None:
    (_, (only,)) = records(tmp_path, "references", [("id", "symbol"), ("a", datetime.date(2022, 7, 4))])
    assert (argument(only, "found"), argument(only, "typed")) == ("2022-07-04", "4/7")


@pytest.mark.parametrize(
    ("sheets", "near"), [({"sections": SECTIONS}, ""), ({"sections": SECTIONS, "Settings": SECTIONS}, "Settings")]
)
def test_a_sheet_that_every_document_needs_is_asked_for(tmp_path: Path, sheets: dict[str, Rows], near: str) -> None:
    _, found = workbook(book(tmp_path, **sheets))
    assert [(each.code, argument(each, "sheet"), argument(each, "near")) for each in found] == [("XL102", "settings", near)]


def test_the_settings_are_one_record_by_key(tmp_path: Path) -> None:
    read, found = settings(
        tmp_path, ("box.summary", "resume.md"), ("place", "kigali"), ("title", "Un **rapport**"), (None, "x")
    )
    assert found == []
    assert read.code("kind") == "council"
    assert read.code("box.summary") == "resume.md"
    assert read.value("place") == Name("city", "kigali")
    assert read.text("title") == (Piece("settings.title", (Text("Un "), Strong((Text("rapport"),)))),)


@pytest.mark.parametrize(
    ("row", "issues"),
    [
        (("tittle", "x"), [("XL213", "settings!A9")]),
        (("kind", None), [("XL214", "settings!B9")]),
        (("date", "1er mars 2022"), [("XL203", "settings!B9")]),
        (("symbol", datetime.date(2022, 4, 7)), [("XL207", "settings!B9")]),
        (("revision_kind", "revision"), [("XL205", "settings!B9")]),
        (("box.summary", None), [("XL214", "settings!B9")]),
    ],
)
def test_a_wrong_setting_is_reported_with_its_cell(tmp_path: Path, row: tuple[object, ...], issues: Found) -> None:
    # A changed row stands last: row 8 where it takes the place of another, else row 9.
    known = row[0] in {key for key, _ in sources.SETTINGS}
    expected = [(code, place.replace("9", "8") if known else place) for code, place in issues]
    assert settings(tmp_path, row)[1] == expected


def test_the_columns_of_the_settings_may_stand_anywhere(tmp_path: Path) -> None:
    rows = [("x", value, None, key) for key, value in sources.SETTINGS]
    rows[0] = ("note", "value", None, "key")
    read, found = workbook(book(tmp_path, settings=[*rows, (None, "y", None, "tittle")], sections=SECTIONS))
    assert places(found) == [("XL213", "settings!D9")]
    assert read.settings.code("symbol") == "C22/23"
    assert read.settings.at("symbol").place == "settings!B3"


@pytest.mark.parametrize(
    ("header", "columns"), [(("key", "wert"), ["value"]), (("cle", "value"), ["key"]), ((None, None), ["key", "value"])]
)
def test_a_column_of_the_settings_that_is_missing_is_one_fault(
    tmp_path: Path, header: tuple[object, ...], columns: list[str]
) -> None:
    read, found = workbook(book(tmp_path, settings=[header, *sources.SETTINGS[1:]], sections=SECTIONS))
    assert [(each.code, argument(each, "column"), each.location.place) for each in found] == [
        ("XL103", column, "settings!1") for column in columns
    ]
    assert read.settings.value("kind") is None


def test_a_setting_typed_twice_is_reported_at_the_second(tmp_path: Path) -> None:
    assert settings(tmp_path, ("agenda_item", "a"), ("agenda_item", "b"))[1] == [("XL202", "settings!A10")]


def test_the_end_of_a_session_is_not_before_its_start(tmp_path: Path) -> None:
    assert settings(tmp_path, ("start", JUNE), ("end", datetime.date(2022, 6, 5)))[1] == [("XL204", "settings!B10")]


@pytest.mark.parametrize("key", [key for key, rule in SETTINGS.items() if rule.required])
def test_a_setting_that_every_document_needs_is_asked_for(tmp_path: Path, key: str) -> None:
    rows = [row for row in sources.SETTINGS if row[0] != key]
    _, found = workbook(book(tmp_path, settings=rows, sections=SECTIONS))
    assert [(each.code, argument(each, "key"), each.location.place) for each in found] == [("XL214", key, "settings")]


@pytest.mark.parametrize(("sheet", "column"), [(sheet, column) for sheet in SHEETS for column in SHEETS[sheet]])
def test_no_cell_whatever_it_holds_stops_the_reader(tmp_path: Path, sheet: str, column: str) -> None:
    honest = [None, "x", 1, 1.5, True, JUNE, datetime.time(8), "#N/A", "=1", "a\nb", "[", "\u00a0", "-", "x" * 300]
    header = list(SHEETS[sheet])
    rows = [[(value if name == column else None) for name in header] for value in honest]
    read, _ = workbook(book(tmp_path, settings=sources.SETTINGS, **{"sections": SECTIONS, sheet: [header, *rows]}))
    assert all(record.id for record in read.sheet(sheet))
