"""The draft agenda out of the `agenda` sheet: parts, their items, the items' sub-items, each in its order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.issues import Report, issue
from pipeline.model.blocks import Agenda, AgendaLevel, AgendaLine
from pipeline.model.inlines import Content, Label, Piece
from pipeline.model.records import Record, Sheet

_UNDER = {AgendaLevel.PART: (), AgendaLevel.ITEM: (AgendaLevel.PART,), AgendaLevel.SUB: (AgendaLevel.ITEM,)}


def agenda_of(sheet: Sheet, report: Report) -> Agenda:
    """The agenda. Reports XL212 for a line under one that cannot hold it (a sub-item under a part)."""
    levels = {record.id: AgendaLevel(record.code("level")) for record in sheet if record.code("level")}
    for record in sheet:
        parent, level = record.code("parent"), levels.get(record.id)
        if level is AgendaLevel.SUB and not parent:
            report(issue("XL201", record.at("parent"), column="parent"))
        elif parent in levels and level is not None and levels[parent] not in _UNDER[level]:
            report(issue("XL212", record.at("parent"), found=parent, near=""))
    below: dict[str, list[Record]] = {}
    for record in sheet:
        if record.id in levels:
            below.setdefault(record.code("parent"), []).append(record)
    return Agenda(tuple(_below("", below, levels)))


def _below(parent: str, below: Mapping[str, Sequence[Record]], levels: Mapping[str, AgendaLevel]) -> Iterator[AgendaLine]:
    for record in below.get(parent, ()):
        places = tuple(record.at(name) for name in ("label", "note") if record.value(name) is not None)
        yield AgendaLine(
            f"agenda.{record.id}", levels[record.id], _content(record), location=record.at("label"), sources=places
        )
        yield from _below(record.id, below, levels)


def _content(record: Record) -> Content:
    label, note = record.value("label"), record.value("note")
    if isinstance(label, Piece) and isinstance(note, Piece):
        return (Label("agenda.noted", (("label", label), ("note", note))),)
    return (label,) if isinstance(label, Piece) else ()
