"""Workbooks from pieces of their XML, as programs other than Excel write them, or as nobody should."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from pipeline.issues import Issue
from pipeline.read.grid import Grid, read_grids

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT, STRICT_OFFICE = (
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

TYPES = "[Content_Types].xml"
BOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
STYLES, STRINGS = "xl/styles.xml", "xl/sharedStrings.xml"
SHEET = "xl/worksheets/sheet1.xml"


def row(*cells: str, number: int = 1, more: str = "") -> str:
    """A row of cells."""
    return f'<row r="{number}"{more}>{"".join(cells)}</row>'


def sheet(rows: str, before: str = "", after: str = "") -> str:
    """The part of a sheet."""
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def styles(*codes: str) -> str:
    """The part of styles: style 0 is General, style n has the n-th of these format codes."""
    own = "".join(f'<numFmt numFmtId="{164 + at}" formatCode="{escape(code)}"/>' for at, code in enumerate(codes))
    used = "".join(f'<xf numFmtId="{164 + at}"/>' for at in range(len(codes)))
    # The styles of named styles come before those of cells, and are none of them.
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts>{own}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
        f'<cellXfs><xf numFmtId="0"/>{used}</cellXfs></styleSheet>'
    )


def strings(*texts: str) -> str:
    """The part of shared strings, each a piece of XML."""
    return f'<sst xmlns="{MAIN}" count="1" uniqueCount="4294967295">{"".join(f"<si>{text}</si>" for text in texts)}</sst>'


def container(
    sheets: Sequence[str] | Mapping[str, str], more: Mapping[str, str | None] | None = None, properties: str = ""
) -> dict[str, bytes]:
    """The parts of a workbook with these sheets (`a`, `b` … where they have no names). `more` adds parts; None takes one away."""
    named = dict(sheets) if isinstance(sheets, Mapping) else dict(zip("abcdefgh", sheets, strict=False))
    numbers = range(1, len(named) + 1)
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{at}.xml" ContentType="{_TYPE}.worksheet+xml"/>' for at in numbers
    )
    tabs = "".join(f'<sheet name="{name}" sheetId="{at}" r:id="rId{at}"/>' for at, name in zip(numbers, named, strict=True))
    relations = "".join(
        f'<Relationship Id="rId{at}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{at}.xml"/>' for at in numbers
    )
    parts: dict[str, str | None] = {
        TYPES: f'<Types xmlns="{_PACKAGE}/content-types"><Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f"{overrides}</Types>",
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        BOOK: f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{properties}<sheets>{tabs}</sheets></workbook>',
        RELATIONS: f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}'
        f'<Relationship Id="s1" Type="{OFFICE}/styles" Target="styles.xml"/>'
        f'<Relationship Id="s2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        **{f"xl/worksheets/sheet{at}.xml": text for at, text in zip(numbers, named.values(), strict=True)},
        **(more or {}),
    }
    return {name: text.encode() for name, text in parts.items() if text is not None}


def written(folder: Path, parts: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> Path:
    """A container with these parts."""
    path = folder / "document.xlsx"
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def grids(path: Path) -> tuple[tuple[Grid, ...], list[Issue]]:
    """The grids of a workbook, and what was reported."""
    found: list[Issue] = []
    return read_grids(path, found.append), found


def only(folder: Path, rows: str, *, before: str = "", after: str = "", **more: str) -> tuple[Grid, list[Issue]]:
    """The one sheet with these rows; `styles` and `strings` are parts, `properties` the properties of the workbook."""
    parts = {STYLES: more.get("styles"), STRINGS: more.get("strings")}
    made = container([sheet(rows, before, after)], parts, more.get("properties", ""))
    (grid,), found = grids(written(folder, made))
    return grid, found


def cell(folder: Path, text: str, **more: str) -> tuple[object, str, list[str]]:
    """What a cell B2 that is this piece of XML holds, what it shows, and the codes of what was reported."""
    grid, found = only(folder, row(text, number=2), **more)
    assert {issue.location.cell for issue in found} <= {"B2"}
    return grid.values.get((2, 2)), grid.shown.get((2, 2), ""), [issue.code for issue in found]
