"""What a settled document says, as any other program would hold it: paragraphs of runs, and tables of them."""

from __future__ import annotations

import html
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import assert_never

from pipeline.model.blocks import Agenda, AgendaLevel, Block, Document, Enumeration, Paragraph, Rule, Section, Table
from pipeline.model.inlines import Content, Emphasis, Link, Note, Pending, Piece, Strong, Superscript, Symbol
from pipeline.model.plain import plain

_AGENDA = {AgendaLevel.PART: "Agendapart", AgendaLevel.ITEM: "Agendaitem", AgendaLevel.SUB: "Agendasub"}


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one look; `note` is the text of the footnote that is called after it."""

    text: str
    bold: bool = False
    italic: bool = False
    raised: bool = False
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: the id of its style, and its runs."""

    style: str
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the shares of its columns, its rows of cells; the first row is its head where `head` says so."""

    widths: tuple[float, ...]
    rows: tuple[tuple[Line, ...], ...]
    head: bool


Flat = tuple[Line | Grid, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A document: what the slots of its template are filled with, its box and its body."""

    slots: Mapping[str, str]
    box: Flat
    body: Flat

    def paragraphs(self) -> Iterator[Line]:
        """All paragraphs of box and body, those of tables too."""
        for block in (*self.box, *self.body):
            yield from (block,) if isinstance(block, Line) else (cell for row in block.rows for cell in row)

    def texts(self) -> Iterator[str]:
        """The texts of all paragraphs and footnotes."""
        for line in self.paragraphs():
            yield line.text
            yield from (run.note for run in line.runs if run.note)


def said(document: Document) -> Said:
    """What a settled document says, without its bookmarks, fields and provenance, which the peers do not write."""
    slots = {line.slot: plain(line.content) for line in document.lines}
    box = tuple(
        part for field in document.box for part in (Line("Boxhead", runs(field.content)), *_blocks(field.blocks, "Normal"))
    )
    body = [part for section in document.body for part in _blocks((section,), "Normal")]
    for annex in document.annexes:
        title = [Line("AnnexNo", (Run(annex.label),)), Line("Annextitle", runs(annex.content))]
        body += [*title, *_blocks(annex.blocks, "Normal")]
    return Said(slots, box, tuple(body))


def _blocks(blocks: Sequence[Block], style: str, depth: int = 1) -> Iterator[Line | Grid]:
    for block in blocks:
        match block:
            case Paragraph():
                yield _line(style, block.label, block.content)
            case Enumeration(entries):
                for entry in entries:
                    yield _line(f"enumlev{depth}", entry.label, entry.content)
                    yield from _blocks(entry.blocks, f"enumlev{depth}", depth + 1)
            case Rule():
                yield Line("Rule", (Run("_" * 12),))
            case Table():
                head = tuple(Line("Tablehead", runs(cell.content)) for cell in block.head)
                cells = (tuple(Line("Tabletext", runs(cell.content)) for cell in row.cells) for row in block.rows)
                yield Grid(block.widths, (head, *cells) if head else tuple(cells), bool(head))
            case Agenda(lines):
                yield from (_line(_AGENDA[line.level], line.label, line.content) for line in lines)
            case Section():
                if block.content:
                    yield _line("Heading1", block.label, block.content)
                yield from _blocks(block.blocks, style)
            case _:
                assert_never(block)


def _line(style: str, label: str, content: Content) -> Line:
    marker = (Run(f"{label}\t"),) if label else ()
    return Line(style, _joined(marker + runs(content)))


def runs(content: Content, look: Run = Run("")) -> tuple[Run, ...]:
    """The runs of a settled text."""
    made: list[Run] = []
    for inline in content:
        match inline:
            case Strong(inner):
                made += runs(inner, replace(look, bold=True))
            case Emphasis(inner):
                made += runs(inner, replace(look, italic=True))
            case Superscript(inner):
                made += runs(inner, replace(look, raised=True))
            case Link(url, inner):
                made += runs(inner, replace(look, url=url))
            case Piece(_, inner) | Pending(_, _, inner):
                made += runs(inner, look)
            case Symbol(text, url):
                made.append(replace(look, text=text, url=url or look.url))
            case Note(_, inner):
                made[-1] = replace(made[-1], note=plain(inner))
            case _:
                made.append(replace(look, text=plain((inline,))))
    return _joined(run for run in made if run.text)


def _joined(apart: Iterable[Run]) -> tuple[Run, ...]:
    """The runs, those that meet and look alike in one: who writes by hand makes no more of them than there are looks."""
    made: list[Run] = []
    for run in apart:
        if made and not made[-1].note and replace(made[-1], text="", note="") == replace(run, text="", note=""):
            made[-1] = replace(run, text=made[-1].text + run.text)
        else:
            made.append(run)
    return tuple(made)


def missing(path: Path, wanted: Said) -> list[str]:
    """The texts that a file does not hold, each as often as it is not there; all white space is alike.

    Each paragraph, cell and footnote has to be a paragraph of the file; what fills a slot has to stand somewhere.
    """
    with zipfile.ZipFile(path) as archive:
        names = [
            name for name in archive.namelist() if re.fullmatch(r"word/(document|header\d*|footer\d*|footnotes)\.xml", name)
        ]
        xml = "".join(archive.read(name).decode() for name in names)
    held = Counter(_visible(found) for found in re.findall(r"<w:p[ >].*?</w:p>", xml, re.DOTALL))
    texts = Counter(_even(text) for text in wanted.texts())
    every = "\n".join(held)
    slots = [text for slot, text in wanted.slots.items() if slot != "emblem" and _even(text) not in every]
    return [*(texts - held).elements(), *slots]


_SHOWN = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|<w:(tab|br|cr)/>|<w:(noBreakHyphen)/>")


def _visible(paragraph: str) -> str:
    pieces = (" " if gap else "\u2011" if hyphen else text for text, gap, hyphen in _SHOWN.findall(paragraph))
    return _even(html.unescape("".join(pieces)))


def _even(text: str) -> str:
    return " ".join(text.split())
