"""WordprocessingML as strings: the one place where text is escaped and elements are spelled.

Clauses are those of ECMA-376 part 1. Properties are written in the order of `wml.order`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from pipeline.wml.direction import segments

_ESCAPES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"))
_SPECIAL = re.compile('[\t\n\r\u2011\u00ad&<>"]')
_APART = re.compile("(\r\n|[\t\n\r\u2011\u00ad])")
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


@dataclass(frozen=True)
class Look:
    """How a run looks: a character style by id, direct formatting, and its language; `deleted` is in `w:del` (17.13.5.14)."""

    style: str = ""
    bold: bool = False
    italic: bool = False
    raised: bool = False
    highlight: str = ""
    tongue: Tongue = Tongue()
    deleted: bool = False

    @cached_property
    def properties(self) -> str:
        """The run's `w:rPr`, empty where it has none (17.3.2.28)."""
        return self._properties("", rtl=self.tongue.rtl)

    @cached_property
    def of_island(self) -> str:
        """The same where it is left-to-right in a right-to-left text."""
        return self._properties("", rtl=False)

    def in_style(self, style: str) -> Look:
        """The same in another character style."""
        if style not in self._styled:
            self._styled[style] = replace(self, style=style)
        return self._styled[style]

    @cached_property
    def _styled(self) -> dict[str, Look]:
        return {}

    def changed(self, change: str) -> str:
        """The same with a `w:rPrChange`, which stands last."""
        return self._properties(change, rtl=self.tongue.rtl)

    def _properties(self, change: str, *, rtl: bool) -> str:
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
                "<w:rtl/>" if rtl else "",
                f"<w:lang{languages}/>" if languages else "",
                change,
            )
        )
        return f"<w:rPr>{inner}</w:rPr>" if inner else ""


def escaped(text: str) -> str:
    """Characters as XML text or attribute value."""
    for sign, instead in _ESCAPES:
        text = text.replace(sign, instead)
    return text


def characters(text: str, *, deleted: bool = False) -> str:
    """Text as the children of a run: tabs, line breaks, U+2011 and U+00AD are elements of their own (17.3.3)."""
    name = "w:delText" if deleted else "w:t"
    if not _SPECIAL.search(text):
        return f'<{name} xml:space="preserve">{text}</{name}>' if text else ""
    return "".join(
        _ELEMENTS.get(part) or f'<{name} xml:space="preserve">{escaped(part)}</{name}>' for part in _APART.split(text) if part
    )


def run(inner: str, look: Look, *, change: str = "") -> str:
    """A run of what `characters` made, or of any other children of one; `change` is its `w:rPrChange`."""
    return f"<w:r>{look.changed(change) if change else look.properties}{inner}</w:r>"


def text_run(text: str, look: Look) -> str:
    """The runs of a text, more than one where directions change in it; nothing for no text."""
    if not look.tongue.rtl:
        return run(characters(text, deleted=look.deleted), look) if text else ""
    return "".join(
        f"<w:r>{look.of_island if island else look.properties}{characters(part, deleted=look.deleted)}</w:r>"
        for part, island in segments(text)
    )


def field(instruction: str, cached: str, look: Look) -> str:
    """A complex field with its last result (17.16.18); `cached` is a run."""
    name = "w:delInstrText" if look.deleted else "w:instrText"
    return "".join(
        (
            run('<w:fldChar w:fldCharType="begin"/>', look),
            run(f'<{name} xml:space="preserve"> {escaped(instruction)} </{name}>', look),
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


def paragraph(style: str, inner: str, *, keep_next: bool = False, mark: str = "", change: str = "") -> str:
    """A paragraph of the style with this id, on one page with the next if so asked; the default style is not named.

    `mark` says how the paragraph's mark is tracked, `change` is a `w:pPrChange`: see `wml.track`.
    """
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties += "<w:keepNext/>" if keep_next else ""
    properties += f"<w:rPr>{mark}</w:rPr>" if mark else ""
    properties += change
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def table(properties: str, grid: Iterable[int], rows: Iterable[str]) -> str:
    """A table (17.4.37): its `table_properties`, the widths of its columns in twips, and rows from `row`."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return f"<w:tbl>{properties}<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def table_properties(style: str, width: int, *, head: bool = False, rtl: bool = False, change: str = "") -> str:
    """What a table of fixed columns is: `width` in twips, `head` whether its first row is a header, `change` a `w:tblPrChange`.

    A right-to-left table has its first column at the right (17.4.1).
    """
    look = f'<w:tblLook w:val="{"0020" if head else "0000"}" w:firstRow="{int(head)}" w:lastRow="0" '
    look += 'w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="0"/>'
    properties = f'<w:tblStyle w:val="{style}"/>{"<w:bidiVisual/>" if rtl else ""}<w:tblW w:w="{width}" w:type="dxa"/>'
    return f'<w:tblPr>{properties}<w:tblLayout w:type="fixed"/>{look}{change}</w:tblPr>'


def row(cells: Iterable[str], *, head: bool = False, mark: str = "") -> str:
    """A row that does not break across pages, its cells from `cell`; `mark` says how it is tracked."""
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}{mark}</w:trPr>{''.join(cells)}</w:tr>"


def cell(width: int, inner: str, *, mark: str = "") -> str:
    """A cell, `width` in twips; `mark` says how it, or its width, is tracked."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{mark}</w:tcPr>{inner}</w:tc>'


def footnote(number: int, inner: str) -> str:
    """The body of a footnote (17.11.10); `inner` is its paragraphs."""
    return f'<w:footnote w:id="{number}">{inner}</w:footnote>'
