"""What a text is made of.

`Value`, `Reference`, `Label` and `Composed` are the parts that a language and the numbering decide: `resolve` fills the
`text` of the first two and puts a `Piece` in the place of the others, so a settled text holds neither Label nor Composed.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.issues import Location
from pipeline.model.values import Typed


@dataclass(frozen=True, slots=True)
class Text:
    """Characters, exactly as typed."""

    text: str
    location: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Strong:
    """Bold."""

    content: Content


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Italic."""

    content: Content


@dataclass(frozen=True, slots=True)
class Superscript:
    """Raised."""

    content: Content


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink; `{lang}` and `{letter}` in the address are the language's."""

    url: str
    content: Content


@dataclass(frozen=True, slots=True)
class Symbol:
    """A document symbol of the references sheet, linked where it has an address there."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote, in place: its body is a unit of its own."""

    unit: str
    content: Content
    location: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Value:
    """A typed value and the pattern of the language pack that it is printed with; `name` is the fact or column."""

    name: str
    value: Typed | None
    form: str
    text: str = ""
    location: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Reference:
    """A cross reference to the unit or bookmark `target`; `text` is what that one is called."""

    target: str
    text: str = ""
    location: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Field:
    """A place in a pattern for a field of the row, `{name:form|default}`."""

    name: str
    form: str
    default: str | None
    location: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that is a unit of its own: a cell of the workbook, a label of the pack."""

    unit: str
    content: Content


@dataclass(frozen=True, slots=True)
class Pending:
    """A stretch that a draft marks: without translation, in the language `language`, or made from an older source."""

    state: str
    language: str
    content: Content


@dataclass(frozen=True, slots=True)
class Choice:
    """A row of the choices sheet as a field: what it is called in each form."""

    forms: tuple[tuple[str, Piece], ...]


@dataclass(frozen=True, slots=True)
class Composed:
    """A pattern of the workbook, the unit `unit`, and the fields of one row; an absent field is an empty cell."""

    unit: str
    pattern: Content
    fields: Fields


@dataclass(frozen=True, slots=True)
class Label:
    """A fixed wording of the language pack, and the fields that it has places for."""

    key: str
    fields: Fields = ()


@dataclass(frozen=True, slots=True)
class PageNumber:
    """The number of the page that the text stands on."""


@dataclass(frozen=True, slots=True)
class Inserted:
    """A stretch of a redlined text that only the new state has; `move` names the node that was removed and runs on here."""

    content: Content
    move: str = ""


@dataclass(frozen=True, slots=True)
class Deleted:
    """A stretch of a redlined text that only the old state has; `move` names the node that was added for it."""

    content: Content
    move: str = ""


@dataclass(frozen=True, slots=True)
class Restyled:
    """A stretch of a redlined text with the same characters in both states, made otherwise: bold, or now a fact."""

    old: Content
    new: Content


@dataclass(frozen=True, slots=True)
class Seam:
    """A place in a redlined text where two stretches meet that are not one, though they look alike.

    Marks cut texts in pieces; without seams, all pieces that look alike and meet are one in each state.
    """


FieldValue = Text | Value | Piece | Choice | PageNumber
Fields = tuple[tuple[str, FieldValue], ...]
Inline = (
    Text
    | Strong
    | Emphasis
    | Superscript
    | Link
    | Symbol
    | Note
    | Value
    | Reference
    | Field
    | Piece
    | Pending
    | Composed
    | Label
    | PageNumber
    | Inserted
    | Deleted
    | Restyled
    | Seam
)
Content = tuple[Inline, ...]
