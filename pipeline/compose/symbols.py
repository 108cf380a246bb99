"""Document symbols are typed plainly; here those of the `references` sheet are recognised and the others reported."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from operator import is_

from pipeline.issues import Location, Report, issue, nearest
from pipeline.model.inlines import (
    Composed,
    Content,
    Emphasis,
    Fields,
    Inline,
    Label,
    Link,
    Note,
    Pending,
    Piece,
    Strong,
    Superscript,
    Symbol,
    Text,
)
from pipeline.model.records import Sheet
from pipeline.model.remade import remade
from pipeline.model.walk import in_fields

# CL-19/33, DM-21/1010, C22/12, C17/DT/3, TDAG-20/DT/2, TDAG-21/2/13, RPM-CIS16/44: letters, a year, numbers after a stroke.
# What may not stand before a symbol is looked at behind its first letter: a search for letters is twice as fast as one for places.
_BEFORE = r"(?<![\w/-].)"
LIKE_A_SYMBOL = re.compile(
    rf"[A-Z]{_BEFORE}[A-Z]{{0,5}}(?:-[A-Z]{{2,6}})*-?\d{{2}}(?:-\d{{2}})?(?:/[A-Z]{{1,6}})*(?:/\d{{1,5}})+(?![\w/])",
    re.ASCII | re.DOTALL,
)
"""What looks like a document symbol, registered or not."""


def comparable(text: str) -> str:
    """A symbol as it is registered, whatever spaces and hyphens it is typed with."""
    # A no-break space or hyphen is a matter of the line's end, not of the symbol.
    return text.replace("\u00a0", " ").replace("\u2011", "-")


class Symbols:
    """The registered symbols of a document and what recognises them in a text; without its `sign` there is none in one."""

    def __init__(self, references: Sheet, own: str) -> None:
        self._registered = {record.code("symbol"): record.code("url") for record in references if record.code("symbol")}
        self._urls: Mapping[str, str] = {own: "", **self._registered}
        known = sorted(filter(None, self._urls), key=len, reverse=True)
        alternatives = "|".join(re.escape(symbol[0]) + _BEFORE + re.escape(symbol[1:]) for symbol in known) or r"(?!)"
        self._known = re.compile(rf"(?:{alternatives})(?![\w/]|-\w\w)", re.ASCII | re.DOTALL)
        # A stroke is in every symbol of either kind as a rule, and in few texts.
        self.sign = "/" if all("/" in symbol for symbol in known) else ""
        self._reported: set[str] = set()

    def recognised(self, content: Content, here: Location, report: Report) -> Content:
        """The text with its registered symbols as such; reports TX212 for each other one, at its first place."""
        made: list[Inline] = []
        for inline in content:
            match inline:
                case Text():
                    if self.sign in inline.text:
                        made += self._split(inline, here, report)
                    else:
                        made.append(inline)
                # Inside a link only what is unregistered matters: a link cannot hold a link.
                case Link():
                    self.recognised(inline.content, here, report)
                    made.append(inline)
                case Piece() | Strong() | Emphasis() | Superscript() | Note() | Pending():
                    inner = self.recognised(inline.content, here, report)
                    made.append(inline if inner is inline.content else remade(inline, content=inner))
                case Composed(unit, pattern, fields):
                    made.append(Composed(unit, self.recognised(pattern, here, report), self._in_fields(fields, here, report)))
                case Label(key, fields):
                    made.append(Label(key, self._in_fields(fields, here, report)))
                case _:
                    made.append(inline)
        return content if len(made) == len(content) and all(map(is_, made, content)) else tuple(made)

    def _in_fields(self, fields: Fields, here: Location, report: Report) -> Fields:
        """The fields with the symbols of their texts; a code, as the document's own symbol, is none."""
        return in_fields(fields, lambda content: self.recognised(content, here, report))

    def _split(self, typed: Text, here: Location, report: Report) -> Iterator[Inline]:
        text, at, end = typed.text, typed.location, 0
        same = left = comparable(text)
        for found in self._known.finditer(same):
            if found.start() > end:
                yield Text(text[end : found.start()], _inside(at, end) if at else None)
            yield Symbol(text[found.start() : found.end()], self._urls[found[0]])
            end = found.end()
            left = left[: found.start()] + "\0" * len(found[0]) + left[end:]
        if end < len(text):
            yield Text(text[end:], _inside(at, end) if at else None)
        for found in LIKE_A_SYMBOL.finditer(left) if "/" in left else ():
            if found[0] not in self._reported:
                self._reported.add(found[0])
                near = nearest(found[0], self._registered, 0.8)
                place = _inside(at or here, found.start(), len(found[0]))
                report(issue("TX212", place, symbol=found[0], near=near))


def _inside(location: Location, offset: int, length: int = 0) -> Location:
    """A place `offset` characters further on a line; a cell stays the cell."""
    column = location.column if location.part else location.column + offset
    return Location(location.path, location.part, location.row, column, length)


def check_box(references: Sheet, cited: set[str], here: Location, report: Report) -> None:
    """Report TX220 where the references of the box and the mark `in_box` do not agree."""
    for record in references:
        symbol, marked = record.code("symbol"), record.value("in_box") is True
        if symbol and marked != (symbol in cited):
            answer = "yes" if marked else "no"
            report(issue("TX220", record.at("in_box"), symbol=symbol, marked=answer, box=here.path.name))
