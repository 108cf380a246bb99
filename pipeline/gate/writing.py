"""Writing: a file is written beside its target and moved over it, so the old one or the new one stands whole."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from pipeline.issues import Location, SourceError, issue


def write_file(path: Path, data: bytes) -> None:
    """Put `data` at `path`, durably and all at once.

    A target that is open elsewhere (Word on Windows locks it) is left as it is: the new file is then `NAME.new.SUFFIX`, and
    SourceError FS101 says so. Raises SourceError FS102 where the folder, or that file too, cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = _written_beside(path, data)
    except OSError as error:
        raise SourceError(issue("FS102", Location(path), reason=error.strerror or error)) from error
    try:
        temporary.replace(path)
    except OSError as error:
        beside = path.with_suffix(f".new{path.suffix}")
        try:
            temporary.replace(beside)
        except OSError as again:
            temporary.unlink(missing_ok=True)
            raise SourceError(issue("FS102", Location(beside), reason=again.strerror or again)) from again
        raise SourceError(issue("FS101", Location(path), beside=beside.name)) from error


def _written_beside(path: Path, data: bytes) -> Path:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            # Unsynced renames leave empty files after a crash (git core.fsync, commit bc22d845).
            os.fsync(stream.fileno())
        # mkstemp makes files that only their owner reads; an ordinary new file has what the umask leaves.
        temporary.chmod(0o666 & ~_umask())
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def remove_file(path: Path) -> None:
    """Take a file away, if it is there. Raises SourceError FS102 where it cannot be, as when another program has it open."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise SourceError(issue("FS102", Location(path), reason=error.strerror or error)) from error
