"""Dates in prose, read with the patterns that the pack prints dates with, and compared as days, months and years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from pipeline.check.parity.text import MOST, PLACE, differences, words
from pipeline.issues import Issue, issue
from pipeline.localise.catalogue import Entry
from pipeline.localise.pack import Pack, months
from pipeline.localise.units import Unit

_PLACES = re.compile(r"(\{\w+\})")
_DASH, _SPACE = re.compile(r"[-\u2010-\u2015]"), re.compile(r"\s+")
_DIGIT = re.compile("[0-9]")
_DIRECTION = re.compile("[\u200e\u200f\u061c]")


def dates(unit: Unit, entry: Entry, source: Pack, pack: Pack) -> Iterator[Issue]:
    """TR207: the dates with a day, whatever their form; their order counts unless a language writes it both ways."""
    both = source.either_order or pack.either_order
    missing, extra = differences(
        (_told(date, sort=both) for date in found(words(unit.content), source)),
        (_told(date, sort=both) for date in found(words(entry.content), pack)),
    )
    if missing or extra:
        yield issue("TR207", entry.location, unit=unit.id, lang=pack.code, missing=missing or "–", extra=extra or "–")


Date = tuple[str, str, str, str, str, str]
"""Year, month and day of the first day, empty where there is only one day; and of the last, its year empty where not said."""


@lru_cache(MOST)
def found(text: str, pack: Pack) -> tuple[Date, ...]:
    """The dates in a text."""
    if not _DIGIT.search(text):
        return ()
    patterns, names = _patterns(pack)
    return tuple(_date(one.groupdict(), names) for one in patterns.finditer(text))


def without(text: str, pack: Pack) -> str:
    """The text without its dates, and without months that stand for themselves."""
    return _months_alone(pack).sub(PLACE, _patterns(pack)[0].sub(PLACE, text))


def _date(groups: Mapping[str, str | None], names: Mapping[str, int]) -> Date:
    values = {name.rpartition("_")[0]: value for name, value in groups.items() if value}

    def number(name: str) -> str:
        return "".join(re.findall(r"\d+", values.get(name, ""))[:1]).lstrip("0")

    def month(end: str) -> str:
        return str(names[values[f"month{end}"]]) if f"month{end}" in values else number(f"number{end}")

    last = (number("year2") or number("year"), month("2") or month(""), number("day2") or number("day"))
    if "day1" not in values:
        return ("", "", "", *last)
    return (number("year1") or last[0], month("1") or last[1], number("day1"), *last)


def _told(date: Date, *, sort: bool) -> str:
    first, last = date[:3], date[3:]
    if sort and first[2]:
        first, last = sorted((first, last), key=lambda day: [int(part or 0) for part in day])
    return " / ".join("-".join(filter(None, day)) for day in (first, last) if day[2])


def _patterns(pack: Pack) -> tuple[re.Pattern[str], Mapping[str, int]]:
    """What finds any date that the pack could print, the year said or not, and the numbers of its months' names."""
    forms = (*pack.dates.values(), *(form for forms in pack.periods.values() for form in forms.values()))
    return _compiled(forms, pack.days["first"], pack.locale), months(pack.locale)


def _months_alone(pack: Pack) -> re.Pattern[str]:
    return _alone(next(iter(pack.dates.values())), pack.days["first"], pack.locale)


@cache
def _compiled(forms: tuple[str, ...], first: str, locale: str) -> re.Pattern[str]:
    made: dict[str, None] = {}
    for form in forms:
        pieces = _pieces(form)
        made[_expression(pieces, first, locale)] = None
        made[_expression([piece for piece in pieces if not piece[0].startswith("year2")], first, locale)] = None
        made[_expression([piece for piece in pieces if not piece[0].startswith("year")], first, locale)] = None
    # The longest first, so that no part of a period is taken for a date of its own.
    ordered = sorted(made, key=lambda one: (one.count("(?P<"), len(one)), reverse=True)
    # A group has one name: each pattern's carry its number.
    numbered = (re.sub(r"\(\?P<(\w+)>", rf"(?P<\1_{at}>", one) for at, one in enumerate(ordered))
    # Almost no place of a text is one where a date could begin: say so first.
    begins = "" if any(_pieces(form)[0][0].startswith("month") for form in forms) else "(?=[0-9])"
    return re.compile(begins + "(?<![0-9])(?:" + "|".join(f"(?:{one})" for one in numbered) + ")(?![0-9])")


@cache
def _alone(form: str, first: str, locale: str) -> re.Pattern[str]:
    only = [piece for piece in _pieces(form) if piece[0] in ("month", "number")]
    return re.compile(f"(?<![0-9]){_expression(only, first, locale)}(?![0-9])")


def _pieces(form: str) -> list[tuple[str, str, str]]:
    """Each place of a pattern with the letters that cling to it and what joins it to the next, the ends cut off."""
    _, *rest = _PLACES.split(_DIRECTION.sub("", form))
    made = []
    for place, literal in zip(rest[::2], rest[1::2], strict=True):
        unit = re.match(r"[^\W\d_]*", literal)
        clinging = unit[0] if unit else ""
        made.append((place.strip("{}"), clinging, literal.removeprefix(clinging)))
    return made


def _expression(pieces: list[tuple[str, str, str]], first: str, locale: str) -> str:
    made = []
    for at, (name, clinging, joint) in enumerate(pieces):
        made.append(rf"(?P<{name}>{_kind(name, first, locale)}){re.escape(clinging)}")
        if at + 1 < len(pieces):
            made.append(_joint(joint))
    return "".join(made)


def _kind(name: str, first: str, locale: str) -> str:
    if name.startswith("month"):
        return "|".join(sorted(map(re.escape, months(locale)), key=len, reverse=True))
    if name.startswith("year"):
        return r"[12][0-9]{3}"
    ordinal = "" if "{" in first else f"{re.escape(first)}|"
    return (ordinal if name.startswith("day") else "") + r"[0-9]{1,2}"


def _joint(literal: str) -> str:
    words_ = [r"\s*[-\u2010-\u2015]\s*" if _DASH.fullmatch(word) else re.escape(word) for word in literal.split()]
    lead, tail = (r"\s+" if _SPACE.match(literal) else ""), (r"\s+" if _SPACE.search(literal[-1:]) else "")
    return lead + r"\s+".join(words_) + tail if words_ else lead
