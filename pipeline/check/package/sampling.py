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
from pipeline.write.zipped import Carried

_STORY: Final = re.compile(b"<w:(?:document|footnotes|endnotes|comments|hdr|ftr)[ >]")
_LONG: Final = 8
"""Paragraphs from which on a part is worth the search."""
_SEAMS: Final = tuple(
    (closed + opened, closed + b"\0" + opened)
    for closed, opened in (
        (b"</w:p>", b"<w:p>"),
        (b"</w:tr>", b"<w:tr>"),
        (b"</w:p>", b"<w:tbl>"),
        (b"</w:tbl>", b"<w:p>"),
        (b"</w:footnote>", b"<w:footnote"),
    )
)
_UNITS: Final = tuple((b"<w:%b>" % name, b"</w:%b>" % name) for name in (b"p", b"tr", b"tbl", b"footnote"))
_TAG: Final = re.compile(rb"</?([^ />]+)")
_PLAIN: Final = frozenset(f"w:{name}".encode() for name in re.findall(r"\w+", """
    p pPr pStyle keepNext r rPr rStyle rFonts b bCs i iCs vertAlign highlight rtl lang t delText tab br noBreakHyphen softHyphen
    hyperlink bookmarkStart bookmarkEnd fldChar instrText delInstrText footnote footnoteRef footnoteReference
    ins del moveFrom moveTo moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd rPrChange pPrChange
    tbl tblPr tblStyle bidiVisual tblW tblLayout tblLook tblGrid gridCol tr trPr cantSplit tblHeader tc tcPr tcW
"""))  # fmt: skip
"""The elements that `write` makes and whose rules look no further than the paragraph, row or table that they are in."""
_TEXT: Final = re.compile(b">([^<]+)<")
# Outside of stories there are rules of what texts say: dates, numbers.
_WORDS: Final = re.compile(b">([^<0-9][^<]*|[0-9a-f]{64})<")
# Characters that Python does not print, and that texts are full of.
_UNPRINTED: Final = ("\u00a0", "\u202f", "\u200e", "\u200f", "\u061c")
_ENTITIES: Final = (b"amp;", b"lt;", b"gt;", b"quot;")
_XML: Final = bytes({*range(256)} - {*range(32)} | {*b"\t\n\r"})
_NO_XML: Final = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")
"""In UTF-8, the bytes that XML may have, and signs that it may not."""
_CODED: Final = b'nstrText xml:space="preserve"'
_IDS: Final = re.compile(rb' (?:w:id="-?\d+"|w:name="\w+"|r:id="rIdLink\d+")')
_LINK: Final = re.compile(
    rb'<Relationship Id="rIdLink\d+" Type="[^"<&]*/hyperlink" Target="(?:[!#-%\'-;=-~]|&amp;)*" TargetMode="External"/>'
)
_ITEM_ID: Final = re.compile(rb'"\{[0-9A-F-]{36}\}"')

Shape: TypeAlias = tuple[bytes, bytes]
"""The XML without words and ids; before it that of the table around it, up to its rows."""
Likeness: TypeAlias = frozenset[tuple[str, bytes]]
"""The parts by name without the shapes that are known, without words, ids and links: what documents of a template share."""


@dataclass(frozen=True, slots=True)
class Story:
    """The XML of a part with text of the document, a mark for each text, and what its fields are told."""

    markup: bytes
    codes: Sequence[str]


class Sample:
    """The parts with each shape once, without those that are `known`.

    `new` are the shapes that stand there for others, `stories` the parts with text of the document. A part with one of the maker's
    `marks` in it is left as it is, and is no story.
    """

    def __init__(self, parts: Mapping[str, bytes], known: Container[Shape], marks: Sequence[str] = ()) -> None:
        self._before = known
        self._marks = [mark.encode() for mark in marks]
        self.new: set[Shape] = set()
        self.stories: dict[str, Story] = {}
        self.parts = dict(parts)
        self.likeness: Likeness = frozenset([(name, self._like(name, content)) for name, content in parts.items()])

    def _like(self, name: str, content: bytes) -> bytes:
        """What a part is like; a long story has its sample put in its place."""
        if isinstance(content, Carried):
            if name.endswith(XML) and (carried := _carried(content)):
                self.stories[name] = carried
            return content
        if not name.endswith(XML) or any(_has(content, mark) for mark in (b"\0", b"\1", *self._marks)):
            return content
        if not _STORY.search(content, 0, 500):
            return _unworded(content)
        self.stories[name], words = _read(content)
        markup = self.stories[name].markup
        if markup.count(b"</w:p>") < _LONG:
            return _IDS.sub(b"", markup)
        for seam, parted in _SEAMS:
            markup = markup.replace(seam, parted)
        lasting, taken = self._first(_IDS.sub(b"", markup).split(b"\0"))
        self.parts[name] = b"".join(_worded(markup.split(b"\0"), words, taken))
        return b"".join(lasting)

    def _first(self, shapes: Sequence[bytes]) -> tuple[list[bytes], set[int]]:
        """The shapes that have to be looked at in each document; and where these stand, and the first of each that is new."""
        lasting: list[bytes] = []
        taken: set[int] = set()
        table: _Table | None = None
        for at, shape in enumerate(shapes):
            if table is None and shape.startswith(b"<w:tbl>"):
                table = _Table(shape[: shape.find(b"<w:tr>")])
            if table is None:
                # A row out of its table is one of a table around another.
                known = not shape.startswith(b"<w:tr>") and self._known(b"", shape)
                if not known:
                    taken.add(at)
                    lasting += self._lasting(b"", shape)
                continue
            # Of a table, its first and last rows at least.
            if not (shape.startswith(b"<w:tr>") and self._known(table.grid, shape)):
                table.taken.append(at)
                table.lasting += self._lasting(table.grid, shape)
            if shape.endswith(b"</w:tbl>"):
                whole = b"".join(table.lasting)
                if not self._known(b"", whole) or len(table.taken) > len(table.lasting):
                    taken.update(table.taken)
                    lasting += self._lasting(b"", whole)
                table = None
        if table is not None:
            taken.update(table.taken)
            lasting += table.lasting
        return lasting, taken

    def _known(self, grid: bytes, shape: bytes) -> bool:
        """Whether one of its shape was there before; if not it is now, where one is enough."""
        key = (grid, shape)
        if key in self._before or key in self.new:
            return True
        if _alone(shape):
            self.new.add(key)
        return False

    def _lasting(self, grid: bytes, shape: bytes) -> list[bytes]:
        """A shape, unless one of it was enough."""
        key = (grid, shape)
        return [] if key in self._before or key in self.new else [shape]


@dataclass(slots=True)
class _Table:
    """What is found of a table on the way through it: its XML up to its rows, its units that are taken, its lasting shapes."""

    grid: bytes
    taken: list[int] = field(default_factory=list)
    lasting: list[bytes] = field(default_factory=list)


@lru_cache(maxsize=128)
def _carried(content: Carried) -> Story | None:
    """What a part of a template holds of the text of documents."""
    return _read(content)[0] if _STORY.search(content, 0, 500) else None


def _read(content: bytes) -> tuple[Story, list[bytes]]:
    """A story, and the texts that are marks in it."""
    pieces = _TEXT.split(content)
    markup, words = _wordless(pieces)
    codes = [text.decode() for before, text in zip(pieces[::2], pieces[1::2], strict=False) if before.endswith(_CODED)]
    return Story(markup, codes), words


def _unworded(content: bytes) -> bytes:
    """A part beside the stories without what differs from one document to another, where there is nothing in that to look at."""
    pieces = _WORDS.split(content)
    if content.translate(None, _XML) or not _is_escaped(words := b"".join(pieces[1::2])) or not _is_text(words):
        return content
    return _ITEM_ID.sub(b"", _LINK.sub(b"", b">\1<".join(pieces[::2])))


def _wordless(pieces: list[bytes]) -> tuple[bytes, list[bytes]]:
    """XML with a mark for each text that is in turn with it in `pieces`; and these texts, but for those that rules look at."""
    sound = _is_sound(b"".join(pieces[1::2]))
    # Where space is not kept a text may lose some.
    stay = [
        at for at in range(1, len(pieces), 2) if pieces[at - 1].endswith(b"<w:t") or (not sound and not _is_sound(pieces[at]))
    ]
    for at in reversed(stay):
        pieces[at - 1 : at + 2] = [b"%b>%b<%b" % tuple(pieces[at - 1 : at + 2])]
    return b">\1<".join(pieces[::2]), pieces[1::2]


def _worded(units: Sequence[bytes], words: Sequence[bytes], taken: Container[int]) -> Iterator[bytes]:
    """Those units that are taken, with their texts again."""
    at = 0
    for number, unit in enumerate(units):
        count = unit.count(b"\1")
        if number in taken:
            for markup, text in zip(unit.split(b"\1"), (*words[at : at + count], b""), strict=True):
                yield markup + text
        at += count


def _is_sound(words: bytes) -> bool:
    """Whether there is plainly nothing in texts of stories that a rule has anything to say of."""
    try:
        text = words.decode()
    except UnicodeDecodeError:
        return False
    for character in _UNPRINTED:
        text = text.replace(character, "")
    return text.isprintable() and "\ufffd" not in text and _is_escaped(words)


def _is_text(words: bytes) -> bool:
    """Whether texts are of signs that XML may have."""
    try:
        words.decode()
    except UnicodeDecodeError:
        return False
    return not any(_has(words, sign) for sign in _NO_XML)


def _has(content: bytes, sign: bytes) -> bool:
    """Whether a sign, as a rule of a byte that hardly occurs, stands in a part: a single byte is found ten times as fast."""
    return sign[:1] in content and sign in content


def _is_escaped(words: bytes) -> bool:
    """Whether an ampersand begins one of our entities each time, and no bracket closes what none opened."""
    return b">" not in words and all(after.startswith(_ENTITIES) for after in words.split(b"&")[1:])


def _alone(shape: bytes) -> bool:
    """Whether one of a shape tells of all: it is whole, nothing in it reaches out of it but by ids, and is only what we write."""
    whole = any(
        shape.startswith(opened) and shape.endswith(closed) and shape.count(closed) == 1 == shape.count(opened)
        for opened, closed in _UNITS
    )
    return (
        whole
        and set(_TAG.findall(shape)) <= _PLAIN
        and b" r:" not in shape
        and b"<w:t>" not in shape
        and shape.count(b"<w:bookmarkStart/>") == shape.count(b"<w:bookmarkEnd/>")
        and shape.count(b'fldCharType="begin"') == shape.count(b'fldCharType="end"')
    )
