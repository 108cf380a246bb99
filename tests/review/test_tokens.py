"""Tokens are what a reader sees as one: words, numbers, signs, single characters of unspaced scripts."""

from __future__ import annotations

import pytest
from hypothesis import given

from pipeline.review.redline.tokens import tokens
from tests.strategies import any_text


@given(any_text())
def test_tokens_make_up_their_text(text: str) -> None:
    assert "".join(tokens(text)) == text
    assert all(tokens(text))


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("d'hiver, 2.10;", ["d", "'", "hiver", ",", " ", "2.10", ";"]),
        ("12\u00a0avril", ["12", "\u00a0", "avril"]),
        ("1\u00a0300\u00a0%", ["1\u00a0300", "\u00a0", "%"]),
        ("12/04/2021 10:30", ["12/04/2021", " ", "10:30"]),
        ("6-16", ["6", "-", "16"]),
        ("a  b\tc", ["a", "  ", "b", "\t", "c"]),
        ("部门2022年", ["部", "门", "2022", "年"]),
        ("وَيُقدَّم مشروع", ["وَيُقدَّم", " ", "مشروع"]),
        ("e\u0301te\u0301", ["e\u0301te\u0301"]),
        ("6\u200f-\u200f16", ["6\u200f", "-\u200f", "16"]),
        ("👩\u200d🚀👍🏽", ["👩\u200d🚀", "👍🏽"]),
        ("COVID-19", ["COVID", "-", "19"]),
        ("Tele\u00adcom", ["Tele\u00adcom"]),
    ],
)
def test_a_token_is_a_word_a_number_or_a_sign(text: str, want: list[str]) -> None:
    assert tokens(text) == want
