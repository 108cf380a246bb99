"""Whether a translation is there at all, and as long as one of such a text is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from pipeline.check.parity.text import MOST, PLACE, words
from pipeline.issues import Issue, issue
from pipeline.localise.catalogue import Entry, normalised
from pipeline.localise.pack import Pack, months
from pipeline.localise.units import Unit

_WORD = re.compile(r"[^\W\d_]{2,}")
_BRACKETED = re.compile(r"\([^()]*\)|（[^（）]*）")
PROSE, LONG = 2, 100
"""How many small words make prose, and from how many characters on lengths and sentences are compared."""


def blank(_unit: Unit, entry: Entry, _source: Pack, pack: Pack) -> Iterator[Issue]:
    """TR210: a translation of spaces."""
    if entry.text and not entry.text.strip("\u200b\u200e\u200f\ufeff \u00a0\u202f\t\n"):
        yield issue("TR210", entry.location, unit=entry.unit, lang=pack.code)


def untranslated(unit: Unit, entry: Entry, source: Pack, pack: Pack) -> Iterator[Issue]:
    """TR211: the source's own text where it is prose, or words in the source's script and none in the language's own."""
    was, text = words(unit.content), words(entry.content)
    small = [word for word in _WORD.findall(was) if word == word.lower()]
    same = normalised(was) == normalised(text) and len(small) >= PROSE
    foreign = _script(source) != _script(pack) and bool(small) and text.strip() and not _has(text, _script(pack))
    if same or foreign:
        yield issue("TR211", entry.location, unit=unit.id, lang=pack.code)


def length(unit: Unit, entry: Entry, source: Pack, pack: Pack) -> Iterator[Issue]:
    """TR215: a text that is much shorter or longer than one in this language is."""
    before, after = len(words(unit.content)), len(words(entry.content))
    (low, high), (least, most) = pack.typography.length, source.typography.length
    if before < LONG or not most or not least:
        return
    ratio = after / before
    if not low / most <= ratio <= high / least:
        yield issue("TR215", entry.location, unit=unit.id, lang=pack.code, ratio=f"{ratio:.2f}")


def sentences(unit: Unit, entry: Entry, source: Pack, pack: Pack) -> Iterator[Issue]:
    """TR216: more or fewer sentences."""
    if len(words(unit.content)) < LONG:
        return
    before, after = counted(words(unit.content), source), counted(words(entry.content), pack)
    if before != after:
        yield issue("TR216", entry.location, unit=unit.id, lang=pack.code, expected=before, found=after)


@lru_cache(MOST)
def counted(text: str, pack: Pack) -> int:
    """How many sentences a text has: ends of sentences that no small letter and no digit follows."""
    flat = pack.typography.abbreviations.sub(PLACE, text) if pack.typography.abbreviations else text
    while flat != (flat := _BRACKETED.sub("", flat)):
        pass
    stops = "".join(re.escape(sign + pack.typography.ends.get(sign, "")) for sign in ".?!")
    ends = [one for one in re.finditer(rf"[{stops}]+[\"”'》）)]*(\s*)(.?)", flat) if _ends(one)]
    return max(1, len(ends) + (0 if ends and ends[-1][2] == "" else 1))


def _ends(found: re.Match[str]) -> bool:
    space, following = found.groups()
    if not following:
        return True
    if found[0][0] not in ".?!":
        return True
    return bool(space) and not following.isdigit() and not following.islower()


@lru_cache(64)
def _script(pack: Pack) -> str:
    """The first word of the names that Unicode gives the letters of this language, as those of its months."""
    return unicodedata.name(next(one for one in next(iter(months(pack.locale))) if one.isalpha()), "").split()[0]


def _has(text: str, script: str) -> bool:
    return any(unicodedata.name(one, "").startswith(script) for one in text if one.isalpha())
