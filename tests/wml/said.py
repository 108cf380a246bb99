"""What a Word file says, read back: text, styles, looks, links, notes, fields, tables, part by part; what compares two files.

Left out is what tells nobody anything: bookmarks that no field points at, how runs are cut, `w:keepNext`, numbers of notes,
links and changes. A cross reference is read as the text that its bookmark spans, so that it must lead somewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from lxml import etree

from pipeline.wml.names import REL, local, r, w

SIGNS = {"tab": "\t", "br": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
IGNORED = frozenset(map(w, ("keepNext",)))


def said(parts: Mapping[str, bytes]) -> dict[str, list[Any]]:
    """The blocks of each story of a package, by its name, footnotes where they are called."""
    notes = {}
    if "word/footnotes.xml" in parts:
        reading = _Reading(parts, "word/footnotes.xml", {}, {})
        notes = {note.get(w("id")): reading.blocks(note) for note in etree.fromstring(parts["word/footnotes.xml"])}
    stories = [
        name for name in parts if name.startswith(("word/document", "word/header", "word/footer")) and name.endswith("xml")
    ]
    spans = _bookmarks(etree.fromstring(parts["word/document.xml"]))
    made = {}
    for name in stories:
        root = etree.fromstring(parts[name])
        reading = _Reading(parts, name, notes, spans)
        body = root.find(w("body"))
        made[name] = reading.blocks(root if body is None else body)
    calls = [call.get(w("id")) for call in etree.fromstring(parts["word/document.xml"]).iter(w("footnoteReference"))]
    made["notes nobody calls"] = sorted(set(notes) - set(calls) - {"-1", "0"}, key=str)
    return made


def _bookmarks(root: etree._Element) -> dict[str, str]:
    """What each bookmark spans."""
    made: dict[str, str] = {}
    open_: dict[str | None, str] = {}
    for node in root.iter():
        if node.tag == w("bookmarkStart"):
            open_[node.get(w("id"))] = node.get(w("name"), "")
            made[node.get(w("name"), "")] = ""
        elif node.tag == w("bookmarkEnd"):
            open_.pop(node.get(w("id")), None)
        elif node.tag in (w("t"), w("delText"), *map(w, SIGNS)) and node.getparent().tag == w("r"):
            for name in open_.values():
                made[name] += node.text or SIGNS.get(local(node.tag), "")
    return made


class _Reading:
    def __init__(self, parts: Mapping[str, bytes], name: str, notes: Mapping[Any, Any], spans: Mapping[str, str]) -> None:
        folder, _, file = name.rpartition("/")
        rels = parts.get(f"{folder}/_rels/{file}.rels")
        links = [] if rels is None else etree.fromstring(rels).iter(f"{{{REL}}}Relationship")
        self._links = {link.get("Id"): link.get("Target") for link in links}
        self._notes = notes
        self._spans = spans

    def blocks(self, node: etree._Element) -> list[Any]:
        made: list[Any] = []
        for child in node:
            if child.tag == w("p"):
                made.append(self.paragraph(child))
            elif child.tag == w("tbl"):
                made.append(self.table(child))
            elif child.tag not in (w("bookmarkStart"), w("bookmarkEnd")):
                made.append(_plain(child))
        return made

    def table(self, node: etree._Element) -> Any:
        rows = []
        for row in node.iterchildren(w("tr")):
            cells = [(_plain(cell.find(w("tcPr"))), self.blocks(cell)[1:]) for cell in row.iterchildren(w("tc"))]
            rows.append((_plain(row.find(w("trPr"))), cells))
        return "table", _plain(node.find(w("tblPr"))), _plain(node.find(w("tblGrid"))), rows

    def paragraph(self, node: etree._Element) -> Any:
        properties = node.find(w("pPr"))
        kept = [] if properties is None else [_plain(child) for child in properties if child.tag not in IGNORED]
        pieces = list(self._fields(self._pieces(node, "")))
        grouped = groupby(pieces, lambda piece: piece[:-1])
        return "paragraph", kept, [(*key, "".join(piece[-1] for piece in group)) for key, group in grouped]

    def _pieces(self, node: etree._Element, link: str) -> Iterator[tuple[Any, ...]]:
        for child in node:
            if child.tag == w("hyperlink"):
                yield from self._pieces(child, f"{self._links[child.get(r('id'))]}")
            elif child.tag == w("r"):
                look = _plain(child.find(w("rPr")))
                for sign in child:
                    if sign.tag == w("rPr"):
                        continue
                    yield link, look, *self._sign(sign)
            elif child.tag not in (w("pPr"), w("bookmarkStart"), w("bookmarkEnd")):
                raise AssertionError(f"left over: {etree.tostring(child)!r}")

    def _sign(self, sign: etree._Element) -> tuple[str, Any, str]:
        name = local(sign.tag)
        if name == "t" or name in SIGNS:
            return "text", "", sign.text or SIGNS.get(name, "")
        if name == "footnoteReference":
            return "note", repr(self._notes[sign.get(w("id"))]), ""
        if name == "fldChar":
            return "field", sign.get(w("fldCharType")), ""
        if name == "instrText":
            return "code", "", sign.text or ""
        if name in ("footnoteRef", "separator", "continuationSeparator", "drawing"):
            return name, "", ""
        raise AssertionError(f"left over: {etree.tostring(sign)!r}")

    def _fields(self, pieces: Iterator[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
        for link, look, kind, value, text in pieces:
            if kind == "code" and text.strip().startswith("REF "):
                target = text.split()[1]
                yield link, look, kind, f"REF to {self._spans[target]!r}", ""
            else:
                yield link, look, kind, value, text


def _plain(node: etree._Element | None) -> Any:
    """An element as values, without what says nothing."""
    if node is None:
        return ()
    children = [_plain(child) for child in node if child.tag not in IGNORED]
    return local(node.tag), tuple(sorted((local(k), v) for k, v in node.attrib.items())), tuple(children)
