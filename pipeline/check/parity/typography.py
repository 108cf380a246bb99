"""The rules of the pack for typed text."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.issues import Issue, issue
from pipeline.localise.catalogue import Entry
from pipeline.localise.pack import Pack
from pipeline.localise.units import Unit


def typography(_unit: Unit, entry: Entry, _source: Pack, pack: Pack) -> Iterator[Issue]:
    """TR217 and TR218: what a rule forbids or misses in the text as it is typed, as the rule says error or warning."""
    for rule in pack.typography.rules:
        found = rule.pattern.search(entry.text)
        if (found is None) == rule.required:
            code = "TR217" if rule.grave else "TR218"
            near = entry.text[max(0, found.start() - 12) : found.end() + 12] if found else entry.text[:24]
            yield issue(code, entry.location, unit=entry.unit, lang=pack.code, rule=rule.message, found=near.strip())
