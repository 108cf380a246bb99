"""Dates and numbers that were typed as text: what they can mean, so that a message can say what to enter in their place."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence

Month = Callable[[str], int]
"""The number of the month that a word names; 0 for any other word."""

Written = tuple[str, str, str]
"""Year, month and day in figures."""

_CLOCK = re.compile(r"\d{1,3}:\d\d(?::\d\d)?(?:\.\d+)?(?: ?[AaPp]\.?[Mm]\.?)?")
_ISO = re.compile(r"(\d{4}-\d\d-\d\d)T")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
_PIECE = re.compile(r"\d+|[^\W\d_]+")
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}([.,' ])\d{3}(?:\1\d{3})*(?:[.,]\d+)?")
_UNGROUPED = re.compile(r"[+-]?\d+(?:[.,]\d+)?")

_LONGEST = 60
"""Characters: no date and no number takes more."""

_FOUR = 4
_CENTURY = 30
"""Excel takes a year of two figures from here on for one of the last century."""


def is_time(text: str) -> bool:
    """Whether a text is a time of day, or a time that has gone by."""
    return _CLOCK.fullmatch(_plain(text)) is not None


def days(text: str, month: Month) -> tuple[datetime.date, ...]:
    """The days that a text can mean; several where day, month and year may stand in another order, none where it names no day."""
    text = _plain(text)
    text = iso[1] if (iso := _ISO.match(text)) else _CLOCK.sub("", text).strip()
    if compact := _COMPACT.fullmatch(text):
        return _valid([(compact[1], compact[2], compact[3])])
    match _pieces(text, month):
        case [first, second], [only] if len(first) == _FOUR:
            return _valid([(first, only, second)])
        case [first, second], [only]:
            return _valid([(second, only, first)])
        case [first, second, third], [] if len(first) == _FOUR:
            return _valid([(first, second, third)])
        case [first, second, third], [] if "." in text:
            return _valid([(third, second, first)])
        case [first, second, third], []:
            return _valid([(third, second, first), (third, first, second)]) or _valid([(first, second, third)])
        case _:
            return ()


def period(text: str, month: Month) -> tuple[datetime.date, datetime.date] | None:
    """The first and last day that a text names; None where it names no such two."""
    match _pieces(_plain(text), month):
        case [first, last, year], [only]:
            ends = [(year, only, first), (year, only, last)]
        case [first, last, year], [begin, end]:
            ends = [(year, begin, first), (year, end, last)]
        case [first, year, last, after], [begin, end]:
            ends = [(year, begin, first), (after, end, last)]
        case [first, last, only, year], []:
            ends = [(year, only, first), (year, only, last)]
        case [year, begin, first, after, end, last], [] if len(year) == _FOUR:
            ends = [(year, begin, first), (after, end, last)]
        case [first, begin, year, last, end, after], []:
            ends = [(year, begin, first), (after, end, last)]
        case _:
            return None
    found = _valid(ends)
    return (found[0], found[1]) if len(found) == len(ends) and found[0] < found[1] else None


def numbers(text: str) -> tuple[str, ...]:
    """The numbers that a text can mean, as they are typed; two where a sign may group digits or begin decimals."""
    text = _plain(text).replace("\u2019", "'").replace("\u2212", "-").replace("\u066c", " ").replace("\u066b", ".")
    text = text.rstrip("% ")
    decimal = text.replace(",", ".").lstrip("+")
    grouped = _GROUPED.fullmatch(text)
    if grouped is None:
        return (decimal,) if _UNGROUPED.fullmatch(text) else ()
    whole = text.replace(grouped[1], "").replace(",", ".").lstrip("+")
    either = grouped[1] in ".," and sum(not char.isdigit() for char in text.lstrip("+-")) == 1
    return (whole, decimal) if either else (whole,)


def month_of(names: Mapping[str, int]) -> Month:
    """What tells the months of these names, in full or cut to three letters or more."""
    begun: dict[str, set[int]] = {}
    for name, number in names.items():
        for end in range(3, len(name)):
            begun.setdefault(name[:end], set()).add(number)
    cut = {word: min(numbers) for word, numbers in begun.items() if len(numbers) == 1}
    known = {**cut, **names}
    return lambda word: known.get(word.casefold(), 0)


def _pieces(text: str, month: Month) -> tuple[list[str], list[str]]:
    """The numbers of a text, and of its words those that are months, by their numbers."""
    found = _PIECE.findall(text)
    words = (month(piece) for piece in found if not piece[0].isdigit())
    return [piece for piece in found if piece[0].isdigit()], [str(number) for number in words if number]


def _valid(dates: Sequence[Written]) -> tuple[datetime.date, ...]:
    """Those of the dates that the calendar has, each once."""
    made: list[datetime.date] = []
    for written in dates:
        if any(len(number) > _FOUR for number in written):
            continue
        year, month, day = map(int, written)
        if len(written[0]) <= 2:  # noqa: PLR2004 - a year without its century
            year += 2000 if year < _CENTURY else 1900
        try:
            made.append(datetime.date(year, month, day))
        except ValueError:
            continue
    return tuple(dict.fromkeys(made))


def _plain(text: str) -> str:
    """A text with European digits and single spaces, without marks of direction or an apostrophe before it."""
    if len(text) > _LONGEST:
        return ""
    if not text.isascii():
        kept = (char for char in text if unicodedata.category(char) != "Cf")
        text = "".join(str(unicodedata.decimal(char, char)) for char in kept)
    return " ".join(text.split()).lstrip("'")
