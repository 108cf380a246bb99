"""What the checks look at: the parts of a text, and its words without what is none of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pipeline.compose.symbols import LIKE_A_SYMBOL, comparable
from pipeline.model.inlines import Content, Emphasis, Inline, Link, Note, Strong, Superscript, Symbol, Text

PLACE = "\ufffc"
"""Stands for what is printed there and is no word: a fact, a field, a cross reference, a document symbol."""

_DIRECTION = re.compile("[\u200e\u200f\u061c]")


def parts(content: Content) -> Iterator[Inline]:
    """Every inline of a unit in reading order; what is a unit of its own is not gone into."""
    for inline in content:
        yield inline
        if isinstance(inline, Strong | Emphasis | Superscript | Link):
            yield from parts(inline.content)


def symbols(content: Content) -> list[str]:
    """The document symbols of a text, registered or only looking so, as they are registered."""
    registered = [comparable(inline.text) for inline in parts(content) if isinstance(inline, Symbol)]
    return registered + LIKE_A_SYMBOL.findall(comparable(_typed(content)))


@lru_cache(512)
def words(content: Content) -> str:
    """The characters of a text without direction marks; PLACE for what is put in, nothing for a footnote's call."""
    text = _typed(content)
    # Both have the same length: only characters were exchanged for others.
    for found in reversed(list(LIKE_A_SYMBOL.finditer(comparable(text)))):
        text = text[: found.start()] + PLACE + text[found.end() :]
    return _DIRECTION.sub("", text)


def _typed(content: Content) -> str:
    made = []
    for inline in parts(content):
        match inline:
            case Text(text):
                made.append(text)
            case Strong() | Emphasis() | Superscript() | Link() | Note():
                pass
            case _:
                made.append(PLACE)
    return "".join(made)


def differences(source: Iterable[str], target: Iterable[str]) -> tuple[str, str]:
    """What the target lacks and what it has besides, each in one line; both empty where they have the same."""
    wanted, found = Counter(source), Counter(target)
    return _line(wanted - found), _line(found - wanted)


def _line(counts: Counter[str]) -> str:
    return ", ".join(sorted(counts.elements()))
