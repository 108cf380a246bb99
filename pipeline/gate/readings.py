"""What was read while something is made: each file once, so that all of it comes from one state of that file.

What is made of files that many documents share, of a template or a language pack, is kept while they hold the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pipeline.issues import Issue, Location, Report, SourceError, issue

T = TypeVar("T")
_USUAL = 2**16
_MOST = 64
"""How much is kept of what was made: more than one needs of packs and templates."""


class Readings:
    """The bytes of files as they were when they were first read."""

    def __init__(self) -> None:
        self._files: dict[Path, bytes] = {}

    def read(self, path: Path, most: int) -> bytes:
        """The bytes of a file, those of the first time where it was read before; one byte more than `most` at the most.

        What is larger is not kept: nothing can be made of the beginning of a file. Raises OSError.
        """
        if path in self._files:
            return self._files[path]
        with path.open("rb") as stream:
            # Room is made for all that is asked for, and few files are as large as they may be.
            data = stream.read(min(most + 1, _USUAL))
            if len(data) == _USUAL:
                data += stream.read(most + 1 - _USUAL)
        if len(data) <= most:
            self._files[path] = data
        return data

    def sha256(self, path: Path) -> str | None:
        """The hexadecimal SHA-256 of what was read; None for a file that was not."""
        return hashlib.sha256(self._files[path]).hexdigest() if path in self._files else None

    def hashes(self) -> Mapping[Path, str]:
        """The hash of every file that was read."""
        return {path: hashlib.sha256(data).hexdigest() for path, data in self._files.items()}

    def changed(self) -> list[Issue]:
        """FS118 for each file that is no longer what was read, or no longer there."""
        return [issue("FS118", Location(path)) for path, data in self._files.items() if not _holds(path, data)]

    def confirm(self) -> None:
        """Raise SourceError FS118 where a file is no longer what was read."""
        for one in self.changed():
            raise SourceError(one)


class _Noted(Readings):
    """The readings of a part of the work: what it reads is read in those of the whole."""

    def __init__(self, whole: Readings) -> None:
        super().__init__()
        self._whole = whole

    def read(self, path: Path, most: int) -> bytes:
        """As that of the whole."""
        self._files[path] = self._whole.read(path, most)
        return self._files[path]

    @property
    def files(self) -> Mapping[Path, bytes]:
        """What was read for this part."""
        return self._files


@dataclass(frozen=True, slots=True)
class _Kept:
    files: Mapping[Path, bytes]
    value: Any
    found: tuple[Issue, ...]


_kept: dict[Hashable, _Kept] = {}


def kept(key: Hashable, make: Callable[[Report], T], report: Report) -> T:
    """What `make` makes of files and of nothing else but the key; made again only where they hold other bytes than then.

    What it reports is reported each time. Where it raises, nothing is kept.
    """
    whole = _current.get() or Readings()
    known = _kept.get(key)
    if known is None or any(_read(whole, path, len(data)) != data for path, data in known.files.items()):
        return _made(key, make, report, whole)
    for one in known.found:
        report(one)
    made: T = known.value
    return made


def _made(key: Hashable, make: Callable[[Report], T], report: Report, whole: Readings) -> T:
    found: list[Issue] = []

    def both(one: Issue) -> None:
        found.append(one)
        report(one)

    noted = _Noted(whole)
    token = _current.set(noted)
    try:
        value = make(both)
    finally:
        _current.reset(token)
    if len(_kept) >= _MOST:
        _kept.clear()
    _kept[key] = _Kept(noted.files, value, tuple(found))
    return value


def _read(whole: Readings, path: Path, most: int) -> bytes | None:
    try:
        return whole.read(path, most)
    except OSError:
        return None


def changed_since(read: Iterable[tuple[Path, str]]) -> list[Issue]:
    """FS118 for each file that no longer has the hash that it was read with, or is no longer there."""
    return [issue("FS118", Location(path)) for path in dict.fromkeys(path for path, hash_ in read if _hash(path) != hash_)]


def _hash(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


# Readers take a path and nothing else, some of them five calls down: what they read is kept for the work that they are part
# of, in its context, and not in the process.
_current: ContextVar[Readings | None] = ContextVar("readings", default=None)


@contextmanager
def reading_once() -> Iterator[Readings]:
    """Within this block each file is read once (by `gate.reading`), and what was read can be asked for."""
    readings = Readings()
    token = _current.set(readings)
    try:
        yield readings
    finally:
        _current.reset(token)


def read_once(path: Path, most: int) -> bytes:
    """The bytes of a file, from the readings of this context where there are any, but not many more than `most`. Raises OSError."""
    return (_current.get() or Readings()).read(path, most)
