"""A template, compiled once: the one door to docxtpl.

docxtpl finds the slots (tags that Word cut into runs included) and puts a mark into each, made of two private-use characters
around the slot's name. No text of a user ever passes through Jinja: `fill` replaces the marks by runs and by the body.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

from lxml import etree

from pipeline.gate.container import packed
from pipeline.gate.kinds import Kind
from pipeline.gate.reading import read_container
from pipeline.gate.wellformed import parsed
from pipeline.issues import Location, SourceError, issue
from pipeline.wml.make import Look, escaped, text_run
from pipeline.wml.names import R, W, w
from pipeline.wml.order import RUN_PROPERTIES

BLOCKS = ("box", "body")
"""The slots that take paragraphs and tables instead of runs."""

OPEN, CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{OPEN}(\\w+){CLOSE}")
_STORIES = re.compile(r"word/(document|header\d*|footer\d*)\.xml\Z")


@dataclass(frozen=True, slots=True)
class Shell:
    """A compiled template: every part as it is in the file, and the parts that hold marks, as trees."""

    parts: Mapping[str, bytes]
    marked: Mapping[str, etree._Element]


@dataclass(frozen=True, slots=True)
class Filling:
    """What goes into a slot: runs, or for a block slot paragraphs and tables, and the same as plain text for attributes."""

    xml: str
    text: str


def read_shell(path: Path, slots: Iterable[str]) -> Shell:
    """The template compiled for the slots that its kind of document has.

    Raises SourceError TP101 where docxtpl cannot read it, TP105 where a tag is not a plain slot; `check.template` has looked for
    these with their places before.
    """
    parts = read_container(path, Kind.WORD)
    marks = {name: f"{OPEN}{name}{CLOSE}" for name in slots}
    rendered = _rendered(packed(parts), marks, path)
    with ZipFile(io.BytesIO(rendered)) as archive:
        marked = {
            name: parsed(part) for name in parts if _STORIES.match(name) and OPEN.encode() in (part := archive.read(name))
        }
    return Shell(parts, marked)


def slots_in(root: etree._Element) -> list[str]:
    """The slots of a marked part, in order, each as often as it stands there."""
    return _MARK.findall(_string(root))


def _rendered(data: bytes, marks: Mapping[str, str], path: Path) -> bytes:
    from docxtpl import DocxTemplate  # noqa: PLC0415 - 186 ms, and a run that finds nothing changed needs none of it
    from jinja2 import StrictUndefined, TemplateError  # noqa: PLC0415
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415

    template = DocxTemplate(io.BytesIO(data))
    try:
        template.render(dict(marks), ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined))
        made = io.BytesIO()
        template.save(made)
    except TemplateError as error:
        raise SourceError(issue("TP105", Location(path), found=error)) from error
    except (ValueError, KeyError, etree.XMLSyntaxError) as error:
        raise SourceError(issue("TP101", Location(path))) from error
    return made.getvalue()


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
    touched = [paragraph for paragraph in root.iter(w("p")) if _MARK.search(_own_text(paragraph))]
    used: set[str] = set()
    for paragraph in touched:
        names = _MARK.findall(_own_text(paragraph))
        if all(not fillings[name].xml for name in names):
            _remove(paragraph)
        else:
            _fill(paragraph, fillings, used)
    return _MARK.sub(lambda mark: _late(mark[1], fillings), _string(root))


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
    for text in [text for text in _texts(paragraph) if _MARK.search(text.text or "")]:
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
    for at, part in enumerate(_MARK.split(text)):
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
