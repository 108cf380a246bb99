"""The workbook: grids into records of typed fields, each fault reported with its cell."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from pathlib import Path

from pipeline.gate.reading import FORBIDDEN
from pipeline.issues import Issue, Location, Report, issue, nearest
from pipeline.model.inlines import Note, Piece
from pipeline.model.records import Column, FieldContent, Record, Sheet, Workbook
from pipeline.model.values import Name
from pipeline.model.walk import inlines
from pipeline.read.grid import Grid, Raw, read_grids
from pipeline.read.markup import is_address, parsed
from pipeline.read.schema import ANY, ID, NEEDED, SETTINGS, SHEETS, UNREAD, Kind, Rule, fit

_TYPED_NUMBER = re.compile(r"(?:\d+(?:\.\d+)*|[IVXLC]+|[a-z])[.)]?\t|\d+(?:\.\d+)*[.)] ")
_FLAGS: Mapping[Raw, bool] = {True: True, False: False, "yes": True, "no": False}


def read_workbook(path: Path, report: Report) -> Workbook:
    """The workbook of a document, with all that is wrong in it reported (codes XL). Raises SourceError XL101."""
    here = Location(path)
    settings = Record("settings", "settings", {}, here)
    sheets: dict[str, Sheet] = {}
    found: list[Issue] = []
    grids = {grid.name: grid for grid in read_grids(path, found.append)}
    for needed in NEEDED:
        if needed not in grids:
            near = nearest(needed, [name for name in grids if name not in (*NEEDED, *SHEETS)])
            report(issue("XL102", here, sheet=needed, near=near))
    for name, grid in grids.items():
        if name in UNREAD or (name not in ("settings", *SHEETS) and "id" not in _header(grid).values()):
            continue
        for of_cells in found:
            if of_cells.location.part == name:
                report(of_cells)
        if name == "settings":
            settings = _settings(path, grid, report)
        else:
            sheets[name] = _sheet(path, grid, report)
    return Workbook(settings, sheets, here)


def _header(grid: Grid) -> dict[int, str]:
    return {
        column: str(value).strip()
        for column in range(1, grid.columns + 1)
        if (value := grid.values.get((1, column))) is not None
    }


def _settings(path: Path, grid: Grid, report: Report) -> Record:
    here = Location(path, grid.name)
    columns: dict[str, Column] = {}
    header = {name: column for column, name in _header(grid).items()}
    for name in ("key", "value"):
        if name not in header:
            report(issue("XL103", Location(path, grid.name, 1), column=name))
    keys, values = header.get("key", 0), header.get("value", 0)
    if not (keys and values):
        return Record("settings", "settings", {}, here)
    for row in range(2, grid.rows + 1):
        key, value = grid.values.get((row, keys)), grid.values.get((row, values))
        at = Location(path, grid.name, row, values)
        if key is None:
            continue
        key = str(key)
        rule = SETTINGS.get(key)
        if key.startswith("box."):
            rule = Rule(Kind.CODE, required=True)
        if rule is None:
            near = nearest(key, SETTINGS)
            report(issue("XL213", Location(path, grid.name, row, keys), key=key, near=near, put=near or None))
        elif key in columns:
            report(issue("XL202", Location(path, grid.name, row, keys), id=key, other=columns[key].location.cell))
        else:
            columns[key] = Column(_typed(value, rule, f"settings.{key}", at, report), at)
            if rule.required and value is None:
                report(issue("XL214", at, key=key))
    for key, rule in SETTINGS.items():
        if rule.required and key not in columns:
            report(issue("XL214", here, key=key))
    record = Record("settings", "settings", columns, here)
    _check_span(record, report)
    return record


def _sheet(path: Path, grid: Grid, report: Report) -> Sheet:
    rules = SHEETS.get(grid.name, {})
    header = _header(grid)
    _check_header(path, grid, header, rules, report)
    records: dict[str, Record] = {}
    for row in range(2, grid.rows + 1):
        if all(grid.values.get((row, column)) is None for column in header):
            continue
        record = _record(path, grid, row, header, rules, report)
        if record.id in records:
            report(issue("XL202", record.at("id"), id=record.id, other=records[record.id].at("id").cell))
        elif record.id:
            records[record.id] = record
            _check_span(record, report)
    ordered = sorted(records.values(), key=_order)
    sheet = Sheet(grid.name, tuple(header.values()), tuple(ordered), Location(path, grid.name))
    _check_parents(sheet, report)
    return sheet


def _check_header(path: Path, grid: Grid, header: Mapping[int, str], rules: Mapping[str, Rule], report: Report) -> None:
    present = list(header.values())
    absent = [name for name in rules if name not in present]
    for column, name in header.items():
        at = Location(path, grid.name, 1, column)
        if name in [other for before, other in header.items() if before < column]:
            report(issue("XL105", at, column=name))
        elif rules and name not in rules and (near := nearest(name.lower(), absent, 0.8)):
            report(issue("XL104", at, column=name, near=near, put=near))
    for name in absent:
        if rules[name].required:
            report(issue("XL103", Location(path, grid.name, 1), column=name))


def _record(path: Path, grid: Grid, row: int, header: Mapping[int, str], rules: Mapping[str, Rule], report: Report) -> Record:
    places = {name: Location(path, grid.name, row, column) for column, name in header.items()}
    raw = {name: grid.values.get((row, at.column)) for name, at in places.items()}
    first = Location(path, grid.name, row, 1)
    id_at = places.get("id", first)
    id_ = "" if raw.get("id") is None else _shown(raw["id"])
    if id_ and not ID.match(id_):
        report(issue("XL209", id_at, found=id_, put=fit(id_) or None))
    columns: dict[str, Column] = {}
    for column in header.values():
        rule, at = rules.get(column, ANY), places[column]
        if raw[column] is None and (rule.required or column == "id"):
            report(issue("XL201", at, column=column))
        unit = f"{grid.name}.{id_}.{column}"
        value = id_ if column == "id" else _typed(raw[column], rule, unit, at, report)
        columns[column] = Column(value, at, wrong=value is None and (raw[column] is not None or rule.required))
    return Record(id_, grid.name, columns, first)


def _order(record: Record) -> tuple[bool, float, int]:
    order = record.number("order")
    return order is None, order or 0, record.location.row


def _check_span(record: Record, report: Report) -> None:
    start, end = record.date("start"), record.date("end")
    if start and end and end < start:
        report(issue("XL204", record.at("end"), start=start.isoformat(), end=end.isoformat(), cell=record.at("start").cell))


def _check_parents(sheet: Sheet, report: Report) -> None:
    parents = {record.id: record.code("parent") for record in sheet}
    for record in sheet:
        parent = record.code("parent")
        if parent and parent not in parents:
            near = nearest(parent, [one for one in parents if one != record.id])
            report(issue("XL212", record.at("parent"), found=parent, near=near, put=near or None))
        seen = {record.id}
        while parent:
            if parent in seen:
                report(issue("XL218", record.at("parent"), found=record.code("parent")))
                break
            seen.add(parent)
            parent = parents.get(parent, "")


def _typed(raw: Raw, rule: Rule, unit: str, at: Location, report: Report) -> FieldContent | None:
    """What a cell holds by the rule of its column; None where it is empty or wrong (which is reported)."""
    if raw is None:
        return None
    if isinstance(raw, str) and (found := FORBIDDEN.search(raw)):
        report(issue("XL217", at, character=f"U+{ord(found[0]):04X}", put=FORBIDDEN.sub("", raw)))
        return None
    match rule.kind:
        case Kind.DATE:
            return _date(raw, at, report)
        case Kind.NUMBER:
            return _number(raw, at, report)
        case Kind.FLAG:
            return _flag(raw, at, report)
        case Kind.ANY if not isinstance(raw, str):
            return raw
        case Kind.ANY if is_address(str(raw)):
            return str(raw)
        case Kind.TEXT | Kind.PATTERN | Kind.ANY:
            return _text(raw, rule, unit, at, report)
        case _:
            return _code(raw, rule, at, report)


def _date(raw: Raw, at: Location, report: Report) -> datetime.date | None:
    if isinstance(raw, datetime.date):
        return raw
    report(issue("XL203", at, found=raw))
    return None


def _number(raw: Raw, at: Location, report: Report) -> float | None:
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return raw
    report(issue("XL208", at, found=_shown(raw)))
    return None


def _flag(raw: Raw, at: Location, report: Report) -> bool | None:
    value = raw.lower() if isinstance(raw, str) else raw
    if value not in _FLAGS or isinstance(value, float | datetime.date):
        report(issue("XL205", at, found=_shown(raw), codes="yes, no", near=""))
        return None
    return _FLAGS[value]


def _text(raw: Raw, rule: Rule, unit: str, at: Location, report: Report) -> Piece | None:
    if isinstance(raw, datetime.date):
        report(issue("XL216", at, found=_shown(raw)))
        return None
    content = parsed(_shown(raw), at, report, pattern=rule.kind is Kind.PATTERN)
    for inline in inlines(content):
        # The body of a footnote is a line of a fragment; a cell has no room for one.
        if isinstance(inline, Note):
            report(issue("XL219", at, found=f"[^{inline.unit}]"))
    if rule.number_free and (found := _TYPED_NUMBER.match(_shown(raw))):
        report(issue("XL220", at, found=found[0].strip(), put=_shown(raw)[found.end() :].strip()))
    return Piece(unit, content)


def _code(raw: Raw, rule: Rule, at: Location, report: Report) -> str | Name | None:
    if isinstance(raw, datetime.date):
        report(issue("XL207", at, found=raw.isoformat(), typed=f"{raw.day}/{raw.month}"))
        return None
    code = _shown(raw).strip()
    if rule.kind is Kind.ADDRESS and not is_address(code):
        report(issue("TX216", at, url=code))
        return None
    if rule.codes and code not in rule.codes:
        near = nearest(code.lower(), rule.codes)
        report(issue("XL205", at, found=code, codes=", ".join(rule.codes), near=near, put=near or None))
        return None
    if rule.names:
        code, _, form = code.partition(":")
        return Name(rule.names, code.strip(), form.strip())
    return code


def _shown(raw: Raw) -> str:
    if isinstance(raw, datetime.date):
        return raw.isoformat()
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    # Excel shows TRUE, not True.
    return str(raw).upper() if isinstance(raw, bool) else str(raw)
