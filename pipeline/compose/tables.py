"""Tables and lists out of the `tables` sheet: rows of a sheet, a filter, and patterns over their fields. No table has code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from itertools import groupby

from pipeline.compose.patterns import Choices, accepts, composed, sources
from pipeline.issues import Report, issue
from pipeline.model.blocks import Block, Cell, Entry, Enumeration, Marker, Row, Table
from pipeline.model.inlines import Piece
from pipeline.model.records import Record, Sheet, Workbook


class Tables:
    """The tables and lists of a workbook, composed when a fragment asks for them."""

    def __init__(self, workbook: Workbook, report: Report) -> None:
        self._workbook = workbook
        self._sheet = workbook.sheet("tables")
        self._choices = Choices.of(workbook.sheet("choices"))
        self._report = report
        self._used: set[str] = set()

    def ids(self, form: str) -> list[str]:
        """The tables or the lists that there are."""
        return [record.id for record in self._sheet if not record.code("parent") and _form(record) == form]

    def made(self, form: str, id_: str) -> tuple[Block, ...]:
        """The table or list `id_`, one of `ids(form)`; nothing where its rows of the sheet are wrong (reported, TB)."""
        spec = self._sheet.record(id_)
        assert spec is not None
        self._used.add(id_)
        rows = self._workbook.sheets.get(spec.code("sheet"))
        if rows is None:
            near = get_close_matches(spec.code("sheet"), self._workbook.sheets, 1)
            found = issue("TB102", spec.at("sheet"), found=spec.code("sheet"), near=near[0] if near else "")
            self._report(found)
            return ()
        records = list(self._accepted(spec, rows))
        if not records:
            self._report(issue("TB107", spec.at("filter"), table=id_, sheet=rows.name))
        return self._list(spec, rows, records) if form == "list" else self._table(spec, rows, records)

    def unused(self) -> Iterator[Record]:
        """The tables and lists that nothing asked for."""
        return (record for record in self._sheet if not record.code("parent") and record.id not in self._used)

    def _accepted(self, spec: Record, rows: Sheet) -> Iterator[Record]:
        key = spec.code("sort")
        if key and key not in rows.columns:
            near = get_close_matches(key, rows.columns, 1)
            self._report(issue("TB103", spec.at("sort"), found=key, sheet=rows.name, near=near[0] if near else ""))
            return
        records = sorted(rows, key=lambda record: _rank(record, key)) if key else rows
        for record in records:
            try:
                if accepts(spec.code("filter"), record):
                    yield record
            except ValueError as error:
                self._report(issue("TB104", spec.at("filter"), found=error, sheet=rows.name))
                return

    def _list(self, spec: Record, rows: Sheet, records: Sequence[Record]) -> tuple[Block, ...]:
        pattern = spec.value("pattern")
        if not isinstance(pattern, Piece):
            self._report(issue("TB101", spec.at("pattern"), table=spec.id))
            return ()
        marker = Marker(spec.code("marker") or "–")
        entries = tuple(
            Entry(
                f"{spec.id}.{record.id}",
                marker,
                composed(pattern, record, rows, self._choices, spec.at("pattern"), self._report),
                location=record.location,
                sources=sources(pattern, record),
            )
            for record in records
        )
        return (Enumeration(entries),) if entries else ()

    def _table(self, spec: Record, rows: Sheet, records: Sequence[Record]) -> tuple[Block, ...]:
        parts = [record for record in self._sheet if record.code("parent") == spec.id]
        # Rows of the tables sheet with one order are one column, each for the records that its filter accepts.
        columns = [list(group) for _, group in groupby(parts, lambda record: record.number("order") or record.location.row)]
        if not columns:
            self._report(issue("TB101", spec.location, table=spec.id))
            return ()
        head = tuple(_head(column) for column in columns)
        made = tuple(Row(record.id, tuple(self._cell(spec, column, record, rows) for column in columns)) for record in records)
        if not made:
            return ()
        widths = tuple(column[0].number("width") or 1.0 for column in columns)
        return (Table(spec.id, widths, head if any(cell.content for cell in head) else (), made),)

    def _cell(self, spec: Record, column: Sequence[Record], record: Record, rows: Sheet) -> Cell:
        unit = f"{spec.id}.{record.id}.{column[0].id}"
        for part in column:
            pattern = part.value("pattern")
            try:
                fits = accepts(part.code("filter"), record)
            except ValueError as error:
                self._report(issue("TB104", part.at("filter"), found=error, sheet=rows.name))
                return Cell(unit, (), record.location)
            if fits and isinstance(pattern, Piece):
                content = composed(pattern, record, rows, self._choices, part.at("pattern"), self._report)
                return Cell(unit, content, record.location, sources(pattern, record))
            if fits:
                self._report(issue("TB101", part.at("pattern"), table=part.id))
                return Cell(unit, (), record.location)
        self._report(issue("TB108", record.location, table=spec.id, row=record.id, column=column[0].id))
        return Cell(unit, (), record.location)


def _form(record: Record) -> str:
    return record.code("form") or "table"


def _head(column: Sequence[Record]) -> Cell:
    value = column[0].value("header")
    content = value.content if isinstance(value, Piece) else ()
    return Cell(f"tables.{column[0].id}.header", content, column[0].at("header"))


def _rank(record: Record, key: str) -> tuple[bool, float, str]:
    date, number = record.date(key), record.number(key)
    rank = float(date.toordinal()) if date else number
    return rank is None, rank or 0.0, record.code(key)
