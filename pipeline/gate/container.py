"""Zip containers: all that their directory claims is checked before a byte is inflated, and no claim is believed after.

Sources: APPNOTE 6.3.10 (sections 4.3 to 4.5), ECMA-376 part 2 (6.2.2 names of parts, annex B: stored and deflate only). What
the libraries behind the gate open is not the file but `packed(parts)`: they see what was looked at here, and nothing else.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from pipeline.gate.directory import Contradiction, Cut, Entry, entries
from pipeline.gate.kinds import Kind
from pipeline.gate.shown import shown
from pipeline.issues import Issue, Location, SourceError, issue

LARGEST = 64 * 2**20
"""Bytes, of a file and of all its parts together: thirty times the largest real one seen (2 MiB), and with a tree of some of
its parts still well below 512 MB."""

MOST_ENTRIES = 4096
"""A document with 500 pictures has 600 entries, a workbook with 255 sheets about as many."""

LARGEST_RATIO = 200
"""Of what comes out to what went in, in parts above 1 MiB: sheets of repeated rows reach about 60, deflate's limit is 1032."""

_SMALL = 2**20
_LONGEST_NAME = 255
_BAD_NAME = re.compile(r"[^\x21-\x7e ]|[\\:*?\"<>|]|\A/|//|(?:\A|/)\.{1,2}(?:/|\Z)|\./|%(?:2[eEfF]|5[cC])")


def unpacked(path: Path, data: bytes, kind: Kind) -> dict[str, bytes]:
    """The parts of a container by name, in its order; raises SourceError FI105, FI118, FI119 and FI131 to FI138."""
    found = directory(path, data, kind)
    if fault := _fault(path, found, kind):
        raise SourceError(fault)
    return {entry.name: _inflated(path, entry, kind) for entry in found if not entry.name.endswith("/")}


def directory(path: Path, data: bytes, kind: Kind) -> list[Entry]:
    """What a container says of its parts; raises SourceError FI118, FI119 and FI136."""
    try:
        return entries(data)
    except Cut as error:
        raise SourceError(issue("FI118", Location(path), program=kind.program)) from error
    except Contradiction as error:
        raise SourceError(issue("FI136", Location(path), program=kind.program, part=error.name or path.name)) from error


def packed(parts: dict[str, bytes]) -> bytes:
    """The parts as a plain container, for the libraries that open nothing else."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part)
    return made.getvalue()


def _fault(path: Path, found: Sequence[Entry], kind: Kind) -> Issue | None:
    here = Location(path)
    if len(found) > MOST_ENTRIES:
        return issue("FI131", here, count=len(found), most=MOST_ENTRIES, program=kind.program)
    if any(entry.encrypted for entry in found):
        return issue("FI105", here, program=kind.program, suffix=kind.value)
    if sum(entry.size for entry in found) > LARGEST:
        return issue("FI132", here, most=LARGEST // 2**20, program=kind.program)
    for entry in found:
        if fault := _entry_fault(path, entry, kind):
            return fault
    twice = Counter(entry.name.rstrip("/").lower() for entry in found).most_common(1)
    if twice and twice[0][1] > 1:
        return issue("FI135", here, part=twice[0][0], program=kind.program)
    return None


def _entry_fault(path: Path, entry: Entry, kind: Kind) -> Issue | None:
    if _BAD_NAME.search(entry.name) or not 0 < len(entry.name) <= _LONGEST_NAME:
        return issue("FI134", Location(path), part=shown(entry.name), program=kind.program)
    at = Location(path, entry.name)
    if stat.S_IFMT(entry.mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        return issue("FI137", at, part=entry.name, program=kind.program)
    if entry.method not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return issue("FI138", at, part=entry.name, program=kind.program)
    if entry.size > max(_SMALL, LARGEST_RATIO * len(entry.data)):
        return issue("FI133", at, part=entry.name, times=entry.size // max(1, len(entry.data)), program=kind.program)
    return None


def _inflated(path: Path, entry: Entry, kind: Kind) -> bytes:
    damaged = SourceError(issue("FI119", Location(path, entry.name), part=entry.name, program=kind.program))
    made = b""
    if entry.method == zipfile.ZIP_DEFLATED:
        stream = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            # One byte more than was declared is enough to know the lie.
            made = stream.decompress(entry.data, entry.size + 1)
        except zlib.error as error:
            raise damaged from error
        if not stream.eof and len(made) <= entry.size:
            raise damaged
        if stream.unused_data:
            raise SourceError(issue("FI136", Location(path, entry.name), part=entry.name, program=kind.program))
    else:
        made = bytes(entry.data)
    if len(made) != entry.size:
        raise SourceError(issue("FI136", Location(path, entry.name), part=entry.name, program=kind.program))
    if zlib.crc32(made) != entry.crc:
        raise damaged
    return made
