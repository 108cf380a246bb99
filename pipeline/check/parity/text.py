"""What the checks look at: the parts of a text, and its words without what is none of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

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
    typed = _typed(content)
    return registered + (LIKE_A_SYMBOL.findall(comparable(typed)) if "/" in typed else [])


def words(content: Content) -> str:
    """The characters of a text without direction marks; PLACE for what is put in, nothing for a footnote's call."""
    known = _words.get(id(content))
    if known is not None and known[0] is content:
        return known[1]
    if len(_words) >= MOST:
        _words.clear()
    made = _worded(content)
    # Most checks ask for the words of a text, and to compare texts takes longer than to know one again.
    _words[id(content)] = content, made
    return made


_words: dict[int, tuple[Content, str]] = {}
MOST = 8192
"""How many texts are kept in mind: more than the units of a long report, which are the same for each language."""


def _worded(content: Content) -> str:
    text = _typed(content)
    if "/" not in text:
        return _DIRECTION.sub("", text)
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
    before, after = list(source), list(target)
    if before == after:
        return "", ""
    wanted, found = Counter(before), Counter(after)
    return _line(wanted - found), _line(found - wanted)


def _line(counts: Counter[str]) -> str:
    return ", ".join(sorted(counts.elements()))
