"""A package in which each shape of paragraph, row and note stands once, for the rules that look at each by itself.

A document of a thousand pages is made of a few hundred shapes: the same elements, the same properties, other words and ids.
Whoever has looked at one of a shape has looked at all of them, as far as one is enough: what holds across paragraphs (ids, names,
references) is `crossing`. Whatever is not as `write` makes it is left where it is, and looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from pipeline.check.package.text import STRAY

_HEAD: Final = re.compile("<w:(?:document|footnotes)[ >]")
_LONG: Final = 8
"""Paragraphs from which on a part is worth the search."""
_SEAMS: Final = tuple(
    (f"{closed}{opened}", f"{closed}\0{opened}")
    for closed, opened in (
        ("</w:p>", "<w:p>"),
        ("</w:tr>", "<w:tr>"),
        ("</w:p>", "<w:tbl>"),
        ("</w:tbl>", "<w:p>"),
        ("</w:footnote>", "<w:footnote"),
    )
)
_UNITS: Final = (("<w:p>", "</w:p>"), ("<w:tr>", "</w:tr>"), ("<w:tbl>", "</w:tbl>"), ("<w:footnote>", "</w:footnote>"))
_TAG: Final = re.compile(r"</?([^ />]+)")
_PLAIN: Final = frozenset(f"w:{name}" for name in re.findall(r"\w+", """
    p pPr pStyle keepNext r rPr rStyle rFonts b bCs i iCs vertAlign highlight rtl lang t delText tab br noBreakHyphen softHyphen
    hyperlink bookmarkStart bookmarkEnd fldChar instrText delInstrText footnote footnoteRef footnoteReference
    ins del moveFrom moveTo moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd rPrChange pPrChange
    tbl tblPr tblStyle bidiVisual tblW tblLayout tblLook tblGrid gridCol tr trPr cantSplit tblHeader tc tcPr tcW
"""))  # fmt: skip
"""The elements that `write` makes and whose rules look no further than the paragraph, row or table that they are in."""
# What stands in a text, where no rule of texts has anything to say of it: that stays and is looked at. The first is quick.
_TEXT: Final = re.compile(r">[^<\0]+<")
_SOUND_TEXT: Final = re.compile(rf">[^<\t\r\n\0\ue000-\uf8ff{STRAY}]+<")
# Characters that Python does not print, and that texts are full of; between parts there is one that parts them.
_UNPRINTED: Final = ("\u00a0", "\u202f", "\u200e", "\u200f", "\u061c", "\0")
_IDS: Final = (
    (re.compile(r' w:id="-?\d+"'), ""),
    (re.compile(r' w:name="\w+"'), ""),
    (re.compile(r' r:id="rIdLink\d+"'), ""),
)

Shape = tuple[str, str]
"""The XML without words and ids; before it that of the table around it, up to its rows."""


class Sample:
    """The parts with each shape once, without those that are `known`; `shapes` are those that stand there for others."""

    def __init__(self, parts: Mapping[str, bytes], known: Iterable[Shape]) -> None:
        self.shapes: set[Shape] = set(known)
        self.stories: dict[str, str] = {}
        self.parts = {name: self._sampled(name, content) for name, content in parts.items()}

    def _sampled(self, name: str, content: bytes) -> bytes:
        if content.count(b"</w:p>") < _LONG:
            return content
        try:
            text = content.decode()
        except UnicodeDecodeError:
            return content
        if not _HEAD.search(text[:500]) or "\0" in text:
            return content
        self.stories[name] = text
        parted = _parted(text)
        return "".join(self._first(parted.split("\0"), _shape(parted).split("\0"))).encode()

    def _first(self, units: list[str], shapes: list[str]) -> Iterator[str]:
        """The units of a part that are the first of their shape, and those that have to stay where they are."""
        table: list[tuple[str, str]] | None = None
        grid = ""
        for unit, shape in zip(units, shapes, strict=True):
            if table is None and shape.startswith("<w:tbl>"):
                table, grid = [], shape[: shape.find("<w:tr>")]
            if table is None:
                # A row out of its table is one of a table around another.
                if shape.startswith("<w:tr>") or not self._known("", shape):
                    yield unit
            elif not (shape.startswith("<w:tr>") and self._known(grid, shape)):
                # Of a table, its first and last rows at least.
                table.append((unit, shape))
            if table is not None and shape.endswith("</w:tbl>"):
                if not self._known("", "".join(shape for _, shape in table)):
                    yield from (unit for unit, _ in table)
                table = None
        yield from (unit for unit, _ in table or ())

    def _known(self, grid: str, shape: str) -> bool:
        """Whether one of its shape was there before; if not it is now, where one is enough."""
        key = (grid, shape)
        if key in self.shapes:
            return True
        if _alone(shape):
            self.shapes.add(key)
        return False


def _parted(text: str) -> str:
    """The text with a null between its units."""
    for seam, parted in _SEAMS:
        text = text.replace(seam, parted)
    return text


def _shape(text: str) -> str:
    text = (_TEXT if _is_sound(text) else _SOUND_TEXT).sub(">\u2026<", text)
    for pattern, instead in _IDS:
        text = pattern.sub(instead, text)
    return text


def _is_sound(text: str) -> bool:
    """Whether there is plainly nothing in a part that a rule of texts has to say anything of."""
    for character in _UNPRINTED:
        text = text.replace(character, "")
    # A declaration has a line of its own.
    text = text.replace("?>\n", "", 1)
    return text.isprintable() and "\ufffd" not in text


def _alone(shape: str) -> bool:
    """Whether one of a shape tells of all: it is whole, nothing in it reaches out of it but by ids, and is only what we write."""
    whole = any(
        shape.startswith(opened) and shape.endswith(closed) and shape.count(closed) == 1 == shape.count(opened)
        for opened, closed in _UNITS
    )
    return (
        whole
        and set(_TAG.findall(shape)) <= _PLAIN
        and " r:" not in shape
        and shape.count("<w:t>") == 0
        and shape.count("<w:bookmarkStart/>") == shape.count("<w:bookmarkEnd/>")
        and shape.count('fldCharType="begin"') == shape.count('fldCharType="end"')
    )
