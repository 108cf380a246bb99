"""Characters that no language's text may hold, wherever they come from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from pipeline.issues import Issue, issue
from pipeline.localise.catalogue import Entry
from pipeline.localise.pack import Pack
from pipeline.localise.units import Unit

_TURNING, _CLOSING = re.compile("[\u202a-\u202e\u2066-\u2069]"), {"\u202c": "E", "\u2069": "I"}
_SHAPES = ("<isolated>", "<initial>", "<medial>", "<final>")


def direction(_unit: Unit, entry: Entry, _source: Pack, pack: Pack) -> Iterator[Issue]:
    """TR212: an embedding or isolate of direction that is not closed, or closed and never opened."""
    open_: list[str] = []
    for character in _TURNING.findall(entry.text):
        if character not in _CLOSING:
            open_.append("I" if character >= "\u2066" else "E")
        elif not open_ or open_.pop() != _CLOSING[character]:
            open_ = ["?"]
            break
    if open_:
        yield issue("TR212", entry.location, unit=entry.unit, lang=pack.code)


def characters(_unit: Unit, entry: Entry, _source: Pack, pack: Pack) -> Iterator[Issue]:
    """TR213: letters stored in the shape they have on the page, and digits other than those that values are printed with."""
    wrong = [] if entry.text.isascii() else [one for one in dict.fromkeys(entry.text) if _is_wrong(one)]
    if wrong:
        found = ", ".join(f"U+{ord(one):04X}" for one in wrong)
        yield issue("TR213", entry.location, unit=entry.unit, lang=pack.code, found=found)


@cache
def _is_wrong(character: str) -> bool:
    if character.isascii():
        return False
    return unicodedata.category(character) == "Nd" or unicodedata.decomposition(character).startswith(_SHAPES)
