"""Files as they come from outside, honest and bad, each made here from nothing."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from tests.check.packages import CLEAN

CONTENT = "application/vnd.openxmlformats-officedocument."
REL = "http://schemas.openxmlformats.org/package/2006/relationships"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
Parts = Mapping[str, bytes]


def types(main: str, part: str) -> bytes:
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/{part}" ContentType="{main}"/></Types>'
    ).encode()


def root(part: str, kind: str = f"{R}/officeDocument") -> bytes:
    return f'<Relationships xmlns="{REL}"><Relationship Id="rId1" Type="{kind}" Target="{part}"/></Relationships>'.encode()


def package(main: str, part: str) -> Parts:
    """A package of Office whose main part has this content type."""
    return {"[Content_Types].xml": types(main, part), "_rels/.rels": root(part), part: b"<x/>"}


SHEET = f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c></row></sheetData></worksheet>'
WORKBOOK: Parts = {
    **package(f"{CONTENT}spreadsheetml.sheet.main+xml", "xl/workbook.xml"),
    "[Content_Types].xml": types(f"{CONTENT}spreadsheetml.sheet.main+xml", "xl/workbook.xml").replace(
        b"</Types>",
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{CONTENT}spreadsheetml.worksheet+xml"/></Types>'.encode(),
    ),
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{R}"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>'.encode(),
    "xl/_rels/workbook.xml.rels": root("worksheets/sheet1.xml", f"{R}/worksheet"),
    "xl/worksheets/sheet1.xml": SHEET.encode(),
}
WORD: Parts = {name: part.encode() if isinstance(part, str) else part for name, part in CLEAN.items()}


@dataclass(frozen=True)
class Entry:
    """An entry of a container: what it is, and what its two headers say, each of which may lie."""

    name: bytes
    data: bytes
    method: int = 8
    flags: int = 0
    mode: int = 0
    size: int | None = None
    packed: int | None = None
    crc: int | None = None
    local_name: bytes | None = None
    local_size: int | None = None
    local_method: int | None = None
    extra: bytes = b""
    raw: bytes | None = None
    before: bytes = b""

    def stored(self) -> bytes:
        if self.raw is not None:
            return self.raw
        if self.method != 8:
            return self.data
        deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
        return deflate.compress(self.data) + deflate.flush()


def container(
    entries: list[Entry],
    *,
    first: bytes = b"",
    last: bytes = b"",
    comment: bytes = b"",
    count: int | None = None,
    wide: bool = False,
) -> bytes:
    """A container written byte by byte, so that it may say what no library would write."""
    made, directory = bytearray(first), bytearray()
    for entry in entries:
        body = entry.stored()
        crc = zlib.crc32(entry.data) if entry.crc is None else entry.crc
        size = len(entry.data) if entry.size is None else entry.size
        packed = len(body) if entry.packed is None else entry.packed
        made += entry.before
        offset = len(made)
        name = entry.name if entry.local_name is None else entry.local_name
        full = size if entry.local_size is None else entry.local_size
        method = entry.method if entry.local_method is None else entry.local_method
        made += (
            struct.pack("<4s5H3I2H", b"PK\3\4", 20, entry.flags, method, 0, 33, crc, packed, full, len(name), 0) + name + body
        )
        directory += struct.pack(
            "<4s6H3I5H2I",
            b"PK\1\2",
            0x314,
            20,
            entry.flags,
            entry.method,
            0,
            33,
            crc,
            packed,
            size,
            len(entry.name),
            len(entry.extra),
            0,
            0,
            0,
            entry.mode << 16,
            offset,
        )
        directory += entry.name + entry.extra
    start, number = len(made), len(entries) if count is None else count
    made += directory
    if wide:
        close = len(made)
        made += struct.pack("<4sQ2H2I4Q", b"PK\6\6", 44, 45, 45, 0, 0, number, number, len(directory), start)
        made += struct.pack("<4sIQI", b"PK\6\7", 0, close, 1)
        made += struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, len(comment)) + comment
    else:
        made += struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, number, number, len(directory), start, len(comment)) + comment
    return bytes(made) + last


def entries(parts: Parts, **changes: object) -> list[Entry]:
    """The parts as honest entries, the last one with these changes."""
    made = [Entry(name.encode(), part) for name, part in parts.items()]
    made[-1] = replace(made[-1], **changes)  # type: ignore[arg-type]
    return made


def zipped(parts: Parts, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    store = io.BytesIO()
    with zipfile.ZipFile(store, "w", method) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return store.getvalue()


def compound(*streams: str) -> bytes:
    """A compound file with a directory of these streams, as Office wrote them before 2007."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0) + struct.pack(
        "<108I", *[0xFFFFFFFF] * 108
    )
    names = ["Root Entry", *streams]
    sectors = -(-len(names) // 4)
    chain = [*range(2, sectors + 1), 0xFFFFFFFE]
    table = [0xFFFFFFFD, *chain]
    fat = struct.pack(f"<{len(table)}I", *table).ljust(512, b"\xff")
    directory = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 2 * len(name) + 2) + bytes(62) for name in names
    )
    return header[:512] + fat + directory.ljust(sectors * 512, b"\0")


def with_part(parts: Parts, name: str, part: bytes | str) -> bytes:
    return zipped({**parts, name: part if isinstance(part, bytes) else part.encode()})


def changed(parts: Parts, name: str, old: str, new: str) -> bytes:
    """The package with one place of one part changed; it must be there."""
    text = parts[name].decode()
    assert old in text
    return with_part(parts, name, text.replace(old, new, 1))


def related(
    kind: str, target: str, *, mode: str = ' TargetMode="External"', part: str = "word/_rels/document.xml.rels"
) -> bytes:
    relation = f'<Relationship Id="rId99" Type="{R}/{kind}" Target="{target}"{mode}/>'
    if part not in WORD:
        return with_part(WORD, part, f'<Relationships xmlns="{REL}">{relation}</Relationships>')
    return changed(WORD, part, "</Relationships>", f"{relation}</Relationships>")
