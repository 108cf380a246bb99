"""Two states of one document: a small rich document in one of six scripts, and what editors do to it.

All is made from a `Random`, so that hypothesis can draw it by a number and LibreOffice be given the same pairs each time.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

from pipeline.model.blocks import (
    Agenda,
    AgendaLevel,
    AgendaLine,
    Annex,
    Block,
    BoxField,
    Carrier,
    Cell,
    Document,
    Entry,
    Enumeration,
    Line,
    Marker,
    Node,
    Paragraph,
    Row,
    Rule,
    Section,
    Table,
)
from pipeline.model.inlines import (
    Content,
    Inline,
    Link,
    Note,
    PageNumber,
    Piece,
    Reference,
    Strong,
    Symbol,
    Text,
    Value,
)
from pipeline.model.states import inside
from pipeline.model.values import Day
from pipeline.model.walk import carriers, mapped, rebuilt
from pipeline.resolve.numbering import numbered
from pipeline.resolve.settle import called
from tests.documents import SLOTS

SCRIPTS = {
    "fr": "Le Conseil a pris acte, le 12\u00a0avril 2021, de l'invitation du pays hôte; 1\u00a0300 délégués (69%) y étaient.",
    "en": "The Council noted the host country's invitation of 12 April 2021; about 1,300 delegates (69%) had attended.",
    "es": "El Consejo tomó nota, el 12 de abril de 2021, de la invitación del país anfitrión: 1\u00a0300 delegados (69%).",
    "ru": "Совет принял к сведению приглашение принимающей страны от 12 апреля 2021 года; участвовали 1300 делегатов.",
    "zh": "理事会于2021年4月12日注意到东道国的邀请；共有1300名代表出席了RPM-EUR会议，占69%。",
    "ar": "أحاط المجلس عِلماً بدعوة البلد المضيف في 12 أبريل 2021، وحضر 1300 مندوب اجتماع RPM-EUR (69%).",
}
_SPACED = " "


def pair(random: Random, language: str, edits: int = 6) -> tuple[Document, Document, list[str]]:
    """A settled document, the same after so many edits, and what these were."""
    old = base(random, language)
    new, done = old, []
    for _ in range(edits):
        edit = random.choice(EDITS)
        changed = edit(new, random)
        if changed is not None:
            new = changed
            done.append(edit.__name__)
    return settled(old), settled(new), done


def settled(document: Document) -> Document:
    """Numbered, with its references filled; one whose target is gone is plain text."""
    document = numbered(document, lambda _, sign, *__: sign)
    names = called(document)

    def refer(inline: Inline) -> Content:
        if not isinstance(inline, Reference):
            return (inline,)
        return (replace(inline, text=names[inline.target]),) if inline.target in names else (Text("1.1"),)

    return rebuilt(document, lambda carrier: replace(carrier, content=mapped(carrier.content, refer)))


class _Writer:
    """Makes texts and ids."""

    def __init__(self, random: Random, language: str) -> None:
        self.random = random
        self.sentence = SCRIPTS[language]
        self.number = 0

    def unit(self) -> str:
        self.number += 1
        return f"p{self.number}"

    def words(self, most: int = 60) -> str:
        start = self.random.randrange(len(self.sentence) // 2)
        end = self.random.randrange(start + 4, min(len(self.sentence), start + most) + 1)
        return self.sentence[start:end].strip(" ") or self.sentence

    def content(self, unit: str = "", *, rich: bool = True) -> Content:
        made: list[Inline] = [Text(self.words() + " ")]
        kinds = self.random.sample(range(7), self.random.randrange(4)) if rich else []
        for kind in kinds:
            text = self.words(20)
            made.append(
                {
                    0: Strong((Text(text),)),
                    1: Link("https://www.itu.int/a", (Text(text),)),
                    2: Symbol("CL-19/33", "https://www.itu.int/md/S19"),
                    3: Note(f"{unit}.fn.n", (Text(text),)),
                    4: Value("conference.day", Day(datetime.date(2022, 6, 6)), "long", "6 juin 2022"),
                    5: Piece("facts.theme.text", (Text(text), Text("-"), Text("F"))),
                    6: Reference(f"p{self.random.randrange(1, 12)}"),
                }[kind]
            )
            made.append(Text(" " + self.words(30)))
        return tuple(made)

    def paragraph(self, depth: int = 0) -> Paragraph:
        unit = self.unit()
        return Paragraph(unit, self.content(unit), depth=depth, indented=not depth and self.random.random() < 0.2)

    def entry(self, marker: Marker, *blocks: Block) -> Entry:
        unit = self.unit()
        return Entry(unit, marker, self.content(unit), blocks)

    def enumeration(self) -> Enumeration:
        marker = self.random.choice(list(Marker))
        deeper = (Enumeration((self.entry(Marker.DASH), self.entry(Marker.DASH))), self.paragraph())
        return Enumeration((self.entry(marker), self.entry(marker, *deeper), self.entry(marker)))

    def table(self) -> Table:
        id_ = f"t{self.unit()}"
        columns = [f"c{at}" for at in range(self.random.randrange(2, 5))]
        rows = tuple(
            Row(f"r{at}", tuple(Cell(f"{id_}.r{at}.{name}", self.content(rich=at == 0)) for name in columns))
            for at in range(self.random.randrange(1, 5))
        )
        head = tuple(Cell(f"tables.{id_}.{name}", self.content(rich=False)) for name in columns)
        widths = tuple(float(self.random.randrange(10, 40)) for _ in columns)
        return Table(id_, widths, head if self.random.random() < 0.7 else (), rows)

    def section(self, *blocks: Block) -> Section:
        unit = self.unit()
        return Section(unit, self.content(unit, rich=False), self.random.random() < 0.7, blocks)

    def agenda(self) -> Agenda:
        levels = [AgendaLevel.PART, AgendaLevel.ITEM, AgendaLevel.SUB, AgendaLevel.SUB, AgendaLevel.ITEM, AgendaLevel.ITEM]
        return Agenda(tuple(AgendaLine(f"agenda.{self.unit()}", level, self.content(rich=False)) for level in levels))


def base(random: Random, language: str) -> Document:
    """A document that has a bit of everything, not yet numbered."""
    make = _Writer(random, language)
    lines = {slot: Line(f"settings.{slot}", slot, make.content(rich=False)) for slot in SLOTS}
    lines["page"] = Line("line.page", "page", (Piece("label.header.number", (PageNumber(),)),))
    lines["symbol"] = Line("line.symbol", "symbol", (Piece("label.symbol", (Text("C22/23"), Text("-"), Text("F"))),))
    lines["website"] = Line("line.website", "website", (Link("http://www.itu.int/council", (Text("itu.int"),)),))
    body = (
        make.section(make.paragraph(2), make.paragraph(2), make.enumeration(), make.paragraph(2)),
        make.section(make.paragraph(2), make.table(), make.paragraph(), make.paragraph(2), make.section(make.paragraph(3))),
        make.section(make.paragraph(2), make.paragraph(), Rule(), make.table(), make.table()),
    )
    box = (BoxField("label.box.summary", make.content(rich=False), (make.paragraph(), Rule())),)
    annexes = (Annex("annex.one", make.content(rich=False), 0, (make.paragraph(), make.agenda())),)
    return Document(
        "small", "council", "C22/23", "C22-23", datetime.date(2022, 3, 2), language, tuple(lines.values()), box, body, annexes
    )


Edit = Callable[[Document, Random], Document | None]


def _place(document: Document, random: Random, wanted: Callable[[Any], bool]) -> Node | None:
    found = [node for node in nodes(document) if wanted(node)]
    return random.choice(found) if found else None


def nodes(node: Node | Document) -> list[Node]:
    """Every node below one."""
    made: list[Node] = []
    for name in inside(node):
        if name != "content":
            for child in getattr(node, name):
                made += [child, *nodes(child)]
    return made


def swapped(node: Any, old: Any, new: tuple[Any, ...]) -> Any:
    """The tree with one node, found by identity, replaced by others."""
    made = {}
    for name in inside(node):
        if name != "content":
            part = getattr(node, name)
            made[name] = tuple(one for child in part for one in (new if child is old else (swapped(child, old, new),)))
    return replace(node, **made)


def _fresh(document: Document) -> _Writer:
    make = _Writer(Random(len(list(carriers(document)))), document.language)
    make.number = 100 + len(list(carriers(document))) * 7
    return make


def edit_text(document: Document, random: Random) -> Document | None:
    """A word less, a word more, or another number, somewhere in a text."""
    carrier = _place(document, random, lambda node: isinstance(node, Carrier) and node.content)
    texts = [at for at, inline in enumerate(carrier.content) if isinstance(inline, Text)] if carrier else []
    if not texts:
        return None
    at = random.choice(texts)
    text = carrier.content[at].text
    start = random.randrange(len(text) + 1)
    end = min(len(text), start + random.randrange(8))
    inserted = random.choice(["", "x", " nouveau ", "部", "\u00a0", "2023", "كلمة ", "e\u0301", "RPM-", "\u2011", "\t"])
    content = (*carrier.content[:at], Text(text[:start] + inserted + text[end:]), *carrier.content[at + 1 :])
    return swapped(document, carrier, (replace(carrier, content=content),))


def split_paragraph(document: Document, random: Random) -> Document | None:
    found = _place(document, random, lambda node: isinstance(node, Paragraph) and isinstance(node.content[0], Text))
    if found is None:
        return None
    text = found.content[0].text
    at = len(text) // 2
    rest = replace(found, unit=_fresh(document).unit(), content=(Text(text[at:]), *found.content[1:]))
    return swapped(document, found, (replace(found, content=(Text(text[:at]),)), rest))


def merge_paragraphs(document: Document, random: Random) -> Document | None:
    sections = [node for node in nodes(document) if isinstance(node, Section)]
    for section in random.sample(sections, len(sections)):
        for one, two in zip(section.blocks, section.blocks[1:], strict=False):
            if isinstance(one, Paragraph) and isinstance(two, Paragraph):
                merged = replace(one, content=(*one.content, Text(" "), *two.content))
                return swapped(swapped(document, two, ()), one, (merged,))
    return None


def move_section(document: Document, random: Random) -> Document | None:
    body = list(document.body)
    if len(body) < 2:
        return None
    section = body.pop(random.randrange(len(body)))
    body.insert(random.randrange(len(body) + 1), section)
    return replace(document, body=tuple(body))


def move_block(document: Document, random: Random) -> Document | None:
    moved = _place(document, random, lambda node: isinstance(node, Paragraph | Entry | Table | AgendaLine))
    if moved is None:
        return None
    kind = type(moved) if isinstance(moved, Entry | AgendaLine) else Paragraph
    target = _place(document, random, lambda node: isinstance(node, kind) and node is not moved and moved not in nodes(node))
    if target is None or any(target is node for node in nodes(moved)):
        return None
    return swapped(swapped(document, moved, ()), target, (target, moved))


def move_and_edit(document: Document, random: Random) -> Document | None:
    changed = move_block(document, random)
    return None if changed is None else edit_text(changed, random)


def add_block(document: Document, random: Random) -> Document | None:
    make = _fresh(document)
    target = _place(document, random, lambda node: isinstance(node, Paragraph | Table | Rule | Section))
    if target is None or any(target is section for section in document.body):
        return None
    made = random.choice([make.paragraph, lambda: make.paragraph(2), make.enumeration, make.table, Rule, make.section])()
    return swapped(document, target, random.choice([(made, target), (target, made)]))


def drop_block(document: Document, random: Random) -> Document | None:
    target = _place(document, random, lambda node: isinstance(node, Paragraph | Enumeration | Table | Rule | Section | Agenda))
    return None if target is None else swapped(document, target, ())


def add_agenda_line(document: Document, random: Random) -> Document | None:
    line = _place(document, random, lambda node: isinstance(node, AgendaLine))
    if line is None:
        return None
    make = _fresh(document)
    new = AgendaLine(f"agenda.{make.unit()}", random.choice(list(AgendaLevel)), make.content(rich=False))
    return swapped(document, line, (line, new))


def add_entry(document: Document, random: Random) -> Document | None:
    entry = _place(document, random, lambda node: isinstance(node, Entry))
    return None if entry is None else swapped(document, entry, (_fresh(document).entry(entry.marker), entry))


def drop_entry(document: Document, random: Random) -> Document | None:
    lists = [node for node in nodes(document) if isinstance(node, Enumeration) and len(node.entries) > 1]
    return swapped(document, random.choice(random.choice(lists).entries), ()) if lists else None


def add_row(document: Document, random: Random) -> Document | None:
    row = _place(document, random, lambda node: isinstance(node, Row))
    if row is None:
        return None
    make = _fresh(document)
    id_ = f"r{make.unit()}"
    cells = tuple(
        Cell(f"{cell.unit.split('.')[0]}.{id_}.{cell.unit.split('.')[-1]}", make.content(rich=False)) for cell in row.cells
    )
    return swapped(document, row, random.choice([(row, Row(id_, cells)), (Row(id_, cells), row)]))


def drop_row(document: Document, random: Random) -> Document | None:
    tables = [node for node in nodes(document) if isinstance(node, Table) and len(node.rows) > 1]
    return swapped(document, random.choice(random.choice(tables).rows), ()) if tables else None


def add_column(document: Document, random: Random) -> Document | None:
    table = _place(document, random, lambda node: isinstance(node, Table))
    if table is None:
        return None
    make = _fresh(document)
    at, name = random.randrange(len(table.widths) + 1), f"c{make.unit()}"

    def wider(cells: tuple[Cell, ...], unit: str) -> tuple[Cell, ...]:
        return (*cells[:at], Cell(f"{unit}.{name}", make.content(rich=False)), *cells[at:]) if cells else ()

    rows = tuple(replace(row, cells=wider(row.cells, f"{table.id}.{row.id}")) for row in table.rows)
    widths = (*table.widths[:at], 15.0, *table.widths[at:])
    return swapped(document, table, (replace(table, widths=widths, rows=rows, head=wider(table.head, f"tables.{table.id}")),))


def drop_column(document: Document, random: Random) -> Document | None:
    table = _place(document, random, lambda node: isinstance(node, Table) and len(node.widths) > 1)
    if table is None:
        return None
    at = random.randrange(len(table.widths))

    def without(cells: tuple[Any, ...]) -> tuple[Any, ...]:
        return (*cells[:at], *cells[at + 1 :])

    rows = tuple(replace(row, cells=without(row.cells)) for row in table.rows)
    return swapped(document, table, (replace(table, widths=without(table.widths), rows=rows, head=without(table.head)),))


def toggle_head(document: Document, random: Random) -> Document | None:
    table = _place(document, random, lambda node: isinstance(node, Table))
    if table is None:
        return None
    names = [cell.unit.split(".")[-1] for cell in table.rows[0].cells]
    make = _fresh(document)
    head = () if table.head else tuple(Cell(f"tables.{table.id}.{name}", make.content(rich=False)) for name in names)
    return swapped(document, table, (replace(table, head=head),))


def _edit_inline(document: Document, random: Random, wanted: type, made: Callable[[Any], Content]) -> Document | None:
    fitting = [node for node in nodes(document) if isinstance(node, Paragraph | Entry | Cell) and node.content]
    fitting = [node for node in fitting if any(isinstance(inline, wanted) for inline in node.content)]
    if not fitting:
        return None
    carrier = random.choice(fitting)
    at = random.choice([at for at, inline in enumerate(carrier.content) if isinstance(inline, wanted)])
    content = (*carrier.content[:at], *made(carrier.content[at]), *carrier.content[at + 1 :])
    return swapped(document, carrier, (replace(carrier, content=content),))


def make_bold(document: Document, random: Random) -> Document | None:
    def bold(text: Text) -> Content:
        a, b = sorted((random.randrange(len(text.text) + 1), random.randrange(len(text.text) + 1)))
        parts = (Text(text.text[:a]), Strong((Text(text.text[a:b]),)), Text(text.text[b:]))
        return tuple(part for part in parts if not isinstance(part, Text) or part.text)

    return _edit_inline(document, random, Text, bold)


def make_plain(document: Document, random: Random) -> Document | None:
    return _edit_inline(document, random, Strong, lambda strong: strong.content)


def retarget_link(document: Document, random: Random) -> Document | None:
    return _edit_inline(document, random, Link, lambda link: (replace(link, url="https://www.itu.int/b"),))


def edit_link(document: Document, random: Random) -> Document | None:
    return _edit_inline(document, random, Link, lambda link: (replace(link, content=(*link.content, Text(" plus"))),))


def add_note(document: Document, random: Random) -> Document | None:
    unit = _fresh(document).unit()
    note = Note(f"{unit}.fn.new", (Text("Une note. "), Strong((Text("部门"),))))
    return _edit_inline(document, random, Text, lambda text: (text, note))


def drop_note(document: Document, random: Random) -> Document | None:
    return _edit_inline(document, random, Note, lambda _: ())


def edit_note(document: Document, random: Random) -> Document | None:
    return _edit_inline(document, random, Note, lambda note: (replace(note, content=(Text("Autre "), *note.content)),))


def change_date(document: Document, random: Random) -> Document | None:
    day = Day(datetime.date(2022, 6, 7))
    return _edit_inline(document, random, Value, lambda value: (replace(value, value=day, text="7 juin 2022"),))


def number_otherwise(document: Document, random: Random) -> Document | None:
    node = _place(document, random, lambda node: isinstance(node, Paragraph | Section | Entry | AgendaLine))
    match node:
        case Paragraph():
            new = replace(node, depth=random.randrange(4), indented=random.random() < 0.2)
        case Section():
            new = replace(node, numbered=not node.numbered)
        case Entry():
            new = replace(node, marker=random.choice(list(Marker)))
        case AgendaLine():
            new = replace(node, level=random.choice(list(AgendaLevel)))
        case _:
            return None
    return swapped(document, node, (new,))


def revise_symbol(document: Document, random: Random) -> Document | None:
    line = next(line for line in document.lines if line.slot == "symbol")
    content = (Piece("label.rev", (Text("C22/23"), Text("(Rev."), Text("1"), Text(")-"), Text("F"))),)
    return replace(swapped(document, line, (replace(line, content=content),)), stem="C22-23(Rev.1)")


def change_line(document: Document, random: Random) -> Document | None:
    """A slot of the masthead emptied, filled or changed."""
    line = random.choice([line for line in document.lines if line.slot not in ("page", "symbol", "emblem")])
    content = random.choice([(), _fresh(document).content(rich=False)])
    return swapped(document, line, (replace(line, content=content),))


def change_box(document: Document, random: Random) -> Document | None:
    make = _fresh(document)
    if random.random() < 0.5:
        return replace(document, box=())
    field = BoxField(f"label.box.{make.unit()}", make.content(rich=False), (make.paragraph(), make.table()))
    return replace(document, box=(*document.box, field))


def add_annex(document: Document, random: Random) -> Document | None:
    make = _fresh(document)
    annex = Annex(f"annex.{make.unit()}", make.content(rich=False), 0, (make.paragraph(1), make.table()))
    return replace(document, annexes=random.choice([(annex, *document.annexes), (*document.annexes, annex)]))


def change_everything(document: Document, random: Random) -> Document | None:
    return replace(base(random, document.language), date=datetime.date(2022, 3, 9)) if random.random() < 0.1 else None


EDITS: tuple[Edit, ...] = (
    edit_text, edit_text, split_paragraph, merge_paragraphs, move_section, move_block, move_and_edit, add_block, drop_block,
    add_agenda_line, add_entry, drop_entry, add_row, drop_row, add_column, drop_column, toggle_head, make_bold, make_plain,
    retarget_link, edit_link, add_note, drop_note, edit_note, change_date, number_otherwise, revise_symbol, change_line,
    change_box, add_annex, change_everything,
)  # fmt: skip
