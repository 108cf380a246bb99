"""What a person sees of a number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.sheets.formats import Kind, format_of
from pipeline.read.sheets.looks import plain, shown_number, shown_time
from pipeline.read.sheets.serials import AFTER_LAST


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        ("0", 2.5, "3"),
        ("0.00", 1, "1.00"),
        ("0.##", 1.5, "1.5"),
        ("0.??", 1.5, "1.5"),
        ("#", 0, ""),
        (".00", 0.5, ".50"),
        ("#,##0", 1234567, "1,234,567"),
        ("#,##0.0", 999.95, "1,000.0"),
        ("#,##0", -1234, "-1,234"),
        ("#,##0;(#,##0);-", -1234, "(1,234)"),
        ("#,##0;(#,##0);-", 0, "-"),
        ("0%", 0.125, "13%"),
        ("0.0 %", -0.125, "-12.5 %"),
        ("0.0,", 1300, "1.3"),
        ('0.0,,"M"', 1_300_000, "1.3M"),
        ("[$€-40C] #,##0.00", 12, "€ 12.00"),
        ('_-* #,##0.00\\ "€"_-', 12, "12.00 €"),
        ("[Red]0", 5, "5"),
        ("000-00-00", 1234567, "123-45-67"),
        ('0#" "##" "##" "##" "##', 227305111, "02 27 30 51 11"),
        ('"n° "0', 5, "n° 5"),
        (";;;", 5, ""),
        ("0.00E+00", 5, None),
        ("# ?/?", 0.5, None),
        ("[<10]0;0.0", 5, None),
        ("0." + "0" * 5000, 5, None),
        ("yyyy", 5, None),
    ],
)
def test_a_number_is_shown_in_its_format(code: str, value: float, shown: str | None) -> None:
    assert shown_number(value, format_of(code)) == shown


@pytest.mark.parametrize(
    ("code", "days", "shown"),
    [
        ("h:mm", 0.39, "9:21"),
        ("hh:mm", 0.39, "09:21"),
        ("h AM/PM", 0, "12 AM"),
        ("h:mm:ss a/p", 0.5, "12:00:00 PM"),
        ("[hh]:mm", 0.1, "02:24"),
        ("[m]", 1, "1440"),
        ("[ss].00", 0.0001, "08"),
        ("mm:ss.0", 0.0005, "00:43.2"),
        ('h" h "mm', 0.604, "14 h 29"),
    ],
)
def test_a_time_is_shown_in_its_format(code: str, days: float, shown: str) -> None:
    form = format_of(code)
    assert form.kind is Kind.TIME or form.kind is Kind.NUMBER
    assert shown_time(days, form).startswith(shown)


@pytest.mark.parametrize(
    ("value", "text"), [(5, "5"), (1.5, "1.5"), (2.0, "2"), (0.1 + 0.2, "0.3"), (1e-7, "0.0000001"), (1e14, "100000000000000")]
)
def test_a_number_without_a_format_has_its_digits(value: float, text: str) -> None:
    assert plain(value) == text


@given(
    st.text(st.sampled_from('0#?.,%;yYdmhsS[]<>=AP/M@General"\\_* E+-$€x'), max_size=30),
    st.floats(allow_nan=False, allow_infinity=False),
)
def test_no_format_whatever_it_holds_stops_the_reader(code: str, value: float) -> None:
    form = format_of(code)
    shown_number(value, form)
    if form.kind is Kind.TIME:
        shown_time(abs(value) % AFTER_LAST, form)
