"""A package in which each shape of paragraph, row and note stands once, for the rules that look at each by itself.

A document of a thousand pages is made of a few hundred shapes: the same elements, the same properties, other words and ids.
Whoever has looked at one of a shape has looked at all of them, as far as one is enough: what holds across paragraphs (ids, names,
references) is `crossing`. Whatever is not as `write` makes it is left where it is, and looked at.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, TypeAlias

from pipeline.check.package.parts import XML
from pipeline.check.package.text import STRAY
from pipeline.write.zipped import Carried

_STORY: Final = re.compile("<w:(?:document|footnotes|endnotes|comments|hdr|ftr)[ >]")
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
_TEXT: Final = re.compile(">([^<]+)<")
# Outside of stories there are rules of what texts say: dates, numbers.
_WORDS: Final = re.compile(">([^<0-9][^<]*|[0-9a-f]{64})<")
_UNSOUND: Final = re.compile(rf"[\0-\x1f>\ud800-\udfff\ue000-\uf8ff\ufffe\uffff{STRAY}]|&(?!(?:amp|lt|gt|quot);)")
"""What a text may have in it that a rule has something to say of."""
# Characters that Python does not print, and that texts are full of.
_UNPRINTED: Final = ("\u00a0", "\u202f", "\u200e", "\u200f", "\u061c")
_ENTITIES: Final = ("amp;", "lt;", "gt;", "quot;")
_XML: Final = bytes({*range(256)} - {*range(32)} | {*b"\t\n\r"})
"""The bytes that XML may have, in UTF-8."""
_CODED: Final = 'nstrText xml:space="preserve"'
_IDS: Final = re.compile(r' (?:w:id="-?\d+"|w:name="\w+"|r:id="rIdLink\d+")')
_LINK: Final = re.compile(
    r'<Relationship Id="rIdLink\d+" Type="[^"<&]*/hyperlink" Target="(?:[!#-%\'-;=-~]|&amp;)*" TargetMode="External"/>'
)
_ITEM_ID: Final = re.compile(r'"\{[0-9A-F-]{36}\}"')

Shape: TypeAlias = tuple[str, str]
"""The XML without words and ids; before it that of the table around it, up to its rows."""
Likeness: TypeAlias = frozenset[tuple[str, bytes | str]]
"""The parts by name without the shapes that are known, without words, ids and links: what documents of a template share."""


@dataclass(frozen=True, slots=True)
class Story:
    """The XML of a part with text of the document, a mark for each text, and what its fields are told."""

    markup: str
    codes: Sequence[str]


class Sample:
    """The parts with each shape once, without those that are `known`.

    `new` are the shapes that stand there for others, `stories` the parts with text of the document. A part with one of the maker's
    `marks` in it is left as it is, and is no story.
    """

    def __init__(self, parts: Mapping[str, bytes], known: Container[Shape], marks: Sequence[str] = ()) -> None:
        self._before = known
        self._marks = marks
        self.new: set[Shape] = set()
        self.stories: dict[str, Story] = {}
        self.parts = dict(parts)
        self.likeness: Likeness = frozenset([(name, self._like(name, content)) for name, content in parts.items()])

    def _like(self, name: str, content: bytes) -> bytes | str:
        """What a part is like; a long story has its sample put in its place."""
        if isinstance(content, Carried):
            if name.endswith(XML) and (carried := _carried(content)):
                self.stories[name] = carried
            return content
        text = _text(content) if name.endswith(XML) else ""
        if not text or any(mark in text for mark in self._marks):
            return content
        if not _STORY.search(text[:500]):
            return _unworded(text, content)
        self.stories[name], words = _read(text)
        markup = self.stories[name].markup
        if markup.count("</w:p>") < _LONG:
            return _IDS.sub("", markup)
        for seam, parted in _SEAMS:
            markup = markup.replace(seam, parted)
        lasting, taken = self._first(_IDS.sub("", markup).split("\0"))
        self.parts[name] = "".join(_worded(markup.split("\0"), words, taken)).encode()
        return "".join(lasting)

    def _first(self, shapes: Sequence[str]) -> tuple[list[str], set[int]]:
        """The shapes that have to be looked at in each document; and where these stand, and the first of each that is new."""
        lasting: list[str] = []
        taken: set[int] = set()
        table: _Table | None = None
        for at, shape in enumerate(shapes):
            if table is None and shape.startswith("<w:tbl>"):
                table = _Table(shape[: shape.find("<w:tr>")])
            if table is None:
                # A row out of its table is one of a table around another.
                known = not shape.startswith("<w:tr>") and self._known("", shape)
                if not known:
                    taken.add(at)
                    lasting += self._lasting("", shape)
                continue
            # Of a table, its first and last rows at least.
            if not (shape.startswith("<w:tr>") and self._known(table.grid, shape)):
                table.taken.append(at)
                table.lasting += self._lasting(table.grid, shape)
            if shape.endswith("</w:tbl>"):
                whole = "".join(table.lasting)
                if not self._known("", whole) or len(table.taken) > len(table.lasting):
                    taken.update(table.taken)
                    lasting += self._lasting("", whole)
                table = None
        if table is not None:
            taken.update(table.taken)
            lasting += table.lasting
        return lasting, taken

    def _known(self, grid: str, shape: str) -> bool:
        """Whether one of its shape was there before; if not it is now, where one is enough."""
        key = (grid, shape)
        if key in self._before or key in self.new:
            return True
        if _alone(shape):
            self.new.add(key)
        return False

    def _lasting(self, grid: str, shape: str) -> list[str]:
        """A shape, unless one of it was enough."""
        key = (grid, shape)
        return [] if key in self._before or key in self.new else [shape]


@dataclass(slots=True)
class _Table:
    """What is found of a table on the way through it: its XML up to its rows, its units that are taken, its lasting shapes."""

    grid: str
    taken: list[int] = field(default_factory=list)
    lasting: list[str] = field(default_factory=list)


def _text(content: bytes) -> str:
    """A part as text; nothing where it is none, or has signs in it that are marks here."""
    if b"\0" in content or b"\1" in content:
        return ""
    try:
        return content.decode()
    except UnicodeDecodeError:
        return ""


@lru_cache(maxsize=128)
def _carried(content: Carried) -> Story | None:
    """What a part of a template holds of the text of documents."""
    text = _text(content)
    return _read(text)[0] if _STORY.search(text[:500]) else None


def _read(text: str) -> tuple[Story, list[str]]:
    """A story, and the texts that are marks in it."""
    pieces = _TEXT.split(text)
    markup, words = _wordless(pieces)
    codes = [text for before, text in zip(pieces[::2], pieces[1::2], strict=False) if before.endswith(_CODED)]
    return Story(markup, codes), words


def _unworded(text: str, content: bytes) -> str:
    """A part beside the stories without what differs from one document to another, where there is nothing in that to look at."""
    pieces = _WORDS.split(text)
    if content.translate(None, _XML) or "\ufffe" in text or "\uffff" in text or not _is_escaped("".join(pieces[1::2])):
        return text
    return _ITEM_ID.sub("", _LINK.sub("", ">\1<".join(pieces[::2])))


def _wordless(pieces: list[str]) -> tuple[str, list[str]]:
    """XML with a mark for each text that is in turn with it in `pieces`; and these texts, but for those that rules look at."""
    sound = _is_sound("".join(pieces[1::2]))
    # Where space is not kept a text may lose some.
    stay = [
        at for at in range(1, len(pieces), 2) if pieces[at - 1].endswith("<w:t") or (not sound and _UNSOUND.search(pieces[at]))
    ]
    for at in reversed(stay):
        pieces[at - 1 : at + 2] = [f"{pieces[at - 1]}>{pieces[at]}<{pieces[at + 1]}"]
    return ">\1<".join(pieces[::2]), pieces[1::2]


def _worded(units: Sequence[str], words: Sequence[str], taken: Container[int]) -> Iterator[str]:
    """Those units that are taken, with their texts again."""
    at = 0
    for number, unit in enumerate(units):
        count = unit.count("\1")
        if number in taken:
            for markup, text in zip(unit.split("\1"), (*words[at : at + count], ""), strict=True):
                yield markup + text
        at += count


def _is_sound(words: str) -> bool:
    """Whether there is plainly nothing in texts of stories that a rule has anything to say of."""
    for character in _UNPRINTED:
        words = words.replace(character, "")
    return words.isprintable() and "\ufffd" not in words and _is_escaped(words)


def _is_escaped(words: str) -> bool:
    """Whether an ampersand begins one of our entities each time, and no bracket closes what none opened."""
    return ">" not in words and all(after.startswith(_ENTITIES) for after in words.split("&")[1:])


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
