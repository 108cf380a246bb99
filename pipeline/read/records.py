"""Tables into records: each row typed by the rules of its columns, and held against the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.issues import Location, Report, issue
from pipeline.model.records import Column, Record, Sheet
from pipeline.read.characters import latin, look_alike, named, skeleton
from pipeline.read.near import Nearest
from pipeline.read.page import Cell, Page
from pipeline.read.schema import ANY, ID, SETTINGS, SHEETS, Kind, Rule, fit
from pipeline.read.typed import Typing
from pipeline.read.usual import UNUSUAL, usual_ids, usual_values

_BOX = Rule(Kind.CODE, required=True)
_LIKE_A_COLUMN = 0.8


@dataclass(frozen=True, slots=True)
class Reading:
    """What the sheets of one workbook are read with."""

    typing: Typing
    nearest: Nearest
    report: Report

    def settings(self, page: Page) -> Record:
        """The settings as one record whose columns are its keys."""
        columns: dict[str, Column] = {}
        header = page.columns
        for name in ("key", "value"):
            if name not in header:
                self.report(issue("XL103", page.at(page.row), column=name))
        keys, values = header.get("key", 0), header.get("value", 0)
        for row in page.rows if keys and values else ():
            cell = page.cell(row, keys)
            if cell.raw is None:
                continue
            key = self.typing.code(cell)
            rule = _BOX if key.startswith("box.") else SETTINGS.get(key)
            if rule is None:
                near = self.nearest.of(key, SETTINGS)
                self.report(issue("XL213", cell.at, key=key, near=near, put=near or None))
            elif key in columns:
                self.report(issue("XL202", cell.at, id=key, other=columns[key].location.cell))
            else:
                columns[key] = self._setting(page.cell(row, values), key, rule)
        for key, rule in SETTINGS.items() if keys and values else ():
            if rule.required and key not in columns:
                self.report(issue("XL214", page.at(), key=key))
        record = Record(page.name, page.name, columns, page.at())
        self._check_span(record)
        return record

    def sheet(self, page: Page) -> Sheet:
        """The records of a sheet, in their order."""
        rules, header = SHEETS.get(page.name, {}), page.columns
        self._check_header(page, rules)
        records: dict[str, Record] = {}
        alike: dict[str, Record] = {}
        spans = "start" in header and "end" in header
        for record in self._records(page, header, rules):
            if record.id in records:
                self.report(issue("XL202", record.at("id"), id=record.id, other=records[record.id].at("id").cell))
            elif record.id:
                records[record.id] = record
                if spans:
                    self._check_span(record)
                self._check_likeness(record, alike.setdefault(skeleton(record.id), record))
        sheet = Sheet(page.name, tuple(page.header.values()), tuple(sorted(records.values(), key=_order)), page.at())
        self._check_parents(sheet)
        return sheet

    def _setting(self, cell: Cell, key: str, rule: Rule) -> Column:
        if rule.required and cell.raw is None and not cell.wrong:
            self.report(issue("XL214", cell.at, key=key))
        value = self.typing.read(cell, rule, f"settings.{key}")
        return Column(value, cell.at, cell.at.column, wrong=value is None and (cell.raw is not None or cell.wrong))

    def _records(self, page: Page, header: Mapping[str, int], rules: Mapping[str, Rule]) -> Iterator[Record]:
        ids = usual_ids(page, header["id"]) if "id" in header else [""] * len(page.rows)
        read = (
            ids if name == "id" else usual_values(page, number, name, rules.get(name, ANY), ids)
            for name, number in header.items()
        )
        for row, id_, *values in zip(page.rows, ids, *read, strict=True):
            known = self._id(page.cell(row, header["id"])) if id_ is UNUSUAL else id_
            at = page.at(row, 1)
            columns: dict[str, Column] = {}
            for (name, number), value in zip(header.items(), values, strict=True):
                if value is UNUSUAL:
                    columns[name] = self._column(page, at, name, header, rules.get(name, ANY), known)
                else:
                    columns[name] = Column(value, at, number)
            yield Record(known, page.name, columns, at)

    def _column(self, page: Page, at: Location, name: str, header: Mapping[str, int], rule: Rule, id_: str) -> Column:
        """A field that is empty and must not be, or holds what it seldom does."""
        cell = page.cell(at.row, header[name])
        needed = rule.required or name == "id"
        if needed and cell.raw is None and not cell.wrong:
            self.report(issue("XL201", cell.at, column=name))
        end = page.cell(at.row, header["end"]) if name == "start" and "end" in header else None
        value = id_ if name == "id" else self.typing.read(cell, rule, f"{page.name}.{id_}.{name}", end)
        return Column(value, at, header[name], wrong=value is None and (cell.raw is not None or cell.wrong or needed))

    def _id(self, cell: Cell) -> str:
        if cell.raw is None or (isinstance(cell.raw, str) and not self.typing.sound(cell.raw, cell.at)):
            return ""
        id_ = self.typing.code(cell)
        if not ID.match(id_):
            self.report(issue("XL209", cell.at, found=id_, put=fit(id_) or None))
        return id_

    def _check_header(self, page: Page, rules: Mapping[str, Rule]) -> None:
        present = set(page.header.values())
        absent = [name for name in rules if name not in present]
        seen: set[str] = set()
        for column, name in page.header.items():
            at = page.at(page.row, column)
            if name in seen:
                self.report(issue("XL105", at, column=name))
            elif rules and name not in rules and (near := self.nearest.of(name, absent, _LIKE_A_COLUMN)):
                self.report(issue("XL104", at, column=name, near=near, put=near))
            seen.add(name)
        for name in absent:
            if rules[name].required:
                self.report(issue("XL103", page.at(page.row), column=name))

    def _check_likeness(self, record: Record, other: Record) -> None:
        """XL316 for an id that can be taken for another, XL317 for one with a letter that can be taken for another."""
        if other is not record:
            self.report(issue("XL316", record.at("id"), id=record.id, other=other.id, cell=other.at("id").cell))
        elif strange := look_alike(record.id):
            self.report(issue("XL317", record.at("id"), found=record.id, character=named(strange), latin=latin(strange)))

    def _check_span(self, record: Record) -> None:
        start, end = record.date("start"), record.date("end")
        if start and end and end < start:
            cell = record.at("start").cell
            self.report(issue("XL204", record.at("end"), start=start.isoformat(), end=end.isoformat(), cell=cell))

    def _check_parents(self, sheet: Sheet) -> None:
        if "parent" not in sheet.columns:
            return
        parents = {record.id: record.code("parent") for record in sheet}
        # Whether the way up from a record ends; each step is taken once, since a sheet may be one long line of parents.
        ends = {"": True}
        for record in sheet:
            parent = parents[record.id]
            if parent and parent not in parents:
                near = self.nearest.of(parent, parents)
                # A row is no parent of its own.
                near = "" if near == record.id else near
                self.report(issue("XL212", record.at("parent"), found=parent, near=near, put=near or None))
            way: dict[str, None] = {}
            above = record.id
            while above not in ends and above not in way:
                way[above] = None
                above = parents.get(above, "")
            ends |= dict.fromkeys(way, ends.get(above, False))
            if not ends[record.id]:
                self.report(issue("XL218", record.at("parent"), found=parent))


def _order(record: Record) -> tuple[bool, float, int]:
    order = record.number("order")
    return order is None, order or 0, record.location.row
