"""What reviewers look places up in: a document in its languages, with the files that it was made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.assemble.one import Ready, in_language, original
from pipeline.assemble.places import Places
from pipeline.assemble.sources import read_translations
from pipeline.issues import Issue
from pipeline.localise.catalogue import State
from pipeline.model.walk import carriers
from pipeline.read.wordings import read_wordings
from pipeline.review.trace import Sources


@dataclass(frozen=True, slots=True)
class Traced:
    """A document in one language: where its texts come from (None where it could not be built), its units' states, its faults.

    Faults of the sources are those of the language that the document is written in.
    """

    language: str
    sources: Sources | None
    states: Mapping[str, State]
    issues: tuple[Issue, ...]


def traced(places: Places, id_: str, languages: Sequence[str]) -> Iterator[Traced]:
    """A document in some languages, in all that it has a catalogue for where `languages` is empty; its own comes first."""
    found: list[Issue] = []
    source = original(places, id_, found.append)
    if source is None:
        yield Traced("", None, {}, tuple(found))
        return
    own = source.pack.code
    for language in languages or (own, *(code for code in places.translations(id_) if code != own)):
        if language == own:
            yield Traced(own, _sources(places, source, source), source.states, tuple(found))
            continue
        faults: list[Issue] = []
        ready = in_language(places, source, language, faults.append)
        sources = _sources(places, source, ready) if ready else None
        yield Traced(language, sources, ready.states if ready else {}, tuple(faults))


def _sources(places: Places, source: Ready, ready: Ready) -> Sources:
    document, language = source.sources.document, ready.pack.code
    assert document is not None
    # What is wrong in the catalogue was reported when the document was made of it.
    catalogue = None
    if ready is not source:
        catalogue = read_translations(places, document.id, source.sources, language, lambda _: None)
    return Sources(
        {carrier.unit: carrier for carrier in carriers(document) if carrier.unit},
        ready.document,
        source.sources.workbook,
        catalogue,
        ready.pack,
        read_wordings(places.pack(language)),
        places.template(document.kind),
    )
