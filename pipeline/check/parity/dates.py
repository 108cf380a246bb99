"""Dates in prose, read with the patterns that the pack prints dates with, and compared as days, months and years."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from pipeline.check.parity.text import PLACE, Compared, Original, Side, Translation, differences
from pipeline.issues import Issue
from pipeline.localise.pack import Pack, months

_PLACES = re.compile(r"(\{\w+\})")
_DASH, _SPACE = re.compile(r"[-\u2010-\u2015]"), re.compile(r"\s+")
_NUMBER = re.compile(r"\d+")
_DIRECTION = re.compile("[\u200e\u200f\u061c]")


def dates(was: Original, now: Translation) -> Iterable[Issue]:
    """TR207: the dates with a day, whatever their form; their order counts unless a language writes it both ways."""
    before, after = found(was), found(now)
    if before == after:
        return ()
    both = was.pack.either_order or now.pack.either_order
    missing, extra = differences(*((_told(date, sort=both) for date in those) for those in (before, after)))
    if not (missing or extra):
        return ()
    return (now.issue("TR207", missing=missing or "–", extra=extra or "–"),)


def with_digits(compared: Compared) -> Iterable[int]:
    """Those in which, or in whose source, there are digits."""
    return [at for at, (was, now) in enumerate(compared) if was.digits or now.digits]


Date = tuple[str, str, str, str, str, str]
"""Year, month and day of the first day, empty where there is only one day; and of the last, its year empty where not said."""


def found(side: Side) -> tuple[Date, ...]:
    """The dates in a text."""
    return side.once(read)[0] if side.digits else ()


def read(side: Side) -> tuple[tuple[Date, ...], str]:
    """The dates in a text, and the text without them, and without months that stand for themselves."""
    signs = _signs(side.pack)
    if signs and not any(map(side.words.__contains__, signs)):
        return (), side.words
    pattern, groups, names = _patterns(side.pack)
    made, parts, end = [], list[str](), 0
    for one in pattern.finditer(side.words):
        # The groups of one pattern among many: those with the number of the last that took something.
        of_one = groups.get((one.lastgroup or "").rpartition("_")[2], ())
        made.append(_date({name: value for name, group in of_one if (value := one[group])}, names))
        parts += (side.words[end : one.start()], PLACE)
        end = one.end()
    rest = "".join((*parts, side.words[end:]))
    if not signs or any(map(rest.__contains__, signs)):
        rest = _months_alone(side.pack).sub(PLACE, rest)
    return tuple(made), rest


def _groups(pattern: re.Pattern[str]) -> _Groups:
    made: dict[str, list[tuple[str, int]]] = {}
    for name, number in pattern.groupindex.items():
        said, _, at = name.rpartition("_")
        made.setdefault(at, []).append((said, number))
    return made


def _date(values: Mapping[str, str], names: Mapping[str, int]) -> Date:
    def number(name: str) -> str:
        found = _NUMBER.search(values.get(name, ""))
        return found[0].lstrip("0") if found else ""

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


@lru_cache(64)
def _signs(pack: Pack) -> frozenset[str]:
    """The names of months, or the letters at their numbers: every date has one of them. None where one of the forms has neither."""
    made: set[str] = set()
    for form in _forms(pack):
        pieces = {name[:5]: clinging for name, clinging, _ in _pieces(form)}
        if "month" in pieces:
            made.update(months(pack.locale))
        elif clinging := pieces.get("numbe"):
            made.add(clinging)
        else:
            return frozenset()
    return frozenset(made)


def _forms(pack: Pack) -> tuple[str, ...]:
    return (*pack.dates.values(), *(form for forms in pack.periods.values() for form in forms.values()))


_Groups = Mapping[str, Sequence[tuple[str, int]]]
"""The groups of each pattern among many, by its number: what is said in one, and the group's own number."""


@lru_cache(64)
def _patterns(pack: Pack) -> tuple[re.Pattern[str], _Groups, Mapping[str, int]]:
    """What finds any date that the pack could print, the year said or not, its groups, and the numbers of its months' names."""
    pattern = _compiled(_forms(pack), pack.days["first"], pack.locale)
    return pattern, _groups(pattern), months(pack.locale)


@lru_cache(64)
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


@lru_cache(256)
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
