"""What comes first, second, third in each kind of counting."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.blocks import Marker
from pipeline.resolve.signs import letter, roman, sign

ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


@pytest.mark.parametrize(("count", "want"), [(1, "a"), (2, "b"), (26, "z"), (27, "aa"), (28, "bb"), (52, "zz"), (53, "aaa")])
def test_after_z_letters_are_doubled(count: int, want: str) -> None:
    assert letter(count) == want


@pytest.mark.parametrize(
    ("count", "want"),
    [
        (1, "i"),
        (4, "iv"),
        (9, "ix"),
        (14, "xiv"),
        (40, "xl"),
        (49, "xlix"),
        (90, "xc"),
        (399, "cccxcix"),
        (400, "cd"),
        (994, "cmxciv"),
    ],
)
def test_roman_numbers_take_away_before_five_and_ten(count: int, want: str) -> None:
    assert roman(count) == want


@given(st.integers(1, 3999))
def test_a_roman_number_adds_up_to_its_count(count: int) -> None:
    values = [ROMAN[sign] for sign in roman(count)]
    assert sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True)) == count
    assert not re.search(r"(.)\1{3}", roman(count))


@pytest.mark.parametrize("kind", [Marker.LETTER, Marker.CAPITAL, Marker.ARABIC, Marker.ROMAN])
def test_no_two_entries_of_a_list_have_one_sign(kind: Marker) -> None:
    assert len({sign(kind, count) for count in range(1, 400)}) == 399


@pytest.mark.parametrize(
    ("marker", "third"),
    [
        (Marker.LETTER, "c"),
        (Marker.CAPITAL, "C"),
        (Marker.ARABIC, "3"),
        (Marker.ROMAN, "iii"),
        (Marker.DASH, "–"),
        (Marker.BULLET, "•"),
        (Marker.TERM, ""),
    ],
)
def test_each_marker_counts_in_its_own_way_or_not_at_all(marker: Marker, third: str) -> None:
    assert sign(marker, 3) == third
