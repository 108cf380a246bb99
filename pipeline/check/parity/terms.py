"""The words of the institution: none that is forbidden, and those of the concepts that the source names, no others."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from pipeline.check.parity.text import MOST, words
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
    text = words(entry.content)
    for id_, found in _named(words(unit.content), source):
        own = pack.terms.concepts.get(id_)
        if own is not None and not own.pattern.search(text):
            yield issue("TR220", entry.location, unit=unit.id, lang=pack.code, found=found, term=own.term)


@lru_cache(MOST)
def _named(text: str, pack: Pack) -> tuple[tuple[str, str], ...]:
    """The concepts that a text names, each with its first words for it."""
    concepts = pack.terms.concepts.items()
    return tuple((id_, found[0]) for id_, concept in concepts if (found := concept.pattern.search(text)))


def acronyms(unit: Unit, entry: Entry, source: Pack, pack: Pack) -> Iterator[Issue]:
    """TR224: the acronym of a concept that the source does not name."""
    was = words(unit.content)
    for acronym in dict.fromkeys(_capitals(words(entry.content))):
        known = [source.terms.concepts[id_] for id_ in _called(acronym, pack) if id_ in source.terms.concepts]
        if known and not any(concept.pattern.search(was) for concept in known):
            yield issue("TR224", entry.location, unit=unit.id, lang=pack.code, found=acronym, term=known[0].term)


@lru_cache(MOST)
def _called(acronym: str, pack: Pack) -> tuple[str, ...]:
    """The concepts that this is a term for."""
    return tuple(id_ for id_, concept in pack.terms.concepts.items() if concept.pattern.fullmatch(acronym))


def _capitals(text: str) -> list[str]:
    """The runs of two capitals and more; a letter of a script without capitals ends one."""
    # A word without a capital behind its first letter has no two of them.
    words_ = (word for word in text.split() if (rest := word[1:]) != rest.lower())
    runs = "".join(one if one.isupper() or one == "-" else " " for one in " ".join(words_)).split()
    return [run for run in (run.strip("-") for run in runs) if len(run) > 1]
