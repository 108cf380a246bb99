"""The structure of a document in two languages: the same sections, numbers, levels, tables and notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import assert_never

from pipeline.issues import Issue, Location, issue
from pipeline.model.blocks import (
    Agenda,
    AgendaLevel,
    AgendaLine,
    Annex,
    BoxField,
    Cell,
    Document,
    Entry,
    Enumeration,
    Line,
    Node,
    Paragraph,
    Row,
    Rule,
    Section,
    Table,
)
from pipeline.model.inlines import Content, Note, Text
from pipeline.model.walk import inlines


def structure_issues(source: Document, document: Document, at: Location) -> Iterator[Issue]:
    """TR223: where two settled documents are first built in another way."""
    before, after = structure(source), structure(document)
    if before != after:
        expected, found = next(pair for pair in zip_longest(before, after, fillvalue="–") if pair[0] != pair[1])
        yield issue("TR223", at, lang=document.language, expected=_without_depth(expected), found=_without_depth(found))


def _without_depth(built: str) -> str:
    return built.split(" ", 1)[-1]


def structure(document: Document) -> list[str]:
    """All that a settled document is built of, a line each: kind, unit, number, size, footnotes; no word of a language."""
    made: list[str] = []
    for nodes in (document.lines, document.box, document.body, document.annexes):
        _gather(nodes, 0, made)
    return made


def _gather(nodes: Iterable[Node], depth: int, made: list[str]) -> None:
    for node in nodes:
        match node:
            case Cell(unit):
                made.append(_line(depth, "cell", unit, node.content))
            case Paragraph(unit):
                made.append(_line(depth, f"{'indented ' if node.indented else ''}paragraph {node.label}", unit, node.content))
            case Line(unit, slot):
                made.append(_line(depth, f"line {slot}", unit, node.content))
            case Section(unit):
                made.append(_line(depth, f"section {node.label}", unit, node.content))
                _gather(node.blocks, depth + 1, made)
            case BoxField(unit):
                made.append(_line(depth, "field", unit, node.content))
                _gather(node.blocks, depth + 1, made)
            case Annex(unit):
                # The label of an annex is words; its number is not.
                made.append(_line(depth, f"annex {node.number}", unit, node.content))
                _gather(node.blocks, depth + 1, made)
            case Enumeration(entries):
                made.append(f"{depth} list {len(entries)}")
                _gather(entries, depth + 1, made)
            case Entry(unit, marker):
                # A language may have letters of its own for a list, as for the lower lines of an agenda.
                made.append(_line(depth, f"entry {marker.name}", unit, node.content))
                _gather(node.blocks, depth + 1, made)
            case Table(id_, widths):
                made.append(f"{depth} table {id_} {len(node.rows)}x{len(widths)} head={len(node.head)}")
                _gather(node.head, depth + 1, made)
                _gather(node.rows, depth + 1, made)
            case Row(id_, cells):
                made.append(f"{depth} row {id_} {len(cells)}")
                _gather(cells, depth + 1, made)
            case Agenda(lines):
                made.append(f"{depth} agenda {len(lines)}")
                _gather(lines, depth + 1, made)
            case AgendaLine(unit, level):
                counted = node.label if level is AgendaLevel.ITEM else ""
                made.append(_line(depth, f"agenda {level.value} {counted}", unit, node.content))
            case Rule():
                made.append(f"{depth} rule")
            case _:
                assert_never(node)


def _line(depth: int, built: str, unit: str, content: Content) -> str:
    if len(content) == 1 and isinstance(content[0], Text):
        return f"{depth} {built} {unit}"
    notes = sorted(inline.unit for inline in inlines(content) if isinstance(inline, Note))
    return " ".join((str(depth), built, unit, *notes))
