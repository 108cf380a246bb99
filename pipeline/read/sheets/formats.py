"""Number formats (ECMA-376 part 1, 18.8.30 and 18.8.31): what kind of value one shows, and its pieces."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache


class Kind(Enum):
    """What a number is shown as."""

    GENERAL = auto()
    NUMBER = auto()
    DATE = auto()
    TIME = auto()


class Sign(Enum):
    """What a piece of a format stands for."""

    LITERAL = auto()
    DIGIT = auto()
    POINT = auto()
    COMMA = auto()
    PERCENT = auto()
    SPECIAL = auto()  # an exponent, a fraction, a condition: what is not rendered
    DATE = auto()
    HOUR = auto()
    MINUTE = auto()
    SECOND = auto()
    ELAPSED = auto()
    HALF = auto()  # AM/PM


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a format, as it stands there; of a literal, what is shown."""

    sign: Sign
    text: str


@dataclass(frozen=True, slots=True)
class Format:
    """A number format: its kind, and its sections for positive numbers, negative numbers and zero (one, two or three).

    `has_time` is whether it shows a time of day.
    """

    kind: Kind
    sections: tuple[tuple[Token, ...], ...]
    has_time: bool = False


GENERAL = Format(Kind.GENERAL, ((),))
_LONGEST = 255
"""Characters: as many as Excel takes of a format."""

_TIMES = (Sign.HOUR, Sign.MINUTE, Sign.SECOND, Sign.ELAPSED, Sign.HALF)

# Built-in formats are not written into the file. Those from 27 to 36 and from 50 to 58 are dates in the East Asian editions of
# Excel, but for 32 and 33.
_EAST_ASIAN = dict.fromkeys((*range(27, 32), *range(34, 37), *range(50, 59)), "yyyy-mm-dd") | {32: "h:mm", 33: "h:mm:ss"}
_BUILT_IN = _EAST_ASIAN | {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: "$#,##0;-$#,##0",
    6: "$#,##0;-$#,##0",
    7: "$#,##0.00;-$#,##0.00",
    8: "$#,##0.00;-$#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "yyyy-mm-dd",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy-mm-dd h:mm",
    37: "#,##0;(#,##0)",
    38: "#,##0;(#,##0)",
    39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;(#,##0.00)",
    41: "#,##0;-#,##0;-",
    42: "$#,##0;-$#,##0;$-",
    43: "#,##0.00;-#,##0.00;-",
    44: "$#,##0.00;-$#,##0.00;$-",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
}

_TOKEN = re.compile(
    r"""
      "(?P<quoted>[^"]*)"? | \\(?P<escaped>.) | (?P<space>[_*].?)
    | \[\$(?P<currency>[^\]-]*+)[^\]]*+\] | \[(?P<elapsed>h+|m+|s+)\] | \[(?P<special>[<>=])[^\]]*\] | (?P<colour>\[[^\]]*+\]?)
    | (?P<half>AM/PM|A/P) | (?P<general>General) | (?P<exponent>E[+-])
    | (?P<date>y+|d+|e+|g+|b+|a{3,}|m{3,}) | (?P<hour>h+) | (?P<month>m+) | (?P<second>s+(?:\.0+)?)
    | (?P<digit>[0#?]) | (?P<point>\.) | (?P<comma>,) | (?P<percent>%) | (?P<fraction>/) | (?P<end>;) | (?P<text>@)
    | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)

_SIGNS = {
    "quoted": Sign.LITERAL,
    "escaped": Sign.LITERAL,
    "currency": Sign.LITERAL,
    "other": Sign.LITERAL,
    "digit": Sign.DIGIT,
    "point": Sign.POINT,
    "comma": Sign.COMMA,
    "percent": Sign.PERCENT,
    "fraction": Sign.SPECIAL,
    "exponent": Sign.SPECIAL,
    "special": Sign.SPECIAL,
    "general": Sign.SPECIAL,
    "text": Sign.SPECIAL,
    "date": Sign.DATE,
    "month": Sign.DATE,
    "hour": Sign.HOUR,
    "second": Sign.SECOND,
    "elapsed": Sign.ELAPSED,
    "half": Sign.HALF,
}


@cache
def format_of(code: str) -> Format:
    """The format that a code means, `General` and `@` being none."""
    if code.lower() in ("general", "@", ""):
        return GENERAL
    sections: list[list[Token]] = [[]]
    for found in _TOKEN.finditer(code[:_LONGEST]):
        group = str(found.lastgroup)
        if group == "end":
            sections.append([])
        elif group in _SIGNS:
            sections[-1].append(Token(_SIGNS[group], found[group]))
    if len(code) > _LONGEST:
        # What is cut off is not known: its kind can be told, its look cannot.
        sections[0].append(Token(Sign.SPECIAL, ""))
    first = _minutes(sections[0])
    kind = _kind(first)
    if kind in (Kind.DATE, Kind.TIME):
        return Format(kind, (tuple(first),), has_time=any(token.sign in _TIMES for token in first))
    return Format(kind, tuple(tuple(tokens) for tokens in sections[:3]))


def built_in(number: int) -> Format:
    """The format that Excel knows by number."""
    return format_of(_BUILT_IN.get(number, ""))


def _kind(tokens: list[Token]) -> Kind:
    signs = {token.sign for token in tokens}
    if Sign.DIGIT in signs:
        return Kind.NUMBER
    if Sign.DATE in signs:
        return Kind.DATE
    return Kind.TIME if signs & set(_TIMES) else Kind.NUMBER


def _minutes(tokens: list[Token]) -> list[Token]:
    """The pieces with each `m` that follows an hour or comes before a second made a minute (18.8.31)."""
    made = list(tokens)
    units = [at for at, token in enumerate(tokens) if token.sign in (*_TIMES, Sign.DATE) and token.sign is not Sign.HALF]
    for before, at, after in zip((None, *units), units, (*units[1:], None), strict=False):
        if tokens[at].text.lower() not in ("m", "mm") or tokens[at].sign is not Sign.DATE:
            continue
        follows = before is not None and (tokens[before].sign is Sign.HOUR or tokens[before].text[0] in "hH")
        precedes = after is not None and tokens[after].sign is Sign.SECOND
        if follows or precedes:
            made[at] = Token(Sign.MINUTE, tokens[at].text)
    return made
