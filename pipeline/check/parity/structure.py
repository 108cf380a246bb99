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
    for expected, found in zip_longest(structure(source), structure(document), fillvalue="–"):
        if expected != found:
            yield issue("TR223", at, lang=document.language, expected=_without_depth(expected), found=_without_depth(found))
            return


def _without_depth(built: str) -> str:
    return built.split(" ", 1)[-1]


def structure(document: Document) -> Iterator[str]:
    """All that a settled document is built of, a line each: kind, unit, number, size, footnotes; no word of a language."""
    for nodes in (document.lines, document.box, document.body, document.annexes):
        yield from _all(nodes, 0)


def _all(nodes: Iterable[Node], depth: int) -> Iterator[str]:
    for node in nodes:
        yield from _built(node, depth)


def _built(node: Node, depth: int) -> Iterator[str]:
    match node:
        case Line(unit, slot):
            yield _line(depth, f"line {slot}", unit, node.content)
        case Paragraph(unit):
            yield _line(depth, f"{'indented ' if node.indented else ''}paragraph {node.label}", unit, node.content)
        case Section(unit):
            yield _line(depth, f"section {node.label}", unit, node.content)
            yield from _all(node.blocks, depth + 1)
        case BoxField(unit):
            yield _line(depth, "field", unit, node.content)
            yield from _all(node.blocks, depth + 1)
        case Annex(unit):
            # The label of an annex is words; its number is not.
            yield _line(depth, f"annex {node.number}", unit, node.content)
            yield from _all(node.blocks, depth + 1)
        case Enumeration(entries):
            yield f"{depth} list {len(entries)}"
            yield from _all(entries, depth + 1)
        case Entry(unit, marker):
            # A language may have letters of its own for a list, as for the lower lines of an agenda.
            yield _line(depth, f"entry {marker.name}", unit, node.content)
            yield from _all(node.blocks, depth + 1)
        case Table(id_, widths):
            yield f"{depth} table {id_} {len(node.rows)}x{len(widths)} head={len(node.head)}"
            yield from _all(node.head, depth + 1)
            yield from _all(node.rows, depth + 1)
        case Row(id_, cells):
            yield f"{depth} row {id_} {len(cells)}"
            yield from _all(cells, depth + 1)
        case Cell(unit):
            yield _line(depth, "cell", unit, node.content)
        case Agenda(lines):
            yield f"{depth} agenda {len(lines)}"
            yield from _all(lines, depth + 1)
        case AgendaLine(unit, level):
            counted = node.label if level is AgendaLevel.ITEM else ""
            yield _line(depth, f"agenda {level.value} {counted}", unit, node.content)
        case Rule():
            yield f"{depth} rule"
        case _:
            assert_never(node)


def _line(depth: int, built: str, unit: str, content: Content) -> str:
    if len(content) == 1 and isinstance(content[0], Text):
        return f"{depth} {built} {unit}"
    notes = sorted(inline.unit for inline in inlines(content) if isinstance(inline, Note))
    return " ".join((str(depth), built, unit, *notes))
