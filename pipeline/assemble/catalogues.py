"""The catalogues of a document: brought up to date, and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.assemble.places import Places
from pipeline.assemble.sources import read_language, read_sources
from pipeline.exchange.catalogue import updated
from pipeline.gate.reading import is_there, read_bytes
from pipeline.gate.readings import reading_once
from pipeline.issues import Issue, Location, Report, SourceError
from pipeline.localise.catalogue import Catalogue, State
from pipeline.localise.units import Unit, typed, units_of
from pipeline.read.catalogue import read_catalogue


@dataclass(frozen=True, slots=True)
class Update:
    """A catalogue brought up to date: its file, the bytes for it (None where not one changes), and what is in it.

    `new` counts the units that it had no entry for.
    """

    path: Path
    data: bytes | None
    new: int
    stale: int
    missing: int
    orphan: int


def updates(places: Places, id_: str, languages: Sequence[str], report: Report) -> Iterator[Update]:
    """The catalogues of a document in some languages, in all that it has one for where `languages` is empty.

    A language that is named gets one where it has none. Reports LG103 for a language without pack, TR101 and TR102 for a
    catalogue that cannot be kept whole, FS118 for one that is changed meanwhile; that one is left as it is.
    """
    source, units = _units(places, id_, report)
    for language in languages or places.translations(id_):
        if not source or language == source:
            continue
        path = places.catalogue(id_, language)
        try:
            if language not in places.languages():
                read_language(places, language, report)
                continue
            with reading_once() as readings:
                before = _catalogue(path, language, report)
                if before is None:
                    continue
                data = updated(path, language, source, units).encode()
                same = is_there(path) and read_bytes(path) == data
                readings.confirm()
        except SourceError as error:
            report(error.issue)
            continue
        number = Counter(before.states(typed(units)).values())
        yield Update(
            path=path,
            data=None if same else data,
            new=sum(unit.id not in before.entries for unit in units),
            stale=number[State.STALE],
            missing=number[State.MISSING],
            orphan=number[State.ORPHAN],
        )


def counts(places: Places, id_: str, report: Report) -> Mapping[str, Counter[State]]:
    """How many units of a document are in which state, by language: its own first, then each that there is a pack for."""
    return {language: Counter(states.values()) for language, states in unit_states(places, id_, report).items()}


def unit_states(places: Places, id_: str, report: Report) -> Mapping[str, Mapping[str, State]]:
    """The state of each unit of a document, by language: its own first, then each that there is a pack for."""
    source, units = _units(places, id_, report)
    if not source:
        return {}
    texts = typed(units)
    made: dict[str, Mapping[str, State]] = {source: dict.fromkeys(texts, State.ORIGINAL)}
    for language in places.languages():
        if language == source:
            continue
        try:
            catalogue = _catalogue(places.catalogue(id_, language), language, report)
        except SourceError as error:
            report(error.issue)
            continue
        if catalogue is not None:
            made[language] = catalogue.states(texts)
    return made


def _units(places: Places, id_: str, report: Report) -> tuple[str, Sequence[Unit]]:
    """The language of a document and its units; no language where it cannot be read, which is reported."""
    found: list[Issue] = []
    try:
        sources = read_sources(places, id_, found.append)
    except SourceError as error:
        report(error.issue)
        return "", ()
    if sources.document is None or not sources.language:
        for one in found:
            report(one)
        return "", ()
    return sources.language, tuple(units_of(sources.document))


def _catalogue(path: Path, language: str, report: Report) -> Catalogue | None:
    """A catalogue, an empty one where there is no file; None where entries of it would be lost (TR102, reported)."""
    if not is_there(path):
        return Catalogue(language, {}, Location(path))
    found: list[Issue] = []
    catalogue = read_catalogue(path, language, found.append)
    lost = [one for one in found if one.code == "TR102"]
    for one in lost:
        report(one)
    return None if lost else catalogue
