"""What the checks look at: the parts of a text, and its words without what is none of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Self, TypeVar

from pipeline.compose.symbols import LIKE_A_SYMBOL, comparable
from pipeline.issues import Issue, issue
from pipeline.localise.catalogue import Entry
from pipeline.localise.pack import Pack
from pipeline.localise.terms import Concept, Forbidden
from pipeline.localise.typography import Pair, Rule
from pipeline.model.inlines import (
    Content,
    Emphasis,
    Field,
    Inline,
    Link,
    Note,
    Piece,
    Reference,
    Strong,
    Superscript,
    Symbol,
    Text,
    Value,
)

PLACE = "\ufffc"
"""Stands for what is printed there and is no word: a fact, a field, a cross reference, a document symbol."""

_DIRECTIONS = "\u200e\u200f\u061c"
_DIGIT = re.compile("[0-9]")
_AROUND = (Strong, Emphasis, Superscript, Link)

FACT, FIELD, REFERENCE, FOOTNOTE, LINK, BOLD, ITALIC = range(7)
"""The kinds of marks."""
Marks = Sequence[tuple[int, str]]
"""Marks in reading order, each with what it names."""

R = TypeVar("R")


class Side:
    """A text and its language, as the checks look at it.

    `words` are its characters without direction marks, with PLACE for what is put in and nothing for a footnote's call;
    `digits` is whether there are any among them. `symbols` are its document symbols, registered or only looking so, as they are
    registered, and `marks` the others.
    """

    __slots__ = ("_found", "content", "digits", "marks", "pack", "symbols", "words")

    def __init__(self, content: Content, pack: Pack) -> None:
        self.content = content
        self.pack = pack
        self.symbols: Sequence[str] = ()
        self.marks: Marks = ()
        # Most texts are characters and nothing else.
        if len(content) == 1 and isinstance(content[0], Text):
            text = content[0].text
        else:
            every = list(parts(content))
            self.symbols = [comparable(inline.text) for inline in every if isinstance(inline, Symbol)]
            self.marks = [mark for mark in map(_mark, every) if mark[1]]
            text = "".join(map(_typed, every))
        if "/" in text:
            symbols, text = _without_symbols(text)
            self.symbols = [*self.symbols, *symbols]
        self.words = text if text.isascii() else _undirected(text)
        self.digits = _DIGIT.search(self.words) is not None
        self._found: dict[Callable[[Any], Any], Any] = {}

    def once(self, find: Callable[[Self], R]) -> R:
        """What there is to find in this text, found once: that of a source is compared with each language."""
        if find not in self._found:
            self._found[find] = find(self)
        found: R = self._found[find]
        return found


class Original(Side):
    """A text in the language it was written in, and the concepts by their ids that it may name."""

    __slots__ = ("concepts",)

    def __init__(self, content: Content, pack: Pack) -> None:
        super().__init__(content, pack)
        self.concepts: Sequence[tuple[str, Concept]] = ()


class Translation(Side):
    """The text of an entry, and what of the pack's rules and terms it may break or hold."""

    __slots__ = ("entry", "forbidden", "pairs", "rules")

    def __init__(self, entry: Entry, pack: Pack) -> None:
        super().__init__(entry.content, pack)
        self.entry = entry
        self.rules: Sequence[Rule] = ()
        self.pairs: Sequence[Pair] = ()
        self.forbidden: Sequence[Forbidden] = ()

    def issue(self, code: str, **arguments: object) -> Issue:
        """What is wrong in it."""
        return issue(code, self.entry.location, unit=self.entry.unit, lang=self.pack.code, **arguments)


def _without_symbols(text: str) -> tuple[list[str], str]:
    """What looks like a document symbol in a text, and the text without."""
    # Both have the same length: only characters were exchanged for others.
    typed = list(LIKE_A_SYMBOL.finditer(comparable(text)))
    for found in reversed(typed):
        text = text[: found.start()] + PLACE + text[found.end() :]
    return [found[0] for found in typed], text


def _undirected(text: str) -> str:
    for mark in _DIRECTIONS:
        text = text.replace(mark, "")
    return text


def parts(content: Content) -> Iterator[Inline]:
    """Every inline of a unit in reading order; what is a unit of its own is not gone into."""
    for inline in content:
        yield inline
        if isinstance(inline, _AROUND):
            yield from parts(inline.content)


def _typed(inline: Inline) -> str:
    match inline:
        case Text(text):
            return text
        case Strong() | Emphasis() | Superscript() | Link() | Note():
            return ""
        case _:
            return PLACE


def _mark(inline: Inline) -> tuple[int, str]:
    match inline:
        # Only the text of a fact stands as a unit of its own among other text.
        case Value(name) | Piece(name):
            return FACT, name
        case Field(name):
            return FIELD, name
        case Reference(target):
            return REFERENCE, target
        case Note(unit):
            return FOOTNOTE, unit
        case Link(url):
            return LINK, url
        case Strong():
            return BOLD, "**"
        case Emphasis():
            return ITALIC, "*"
        case _:
            return FACT, ""


Compared = Sequence[tuple[Original, Translation]]
"""Originals, each with its translation into one language."""


def differences(source: Iterable[str], target: Iterable[str]) -> tuple[str, str]:
    """What the target lacks and what it has besides, each in one line; both empty where they have the same."""
    before, after = list(source), list(target)
    if before == after:
        return "", ""
    wanted, found = Counter(before), Counter(after)
    return _line(wanted - found), _line(found - wanted)


def _line(counts: Counter[str]) -> str:
    return ", ".join(sorted(counts.elements()))
