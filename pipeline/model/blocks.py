"""What a document is made of, above the text.

Sections nest, so depth is never stored. Every node that carries a text has `unit` (its id, empty where the editor gave none)
and `content`. `label` is empty before `resolve.numbering` and holds the number or marker after it; `claim` is the number that
the editor typed. `names` are bookmarks the editor asked for; `sources` are the cells that a composed text was made from. What a
redline says of a node is its `change`, from `model.tracked`.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from enum import Enum

from pipeline.issues import Location
from pipeline.model.inlines import Content
from pipeline.model.tracked import Tracked


class Marker(Enum):
    """The kinds of list markers; the value is a specimen."""

    LETTER = "a)"
    CAPITAL = "A)"
    ARABIC = "1)"
    ROMAN = "i)"
    DASH = "–"
    BULLET = "•"
    TERM = "TERM:"


@dataclass(frozen=True, slots=True)
class Paragraph(Tracked):
    """A paragraph: numbered (`depth` components below its section's number), plain, or an indented continuation."""

    unit: str
    content: Content
    depth: int = 0
    indented: bool = False
    names: tuple[str, ...] = ()
    label: str = ""
    claim: str = field(default="", compare=False)
    location: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Entry(Tracked):
    """One entry of a list, with what stands deeper below it."""

    unit: str
    marker: Marker
    content: Content
    blocks: tuple[Block, ...] = ()
    names: tuple[str, ...] = ()
    label: str = ""
    claim: str = field(default="", compare=False)
    location: Location | None = field(default=None, compare=False)
    sources: tuple[Location, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Enumeration(Tracked):
    """A list; its entries have one marker, or follow each other as the editor typed them."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Rule(Tracked):
    """A rule of twelve underscores."""


@dataclass(frozen=True, slots=True)
class Cell(Tracked):
    """A cell of a table."""

    unit: str
    content: Content
    location: Location | None = field(default=None, compare=False)
    sources: tuple[Location, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Row(Tracked):
    """A row of a table, of the record `id`."""

    id: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table(Tracked):
    """A table; `widths` are shares of the text's width, `head` is empty where no column has a header."""

    id: str
    widths: tuple[float, ...]
    head: tuple[Cell, ...]
    rows: tuple[Row, ...]


class AgendaLevel(Enum):
    """What a line of an agenda is."""

    PART = "part"
    ITEM = "item"
    SUB = "sub"


@dataclass(frozen=True, slots=True)
class AgendaLine(Tracked):
    """A part, an item or a sub-item of an agenda."""

    unit: str
    level: AgendaLevel
    content: Content
    label: str = ""
    location: Location | None = field(default=None, compare=False)
    sources: tuple[Location, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Agenda(Tracked):
    """A draft agenda: its items are numbered through its parts."""

    lines: tuple[AgendaLine, ...]


@dataclass(frozen=True, slots=True)
class Section(Tracked):
    """A heading and what stands under it; without heading where `content` is empty."""

    unit: str
    content: Content
    numbered: bool
    blocks: tuple[Block, ...]
    names: tuple[str, ...] = ()
    label: str = ""
    claim: str = field(default="", compare=False)
    location: Location | None = field(default=None, compare=False)


Block = Paragraph | Enumeration | Rule | Table | Agenda | Section


@dataclass(frozen=True, slots=True)
class Line(Tracked):
    """A line of the masthead, a header or a footer: what the template's slot `slot` is filled with."""

    unit: str
    slot: str
    content: Content
    location: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class BoxField(Tracked):
    """One field of the summary box; `content` is its label."""

    unit: str
    content: Content
    blocks: tuple[Block, ...]
    location: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Annex(Tracked):
    """An annex; `content` is its title, `label` its number line ("ANNEX 2").

    `number` is 0 before `resolve.numbering`, and after it where the annex is the only one.
    """

    unit: str
    content: Content
    number: int
    blocks: tuple[Block, ...]
    label: str = ""
    location: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Document(Tracked):
    """A whole document in one language. `stem` is its symbol as a file name, without the language's letter."""

    id: str
    kind: str
    symbol: str
    stem: str
    date: datetime.date
    language: str
    lines: tuple[Line, ...]
    box: tuple[BoxField, ...]
    body: tuple[Section, ...]
    annexes: tuple[Annex, ...]


Carrier = Paragraph | Entry | Cell | AgendaLine | Section | Line | BoxField | Annex
Node = Carrier | Enumeration | Rule | Table | Row | Agenda
