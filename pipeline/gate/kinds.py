"""What a file from outside is to be, and what one that is no package is: told by its content, never by its name."""

from __future__ import annotations

import re
from enum import Enum, unique

from pipeline.gate.compound import is_compound, streams


@unique
class Kind(Enum):
    """What a file is wanted as; the value is how the names of such files end."""

    WORKBOOK = ".xlsx"
    WORD = ".docx"
    PO = ".po"
    TOML = ".toml"
    CSV = ".csv"
    MARKDOWN = ".md"

    @property
    def program(self) -> str:
        """The program that saves such files; none for a text."""
        return {Kind.WORKBOOK: "Excel", Kind.WORD: "Word"}.get(self, "")


Foreign = tuple[str, str]
"""The code of what a file is, and the name by which people know it (`.xls`, `PDF`)."""

# Signatures: each format's own specification; the offset is where it stands.
_SIGNATURES: tuple[tuple[int, bytes, str, str], ...] = (
    (0, b"{\\rtf", "FI112", "RTF"),
    (0, b"\x89PNG\r\n", "FI113", "PNG"),
    (0, b"\xff\xd8\xff", "FI113", "JPEG"),
    (0, b"GIF8", "FI113", "GIF"),
    (0, b"II*\0", "FI113", "TIFF"),
    (0, b"MM\0*", "FI113", "TIFF"),
    (6, b"\0\0\0\0", "FI113", "BMP"),
    (8, b"WEBP", "FI113", "WebP"),
    (4, b"ftyp", "FI113", "HEIC"),
    (0, b"7z\xbc\xaf\x27\x1c", "FI114", "7z"),
    (0, b"Rar!\x1a\x07", "FI114", "RAR"),
    (0, b"\x1f\x8b\x08", "FI114", "gzip"),
    (4, b"1AY&SY", "FI114", "bzip2"),
    (0, b"\xfd7zXZ\0", "FI114", "xz"),
    (257, b"ustar\0", "FI114", "tar"),
    (257, b"ustar ", "FI114", "tar"),
    (0, b"L\0\0\0\x01\x14\x02\0", "FI115", ".lnk"),
    (0, b"[InternetShortcut]", "FI115", ".url"),
    (0, b"[Desktop Entry]", "FI115", ".desktop"),
    (0, b"bplist00", "FI115", ".webloc"),
    (0, b"book\0\0\0\0mark", "FI115", "alias"),
    (0, b"version https://git-lfs.github.com/", "FI116", "Git LFS"),
    (0, b"\0\x05\x16\x07", "FI111", "._"),
    (0, b"\xde\x12\x04\x95", "FI120", ".mo"),
    (0, b"\x95\x04\x12\xde", "FI120", ".mo"),
)
_OPENS = {"BMP": b"BM", "WebP": b"RIFF", "HEIC": b"\0\0\0", "bzip2": b"BZh"}
"""How a file must begin besides, where the signature stands further on."""

# How files begin that are texts themselves.
_HEADS = tuple(
    (re.compile(pattern, re.IGNORECASE | re.DOTALL), code, name)
    for pattern, code, name in (
        (rb".{0,1020}%PDF-", "FI113", "PDF"),
        (rb"\{.{0,400}(?:\"doc_id\"|https://docs\.google\.com/)", "FI115", "Google Drive"),
        (rb"<\?xml.{0,400}<plist", "FI115", ".webloc"),
        (rb"(?:<!--.{0,400}?-->\s*)*+<(?:!doctype\s+html|html|head|body|meta|table|div)\b", "FI103", "HTML"),
        (rb"<\?xml.{0,400}<html", "FI103", "HTML"),
        (rb".{0,400}mime-version:.{0,400}multipart/related", "FI103", "HTML"),
        (rb".{0,2000}urn:oasis:names:tc:opendocument", "FI106", "OpenDocument"),
        (rb".{0,2000}(?:progid=.(?:Excel|Word)|office:spreadsheet|office/2006/xmlPackage|word/2003/wordml)", "FI112", "XML"),
        (rb"(?:<\?xml[^>]*>\s*)?(?:<!--.{0,400}?-->\s*)*+<svg\b", "FI113", "SVG"),
    )
)
_LOCK = re.compile(rb"(?:(?:[^\n,\\]|\\.)*+,){4}file:[^\n]*;\s*\Z")
_OLD = (("Workbook", ".xls"), ("Book", ".xls"), ("WordDocument", ".doc"), ("PowerPoint", ".ppt"))
_HEAD = 4096
_LONGEST_OWNER = 54


def signed(data: bytes) -> Foreign | None:
    """What a file is that says so in its first bytes; None where it does not."""
    if is_compound(data):
        return _compound(data)
    for offset, sign, code, name in _SIGNATURES:
        if data.startswith(sign, offset) and data.startswith(_OPENS.get(name, b"")):
            return code, name
    # Excel leaves 165 bytes beside an open workbook and Word 162 beside a document: the length of a name, the name, the same
    # in UTF-16. LibreOffice leaves a line with commas.
    owner = len(data) in (162, 165) and data[0] <= _LONGEST_OWNER and b"\0" in data
    return ("FI111", "~$") if owner or _LOCK.match(data[:_HEAD]) else None


def foreign(data: bytes) -> Foreign | None:
    """What a file is that is neither a package nor an ordinary text; None where it may be one of the two."""
    if found := signed(data):
        return found
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode()
    for pattern, code, name in _HEADS:
        if pattern.match(head):
            return code, name
    return None


def _compound(data: bytes) -> Foreign:
    names = streams(data)
    if {"EncryptedPackage", "EncryptionInfo"} & names:
        return "FI105", ""
    return next((("FI104", suffix) for stream, suffix in _OLD if any(name.startswith(stream) for name in names)), ("FI120", ""))


def is_text(data: bytes) -> bool:
    """Whether the beginning of a file reads as a text, in whatever encoding."""
    head = data[:_HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return not re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", head)
