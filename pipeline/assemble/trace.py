"""What `council why` and `council impact` look places up in: a document in its languages, with the files it was made from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.assemble.one import in_language, original
from pipeline.assemble.places import Places
from pipeline.assemble.sources import read_translations
from pipeline.issues import Report
from pipeline.model.walk import carriers
from pipeline.read.wordings import read_wordings
from pipeline.review.trace import Sources


def traced(places: Places, id_: str, languages: Sequence[str], report: Report) -> Iterator[Sources]:
    """A document in some languages, in all it can be built in where `languages` is empty; faults are reported."""
    source = original(places, id_, report)
    if source is None or source.sources.document is None:
        return
    composed = {carrier.unit: carrier for carrier in carriers(source.sources.document) if carrier.unit}
    own = source.pack.code
    for language in languages or (own, *(code for code in places.translations(id_) if code != own)):
        ready = source if language == own else in_language(places, source, language, report)
        if ready is None:
            continue
        catalogue = None if language == own else read_translations(places, id_, source.sources, language, lambda _: None)
        yield Sources(
            composed,
            ready.document,
            source.sources.workbook,
            catalogue,
            ready.pack,
            read_wordings(places.pack(language)),
            places.template(ready.document.kind),
        )
