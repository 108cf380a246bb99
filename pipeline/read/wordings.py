"""The files of a language pack as they stand, each wording with its line; a pack that is only begun can be read too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.gate.reading import is_there, names_in, read_text
from pipeline.issues import Location
from pipeline.read.pack import NAME_COLUMNS
from pipeline.read.po import messages
from pipeline.read.rows import rows
from pipeline.read.settings import settings, toml_lines

LABELS, NAMES, ABOUT, FORMATS, LAYOUT = "labels.po", "names.csv", "pack.toml", "formats.toml", "layout.toml"
_SUFFIXES = (".toml", ".po", ".csv", ".md")
_PLACE = re.compile(r"\{[^{}]*\}")
_SAME = re.compile(r"same as:\s*([\w.-]+(?:[\s,]+[\w.-]+)*)")


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording under its key, empty where it is still to be found.

    `source` is what a label means, in the words that all packs share. `same` are the languages, or the labels of this one,
    that a comment `same as:` names: it has one wording with them, and that is right.
    """

    key: str
    text: str
    location: Location
    source: str = ""
    same: frozenset[str] = frozenset()

    @property
    def bare(self) -> str:
        """The wording without its places."""
        return _PLACE.sub(" ", self.text)

    @property
    def words(self) -> bool:
        """Whether it holds a letter outside its places."""
        return any(char.isalpha() for char in self.bare)

    @property
    def places(self) -> list[str]:
        """The names of its places, sorted."""
        return _names(self.text)

    @property
    def wanted(self) -> list[str]:
        """The names of the places that it is to have, sorted."""
        return _names(self.source)


Wordings = Mapping[str, Wording]


@dataclass(frozen=True, slots=True)
class PackFiles:
    """The files of a pack: wordings by file and key, and all texts by name of file."""

    folder: Path
    wordings: Mapping[str, Wordings]
    texts: Mapping[str, str]

    @property
    def code(self) -> str:
        """The name of its folder, which is the code of its language."""
        return self.folder.name

    def about(self, key: str) -> str:
        """What `pack.toml` says."""
        found = self.wordings[ABOUT].get(key)
        return found.text if found else ""

    def worded(self, name: str) -> Iterator[tuple[str, Wording]]:
        """The wordings of a file by key, without what it says for the pipeline alone."""
        for key, wording in self.wordings[name].items():
            if name != FORMATS or "." in key:
                yield key, wording

    def at(self, name: str) -> Location:
        """A file of the pack."""
        return Location(self.folder / name)


def read_wordings(folder: Path) -> PackFiles:
    """The files of the pack in `folder`; raises SourceError LG101, FI201 to FI207 where one is not what its name says."""
    # Programs leave files of their own in a folder; what is no part of a pack is not read.
    names = (name for name in names_in(folder) if Path(name).suffix in _SUFFIXES)
    found = {name: read_text(folder / name) for name in names if is_there(folder / name)}
    wordings: dict[str, Wordings] = {LABELS: _labels(folder / LABELS, found), NAMES: _table(folder / NAMES, found)}
    for name in (ABOUT, FORMATS, LAYOUT):
        wordings[name] = _settings(folder / name, found)
    return PackFiles(folder, wordings, found)


def _labels(path: Path, texts: Mapping[str, str]) -> Wordings:
    made: dict[str, Wording] = {}
    for label in messages(path, texts.get(path.name, ""), "LG101"):
        if not label.obsolete and label.unit:
            at = Location(path, row=label.row, column=1)
            same = _same(f"{label.notes}\n{label.remarks}")
            made.setdefault(label.unit, Wording(label.unit, label.text, at, label.source, same))
    return made


def _table(path: Path, texts: Mapping[str, str]) -> Wordings:
    made: dict[str, Wording] = {}
    for at, row in rows(path, texts[path.name], NAME_COLUMNS) if path.name in texts else ():
        kind, code, form, name, *_ = (*row, "", "", "", "")
        if all((kind, code, form)):
            key = f"{kind},{code},{form}"
            made.setdefault(key, Wording(key, name, at))
    return made


def _settings(path: Path, texts: Mapping[str, str]) -> Wordings:
    text = texts.get(path.name, "")
    values = dict(_flat(settings(path, text)))
    places = {key: (row, line) for key, row, line in toml_lines(text)}
    made: dict[str, Wording] = {}
    for key, value in values.items():
        row, line = places.get(key, (0, ""))
        comment = line.partition("#")[2]
        made[key] = Wording(key, value, Location(path, row=row, column=1 if row else 0), same=_same(comment))
    return made


def _flat(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value if isinstance(value, str) else str(value)


def _names(text: str) -> list[str]:
    return sorted(set(re.findall(r"\{(\w+)[^{}]*\}", text)))


def _same(comment: str) -> frozenset[str]:
    found = _SAME.search(comment)
    return frozenset(re.split(r"[\s,]+", found[1])) if found else frozenset()
