"""The directory of a zip container, and the local headers that it points at: both must say the same, byte for byte.

A container in which they differ, in which something stands before, between or behind the parts, or two parts share bytes, is one
that two programs read as two files (CVE-2024-0450 and its kin); none of the programs that write workbooks and documents makes one.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_END_64, _LOCATOR_64 = b"PK\x06\x06", b"PK\x06\x07"
_FULL_16, _FULL_32 = 0xFFFF, 0xFFFFFFFF
_ENCRYPTED, _DESCRIBED, _UTF_8 = 0x1 | 0x40 | 0x2000, 0x8, 0x800
_EXTRA_64, _EXTRA_NAME = 0x0001, 0x7075


class Cut(Exception):  # noqa: N818 - it is what happened to the file
    """The end of the container is missing."""


class Contradiction(Exception):  # noqa: N818
    """Two statements of the container contradict each other; `name` is the part that they are about."""

    def __init__(self, name: str = "") -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True, slots=True)
class Entry:
    """A part as the directory declares it: `data` as it is stored, `size` and `crc` of what is to come out of it."""

    name: str
    method: int
    encrypted: bool
    mode: int
    crc: int
    size: int
    data: memoryview


def entries(data: bytes) -> list[Entry]:
    """All parts, in the order of the directory. Raises Cut, Contradiction."""
    try:
        start, size, count, end = _end(data)
        return _entries(data, start, size, count, end)
    except struct.error as error:
        raise Contradiction from error


def _end(data: bytes) -> tuple[int, int, int, int]:
    """Where the directory begins, its size, the number of its entries, and where what closes it begins."""
    at = data.rfind(_END)
    if at < 0 or at + 22 > len(data):
        raise Cut
    disk, first, here, count, size, start, comment = struct.unpack_from("<4H2IH", data, at + 4)
    if at + 22 + comment > len(data):
        raise Cut
    if at + 22 + comment < len(data):
        raise Contradiction
    close = at
    if data[max(0, at - 20) : max(0, at - 16)] == _LOCATOR_64:
        (close,) = struct.unpack_from("<Q", data, at - 12)
        if data[close : close + 4] != _END_64 or close + 56 != at - 20:
            raise Contradiction
        disk_64, first_64, here_64, count_64, size_64, start_64 = struct.unpack_from("<2I4Q", data, close + 16)
        # What the older record says must be the same, or "see the newer one".
        pairs = ((here, here_64, _FULL_16), (count, count_64, _FULL_16), (size, size_64, _FULL_32), (start, start_64, _FULL_32))
        if disk_64 or first_64 or any(old not in (new, full) for old, new, full in pairs):
            raise Contradiction
        here, count, size, start = here_64, count_64, size_64, start_64
    if (disk, first) not in ((0, 0), (_FULL_16, _FULL_16)) or here != count or start + size != close:
        raise Contradiction
    return start, size, count, close


def _entries(data: bytes, start: int, size: int, count: int, end: int) -> list[Entry]:
    made: list[Entry] = []
    spans: list[tuple[int, int, bool]] = []
    at = start
    while at < end:
        if data[at : at + 4] != _CENTRAL or len(made) == count:
            raise Contradiction
        _, _, flags, method, _, _, crc, packed, full, *rest = struct.unpack_from("<6H3I5H2I", data, at + 4)
        length, more, remark, _, _, attributes, offset = rest
        body = at + 46
        raw, extra = data[body : body + length], data[body + length : body + length + more]
        name = _name(raw, flags)
        full, packed, offset = _wide(extra, (full, packed, offset), name)
        first, last = _local(data, offset, (raw, flags, method, crc, packed, full), name)
        spans.append((offset, last, bool(flags & _DESCRIBED)))
        stored = memoryview(data)[first:last]
        made.append(Entry(name, method, bool(flags & _ENCRYPTED), attributes >> 16, crc, full, stored))
        at = body + length + more + remark
    if at != end or len(made) != count or at - start != size:
        raise Contradiction
    _covered(sorted(spans), start)
    return made


def _covered(spans: list[tuple[int, int, bool]], end: int) -> None:
    """Raises Contradiction where bytes before the directory belong to no part, or to two."""
    before, slack = 0, 0
    for offset, last, described in (*spans, (end, end, False)):
        # A descriptor behind the data has 12 to 24 bytes: with or without signature, in 32 or 64 bits (4.3.9).
        if not before <= offset <= before + slack:
            raise Contradiction
        before, slack = last, 24 if described else 0


def _name(raw: bytes, flags: int) -> str:
    # Some programs put a backslash between folders, as Windows does, and Office reads it so.
    # Where it is neither ASCII nor UTF-8 it is as wrong as any other name that is not ASCII.
    return raw.decode("utf-8" if flags & _UTF_8 else "ascii", "replace").replace("\\", "/")


def _fields(extra: bytes, name: str) -> dict[int, bytes]:
    made: dict[int, bytes] = {}
    at = 0
    # Some programs pad with a few zeros.
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        if at + 4 + length > len(extra):
            raise Contradiction(name)
        made[kind] = extra[at + 4 : at + 4 + length]
        at += 4 + length
    # A second name (4.6.9), which some programs would use in place of the first.
    if _EXTRA_NAME in made:
        raise Contradiction(name)
    return made


def _wide(extra: bytes, values: tuple[int, ...], name: str) -> list[int]:
    """The values, those that are too large for 32 bits from the extra field (4.5.3), in which they stand in this order."""
    field = _fields(extra, name).get(_EXTRA_64, b"")
    made: list[int] = []
    for value in values:
        if value == _FULL_32:
            if len(field) < 8:  # noqa: PLR2004 - 64 bits
                raise Contradiction(name)
            (value,) = struct.unpack_from("<Q", field)  # noqa: PLW2901 - the same value, in full
            field = field[8:]
        made.append(value)
    return made


def _local(data: bytes, offset: int, said: tuple[bytes, int, int, int, int, int], name: str) -> tuple[int, int]:
    """Where the data of a part begin and end; raises Contradiction where its own header says otherwise than the directory."""
    raw, flags, method, crc, packed, full = said
    if data[offset : offset + 4] != _LOCAL:
        raise Contradiction(name)
    _, flags_, method_, _, _, crc_, packed_, full_, length, more = struct.unpack_from("<5H3I2H", data, offset + 4)
    body = offset + 30
    full_, packed_ = _wide(data[body + length : body + length + more], (full_, packed_), name)
    same = _ENCRYPTED | _DESCRIBED | _UTF_8
    if data[body : body + length] != raw or method_ != method or (flags_ ^ flags) & same:
        raise Contradiction(name)
    # With a descriptor behind the data, the header before them may leave these empty.
    pairs = ((crc_, crc), (packed_, packed), (full_, full))
    if any(local != central and not (flags & _DESCRIBED and local == 0) for local, central in pairs):
        raise Contradiction(name)
    first = body + length + more
    if first + packed > len(data):
        raise Contradiction(name)
    return first, first + packed
