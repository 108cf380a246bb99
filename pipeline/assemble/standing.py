"""What stands already: the languages that a build need not make, since nothing that they are made from has changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from pipeline.assemble.former import Former, read_former
from pipeline.assemble.keys import Keys, hash_of, unpacked
from pipeline.assemble.record import Record
from pipeline.assemble.sources import text_files
from pipeline.assemble.task import Task
from pipeline.gate.readings import reading_once
from pipeline.issues import SourceError


@dataclass(frozen=True, slots=True)
class Standing:
    """The languages that stand, in the order in which they were asked for, and what the document itself is, where that is known.

    `all` says that nothing is to be done at all; `read` are the sources that were read to see it and `outputs` what stands in
    the folder, with their hashes.
    """

    about: Record | None = None
    records: Mapping[str, Record] = field(default_factory=dict)
    state: str = ""
    all: bool = False
    read: Mapping[Path, str] = field(default_factory=dict)
    outputs: Mapping[Path, str] = field(default_factory=dict)

    def left(self, task: Task) -> Task:
        """What is left to do of a task."""
        return replace(task, stand=tuple(self.records), state=self.state)


def standing(task: Task) -> Standing:
    """What stands of a task; nothing where that cannot be seen."""
    # What is wrong with a manifest is told where it is replaced.
    former = read_former(task.folder, lambda _: None)
    about = former.about
    if about is None:
        return Standing()
    with reading_once() as readings:
        try:
            hashed = cache(hash_of)
            texts = (task.places.workbook(task.id), *text_files(task.places, task.id))
            keys = Keys(task, texts, about.stem, about.source, unpacked(task.places, task.id), hashed)
            state = keys.of_document()
            wanted = task.wanted(about.source)
            records = {
                one.language: one
                for one in map(former.record, wanted)
                if one and one.key == keys.of_language(one.language, state)
            }
            known = about if about.key == state else None
            done = known is not None and len(records) == len(wanted) and former.whole
            done = done and not leftovers(former, wanted, every=not task.languages)
            return Standing(known, records, state, done, readings.hashes(), former.hashes(task.folder))
        except SourceError:
            return Standing()


def leftovers(former: Former, languages: Collection[str], *, every: bool) -> bool:
    """Whether files of earlier builds are to be removed when these languages, which are `every` one there is, stand."""
    superseded = {one.language for one in former.superseded}
    others = {one.language for one in former.outputs} | superseded
    return not superseded.isdisjoint(languages) or (every and not others <= set(languages))
