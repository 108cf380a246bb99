"""`council review` and the pages of `council diff`: documents in their languages, compared with an earlier state."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from pipeline.assemble.comparing import Compared, default_reviewer
from pipeline.assemble.places import Places
from pipeline.assemble.redlines import redlined_file
from pipeline.assemble.states import state, unmarked
from pipeline.assemble.trace import Traced, traced
from pipeline.issues import Report
from pipeline.model.blocks import Document
from pipeline.read.wordings import PackFiles, read_wordings
from pipeline.review.numbers import renumbered
from pipeline.review.progress import listed
from pipeline.review.redline import redline
from pipeline.review.site.reviewed import Column, Language, Reviewed, Unbuilt

_OPENED = (".docx", ".pdf")


@dataclass(frozen=True, slots=True)
class Review:
    """What the pages of documents are made with: the state to compare with, empty for none, and the folder they go to."""

    places: Places
    ref: str
    folder: Path

    def of(self, id_: str, report: Report) -> Reviewed:
        """A document as its sources are, as redlines from that state; its faults are in it.

        Raises SourceError where there is no such state.
        """
        before: Mapping[str, Document] = state(self.places, id_, self.ref, (), report) if self.ref else {}
        columns, unbuilt = [], []
        every = list(traced(self.places, id_, ()))
        for found in every:
            if found.sources is None:
                unbuilt.append(Unbuilt(_language(self.places, found.language) if found.language else None, found.issues))
            else:
                columns.append(self._column(found, before.get(found.language), report))
        own = every[0]
        old = before.get(own.language)
        if old is None or own.sources is None:
            return Reviewed(id_, tuple(columns), tuple(unbuilt))
        states = {found.language: found.states for found in every if found.sources is not None}
        changed = listed(columns[0].shown, own.sources.composed, states)
        return Reviewed(id_, tuple(columns), tuple(unbuilt), changed, tuple(renumbered(old, own.sources.settled)))

    def _column(self, found: Traced, before: Document | None, report: Report) -> Column:
        assert found.sources is not None
        settled = found.sources.settled
        new = unmarked(settled)
        shown = redline(before, new) if before else settled
        file = None
        if before and shown != new:
            data = redlined_file(self.places, before, new, default_reviewer(self.places.sources, new.date), None, report)
            file = data and (f"{settled.stem}-{found.sources.pack.letter}.docx", data)
        return Column(
            _of_files(found.sources.files),
            settled,
            shown,
            found.sources,
            found.states,
            found.issues,
            tuple(self._files(found)),
            file or None,
        )

    def _files(self, found: Traced) -> Iterator[tuple[str, str]]:
        """What was built of the document in this language, by the names of its kinds."""
        assert found.sources is not None
        stem = f"{found.sources.settled.stem}-{found.sources.pack.letter}"
        folder = self.places.output(found.sources.settled.id, final=False)
        for suffix in _OPENED:
            if (path := folder / f"{stem}{suffix}").is_file():
                yield suffix.removeprefix("."), quote(Path(os.path.relpath(path, self.folder)).as_posix())


def two_states(places: Places, id_: str, found: Mapping[str, Compared]) -> Reviewed:
    """A document in two states, for pages that show nothing but what changed."""
    return Reviewed(id_, tuple(Column(_language(places, code), one.new, one.redline) for code, one in found.items()))


def _language(places: Places, code: str) -> Language:
    return _of_files(read_wordings(places.pack(code)))


def _of_files(files: PackFiles) -> Language:
    direction = files.wordings["layout.toml"].get("direction")
    return Language(files.code, files.about("tag"), files.about("endonym"), direction.text if direction else "ltr")
