"""The units of a document that translators translate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.issues import Location
from pipeline.model.blocks import Document
from pipeline.model.inlines import Choice, Composed, Content, Fields, Label, Note, Piece
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
    seen: set[str] = set()
    for carrier in carriers(document):
        for unit in _units(carrier.unit, carrier.content, carrier.location):
            if unit.id not in seen:
                seen.add(unit.id)
                yield unit


def _units(id_: str, content: Content, location: Location | None) -> Iterator[Unit]:
    match content:
        case ():
            return
        case (Composed(unit, pattern, fields),):
            yield Unit(unit, pattern, location)
            yield from _in_fields(fields, location)
        case (Label(_, fields),):
            yield from _in_fields(fields, location)
        case (Piece(unit, inner),):
            yield from _units(unit, inner, location)
        case _ if id_ and not id_.startswith(OF_THE_PACK):
            yield Unit(id_, content, location)
            for inline in inlines(content):
                if isinstance(inline, Note):
                    yield Unit(inline.unit, inline.content, inline.location or location)
                elif isinstance(inline, Piece):
                    yield Unit(inline.unit, inline.content, location)
        case _:
            return


def _in_fields(fields: Fields, location: Location | None) -> Iterator[Unit]:
    for _, value in fields:
        match value:
            case Piece(unit, inner):
                yield from _units(unit, inner, location)
            case Choice(forms):
                for _, piece in forms:
                    yield from _units(piece.unit, piece.content, location)
            case _:
                pass
