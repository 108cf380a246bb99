"""The style of every paragraph of a document, in the order in which they are written: what it is and what stands around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import assert_never

from pipeline.model.blocks import (
    Agenda,
    AgendaLevel,
    Annex,
    Block,
    BoxField,
    Document,
    Entry,
    Enumeration,
    Marker,
    Paragraph,
    Rule,
    Section,
    Table,
)
from pipeline.write.styles import Role

_ENUMS = (Role.ENUM_1, Role.ENUM_2, Role.ENUM_3)
_HEADINGS = (Role.HEADING_1, Role.HEADING_2, Role.HEADING_3)
_AGENDA = {
    AgendaLevel.PART: Role.AGENDA_PART,
    AgendaLevel.ITEM: Role.AGENDA_ITEM,
    AgendaLevel.SUB: Role.AGENDA_SUB,
}
_TOGETHER = 10
"""The rows of a table that is kept on one page; a longer one breaks between rows and repeats its header."""
LEADS = ("", "\t")
"""What may stand before the text of a paragraph."""


@dataclass(frozen=True, slots=True)
class Placing:
    """A paragraph's style, what stands before its text, and whether it stays on one page with the next."""

    role: Role
    lead: str = ""
    keep_next: bool = False


def placings(document: Document) -> list[Placing]:
    """Those of the sections and annexes of one state; the last text stays with what the template has after it."""
    made = list(_blocks(document.body))
    for annex in document.annexes:
        made += _annex(annex)
    last = next((at for at in range(len(made) - 1, -1, -1) if made[at].role not in (Role.RULE, Role.ANNEX_NUMBER)), None)
    if last is not None:
        made[last] = replace(made[last], keep_next=True)
    return made


def box_placings(fields: Sequence[BoxField]) -> list[Placing]:
    """Those of the fields of the summary box."""
    return [placing for field in fields for placing in (Placing(Role.BOX_HEAD), *_blocks(field.blocks))]


def _annex(annex: Annex) -> Iterator[Placing]:
    yield Placing(Role.ANNEX_NUMBER)
    yield Placing(Role.ANNEX_TITLE)
    yield from _blocks(annex.blocks, first=Role.AFTER_TITLE)


def _blocks(blocks: Sequence[Block], *, first: Role | None = None, depth: int = 1) -> Iterator[Placing]:
    """Those of blocks; `first` is the style of a plain paragraph that comes first."""
    for at, (block, after) in enumerate(pairwise((*blocks, None))):
        match block:
            case Paragraph():
                yield _paragraph(block, after, first if at == 0 else None)
            case Enumeration():
                yield from _enumeration(block, 0)
            case Rule():
                yield Placing(Role.RULE)
            case Table():
                yield from _table(block)
            case Agenda(lines):
                yield from (Placing(_AGENDA[line.level], _tab(line.label)) for line in lines)
            case Section():
                yield from _section(block, depth)
            case None:
                pass
            case _:
                assert_never(block)


def _section(section: Section, depth: int) -> Iterator[Placing]:
    if section.content:
        if section.label:
            role = _HEADINGS[min(depth, len(_HEADINGS)) - 1]
        else:
            role = Role.HEADING_BOLD if depth == 1 else Role.HEADING_ITALIC
        yield Placing(role, _tab(section.label))
        depth += 1
    yield from _blocks(section.blocks, depth=depth)


def _paragraph(paragraph: Paragraph, after: Block | None, first: Role | None) -> Placing:
    if paragraph.indented:
        return _continued(0)
    role = Role.BEFORE_TABLE if isinstance(after, Table) else first or Role.NORMAL
    return Placing(role, _tab(paragraph.label), keep_next=isinstance(after, Enumeration))


def _continued(level: int) -> Placing:
    """A continuation: the tab takes its first line to the text of the entry it belongs to."""
    return Placing(_enum(level), "\t")


def _enumeration(enumeration: Enumeration, level: int) -> Iterator[Placing]:
    for entry in enumeration.entries:
        yield Placing(_enum(level), "\t" if entry.marker is Marker.TERM else _tab(entry.label))
        yield from _under(entry, level)


def _under(entry: Entry, level: int) -> Iterator[Placing]:
    for block in entry.blocks:
        match block:
            case Enumeration():
                yield from _enumeration(block, level + 1)
            case Paragraph():
                yield _continued(level)
            case _:
                yield from _blocks((block,))


def _table(table: Table) -> Iterator[Placing]:
    yield from (Placing(Role.TABLE_HEAD) for _ in table.head)
    last = Placing(Role.TABLE_TEXT)
    text = Placing(Role.TABLE_TEXT, keep_next=True) if len(table.rows) <= _TOGETHER else last
    for at, row in enumerate(table.rows, 1):
        yield from [text if at < len(table.rows) else last] * len(row.cells)


def _tab(label: str) -> str:
    return "\t" if label else ""


def _enum(level: int) -> Role:
    return _ENUMS[min(level, len(_ENUMS) - 1)]
