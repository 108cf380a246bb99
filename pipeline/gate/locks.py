"""Locks, which end with the process that holds them however it ends, and what a killed one has left over.

POSIX has flock; Windows locks bytes of a file and does not let one be removed that is open.
"""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.gate.refusal import refused
from pipeline.issues import Location, SourceError, issue

_LOCK = ".council.lock"
_OURS = re.compile(r"\.council(?:-[0-9a-f]{8}\.tmp|\.lock)\Z")
_PAUSE, _TOLD, _GIVEN_UP = 0.05, 20, 1200
"""Seconds between two tries to take a lock; tries until it is said that one waits (a second), and until one gives up (a minute)."""

# How a file of ours is opened: a link that stands in its place is not followed.
OPEN = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)

if sys.platform == "win32":
    import msvcrt

    def lock(handle: int) -> bool | None:
        """Take the lock of an open file, until it is closed: False where another holds it, None where there are no locks."""
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _remove(path: Path, handle: int) -> None:
        os.close(handle)
        with suppress(OSError):
            path.unlink()

else:
    import fcntl

    def lock(handle: int) -> bool | None:
        """Take the lock of an open file, until it is closed: False where another holds it, None where there are no locks."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:  # some network drives
            return None
        return True

    def _remove(path: Path, handle: int) -> None:
        # Still locked: nobody else can take it for theirs in between.
        with suppress(OSError):
            path.unlink()
        os.close(handle)


def temporary_name() -> str:
    """A name for a file that is being written; short, so that beside a very long name it is not too long."""
    return f".council-{os.urandom(4).hex()}.tmp"


def stands(path: Path, handle: int) -> bool:
    """Whether the open file is still the one at this path."""
    try:
        return os.path.samestat(os.fstat(handle), path.lstat())
    except OSError:
        return False


def sweep(folder: Path) -> None:
    """Remove what a killed run has left in a folder; the files of a run that is going on are locked, and stay."""
    with suppress(OSError):
        for path in [path for path in folder.iterdir() if _OURS.match(path.name)]:
            with suppress(OSError):
                _sweep(path)


def _sweep(path: Path) -> None:
    flags = OPEN & ~os.O_CREAT
    try:
        handle = os.open(path, flags)
    except PermissionError:  # it was about to replace a file that is read only
        handle = os.open(path, flags & ~os.O_RDWR)
    if lock(handle) and stands(path, handle):
        _remove(path, handle)
    else:
        os.close(handle)


@contextmanager
def folder_lock(folder: Path, waiting: Callable[[Path], None]) -> Iterator[None]:
    """Within this block nobody else who asks for it writes to the folder, which is there already.

    Who comes second waits; `waiting` is told so after a second. Raises SourceError FS119 after a minute, and where the folder
    cannot be written.
    """
    path = folder / _LOCK
    try:
        handle = _taken(path, waiting)
    except OSError as error:
        raise refused(folder, error) from error
    try:
        yield
    finally:
        _remove(path, handle)


def _taken(path: Path, waiting: Callable[[Path], None]) -> int:
    for tries in range(_GIVEN_UP):
        handle = os.open(path, OPEN, 0o666)
        if lock(handle) is False:
            if tries == _TOLD:
                waiting(path.parent)
            time.sleep(_PAUSE)
        # Who held it before may have removed it since it was opened.
        elif stands(path, handle):
            return handle
        os.close(handle)
    raise SourceError(issue("FS119", Location(path.parent)))
