"""What a language pack makes of typed values; the French one prints each example as it was read in an issued document."""

from __future__ import annotations

import datetime
import tomllib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.values import Day, Name, Number, Period, Typed, span
from tests.documents import ROOT, french

DATES = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))
PACKS = sorted(path.parent for path in (ROOT / "sources" / "languages").glob("*/pack.toml"))
EXAMPLES = [
    (example["value"], example["form"], example["expected"])
    for example in tomllib.loads((ROOT / "sources" / "languages" / "fr" / "examples.toml").read_text("utf-8"))["example"]
    if "value" in example
]


def typed(value: object) -> Typed:
    if isinstance(value, list):
        return span(value[0], value[-1])
    assert isinstance(value, int | float)
    return Number(value)


@pytest.mark.parametrize(("value", "form", "expected"), EXAMPLES)
def test_the_examples_of_the_french_pack_hold(value: object, form: str, expected: str) -> None:
    assert french().printed(typed(value), form) == expected


@pytest.mark.parametrize(
    ("start", "end", "form", "expected"),
    [
        ("2022-06-06", "2022-06-16", "dash", "6-16 juin 2022"),
        ("2010-05-24", "2010-06-04", "dash", "24 mai – 4 juin 2010"),
        ("2021-12-30", "2022-01-02", "from", "du 30 décembre 2021 au 2 janvier 2022"),
        ("2021-02-01", "2021-02-02", "from", "du 1er au 2 février 2021"),
        ("2021-02-28", "2021-03-01", "list", "les 28 février et 1er mars 2021"),
        # A month of one year and the same month of the next are not the same month.
        ("2021-06-06", "2022-06-16", "dash", "6 juin 2021 – 16 juin 2022"),
    ],
)
def test_a_period_says_no_month_and_year_twice_unless_it_must(start: str, end: str, form: str, expected: str) -> None:
    period = Period(datetime.date.fromisoformat(start), datetime.date.fromisoformat(end))
    assert french().printed(period, form) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, "0"),
        (7, "7"),
        (999, "999"),
        (1000, "1\u00a0000"),
        (1234567, "1\u00a0234\u00a0567"),
        (1.5, "1,5"),
        (2.0, "2"),
        (0.05, "0,05"),
        (-1300, "-1\u00a0300"),
        (1234.25, "1\u00a0234,25"),
    ],
)
def test_numbers_are_grouped_and_keep_their_digits(number: float, expected: str) -> None:
    assert french().printed(Number(number), "plain") == expected


@given(st.integers(-(10**12), 10**12))
def test_a_grouped_number_is_the_same_number(number: int) -> None:
    assert int(french().printed(Number(number), "plain").replace("\u00a0", "")) == number


@given(DATES)
def test_every_day_is_printed_by_every_pattern_with_its_year(day: datetime.date) -> None:
    for form in french().forms(Day(day)):
        assert french().printed(Day(day), form).endswith(f" {day.year}")


@given(DATES, DATES)
def test_every_period_is_printed_by_every_pattern(one: datetime.date, other: datetime.date) -> None:
    value = span(min(one, other), max(one, other))
    for form in french().forms(value):
        made = french().printed(value, form)
        assert "{" not in made
        assert str(max(one, other).year) in made


def test_a_name_that_asks_for_a_form_gets_it_whatever_the_pattern_says() -> None:
    assert french().form(Name("country", "CZ", "formal"), "short") == "formal"
    assert french().form(Name("country", "CZ"), "short") == "short"
    assert french().form(Name("country", "CZ"), "") == "short"


def test_a_name_has_the_forms_that_the_pack_has_for_it() -> None:
    assert french().forms(Name("country", "CZ")) == ("short", "formal")
    assert french().forms(Name("city", "kigali")) == ("short",)
    assert french().forms(Name("city", "CZ")) == ()


@pytest.mark.parametrize("value", [Day(datetime.date(2022, 3, 2)), Number(1), Name("city", "kigali")])
def test_an_unknown_pattern_is_never_replaced_by_another(value: Typed) -> None:
    with pytest.raises(KeyError):
        french().printed(value, "nothing")


def test_list_labels_are_the_packs_or_the_sign_itself() -> None:
    layout = replace(french().layout, markers={"LETTER": "({sign})"}, signs={"LETTER": ("أ", "ب")})
    labels = [("LETTER", "a", 1), ("LETTER", "b", 2), ("LETTER", "c", 3), ("DASH", "–", 1), ("ARABIC", "1", 1)]
    assert [layout.marker(*label) for label in labels] == ["(أ)", "(ب)", "(c)", "–", "1"]
