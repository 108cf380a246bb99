"""Tables and lists out of the `tables` sheet: rows of a sheet, a filter, and patterns over their fields. No table has code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from pipeline.compose.patterns import Choices, Condition, Pattern, conditions, met, raw
from pipeline.issues import Location, Report, issue, nearest
from pipeline.model.blocks import Block, Cell, Entry, Enumeration, Marker, Row, Table
from pipeline.model.inlines import Content, Piece
from pipeline.model.records import Record, Sheet, Workbook


class Tables:
    """The tables and lists of a workbook, composed when a fragment asks for them."""

    def __init__(self, workbook: Workbook, report: Report) -> None:
        self._workbook = workbook
        self._sheet = workbook.sheet("tables")
        self._choices = Choices.of(workbook.sheet("choices"))
        self._report = report
        self._forms: dict[str, list[str]] = {}
        self._parts: dict[str, list[Record]] = {}
        for record in self._sheet:
            if parent := record.code("parent"):
                self._parts.setdefault(parent, []).append(record)
            else:
                self._forms.setdefault(_form(record), []).append(record.id)
        self._specs = {record.id: record for record in reversed(self._sheet.records)}
        self._filters: dict[tuple[str, str], tuple[Condition, ...] | None] = {}
        self._patterns: dict[tuple[str, str], Pattern | None] = {}
        self._homes: dict[tuple[str, str], Mapping[str, Sequence[Record]]] = {}
        self._used: set[str] = set()
        self._printed: set[tuple[str, str]] = set()
        self._unsure: set[str] = set()

    def ids(self, form: str) -> list[str]:
        """The tables or the lists that there are."""
        return self._forms.get(form, [])

    def made(self, form: str, id_: str) -> tuple[Block, ...]:
        """The table or list `id_`, one of `ids(form)`; nothing where its rows of the sheet are wrong (reported, TB)."""
        spec = self._specs[id_]
        self._used.add(id_)
        rows = self._workbook.sheets.get(spec.code("sheet"))
        if rows is None:
            near = nearest(spec.code("sheet"), self._workbook.sheets)
            self._report(issue("TB102", spec.at("sheet"), found=spec.code("sheet"), near=near, put=near or None))
            return ()
        records = self._accepted(spec, rows)
        if records is None:
            self._unsure.add(rows.name)
            return ()
        self._printed |= {(rows.name, record.id) for record in records}
        if not records:
            self._report(issue("TB107", spec.at("filter"), table=id_, sheet=rows.name))
        return self._list(spec, rows, records) if form == "list" else self._table(spec, rows, records)

    def unused(self) -> Iterator[Record]:
        """The tables and lists that nothing asked for."""
        return (record for record in self._sheet if not record.code("parent") and record.id not in self._used)

    def unprinted(self) -> Iterator[Record]:
        """The rows that no table or list accepts, of the sheets that some of them print.

        Where one of those is itself wrong or unused, which is reported, its rows are no fault of their own.
        """
        sheets = {sheet for sheet, _ in self._printed} - self._unsure - {spec.code("sheet") for spec in self.unused()}
        for name in self._workbook.sheets:
            if name in sheets:
                yield from (row for row in self._workbook.sheets[name] if (name, row.id) not in self._printed)

    def _accepted(self, spec: Record, rows: Sheet) -> list[Record] | None:
        """The records that a table or list prints, in their order; None where the filter or the order is wrong."""
        key = spec.code("sort")
        if key and key not in rows.columns:
            near = nearest(key, rows.columns)
            self._report(issue("TB103", spec.at("sort"), found=key, sheet=rows.name, near=near, put=near or None))
            return None
        asked = self._filter(spec, rows)
        if asked is None:
            return None
        records = [record for record in self._likely(asked, rows) if met(asked, record)]
        return sorted(records, key=lambda record: _rank(record, key)) if key else records

    def _likely(self, asked: Sequence[Condition], rows: Sheet) -> Iterable[Record]:
        """The records that meet the first condition, found by what they hold; all where it excludes something, or there is none."""
        if not asked or not asked[0].holds:
            return rows
        column = asked[0].column
        if (rows.name, column) not in self._homes:
            homes: dict[str, list[Record]] = {}
            for record in rows:
                homes.setdefault(raw(record.value(column)), []).append(record)
            self._homes[rows.name, column] = homes
        return self._homes[rows.name, column].get(asked[0].value, ())

    def _filter(self, part: Record, rows: Sheet) -> tuple[Condition, ...] | None:
        """What a row of the tables sheet asks of records; None where its filter is wrong, and TB104 reported once."""
        key = (part.id, rows.name)
        if key not in self._filters:
            try:
                self._filters[key] = conditions(part.code("filter"), rows.columns)
            except ValueError as error:
                self._report(issue("TB104", part.at("filter"), found=error, sheet=rows.name))
                self._filters[key] = None
        return self._filters[key]

    def _pattern(self, part: Record, rows: Sheet) -> Pattern | None:
        """What a row of the tables sheet prints of records; None where that is empty."""
        key = (part.id, rows.name)
        if key not in self._patterns:
            pattern = part.value("pattern")
            made = Pattern(pattern, rows, self._choices, part.at("pattern")) if isinstance(pattern, Piece) else None
            self._patterns[key] = made
        return self._patterns[key]

    def _list(self, spec: Record, rows: Sheet, records: Sequence[Record]) -> tuple[Block, ...]:
        marker = Marker(spec.code("marker") or "–")
        parts = self._parts.get(spec.id, [spec])
        entries = []
        for record in records:
            content, cells = self._content(spec, parts, record, rows)
            unit = f"{spec.id}.{record.id}"
            entries.append(Entry(unit, marker, content, location=record.location, sources=cells))
        return (Enumeration(tuple(entries)),) if entries else ()

    def _table(self, spec: Record, rows: Sheet, records: Sequence[Record]) -> tuple[Block, ...]:
        parts = self._parts.get(spec.id, [])
        # Rows of the tables sheet with one order are one column, each for the records that its filter accepts.
        columns = [list(group) for _, group in groupby(parts, _column)]
        if not columns:
            self._report(issue("TB101", spec.location, table=spec.id))
            return ()
        made = tuple(
            [Row(record.id, tuple([self._cell(spec, column, record, rows) for column in columns])) for record in records]
        )
        if not made:
            return ()
        head = tuple(_head(column) for column in columns)
        widths = tuple(self._width(column[0]) for column in columns)
        return (Table(spec.id, widths, head if any(cell.content for cell in head) else (), made),)

    def _width(self, column: Record) -> float:
        width = column.number("width")
        if width is not None and width <= 0:
            self._report(issue("XL222", column.at("width"), found=f"{width:g}"))
            return 1.0
        return 1.0 if width is None else width

    def _cell(self, spec: Record, column: Sequence[Record], record: Record, rows: Sheet) -> Cell:
        content, cells = self._content(spec, column, record, rows)
        return Cell(f"{spec.id}.{record.id}.{column[0].id}", content, record.location, cells)

    def _content(
        self, spec: Record, parts: Sequence[Record], record: Record, rows: Sheet
    ) -> tuple[Content, tuple[Location, ...]]:
        """What the first of `parts` that accepts a record prints of it, and the cells that this was made from."""
        for part in parts:
            asked = self._filter(part, rows)
            fits = None if asked is None else met(asked, record)
            pattern = self._pattern(part, rows) if fits else None
            if pattern is not None:
                return pattern.composed(record, self._report), pattern.sources(record)
            if fits:
                self._report(issue("TB101", part.at("pattern"), table=part.id))
            if fits is not False:
                return (), ()
        self._report(issue("TB108", record.location, table=spec.id, row=record.id, column=parts[0].id))
        return (), ()


def _form(record: Record) -> str:
    return record.code("form") or "table"


def _column(record: Record) -> tuple[bool, float]:
    order = record.number("order")
    return order is None, record.location.row if order is None else order


def _head(column: Sequence[Record]) -> Cell:
    value = column[0].value("header")
    content = value.content if isinstance(value, Piece) else ()
    return Cell(f"tables.{column[0].id}.header", content, column[0].at("header"))


def _rank(record: Record, key: str) -> tuple[bool, float, str]:
    date, number = record.date(key), record.number(key)
    rank = float(date.toordinal()) if date else number
    return rank is None, rank or 0.0, raw(record.value(key))
