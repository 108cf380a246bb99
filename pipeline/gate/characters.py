"""Sets of characters in regular expressions, and whether two of them have one in common."""

from __future__ import annotations

import re
import re._constants as op  # type: ignore[import-not-found]
from functools import cache
from typing import Any

Opening = frozenset[str]
"""Sets of characters, each as an expression for one character."""

_CATEGORIES = {
    op.CATEGORY_DIGIT: r"\d",
    op.CATEGORY_NOT_DIGIT: r"\D",
    op.CATEGORY_SPACE: r"\s",
    op.CATEGORY_NOT_SPACE: r"\S",
    op.CATEGORY_WORD: r"\w",
    op.CATEGORY_NOT_WORD: r"\W",
}
_SPACE_APART = (r"[\d]", r"[\w]")
"""What no space is in: asked most often, and told without a look at all characters."""

ANY: Opening = frozenset({"."})


def opening(code: Any, value: Any) -> Opening | None:
    """The set of a node of a parsed expression that takes one character; None for any other node."""
    if code is op.LITERAL:
        return frozenset({_escaped(value)})
    if code is op.NOT_LITERAL:
        return frozenset({f"[^{_escaped(value)}]"})
    if code is op.ANY:
        return ANY
    if code is op.IN:
        if all(member is op.LITERAL for member, _ in value):
            return frozenset(_escaped(letter) for _, letter in value)
        return frozenset({f"[{''.join(_member(*one) for one in value)}]"})
    return None


def apart(one: Opening, other: Opening) -> bool:
    """Whether no character is in a set of both. Case counts as none: an expression may ignore it."""
    return not any(_meet(*sorted((a, b))) for a in one for b in other)


def _escaped(value: int) -> str:
    return f"\\U{value:08x}"


def _member(code: Any, value: Any) -> str:
    if code is op.NEGATE:
        return "^"
    if code is op.RANGE:
        return "-".join(map(_escaped, value))
    return _escaped(value) if code is op.LITERAL else _CATEGORIES[value]


@cache
def _meet(one: str, other: str) -> bool:
    if one == other:
        return True
    for single, several in ((one, other), (other, one)):
        if single.startswith("\\U"):
            letter = chr(int(single.removeprefix("\\U"), 16))
            return any(_fits(several, sign) for sign in {letter, letter.lower(), letter.upper()})
        if single == r"[\s]" and several in _SPACE_APART:
            return False
    return bool(_mask(one) & _mask(other))


def _fits(source: str, sign: str) -> bool:
    return any(re.match(source, sign, flags) is not None for flags in (re.DOTALL, re.DOTALL | re.IGNORECASE))


@cache
def _mask(source: str) -> int:
    """The set as bits, one for each character that a text of the basic plane can hold, and a few beyond."""
    made = 0
    for flags in (re.DOTALL, re.DOTALL | re.IGNORECASE):
        for run in re.finditer(f"{source}+", _characters(), flags):
            made |= ((1 << (run.end() - run.start())) - 1) << run.start()
    return made


@cache
def _characters() -> str:
    return "".join(map(chr, (*range(0xD800), *range(0xE000, 0x10000), 0x10400, 0x1F30D, 0x20000)))
