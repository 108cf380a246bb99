"""Cells into what their columns ask for, and what is said where they cannot be read as they are meant."""

from __future__ import annotations

import datetime
from pathlib import Path

import openpyxl
import pytest

from pipeline.issues import Issue
from pipeline.messages import Messages
from pipeline.model.plain import plain
from pipeline.model.values import Name
from pipeline.read.workbook import read_workbook
from tests.read.sources import SECTIONS, argument, book, places, records, workbook

JUNE = datetime.date(2022, 6, 6)


def meeting(folder: Path, column: str, value: object, form: str = "") -> tuple[object, list[Issue]]:
    """What a column of a meeting holds where this is typed in this number format, and what is reported of it."""
    rows = [("id", "type", "start", column), ("a", "rpm", JUNE, value)]
    if column == "start":
        rows = [("id", "type", "end", column), ("a", "rpm", None, value)]
    ((found,), issues) = records(folder, "meetings", rows) if not form else formatted(folder, rows, form)
    assert {place for _, place in places(issues)} <= {"meetings!D2"}
    return found.value(column), issues


def formatted(folder: Path, rows: list[tuple[object, ...]], form: str):
    made, _ = records(folder, "meetings", rows)
    path = made[0].location.path
    book = openpyxl.load_workbook(path)
    book["meetings"]["D2"].number_format = form
    book.save(path)
    found: list[Issue] = []
    return read_workbook(path, found.append).sheet("meetings").records, found


def said(issues: list[Issue]) -> list[str]:
    return [issue.code for issue in issues]


# Dates


@pytest.mark.parametrize(
    ("typed", "entry"),
    [
        ("29 mars 2021", "29/03/2021"),
        ("lundi 29 mars 2021", "29/03/2021"),
        ("1er mars 2021", "01/03/2021"),
        ("29 févr. 2020", "29/02/2020"),
        ("March 29th, 2021", "29/03/2021"),
        ("29-Mar-21", "29/03/2021"),
        ("2021-03-29", "29/03/2021"),
        ("2021-03-29T14:30:00Z", "29/03/2021"),
        ("29/03/2021", "29/03/2021"),
        ("29/03/2021 14:30", "29/03/2021"),
        ("'29/03/2021", "29/03/2021"),
        ("29.3.2021", "29/03/2021"),
        ("3.4.2021", "03/04/2021"),
        ("29/3/21", "29/03/2021"),
        ("99/3/21", "21/03/1999"),
        ("03/03/2021", "03/03/2021"),
        ("20210329", "29/03/2021"),
        ("2021年3月29日", "29/03/2021"),
        ("٢٩/٠٣/٢٠٢١", "29/03/2021"),
        ("29\u00a0mars\u202f2021", "29/03/2021"),
        ("\u200f29/03/2021", "29/03/2021"),
        (20210329, "29/03/2021"),
        (44284, "29/03/2021"),
    ],
)
def test_a_date_that_is_none_is_given_as_it_is_to_be_entered(tmp_path: Path, typed: object, entry: str) -> None:
    value, issues = meeting(tmp_path, "start", typed)
    assert (value, said(issues), argument(issues[0], "entry"), argument(issues[0], "last")) == (None, ["XL203"], entry, "")


def test_what_is_proposed_mends_the_cell(tmp_path: Path) -> None:
    _, (found,) = meeting(tmp_path, "start", "29 mars 2021")
    entry = datetime.date(*reversed([int(part) for part in argument(found, "entry").split("/")]))
    assert meeting(tmp_path, "start", entry) == (datetime.date(2021, 3, 29), [])


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("29-30 mars 2021", "29/03/2021", " (C2: 30/03/2021)"),
        ("du 29 mars au 2 avril 2021", "29/03/2021", " (C2: 02/04/2021)"),
        ("29 décembre 2020 – 2 janvier 2021", "29/12/2020", " (C2: 02/01/2021)"),
        ("29/03/2021-30/03/2021", "29/03/2021", " (C2: 30/03/2021)"),
        ("2021-03-29/2021-03-30", "29/03/2021", " (C2: 30/03/2021)"),
    ],
)
def test_of_a_period_in_one_cell_both_ends_are_given(tmp_path: Path, typed: str, first: str, last: str) -> None:
    _, issues = meeting(tmp_path, "start", typed)
    assert (said(issues), argument(issues[0], "entry"), argument(issues[0], "last")) == (["XL203"], first, last)
    assert Messages("en").fix(issues[0]).endswith("the column “end”" + last)


@pytest.mark.parametrize("typed", ["demain", "mars 2021", "31/02/2021", "29 mars", 2021, 1.5, True, "x" * 500])
def test_what_names_no_day_is_no_date_and_the_example_is_given(tmp_path: Path, typed: object) -> None:
    value, issues = meeting(tmp_path, "start", typed)
    assert (value, said(issues), argument(issues[0], "entry")) == (None, ["XL203"], "29/03/2021")


@pytest.mark.parametrize(
    ("typed", "readings"),
    [
        ("03/04/2021", "2021-04-03 / 2021-03-04"),
        ("3-4-2021", "2021-04-03 / 2021-03-04"),
    ],
)
def test_a_date_that_can_be_two_dates_is_given_in_both(tmp_path: Path, typed: str, readings: str) -> None:
    value, issues = meeting(tmp_path, "start", typed)
    assert (value, said(issues), argument(issues[0], "readings")) == (None, ["XL311"], readings)


def test_the_months_are_those_of_the_languages_of_the_document_and_of_the_messages(tmp_path: Path) -> None:
    settings = [("key", "value"), ("text_language", "es")]
    rows = [("id", "type", "start"), ("a", "rpm", "29 de agosto de 2021"), ("b", "rpm", "29 августа 2021")]
    _, found = workbook(book(tmp_path, settings=settings, sections=SECTIONS, meetings=rows))
    entries = [argument(each, "entry") for each in found if each.code == "XL203"]
    assert entries == ["29/08/2021", "29/03/2021"]


@pytest.mark.parametrize("typed", ["14:30", "2:30 PM", datetime.time(14, 30)])
def test_a_time_is_no_date(tmp_path: Path, typed: object) -> None:
    value, issues = meeting(tmp_path, "start", typed)
    assert (value, said(issues)) == (None, ["XL305"])


def test_a_time_beside_a_date_is_left_out_and_named(tmp_path: Path) -> None:
    value, issues = meeting(tmp_path, "end", datetime.datetime.fromisoformat("2022-06-06T14:30"))
    assert (value, said(issues), argument(issues[0], "shown")) == (JUNE, ["XL306"], "2022-06-06 14:30:00")
    assert meeting(tmp_path, "end", datetime.datetime.fromisoformat("2022-06-06")) == (JUNE, [])


def test_a_day_outside_the_calendar_is_one_fault(tmp_path: Path) -> None:
    assert said(meeting(tmp_path, "start", 60, "yyyy-mm-dd")[1]) == ["XL304"]


# Numbers


@pytest.mark.parametrize(
    ("typed", "entry"),
    [
        ("12", "12"),
        ("1 300", "1300"),
        ("1\u00a0300", "1300"),
        ("1\u202f300\u00a0000", "1300000"),
        ("1'300", "1300"),
        ("1.300.000", "1300000"),
        ("1,300.50", "1300.50"),
        ("1.300,50", "1300.50"),
        ("12,5", "12.5"),
        ("0,500", "0.500"),
        ("١٢٣", "123"),
        ("１２", "12"),
        ("'12", "12"),
        ("69 %", "69"),
        ("\u22125", "-5"),
    ],
)
def test_a_number_typed_as_text_is_given_as_it_is_to_be_entered(tmp_path: Path, typed: str, entry: str) -> None:
    value, issues = meeting(tmp_path, "order", typed)
    assert (value, said(issues), argument(issues[0], "entry")) == (None, ["XL309"], entry)
    assert meeting(tmp_path, "order", float(entry))[1] == []


@pytest.mark.parametrize(("typed", "readings"), [("1.300", "1300 / 1.300"), ("1,300", "1300 / 1.300")])
def test_a_number_that_can_be_two_numbers_is_given_in_both(tmp_path: Path, typed: str, readings: str) -> None:
    _, issues = meeting(tmp_path, "order", typed)
    assert (said(issues), argument(issues[0], "readings")) == (["XL310"], readings)


@pytest.mark.parametrize("typed", ["douze", "12 34", "1.2.3", "12 km", "x" * 500])
def test_what_names_no_number_is_none(tmp_path: Path, typed: str) -> None:
    assert said(meeting(tmp_path, "order", typed)[1]) == ["XL208"]


@pytest.mark.parametrize(
    ("stored", "form", "value", "shown"),
    [(0.69, "0%", 69, "69%"), (0.07, "0%", 7, "7%"), (0.695, "0.0%", 69.5, "69.5%"), (1.1, "0%", 110, "110%")],
)
def test_a_percentage_is_the_number_before_the_sign(tmp_path: Path, stored: float, form: str, value: float, shown: str) -> None:
    found, issues = meeting(tmp_path, "order", stored, form)
    assert (found, said(issues), argument(issues[0], "shown")) == (value, ["XL307"], shown)


@pytest.mark.parametrize(("stored", "form"), [(1300, "#,##0"), (1300, "#,##0.00"), (1.5, "0.00"), (7, "000"), (-5, "0")])
def test_a_number_whose_format_only_groups_its_digits_is_that_number(tmp_path: Path, stored: float, form: str) -> None:
    assert meeting(tmp_path, "order", stored, form) == (stored, [])


@pytest.mark.parametrize(
    ("stored", "form", "shown"),
    [(2.345, "0", "2"), (1300, '#,##0" CHF"', "1,300 CHF"), (1_300_000, '0.0,,"M"', "1.3M"), (-5, "0;(0)", "(5)")],
)
def test_a_number_that_looks_like_another_is_named(tmp_path: Path, stored: float, form: str, shown: str) -> None:
    found, issues = meeting(tmp_path, "order", stored, form)
    assert (found, said(issues), argument(issues[0], "shown")) == (stored, ["XL308"], shown)


def test_a_number_has_the_digits_that_excel_shows_of_it(tmp_path: Path) -> None:
    assert meeting(tmp_path, "order", 0.1 + 0.2) == (0.3, [])


# Texts and codes


@pytest.mark.parametrize(
    ("stored", "form", "printed", "codes"),
    [
        (0.69, "0%", "69%", []),
        (7, "000", "007", []),
        (12, '0" km"', "12 km", []),
        (0.695, "0.0%", "0.695", ["XL308"]),
        (1300, "#,##0", "1300", ["XL308"]),
        (0.1 + 0.2, "General", "0.3", []),
        (datetime.time(14, 30), "h:mm", "14:30", []),
        (datetime.timedelta(hours=26, minutes=30), "[h]:mm", "26:30", []),
    ],
)
def test_a_number_in_a_text_is_printed_as_it_is_seen(
    tmp_path: Path, stored: object, form: str, printed: str, codes: list[str]
) -> None:
    value, issues = meeting(tmp_path, "note", stored, form)
    assert (plain((value,)), said(issues)) == (printed, codes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "value", "characters"),
    [
        ("AFR", "AFR", ""),
        ("\u00a0AFR \u2003", "AFR", ""),
        ("\ufeffAFR", "AFR", "U+FEFF"),
        ("A\u200bFR\u00ad", "AFR", "U+200B, U+00AD"),
        ("'AFR", "AFR", "U+0027"),
    ],
)
def test_a_code_is_read_without_what_nobody_sees(tmp_path: Path, typed: str, value: str, characters: str) -> None:
    found, issues = meeting(tmp_path, "region", typed)
    assert found == Name("region", value)
    assert [(each.code, argument(each, "characters")) for each in issues] == ([("XL315", characters)] if characters else [])


def test_a_letter_that_looks_like_another_is_named(tmp_path: Path) -> None:
    _, issues = meeting(tmp_path, "region", "\u0410FR")
    assert (said(issues), argument(issues[0], "character"), argument(issues[0], "latin")) == (["XL317"], "U+0410", "A")
    assert meeting(tmp_path, "region", "\u0410\u0424\u0420")[1] == [], "a word in Cyrillic is no look-alike"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("a_x0007_b", "XL217"),
        ("a_xD800_b", "XL217"),
        ("a_xFFFF_b", "XL217"),
        ("a\ufdd0b", "XL217"),
        ("a\U0001fffeb", "XL217"),
        ("l\u0092Union", "XL217"),
        ("a\u202eb", "XL319"),
        ("a\u202db\u202c", "XL319"),
        ("a\u202bb", "XL319"),
        ("a\u2067b", "XL319"),
        ("a\u2069b", "XL319"),
        ("a\u2067b\u202c", "XL319"),
        ("a\u2067b\nc\u2069", "XL319"),
        ("\U0001f600" * 16_384, "XL320"),
    ],
)
@pytest.mark.parametrize("column", ["note", "region", "url", "end", "order"])
def test_a_text_that_cannot_be_printed_is_named_in_any_column(tmp_path: Path, column: str, typed: str, code: str) -> None:
    value, issues = meeting(tmp_path, column, typed)
    assert (value, said(issues)) == (None, [code])


@pytest.mark.parametrize("typed", ["1\u200f-\u200f2", "\u200e(a)", "a \u2067b\u2069 c", "\u202bab\u202c", "x" * 32_767])
def test_a_text_may_hold_marks_of_direction_that_are_closed(tmp_path: Path, typed: str) -> None:
    value, issues = meeting(tmp_path, "note", typed)
    assert (plain((value,)), issues) == (typed, [])  # type: ignore[arg-type]


def test_a_cell_that_holds_something_wrong_is_not_called_empty_too(tmp_path: Path) -> None:
    for value, code in (("#REF!", "XL210"), ("=A1", "XL211")):
        assert said(meeting(tmp_path, "start", value)[1]) == [code]
