"""Any Word file as plain text for `git diff`: one line a paragraph with its style, one line a table row.

Notes stand inside their text, so that one more note changes one line only; link addresses, no-break spaces and marks of
direction are shown, and tracked changes stand in {+ +} and [- -].
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from pipeline.check.package.opened import opened
from pipeline.check.package.parts import Package
from pipeline.wml.names import WP, local, r, w

_SHOWN = str.maketrans({"\u00a0": "⍽", "\u202f": "⍽", "\u00ad": "¬", "\n": "⏎", "\t": "→"})
_DIRECTION = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_INSERTED = frozenset(map(w, ("ins", "moveTo")))
_DELETED = frozenset(map(w, ("del", "moveFrom")))
_THROUGH = frozenset(map(w, ("smartTag", "sdt", "sdtContent", "customXml", "fldSimple", "dir", "bdo")))
_MARKS = (("b", "**"), ("i", "*"))


def word_text(data: bytes) -> str:
    """The text of a .docx, ending with a line end; nothing for bytes that are no package."""
    package = opened(data)
    if package.main is None or package.main.root is None:
        return ""
    lines: list[str] = []
    for kind in ("header", "footer"):
        for part in sorted(_related(package, kind)):
            lines += _Story(package, part).lines()
    lines += _Story(package, package.main.name).lines()
    return "\n".join(lines) + "\n"


def _related(package: Package, kind: str) -> set[str]:
    assert package.main is not None
    return {
        found.part
        for found in package.relationships
        if found.source == package.main.name and found.kind == kind and not found.external and found.part in package.parts
    }


@dataclass(frozen=True, slots=True)
class _Story:
    """One part of a package, with the notes and addresses that its text points at."""

    package: Package
    name: str

    def lines(self) -> Iterator[str]:
        root = self.package.parts[self.name].root
        if root is not None:
            body = root.find(w("body"))
            yield from self._blocks(root if body is None else body)

    def _blocks(self, parent: etree._Element) -> Iterator[str]:
        for child in parent:
            if child.tag == w("p"):
                yield self._paragraph(child)
            elif child.tag == w("tbl"):
                yield from (self._row(row) for row in _children(child, "tr"))
            elif child.tag in _THROUGH:
                yield from self._blocks(child)

    def _row(self, row: etree._Element) -> str:
        cells = " | ".join(" ¶ ".join(self._paragraph(one) for one in cell.iter(w("p"))) for cell in _children(row, "tc"))
        properties = row.find(w("trPr"))
        return f"| {_changed(properties, cells)} |"

    def _paragraph(self, paragraph: etree._Element) -> str:
        properties = paragraph.find(w("pPr"))
        style = properties.find(w("pStyle")) if properties is not None else None
        mark = properties.find(w("rPr")) if properties is not None else None
        text = "".join(_joined(self._pieces(paragraph)))
        head = f"[{style.get(w('val'))}] " if style is not None else ""
        return head + text + _changed(mark, "¶" if mark is not None and _change(mark) else "")

    def _pieces(self, parent: etree._Element, marks: str = "") -> Iterator[tuple[str, str]]:
        """The stretches of a text, each with the marks that it stands in."""
        for child in parent:
            if child.tag == w("r"):
                yield from self._run(child, marks)
            elif child.tag == w("hyperlink"):
                inner = "".join(_joined(self._pieces(child)))
                yield f"[{inner}]({self._address(child)})", marks
            elif child.tag in _INSERTED | _DELETED:
                yield from self._pieces(child, "+" if child.tag in _INSERTED else "-")
            elif child.tag in _THROUGH:
                yield from self._pieces(child, marks)

    def _run(self, run: etree._Element, marks: str) -> Iterator[tuple[str, str]]:
        properties = run.find(w("rPr"))
        marks += "".join(sign for name, sign in _MARKS if _is_on(properties, name))
        for child in run.iter():
            match local(child.tag) if isinstance(child.tag, str) else "":
                case "t" | "delText":
                    yield _shown(child.text or ""), marks
                case "tab" if child.getparent() is run:
                    yield "→", marks
                case "br" | "cr":
                    yield "⏎", marks
                case "noBreakHyphen":
                    yield "\u2011", marks
                case "footnoteReference" | "endnoteReference" as kind:
                    yield f"[^: {self._note(kind.removesuffix('Reference'), child.get(w('id'), ''))}]", marks
                case "docPr" if child.tag == f"{{{WP}}}docPr":
                    yield f"[picture: {child.get('descr', '')}]", marks
                case _:
                    continue

    def _address(self, link: etree._Element) -> str:
        id_ = link.get(r("id"))
        if id_ is None:
            return f"#{link.get(w('anchor'), '')}"
        found = (one.target for one in self.package.relationships if (one.source, one.id) == (self.name, id_))
        return next(found, "")

    def _note(self, kind: str, id_: str) -> str:
        part = self.package.related(f"{kind}s")
        for note in part.each(w(kind)) if part else ():
            if note.get(w("id")) == id_ and part is not None:
                story = _Story(self.package, part.name)
                return " ¶ ".join("".join(_joined(story._pieces(one))).lstrip("→ ") for one in note.iter(w("p")))
        return ""


def _children(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """The children of a name, those in content controls included."""
    for child in parent:
        if child.tag == w(name):
            yield child
        elif child.tag in _THROUGH:
            yield from _children(child, name)


def _joined(pieces: Iterator[tuple[str, str]]) -> Iterator[str]:
    """The stretches with their marks around them; neighbours with the same marks are one."""
    current, text = "", ""
    for piece, marks in pieces:
        if marks != current:
            yield _marked(text, current)
            current, text = marks, ""
        text += piece
    yield _marked(text, current)


def _marked(text: str, marks: str) -> str:
    if not text:
        return ""
    sign = marks.strip("+-")
    text = f"{sign}{text}{sign}"
    if marks.startswith("+"):
        return f"{{+{text}+}}"
    return f"[-{text}-]" if marks.startswith("-") else text


def _is_on(properties: etree._Element | None, name: str) -> bool:
    found = properties.find(w(name)) if properties is not None else None
    return found is not None and found.get(w("val"), "1") not in ("0", "false", "off")


def _change(properties: etree._Element | None) -> str:
    if properties is None:
        return ""
    names: Mapping[str, str] = {"ins": "+", "moveTo": "+", "del": "-", "moveFrom": "-"}
    return next((sign for name, sign in names.items() if properties.find(w(name)) is not None), "")


def _changed(properties: etree._Element | None, text: str) -> str:
    sign = _change(properties)
    return _marked(text, sign) if sign else text


def _shown(text: str) -> str:
    return _DIRECTION.sub(lambda found: f"<U+{ord(found[0]):04X}>", text.translate(_SHOWN))
