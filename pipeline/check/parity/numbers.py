"""Numbers in digits, those of dates and document symbols left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from pipeline.check.parity.dates import without
from pipeline.check.parity.text import MOST, differences, words
from pipeline.issues import Issue, issue
from pipeline.localise.catalogue import Entry
from pipeline.localise.pack import Pack
from pipeline.localise.units import Unit

# Digits behind a Latin letter belong to a name: P2C.
_NUMBER = r"(?<![A-Za-z0-9])[0-9]+(?:[\u00a0\u202f][0-9]{3}(?![0-9]))*(?:[.,][0-9]+)?"

_DIGIT = re.compile("[0-9]")


def numbers(unit: Unit, entry: Entry, source: Pack, pack: Pack) -> Iterator[Issue]:
    """TR208: the numbers, with what the pack adds to one (per cent) and however their digits are grouped."""
    missing, extra = differences(found(words(unit.content), source), found(words(entry.content), pack))
    if missing or extra:
        yield issue("TR208", entry.location, unit=unit.id, lang=pack.code, missing=missing or "–", extra=extra or "–")


@lru_cache(MOST)
def found(text: str, pack: Pack) -> tuple[str, ...]:
    """The numbers of a text, each as digits with a point, and the name of the pattern that it stands in."""
    if not _DIGIT.search(text):
        return ()
    made: list[str] = []
    rest = without(text, pack)
    for name, form in sorted(pack.numbers.items(), key=lambda one: len(one[1]), reverse=True):
        pattern = _pattern(form)
        added = "" if form == "{number}" else f" ({name})"
        made += [_plain(one[1], pack) + added for one in pattern.finditer(rest)]
        rest = pattern.sub(" ", rest)
    return tuple(made)


@cache
def _pattern(form: str) -> re.Pattern[str]:
    before, _, after = (re.escape(part).replace(r"\ ", r"\s") for part in form.partition("{number}"))
    return re.compile(rf"{before}({_NUMBER}){after}")


def _plain(digits: str, pack: Pack) -> str:
    whole, _, decimals = re.sub(r"[\u00a0\u202f]", "", digits).partition(pack.decimal)
    return (whole.lstrip("0") or "0") + (f".{decimals}" if decimals else "")
