"""What a terminal makes of a text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.messages.screen import clean, head, isolated, padded, tail, width


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("abc", 3),
        ("é", 1),
        ("e\u0301", 1),
        ("会议", 4),
        ("\u200f-\u200f", 1),
        ("한", 2),
        ("ｱ", 1),
        ("Ａ", 2),
        ("a\u00adb", 3),
    ],
)
def test_a_text_is_as_wide_as_a_terminal_shows_it(text: str, columns: int) -> None:
    assert width(text) == columns


@given(st.text())
def test_a_letter_taken_apart_is_as_wide_as_the_whole(text: str) -> None:
    korean = "".join(char for char in text if unicodedata.name(char, "").startswith("HANGUL SYLLABLE"))
    assert width(unicodedata.normalize("NFD", korean)) == width(korean)


@given(st.text())
def test_what_is_shown_is_one_line_as_long_as_the_text_and_obeys_nothing(text: str) -> None:
    shown = clean(text)
    assert len(shown) == len(text)
    assert len(shown.splitlines()) <= 1
    assert not any(unicodedata.category(char) == "Cc" for char in shown)
    assert not any(
        unicodedata.bidirectional(char) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI") for char in shown
    )


@given(st.text(), st.integers(1, 40))
def test_a_text_is_cut_to_the_columns_there_are(text: str, widest: int) -> None:
    for cut, whole_at_start in ((head(text, widest), True), (tail(text, widest), False)):
        assert width(cut) <= widest
        rest = cut.removesuffix("…") if whole_at_start else cut.removeprefix("…")
        assert (text.startswith if whole_at_start else text.endswith)(rest)


def test_only_a_text_that_could_turn_what_stands_around_it_is_set_apart() -> None:
    assert isolated("abc 会议 12") == "abc 会议 12"
    assert isolated("נ") == "\u2068נ\u2069"
    assert isolated("١٢") == "\u2068١٢\u2069"
    assert padded("نص", 4) == "\u2068نص\u2069  "
