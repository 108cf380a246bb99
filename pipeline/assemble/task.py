"""The tasks of a build: each can be done alone, by whoever, and what comes of it are plain values."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.assemble.places import Places
from pipeline.assemble.record import Record
from pipeline.issues import Issue

Unit = tuple[str, str, str, tuple[str, ...]]
"""A unit in a language: its id, its number, the hash of its text, the places it comes from."""


@dataclass(frozen=True, slots=True)
class Task:
    """One document in some languages, in all it has a catalogue for where `languages` is empty.

    `moment` is the time in the core properties, the document's own date where it is None. Those of the languages that `stand`
    are not to be made, if the document itself is in this `state` (by its key).
    """

    places: Places
    id: str
    languages: tuple[str, ...]
    moment: datetime.datetime | None
    final: bool
    stand: tuple[str, ...] = ()
    state: str = ""

    @property
    def folder(self) -> Path:
        """The folder that the files go to."""
        return self.places.output(self.id, final=self.final)

    def wanted(self, source: str) -> tuple[str, ...]:
        """The languages, each once, where the document is written in `source`."""
        translations = (code for code in self.places.translations(self.id) if code != source)
        return tuple(dict.fromkeys(self.languages or (source, *translations)))


@dataclass(frozen=True, slots=True)
class Piece:
    """A document in one language as it will be written, with what the manifest says of it; `inputs` are hashes by path."""

    record: Record
    docx: bytes
    parts: str
    json: bytes
    units: tuple[Unit, ...]
    inputs: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a task: what was found in the document, and each language that was wanted with what was found and made.

    A language that stands is not among those. `order` are the ids of the document's units, `read` the files that were read with
    their hashes; `about` is None where the document cannot be built at all.
    """

    about: Record | None
    issues: tuple[Issue, ...]
    wanted: tuple[str, ...]
    languages: Mapping[str, tuple[tuple[Issue, ...], Piece | None]]
    order: tuple[str, ...]
    read: Mapping[Path, str]
