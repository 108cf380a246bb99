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
from pipeline.model.tracked import Added, Change, Removed, Was
from pipeline.review.changes import Kind, in_place
from pipeline.review.site.marking import html

_SHIFTED = Kind.RENUMBERED.value
Standing = Added | Removed | None
"""In which state only a node stands where it does; None for both."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text in one language as a page shows it: number, words, "changed" or "renumbered" where a redline does that to it."""

    unit: str
    label: Markup
    words: Markup
    change: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """One row of a page in one language: a text, or a table of texts; `key` finds its like in the other language.

    `units` are those that it has texts of in the new state.
    """

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
        return "" if not changes else _SHIFTED if changes == {_SHIFTED} else Kind.CHANGED.value


def places(document: Document, tags: Mapping[str, str], *, named: bool) -> tuple[Place, ...]:
    """The rows of a settled or redlined document, in reading order; notes can be linked to where they are `named`."""
    return tuple(_Rows(tags, named).of(document))


@dataclass(frozen=True, slots=True)
class _Rows:
    tags: Mapping[str, str]
    named: bool

    def of(self, document: Document) -> Iterator[Place]:
        for line in document.lines:
            if line.content or line.change:
                yield self._carrier(line, f"line slot-{line.slot}", 0, None)
        for box in document.box:
            yield self._carrier(box, "box-label", 0, None)
            yield from self._blocks(box.blocks, 0, _standing(box.change, None), "box")
        yield from self._blocks(document.body, 0, None, "body")
        for annex in document.annexes:
            yield self._carrier(annex, "annex", 0, None)
            yield from self._blocks(annex.blocks, 0, _standing(annex.change, None), annex.unit)

    def _blocks(self, blocks: Sequence[Block], depth: int, above: Standing, home: str) -> Iterator[Place]:
        for at, block in enumerate(blocks):
            change = _standing(block.change, above)
            here = f"{home} {at}"
            match block:
                case Paragraph():
                    yield self._carrier(block, "paragraph", depth + block.indented, above, here)
                case Enumeration(entries):
                    yield from self._entries(entries, depth + 1, change, here)
                case Rule():
                    yield Place(_key(here, change), "rule", depth)
                case Table():
                    yield self._table(block, depth, change)
                case Agenda(lines):
                    yield from (self._agenda(line, depth, change) for line in lines)
                case Section():
                    if block.content or block.change:
                        yield self._carrier(block, f"heading h{min(depth + 2, 6)}", depth, above, here)
                    yield from self._blocks(block.blocks, depth, change, block.unit or here)
                case _:
                    assert_never(block)

    def _entries(self, entries: Sequence[Entry], depth: int, above: Standing, home: str) -> Iterator[Place]:
        for at, entry in enumerate(entries):
            here = f"{home} {at}"
            yield self._carrier(entry, "entry", depth, above, here)
            yield from self._blocks(entry.blocks, depth, _standing(entry.change, above), entry.unit or here)

    def _agenda(self, line: AgendaLine, depth: int, above: Standing) -> Place:
        kind = "part" if line.level is AgendaLevel.PART else "entry"
        return self._carrier(line, f"agenda {kind}", depth + (line.level is AgendaLevel.SUB), above)

    def _table(self, table: Table, depth: int, above: Standing) -> Place:
        rows: list[tuple[Sequence[Cell], Standing]] = [(table.head, above)] if table.head else []
        rows += [(row.cells, _standing(row.change, above)) for row in table.rows]
        made = tuple(tuple(self._text(cell, change) for cell in cells) for cells, change in rows)
        units = tuple(
            cell.unit for cells, change in rows for cell in cells if not isinstance(_standing(cell.change, change), Removed)
        )
        return Place(_key(table.id, above), "table", depth, table=made, head=bool(table.head), units=units)

    def _carrier(self, carrier: Carrier, kind: str, depth: int, above: Standing, here: str = "") -> Place:
        """The row of a text; one without a unit is known by where it stands, `here`."""
        standing = _standing(carrier.change, above)
        units = () if isinstance(standing, Removed) or not carrier.unit else (carrier.unit,)
        return Place(_key(carrier.unit or here, standing), kind, depth, self._text(carrier, above), units=units)

    def _text(self, carrier: Carrier, above: Standing) -> Text:
        standing = _standing(carrier.change, above)
        named = self.named and not isinstance(standing, Removed)
        words, label = html(carrier.content, self.tags, named=named), _label(carrier)
        match standing:
            case Added():
                mark = Markup("<ins>{}</ins>")
            case Removed():
                mark = Markup("<del>{}</del>")
            case None:
                kind = in_place(carrier)
                return Text(carrier.unit, label, words, kind.value if kind else "")
        return Text(carrier.unit, label and mark.format(label), mark.format(words), Kind.CHANGED.value)


def _standing(change: Change | None, above: Standing) -> Standing:
    return change if isinstance(change, Added | Removed) else above


def _label(carrier: Carrier) -> Markup:
    new = str(getattr(carrier, "label", ""))
    if isinstance(carrier.change, Was):
        old = str(getattr(carrier.change.node, "label", ""))
        if old != new:
            gone = Markup("<del>{}</del>").format(old) if old else Markup("")
            return gone + (Markup("<ins>{}</ins>").format(new) if new else Markup(""))
    return escape(new)


def _key(unit: str, standing: Standing) -> str:
    # What moved stands twice in a redline, once in each of its places.
    return f"{unit} removed" if isinstance(standing, Removed) else unit


def title(document: Document) -> str:
    """The title of a document as plain text."""
    return next((plain(line.content) for line in document.lines if line.slot == "title"), document.symbol)
