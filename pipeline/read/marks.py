"""The marks of a text, each by itself: what it looks like, and what it makes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from pipeline.issues import Location
from pipeline.model.inlines import Emphasis, Field, Inline, Link, Note, Reference, Strong, Superscript, Text, Value

PATTERNS = {
    "note": re.compile(r"\[\^([\w.-]+)\]"),
    "reference": re.compile(r"\[\[ref:[ \t]*([^\[\]\s]+)[ \t]*\]\]"),
    "fact": re.compile(r"\{\{([A-Za-z][\w.-]*)(?::(\w+))?\}\}"),
    "field": re.compile(r"\{([A-Za-z]\w*)(?::(\w+))?(?:\|([^{}]*))?\}"),
    "superscript": re.compile(r"\^((?:\\\S|[^\\^\s])+)\^"),
}
# Marks of markdown-it's own that hold nothing but words: with a letter or a figure at both ends, stars are marks wherever they stand.
# Each begins with its sign, by which it is searched for.
_LABEL, _ADDRESS = r"\[([^][*^{}\\\n]+)\]", r"(?:https?|mailto):[^\s()<>\"&*\\]+"
_WORDS = r"[^\W_](?:[^][*^{}\\\n]*[^\W_])?"
SIMPLE = {
    "link": re.compile(rf"{_LABEL}\(({_ADDRESS})\)(?!\))"),
    "strong": re.compile(rf"\*(?<!\*\*)\*({_WORDS})\*\*(?!\*)"),
    "emphasis": re.compile(rf"\*(?<!\*\*)({_WORDS})\*(?!\*)"),
}
SIMPLE_IN_PATTERN = SIMPLE | {"link": re.compile(rf"{_LABEL}\(({_ADDRESS}|\{{\w+\}})\)(?!\))")}
"""In a pattern an address may be a field."""
_ESCAPED = re.compile(r"\\([!-/:-@[-`{-~])")


def placed(at: Location, start: int, length: int) -> Location:
    """The place of a stretch of a text; in a cell, the cell."""
    return Location(at.path, at.part, at.row, at.column + (0 if at.part else start), length)


MADE: Mapping[str, Callable[[tuple[Any, ...], Location], Inline]] = {
    # The reader of fragments puts the body and the unit in; until then `unit` is the key that calls it.
    "note": lambda groups, at: Note(groups[0], (), at),
    "reference": lambda groups, at: Reference(groups[0], location=at),
    "fact": lambda groups, at: Value(groups[0], None, groups[1] or "", location=at),
    "field": lambda groups, at: Field(groups[0], groups[1] or "", groups[2], at),
    "superscript": lambda groups, _: Superscript((Text(_ESCAPED.sub(r"\1", groups[0])),)),
    "link": lambda groups, at: Link(groups[1], (Text(groups[0], placed(at, 1, len(groups[0]))),)),
    "strong": lambda groups, at: Strong((Text(groups[0], placed(at, 2, len(groups[0]))),)),
    "emphasis": lambda groups, at: Emphasis((Text(groups[0], placed(at, 1, len(groups[0]))),)),
}
