"""Parts into the bytes of a package: the same parts give the same bytes, wherever and whenever they are written."""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from collections.abc import Mapping

LEVEL = 6
COMPRESSOR = {"name": "zlib", "level": LEVEL, "version": zlib.ZLIB_RUNTIME_VERSION}
"""What made the bytes: they are promised for one zlib; the hash of the parts holds everywhere."""

_DATE = (1980, 1, 1, 0, 0, 0)  # as Word itself writes
_FIRST = "[Content_Types].xml"


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A package: its content types first, the other parts in order of name, no date, no system."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as archive:
        for name in sorted(parts, key=lambda name: (name != _FIRST, name)):
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, parts[name])
    return made.getvalue()


def parts_hash(parts: Mapping[str, bytes]) -> str:
    """SHA-256 over the sorted parts: name, length and bytes of each."""
    made = hashlib.sha256()
    for name in sorted(parts):
        made.update(f"{name}\0{len(parts[name])}\0".encode())
        made.update(parts[name])
    return made.hexdigest()
