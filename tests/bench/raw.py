"""(a) Strings and zipfile, the physical limit: text in, escaped, into the parts of the template, deflated by stdlib zlib 6."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

from tests.bench.said import Flat, Grid, Line, Run, Said

_HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_WIDTH = 9638
_MARK = "\ue000{}\ue001"
_TABLE = (
    '<w:tbl><w:tblPr><w:tblStyle w:val="Tablecouncil"/><w:tblW w:w="{width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
    "</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
)


@dataclass(frozen=True, slots=True)
class Template:
    """A template taken apart once: its parts, and those with slots as strings, with `_MARK` in each."""

    parts: dict[str, bytes]
    marked: dict[str, str]


@dataclass(slots=True)
class Body:
    """WordprocessingML as strings; `links` has the id of each address, `notes` the footnotes in order.

    `link` makes the id of an address; `noted` is false where the format has no place for footnotes: they follow as paragraphs.
    """

    link: Callable[[str], str] | None = None
    noted: bool = True
    links: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def xml(self, blocks: Flat) -> str:
        return "".join([self._paragraph(block) if isinstance(block, Line) else self._table(block) for block in blocks])

    def _paragraph(self, line: Line) -> str:
        runs = "".join([self._run(run) for run in line.runs])
        made = f'<w:p><w:pPr><w:pStyle w:val="{line.style}"/></w:pPr>{runs}</w:p>'
        if not self.noted:
            made += "".join([self._paragraph(Line("Normal", (Run(run.note),))) for run in line.runs if run.note])
        return made

    def _run(self, run: Run) -> str:
        look = ("<w:b/>" if run.bold else "") + ("<w:i/>" if run.italic else "")
        look += '<w:vertAlign w:val="superscript"/>' if run.raised else ""
        properties = f"<w:rPr>{look}</w:rPr>" if look else ""
        text = escape(run.text)
        if "\t" in text:
            text = text.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
        made = f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'
        if run.url:
            made = f'<w:hyperlink r:id="{self._id(run.url)}">{made}</w:hyperlink>'
        if run.note and self.noted:
            self.notes.append(run.note)
            made += f'<w:r><w:footnoteReference w:id="{len(self.notes)}"/></w:r>'
        return made

    def _id(self, url: str) -> str:
        if url not in self.links:
            self.links[url] = self.link(url) if self.link else f"rIdLink{len(self.links) + 1}"
        return self.links[url]

    def _table(self, grid: Grid) -> str:
        shares = sum(grid.widths)
        widths = [round(_WIDTH * width / shares) for width in grid.widths]
        opened = [f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>' for width in widths]
        rows = []
        for number, row in enumerate(grid.rows):
            head = "<w:tblHeader/>" if grid.head and not number else ""
            cells = "".join([f"{begin}{self._paragraph(cell)}</w:tc>" for begin, cell in zip(opened, row, strict=True)])
            rows.append(f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{cells}</w:tr>")
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        return _TABLE.format(width=_WIDTH, columns=columns, rows="".join(rows))


def write(document: Said, around: Template, path: Path) -> None:
    """Write what a document says: masthead, headers, box, body, links and footnotes; all parts are compressed anew."""
    body = Body()
    slots = {slot: escape(text) for slot, text in document.slots.items()}
    slots |= {"box": body.xml(document.box), "body": body.xml(document.body)}
    parts = dict(around.parts)
    for name, text in around.marked.items():
        for slot, filling in slots.items():
            text = text.replace(_MARK.format(slot), filling)  # noqa: PLW2901
        parts[name] = text.encode()
    if body.links:
        _before_end(parts, "word/_rels/document.xml.rels", [_related(url, id_) for url, id_ in body.links.items()])
    if body.notes:
        _before_end(parts, "word/footnotes.xml", [_note(text, number) for number, text in enumerate(body.notes, 1)])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)


def _related(url: str, id_: str) -> str:
    return f'<Relationship Id="{id_}" Type="{_HYPERLINK}" Target="{escape(url)}" TargetMode="External"/>'


def _note(text: str, number: int) -> str:
    paragraph = f'<w:p><w:r><w:footnoteRef/></w:r><w:r><w:tab/><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
    return f'<w:footnote w:id="{number}">{paragraph}</w:footnote>'


def _before_end(parts: dict[str, bytes], name: str, added: list[str]) -> None:
    """Put text before the end of the root element of a part."""
    head, end, tail = parts[name].decode().rpartition("</")
    parts[name] = "".join([head, *added, end, tail]).encode()
