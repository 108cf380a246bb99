"""What once kept a reader busy for ever, or ended it: found by spoiling files and by reading our own expressions."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.compose.patterns import conditions
from pipeline.gate.kinds import Kind, foreign
from pipeline.gate.naming import respelled
from pipeline.issues import Location, SourceError
from pipeline.model.inlines import Strong, Text
from pipeline.read.draft import read_settled
from pipeline.read.fragments import read_fragment
from pipeline.read.markup import parsed
from pipeline.read.sheets.formats import format_of
from pipeline.wml.direction import segments
from pipeline.write.tags import tags_in

LONG = 32_000
HERE = Location(Path("a.md"), row=1, column=1)


def asked(filter_: str) -> int:
    return len(conditions(filter_, ()))


BUSY: dict[str, Callable[[], object]] = {
    "a first line of commas": lambda: foreign(b"," * 4000 + b"x"),
    "commas behind backslashes": lambda: foreign(b"\\," * 2000 + b"x"),
    "comments without a page": lambda: foreign(b"<!---->" * 500 + b"<x/>"),
    "comments before what is no drawing": lambda: foreign(b"<?xml?>" + b"<!-- a -->\n" * 400),
    "a bracket and figures in Arabic": lambda: list(segments("م x(" + "1-" * (LONG // 2) + "م")),
    "a bracket and a long word in Arabic": lambda: list(segments("م x(" + "a" * LONG + "م")),
    "braces that close and nothing that opens": lambda: tags_in("a" + "( " * LONG + "}}", ("title",)),
    "words before braces that close": lambda: tags_in(" a" * LONG + "}}", ("title",)),
    "relationships in a comment": lambda: respelled({"_rels/.rels": b"<!--" + b"<Relationship " * 60_000}, Kind.WORD),
    "a currency without end": lambda: format_of("[$" * LONG),
}


@pytest.mark.parametrize("case", BUSY)
def test_a_long_repetition_is_read_at_once(case: str) -> None:
    before = time.process_time()
    BUSY[case]()
    assert time.process_time() - before < 5


def test_a_directive_of_blanks_is_read_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"[[table:{' ' * 30_000}x\n", "utf-8")
    before = time.process_time()
    read_fragment(path, lambda _: None)
    assert time.process_time() - before < 5


def test_a_filter_of_blanks_is_read_at_once() -> None:
    before = time.process_time()
    with pytest.raises(ValueError, match="a"):
        asked(f"a={' ' * LONG}\nb")
    assert time.process_time() - before < 5


def test_bold_in_bold_is_bold_however_deep() -> None:
    (only,) = parsed("**" * 2_000 + "a" + "**" * 2_000, HERE, lambda _: None)
    assert isinstance(only, Strong)
    (inner,) = only.content
    assert isinstance(inner, Text)
    assert inner.text == "a"


def test_a_settled_document_of_millions_of_values_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(f"[{'[],' * 2_600_000}1]", "utf-8")
    with pytest.raises(SourceError, match="RV103"):
        read_settled(path)
