"""What comes first, second, third in each kind of counting."""

from __future__ import annotations

from typing import assert_never

from pipeline.model.blocks import Marker

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"),
    (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def letter(count: int) -> str:
    """A … z, then aa … zz: the same letter doubled, as lists in issued documents have it."""
    times, place = divmod(count - 1, 26)
    return chr(ord("a") + place) * (times + 1)


def roman(count: int) -> str:
    """Small Roman numbers: i, ii, iii, iv."""
    made = ""
    for value, sign in _ROMAN:
        times, count = divmod(count, value)
        made += sign * times
    return made


def sign(marker: Marker, count: int) -> str:
    """The sign of the entry `count`, without its bracket; a dash and a bullet are their own, a term has none."""
    match marker:
        case Marker.LETTER:
            return letter(count)
        case Marker.CAPITAL:
            return letter(count).upper()
        case Marker.ARABIC:
            return str(count)
        case Marker.ROMAN:
            return roman(count)
        case Marker.DASH | Marker.BULLET:
            return str(marker.value)
        case Marker.TERM:
            return ""
        case _:
            assert_never(marker)
