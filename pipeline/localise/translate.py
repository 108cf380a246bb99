"""A document with its units in another language; what is not translated, or no longer right, is marked as such."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pipeline.localise.catalogue import Catalogue, State
from pipeline.localise.units import OF_THE_PACK
from pipeline.model.blocks import Carrier, Document
from pipeline.model.inlines import Choice, Composed, Content, Fields, FieldValue, Inline, Label, Note, Pending, Piece
from pipeline.model.walk import mapped, reaching, rebuilt, worded

_UNITS = reaching(Note, Piece)


def translated(document: Document, catalogue: Catalogue, states: Mapping[str, State]) -> Document:
    """The document in the catalogue's language.

    A missing unit keeps its source text, marked as Pending; a stale one its translation, marked too. There is no silent
    fallback from one language to another.
    """
    translation = _Translation(catalogue, states, document.language)

    def change(carrier: Carrier) -> Carrier:
        return worded(carrier, translation.of(carrier.unit, carrier.content))

    return replace(rebuilt(document, change), language=catalogue.language)


@dataclass(frozen=True, slots=True)
class _Translation:
    """What a catalogue makes of texts; what many rows share is made once: patterns, by their units, and choices, by what they are."""

    catalogue: Catalogue
    states: Mapping[str, State]
    source: str
    patterns: dict[str, Content] = field(default_factory=dict)
    choices: dict[int, tuple[Choice, Choice]] = field(default_factory=dict)

    def of(self, unit: str, content: Content) -> Content:
        """The text of a carrier: its own unit, or the units that it is composed of."""
        match content[0] if len(content) == 1 else None:
            case Piece(inner_unit, inner):
                return (Piece(inner_unit, self.of(inner_unit, inner)),)
            case Composed(pattern_unit, pattern, fields):
                return (Composed(pattern_unit, self._pattern(pattern_unit, pattern), self._fields(fields)),)
            case Label(key, fields):
                return (Label(key, self._fields(fields)),)
            case _ if content and unit and not unit.startswith(OF_THE_PACK):
                return self._unit(unit, content)
            case _:
                return content

    def _unit(self, unit: str, content: Content) -> Content:
        bodies = {inline.unit: inline for inline in content if isinstance(inline, Note)}

        def inner(inline: Inline) -> Content:
            match inline:
                case Note(note_unit) if note_unit in bodies:
                    return (replace(bodies[note_unit], content=self._unit(note_unit, bodies[note_unit].content)),)
                case Piece(piece_unit, piece):
                    return (Piece(piece_unit, self._unit(piece_unit, piece)),)
                case _:
                    return (inline,)

        state = self.states.get(unit, State.MISSING)
        if state is State.MISSING:
            return (Pending(state.value, self.source, mapped(content, inner, _UNITS)),)
        text = mapped(self.catalogue.entries[unit].content, inner, _UNITS)
        return text if state is State.FRESH else (Pending(state.value, self.catalogue.language, text),)

    def _pattern(self, unit: str, pattern: Content) -> Content:
        if unit not in self.patterns:
            self.patterns[unit] = self._unit(unit, pattern)
        return self.patterns[unit]

    def _choice(self, choice: Choice) -> Choice:
        if id(choice) not in self.choices:
            made = tuple((form, Piece(piece.unit, self.of(piece.unit, piece.content))) for form, piece in choice.forms)
            self.choices[id(choice)] = choice, Choice(made)
        return self.choices[id(choice)][1]

    def _fields(self, fields: Fields) -> Fields:
        return tuple([(name, self._field(value)) for name, value in fields])

    def _field(self, value: FieldValue) -> FieldValue:
        match value:
            case Piece(unit, content):
                return Piece(unit, self.of(unit, content))
            case Choice():
                return self._choice(value)
            case _:
                return value
