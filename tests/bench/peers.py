"""Other ways to write the same document: what each costs on the same text is what this project is measured against.

(a) raw: strings and zipfile, nothing else; (b) docxtpl with loops in its template; (c) docxtpl as a shell, the body passed
through it as a string; (d) python-docx; (e) the obvious pipeline, from the sources: openpyxl, markdown-it, docxtpl, save.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import docx
import openpyxl
import polib
from docxtpl import DocxTemplate
from markdown_it import MarkdownIt

from pipeline.model.blocks import (
    Agenda,
    Block,
    BoxField,
    Carrier,
    Document,
    Entry,
    Enumeration,
    Paragraph,
    Rule,
    Section,
    Table,
)
from pipeline.model.inlines import Content, Emphasis, Link, Note, Pending, Piece, Strong, Superscript
from pipeline.model.plain import plain

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one look."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: its style and its runs."""

    style: str
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its rows of cells."""

    rows: tuple[tuple[Line, ...], ...]


Flat = tuple[Line | Grid, ...]


def flat(document: Document) -> Flat:
    """What a settled document says, without anything that the peers could not write: paragraphs, runs, tables."""
    made: list[Line | Grid] = [Line("Normal", _runs(line.content)) for line in document.lines if line.content]
    for field in document.box:
        made += [_line("Normal", field), *_blocks(field.blocks)]
    made += _blocks(document.body)
    for annex in document.annexes:
        made += [_line("Annextitle", annex), *_blocks(annex.blocks)]
    return tuple(made)


def _blocks(blocks: Sequence[Block]) -> Iterator[Line | Grid]:
    for block in blocks:
        match block:
            case Paragraph():
                yield _line("Normal", block)
            case Enumeration(entries):
                for entry in entries:
                    yield _line("enumlev1", entry)
                    yield from _blocks(entry.blocks)
            case Rule():
                yield Line("Normal", (Run("_" * 12),))
            case Table():
                heads = [block.head] if block.head else []
                cells = [*heads, *(row.cells for row in block.rows)]
                yield Grid(tuple(tuple(Line("Tabletext", _runs(cell.content)) for cell in row) for row in cells))
            case Agenda(lines):
                yield from (_line("enumlev1", line) for line in lines)
            case Section():
                if block.content:
                    yield _line("Heading1", block)
                yield from _blocks(block.blocks)


def _line(style: str, carrier: Carrier | Entry | BoxField) -> Line:
    label = getattr(carrier, "label", "")
    runs = _runs(carrier.content)
    return Line(style, (Run(f"{label}\t"), *runs) if label else runs)


def _runs(content: Content, *, bold: bool = False, italic: bool = False) -> tuple[Run, ...]:
    made: list[Run] = []
    for inline in content:
        match inline:
            case Strong(inner):
                made += _runs(inner, bold=True, italic=italic)
            case Emphasis(inner):
                made += _runs(inner, bold=bold, italic=True)
            case Note(_, inner):
                made.append(Run(f" [{plain(inner)}]", bold, italic))
            case Link(_, inner) | Piece(_, inner) | Pending(_, _, inner) | Superscript(inner):
                made += _runs(inner, bold=bold, italic=italic)
            case _:
                made.append(Run(plain((inline,)), bold, italic))
    return tuple(made)


def words(blocks: Flat) -> list[str]:
    """The texts of all paragraphs and cells: what every output must hold."""
    made: list[str] = []
    for block in blocks:
        cells = [block] if isinstance(block, Line) else [cell for row in block.rows for cell in row]
        made += [run.text.strip("\t") for cell in cells for run in cell.runs if run.text.strip()]
    return made


def body(blocks: Flat) -> str:
    """The body as WordprocessingML, in strings."""
    made: list[str] = []
    for block in blocks:
        if isinstance(block, Line):
            made.append(_paragraph(block))
        else:
            rows = "".join(
                "<w:tr>" + "".join(f"<w:tc>{_paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in block.rows
            )
            grid = "<w:gridCol/>" * len(block.rows[0]) if block.rows else ""
            made.append(f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>")
    return "".join(made)


def _paragraph(line: Line) -> str:
    runs = "".join(map(_run, line.runs))
    return f'<w:p><w:pPr><w:pStyle w:val="{line.style}"/></w:pPr>{runs}</w:p>'


def _run(run: Run) -> str:
    look = ("<w:b/>" if run.bold else "") + ("<w:i/>" if run.italic else "")
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    tabs = '</w:t><w:tab/><w:t xml:space="preserve">'.join(map(escape, run.text.split("\t")))
    return f'<w:r>{properties}<w:t xml:space="preserve">{tabs}</w:t></w:r>'


def raw(blocks: Flat, template: Mapping[str, bytes], path: Path) -> None:
    """(a) Strings and zipfile: the parts of the template around a body in strings, all compressed anew by stdlib zlib 6."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, part in template.items():
            if name == "word/document.xml":
                part = f'<w:document xmlns:w="{W}"><w:body>{body(blocks)}<w:sectPr/></w:body></w:document>'.encode()
            archive.writestr(name, part)


def loops_template(path: Path) -> Path:
    """The template of (b): one loop over paragraphs, one over rows."""
    word = docx.Document()
    for text in (
        "{%p for block in blocks %}",
        "{%p if block.line %}",
        "{{ block.text }}",
        "{%p endif %}",
        "{%p if not block.line %}",
    ):
        word.add_paragraph(text)
    table = word.add_table(3, 4)
    table.cell(0, 0).text = "{%tr for row in block.rows %}"
    for column in range(4):
        table.cell(1, column).text = f"{{{{ row[{column}] }}}}"
    table.cell(2, 0).text = "{%tr endfor %}"
    word.add_paragraph("{%p endif %}")
    word.add_paragraph("{%p endfor %}")
    word.save(str(path))
    return path


def loops(blocks: Flat, template: Path, path: Path) -> None:
    """(b) docxtpl with loops in the template (bold and italic are lost: it has no loop for runs)."""
    context = []
    for block in blocks:
        if isinstance(block, Line):
            context.append({"line": True, "text": block.text})
        else:
            rows = [[*(cell.text for cell in row), "", "", ""][:4] for row in block.rows]
            context.append({"line": False, "rows": rows})
    word = DocxTemplate(template)
    word.render({"blocks": context}, autoescape=True)
    word.save(path)


def shell_template(path: Path) -> Path:
    """The template of (c) and (e): one place for the body."""
    word = docx.Document()
    word.add_paragraph("{{p body }}")
    word.save(str(path))
    return path


def shell(blocks: Flat, template: Path, path: Path) -> None:
    """(c) docxtpl as a shell: the body, in strings, passes through it."""
    word = DocxTemplate(template)
    word.render({"body": body(blocks)})
    word.save(path)


def python_docx(blocks: Flat, path: Path) -> None:
    """(d) python-docx, paragraph by paragraph."""
    word = docx.Document()
    for block in blocks:
        if isinstance(block, Line):
            paragraph = word.add_paragraph(style="Normal")
            for run in block.runs:
                made = paragraph.add_run(run.text)
                made.bold, made.italic = run.bold or None, run.italic or None
        else:
            table = word.add_table(0, len(block.rows[0]))
            for row in block.rows:
                for cell, line in zip(table.add_row().cells, row, strict=True):
                    cell.text = line.text
    word.save(str(path))


def obvious(sources: Path, language: str, template: Path, path: Path) -> None:
    """(e) The obvious pipeline: openpyxl, markdown-it, polib, docxtpl shell, save. No check, no number, no marks of a draft."""
    book = openpyxl.load_workbook(sources / "document.xlsx", data_only=True)
    sheets = {sheet.title: _records(sheet) for sheet in book}
    catalogue = sources / "translations" / f"{language}.po"
    texts = {entry.msgid: entry.msgstr for entry in polib.pofile(str(catalogue))} if catalogue.is_file() else {}
    markdown = MarkdownIt("zero").enable(["emphasis", "link", "escape"])
    made: list[Line | Grid] = []
    for section in sorted(sheets["sections"], key=lambda row: row["order"] or 0):
        made.append(Line("Heading1", (Run(texts.get(section["heading"], section["heading"])),)))
        for line in (sources / "text" / section["fragment"]).read_text("utf-8").split("\n"):
            if directive := re.match(r"\[\[table: ([\w-]+)\]\]", line):
                made.append(_table(directive[1], sheets, texts))
            elif line.startswith("[[agenda"):
                made += [Line("enumlev1", (Run(texts.get(row["label"], row["label"])),)) for row in sheets["agenda"]]
            elif line:
                made.append(_parsed(line, markdown, texts))
    shell(tuple(made), template, path)


def _records(sheet: openpyxl.worksheet.worksheet.Worksheet) -> list[dict[str, object]]:
    header, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, header), row, strict=True)) for row in rows]


def _table(name: str, sheets: Mapping[str, list[dict[str, object]]], texts: Mapping[str, str]) -> Grid:
    kind = next(str(row["filter"]).partition("=")[2].split(";")[0] for row in sheets["tables"] if row["id"] == name)
    rows = [row for row in sheets["meetings"] if row["type"] == kind]
    columns = ("region", "start", "host", "url")
    return Grid(tuple(tuple(Line("Tabletext", (Run(str(row[column] or "")),)) for column in columns) for row in rows))


def _parsed(line: str, markdown: MarkdownIt, texts: Mapping[str, str]) -> Line:
    number, _, rest = line.partition("\t") if "\t" in line else ("", "", line)
    text = re.sub(r"\s*\{#[^}]*\}\s*$", "", rest)
    runs = [Run(f"{number}\t")] if number else []
    bold = italic = False
    for token in markdown.parseInline(texts.get(text, text))[0].children or ():
        bold = {"strong_open": True, "strong_close": False}.get(token.type, bold)
        italic = {"em_open": True, "em_close": False}.get(token.type, italic)
        if token.content:
            runs.append(Run(token.content, bold, italic))
    return Line("Normal", tuple(runs))


def template_parts(template: Path) -> dict[str, bytes]:
    """The parts of a template, unzipped once as every peer may."""
    with zipfile.ZipFile(template) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def missing(path: Path, wanted: Sequence[str]) -> int:
    """How many of the texts a file does not hold, marks and line breaks apart."""
    with zipfile.ZipFile(path) as archive:
        parts = [name for name in archive.namelist() if re.match(r"word/(document|header|footer|footnotes)", name)]
        xml = "".join(archive.read(name).decode() for name in parts)
    xml = xml.replace("<w:noBreakHyphen/>", "\u2011").replace("<w:tab/>", "\t")
    import html

    held = re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", "", xml)))
    return sum(re.sub(r"\s+", " ", text).strip() not in held for text in wanted)


Way = Callable[[], None]
