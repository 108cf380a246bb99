"""What the system says when it refuses something, in codes of our own: its sentences are English, and say what, not what to do."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from pathlib import Path

from pipeline.issues import Location, SourceError, issue

# By name: not every system has every number (POSIX.1-2017, <errno.h>; Windows' own are mapped to these by Python).
_CODES: Mapping[str, str] = {
    "ENOSPC": "FS108",
    "EDQUOT": "FS109",
    "EFBIG": "FS109",
    "EACCES": "FS110",
    "EPERM": "FS110",
    "EROFS": "FS111",
    "ENAMETOOLONG": "FS112",
    "ENOTDIR": "FS113",
    "EEXIST": "FS113",
    "EISDIR": "FS114",
    "ENOENT": "FS115",
    "EIO": "FS116",
    "EHOSTDOWN": "FS117",
    "EHOSTUNREACH": "FS117",
    "ENETDOWN": "FS117",
    "ENETUNREACH": "FS117",
    "ENODEV": "FS117",
    "ENOTCONN": "FS117",
    "ESTALE": "FS117",
    "ETIMEDOUT": "FS117",
}


def refused(path: Path, error: OSError) -> SourceError:
    """The fault that keeps a file or folder from being read or written: FS108 to FS117, FS102 for what has no code of its own."""
    name = errno.errorcode.get(error.errno or 0, type(error).__name__)
    code = _CODES.get(name, "FS102")
    return SourceError(issue(code, Location(_in_the_way(path) if code == "FS113" else path), reason=name))


def _in_the_way(path: Path) -> Path:
    """The file that stands where a folder of this path should be."""
    for part in (path, *path.parents):
        if (part.exists() or part.is_symlink()) and not part.is_dir():
            return part
    return path
