"""Tables (ECMA-376 part 1, 17.4).

Word refuses a cell that does not end in a paragraph; the Open XML SDK lets it pass (dotnet/Open-XML-SDK#592).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pipeline.check.package.parts import Element, Part
from pipeline.check.package.rules import Rule, in_every_word_part, near, number
from pipeline.wml.names import MC, w

_WRAPPERS: Final = frozenset(
    (*map(w, ("sdt", "sdtContent", "customXml", "ins", "del")), f"{{{MC}}}AlternateContent", f"{{{MC}}}Choice")
)


@in_every_word_part
def cell_without_paragraph(part: Part) -> Iterator[str]:
    """A cell without any paragraph."""
    for cell in part.each(w("tc")):
        if not list(_within(cell, w("p"), w("tbl"))):
            yield f"an empty cell{_in_table(cell)}"


@in_every_word_part
def cell_ending_in_table(part: Part) -> Iterator[str]:
    """A cell whose last block is a table, not a paragraph."""
    for cell in part.each(w("tc")):
        blocks = list(_within(cell, w("p"), w("tbl")))
        if blocks and blocks[-1].tag == w("tbl"):
            yield f"a cell that ends in a table{_in_table(cell)}"


@in_every_word_part
def row_without_cells(part: Part) -> Iterator[str]:
    """A row without any cell."""
    for row in part.each(w("tr")):
        if next(_within(row, w("tc")), None) is None:
            yield f"an empty row{_in_table(row)}"


@in_every_word_part
def table_without_rows(part: Part) -> Iterator[str]:
    """A table without any row."""
    for table in part.each(w("tbl")):
        if next(_within(table, w("tr")), None) is None:
            yield "a table without rows"


@in_every_word_part
def table_without_properties(part: Part) -> Iterator[str]:
    """A table without `w:tblPr`, which the schema requires."""
    for table in part.each(w("tbl")):
        if table.find(w("tblPr")) is None:
            yield f"a table without w:tblPr{_in_table(table)}"


@in_every_word_part
def table_without_grid(part: Part) -> Iterator[str]:
    """A table without `w:tblGrid`, or with one that follows its rows."""
    for table in part.each(w("tbl")):
        grid = table.find(w("tblGrid"))
        if grid is None or next(grid.itersiblings(w("tr"), preceding=True), None) is not None:
            yield f"a table without w:tblGrid before its rows{_in_table(table)}"


@in_every_word_part
def span_beyond_grid(part: Part) -> Iterator[str]:
    """A row is wider than the grid of its table."""
    for table in part.each(w("tbl")):
        grid = table.find(w("tblGrid"))
        if grid is None:
            continue
        columns = len(grid.findall(w("gridCol")))
        for row in _within(table, w("tr")):
            edges = sum(_value(row, "trPr", edge, absent=0) for edge in ("gridBefore", "gridAfter"))
            width = edges + sum(_value(cell, "tcPr", "gridSpan", absent=1) for cell in _within(row, w("tc")))
            if width > columns:
                yield f"a row over {width} columns in a grid of {columns}{_in_table(row)}"


def _within(element: Element, *tags: str) -> Iterator[Element]:
    """The children of these names, those in content controls and alternatives among them."""
    for child in element:
        if child.tag in tags:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _within(child, *tags)


def _value(element: Element, properties: str, name: str, absent: int) -> int:
    found = element.find(f"{w(properties)}/{w(name)}")
    value = None if found is None else number(found.get(w("val")))
    return absent if value is None else value


def _in_table(element: Element) -> str:
    """The first words of the table, as an empty cell has none."""
    table = next(element.iterancestors(w("tbl")), element)
    paragraph = next((found for found in table.iter(w("p")) if near(found)), None)
    return "" if paragraph is None else near(paragraph)


RULES: Final[tuple[Rule, ...]] = (
    cell_without_paragraph,
    cell_ending_in_table,
    row_without_cells,
    table_without_rows,
    table_without_properties,
    table_without_grid,
    span_beyond_grid,
)
