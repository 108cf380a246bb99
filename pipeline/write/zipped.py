"""Parts into the bytes of a package: the same parts give the same bytes, wherever and whenever they are written."""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Mapping
from functools import cached_property

LEVEL = 1
COMPRESSOR = {"name": "zlib", "level": LEVEL, "version": zlib.ZLIB_RUNTIME_VERSION}
"""What made the bytes: they are promised for one zlib; the hash of the parts holds everywhere."""

_FIRST = "[Content_Types].xml"
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_DATE = 1 << 5 | 1  # 1 January 1980, as Word itself writes
_VERSION, _UNIX, _DEFLATED, _UTF_8 = 20, 3, 8, 0x800
_READABLE = 0o600 << 16


class Carried(bytes):
    """A part that is the same in each package of a template and a language: it is compressed once."""

    @cached_property
    def packed(self) -> bytes:
        """What it is compressed to."""
        return _packed(self)


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A package: its content types first, the other parts in order of name, no date, no system (APPNOTE 6.3.10, 4.3).

    None of them has 4 GB, nor has all: more than a Word file can.
    """
    made: list[bytes] = []
    directory: list[bytes] = []
    at = 0
    names = sorted(parts, key=lambda name: (name != _FIRST, name))
    for name in names:
        part = parts[name]
        packed = part.packed if isinstance(part, Carried) else _packed(part)
        coded = name.encode()
        flags = 0 if name.isascii() else _UTF_8
        said = (flags, _DEFLATED, 0, _DATE, zlib.crc32(part), len(packed), len(part), len(coded), 0)
        made += (_LOCAL.pack(b"PK\3\4", _VERSION, *said), coded, packed)
        directory += (_CENTRAL.pack(b"PK\1\2", _UNIX << 8 | _VERSION, _VERSION, *said, 0, 0, 0, _READABLE, at), coded)
        at += _LOCAL.size + len(coded) + len(packed)
    central = b"".join(directory)
    end = _END.pack(b"PK\5\6", 0, 0, len(names), len(names), len(central), at, 0)
    return b"".join((*made, central, end))


def _packed(part: bytes) -> bytes:
    stream = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return stream.compress(part) + stream.flush()


def parts_hash(parts: Mapping[str, bytes]) -> str:
    """SHA-256 over the sorted parts: name, length and bytes of each."""
    made = hashlib.sha256()
    for name in sorted(parts):
        made.update(f"{name}\0{len(parts[name])}\0".encode())
        made.update(parts[name])
    return made.hexdigest()
