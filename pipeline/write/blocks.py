"""Blocks into paragraphs and tables, with the template's named styles; of a redlined document, those of both its states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import assert_never

from pipeline.model.blocks import (
    Agenda,
    Annex,
    Block,
    BoxField,
    Carrier,
    Document,
    Entry,
    Enumeration,
    Paragraph,
    Rule,
    Section,
    Table,
)
from pipeline.model.states import text_state
from pipeline.wml.track import Track
from pipeline.write.paragraphs import Paragraphs
from pipeline.write.placing import box_placings, placings
from pipeline.write.story import Story
from pipeline.write.tables import table
from pipeline.write.within import DELETED, INSERTED, KEPT, Within


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, paragraphs and tables, and whether there is anything in the new state and in the old one."""

    xml: str
    in_new: bool
    in_old: bool


@dataclass(frozen=True, slots=True)
class _Piece:
    """A paragraph or a table, and how it is tracked."""

    xml: str
    track: Track
    is_table: bool = False


def body(document: Document, states: tuple[Document, Document], story: Story, width: int) -> Written:
    """The sections and annexes; `states` are the new and the old one, `width` is that of the text, in twips."""
    new = placings(states[0])
    old = new if states[1] is states[0] else placings(states[1])
    writer = _Writer(Paragraphs(story, new, old), width)
    made = [*writer.blocks(document.body, KEPT), *(piece for annex in document.annexes for piece in writer.annex(annex))]
    # What the template has before the body may be a table: the box.
    return _written(_parted(made, writer.paragraphs, after_table=True))


def box(document: Document, states: tuple[Document, Document], story: Story, width: int) -> Written:
    """The fields of the summary box, for the inside of its cell, which may not end in a table (17.4.66); nothing for no field."""
    writer = _Writer(Paragraphs(story, *(box_placings(state.box) for state in states)), width)
    made = [piece for field in document.box for piece in writer.field(field)]
    return _written(_ended(_parted(made, writer.paragraphs, after_table=False), writer.paragraphs))


def _written(pieces: Iterable[_Piece]) -> Written:
    made = list(pieces)
    tracks = {piece.track for piece in made}
    xml = "".join(piece.xml for piece in made)
    return Written(xml, any(track.in_new for track in tracks), any(track.in_old for track in tracks))


def _parted(pieces: Iterable[_Piece], paragraphs: Paragraphs, *, after_table: bool) -> Iterator[_Piece]:
    """The paragraphs and tables with a paragraph between two tables of a state, of which Word would make one."""
    new = old = after_table
    for piece in pieces:
        if track := _track(
            new=piece.is_table and piece.track.in_new and new, old=piece.is_table and piece.track.in_old and old
        ):
            yield _Piece(paragraphs.empty(track), track)
        yield piece
        new = piece.is_table if piece.track.in_new else new
        old = piece.is_table if piece.track.in_old else old


def _ended(pieces: Iterable[_Piece], paragraphs: Paragraphs) -> Iterator[_Piece]:
    """The paragraphs and tables with a paragraph at the end of a state that ends in a table."""
    new = old = False
    for piece in pieces:
        yield piece
        new = piece.is_table if piece.track.in_new else new
        old = piece.is_table if piece.track.in_old else old
    if track := _track(new=new, old=old):
        yield _Piece(paragraphs.empty(track), track)


def _track(*, new: bool, old: bool) -> Track | None:
    """How something is tracked that one of the states has, or both; None where neither does."""
    if new:
        return Track.KEPT if old else Track.INSERTED
    return Track.DELETED if old else None


class _Writer:
    """Writes the blocks of one story."""

    def __init__(self, paragraphs: Paragraphs, width: int) -> None:
        self.paragraphs = paragraphs
        self._width = width

    def annex(self, annex: Annex) -> Iterator[_Piece]:
        within = KEPT.at(annex)
        yield _Piece(self.paragraphs.annex_label(annex, within), within.track)
        yield self._carrier(annex, within)
        yield from self.blocks(annex.blocks, within)

    def field(self, field: BoxField) -> Iterator[_Piece]:
        within = KEPT.at(field)
        yield self._carrier(field, within)
        yield from self.blocks(field.blocks, within)

    def blocks(self, blocks: Sequence[Block], around: Within) -> Iterator[_Piece]:
        """The paragraphs and tables of blocks."""
        for block in blocks:
            within = around.at(block)
            match block:
                case Paragraph():
                    yield self._carrier(block, within)
                case Enumeration(entries):
                    for entry in entries:
                        yield from self._entry(entry, within.at(entry))
                case Rule():
                    yield _Piece(self.paragraphs.rule(within), within.track)
                case Table():
                    yield _Piece(table(block, within, self.paragraphs, self._width), within.track, is_table=True)
                case Agenda(lines):
                    yield from (self._carrier(line, within.at(line)) for line in lines)
                case Section():
                    yield from self._heading(block, within)
                    yield from self.blocks(block.blocks, within)
                case _:
                    assert_never(block)

    def _entry(self, entry: Entry, within: Within) -> Iterator[_Piece]:
        yield self._carrier(entry, within)
        yield from self.blocks(entry.blocks, within)

    def _heading(self, section: Section, within: Within) -> Iterator[_Piece]:
        """The heading of a section, where it has one: a state without has no paragraph there."""
        new = within.track.in_new and bool(text_state(section.content, new=True))
        old = within.track.in_old and bool(text_state(section.content, new=False))
        if new and old:
            yield self._carrier(section, within)
        elif new or old:
            yield self._carrier(section, within if within.track is not Track.KEPT else INSERTED if new else DELETED)

    def _carrier(self, carrier: Carrier, within: Within) -> _Piece:
        return _Piece(self.paragraphs.carrier(carrier, within), within.track)
