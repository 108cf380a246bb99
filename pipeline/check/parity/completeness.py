"""Whether a translation is there at all, and as long as one of such a text is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice

from pipeline.check.parity.text import PLACE, Compared, Original, Side, Translation
from pipeline.issues import Issue
from pipeline.localise.catalogue import normalised
from pipeline.localise.pack import Pack, months

_WORD = re.compile(r"[^\W\d_]{2,}")
_SPACES = "\u200b\u200e\u200f\ufeff \u00a0\u202f\t\n"
_BRACKETED = re.compile(r"\([^()]*\)|（[^（）]*）")
PROSE, LONG = 2, 100
"""How many small words make prose, and from how many characters on lengths and sentences are compared."""


def blank(_was: Original, now: Translation) -> Iterable[Issue]:
    """TR210: a translation of spaces."""
    if not now.entry.text or now.entry.text.strip(_SPACES):
        return ()
    return (now.issue("TR210"),)


def all_spaces(compared: Compared) -> Iterable[int]:
    """Those that are nothing but spaces."""
    return [at for at, (_, now) in enumerate(compared) if not now.entry.text.strip(_SPACES)]


def untranslated(was: Original, now: Translation) -> Iterable[Issue]:
    """TR211: the source's own text where it is prose, or words in the source's script and none in the language's own."""
    small = was.once(_small)
    same = small >= PROSE and was.once(_normalised) == normalised(now.words)
    own = _script(now.pack)
    foreign = small and _script(was.pack) != own and now.words.strip() and not _has(now.words, own)
    return (now.issue("TR211"),) if same or foreign else ()


def of_words(compared: Compared) -> Iterable[int]:
    """Those whose source has small words."""
    return [at for at, (was, _) in enumerate(compared) if was.once(_small)]


def _small(side: Side) -> int:
    """How many small words a text has; that it is prose is enough."""
    small = (found for found in _WORD.finditer(side.words) if found[0] == found[0].lower())
    return sum(1 for _ in islice(small, PROSE))


def _normalised(side: Side) -> str:
    return normalised(side.words)


def length(was: Original, now: Translation) -> Iterable[Issue]:
    """TR215: a text that is much shorter or longer than one in this language is."""
    before, after = len(was.words), len(now.words)
    (low, high), (least, most) = now.pack.typography.length, was.pack.typography.length
    if before < LONG or not most or not least:
        return ()
    ratio = after / before
    if low / most <= ratio <= high / least:
        return ()
    return (now.issue("TR215", ratio=f"{ratio:.2f}"),)


def long(compared: Compared) -> Iterable[int]:
    """Those of which the source is so long that lengths and sentences are compared."""
    return [at for at, (was, _) in enumerate(compared) if len(was.words) >= LONG]


def sentences(was: Original, now: Translation) -> Iterable[Issue]:
    """TR216: more or fewer sentences."""
    if len(was.words) < LONG:
        return ()
    before, after = was.once(counted), counted(now)
    if before == after:
        return ()
    return (now.issue("TR216", expected=before, found=after),)


def counted(side: Side) -> int:
    """How many sentences a text has: ends of sentences that no small letter and no digit follows."""
    abbreviations = side.pack.typography.abbreviations
    flat = abbreviations.sub(PLACE, side.words) if abbreviations else side.words
    if "(" in flat or "（" in flat:
        while flat != (flat := _BRACKETED.sub("", flat)):
            pass
    ends = [one for one in _stops(side.pack).finditer(flat) if _ends(one)]
    return max(1, len(ends) + (0 if ends and ends[-1][2] == "" else 1))


@lru_cache(64)
def _stops(pack: Pack) -> re.Pattern[str]:
    stops = "".join(re.escape(sign + pack.typography.ends.get(sign, "")) for sign in ".?!")
    return re.compile(rf"[{stops}]+[\"”'》）)]*(\s*)(.?)")


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
