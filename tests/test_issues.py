"""What can be wrong, and where."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from pipeline.issues import REGISTRY, Location, Severity, SourceError, failed, issue, letters

BOOK, FRAGMENT, TEMPLATE = Path("document.xlsx"), Path("text/a.md"), Path("templates/council.docx")


@pytest.mark.parametrize(("column", "name"), [(0, ""), (1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (702, "ZZ"), (703, "AAA")])
def test_a_column_is_called_as_excel_calls_it(column: int, name: str) -> None:
    assert letters(column) == name


@given(st.integers(1, 16384))
def test_every_column_of_a_sheet_is_called_as_openpyxl_calls_it(column: int) -> None:
    assert letters(column) == get_column_letter(column)


@pytest.mark.parametrize(
    ("location", "place"),
    [
        (Location(BOOK), ""),
        (Location(BOOK, "meetings"), "meetings"),
        (Location(BOOK, "meetings", 4, 4), "meetings!D4"),
        (Location(BOOK, "meetings", 4), "meetings!4"),
        (Location(BOOK, "meetings", 0, 4), "meetings!D"),
        (Location(Path("A.XLSX"), "a b", 1, 28), "a b!AB1"),
        (Location(FRAGMENT), ""),
        (Location(FRAGMENT, row=12, column=3), "12:3"),
        (Location(FRAGMENT, row=12), "12:1"),
        (Location(TEMPLATE), ""),
        (Location(TEMPLATE, "word/header1.xml"), "word/header1.xml"),
        (Location(TEMPLATE, "word/header1.xml", 2), "word/header1.xml, paragraph 2"),
    ],
)
def test_a_place_is_told_as_its_program_tells_it(location: Location, place: str) -> None:
    assert location.place == place
    assert str(location) == f"{location.path}  {place}".rstrip()


def test_places_sort_as_they_stand_in_the_files() -> None:
    ordered = [
        Location(BOOK),
        Location(BOOK, "agenda", 9, 1),
        Location(BOOK, "meetings", 2, 1),
        Location(BOOK, "meetings", 2, 10),
        Location(BOOK, "meetings", 10, 1),
        Location(FRAGMENT, row=1, column=2),
    ]
    assert sorted(ordered[at] for at in (3, 0, 5, 1, 4, 2)) == ordered


def test_an_issue_keeps_its_arguments_as_texts_and_is_a_value() -> None:
    made = issue("XL205", Location(BOOK), found=3, codes="a, b", near="")
    assert dict(made.arguments) == {"found": "3", "codes": "a, b", "near": ""}
    assert {made, issue("XL205", Location(BOOK), found="3", codes="a, b", near="")} == {made}


def test_an_issue_is_as_grave_as_the_registry_says() -> None:
    assert issue("XL201", Location(BOOK)).severity is Severity.ERROR
    assert issue("TX202", Location(BOOK)).severity is Severity.WARNING


def test_only_an_error_stops_a_build() -> None:
    warning, error = issue("TX202", Location(FRAGMENT)), issue("TX201", Location(FRAGMENT))
    assert not failed([])
    assert not failed([warning, warning])
    assert failed([warning, error])


def test_a_fault_that_stops_the_reading_carries_its_issue() -> None:
    found = issue("XL101", Location(BOOK), reason="x")
    assert SourceError(found).issue is found
    assert str(SourceError(found)) == "XL101"


@pytest.mark.parametrize("code", REGISTRY)
def test_a_code_is_two_letters_for_the_kind_of_file_and_three_digits(code: str) -> None:
    assert re.fullmatch(r"[A-Z]{2}[1-9]\d\d", code)


def test_the_graver_a_fault_is_the_later_it_sorts() -> None:
    assert Severity.NOTE < Severity.WARNING < Severity.ERROR
