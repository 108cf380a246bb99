"""A workbook as it was read: records of typed fields, each with its place."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.issues import Location
from pipeline.model.inlines import Content, Piece
from pipeline.model.values import Name

FieldContent = Piece | Name | str | bool | int | float | datetime.date


class Column(NamedTuple):
    """What a field of a record holds, and its cell, by its row and number; `value` is None where the cell is empty or wrong.

    A *text* is a Piece whose unit is `<sheet>.<row id>.<column>`; a *code* is a str, a *name* a Name, a *flag* a bool.
    """

    value: FieldContent | None
    row: Location
    number: int
    wrong: bool = False

    @property
    def location(self) -> Location:
        """The cell it was read from: a workbook has many, and few are asked for."""
        return Location(self.row.path, self.row.part, self.row.row, self.number)


@dataclass(frozen=True, slots=True)
class Record:
    """A row of a sheet. A column that the sheet does not have is an empty field at the row's first cell."""

    id: str
    sheet: str
    columns: Mapping[str, Column]
    location: Location

    def at(self, name: str) -> Location:
        """The cell of a column; the row's first cell where there is no such column."""
        column = self.columns.get(name)
        return self.location if column is None else column.location

    def empty(self, name: str) -> bool:
        """Whether there is nothing in a field; one that is wrong, which was reported, is not empty."""
        column = self.columns.get(name)
        return column is None or (column.value is None and not column.wrong)

    def value(self, name: str) -> FieldContent | None:
        """What a field holds, None where it is empty or the sheet has no such column."""
        column = self.columns.get(name)
        return None if column is None else column.value

    def code(self, name: str) -> str:
        """A code as text, empty where there is none."""
        value = self.value(name)
        return value if isinstance(value, str) else ""

    def text(self, name: str) -> Content:
        """A text column as a text, empty where the cell is."""
        value = self.value(name)
        return (value,) if isinstance(value, Piece) else ()

    def date(self, name: str) -> datetime.date | None:
        """A date, None where there is none."""
        value = self.value(name)
        return value if isinstance(value, datetime.date) else None

    def number(self, name: str) -> float | None:
        """A number, None where there is none."""
        value = self.value(name)
        return value if isinstance(value, int | float) and not isinstance(value, bool) else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of records, in the order of their `order` column where it has one."""

    name: str
    columns: tuple[str, ...]
    records: tuple[Record, ...]
    location: Location

    def record(self, id: str) -> Record | None:  # noqa: A002 - the column's own name
        """The record with this id."""
        return next((record for record in self.records if record.id == id), None)

    def __iter__(self) -> Iterator[Record]:
        return iter(self.records)


@dataclass(frozen=True, slots=True)
class Workbook:
    """All sheets by name; `settings` is the settings sheet as one record whose columns are its keys."""

    settings: Record
    sheets: Mapping[str, Sheet]
    location: Location

    def sheet(self, name: str) -> Sheet:
        """A sheet, empty where the workbook has none of that name."""
        return self.sheets.get(name) or Sheet(name, (), (), self.location)
