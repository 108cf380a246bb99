"""What others write the same document with: (b) docxtpl with loops, (c) docxtpl as a shell, (d) python-docx, and pandoc.

Each is given what the document says and the council's template, and does as well as it can: paragraphs in their styles, bold and
italic, tables. Footnotes are paragraphs where a way has no means for them; python-docx has none for links either.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.document import Document as Word
from docx.table import _Cell
from docxtpl import DocxTemplate, RichText

from tests.bench.raw import Body
from tests.bench.said import Flat, Grid, Line, Run, Said


def loops_template(template: Path, path: Path, styles: list[str]) -> Path:
    """The template of (b): in the places of box and body a loop, with a paragraph for each style and a table."""
    word = docx.Document(str(template))
    ids = {style.style_id: style for style in word.styles}
    for place, name in ((word.tables[1].cell(0, 0).paragraphs[0], "box"), (_paragraph(word, "body"), "body")):

        def put(text: str, style: str = "", place: Any = place) -> None:
            place.insert_paragraph_before(text, ids[style] if style else None)

        put(f"{{%p for part in {name} %}}")
        for style in styles:
            put(f'{{%p if part.style == "{style}" %}}')
            put("{{r part.text }}", style)
            put("{%p endif %}")
        put("{%p if part.rows %}")
        table = word.add_table(3, 3, ids["Tablecouncil"])
        table.cell(0, 0).text = "{%tr for row in part.rows %}"
        table.cell(2, 0).text = "{%tr endfor %}"
        for cell, text in zip(table.rows[1].cells, ("{%tc for cell in row %}", "{{r cell }}", "{%tc endfor %}"), strict=True):
            cell.text = text
        place._p.addprevious(table._tbl)
        put("{%p endif %}")
        place.text = "{%p endfor %}"
    word.save(str(path))
    return path


def _paragraph(word: Word, slot: str) -> Any:
    return next(paragraph for paragraph in word.paragraphs if slot in paragraph.text)


def loops(document: Said, template: Path, path: Path) -> None:
    """(b) docxtpl with loops in the template, its RichText for runs."""
    word = DocxTemplate(template)
    urls: dict[str, str] = {}

    def rich(runs: tuple[Run, ...]) -> RichText:
        made = RichText()
        for run in runs:
            if run.url and run.url not in urls:
                urls[run.url] = word.build_url_id(run.url)
            made.add(run.text, bold=run.bold, italic=run.italic, superscript=run.raised, url_id=urls.get(run.url))
        return made

    def parts(blocks: Flat) -> list[dict[str, object]]:
        made: list[dict[str, object]] = []
        for block in blocks:
            if isinstance(block, Line):
                made.append({"style": block.style, "text": rich(block.runs)})
                made += [{"style": "Normal", "text": rich((Run(run.note),))} for run in block.runs if run.note]
            else:
                made.append({"rows": [[rich(cell.runs) for cell in row] for row in block.rows]})
        return made

    word.render({**document.slots, "box": parts(document.box), "body": parts(document.body)}, autoescape=True)
    word.save(path)


def shell(document: Said, template: Path, path: Path) -> None:
    """(c) docxtpl as a shell: box and body, in strings, pass through it."""
    word = DocxTemplate(template)
    body = Body(word.build_url_id, noted=False)
    slots = {slot: escape(text) for slot, text in document.slots.items()}
    word.render({**slots, "box": body.xml(document.box), "body": body.xml(document.body)})
    word.save(path)


def python_docx(document: Said, template: Path, path: Path) -> None:
    """(d) python-docx, paragraph by paragraph; its styles are looked up once."""
    word = docx.Document(str(template))
    styles = {style.style_id: style for style in word.styles}
    section = word.sections[0]
    cells = [cell for row in word.tables[0].rows for cell in row.cells]
    for place in (word, *cells, section.header, section.first_page_footer):
        for paragraph in place.paragraphs:
            for run in paragraph.runs:
                if "{{ " in run.text:
                    run.text = re.sub(r"\{\{ (\w+) \}\}", lambda found: document.slots[found[1]], run.text)
    box, place = word.tables[1].cell(0, 0), _paragraph(word, "body")
    _fill(box, document.box, styles)
    box._tc.remove(box.paragraphs[0]._p)
    end = place._p.getnext()
    word.element.body.remove(place._p)
    _fill(word, document.body, styles)
    word.element.body.sectPr.addprevious(end)
    word.save(str(path))


def _fill(place: Word | _Cell, blocks: Flat, styles: dict[str, Any]) -> None:
    for block in blocks:
        if isinstance(block, Grid):
            table = place.add_table(0, len(block.widths))
            table.style = styles["Tablecouncil"]
            for row in block.rows:
                for cell, line in zip(table.add_row().cells, row, strict=True):
                    paragraph = cell.paragraphs[0]
                    paragraph.style = styles[line.style]
                    _runs(paragraph, line)
        else:
            _runs(place.add_paragraph(style=styles[block.style]), block)
            for run in block.runs:
                if run.note:
                    place.add_paragraph(run.note)


def _runs(paragraph: Any, line: Line) -> None:
    for run in line.runs:
        made = paragraph.add_run(run.text)
        if run.bold:
            made.bold = True
        if run.italic:
            made.italic = True
        if run.raised:
            made.font.superscript = True


PANDOC = shutil.which("pandoc")


def pandoc(document: Said, template: Path, path: Path) -> None:
    """pandoc, from HTML, the template as its reference document; the masthead comes as paragraphs."""
    slots = [Line("Normal", (Run(text),)) for text in document.slots.values()]
    page = "".join([_html(block) for block in (*slots, *document.box, *document.body)])
    command = [PANDOC or "pandoc", "-f", "html", "-t", "docx", "--reference-doc", str(template), "-o", str(path)]
    subprocess.run(command, input=page.encode(), check=True)


def _html(block: Line | Grid) -> str:
    if isinstance(block, Line):
        notes = "".join(f"<p>{escape(run.note)}</p>" for run in block.runs if run.note)
        return f'<div custom-style="{block.style}"><p>{_span(block)}</p></div>{notes}'
    rows = ("".join(f"<td><p>{_span(cell)}</p></td>" for cell in row) for row in block.rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def _span(line: Line) -> str:
    made = ""
    for run in line.runs:
        text = escape(run.text)
        for wanted, tag in ((run.bold, "b"), (run.italic, "i"), (run.raised, "sup")):
            text = f"<{tag}>{text}</{tag}>" if wanted else text
        made += f'<a href="{escape(run.url)}">{text}</a>' if run.url else text
    return made
