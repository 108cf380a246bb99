"""A text in tokens: the smallest pieces that a redline marks.

What a token is follows from the characters and not from the language: a word with its marks, a number with its separators,
one character of a script that is written without spaces, one sign, one stretch of spaces; a no-break space is a token of its
own, so that it can be seen. What combines with a character (Unicode category M), and what formats or joins (Cf, emoji with
U+200D among them), stays with it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import Enum
from functools import cache

_SEPARATORS = frozenset(".,:/\u00a0\u202f'")
"""What may stand between the digits of one number: 1 300, 2.10, 12/04/2021, 10:30."""
_JOINER = "\u200d"
_TONES = frozenset(map(chr, range(0x1F3FB, 0x1F400)))
"""The signs that give an emoji the colour of a skin."""
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fff\u3005-\u3007\u3040-\u30ff\u31f0-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)


class Kind(Enum):
    """What a character is to its neighbours."""

    LETTER = "letter"
    DIGIT = "digit"
    ALONE = "alone"
    SPACE = "space"
    MARK = "mark"


def tokens(text: str) -> list[str]:
    """The tokens of a text, which make it up again."""
    return list(_tokens(text))


def says_something(token: str) -> bool:
    """Whether there is a letter or a digit in a token, and not only spaces and signs."""
    return any(map(str.isalnum, token))


def _tokens(text: str) -> Iterator[str]:
    start, kind, joined = 0, Kind.MARK, False
    for at, char in enumerate(text):
        found = _kind(char)
        if found is Kind.MARK:
            joined = char == _JOINER
            continue
        if not joined and not _goes_on(text, at, kind, found):
            if at > start:
                yield text[start:at]
            start, kind = at, found
        joined = False
    if text:
        yield text[start:]


def _goes_on(text: str, at: int, kind: Kind, found: Kind) -> bool:
    if kind is Kind.LETTER:
        return found in (Kind.LETTER, Kind.DIGIT)
    if kind is Kind.DIGIT:
        between = text[at] in _SEPARATORS and _kind(text[at + 1 : at + 2] or " ") is Kind.DIGIT
        return found is Kind.DIGIT or between
    return kind is Kind.SPACE and found is Kind.SPACE


@cache
def _kind(char: str) -> Kind:
    category = unicodedata.category(char)
    if category[0] == "M" or category == "Cf" or char in _TONES:
        return Kind.MARK
    if char == " ":
        return Kind.SPACE
    if category == "Nd":
        return Kind.DIGIT
    if category[0] in "LN" and not _UNSPACED.match(char):
        return Kind.LETTER
    return Kind.ALONE
