"""The words of the institution: none that is forbidden, and those of the concepts that the source names, no others."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check.parity.text import words
from pipeline.issues import Issue, issue
from pipeline.localise.catalogue import Entry
from pipeline.localise.pack import Pack
from pipeline.localise.units import Unit


def forbidden(_unit: Unit, entry: Entry, _source: Pack, pack: Pack) -> Iterator[Issue]:
    """TR219: a term that the language does not use."""
    text = words(entry.content)
    for term in pack.terms.forbidden:
        if found := term.pattern.search(text):
            yield issue("TR219", entry.location, unit=entry.unit, lang=pack.code, found=found[0], instead=term.instead or "–")


def concepts(unit: Unit, entry: Entry, source: Pack, pack: Pack) -> Iterator[Issue]:
    """TR220: a concept that the source names, and none of the language's terms for it in the translation."""
    was, text = words(unit.content), words(entry.content)
    for id_, concept in source.terms.concepts.items():
        own = pack.terms.concepts.get(id_)
        if own is None or (found := concept.pattern.search(was)) is None:
            continue
        if not own.pattern.search(text):
            yield issue("TR220", entry.location, unit=unit.id, lang=pack.code, found=found[0], term=own.term)


def acronyms(unit: Unit, entry: Entry, source: Pack, pack: Pack) -> Iterator[Issue]:
    """TR224: the acronym of a concept that the source does not name."""
    was = words(unit.content)
    for acronym in dict.fromkeys(_capitals(words(entry.content))):
        named = [id_ for id_, concept in pack.terms.concepts.items() if concept.pattern.fullmatch(acronym)]
        known = [source.terms.concepts[id_] for id_ in named if id_ in source.terms.concepts]
        if known and not any(concept.pattern.search(was) for concept in known):
            yield issue("TR224", entry.location, unit=unit.id, lang=pack.code, found=acronym, term=known[0].term)


def _capitals(text: str) -> list[str]:
    """The runs of two capitals and more; a letter of a script without capitals ends one."""
    runs = "".join(one if one.isupper() or one == "-" else " " for one in text).split()
    return [run for run in (run.strip("-") for run in runs) if len(run) > 1]
