"""Parity: what a translation has in common with its source, unit by unit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.check.parity.characters import characters, direction
from pipeline.check.parity.completeness import blank, length, sentences, untranslated
from pipeline.check.parity.dates import dates
from pipeline.check.parity.marks import document_symbols, emphasis, facts, fields, footnotes, links, references
from pipeline.check.parity.numbers import numbers
from pipeline.check.parity.punctuation import end, pairs
from pipeline.check.parity.terms import acronyms, concepts, forbidden
from pipeline.check.parity.typography import typography
from pipeline.issues import Issue, issue
from pipeline.localise.catalogue import Entry
from pipeline.localise.pack import Pack
from pipeline.localise.units import Unit


@dataclass(frozen=True, slots=True)
class Check:
    """A check by the name that a waiver calls it; one that compares needs a source that has not changed since."""

    name: str
    found: Callable[[Unit, Entry, Pack, Pack], Iterator[Issue]]
    compares: bool = True


CHECKS = (
    Check("blank", blank, compares=False),
    Check("fact", facts),
    Check("field", fields),
    Check("reference", references),
    Check("footnote", footnotes),
    Check("link", links),
    Check("symbol", document_symbols),
    Check("date", dates),
    Check("number", numbers),
    Check("emphasis", emphasis),
    Check("untranslated", untranslated),
    Check("length", length),
    Check("sentences", sentences),
    Check("end", end),
    Check("concept", concepts),
    Check("acronym", acronyms),
    Check("direction", direction, compares=False),
    Check("character", characters, compares=False),
    Check("pair", pairs, compares=False),
    Check("typography", typography, compares=False),
    Check("term", forbidden, compares=False),
)


def parity_issues(unit: Unit, entry: Entry, source: Pack, pack: Pack, *, fresh: bool) -> Iterator[Issue]:
    """All that is wrong in a translation; where its source has changed since (`fresh` is false), what can be said without it.

    A check that the entry waives is a note (TR221) with its reason; a waiver that nothing needs is a warning (TR222).
    """
    names = [check.name for check in CHECKS]
    for check in CHECKS:
        if check.compares and not fresh:
            continue
        found = tuple(check.found(unit, entry, source, pack))
        reason = entry.waivers.get(check.name)
        if reason is None:
            yield from found
        elif found:
            yield issue("TR221", entry.location, unit=unit.id, lang=pack.code, check=check.name, reason=reason)
        else:
            yield issue("TR222", entry.location, unit=unit.id, check=check.name, known=", ".join(names))
    for name in entry.waivers:
        if name not in names:
            yield issue("TR222", entry.location, unit=unit.id, check=name, known=", ".join(names))
