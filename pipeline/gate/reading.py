"""Reading: bytes, text and zip containers from outside."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from pathlib import Path

from pipeline.gate.readings import read_once
from pipeline.gate.refusal import refused
from pipeline.issues import Location, SourceError, issue

# Characters that XML 1.0 (section 2.2) cannot hold, a tab and the line ends being let through; and the two private ones that
# mark the slots of a template (write.shell).
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ue000\ue001\ufffe\uffff]")

LARGEST = 64 * 2**20
"""Bytes: larger files and larger unpacked containers are refused (the largest real workbook seen has 2 MiB)."""


def sha256(data: bytes) -> str:
    """The hexadecimal SHA-256 of the bytes."""
    return hashlib.sha256(data).hexdigest()


def read_bytes(path: Path) -> bytes:
    """The bytes of a file, those of the first reading within `reading_once`; raises what `gate.refusal` makes of it if it cannot."""
    try:
        return read_once(path)
    except OSError as error:
        raise refused(path, error) from error


def is_there(path: Path) -> bool:
    """Whether there is a file at this path; raises SourceError where that cannot be seen."""
    try:
        return path.is_file()
    except OSError as error:
        raise refused(path, error) from error


def names_in(folder: Path) -> tuple[str, ...]:
    """The names in a folder, sorted, without those that programs hide or put beside an open file; none where there is no folder.

    Raises SourceError where it cannot be read.
    """
    try:
        found = [path.name for path in folder.iterdir()]
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError as error:
        raise refused(folder, error) from error
    return tuple(sorted(name for name in found if not name.startswith((".", "~$"))))


def lines(text: str) -> list[str]:
    """The lines of a text as editors count them: only CR and LF end one (`str.splitlines` also ends them at U+2028)."""
    return re.split(r"\r\n|\n|\r", text)


def read_text(path: Path) -> str:
    """The text of a UTF-8 file, a byte order mark left out; raises SourceError TX101 at the first wrong byte."""
    data = read_bytes(path)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The codec counts from behind a byte order mark, and what stands before the wrong byte is sound.
        before = lines(error.object[: error.start].decode("utf-8"))
        at = Location(path, row=len(before), column=len(before[-1]) + 1)
        found = issue("TX101", at, byte=f"0x{error.object[error.start]:02X}")
        raise SourceError(found) from error


def read_container(path: Path, code: str, required: str) -> dict[str, bytes]:
    """The entries of a zip container by name, in their order; raises SourceError with `code` where it is not a sound one.

    `required` is the entry that tells the kind of file (`xl/workbook.xml`, `word/document.xml`).
    """
    data = read_bytes(path)

    def refuse(reason: str) -> SourceError:
        return SourceError(issue(code, Location(path), reason=reason))

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            fault = _fault(entries)
            parts = {} if fault else {entry.filename: archive.read(entry) for entry in entries if not entry.is_dir()}
    # zipfile raises whatever its decompressors raise (zlib.error, LZMAError, IndexError …) on a damaged file.
    except Exception as error:
        raise refuse(str(error)) from error
    if fault or required not in parts:
        raise refuse(fault or f"{required} ?")
    return parts


def _fault(entries: list[zipfile.ZipInfo]) -> str:
    if len({entry.filename for entry in entries}) < len(entries):
        return "duplicate entry"
    return f"> {LARGEST // 2**20} MiB" if sum(entry.file_size for entry in entries) > LARGEST else ""
