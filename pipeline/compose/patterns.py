"""Patterns over the fields of a row: what tables and lists of the `tables` sheet are composed from."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pipeline.issues import Issue, Location, Report, issue, nearest
from pipeline.model.inlines import Choice, Composed, Content, Field, FieldValue, Inline, Link, Piece, Text, Value
from pipeline.model.marked import marked
from pipeline.model.plain import plain
from pipeline.model.records import Column, FieldContent, Record, Sheet
from pipeline.model.values import Day, Name, Number, Typed, span
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


def met(asked: Iterable[Condition], record: Record) -> bool:
    """Whether a record meets all that is asked of it."""
    for condition in asked:  # noqa: SIM110 - for most rows of a table nothing is asked at all
        if not condition.met(record):
            return False
    return True


def conditions(filter_: str, columns: Container[str]) -> tuple[Condition, ...]:
    """Every `column=value` and `column!=value` of a filter over these columns; raises ValueError where it is not one."""
    made: list[Condition] = []
    for condition in filter(str.strip, filter_.split(";")):
        found = _FILTER.match(condition.strip())
        if found is None or found[1] not in columns:
            raise ValueError(condition.strip())
        made.append(Condition(found[1], found[3], found[2] == "="))
    return tuple(made)


class Pattern:
    """A pattern of the tables sheet, looked through once for all the rows of a sheet that it prints."""

    def __init__(self, pattern: Piece, sheet: Sheet, choices: Choices, at: Location) -> None:
        self._pattern = pattern
        self._at = at
        found = tuple(_fields(pattern.content))
        self._places = tuple(
            _place(name, field, pattern, sheet, choices, at) for name, field in found if name not in OF_LANGUAGE
        )
        self._cells = tuple(
            dict.fromkeys(cell for name, _ in found for cell in (("start", "end") if name == DATES else (name,)))
        )

    def composed(self, record: Record, report: Report) -> Content:
        """The pattern with the fields of one row. Reports TB103, TB105, XL205 by cell."""
        fields: dict[str, FieldValue] = {}
        for place in self._places:
            name = place.name
            if place.fault is not None:
                report(place.fault)
            elif (value := _value(name, record, place.choices, report)) is not None:
                fields[name] = value
            elif place.needed and record.empty("start" if name == DATES else name):
                report(issue("TB105", record.at(name), column=name, pattern=self._at.cell))
        return (Composed(self._pattern.unit, self._pattern.content, tuple(fields.items())),)

    def sources(self, record: Record) -> tuple[Location, ...]:
        """The cells of a record that the pattern prints."""
        columns = record.columns
        return tuple([columns[name].location for name in self._cells if name in columns])


@dataclass(frozen=True, slots=True)
class _Place:
    """A place in a pattern: the field that fills it, the list of choices that this may be of, and whether it may not be empty.

    `fault` is what is wrong with it whatever the row.
    """

    name: str
    choices: Mapping[str, Choice] | None
    needed: bool
    fault: Issue | None


def _place(name: str, field: Field | None, pattern: Piece, sheet: Sheet, choices: Choices, at: Location) -> _Place:
    fault = None
    if name not in sheet.columns and not (name == DATES and "start" in sheet.columns):
        near = nearest(name, (*sheet.columns, DATES))
        put = _renamed(pattern.content, name, near) if near else None
        fault = issue("TB103", (field.location if field else None) or at, found=name, sheet=sheet.name, near=near, put=put)
    return _Place(name, choices.lists.get(name), field is not None and field.default is None, fault)


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


def _fields(content: Content) -> Iterator[tuple[str, Field | None]]:
    for inline in inlines(content):
        if isinstance(inline, Field):
            yield inline.name, inline
        elif isinstance(inline, Link):
            for name in _IN_ADDRESS.findall(inline.url):
                yield name, None


def _value(name: str, record: Record, choices: Mapping[str, Choice] | None, report: Report) -> FieldValue | None:
    column = record.columns.get(name)
    if column is None:
        start = record.date("start") if name == DATES else None
        return Value(f"{record.sheet}.{record.id}.{name}", span(start, record.date("end")), "") if start else None
    value = column.value
    match value:
        case str() | Piece() if choices is not None:
            return _choice(column, choices, report)
        case None | Piece():
            return value
        case str() | bool():
            return Text(raw(value))
        case Name():
            made: Typed = value
        case int() | float():
            made = Number(value)
        case date:
            made = Day(date)
    return Value(f"{record.sheet}.{record.id}.{name}", made, "")


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
