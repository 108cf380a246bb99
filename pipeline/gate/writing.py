"""Writing: files are written beside their targets and moved over them, so the old one or the new one stands whole."""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path

from pipeline.gate.locks import OPEN, lock, stands, sweep, temporary_name
from pipeline.gate.owners import Owner, owner_of
from pipeline.gate.refusal import refused
from pipeline.issues import Issue, Location, Report, SourceError, issue

_WITHOUT_SYNC = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP)
"""What file systems say that cannot be asked to put a file on the disk at once."""
_TRIES, _TICK = 2, 0.01
"""How often something is put that hangs on the time, and the seconds that a file system may take to count one further."""


def write_file(path: Path, data: bytes) -> None:
    """Put `data` at `path`, durably and all at once; as `write_together`, but raises what that reports."""
    found: list[Issue] = []
    write_together({path: data}, found.append)
    if found:
        raise SourceError(found[0])


def write_together(files: Mapping[Path, bytes], report: Report) -> Mapping[Path, Path]:
    """Put files at their paths, durably, each all at once; where each of them stands now.

    All are on the disk before the first is moved to its place, so that a full disk costs none of those that were there: where
    one cannot be written, SourceError FS108 to FS117 or FS102 is raised and all is as it was. What cannot be moved is reported
    and keeps no other from it. A target that is open elsewhere stays, and the new file is `NAME.new.SUFFIX` (FS101, FS105,
    FS106; FS107 where that is open too). A link at the place of a file is replaced, not followed; a folder stays.
    """
    moved: dict[Path, Path] = {}
    with ExitStack() as stack:
        for folder in dict.fromkeys(path.parent for path in files):
            make_folder(folder)
            sweep(folder)
        written = []
        for path, data in files.items():
            try:
                written.append(one := _Beside(path, data))
            except OSError as error:
                raise refused(path, error) from error
            stack.callback(one.drop)
        for one in written:
            try:
                moved[one.target] = one.move(report)
            except SourceError as error:
                report(error.issue)
            except OSError as error:
                report(refused(one.target, error).issue)
        for folder in dict.fromkeys(path.parent for path in moved.values()):
            try:
                _sync_folder(folder)
            except OSError as error:
                report(refused(folder, error).issue)
    return moved


def put_lightly(path: Path, make: Callable[[int], bytes | None]) -> None:
    """Put at `path`, all at once, what `make` makes once it is told what time it is for the file system, in nanoseconds.

    Nothing where it makes nothing. For what costs nothing when it is lost: it is not waited until it is on the disk. Raises
    OSError.
    """
    for _ in range(_TRIES):
        temporary, handle = _new(path.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                # A file gets its time when it is written, not when it is opened.
                stream.write(b"\n")
                stream.flush()
                data = make(os.fstat(handle).st_mtime_ns)
                if data is not None:
                    stream.seek(0)
                    stream.write(data)
            if data is not None:
                temporary.replace(path)
                return
        finally:
            with suppress(OSError):
                temporary.unlink()
        time.sleep(_TICK)


def keep_last(folder: Path, pattern: str, most: int) -> None:
    """Remove the files of this pattern but for so many, those that were written last. Raises OSError."""
    for path in sorted(folder.glob(pattern), key=lambda path: path.stat().st_mtime_ns)[:-most]:
        path.unlink()


def holds(path: Path, data: bytes) -> bool:
    """Whether a file is there with these bytes; a link to one is not it."""
    try:
        found = path.lstat()
        return stat.S_ISREG(found.st_mode) and found.st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def make_folder(folder: Path) -> None:
    """Make a folder and those above it; raises SourceError where that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refused(folder, error) from error


class _Beside:
    """A file that is written beside its target. While it is, it is locked, so that no other run takes it for litter."""

    def __init__(self, target: Path, data: bytes) -> None:
        self.target = target
        mode = _mode(target)
        self._path, self._handle = _new(target.parent)
        self._open, self._moved = True, False
        try:
            with open(self._handle, "wb", closefd=False) as stream:
                stream.write(data)
            if sys.platform != "win32" and mode is not None:
                with suppress(OSError):  # not on every file system
                    os.fchmod(self._handle, mode)
            # Moves of files that are not on the disk leave empty ones after a crash (git core.fsync, commit bc22d845). It fails
            # once and then says that all is well: it is never tried again.
            _sync(self._handle)
        except BaseException:
            self.drop()
            raise

    def drop(self) -> None:
        """Close it, and remove it where it was not moved."""
        self._close_where_it_must_be()
        if not self._moved:
            with suppress(OSError):
                self._path.unlink()
        self._close()

    def move(self, report: Report) -> Path:
        """Move it over its target, or beside where that is open (which is reported), and return where it is."""
        if self.target.is_dir() and not self.target.is_symlink():
            raise SourceError(issue("FS114", Location(self.target), reason="EISDIR"))
        owner = owner_of(self.target)
        if owner is None:
            try:
                return self._move_to(self.target)
            except OSError as error:
                if not _taken(error):
                    raise
        beside = self.target.with_suffix(f".new{self.target.suffix}")
        if owner_of(beside):
            raise SourceError(issue("FS107", Location(self.target), beside=beside.name))
        try:
            self._move_to(beside)
        except OSError as error:
            if _taken(error):
                raise SourceError(issue("FS107", Location(self.target), beside=beside.name)) from error
            raise refused(beside, error) from error
        report(_opened(self.target, beside, owner))
        return beside

    def _move_to(self, path: Path) -> Path:
        self._close_where_it_must_be()
        self._path.replace(path)
        self._moved = True
        return path

    def _close_where_it_must_be(self) -> None:
        """Windows moves and removes no file that is open."""
        if sys.platform == "win32":
            self._close()

    def _close(self) -> None:
        if self._open:
            self._open = False
            os.close(self._handle)


def _opened(target: Path, beside: Path, owner: Owner | None) -> Issue:
    here = Location(target)
    if owner is None:
        return issue("FS101", here, beside=beside.name)
    if owner.name:
        return issue("FS105", here, who=owner.name, owner=owner.file.name, beside=beside.name)
    return issue("FS106", here, owner=owner.file.name, beside=beside.name)


def _taken(error: OSError) -> bool:
    """Whether this is what a system says of a file that is open elsewhere, or protected (Windows: errors 5, 32 and 33)."""
    return error.errno in (errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY)


def _new(folder: Path) -> tuple[Path, int]:
    while True:
        path = folder / temporary_name()
        try:
            handle = os.open(path, OPEN | os.O_EXCL, 0o666)
        except FileExistsError:
            continue
        # Before it was locked, another run may have taken it for litter.
        if lock(handle) is not False and stands(path, handle):
            return path, handle
        os.close(handle)


def _mode(path: Path) -> int | None:
    """The permissions of the file that is replaced; None where there is none: a new file has what the umask leaves."""
    try:
        found = path.lstat().st_mode
    except FileNotFoundError:
        return None
    return stat.S_IMODE(found) & 0o777 if stat.S_ISREG(found) else None


def _sync(handle: int) -> None:
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _WITHOUT_SYNC:
            raise


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        _sync(handle)
    finally:
        os.close(handle)


def remove_file(path: Path) -> None:
    """Take a file away, if it is there. Raises SourceError where it cannot be, as when another program has it open."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise refused(path, error) from error
