"""What a terminal makes of a text: how wide it is, and how it is kept from moving what stands around it."""

from __future__ import annotations

import re
import unicodedata

_ISOLATE, _END = "\u2068", "\u2069"
"""First strong isolate and its end (UAX 9, 2.4): what is between them is laid out by itself."""
LEFT_TO_RIGHT = "\u200e"
"""A mark that makes a line one from left to right, whatever letters follow."""

# Controls (C1 among them: a terminal may obey them), other ends of lines, marks that turn the direction of what follows.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ue000\ue001\ufeff\ufffe\uffff]"
)
_SHOWN_AS = str.maketrans({"\t": "→", "\n": " ", "\r": " "})
_NO_WIDTH = ("Mn", "Me", "Cf")
_RIGHT_TO_LEFT = ("R", "AL", "AN")


def width(text: str) -> int:
    """How many columns of a terminal a text takes: two for a wide character, none for one that joins the one before it."""
    return sum(map(_columns, text))


def _columns(char: str) -> int:
    # A soft hyphen is a format character, and terminals show it; the vowels of Hangul join the consonant before them.
    if (unicodedata.category(char) in _NO_WIDTH and char != "\u00ad") or "\u1160" <= char <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def clean(text: str) -> str:
    """A text on one line, as long as it was: a tab as an arrow, the end of a line as a space, what no screen shows as a sign."""
    return _UNSEEN.sub("\ufffd", text.translate(_SHOWN_AS))


def isolated(text: str) -> str:
    """A text that turns nothing around it: one with letters from right to left is set apart."""
    turns = any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in text)
    return f"{_ISOLATE}{text}{_END}" if turns else text


def head(text: str, widest: int) -> str:
    """As much of the beginning of a text as `widest` columns hold, with a sign where it goes on."""
    return text if width(text) <= widest else _fitting(text, widest - 1) + "…"


def tail(text: str, widest: int) -> str:
    """As much of the end of a text as `widest` columns hold, with a sign where it began before."""
    return text if width(text) <= widest else "…" + _fitting(text[::-1], widest - 1)[::-1]


def padded(text: str, columns: int) -> str:
    """A text set apart, with spaces up to so many columns."""
    return isolated(text) + " " * (columns - width(text))


def _fitting(text: str, widest: int) -> str:
    used = 0
    for at, char in enumerate(text):
        used += _columns(char)
        if used > widest:
            return text[:at]
    return text
