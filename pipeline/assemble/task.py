"""The tasks of a build: each can be done alone, by whoever, and what comes of it are plain values."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.assemble.places import Places
from pipeline.assemble.record import Record
from pipeline.issues import Issue
from pipeline.write.zipped import Compressor

Unit = tuple[str, str, str, tuple[str, ...]]
"""A unit in a language: its id, its number, the hash of its text, the places it comes from."""


@dataclass(frozen=True, slots=True)
class Task:
    """One document in some languages, in all it has a catalogue for where `languages` is empty.

    `moment` is the time in the core properties, the document's own date where it is None. Those of the languages that `stand`
    are not to be made, if the document itself is in this `state` (by its key). A `part` is a number and a count: of several that are
    done apart, each makes other languages.
    """

    places: Places
    id: str
    languages: tuple[str, ...]
    moment: datetime.datetime | None
    final: bool
    compressor: Compressor = "zlib"
    stand: tuple[str, ...] = ()
    state: str = ""
    part: tuple[int, int] = (0, 1)

    def parts(self, count: int) -> list[Task]:
        """The task in so many parts."""
        return [replace(self, part=(number, count)) for number in range(count)]

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
    """A document in one language as it will be written, with what the manifest says of it.

    `compressor` is what made the bytes of `docx`, with its version; `inputs` are hashes by path.
    """

    record: Record
    docx: bytes
    parts: str
    compressor: str
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
    read: tuple[tuple[Path, str], ...]

    @staticmethod
    def standing(about: Record | None, languages: Sequence[str]) -> Outcome:
        """That of a task of which nothing is left to do."""
        return Outcome(about, (), tuple(languages), {}, (), ())

    def found(self, language: str) -> tuple[Issue, ...]:
        """What was found in a language."""
        return self.languages[language][0] if language in self.languages else ()

    @staticmethod
    def joined(parts: Sequence[Outcome]) -> Outcome:
        """What came of a task that was done in parts. What one part found in the document itself all of them did."""
        built = [part for part in parts if part.about] or parts[:1]
        others = [issue for part in parts if not part.about for issue in part.issues if issue not in built[0].issues]
        wanted = built[0].wanted
        languages = {code: found for part in built for code, found in part.languages.items()}
        return replace(
            built[0],
            issues=(*built[0].issues, *others),
            languages={code: languages[code] for code in wanted if code in languages},
            read=tuple(dict.fromkeys(pair for part in parts for pair in part.read)),
        )
