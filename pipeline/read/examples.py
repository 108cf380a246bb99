"""The examples of a language pack: typed values, each with the wording that issued documents have for it."""

from __future__ import annotations

import datetime
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.gate.reading import lines, read_text
from pipeline.issues import Location, Report, SourceError, issue
from pipeline.model.inlines import Label, Text
from pipeline.model.values import Day, Name, Number, Typed, span


@dataclass(frozen=True, slots=True)
class Example:
    """A value and its pattern, or a label with its fields, and what is expected; nothing where that is still to be found."""

    value: Typed | Label
    form: str
    expected: str
    location: Location


def read_examples(path: Path, report: Report) -> list[Example]:
    """The examples in a file; reports LG210 (one that is not understood), raises SourceError LG101 for a file that is not TOML."""
    text = read_text(path)
    try:
        tables = tomllib.loads(text).get("example", [])
    except tomllib.TOMLDecodeError as error:
        raise SourceError(issue("LG101", Location(path), reason=error)) from error
    rows = [row for row, line in enumerate(lines(text), 1) if re.match(r"\s*\[\[\s*example\s*\]\]", line)]
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
                report(issue("LG210", at, found=", ".join(table) if isinstance(table, dict) else table))
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
