"""Document symbols are typed plainly; here those of the `references` sheet are recognised and the others reported."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches

from pipeline.issues import Location, Report, issue
from pipeline.model.inlines import Content, Emphasis, Inline, Link, Note, Piece, Strong, Superscript, Symbol, Text
from pipeline.model.records import Sheet

# CL-19/33, DM-21/1010, C22/12, C17/DT/3, TDAG-20/DT/2, TDAG-21/2/13, RPM-CIS16/44: letters, a year, numbers after a stroke.
_ANY = re.compile(r"(?<![\w/-])[A-Z]{1,6}(?:-[A-Z]{2,6})*-?\d{2}(?:-\d{2})?(?:/[A-Z]{1,6})*(?:/\d{1,5})+(?![\w/])")
# A no-break space or hyphen is a matter of the line's end, not of the symbol.
_SAME = str.maketrans({"\u00a0": " ", "\u2011": "-"})


class Symbols:
    """The registered symbols of a document and what recognises them in a text."""

    def __init__(self, references: Sheet, own: str, report: Report) -> None:
        self._report = report
        self._urls: Mapping[str, str] = {
            own: "",
            **{record.code("symbol"): record.code("url") for record in references if record.code("symbol")},
        }
        known = sorted(filter(None, self._urls), key=len, reverse=True)
        alternatives = "|".join(re.escape(symbol) for symbol in known) or r"(?!)"
        self._known = re.compile(rf"(?<![\w/-])(?:{alternatives})(?![\w/]|-\w)")
        self._reported: set[str] = set()

    def recognised(self, content: Content, here: Location) -> Content:
        """The text with its registered symbols as such; reports TX212 for each other one, at its first place."""
        return tuple(made for inline in content for made in self._recognised(inline, here))

    def _recognised(self, inline: Inline, here: Location) -> Iterator[Inline]:
        match inline:
            case Text(text):
                yield from self._split(text, here)
            # Inside a link only what is unregistered matters: a link cannot hold a link.
            case Link(_, content):
                self.recognised(content, here)
                yield inline
            case Strong() | Emphasis() | Superscript() | Piece() | Note():
                yield replace(inline, content=self.recognised(inline.content, here))
            case _:
                yield inline

    def _split(self, text: str, here: Location) -> Iterator[Inline]:
        end = 0
        comparable = text.translate(_SAME)
        for found in self._known.finditer(comparable):
            if found.start() > end:
                yield Text(text[end : found.start()])
            yield Symbol(text[found.start() : found.end()], self._urls[found[0]])
            end = found.end()
        if end < len(text):
            yield Text(text[end:])
        for found in _ANY.finditer(self._known.sub(lambda known: "\0" * len(known[0]), comparable)):
            if found[0] not in self._reported:
                self._reported.add(found[0])
                near = get_close_matches(found[0], self._urls, 1)
                self._report(issue("TX212", here, symbol=found[0], near=near[0] if near else ""))


def check_box(references: Sheet, cited: set[str], here: Location, report: Report) -> None:
    """Report TX220 where the references of the box and the mark `in_box` do not agree."""
    for record in references:
        symbol, marked = record.code("symbol"), record.value("in_box") is True
        if symbol and marked != (symbol in cited):
            answer = "yes" if marked else "no"
            report(issue("TX220", record.at("in_box"), symbol=symbol, marked=answer, box=here.path.name))
