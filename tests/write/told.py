"""What a Word file tells whoever reads it: paragraphs with style, text and bold, tables by row and cell, notes in place.

It is what two programs that write Word files must agree on; what fields say is left out, as LibreOffice reckons them anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from lxml import etree

from pipeline.wml.names import REL, local, r, w
from pipeline.write.styles import normalised

_SIGNS = {"tab": "\t", "br": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_STORIES = ("word/document", "word/header", "word/footer")


def told(parts: Mapping[str, bytes], *, links: bool = True) -> dict[str, list[Any]]:
    """By kind of story the blocks that say something: those of headers and footers together, in no order."""
    names = {
        style.get(w("styleId")): normalised(style.find(w("name")).get(w("val")))
        for style in etree.fromstring(parts["word/styles.xml"]).iter(w("style"))
    }
    notes = _Reader(names, {}, _links(parts, "word/footnotes.xml") if links else {})
    part = parts.get("word/footnotes.xml")
    bodies = {} if part is None else {note.get(w("id")): notes.blocks(note) for note in etree.fromstring(part)}
    made: dict[str, list[Any]] = {"body": [], "headers": []}
    for name in sorted(parts):
        if name.startswith(_STORIES) and name.endswith(".xml"):
            root = etree.fromstring(parts[name])
            body = root.find(w("body"))
            blocks = _Reader(names, bodies, _links(parts, name) if links else {}).blocks(root if body is None else body)
            made["body" if body is not None else "headers"] += blocks
    made["headers"] = sorted(made["headers"], key=str)
    return made


def _links(parts: Mapping[str, bytes], name: str) -> dict[str | None, str | None]:
    folder, _, file = name.rpartition("/")
    rels = parts.get(f"{folder}/_rels/{file}.rels")
    found = [] if rels is None else etree.fromstring(rels).iter(f"{{{REL}}}Relationship")
    return {link.get("Id"): link.get("Target") for link in found}


class _Reader:
    def __init__(self, names: Mapping[Any, str], notes: Mapping[Any, Any], links: Mapping[Any, Any]) -> None:
        self._names = names
        self._notes = notes
        self._links = links
        self._fields: list[bool] = []

    def blocks(self, node: etree._Element) -> list[Any]:
        made: list[Any] = []
        for child in node:
            if child.tag == w("p"):
                style = child.find(f"{w('pPr')}/{w('pStyle')}")
                name = "normal" if style is None else self._names[style.get(w("val"))]
                text = self._text(child)
                made += [(name, text)] if text else []
            elif child.tag == w("tbl"):
                rows = [[self.blocks(cell) for cell in row.iter(w("tc"))] for row in child.iterchildren(w("tr"))]
                made.append(("table", rows))
        return made

    def _text(self, paragraph: etree._Element) -> list[tuple[Any, ...]]:
        pieces = [piece for piece in self._pieces(paragraph, None) if piece[-1]]
        return [(*key, "".join(piece[-1] for piece in group)) for key, group in groupby(pieces, lambda piece: piece[:-1])]

    def _pieces(self, node: etree._Element, link: str | None) -> Iterator[tuple[Any, ...]]:
        for child in node:
            if child.tag == w("hyperlink"):
                yield from self._pieces(child, self._links.get(child.get(r("id"))))
            elif child.tag == w("r"):
                bold = child.find(f"{w('rPr')}/{w('b')}")
                is_bold = bold is not None and bold.get(w("val"), "1") not in ("0", "false")
                yield from ((link, is_bold, text) for text in self._signs(child))

    def _signs(self, run: etree._Element) -> Iterator[str]:
        for sign in run:
            name = local(sign.tag)
            if name == "fldChar":
                kind = sign.get(w("fldCharType"))
                if kind == "begin":
                    self._fields.append(True)
                    yield "[field]"
                elif kind == "end":
                    self._fields.pop()
            elif self._fields:
                continue
            elif name == "t":
                yield sign.text or ""
            elif name in _SIGNS:
                yield _SIGNS[name]
            elif name == "footnoteReference":
                yield f"[{self._notes[sign.get(w('id'))]}]"
