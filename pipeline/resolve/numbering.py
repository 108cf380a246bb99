"""Every number of a document, decided here and nowhere else.

Sections that are numbered count within their parent; numbered paragraphs count on in their section (2.4), or through the
document where their section has no number. Entries count in their list. Agenda items count through the parts, parts in Roman
capitals, sub-items in their item. Each annex counts anew.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar, assert_never

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
from pipeline.model.remade import remade
from pipeline.resolve.signs import roman, sign

T = TypeVar("T", BoxField, Annex)
Mark = Callable[[str, str, int], str]
"""A list label of the language: `mark("LETTER", "a", 1)` is `a)`."""


def numbered(document: Document, mark: Mark) -> Document:
    """The document with every `label` filled."""
    counter = _Counter("")
    return replace(
        document,
        box=tuple(_under(box, _Counter(""), mark) for box in document.box),
        body=tuple(_section(section, counter, mark) for section in document.body),
        annexes=tuple(
            _under(remade(annex, number=number if len(document.annexes) > 1 else 0), _Counter(""), mark)
            for number, annex in enumerate(document.annexes, 1)
        ),
    )


class _Counter:
    """How far the numbers below one prefix have come; `depths` counts the components below it."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.depths: list[int] = []

    @property
    def level(self) -> int:
        """How many components the prefix has: a claim must have more of them."""
        return self.prefix.count(".") + 1 if self.prefix else 0

    def next(self, depth: int = 1) -> str:
        """The next number with `depth` components below the prefix."""
        self.depths = [*self.depths[:depth], *([0] * (depth - len(self.depths)))]
        self.depths[depth - 1] += 1
        return ".".join(filter(None, (self.prefix, *map(str, self.depths))))


def _section(section: Section, counter: _Counter, mark: Mark) -> Section:
    if section.numbered:
        label = counter.next()
        return remade(section, label=label, blocks=_blocks(section.blocks, _Counter(label), mark))
    return remade(section, blocks=_blocks(section.blocks, counter, mark))


def _under(node: T, counter: _Counter, mark: Mark) -> T:
    return remade(node, blocks=_blocks(node.blocks, counter, mark))


def _blocks(blocks: tuple[Block, ...], counter: _Counter, mark: Mark) -> tuple[Block, ...]:
    return tuple([_block(block, counter, mark) for block in blocks])


def _block(block: Block, counter: _Counter, mark: Mark) -> Block:
    match block:
        case Paragraph():
            depth = block.depth and block.depth - counter.level
            return remade(block, label=counter.next(min(depth, len(counter.depths) + 1))) if depth > 0 else block
        case Enumeration(entries):
            return Enumeration(_entries(entries, mark))
        case Section():
            return _section(block, counter, mark)
        case Agenda():
            return _agenda(block, mark)
        case Rule() | Table():
            return block
        case _:
            assert_never(block)


def _entries(entries: tuple[Entry, ...], mark: Mark) -> tuple[Entry, ...]:
    counts: dict[Marker, int] = {}
    made: list[Entry] = []
    for entry in entries:
        marker = entry.marker
        counts[marker] = count = counts.get(marker, 0) + 1
        below = tuple([_block(block, _Counter(""), mark) for block in entry.blocks])
        made.append(remade(entry, label=mark(marker.name, sign(marker, count), count), blocks=below))
    return tuple(made)


def _agenda(agenda: Agenda, mark: Mark) -> Agenda:
    counts = dict.fromkeys(AgendaLevel, 0)
    made = []
    for line in agenda.lines:
        counts[line.level] += 1
        match line.level:
            case AgendaLevel.PART:
                label = roman(counts[line.level]).upper()
            case AgendaLevel.ITEM:
                label = str(counts[line.level])
                counts[AgendaLevel.SUB] = 0
            case AgendaLevel.SUB:
                label = mark(Marker.LETTER.name, sign(Marker.LETTER, counts[line.level]), counts[line.level])
            case _:
                assert_never(line.level)
        made.append(remade(line, label=label))
    return Agenda(tuple(made))
