"""Keys: each names the state of all that something was made from, so that the same key means the same bytes."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pipeline
from pipeline.assemble.places import Places
from pipeline.assemble.sources import pack_files
from pipeline.assemble.task import Task
from pipeline.gate.reading import is_there, read_bytes, sha256
from pipeline.remembered import state
from pipeline.write.zipped import LEVEL, Compressor

_LIBRARIES = ("babel", "docxtpl", "jinja2", "lxml", "markdown_it_py", "openpyxl", "polib")
"""As the folders are named that tell of them (Binary distribution format, *Escaping and Unicode*)."""
_CODE = (".py", ".toml")
_ROOT = str(Path(pipeline.__file__).parent)


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of a document and of its languages.

    `texts` are its workbook and fragments, `kind` and `source` what the workbook says, `unpacked` what `unpacked` found before
    it was read, and `hashed` gives the hash of a file, None where there is none.
    """

    task: Task
    texts: tuple[Path, ...]
    kind: str
    source: str
    unpacked: tuple[str, ...]
    hashed: Callable[[Path], str | None]

    def of_document(self) -> str:
        """The key of the document itself, of a draft or of a final."""
        files = self._hashes(self._of_all())
        return _key(code_version(), self.task.id, self.task.final, self.unpacked, files)

    def of_language(self, language: str, document: str) -> str:
        """The key of the document in a language, where `document` is that of the document itself."""
        moment = self.task.moment.isoformat() if self.task.moment else ""
        return _key(document, language, moment, compressed_by(self.task.compressor), self._hashes(self._of_one(language)))

    def inputs(self, language: str) -> Mapping[str, str]:
        """The files that the document in this language is made from, by their path from the project's folder, and their hashes."""
        return self._hashes((*self._of_all(), *self._of_one(language)))

    def _of_all(self) -> tuple[Path, ...]:
        places = self.task.places
        return places.template(self.kind), *self.texts, *pack_files(places, self.source)

    def _of_one(self, language: str) -> tuple[Path, ...]:
        places = self.task.places
        if language == self.source:
            return ()
        return places.catalogue(self.task.id, language), *pack_files(places, language)

    def _hashes(self, files: Iterable[Path]) -> Mapping[str, str]:
        hashes = {path: self.hashed(path) for path in files}
        return {self._named(path): hash_ for path, hash_ in hashes.items() if hash_}

    def _named(self, path: Path) -> str:
        places = self.task.places
        # As text, where it begins like that: a build names two hundred paths, and `relative_to` takes each of them apart.
        named, before = str(path), f"{places.sources}{os.sep}"
        if named.startswith(before):
            return f"sources/{named.removeprefix(before).replace(os.sep, '/')}"
        if path.parent == places.templates:
            return f"templates/{path.name}"
        return f"sources/{path.relative_to(places.sources).as_posix()}"


def unpacked(places: Places, document: str) -> tuple[str, ...]:
    """The languages with a catalogue and without a pack, and then those with one, with which they are told (LG106)."""
    found = places.unpacked(document)
    return (*found, *places.languages()) if found else ()


def hash_of(path: Path) -> str | None:
    """The hash of a file, None where there is none. Raises SourceError where it cannot be read."""
    return sha256(read_bytes(path)) if is_there(path) else None


@cache
def code_version() -> str:
    """What names the programs that make a document: the code and messages of this one, Python, and the libraries."""
    code = {path.removeprefix(_ROOT).replace(os.sep, "/"): sha256(Path(path).read_bytes()) for path in code_states()}
    return _key(code, sys.version_info, [_version(name) for name in _LIBRARIES])


@cache
def compressed_by(compressor: Compressor) -> str:
    """What makes the bytes of a file: its name, its version, its level."""
    version = zlib.ZLIB_RUNTIME_VERSION if compressor == "zlib" else _version(compressor)
    return f"{compressor} {version}, level {LEVEL}"


@cache
def code_states() -> Mapping[str, str]:
    """The files of the code and the messages in the state that they were in when this was first asked: before they were hashed."""
    return {path: state(path) for path in _code_files()}


def _code_files() -> Iterator[str]:
    """The files of the code and the messages: three hundred, which as `Path` would take twice as long."""
    for folder, folders, names in os.walk(_ROOT):
        folders.sort()
        yield from (f"{folder}{os.sep}{name}" for name in sorted(names) if name.endswith(_CODE))


def _version(library: str) -> str:
    """The version of a library, nothing where it is not installed."""
    if library in _told():
        return _told()[library]
    from importlib import metadata  # noqa: PLC0415 - it loads all that reads e-mail, and hardly anybody needs it

    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return ""


@cache
def _told() -> Mapping[str, str]:
    """The versions of the distributions that Python finds, the first of each, as the folders are named that tell of them."""
    versions: dict[str, str] = {}
    for folder in sys.path:
        for one in Path(folder).glob("*.dist-info"):
            name, _, version = one.stem.partition("-")
            versions.setdefault(name.lower(), version)
    return versions


def _key(*values: object) -> str:
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()
