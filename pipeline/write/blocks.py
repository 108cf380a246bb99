"""Blocks into paragraphs and tables, with the template's named styles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import assert_never

from pipeline.model.blocks import (
    Agenda,
    AgendaLevel,
    AgendaLine,
    Annex,
    Block,
    BoxField,
    Carrier,
    Document,
    Entry,
    Enumeration,
    Marker,
    Paragraph,
    Rule,
    Section,
    Table,
)
from pipeline.model.walk import carriers
from pipeline.wml import make
from pipeline.write.inlines import plain_look, runs
from pipeline.write.story import Story, unit_bookmark
from pipeline.write.styles import Role

_ENUMS = (Role.ENUM_1, Role.ENUM_2, Role.ENUM_3)
_HEADINGS = (Role.HEADING_1, Role.HEADING_2, Role.HEADING_3)
_AGENDA = {
    AgendaLevel.PART: Role.AGENDA_PART,
    AgendaLevel.ITEM: Role.AGENDA_ITEM,
    AgendaLevel.SUB: Role.AGENDA_SUB,
}
RULE = "_" * 12
_TABLE = "<w:tbl>"
_TOGETHER = 10
"""The rows of a table that is kept on one page; a longer one breaks between rows and repeats its header."""


def body(document: Document, story: Story, width: int) -> str:
    """The sections and annexes; `width` is that of the text, in twips."""
    texts = list(carriers(replace(document, lines=(), box=())))
    writer = _Writer(story, width, texts[-1] if texts else None)
    made = (*writer.blocks(document.body), *(xml for annex in document.annexes for xml in writer.annex(annex)))
    # What the template has before the body may be a table: the box.
    return "".join(_parted(made, _TABLE))


def box(document: Document, story: Story, width: int) -> str:
    """The fields of the summary box, for the inside of its cell, which may not end in a table (17.4.66); nothing for no field."""
    writer = _Writer(story, width, None)
    made = list(_parted((xml for field in document.box for xml in writer.box_field(field)), ""))
    if made and made[-1].endswith("</w:tbl>"):
        made.append(make.paragraph("", ""))
    return "".join(made)


def _parted(made: Iterable[str], before: str) -> Iterator[str]:
    """The paragraphs and tables with a paragraph between two tables, of which Word would make one."""
    for xml in made:
        if before.startswith(_TABLE) and xml.startswith(_TABLE):
            yield make.paragraph("", "")
        yield xml
        before = xml


class _Writer:
    """Writes the blocks of one story; its `last` text stays on one page with what the template has after it."""

    def __init__(self, story: Story, width: int, last: Carrier | None) -> None:
        self._story = story
        self._width = width
        self._last = last

    def annex(self, annex: Annex) -> Iterator[str]:
        label = make.text_run(annex.label, plain_look(self._story))
        if annex.unit in self._story.package.targets:
            label = self._story.marked(self._story.package.targets[annex.unit], label)
        yield self._plain(Role.ANNEX_NUMBER, label)
        yield self._paragraph(Role.ANNEX_TITLE, replace(annex, label=""))
        yield from self.blocks(annex.blocks, first=Role.AFTER_TITLE)

    def box_field(self, field: BoxField) -> Iterator[str]:
        yield self._paragraph(Role.BOX_HEAD, field)
        yield from self.blocks(field.blocks)

    def blocks(self, blocks: Sequence[Block], *, first: Role | None = None, depth: int = 1) -> Iterator[str]:
        """The paragraphs and tables of blocks; `first` is the style of a plain paragraph that comes first."""
        following = [after for _, after in pairwise((*blocks, None))]
        for at, (block, after) in enumerate(zip(blocks, following, strict=True)):
            match block:
                case Paragraph():
                    yield self._text(block, after, first if at == 0 else None)
                case Enumeration():
                    yield from self._enumeration(block, 0)
                case Rule():
                    yield self._plain(Role.RULE, make.text_run(RULE, plain_look(self._story)))
                case Table():
                    yield self._table(block)
                case Agenda(lines):
                    yield from map(self._agenda_line, lines)
                case Section():
                    yield from self._section(block, depth)
                case _:
                    assert_never(block)

    def _section(self, section: Section, depth: int) -> Iterator[str]:
        if section.content:
            if section.label:
                role = _HEADINGS[min(depth, len(_HEADINGS)) - 1]
            else:
                role = Role.HEADING_BOLD if depth == 1 else Role.HEADING_ITALIC
            yield self._paragraph(role, section)
            depth += 1
        yield from self.blocks(section.blocks, depth=depth)

    def _text(self, paragraph: Paragraph, after: Block | None, first: Role | None) -> str:
        if paragraph.indented:
            return self._continued(paragraph, 0)
        role = Role.BEFORE_TABLE if isinstance(after, Table) else first or Role.NORMAL
        return self._paragraph(role, paragraph, keep_next=isinstance(after, Enumeration))

    def _continued(self, paragraph: Paragraph, level: int) -> str:
        """A continuation: the tab takes its first line to the text of the entry it belongs to."""
        return self._paragraph(_enum(level), paragraph, lead="\t")

    def _enumeration(self, enumeration: Enumeration, level: int) -> Iterator[str]:
        for entry in enumeration.entries:
            yield self._paragraph(_enum(level), entry, lead="\t" if entry.marker is Marker.TERM else "")
            yield from self._under(entry, level)

    def _under(self, entry: Entry, level: int) -> Iterator[str]:
        for block in entry.blocks:
            match block:
                case Enumeration():
                    yield from self._enumeration(block, level + 1)
                case Paragraph():
                    yield self._continued(block, level)
                case _:
                    yield from self.blocks((block,))

    def _agenda_line(self, line: AgendaLine) -> str:
        return self._paragraph(_AGENDA[line.level], line)

    def _table(self, table: Table) -> str:
        share = self._width / sum(table.widths)
        widths = [round(width * share) for width in table.widths]
        widths[-1] += self._width - sum(widths)
        rows = []
        for at, row in enumerate(table.rows, 1):
            keep = len(table.rows) <= _TOGETHER and at < len(table.rows)
            rows.append(([self._paragraph(Role.TABLE_TEXT, cell, keep_next=keep) for cell in row.cells], False))
        if table.head:
            rows.insert(0, ([self._paragraph(Role.TABLE_HEAD, cell) for cell in table.head], True))
        return make.table(self._story.package.styles[Role.TABLE], widths, rows, rtl=self._story.package.tongue.rtl)

    def _paragraph(self, role: Role, carrier: Carrier, lead: str = "", *, keep_next: bool = False) -> str:
        look = plain_look(self._story)
        sign = getattr(carrier, "label", "")
        label = make.text_run(sign, look)
        text = make.text_run(lead or ("\t" if sign else ""), look) + runs(carrier.content, self._story, look)
        inner = self._story.anchored(carrier, label, text)
        return self._plain(role, inner, keep_next=keep_next or carrier is self._last)

    def _plain(self, role: Role, inner: str, *, keep_next: bool = False) -> str:
        # The default style goes without saying.
        style = "" if role is Role.NORMAL else self._story.package.styles[role]
        return make.paragraph(style, inner, keep_next=keep_next)


def _enum(level: int) -> Role:
    return _ENUMS[min(level, len(_ENUMS) - 1)]


def footnotes(story: Story) -> Iterator[str]:
    """The bodies of the footnotes that were called, in reading order with ids 1 … n, above those of the separators."""
    look = plain_look(story)
    call = make.Look(style=story.package.styles[Role.FOOTNOTE_CALL], tongue=look.tongue)
    for number, note in enumerate(story.package.notes, story.package.separators + 1):
        text = make.text_run("\t", look) + runs(note.content, story, look)
        if note.unit and not story.package.final:
            text = story.marked(unit_bookmark(note.unit), text)
        inner = make.run("<w:footnoteRef/>", call) + text
        yield make.footnote(number, make.paragraph(story.package.styles[Role.FOOTNOTE], inner))
