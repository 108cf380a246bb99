"""Characters that no language's text may hold, wherever they come from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from pipeline.check.parity.text import Compared, Original, Translation
from pipeline.issues import Issue

_TURNING, _CLOSING = re.compile("[\u202a-\u202e\u2066-\u2069]"), {"\u202c": "E", "\u2069": "I"}
_SHAPES = ("<isolated>", "<initial>", "<medial>", "<final>")

SOUND = "\\x00-\u065f\u066a-\u06ef\u06fa-\u07bf\u2000-\u2029\u202f-\u2065\u206a-\u2fff\u3000-\u9fff\uff01-\uff0f\uff1a-\uff5e"
"""Characters with which nothing is wrong, as in a set of an expression: those of most texts."""
_DOUBTFUL = re.compile(f"[^{SOUND}]")


def direction(_was: Original, now: Translation) -> Iterable[Issue]:
    """TR212: an embedding or isolate of direction that is not closed, or closed and never opened."""
    open_: list[str] = []
    for character in _TURNING.findall(now.entry.text):
        if character not in _CLOSING:
            open_.append("I" if character >= "\u2066" else "E")
        elif not open_ or open_.pop() != _CLOSING[character]:
            open_ = ["?"]
            break
    return (now.issue("TR212"),) if open_ else ()


def turning(compared: Compared) -> Iterable[int]:
    """Those in which a direction is embedded or isolated."""
    return [at for at, (_, now) in enumerate(compared) if not now.entry.text.isascii() and _TURNING.search(now.entry.text)]


def characters(_was: Original, now: Translation) -> Iterable[Issue]:
    """TR213: letters stored in the shape they have on the page, and digits other than those that values are printed with."""
    wrong = [one for one in dict.fromkeys(now.entry.text) if _is_wrong(one)]
    found = ", ".join(f"U+{ord(one):04X}" for one in wrong)
    return (now.issue("TR213", found=found),) if wrong else ()


def doubtful(compared: Compared) -> Iterable[int]:
    """Those with characters that may be wrong."""
    return [at for at, (_, now) in enumerate(compared) if not now.entry.text.isascii() and _DOUBTFUL.search(now.entry.text)]


def _is_wrong(character: str) -> bool:
    if character.isascii():
        return False
    return unicodedata.category(character) == "Nd" or unicodedata.decomposition(character).startswith(_SHAPES)
