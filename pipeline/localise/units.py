"""The units of a document that translators translate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.issues import Location
from pipeline.model.blocks import Document
from pipeline.model.inlines import Choice, Composed, Content, Fields, Label, Note, Piece
from pipeline.model.marked import marked
from pipeline.model.walk import carriers, inlines

OF_THE_PACK = ("label.", "line.")
"""How the ids begin of what a language pack words, in whatever document."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A text with an id, in the language of the document, and where it stands."""

    id: str
    content: Content
    location: Location | None


def units_of(document: Document) -> Iterator[Unit]:
    """Each unit once, where it is first read; a footnote's body comes after the text that calls it."""
    units = _Units()
    for carrier in carriers(document):
        units.add(carrier.unit, carrier.content, carrier.location)
    yield from units.found.values()


def typed(units: Iterable[Unit]) -> Mapping[str, str]:
    """Units as they are typed, by their ids."""
    return {unit.id: marked(unit.content) for unit in units}


class _Units:
    """The units that were found so far, in reading order."""

    def __init__(self) -> None:
        self.found: dict[str, Unit] = {}

    def add(self, id_: str, content: Content, location: Location | None) -> None:
        """All that a text has in it: itself, or what it is composed of."""
        match content[0] if len(content) == 1 else None:
            case Piece(unit, inner):
                self.add(unit, inner, location)
            case Composed(unit, pattern, fields):
                self._add(unit, pattern, location)
                self._add_fields(fields, location)
            case Label(_, fields):
                self._add_fields(fields, location)
            case _ if content and id_ and not id_.startswith(OF_THE_PACK):
                self._add(id_, content, location)
                for inline in inlines(content):
                    if isinstance(inline, Note):
                        self._add(inline.unit, inline.content, inline.location or location)
                    elif isinstance(inline, Piece):
                        self._add(inline.unit, inline.content, location)
            case _:
                pass

    def _add(self, id_: str, content: Content, location: Location | None) -> None:
        if id_ not in self.found:
            self.found[id_] = Unit(id_, content, location)

    def _add_fields(self, fields: Fields, location: Location | None) -> None:
        for _, value in fields:
            match value:
                case Piece():
                    self.add(value.unit, value.content, location)
                case Choice():
                    for _, piece in value.forms:
                        self.add(piece.unit, piece.content, location)
                case _:
                    pass
