"""What stands on a page of the review site: the texts of a document in its language and in another, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import assert_never

from markupsafe import Markup, escape

from pipeline.model.blocks import (
    Agenda,
    AgendaLevel,
    AgendaLine,
    Block,
    Carrier,
    Cell,
    Document,
    Entry,
    Enumeration,
    Paragraph,
    Rule,
    Section,
    Table,
)
from pipeline.model.plain import plain
from pipeline.model.tracked import Change, Removed, Was
from pipeline.review.changes import ADDED, CHANGED, MOVED_AWAY, MOVED_HERE, REMOVED, RENUMBERED, kind_of, standing
from pipeline.review.site.marking import html


@dataclass(frozen=True, slots=True)
class Text:
    """A text in one language as a page shows it: number, words, whether a redline changes it, and how."""

    unit: str
    label: Markup
    words: Markup
    change: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """One row of a page in one language: a text, or a table of texts; `key` finds its like in the other language."""

    key: str
    kind: str
    depth: int
    text: Text | None = None
    table: tuple[tuple[Text, ...], ...] = ()
    head: bool = False
    units: tuple[str, ...] = field(default=())

    @property
    def change(self) -> str:
        """What a redline changes in it: "changed", "renumbered" where only numbers shifted, or nothing."""
        texts = [self.text] if self.text else [text for row in self.table for text in row]
        changes = {text.change for text in texts} - {""}
        return "" if not changes else RENUMBERED if changes == {RENUMBERED} else CHANGED


def places(document: Document, tags: Mapping[str, str]) -> tuple[Place, ...]:
    """The rows of a settled or redlined document, in reading order."""
    return tuple(_Rows(tags).of(document))


@dataclass(frozen=True, slots=True)
class _Rows:
    tags: Mapping[str, str]

    def of(self, document: Document) -> Iterator[Place]:
        for line in document.lines:
            if line.content or line.change:
                yield self._carrier(line, f"line slot-{line.slot}", 0, "")
        for box in document.box:
            yield self._carrier(box, "box-label", 0, "")
            yield from self._blocks(box.blocks, 0, standing(box.change, ""), "box")
        yield from self._blocks(document.body, 0, "", "body")
        for annex in document.annexes:
            yield self._carrier(annex, "annex", 0, "")
            yield from self._blocks(annex.blocks, 0, standing(annex.change, ""), annex.unit)

    def _blocks(self, blocks: Sequence[Block], depth: int, above: str, home: str) -> Iterator[Place]:
        for at, block in enumerate(blocks):
            change = standing(block.change, above)
            match block:
                case Paragraph():
                    yield self._carrier(block, "paragraph", depth + block.indented, above)
                case Enumeration(entries):
                    yield from self._entries(entries, depth + 1, change)
                case Rule():
                    yield Place(f"{home} rule {at}", "rule", depth)
                case Table():
                    yield self._table(block, depth, change)
                case Agenda(lines):
                    yield from (self._agenda(line, depth, change) for line in lines)
                case Section():
                    if block.content or block.change:
                        yield self._carrier(block, f"heading h{min(depth + 2, 6)}", depth, above)
                    yield from self._blocks(block.blocks, depth, change, block.unit)
                case _:
                    assert_never(block)

    def _entries(self, entries: Sequence[Entry], depth: int, above: str) -> Iterator[Place]:
        for entry in entries:
            yield self._carrier(entry, "entry", depth, above)
            yield from self._blocks(entry.blocks, depth, standing(entry.change, above), entry.unit)

    def _agenda(self, line: AgendaLine, depth: int, above: str) -> Place:
        kind = "part" if line.level is AgendaLevel.PART else "entry"
        return self._carrier(line, f"agenda {kind}", depth + (line.level is AgendaLevel.SUB), above)

    def _table(self, table: Table, depth: int, above: str) -> Place:
        rows: list[tuple[Sequence[Cell], str]] = [(table.head, above)] if table.head else []
        rows += [(row.cells, standing(row.change, above)) for row in table.rows]
        made = tuple(tuple(self._text(cell, change) for cell in cells) for cells, change in rows)
        units = tuple(cell.unit for cells, _ in rows for cell in cells)
        return Place(_key(table.id, table.change), "table", depth, table=made, head=bool(table.head), units=units)

    def _carrier(self, carrier: Carrier, kind: str, depth: int, above: str) -> Place:
        text = self._text(carrier, above)
        return Place(_key(carrier.unit, carrier.change), kind, depth, text, units=(carrier.unit,))

    def _text(self, carrier: Carrier, above: str) -> Text:
        change = kind_of(carrier, above)
        words, label = html(carrier.content, self.tags), _label(carrier)
        if change in (ADDED, MOVED_HERE):
            words, label = Markup("<ins>{}</ins>").format(words), label and Markup("<ins>{}</ins>").format(label)
        elif change in (REMOVED, MOVED_AWAY):
            words, label = Markup("<del>{}</del>").format(words), label and Markup("<del>{}</del>").format(label)
        return Text(carrier.unit, label, words, change)


def _label(carrier: Carrier) -> Markup:
    new = str(getattr(carrier, "label", ""))
    if isinstance(carrier.change, Was):
        old = str(getattr(carrier.change.node, "label", ""))
        if old != new:
            gone = Markup("<del>{}</del>").format(old) if old else Markup("")
            return gone + (Markup("<ins>{}</ins>").format(new) if new else Markup(""))
    return escape(new)


def _key(unit: str, change: Change | None) -> str:
    # A node that moved stands twice in a redline, once in each of its places.
    return f"{unit} removed" if isinstance(change, Removed) else unit


def title(document: Document) -> str:
    """The title of a document as plain text."""
    return next((plain(line.content) for line in document.lines if line.slot == "title"), document.symbol)
