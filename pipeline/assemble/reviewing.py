"""`council review`: documents in all their languages, compared with an earlier state, for the pages of a site."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from pipeline.assemble.places import Places
from pipeline.assemble.states import state, unmarked
from pipeline.assemble.trace import Traced, traced
from pipeline.issues import Report
from pipeline.model.blocks import Document
from pipeline.read.wordings import PackFiles, read_wordings
from pipeline.review.redline import redline
from pipeline.review.site.rendering import Column, Language, Reviewed, Unbuilt

_OPENED = (".docx", ".pdf")


def reviewed(places: Places, id_: str, ref: str, languages: Sequence[str], report: Report) -> Reviewed:
    """A document as its sources are, as redlines from the state `ref` where that is not empty; its faults are in it.

    Raises SourceError where there is no such state.
    """
    before: Mapping[str, Document] = state(places, id_, ref, languages, report) if ref else {}
    columns, unbuilt = [], []
    for found in traced(places, id_, languages):
        if found.sources is None:
            unbuilt.append(Unbuilt(_language(places, found.language) if found.language else None, found.issues))
        else:
            columns.append(_column(places, found, before.get(found.language)))
    return Reviewed(id_, tuple(columns), tuple(unbuilt))


def _column(places: Places, found: Traced, before: Document | None) -> Column:
    assert found.sources is not None
    settled = found.sources.settled
    files = ((path.suffix.removeprefix("."), f"../{quote(settled.id)}/{quote(path.name)}") for path in _files(places, found))
    return Column(
        language=_of_files(found.sources.files),
        shown=redline(before, unmarked(settled)) if before else settled,
        sources=found.sources,
        states=found.states,
        issues=found.issues,
        files=tuple(files),
    )


def _files(places: Places, found: Traced) -> list[Path]:
    """What was built of the document in this language: the pages of the site are a folder beside it."""
    assert found.sources is not None
    stem = f"{found.sources.settled.stem}-{found.sources.pack.letter}"
    folder = places.output(found.sources.settled.id, final=False)
    return [path for suffix in _OPENED if (path := folder / f"{stem}{suffix}").is_file()]


def _language(places: Places, code: str) -> Language:
    return _of_files(read_wordings(places.pack(code)))


def _of_files(files: PackFiles) -> Language:
    direction = files.wordings["layout.toml"].get("direction")
    return Language(files.code, files.about("tag"), files.about("endonym"), direction.text if direction else "ltr")
