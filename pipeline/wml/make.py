"""WordprocessingML as strings: the one place where text is escaped and elements are spelled.

Clauses are those of ECMA-376 part 1. Properties are written in the order of `wml.order`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.wml.direction import segments

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_SPECIAL = re.compile("(\r\n|[\t\n\r\u2011\u00ad])")
_ELEMENTS = {
    "\t": "<w:tab/>",
    "\n": "<w:br/>",
    "\r": "<w:br/>",
    "\r\n": "<w:br/>",
    "\u2011": "<w:noBreakHyphen/>",
    "\u00ad": "<w:softHyphen/>",
}


@dataclass(frozen=True, slots=True)
class Tongue:
    """What Word is told of the language of a run: tags for Latin, East Asian and complex script, and the direction."""

    latin: str = ""
    east_asian: str = ""
    complex: str = ""
    rtl: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks: a character style by id, direct formatting, and its language."""

    style: str = ""
    bold: bool = False
    italic: bool = False
    raised: bool = False
    highlight: str = ""
    tongue: Tongue = Tongue()

    def properties(self, *, island: bool = False) -> str:
        """The run's `w:rPr`, empty where it has none (17.3.2.28); an island is left-to-right in a right-to-left text."""
        tongue = self.tongue
        tags = (("val", tongue.latin), ("eastAsia", tongue.east_asian), ("bidi", tongue.complex))
        languages = "".join(f' w:{name}="{tag}"' for name, tag in tags if tag)
        inner = "".join(
            (
                f'<w:rStyle w:val="{self.style}"/>' if self.style else "",
                # Quotation marks and brackets take the East Asian font only where they are told to (17.3.2.26).
                '<w:rFonts w:hint="eastAsia"/>' if tongue.east_asian else "",
                "<w:b/><w:bCs/>" if self.bold else "",
                "<w:i/><w:iCs/>" if self.italic else "",
                f'<w:highlight w:val="{self.highlight}"/>' if self.highlight else "",
                '<w:vertAlign w:val="superscript"/>' if self.raised else "",
                "<w:rtl/>" if tongue.rtl and not island else "",
                f"<w:lang{languages}/>" if languages else "",
            )
        )
        return f"<w:rPr>{inner}</w:rPr>" if inner else ""


def escaped(text: str) -> str:
    """Characters as XML text or attribute value."""
    return text.translate(_ESCAPES)


def characters(text: str) -> str:
    """Text as the children of a run: tabs, line breaks, U+2011 and U+00AD are elements of their own (17.3.3)."""
    return "".join(
        _ELEMENTS.get(part) or f'<w:t xml:space="preserve">{escaped(part)}</w:t>' for part in _SPECIAL.split(text) if part
    )


def run(inner: str, look: Look) -> str:
    """A run of what `characters` made, or of any other children of one."""
    return f"<w:r>{look.properties()}{inner}</w:r>"


def text_run(text: str, look: Look) -> str:
    """The runs of a text, more than one where directions change in it; nothing for no text."""
    if not look.tongue.rtl:
        return run(characters(text), look) if text else ""
    return "".join(f"<w:r>{look.properties(island=island)}{characters(part)}</w:r>" for part, island in segments(text))


def field(instruction: str, cached: str, look: Look) -> str:
    """A complex field with its last result (17.16.18); `cached` is a run."""
    return "".join(
        (
            run('<w:fldChar w:fldCharType="begin"/>', look),
            run(f'<w:instrText xml:space="preserve"> {escaped(instruction)} </w:instrText>', look),
            run('<w:fldChar w:fldCharType="separate"/>', look),
            cached,
            run('<w:fldChar w:fldCharType="end"/>', look),
        )
    )


def bookmark(number: int, name: str, inner: str) -> str:
    """`inner` between the two ends of a bookmark (17.13.6)."""
    start = f'<w:bookmarkStart w:id="{number}" w:name="{escaped(name)}"/>'
    return f'{start}{inner}<w:bookmarkEnd w:id="{number}"/>'


def hyperlink(relationship: str, inner: str) -> str:
    """A link to an address outside (17.16.22)."""
    return f'<w:hyperlink r:id="{relationship}" w:history="1">{inner}</w:hyperlink>'


def paragraph(style: str, inner: str, *, keep_next: bool = False) -> str:
    """A paragraph of the style with this id, on one page with the next if so asked; the default style is not named."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties += "<w:keepNext/>" if keep_next else ""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def table(style: str, widths: list[int], rows: list[tuple[list[str], bool]], *, rtl: bool = False) -> str:
    """A table of fixed columns (17.4): `widths` in twips, each row its cells' content and whether it is a header row.

    A right-to-left table has its first column at the right (17.4.1).
    """
    head = any(is_head for _, is_head in rows)
    look = f'<w:tblLook w:val="{"0020" if head else "0000"}" w:firstRow="{int(head)}" w:lastRow="0" '
    look += 'w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="0"/>'
    properties = f'<w:tblStyle w:val="{style}"/>{"<w:bidiVisual/>" if rtl else ""}<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{look}'
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = "".join(_row(cells, widths, is_head=is_head) for cells, is_head in rows)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def _row(cells: list[str], widths: list[int], *, is_head: bool) -> str:
    made = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if is_head else ''}</w:trPr>{made}</w:tr>"


def footnote(number: int, inner: str) -> str:
    """The body of a footnote (17.11.10); `inner` is its paragraphs."""
    return f'<w:footnote w:id="{number}">{inner}</w:footnote>'
