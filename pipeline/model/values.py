"""Typed values that a language pack turns into words: days, periods, numbers, names, choices."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the calendar."""

    date: datetime.date


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `start` to `end`, both counted; `end` is later than `start`."""

    start: datetime.date
    end: datetime.date


@dataclass(frozen=True, slots=True)
class Number:
    """A number as the workbook holds it, without unit."""

    value: int | float


@dataclass(frozen=True, slots=True)
class Name:
    """Something that language packs name: `kind` is region, country, city or language, `code` its code there.

    `form` is the form that the workbook asks for (`CZ:formal`); it wins over the pattern's.
    """

    kind: str
    code: str
    form: str = ""


Typed = Day | Period | Number | Name


def span(start: datetime.date, end: datetime.date | None) -> Day | Period:
    """The days from `start` to `end`; a single day where there is no other end."""
    return Day(start) if end is None or end == start else Period(start, end)
