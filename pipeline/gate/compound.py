"""Compound files, in which Office kept documents before 2007 and keeps those with a password: the names in their directory.

Source: [MS-CFB] 2.2 (header), 2.3 (chains of sectors), 2.6 (directory entries).
"""

from __future__ import annotations

import struct

_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = 128
_LAST_SECTOR = 0xFFFFFFFA
"""Numbers from here on name no sector."""
_MOST_SECTORS = 1024
"""Half a megabyte of directory: more than 4,000 streams, where a document has a dozen."""


def is_compound(data: bytes) -> bool:
    """Whether the bytes are a compound file, by their signature."""
    return data.startswith(_SIGNATURE)


def streams(data: bytes) -> frozenset[str]:
    """The names of the streams of a compound file; those that can be found, where it is damaged."""
    if len(data) < 512:  # noqa: PLR2004 - the header
        return frozenset()
    (shift,) = struct.unpack_from("<H", data, 30)
    if shift not in (9, 12):
        return frozenset()
    size = 1 << shift
    (sector,) = struct.unpack_from("<I", data, 48)
    tables = struct.unpack_from("<109I", data, 76)
    names: set[str] = set()
    for _ in range(_MOST_SECTORS):
        start = (sector + 1) * size
        if sector >= _LAST_SECTOR or start + size > len(data):
            break
        names |= {_name(data[at : at + _ENTRY]) for at in range(start, start + size, _ENTRY)}
        sector = _next(data, tables, sector, size)
    return frozenset(names - {""})


def _name(entry: bytes) -> str:
    (length,) = struct.unpack_from("<H", entry, 64)
    return entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")


def _next(data: bytes, tables: tuple[int, ...], sector: int, size: int) -> int:
    """The sector that follows in a chain, from the table that says so; none where that table is further than the header tells."""
    table, at = divmod(sector, size // 4)
    place = (tables[table] + 1) * size + 4 * at if table < len(tables) and tables[table] < _LAST_SECTOR else len(data)
    return int(struct.unpack_from("<I", data, place)[0]) if place + 4 <= len(data) else _LAST_SECTOR
