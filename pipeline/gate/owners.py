"""Who has a file open: Word, Excel and LibreOffice put a small file beside each that they edit."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

_LONGEST = 52
"""Characters: Office lets the name of a user be no longer."""


@dataclass(frozen=True, slots=True)
class Owner:
    """The file that says that another one is open, and the person that it names; nobody where it names none."""

    file: Path
    name: str


def owner_of(path: Path) -> Owner | None:
    """Who has this file open, by what stands beside it.

    A file of that kind stays behind when a program crashes, so it proves nothing; but to replace a file under an editor who
    has it open loses what is typed there.
    """
    for beside, named in ((_office(path), _in_office), (path.with_name(f".~lock.{path.name}#"), _in_libreoffice)):
        data = _start(beside)
        if data is not None:
            return Owner(beside, "".join(char for char in named(data) if char.isprintable()).strip()[:_LONGEST])
    return None


def _office(path: Path) -> Path:
    """Office's file for it. Word leaves out two letters of a long name, one of a name of seven; Excel none."""
    cut = min(max(len(path.stem) - 6, 0), 2) if path.suffix.lower() in (".docx", ".doc", ".rtf") else 0
    return path.with_name(f"~${path.name[cut:]}")


def _start(path: Path) -> bytes | None:
    """The beginning of a small file; None where there is none, nothing where it cannot be read (Windows may lock it)."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return None
    except OSError:
        return None
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        try:
            return os.read(handle, 1024)
        finally:
            os.close(handle)
    except OSError:
        return b""


def _in_office(data: bytes) -> str:
    """The name: its length in a byte, in the code page of that machine, then at byte 54 (Word) or 55 again in UTF-16."""
    length = data[0] if data else 0
    if not 0 < length <= _LONGEST:
        return ""
    for at in (54, 55):
        wide = data[at + 2 : at + 2 + 2 * length]
        if data[at : at + 2] == bytes((length, 0)) and len(wide) == 2 * length:
            return wide.decode("utf-16-le", "replace")
    return data[1 : 1 + length].decode("ascii", "replace")


def _in_libreoffice(data: bytes) -> str:
    """The first field that is filled of: name in the options, name on the machine; commas in them have a backslash before."""
    fields = re.split(r"(?<!\\)[,;]", data.decode("utf-8", "replace"))
    return next((field.replace("\\", "") for field in fields[:2] if field), "")
