"""Signs of punctuation: the one that ends a text, and those that come in twos."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check.parity.text import words
from pipeline.issues import Issue, issue
from pipeline.localise.catalogue import Entry
from pipeline.localise.pack import Pack
from pipeline.localise.typography import Pair
from pipeline.localise.units import Unit


def end(unit: Unit, entry: Entry, source: Pack, pack: Pack) -> Iterator[Issue]:
    """TR214: a text that ends with a sign of another kind."""
    wanted, found = _end(words(unit.content), source), _end(words(entry.content), pack)
    if wanted != found:
        yield issue("TR214", entry.location, unit=unit.id, lang=pack.code, expected=wanted or "–", found=found or "–")


def _end(text: str, pack: Pack) -> str:
    last = text.rstrip()[-1:]
    return pack.typography.sign(last) if last else ""


def pairs(_unit: Unit, entry: Entry, _source: Pack, pack: Pack) -> Iterator[Issue]:
    """TR217 and TR218: brackets and quotation marks without the other of the two."""
    for pair in pack.typography.pairs:
        if not _balanced(entry.text, pair):
            code = "TR217" if pair.grave else "TR218"
            yield issue(code, entry.location, unit=entry.unit, lang=pack.code, rule=pair.message, found=entry.text[:24].strip())


def _balanced(text: str, pair: Pair) -> bool:
    opening = [found.start() for found in pair.opening.finditer(text)]
    closing = [found.start() for found in pair.closing.finditer(text)]
    if opening == closing:
        return len(opening) % 2 == 0
    depth = 0
    for _, step in sorted([*((at, 1) for at in opening), *((at, -1) for at in closing)]):
        depth += step
        if depth < 0:
            return False
    return depth == 0
