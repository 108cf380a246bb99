"""Small documents made by hand, the real French pack and templates, and the Word file that comes of them."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from lxml import etree

from pipeline.check.package import faults
from pipeline.issues import Issue, Location
from pipeline.localise.pack import Pack
from pipeline.model.blocks import (
    Annex,
    Block,
    BoxField,
    Cell,
    Document,
    Entry,
    Enumeration,
    Line,
    Marker,
    Paragraph,
    Row,
    Section,
    Table,
)
from pipeline.model.inlines import Content, Inline, Label, Note, Piece, Reference, Text
from pipeline.model.records import Column, FieldContent, Record, Sheet, Workbook
from pipeline.read.markup import parsed
from pipeline.read.pack import read_pack
from pipeline.resolve import settle
from pipeline.resolve.numbering import numbered
from pipeline.wml.names import REL, w
from pipeline.write.package import Provenance, written
from pipeline.write.parts import Properties
from pipeline.write.shell import CLOSE, OPEN, Shell, read_shell
from pipeline.write.zipped import zipped
from tests.project import visible

ROOT = Path(__file__).parent.parent
TEMPLATE = ROOT / "templates" / "council.docx"
SLOTS = (
    "session",
    "place",
    "agenda_item",
    "number",
    "date",
    "original",
    "source",
    "title",
    "emblem",
    "page",
    "symbol",
    "website",
)
HERE = Location(Path("document.xlsx"), "sheet", 2, 1)
DAY = datetime.date(2022, 3, 2)


def content(text: str | Content) -> Content:
    """A text with the marks of a fragment."""
    return parsed(text, HERE, lambda _: None) if isinstance(text, str) else text


def piece(unit: str, text: str, *, pattern: bool = False) -> Piece:
    """A text cell of the workbook, with its marks."""
    return Piece(unit, parsed(text, HERE, lambda _: None, pattern=pattern))


def paragraph(text: str | Content = "Text.", unit: str = "", **fields: object) -> Paragraph:
    return replace(Paragraph(unit, content(text)), **fields)


def numbered_paragraph(text: str | Content = "Text.", unit: str = "", depth: int = 2) -> Paragraph:
    return Paragraph(unit, content(text), depth=depth)


def entry(marker: Marker, text: str | Content = "entry", *blocks: Block, unit: str = "") -> Entry:
    return Entry(unit, marker, content(text), blocks)


def entries(marker: Marker, count: int) -> Enumeration:
    return Enumeration(tuple(entry(marker, f"entry {number}") for number in range(1, count + 1)))


def section(
    heading: str | Content, *blocks: Block, numbered: bool = True, unit: str = "", names: tuple[str, ...] = ()
) -> Section:
    return Section(unit, content(heading), numbered, blocks, names)


def plain_section(*blocks: Block) -> Section:
    """A section without a heading."""
    return Section("", (), numbered=False, blocks=blocks)


def table(
    *rows: tuple[str | Content, ...], head: tuple[str, ...] = (), widths: tuple[float, ...] = (), id_: str = "t"
) -> Table:
    made = tuple(
        Row(f"r{number}", tuple(Cell(f"{id_}.r{number}.{at}", content(text)) for at, text in enumerate(row)))
        for number, row in enumerate(rows, 1)
    )
    cells = tuple(Cell(f"{id_}.{at}.header", content(text)) for at, text in enumerate(head))
    return Table(id_, widths or (1.0,) * len(rows[0]), cells, made)


def box_field(label: str, *blocks: Block) -> BoxField:
    return BoxField(f"label.box.{label}", (Label(f"box.{label}"),), blocks)


def annex(title: str, *blocks: Block, number: int = 0) -> Annex:
    return Annex(f"sections.annex-{number}.heading", content(title), number, blocks)


def line(slot: str, text: str | Content) -> Line:
    return Line(f"settings.{slot}", slot, content(text))


def note(text: str, unit: str = "p1.fn.a") -> Note:
    return Note(unit, content(text))


def see(target: str) -> Reference:
    return Reference(target)


def text(characters: str) -> Text:
    return Text(characters)


def joined(*inlines: Inline) -> Content:
    return inlines


def settled(found: Document, pack: Pack) -> Document:
    """A document made by hand, numbered and settled as a build does it."""
    return settle.settled(numbered(found, pack.layout.marker), pack)


def document(
    *body: Section,
    lines: Iterable[Line] = (),
    box: tuple[BoxField, ...] | None = None,
    annexes: tuple[Annex, ...] = (),
    kind: str = "council",
) -> Document:
    """A document with these lines; the slots not named are empty."""
    given = {one.slot: one for one in (line("emblem", "Emblème"), *lines)}
    every = tuple(given.get(slot, Line(f"settings.{slot}", slot, ())) for slot in (*SLOTS, *(given.keys() - set(SLOTS))))
    fields = (box_field("summary"),) if box is None else box
    return Document("small", kind, "C22/99", "C22-99", DAY, "fr", every, fields, body, annexes)


@cache
def french() -> Pack:
    """The committed French pack."""
    found: list[Issue] = []
    pack = read_pack(ROOT / "sources" / "languages" / "fr", found.append)
    assert not found
    return pack


def counted(document: Document) -> Document:
    """The document with its numbers."""
    return numbered(document, french().layout.marker)


@cache
def shell(template: Path = TEMPLATE) -> Shell:
    return read_shell(template, (*SLOTS, "box", "body"))


@dataclass(frozen=True)
class Word:
    """A finished package, by parts."""

    parts: Mapping[str, bytes]
    data: bytes

    def tree(self, part: str = "word/document.xml") -> etree._Element:
        return etree.fromstring(self.parts[part])

    def xml(self, part: str = "word/document.xml") -> str:
        return self.parts[part].decode()

    def paragraphs(self, part: str = "word/document.xml") -> list[tuple[str, str]]:
        """Style id and visible text of each paragraph of a part."""
        made = []
        for one in self.tree(part).iter(w("p")):
            style = one.find(f"{w('pPr')}/{w('pStyle')}")
            made.append(("" if style is None else style.get(w("val"), ""), visible(one)))
        return made

    def texts(self, part: str = "word/document.xml") -> list[str]:
        return [shown for _, shown in self.paragraphs(part)]

    def bookmarks(self, part: str = "word/document.xml") -> dict[str, str]:
        """What each bookmark of a part spans."""
        root = self.tree(part)
        made = {}
        for start in root.iter(w("bookmarkStart")):
            inside, open_ = [], False
            for node in root.iter():
                open_ = open_ or node is start
                if node.tag == w("bookmarkEnd") and node.get(w("id")) == start.get(w("id")):
                    break
                if open_ and node.tag == w("t"):
                    inside.append(node.text or "")
            made[start.get(w("name"), "")] = "".join(inside)
        return made

    def links(self, part: str = "word/document.xml") -> dict[str, str]:
        """The targets of a part's relationships to outside, by id."""
        folder, _, file = part.rpartition("/")
        rels = self.parts.get(f"{folder}/_rels/{file}.rels")
        found = [] if rels is None else list(etree.fromstring(rels).iter(f"{{{REL}}}Relationship"))
        return {one.get("Id", ""): one.get("Target", "") for one in found if one.get("TargetMode") == "External"}


def made(document: Document, template: Shell | None = None, *, final: bool = False, title: str = "") -> Word:
    """The Word file of a document that is not yet settled; it has none of the faults that Word refuses."""
    provenance = None if final else Provenance("0123456789abcdef" * 4, json.dumps({"document": document.id}).encode())
    moment = datetime.datetime(2022, 3, 2, tzinfo=datetime.UTC)
    properties = Properties(title, "", document.symbol, "fr-CH", moment)
    parts = written(settled(document, french()), template or shell(), {"fr": french().layout}, properties, provenance)
    data = zipped(parts)
    found = [str(fault) for fault in faults(data, (OPEN, CLOSE))]
    assert not found, found
    return Word(parts, data)


def record(sheet: str, id_: str, row: int = 2, /, **values: FieldContent | None) -> Record:
    """A row of a sheet; a field that is None is an empty cell."""
    at = Location(Path("document.xlsx"), sheet, row, 1)
    columns = {name: Column(value, at, number) for number, (name, value) in enumerate(values.items(), 2)}
    return Record(id_, sheet, {"id": Column(id_, at, 1), **columns}, at)


def sheet(name: str, *records: Record) -> Sheet:
    columns = dict.fromkeys(column for one in records for column in one.columns)
    return Sheet(name, tuple(columns), records, Location(Path("document.xlsx"), name))


def workbook(settings: Mapping[str, FieldContent | None], *sheets: Sheet) -> Workbook:
    """A workbook with these settings, the required ones filled."""
    every: dict[str, FieldContent | None] = {
        "kind": "council", "symbol": "C22/99", "session": piece("settings.session", "Conseil 2022"), "date": DAY,
        "text_language": "fr", "title": piece("settings.title", "Titre"), **settings,
    }  # fmt: skip
    made = record("settings", "settings", **every)
    return Workbook(made, {one.name: one for one in sheets}, Location(Path("document.xlsx")))


def codes(issues: Iterable[Issue]) -> list[str]:
    return [one.code for one in issues]


def argument(issue: Issue, name: str) -> str:
    return dict(issue.arguments)[name]
