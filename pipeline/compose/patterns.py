"""Patterns over the fields of a row: what tables and lists of the `tables` sheet are composed from."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace

from pipeline.issues import Location, Report, issue, nearest
from pipeline.model.inlines import Choice, Composed, Content, Field, FieldValue, Inline, Link, Piece, Text, Value
from pipeline.model.marked import marked
from pipeline.model.plain import plain
from pipeline.model.records import Column, FieldContent, Record, Sheet
from pipeline.model.values import Day, Name, Number, span
from pipeline.model.walk import inlines, mapped

DATES = "dates"
"""The field that every row with a `start` has: the days from start to end."""

_IN_ADDRESS = re.compile(r"\{([A-Za-z]\w*)\}")
_FILTER = re.compile(r"([A-Za-z]\w*)\s*(!?=)\s*(.*)\Z")
OF_LANGUAGE = ("lang", "letter")
"""The fields that the language fills: its code and the letter of its documents."""


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices sheet by list and id; the forms are its text columns."""

    lists: Mapping[str, Mapping[str, Choice]]

    @classmethod
    def of(cls, sheet: Sheet) -> Choices:
        """The choices of a workbook."""
        lists: dict[str, dict[str, Choice]] = {}
        for record in sheet:
            forms = tuple((name, column.value) for name, column in record.columns.items() if isinstance(column.value, Piece))
            lists.setdefault(record.code("list"), {})[record.id] = Choice(forms)
        return cls(lists)


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a filter: that a column holds this value, or that it does not."""

    column: str
    value: str
    holds: bool

    def met(self, record: Record) -> bool:
        """Whether a record meets it."""
        return (raw(record.value(self.column)) == self.value) == self.holds


def conditions(filter_: str, columns: Container[str]) -> tuple[Condition, ...]:
    """Every `column=value` and `column!=value` of a filter over these columns; raises ValueError where it is not one."""
    made: list[Condition] = []
    for condition in filter(str.strip, filter_.split(";")):
        found = _FILTER.match(condition.strip())
        if found is None or found[1] not in columns:
            raise ValueError(condition.strip())
        made.append(Condition(found[1], found[3], found[2] == "="))
    return tuple(made)


def composed(pattern: Piece, record: Record, sheet: Sheet, choices: Choices, at: Location, report: Report) -> Content:
    """The pattern with the fields of one row. Reports TB103, TB105, XL205 by cell."""
    fields: dict[str, FieldValue] = {}
    for name, field in _fields(pattern.content):
        place = (field.location if field else None) or at
        if name in OF_LANGUAGE:
            continue
        known = name in sheet.columns or (name == DATES and "start" in sheet.columns)
        if not known:
            near = nearest(name, (*sheet.columns, DATES))
            put = _renamed(pattern.content, name, near) if near else None
            report(issue("TB103", place, found=name, sheet=sheet.name, near=near, put=put))
            continue
        value = _value(name, record, choices, report)
        if value is not None:
            fields[name] = value
        elif field is not None and field.default is None and record.empty("start" if name == DATES else name):
            report(issue("TB105", record.at(name), column=name, pattern=at.cell))
    return (Composed(pattern.unit, pattern.content, tuple(fields.items())),)


def _renamed(pattern: Content, name: str, right: str) -> str:
    """The pattern as it is typed, with another name in the place of a field's."""

    def change(inline: Inline) -> Content:
        match inline:
            case Field(found) if found == name:
                return (replace(inline, name=right),)
            case Link(url) if f"{{{name}}}" in url:
                return (replace(inline, url=url.replace(f"{{{name}}}", f"{{{right}}}")),)
            case _:
                return (inline,)

    return marked(mapped(pattern, change))


def sources(pattern: Piece, record: Record) -> tuple[Location, ...]:
    """The cells of a record that a pattern prints."""
    names = [name for name, _ in _fields(pattern.content)]
    cells = [part for name in names for part in (("start", "end") if name == DATES else (name,))]
    return tuple(record.columns[name].location for name in dict.fromkeys(cells) if name in record.columns)


def _fields(content: Content) -> Iterator[tuple[str, Field | None]]:
    for inline in inlines(content):
        if isinstance(inline, Field):
            yield inline.name, inline
        elif isinstance(inline, Link):
            for name in _IN_ADDRESS.findall(inline.url):
                yield name, None


def _value(name: str, record: Record, choices: Choices, report: Report) -> FieldValue | None:
    full = f"{record.sheet}.{record.id}.{name}"
    if name == DATES and name not in record.columns:
        start = record.date("start")
        return Value(full, span(start, record.date("end")), "") if start else None
    column = record.columns.get(name)
    if column is None or column.value is None:
        return None
    if name in choices.lists and isinstance(column.value, str | Piece):
        return _choice(column, choices.lists[name], report)
    match column.value:
        case Piece():
            return column.value
        case Name():
            return Value(full, column.value, "")
        case bool() | str():
            return Text(raw(column.value))
        case int() | float():
            return Value(full, Number(column.value), "")
        case date:
            return Value(full, Day(date), "")


def _choice(column: Column, known: Mapping[str, Choice], report: Report) -> Choice | None:
    code = raw(column.value)
    if code not in known:
        near = nearest(code, known)
        report(issue("XL205", column.location, found=code, codes=", ".join(known), near=near, put=near or None))
    return known.get(code)


def raw(value: FieldContent | None) -> str:
    """What a field holds as plain characters: what filters compare and rows are sorted by."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case Name():
            return value.code
        case Piece(_, content):
            return plain(content)
        case _:
            return str(value)
