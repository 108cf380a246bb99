"""What a template has around slots that are empty: it goes with them."""

from __future__ import annotations

from collections.abc import Iterator, Set

from lxml import etree

from pipeline.wml.names import w
from pipeline.write.shell import CLOSE, MARK, OPEN
from pipeline.write.tags import BLOCKS


def remove(root: etree._Element, empty: Set[str]) -> None:
    """Take out of a marked part what stands for these slots only.

    A paragraph whose slots are all empty goes, with what else it says; a row of a table that held nothing but them goes too,
    and the table with its last row; a table around a block slot without blocks goes.
    """
    for name in BLOCKS:
        if name in empty:
            _remove_around(root, name)
    for paragraph in slotted(root):
        if set(MARK.findall(own_text(paragraph))) <= empty:
            _remove(paragraph)


def slotted(root: etree._Element) -> list[etree._Element]:
    """The paragraphs that hold slots."""
    return [paragraph for paragraph in root.iter(w("p")) if MARK.search(own_text(paragraph))]


def texts(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The texts of a paragraph, without those of the text boxes that hang on it."""
    return (text for text in paragraph.iter(w("t")) if next(text.iterancestors(w("p"))) is paragraph)


def own_text(paragraph: etree._Element) -> str:
    """The characters of a paragraph, without those of the text boxes that hang on it."""
    return "".join(text.text or "" for text in texts(paragraph))


def _remove(paragraph: etree._Element) -> None:
    """Take a paragraph out, and the row and table that it leaves empty; a text box that hangs on it keeps it there."""
    boxes = [child for child in paragraph if next(child.iter(w("p")), None) is not None]
    for child in [child for child in paragraph if child.tag != w("pPr") and child not in boxes]:
        paragraph.remove(child)
    row = next(paragraph.iterancestors(w("tr")), None)
    if boxes:
        return
    if row is None or _says_something(row):
        _drop(paragraph)
        return
    table = next(row.iterancestors(w("tbl")))
    row.getparent().remove(row)  # type: ignore[union-attr]
    if next(table.iter(w("tr")), None) is None:
        _drop_table(table)


def _remove_around(root: etree._Element, name: str) -> None:
    """Take out the mark of a block slot, and the table that holds nothing else."""
    mark = f"{OPEN}{name}{CLOSE}"
    for node in [node for node in root.iter() if mark in (node.text or "") + (node.tail or "")]:
        # What follows a node stands beside it: a table before the mark is not around it.
        table = next(node.iterancestors(w("tbl")), None)
        if mark in (node.text or ""):
            node.text = (node.text or "").replace(mark, "")
        else:
            node.tail = (node.tail or "").replace(mark, "")
        if table is not None and not _says_something(table):
            _drop_table(table)


def _drop_table(table: etree._Element) -> None:
    """Take a table out, with a paragraph in its place where the format needs one."""
    stand_in = etree.Element(w("p"))
    # The mark of a block slot may stand behind the table.
    stand_in.tail, table.tail = table.tail, None
    table.getparent().replace(table, stand_in)  # type: ignore[union-attr]
    _drop(stand_in)


def _drop(paragraph: etree._Element) -> None:
    """Take an empty paragraph out, where the format does not need one."""
    parent, before, after = paragraph.getparent(), paragraph.getprevious(), paragraph.getnext()
    assert parent is not None
    # A cell and a header end with a paragraph (17.4.66, 17.10); Word joins tables that nothing parts.
    after_table = before is not None and before.tag == w("tbl") and (after is None or after.tag in (w("tbl"), w("sectPr")))
    breaks = paragraph.find(f"{w('pPr')}/{w('sectPr')}") is not None
    if not after_table and not breaks and any(child.tag == w("p") for child in parent if child is not paragraph):
        if paragraph.tail and before is not None:
            before.tail = (before.tail or "") + paragraph.tail
        elif paragraph.tail:
            parent.text = (parent.text or "") + paragraph.tail
        parent.remove(paragraph)


def _says_something(row: etree._Element) -> bool:
    """Whether a row or table holds a text, a picture or a block slot, whose mark stands between paragraphs."""
    if OPEN in "".join(row.itertext()):
        return True
    return any(text.text for text in row.iter(w("t"))) or row.find(f".//{w('drawing')}") is not None
