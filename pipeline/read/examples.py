"""The examples of a language pack: typed values, each with the wording that issued documents have for it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.gate.reading import read_text
from pipeline.gate.shown import shown
from pipeline.issues import Location, Report, issue
from pipeline.model.inlines import Label, Text
from pipeline.model.values import Day, Name, Number, Typed, span
from pipeline.read.settings import headers, settings


@dataclass(frozen=True, slots=True)
class Example:
    """A value and its pattern, or a label with its fields, and what is expected; nothing where that is still to be found."""

    value: Typed | Label
    form: str
    expected: str
    location: Location


def read_examples(path: Path, report: Report) -> list[Example]:
    """The examples in a file; reports LG210 (one that is not understood), raises SourceError as `settings` does."""
    text = read_text(path)
    tables, rows = settings(path, text).get("example", []), headers(text, "example")
    made: list[Example] = []
    for number, table in enumerate(tables if isinstance(tables, list) else [tables]):
        at = Location(path, row=rows[number], column=1) if number < len(rows) else Location(path)
        match table:
            case {"value": given, "form": str(form), "expected": str(expected)} if (value := _typed(given)) is not None:
                made.append(Example(value, form, expected, at))
            case {"label": str(key), "fields": dict(fields), "expected": str(expected)}:
                given = tuple((name, Text(str(value))) for name, value in fields.items())
                made.append(Example(Label(key, given), "", expected, at))
            case _:
                report(issue("LG210", at, found=shown(", ".join(table) if isinstance(table, dict) else str(table))))
    return made


def _typed(given: Any) -> Typed | None:
    """A day, two days, a number, or a name as `{kind, code}`."""
    match given:
        case bool():
            return None
        case [datetime.date() as day]:
            return Day(day)
        case [datetime.date() as start, datetime.date() as end]:
            return span(start, end)
        case {"kind": str(kind), "code": str(code)}:
            return Name(kind, code)
        case int() | float():
            return Number(given)
        case _:
            return None
