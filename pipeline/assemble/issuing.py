"""`council issue`: the settled documents of all languages frozen, as the baseline that later drafts are compared with."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipeline.assemble.places import Places
from pipeline.assemble.sources import read_language
from pipeline.assemble.states import built, frozen
from pipeline.issues import Issue, Location, Report, failed, issue
from pipeline.model.dump import dumped


def frozen_files(places: Places, id_: str, report: Report) -> Mapping[Path, bytes]:
    """The files that freeze a document as it is; none, with the faults reported, where it could not be issued.

    A version is a folder of `issued/` named by the document's symbol and revision, with a JSON file for each language. Reports
    what a final would be refused for, and RV105 where that version is there already and says something else.
    """
    found: list[Issue] = []
    documents = built(places, id_, (), found.append, final=True)
    for one in found:
        report(one)
    if failed(found) or not documents:
        return {}
    stem, symbol = next((one.stem, one.symbol) for one in documents.values())
    folder = places.issued(id_) / stem
    before = frozen(places, id_, stem)
    if before and before != documents:
        report(issue("RV105", Location(folder), symbol=symbol))
        return {}
    letters = {code: pack.letter for code in documents if (pack := read_language(places, code, lambda _: None))}
    return {folder / f"{stem}-{letters[code]}.json": dumped(document).encode() for code, document in documents.items()}
