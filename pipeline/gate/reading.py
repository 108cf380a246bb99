"""Reading: the doors through which every file from outside comes in, as a text or as the parts of a package."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from pipeline.gate.container import LARGEST, directory, unpacked
from pipeline.gate.kinds import Foreign, Kind, foreign, is_text
from pipeline.gate.naming import respelled
from pipeline.gate.office import foreign_container, foreign_package
from pipeline.gate.readings import read_once
from pipeline.gate.refusal import refused
from pipeline.gate.texts import LARGEST_TEXT, lines, text_of
from pipeline.gate.wellformed import check_parts
from pipeline.issues import Issue, Location, SourceError, issue

__all__ = ["FORBIDDEN", "is_there", "lines", "names_in", "read_bytes", "read_container", "read_text", "sha256"]

# Characters that XML 1.0 (section 2.2) cannot hold, a tab and the line ends being let through; controls of the second set, which
# stand where a text was read in a wrong encoding; U+FFFD, which stands where a character was lost; those that Unicode keeps for no
# use (Unicode, 23.7), the last two of each plane and some between the Arabic shapes; and the two private ones that mark the slots
# of a template (write.shell). All others are named here, the commonest first: each character is then compared with few of them.
_BEYOND = "".join(f"{chr(plane * 0x10000)}-{chr(plane * 0x10000 + 0xFFFD)}" for plane in range(1, 17))
FORBIDDEN = re.compile(f"[^\t\n\r -~\xa0-\ud7ff\ue002-\ufdcf\ufdf0-\ufffc{_BEYOND}]")
"""What no text of a document may have, wherever it comes from."""

_TEXTS = {kind.value: kind for kind in LARGEST_TEXT}


def sha256(data: bytes) -> str:
    """The hexadecimal SHA-256 of the bytes."""
    return hashlib.sha256(data).hexdigest()


def read_bytes(path: Path, most: int = LARGEST) -> bytes:
    """The bytes of a file, those of the first reading within `reading_once`.

    Raises what `gate.refusal` makes of it where it cannot be read, SourceError FI126 where it has more than `most` bytes.
    """
    try:
        data = read_once(path, most)
    except OSError as error:
        raise refused(path, error) from error
    if len(data) > most:
        raise SourceError(issue("FI126", Location(path), most=most // 2**20))
    return data


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


def read_text(path: Path) -> str:
    """The text of a UTF-8 file, a byte order mark left out; its bounds are those of the kind that its name says it is.

    Raises SourceError TX101, FI111, FI115 to FI117, FI121 to FI126, FI128 and FI129, at the first place that is not as it must be.
    """
    kind = _TEXTS.get(path.suffix.lower())
    return text_of(path, read_bytes(path, LARGEST_TEXT[kind] if kind else LARGEST), kind)


def read_container(path: Path, kind: Kind) -> dict[str, bytes]:
    """The parts of a workbook or Word file by name, in their order.

    Every XML part is well-formed, in UTF-8 or UTF-16, without document type, and bounded. Raises SourceError FI101 to FI144
    where it is not so: what the file is instead, or what is wrong in it.
    """
    data = read_bytes(path)
    if found := _foreign(path, data, kind):
        raise SourceError(_refusal(path, found, kind))
    parts = unpacked(path, data, kind)
    check_parts(path, parts, kind)
    parts = respelled(parts, kind)
    if found := foreign_package(parts, kind):
        raise SourceError(_refusal(path, found, kind))
    return parts


def _foreign(path: Path, data: bytes, kind: Kind) -> Foreign | None:
    if not data:
        return "FI101", ""
    if found := foreign(data):
        return found
    if not data.startswith(b"PK"):
        return ("FI102", "") if is_text(data) else ("FI120", "")
    return foreign_container({entry.name for entry in directory(path, data, kind)}, data[:120])


def _refusal(path: Path, found: Foreign, kind: Kind) -> Issue:
    code, name = found
    return issue(code, Location(path), found=name, program=kind.program, suffix=kind.value)
