"""A language pack in memory, and what it makes of typed values.

CLDR (through Babel, which `localise` alone opens) gives month names only: its range patterns abbreviate months silently, and its
digit groups and per cent signs are not the house's (python-babel#803).
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import assert_never

from pipeline.localise.layout import Layout
from pipeline.localise.terms import Terms
from pipeline.localise.typography import Typography
from pipeline.model.inlines import Content
from pipeline.model.values import Day, Name, Number, Period, Typed


@dataclass(frozen=True, slots=True)
class Pack:
    """All that belongs to a language. Patterns hold `{name}` places; which ones, `read.pack` checks.

    `days` has "first" and "other"; `dates` a pattern by form; `periods` patterns by form and case (same_month, same_year,
    other); `names` the wording by kind, code and form; `labels` fixed wordings by key. `either_order` is whether issued
    documents hold the two days of a period in either order.
    """

    code: str
    letter: str
    locale: str
    tag: str
    status: str
    labels: Mapping[str, Content]
    days: Mapping[str, str]
    dates: Mapping[str, str]
    periods: Mapping[str, Mapping[str, str]]
    numbers: Mapping[str, str]
    group: str
    decimal: str
    names: Mapping[tuple[str, str, str], str]
    layout: Layout
    typography: Typography = field(default_factory=Typography)
    terms: Terms = field(default_factory=Terms)
    either_order: bool = False

    # What was found in a text with a pack is kept in mind for that very pack, which is not to be looked through each time.
    __hash__ = object.__hash__

    def forms(self, value: Typed) -> tuple[str, ...]:
        """The patterns that this pack has for such a value; for a name, the forms that it has for that very one."""
        match value:
            case Day():
                return tuple(self.dates)
            case Period():
                return tuple(self.periods)
            case Number():
                return tuple(self.numbers)
            case Name(kind, code):
                return _forms_of_names(self).get((kind, code), ())
            case _:
                assert_never(value)

    def form(self, value: Typed, asked: str) -> str:
        """The pattern to print a value with: the one the cell asks for, the one asked, or the pack's first."""
        if isinstance(value, Name) and value.form:
            return value.form
        return asked or next(iter(self.forms(value)), "")

    def printed(self, value: Typed, form: str) -> str:
        """The value in words, by one of `forms(value)`; raises KeyError for any other form."""
        match value:
            case Day(date):
                return self.dates[form].format_map(self._fields(date))
            case Period(start, end):
                case = case_of(start, end)
                return self.periods[form][case].format_map(self._fields(start, "1") | self._fields(end, "2"))
            case Number(number):
                return self.numbers[form].format(number=self._grouped(number))
            case Name(kind, code):
                return self.names[kind, code, form]
            case _:
                assert_never(value)

    def _fields(self, date: datetime.date, suffix: str = "") -> dict[str, str]:
        day = self.days["first" if date.day == 1 else "other"].format(day=date.day)
        return {
            f"day{suffix}": day,
            f"month{suffix}": _months(self.locale)[date.month],
            f"number{suffix}": str(date.month),
            f"year{suffix}": str(date.year),
        }

    def _grouped(self, number: float) -> str:
        whole, _, rest = f"{number:,}".partition(".")
        return whole.replace(",", self.group) + (self.decimal + rest if rest and int(rest) else "")


def case_of(start: datetime.date, end: datetime.date) -> str:
    """Which of the three patterns of a form prints a period: same_month, same_year, other."""
    if start.year != end.year:
        return "other"
    return "same_month" if start.month == end.month else "same_year"


@lru_cache(64)
def _forms_of_names(pack: Pack) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """The forms that a pack has for each name, by its kind and code."""
    made: dict[tuple[str, str], tuple[str, ...]] = {}
    for kind, code, form in pack.names:
        made[kind, code] = (*made.get((kind, code), ()), form)
    return made


@cache
def months(locale: str) -> Mapping[str, int]:
    """The number of each name of a month, as it stands in a date and by itself."""
    from babel.dates import get_month_names  # noqa: PLC0415 - as below

    return {
        name: month for context in ("format", "stand-alone") for month, name in get_month_names("wide", context, locale).items()
    }


@cache
def _months(locale: str) -> Mapping[int, str]:
    from babel.dates import get_month_names  # noqa: PLC0415 - 29 ms that a run without dates needs not spend

    # Babel's own mapping looks for an alias at every name.
    return dict(get_month_names("wide", "format", locale).items())
