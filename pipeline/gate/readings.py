"""What was read while something is made: each file once, so that all of it comes from one state of that file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from pipeline.issues import Issue, Location, SourceError, issue


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
            data = stream.read(most + 1)
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
