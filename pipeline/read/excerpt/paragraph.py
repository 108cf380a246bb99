"""A paragraph of a template: where it stands, as Word's user would look for it, and its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from lxml import etree

from pipeline.gate.kinds import Kind
from pipeline.gate.reading import read_container
from pipeline.issues import Location
from pipeline.messages import Messages
from pipeline.read.excerpt.lines import windowed
from pipeline.wml.names import w

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
_STYLES = "word/styles.xml"


def paragraph(location: Location, messages: Messages) -> list[str]:
    """The lines that show a paragraph of a part; `column` and `length` of a place count the characters of its words.

    Raises KeyError or IndexError where there is no such part or paragraph.
    """
    parts = _parts(location.path, location.path.stat().st_mtime_ns)
    root = etree.fromstring(parts[location.part], _PARSER)
    node = list(root.iter(w("p")))[location.row - 1]
    about = [*_style(node, parts, messages), *_cells(node, root, messages)]
    shown, carets = windowed(words(node), location.column, location.length)
    made = [f"    │ {', '.join(about)}", f"{location.row:>4}│ {shown}".rstrip()]
    return [*made, f"    │ {carets}"] if location.column else made


def words(node: etree._Element) -> str:
    """The words of a paragraph, without those of the text boxes that hang on it."""
    own = (text for text in node.iter(w("t")) if next(text.iterancestors(w("p"))) is node)
    return "".join(text.text or "" for text in own)


def _style(node: etree._Element, parts: Mapping[str, bytes], messages: Messages) -> Iterator[str]:
    if _STYLES not in parts:
        return
    used = node.find(f"{w('pPr')}/{w('pStyle')}")
    for style in etree.fromstring(parts[_STYLES], _PARSER).iter(w("style")):
        if style.get(w("type")) != "paragraph":
            continue
        default = style.get(w("default")) in ("1", "true", "on")
        if (default if used is None else style.get(w("styleId")) == used.get(w("val"))) and (
            (name := style.find(w("name"))) is not None
        ):
            yield messages.say("style", style=name.get(w("val")))


def _cells(node: etree._Element, root: etree._Element, messages: Messages) -> Iterator[str]:
    """The table that a paragraph is in, its row and its cell, each counted from 1; the innermost table only."""
    cell = next(node.iterancestors(w("tc")), None)
    if cell is None:
        return
    row = next(cell.iterancestors(w("tr")))
    table = next(row.iterancestors(w("tbl")))
    yield messages.say(
        "cell",
        table=list(root.iter(w("tbl"))).index(table) + 1,
        row=[one for one in table.iter(w("tr")) if next(one.iterancestors(w("tbl"))) is table].index(row) + 1,
        cell=[one for one in row.iter(w("tc")) if next(one.iterancestors(w("tr"))) is row].index(cell) + 1,
    )


@cache
def _parts(path: Path, _changed: int) -> Mapping[str, bytes]:
    return read_container(path, Kind.WORD)
