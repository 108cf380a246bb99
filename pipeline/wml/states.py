"""One state of a part with tracked changes: the new one, all of them accepted, or the old one, all rejected.

What becomes of each is what ECMA-376 part 1, 17.13.5 says: runs of the other state go; a paragraph whose mark goes runs on into
the next one, whose properties hold for both, and is gone where nothing is left of it; rows and cells go with all in them; former
properties come back, or are forgotten.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator
from typing import Final

from lxml import etree

from pipeline.wml.names import W, local, w

_MARKS: Final = {True: ("ins", "moveTo", "cellIns"), False: ("del", "moveFrom", "cellDel")}
"""What the new state has and what the old one has: around runs, or in the properties of a paragraph mark, row or cell."""
_CELLS: Final = (w("cellIns"), w("cellDel"), w("tcPrChange"))
_EVERY: Final = frozenset(w(name) for names in _MARKS.values() for name in names)
_KEPT: Final = {
    "pPr": frozenset({w("rPr"), w("sectPr")}),
    "sectPr": frozenset({w("headerReference"), w("footerReference")}),
}
"""By properties, those that a change of them does not speak of."""
_RANGES: Final = re.compile(r"move(From|To)Range(Start|End)|customXml(Ins|Del|MoveFrom|MoveTo)Range(Start|End)")
_PROPERTIES: Final = frozenset(map(w, ("rPr", "trPr", "tcPr", "numPr")))
_EMPTY: Final = frozenset(map(w, ("hyperlink", "rPr", "trPr", "tcPr", "pPr")))
"""What says nothing where nothing stands in it."""
_BETWEEN: Final = frozenset(map(w, ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "proofErr")))
_DELETED: Final = {w("delText"): w("t"), w("delInstrText"): w("instrText")}


def settle(root: etree._Element, *, new: bool) -> None:
    """Take one state of a part, in place."""
    refitted = {next(node.iterancestors(w("tbl"))) for node in root.iter(*_CELLS)}
    for change in [node for node in _elements(root) if local(str(node.tag)).endswith("Change")]:
        _restore(change, new=new)
    gone = frozenset(map(w, _MARKS[not new]))
    _drop_rows_and_cells(root, gone)
    for table in refitted:
        _fit(table)
    for change in [node for node in root.iter(*_EVERY) if _parent(node).tag not in _PROPERTIES]:
        _drop(change) if change.tag in gone else _unwrap(change)
    for node in list(_elements(root)):
        if _RANGES.fullmatch(local(str(node.tag))):
            _drop(node)
        elif node.tag in _DELETED:
            node.tag = _DELETED[node.tag]
    for paragraph in list(root.iter(w("p"))):
        if _marked(paragraph, gone):
            _run_on(paragraph)
    for mark in list(root.iter(*_EVERY)):
        _drop(mark)


def _elements(root: etree._Element) -> Iterator[etree._Element]:
    return root.iter(f"{{{W}}}*")


def _parent(node: etree._Element) -> etree._Element:
    parent = node.getparent()
    assert parent is not None
    return parent


def _restore(change: etree._Element, *, new: bool) -> None:
    """Forget what properties were, or make them so again."""
    properties = _parent(change)
    properties.remove(change)
    if new or not len(change):
        return
    kept = _KEPT.get(local(str(properties.tag)), frozenset()) | _EVERY
    for child in [child for child in properties if child.tag not in kept]:
        properties.remove(child)
    # The mark of a paragraph stands before its properties, all that is kept elsewhere behind them.
    at = len(properties) if properties.tag == w("rPr") else 0
    properties[at:at] = list(change[0])


def _drop_rows_and_cells(root: etree._Element, gone: Container[str]) -> None:
    for mark in [mark for mark in root.iter(*_EVERY) if mark.tag in gone]:
        properties = _parent(mark)
        if properties.tag in (w("trPr"), w("tcPr")):
            _drop(_parent(properties))
        elif properties.tag == w("numPr"):
            _drop(properties)
    for table in list(root.iter(w("tbl"))):
        for row in [row for row in table.iterchildren(w("tr")) if row.find(w("tc")) is None and row.find(w("sdt")) is None]:
            table.remove(row)
        if next(table.iter(w("tr")), None) is None:
            _drop_table(table)


def _fit(table: etree._Element) -> None:
    """Let the grid of a table be that of its cells, where each says its width and none spans others (17.4.48)."""
    grid = table.find(w("tblGrid"))
    rows = [list(row.iterchildren(w("tc"))) for row in table.iterchildren(w("tr"))]
    widths = [[cell.find(f"{w('tcPr')}/{w('tcW')}") for cell in row] for row in rows]
    plain = all(width is not None and width.get(w("type")) == "dxa" for row in widths for width in row)
    spans = any(cell.find(f"{w('tcPr')}/{w('gridSpan')}") is not None for row in rows for cell in row)
    if grid is None or not rows or not plain or spans:
        return
    grid[:] = []
    for width in max(widths, key=len):
        etree.SubElement(grid, w("gridCol")).set(w("w"), str(width.get(w("w"))))  # type: ignore[union-attr]


def _drop_table(table: etree._Element) -> None:
    parent, before = _parent(table), table.getprevious()
    _drop(table)
    # What holds paragraphs holds one at least, and does not end in a table (17.4.66).
    last = before is not None and before.tag == w("tbl") and before.getnext() is None
    if parent.find(w("p")) is None or last:
        at = len(parent) - len(parent.findall(w("sectPr")))
        parent.insert(at, etree.Element(w("p")))


def _drop(node: etree._Element) -> None:
    """Take a node out, and what is empty without it."""
    parent = _parent(node)
    parent.remove(node)
    if parent.tag in _EMPTY and not len(parent):
        _drop(parent)


def _unwrap(node: etree._Element) -> None:
    parent = _parent(node)
    at = parent.index(node)
    parent[at : at + 1] = list(node)


def _marked(paragraph: etree._Element, marks: Container[str]) -> bool:
    properties = paragraph.find(f"{w('pPr')}/{w('rPr')}")
    return properties is not None and any(child.tag in marks for child in properties)


def _run_on(paragraph: etree._Element) -> None:
    """Let a paragraph run on into the next one; where there is none, only an empty one goes."""
    following = paragraph.getnext()
    while following is not None and following.tag in _BETWEEN:
        following = following.getnext()
    content = [child for child in paragraph if child.tag != w("pPr")]
    says = any(child.tag not in _BETWEEN for child in content)
    if following is not None and following.tag == w("p"):
        at = 1 if following.find(w("pPr")) is not None else 0
        following[at:at] = content if says else _open(content)
        _drop(paragraph)
    elif not says and not _needed(paragraph):
        for child in _open(content):
            paragraph.addprevious(child)
        _drop(paragraph)


def _open(content: list[etree._Element]) -> list[etree._Element]:
    """The ends of bookmarks and ranges whose other end stands elsewhere: they outlive the paragraph that they stand in."""
    counts = Counter(child.get(w("id")) for child in content)
    return [child for child in content if counts[child.get(w("id"))] == 1 and child.tag != w("proofErr")]


def _needed(paragraph: etree._Element) -> bool:
    """Whether an empty paragraph is the only one, or keeps a table from ending what it stands in or from joining another."""
    parent, before = _parent(paragraph), paragraph.getprevious()
    alone = not any(child.tag == w("p") for child in parent if child is not paragraph)
    after_table = before is not None and before.tag == w("tbl")
    return alone or after_table or paragraph.find(f"{w('pPr')}/{w('sectPr')}") is not None
