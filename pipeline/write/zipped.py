"""Parts into the bytes of a package: the same parts give the same bytes, wherever and whenever they are written."""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Mapping
from functools import cached_property
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Literal

from pipeline.issues import Location, SourceError, issue

Compressor = Literal["zlib", "isal"]
"""What makes the bytes: they are promised for one version of it; the hash of the parts holds everywhere."""
LEVEL = 1

_FIRST = "[Content_Types].xml"
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_DATE = 1 << 5 | 1  # 1 January 1980, as Word itself writes
_VERSION, _UNIX, _DEFLATED, _UTF_8 = 20, 3, 8, 0x800
_READABLE = 0o600 << 16


class Carried(bytes):
    """A part that is the same in each package of a template and a language: each compressor does it once."""

    def packed(self, compressor: Compressor) -> bytes:
        """What it is compressed to."""
        if compressor not in self._made:
            self._made[compressor] = _packed(self, compressor)
        return self._made[compressor]

    @cached_property
    def _made(self) -> dict[Compressor, bytes]:
        return {}


def library(compressor: Compressor) -> ModuleType:
    """What has the functions of zlib, or is it. Raises SourceError FS125 where that is not installed here."""
    if compressor == "zlib":
        return zlib
    try:
        # An extra.
        return import_module("isal.isal_zlib")
    except ModuleNotFoundError as error:
        raise SourceError(issue("FS125", Location(Path()))) from error


def zipped(parts: Mapping[str, bytes], compressor: Compressor = "zlib") -> bytes:
    """A package: its content types first, the other parts in order of name, no date, no system (APPNOTE 6.3.10, 4.3).

    None of them has 4 GB, nor has all: more than a Word file can.
    """
    made: list[bytes] = []
    directory: list[bytes] = []
    at = 0
    names = sorted(parts, key=lambda name: (name != _FIRST, name))
    for name in names:
        part = parts[name]
        packed = part.packed(compressor) if isinstance(part, Carried) else _packed(part, compressor)
        coded = name.encode()
        flags = 0 if name.isascii() else _UTF_8
        said = (flags, _DEFLATED, 0, _DATE, zlib.crc32(part), len(packed), len(part), len(coded), 0)
        made += (_LOCAL.pack(b"PK\3\4", _VERSION, *said), coded, packed)
        directory += (_CENTRAL.pack(b"PK\1\2", _UNIX << 8 | _VERSION, _VERSION, *said, 0, 0, 0, _READABLE, at), coded)
        at += _LOCAL.size + len(coded) + len(packed)
    central = b"".join(directory)
    end = _END.pack(b"PK\5\6", 0, 0, len(names), len(names), len(central), at, 0)
    return b"".join((*made, central, end))


def _packed(part: bytes, compressor: Compressor) -> bytes:
    made: bytes = library(compressor).compress(part, LEVEL, -zlib.MAX_WBITS)
    return made


def parts_hash(parts: Mapping[str, bytes]) -> str:
    """SHA-256 over the sorted parts: name, length and bytes of each."""
    made = hashlib.sha256()
    for name in sorted(parts):
        made.update(f"{name}\0{len(parts[name])}\0".encode())
        made.update(parts[name])
    return made.hexdigest()
