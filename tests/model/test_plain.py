"""The characters of a text."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given

from pipeline.model.inlines import (
    Composed,
    Content,
    Emphasis,
    Field,
    Label,
    Link,
    Note,
    PageNumber,
    Piece,
    Reference,
    Strong,
    Superscript,
    Symbol,
    Text,
    Value,
)
from pipeline.model.plain import plain
from pipeline.model.values import Day
from pipeline.model.walk import mapped
from tests.strategies import contents, words

A = (Text("a"),)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ((), ""),
        ((Text("a\u00a0\u2011\t\"'"),), "a\u00a0\u2011\t\"'"),
        ((Strong((Emphasis(A), Text("b"))), Superscript(A)), "aba"),
        ((Link("https://itu.int", A), Symbol("CL-19/33", "https://itu.int"), Piece("facts.x.text", A)), "aCL-19/33a"),
        ((Value("x", Day(datetime.date(2022, 6, 6)), "long", "6 juin 2022"), Reference("p1", "1.1")), "6 juin 20221.1"),
        ((Text("six"), Note("p1.fn.a", A), Text(" régions")), "six régions"),
        ((PageNumber(), Field("x", "", "y"), Label("x", (("y", Text("z")),)), Composed("x", A, ())), ""),
    ],
)
def test_the_visible_characters_are_given(content: Content, text: str) -> None:
    assert plain(content) == text


@given(contents(words()), contents(words()))
def test_two_texts_after_each_other_read_after_each_other(one: Content, two: Content) -> None:
    assert plain(one + two) == plain(one) + plain(two)


@given(contents(words()))
def test_footnotes_change_nothing(content: Content) -> None:
    without = mapped(content, lambda inline: () if isinstance(inline, Note) else (inline,))
    assert plain(without) == plain(content)
