"""Where each text comes from, and what a place in the sources touches: `why` and `impact`.

Both are read off the same origins: the places that a text was made from, in one language. Nothing is stored; what a draft
carries with it (its manifest) tells which unit is meant, the sources of today tell the places.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import assert_never

from pipeline.issues import Location
from pipeline.localise.catalogue import Catalogue
from pipeline.localise.pack import Pack, case_of
from pipeline.model.blocks import Annex, Carrier, Document, Line, Section
from pipeline.model.inlines import Choice, Composed, Content, Fields, Inline, Label, Note, Piece, Reference, Symbol, Value
from pipeline.model.records import Workbook
from pipeline.model.values import Day, Name, Number, Period, Typed
from pipeline.model.walk import carriers, carriers_below, inlines
from pipeline.read.wordings import FORMATS, LABELS, NAMES, PackFiles


class Role(Enum):
    """What a place gives to a text."""

    TEXT = "text"
    FACT = "fact"
    PATTERN = "pattern"
    CHOICE = "choice"
    REFERENCE = "reference"
    TARGET = "target"
    TRANSLATION = "translation"
    LABEL = "label"
    FORM = "form"
    NAME = "name"
    SLOT = "slot"


@dataclass(frozen=True, slots=True)
class Origin:
    """A place that a text was made from: a cell, a line, an entry of a catalogue or of a language pack, a slot of the template."""

    role: Role
    location: Location


@dataclass(frozen=True, slots=True)
class Sources:
    """What origins are looked up in: a document in one language, and the files that it was made from.

    `composed` has its texts by unit before they were made literal, where patterns, facts and labels stand by name. `catalogue` is None in the language that the document is written in.
    """

    composed: Mapping[str, Carrier]
    settled: Document
    workbook: Workbook
    catalogue: Catalogue | None
    pack: Pack
    files: PackFiles
    template: Path

    def cell(self, unit: str) -> Location | None:
        """The cell of a text unit `<sheet>.<row id>.<column>`, of a setting, or of the box field of a label."""
        sheet, _, rest = unit.partition(".")
        if sheet == "settings":
            column = self.workbook.settings.columns.get(rest)
            return column.location if column else None
        for record in self.workbook.sheet(sheet):
            if rest.startswith(f"{record.id}.") and (column := record.columns.get(rest.removeprefix(f"{record.id}."))):
                return column.location
        return None


@dataclass(frozen=True, slots=True)
class Touched:
    """A text that a place in the sources touches: directly where it is made of it, else by its place, order or number."""

    carrier: Carrier
    direct: bool


def origins(carrier: Carrier, sources: Sources) -> tuple[Origin, ...]:
    """The places that a carrier of the settled document was made from, each once, the text's own first.

    A footnote's origins are its own; those of the text that calls it do not count them.
    """
    made = _composed_like(carrier, sources)
    own = getattr(made, "sources", ()) or ((made.location,) if made.location else ())
    found = [Origin(Role.TEXT, location) for location in own]
    found += _of_unit(carrier.unit, sources)
    found += _of_content(made.content, sources)
    found += _of_printed(carrier.content, sources)
    if isinstance(carrier, Line):
        found.append(Origin(Role.SLOT, Location(sources.template, f"{{{{ {carrier.slot} }}}}")))
    return tuple(dict.fromkeys(found))


def note_origins(note: Note, sources: Sources) -> tuple[Origin, ...]:
    """The places that a footnote was made from."""
    own = [Origin(Role.TEXT, note.location)] if note.location else []
    return tuple(dict.fromkeys((*own, *_of_unit(note.unit, sources), *_of_printed(note.content, sources))))


def touched(place: Location, sources: Sources) -> Iterator[Touched]:
    """The texts of the settled document that a place touches, in reading order.

    The column of a place in a text file does not count, its line does. A cell that no text prints (an order, a parent, a filter)
    touches by place all that its row makes; that of a section, all that stands in it.
    """
    found = {carrier.unit: tuple(_with_notes(carrier, sources)) for carrier in carriers(sources.settled)}
    # What a cross reference points at gives it a number, and no word.
    direct = {
        unit
        for unit, every in found.items()
        if any(one.role is not Role.TARGET and _same(place, one.location) for one in every)
    }
    by_row = {unit for unit, every in found.items() if not direct and any(_same_row(place, one.location) for one in every)}
    for carrier in carriers(sources.settled):
        if carrier.unit in by_row and isinstance(carrier, Section | Annex):
            by_row |= {below.unit for below in carriers_below(carrier)}
        if carrier.unit in direct | by_row:
            yield Touched(carrier, carrier.unit in direct)


def _with_notes(carrier: Carrier, sources: Sources) -> Iterator[Origin]:
    yield from origins(carrier, sources)
    for inline in inlines(carrier.content):
        if isinstance(inline, Note):
            yield from note_origins(inline, sources)


def _composed_like(carrier: Carrier, sources: Sources) -> Carrier:
    """The same carrier before it was made literal: patterns, facts and labels still stand in it by name."""
    return sources.composed.get(carrier.unit, carrier)


def _of_unit(unit: str, sources: Sources) -> Iterator[Origin]:
    if unit.startswith("label."):
        yield from _of_pack(LABELS, unit.removeprefix("label."), Role.LABEL, sources)
    elif sources.catalogue and (entry := sources.catalogue.entries.get(unit)):
        yield Origin(Role.TRANSLATION, entry.location)


def _of_content(content: Content, sources: Sources) -> Iterator[Origin]:
    for inline in _without_notes(content):
        match inline:
            case Piece(unit):
                yield from _cell(Role.TEXT, unit, sources)
                yield from _of_unit(unit, sources)
            case Composed(unit, _, fields):
                yield from _cell(Role.PATTERN, unit, sources)
                yield from _of_unit(unit, sources)
                yield from _of_fields(fields, sources)
            case Label(key, fields):
                yield from _of_pack(LABELS, key, Role.LABEL, sources)
                yield from _of_fields(fields, sources)
            case Value(name):
                yield from _of_fact(name, sources)
            case Symbol(text):
                yield from _of_row("references", "symbol", text, Role.REFERENCE, sources)
            case Reference(target):
                yield from _of_target(target, sources)
            case _:
                pass


def _of_fields(fields: Fields, sources: Sources) -> Iterator[Origin]:
    for _, value in fields:
        match value:
            case Choice(forms):
                for _, piece in forms:
                    yield from _cell(Role.CHOICE, piece.unit, sources)
                    yield from _of_unit(piece.unit, sources)
            case _:
                yield from _of_content((value,), sources)


def _of_printed(content: Content, sources: Sources) -> Iterator[Origin]:
    """What the language pack printed: the pattern of a value, the line of a name, the label of a piece."""
    for inline in _without_notes(content):
        match inline:
            case Value(value=value, form=form) if value is not None:
                yield from _of_value(value, sources.pack.form(value, form), sources)
            case Piece(unit):
                yield from _of_unit(unit, sources)
            case _:
                pass


def _of_value(value: Typed, form: str, sources: Sources) -> Iterator[Origin]:
    match value:
        case Name(kind, code):
            yield from _of_pack(NAMES, f"{kind},{code},{form}", Role.NAME, sources)
        case Day():
            yield from _of_pack(FORMATS, f"date.{form}", Role.FORM, sources)
        case Number():
            yield from _of_pack(FORMATS, f"number.{form}", Role.FORM, sources)
        case Period(start, end):
            yield from _of_pack(FORMATS, f"range.{form}.{case_of(start, end)}", Role.FORM, sources)
        case _:
            assert_never(value)


def _of_pack(file: str, key: str, role: Role, sources: Sources) -> Iterator[Origin]:
    if wording := sources.files.wordings[file].get(key):
        yield Origin(role, wording.location)


def _of_fact(name: str, sources: Sources) -> Iterator[Origin]:
    record = sources.workbook.sheet("facts").record(name)
    for column in ("start", "end", "number", "text") if record else ():
        if record and not record.empty(column):
            yield Origin(Role.FACT, record.at(column))


def _of_row(sheet: str, column: str, text: str, role: Role, sources: Sources) -> Iterator[Origin]:
    for record in sources.workbook.sheet(sheet):
        if record.code(column) == text:
            yield Origin(role, record.at(column))


def _of_target(target: str, sources: Sources) -> Iterator[Origin]:
    for carrier in sources.composed.values():
        if carrier.location and target in (carrier.unit, *getattr(carrier, "names", ())):
            yield Origin(Role.TARGET, carrier.location)


def _cell(role: Role, unit: str, sources: Sources) -> Iterator[Origin]:
    if location := sources.cell(unit):
        yield Origin(role, location)


def _without_notes(content: Content) -> Iterator[Inline]:
    inner: Iterable[Inline] = content
    for inline in inner:
        if isinstance(inline, Note):
            continue
        yield inline
        if children := getattr(inline, "content", ()):
            yield from _without_notes(children)


def _same(place: Location, origin: Location) -> bool:
    if origin.path != place.path:
        return False
    if place.path.suffix.lower() == ".xlsx":
        return _same_row(place, origin) and (not place.column or origin.column == place.column)
    # Entries of a catalogue name their unit as part; a place that a person asks for has none.
    return origin.row == place.row


def _same_row(place: Location, origin: Location) -> bool:
    return (origin.path, origin.part, origin.row) == (place.path, place.part, place.row)


def named(document: Document, name: str, bookmarks: Mapping[str, str]) -> tuple[Carrier, ...]:
    """The carriers that a person means by a number (`2.10`), a unit, or a bookmark (by `bookmarks`, its unit)."""
    wanted = bookmarks.get(name, name)
    every = tuple(carriers(document))
    by_unit = tuple(one for one in every if one.unit == wanted or wanted in getattr(one, "names", ()))
    return by_unit or tuple(one for one in every if getattr(one, "label", "").rstrip(".") == wanted.rstrip("."))
