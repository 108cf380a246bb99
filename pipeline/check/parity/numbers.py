"""Numbers in digits, those of dates and document symbols left out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from pipeline.check.parity.dates import read
from pipeline.check.parity.text import Original, Side, Translation, differences
from pipeline.issues import Issue
from pipeline.localise.pack import Pack

# Digits behind a Latin letter belong to a name: P2C. (What begins with what it takes is found ten times as fast.)
_NUMBER = r"[0-9](?<![A-Za-z0-9][0-9])[0-9]*(?:[\u00a0\u202f][0-9]{3}(?![0-9]))*(?:[.,][0-9]+)?"


def numbers(was: Original, now: Translation) -> Iterable[Issue]:
    """TR208: the numbers, with what the pack adds to one (per cent) and however their digits are grouped."""
    missing, extra = differences(was.once(found), found(now))
    if not (missing or extra):
        return ()
    return (now.issue("TR208", missing=missing or "–", extra=extra or "–"),)


def found(side: Side) -> tuple[str, ...]:
    """The numbers of a text, each as digits with a point, and the name of the pattern that it stands in."""
    if not side.digits:
        return ()
    made: list[str] = []
    _, rest = side.once(read)
    for sign, pattern, added in _patterns(side.pack):
        if sign in rest and (here := pattern.findall(rest)):
            made += [_plain(digits, side.pack) + added for digits in here]
            rest = pattern.sub(" ", rest)
    return tuple(made)


@lru_cache(64)
def _patterns(pack: Pack) -> list[tuple[str, re.Pattern[str], str]]:
    """What finds the numbers of each form, a sign without which there are none, and what to add to one; the longest form first."""
    forms = sorted(pack.numbers.items(), key=lambda one: len(one[1]), reverse=True)
    return [(_sign(form), _pattern(form), "" if form == "{number}" else f" ({name})") for name, form in forms]


def _sign(form: str) -> str:
    return max(form.replace("{number}", " ").split(), key=len, default="")


def _pattern(form: str) -> re.Pattern[str]:
    before, _, after = (re.escape(part).replace(r"\ ", r"\s") for part in form.partition("{number}"))
    return re.compile(rf"{before}({_NUMBER}){after}")


def _plain(digits: str, pack: Pack) -> str:
    whole, _, decimals = digits.replace("\u00a0", "").replace("\u202f", "").partition(pack.decimal)
    return (whole.lstrip("0") or "0") + (f".{decimals}" if decimals else "")
