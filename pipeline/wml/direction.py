"""Right-to-left text in runs: what is written from left to right inside it stands in runs of its own.

ISO 29500 17.3.2.30: `w:rtl` shall not be used with strongly left-to-right text. So symbols (`RPM-EUR`, `TDAG-21/2/13(Rev.1)`),
addresses and names in Latin letters are islands, with a dotted number that follows one (`PL 1.2`); numbers by themselves are
not, as the algorithm keeps their digits in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

# Letters that are written from left to right: Latin with its extensions, Greek, Cyrillic.
_LETTER = "A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff"
_PART = rf"[0-9]*+[{_LETTER}][{_LETTER}0-9]*+"
# Tried where figures begin and not again at each of them.
_FIGURES = r"(?:(?<![0-9])(?<![0-9][-/.])(?:[0-9]++[-/.])++)?"
_JOINED = rf"{_FIGURES}{_PART}(?:(?:[-\u2011/.:@&+_?=#%'’]|://|, )?[{_LETTER}0-9]+)*+"


@cache
def _island() -> re.Pattern[str]:
    """What is an island; made when there is a right-to-left language, as it takes its time."""
    return re.compile(rf"{_JOINED}(?:\({_JOINED}\.?[0-9]*\))?(?:[ \u00a0](?:{_JOINED}|[0-9]+(?:\.[0-9]+)+))*/?")


def segments(text: str) -> Iterator[tuple[str, bool]]:
    """The stretches of a right-to-left text with whether each is an island."""
    end = 0
    for found in _island().finditer(text):
        if found.start() > end:
            yield text[end : found.start()], False
        yield found[0], True
        end = found.end()
    if end < len(text):
        yield text[end:], False
