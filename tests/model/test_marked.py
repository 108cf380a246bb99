"""A text with its marks as an editor types them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from pipeline.issues import Location
from pipeline.model.inlines import Content, Text
from pipeline.model.marked import marked
from pipeline.model.plain import plain
from pipeline.read.markup import parsed
from tests.read.test_markup import MARKED
from tests.strategies import any_text


def read(text: str) -> Content:
    return parsed(text, Location(Path("a.md"), row=1, column=1), lambda _: None)


@pytest.mark.parametrize("text", MARKED)
def test_a_marked_text_is_typed_so_that_it_reads_the_same(text: str) -> None:
    assert read(marked(MARKED[text])) == MARKED[text]


@given(any_text())
def test_any_characters_are_typed_so_that_they_are_no_marks(text: str) -> None:
    assert plain(read(marked((Text(text),)))) == text
