"""The text itself: characters, spaces, what is left of the making (ECMA-376 part 1, 17.3.3.31; XML 1.0, 2.2, 2.10)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from pipeline.check.package.parts import Package, Part, selected
from pipeline.check.package.rules import Found, Rule, in_every_word_part, near
from pipeline.wml.names import XML_SPACE, W, w

_TEXT: Final = (w("t"), w("delText"))
_PLANES: Final = "".join(chr(plane + end) for plane in range(0x1FFFE, 0x110000, 0x10000) for end in (0, 1))
_STRAY: Final = re.compile(f"[\x7f-\x9f\ufdd0-\ufdef\ufffd{_PLANES}]")
_HOLDERS: Final = frozenset(map(w, ("delText", "instrText", "delInstrText", "fldData", "binData")))


@in_every_word_part
def stray_character(part: Part) -> Iterator[str]:
    """Text has a control character, a noncharacter, or U+FFFD, the trace of a character already lost."""
    for element in part.each(*_TEXT):
        if found := _STRAY.search(element.text or ""):
            yield f"U+{ord(found[0]):04X}{near(element)}"


@in_every_word_part
def lost_space(part: Part) -> Iterator[str]:
    """Text begins or ends in a space without `xml:space="preserve"`: Word drops the space and joins two words."""
    for element in part.each(*_TEXT):
        text = element.text
        if text and (text[0] in " \t\r\n" or text[-1] in " \t\r\n") and element.get(XML_SPACE) != "preserve":
            yield f"{text[:40]!r}{near(element)}"


@in_every_word_part
def newline_in_text(part: Part) -> Iterator[str]:
    """Text has a newline or a tab, where `w:br` or `w:tab` belongs."""
    for element in part.each(*_TEXT):
        if re.search(r"[\t\r\n]", element.text or ""):
            yield f"{(element.text or '')[:40]!r}{near(element)}"


@in_every_word_part
def text_outside_text(part: Part) -> Iterator[str]:
    """Characters stand directly in a run, a paragraph or a property."""
    for text in selected(part, "//w:*[not(self::w:t)]/text()[normalize-space()]", w=W):
        if text.is_tail or text.getparent().tag not in _HOLDERS:
            yield f"{str(text).strip()[:40]!r}"


def left_over_mark(package: Package) -> Iterator[Found]:
    """One of the private marks that the maker puts into slots is still there, whole or cut into runs."""
    for part in package.xml if package.marks else ():
        key = (left_over_mark, package.marks)
        if key not in part.found:
            part.found[key] = tuple(_marks(part, package.marks))
        for detail in part.found[key]:
            yield part.name, detail


def _marks(part: Part, marks: Sequence[str]) -> Iterator[str]:
    whole = "" if part.root is None else "".join(map(str, part.root.itertext()))
    for mark in marks:
        if mark in whole or escape(mark).encode() in part.content:
            yield f"{mark!r}{_where(part, mark)}"


def _where(part: Part, mark: str) -> str:
    for paragraph in part.each(w("p")):
        if mark in "".join(str(text) for text in paragraph.itertext(*_TEXT)):
            return near(paragraph)
    return ""


RULES: Final[tuple[Rule, ...]] = (
    stray_character,
    lost_space,
    newline_in_text,
    text_outside_text,
    left_over_mark,
)
