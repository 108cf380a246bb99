"""A compiled template filled: its marks replaced by runs, and by the body and the box."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from pipeline.wml.make import Look, escaped, text_run
from pipeline.wml.names import R, W, w
from pipeline.wml.order import RUN_PROPERTIES
from pipeline.write.shell import CLOSE, MARK, OPEN
from pipeline.write.tags import BLOCKS


@dataclass(frozen=True, slots=True)
class Filling:
    """What goes into a slot: runs, or for a block slot paragraphs and tables, and the same as plain text for attributes."""

    xml: str
    text: str


def filled(root: etree._Element, fillings: Mapping[str, Filling]) -> str:
    """A marked part with its slots filled, as XML text.

    A paragraph whose slots are all empty goes, with what else it says; a row of a table that held nothing but them goes too,
    and the table with its last row; a table around a block slot without blocks goes. A slot that stands there twice has its
    bookmarks the first time only.
    """
    root = deepcopy(root)
    for name in BLOCKS:
        if name in fillings and not fillings[name].xml:
            _remove_around(root, name)
    touched = [paragraph for paragraph in root.iter(w("p")) if MARK.search(_own_text(paragraph))]
    used: set[str] = set()
    for paragraph in touched:
        names = MARK.findall(_own_text(paragraph))
        if all(not fillings[name].xml for name in names):
            _remove(paragraph)
        else:
            _fill(paragraph, fillings, used)
    return MARK.sub(lambda mark: _late(mark[1], fillings), _string(root))


def _late(name: str, fillings: Mapping[str, Filling]) -> str:
    """What stands for a mark outside runs: blocks where paragraphs stand, plain text in an attribute."""
    return fillings[name].xml if name in BLOCKS else escaped(fillings[name].text)


def _string(root: etree._Element) -> str:
    return etree.tostring(root, encoding="unicode")


def _texts(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The texts of a paragraph, without those of the text boxes that hang on it."""
    return (text for text in paragraph.iter(w("t")) if next(text.iterancestors(w("p"))) is paragraph)


def _own_text(paragraph: etree._Element) -> str:
    return "".join(text.text or "" for text in _texts(paragraph))


def _fill(paragraph: etree._Element, fillings: Mapping[str, Filling], used: set[str]) -> None:
    for text in [text for text in _texts(paragraph) if MARK.search(text.text or "")]:
        old = text.getparent()
        assert old is not None
        base = old.find(w("rPr"))
        if before := [child for child in text.itersiblings(preceding=True) if child.tag != w("rPr")]:
            run = etree.Element(w("r"))
            run.extend([] if base is None else [deepcopy(base)])
            run.extend(reversed(before))
            old.addprevious(run)
        for new in _pieces(text.text or "", base, fillings, used):
            old.addprevious(new)
        text.getparent().remove(text)  # type: ignore[union-attr]
        if all(child.tag == w("rPr") for child in old):
            old.getparent().remove(old)  # type: ignore[union-attr]


def _pieces(
    text: str, base: etree._Element | None, fillings: Mapping[str, Filling], used: set[str]
) -> Iterator[etree._Element]:
    """The runs that a text with marks becomes, each with the properties of the run it stood in."""
    for at, part in enumerate(MARK.split(text)):
        xml = fillings[part].xml if at % 2 else text_run(part, Look())
        for made in etree.fromstring(f'<w:p xmlns:w="{W}" xmlns:r="{R}">{xml}</w:p>'):
            if part in used and made.tag in (w("bookmarkStart"), w("bookmarkEnd")):
                continue
            if base is not None:
                for run in made.iter(w("r")):
                    _inherit(run, base)
            yield made
        if at % 2:
            used.add(part)


def _inherit(run: etree._Element, base: etree._Element) -> None:
    """Give a run the properties of the slot that it does not have itself, in the schema's order."""
    properties = run.find(w("rPr"))
    if properties is None:
        properties = etree.Element(w("rPr"))
        run.insert(0, properties)
    own = {child.tag for child in properties}
    properties.extend(deepcopy(child) for child in base if child.tag not in own)
    ranks = {w(name): rank for rank, name in enumerate(RUN_PROPERTIES)}
    properties[:] = sorted(properties, key=lambda child: ranks.get(str(child.tag), len(ranks)))


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
