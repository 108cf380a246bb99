"""Workbooks and Word files from outside: each bad one has one answer, each honest one comes through."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.gate.container import LARGEST, packed
from pipeline.gate.kinds import Kind
from pipeline.gate.reading import read_container
from pipeline.issues import SourceError
from pipeline.messages import Messages
from tests.conftest import ROOT
from tests.gate.files import (
    CONTENT,
    MAIN,
    WORD,
    WORKBOOK,
    Entry,
    changed,
    compound,
    container,
    entries,
    package,
    root,
    types,
    with_part,
    zipped,
)
from tests.gate.files import SHEET as SHEET_XML

BOOK, DOC = Kind.WORKBOOK, Kind.WORD
SHEET = "xl/worksheets/sheet1.xml"
PAGE = "<html><body><table><tr><td>id</td></tr></table></body></html>"
WORKBOOK_PAGE = '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table><tr><td>1</td></tr></table></html>'
OFFICE = "application/vnd.ms-"
OWNER = bytes([5]) + b"Marie".ljust(54) + struct.pack("<H", 5) + "Marie".encode("utf-16-le").ljust(108, b" ")


def utf16(text: str, mark: bytes = b"\xff\xfe", codec: str = "utf-16-le") -> bytes:
    return mark + text.encode(codec)


def noise(size: int) -> bytes:
    return random.Random(size).randbytes(size)


DOCTYPE = '<?xml version="1.0" encoding="{}"?><!DOCTYPE x [<!ENTITY a "b">]><worksheet>&a;</worksheet>'
LIE = Entry(b"a.xml", b"x" * 100)

# name of the case → what is wanted, the bytes, the code that answers
BAD: dict[str, tuple[Kind, bytes, str]] = {
    "nothing": (BOOK, b"", "FI101"),
    "a table with semicolons": (BOOK, b"id;type\r\n1;rpm\r\n", "FI102"),
    "a table in UTF-16": (BOOK, utf16("id\ttype\r\n"), "FI102"),
    "a table in Latin-1": (BOOK, "id;région\n".encode("latin-1"), "FI102"),
    "a text as Word file": (DOC, "Résumé\n".encode(), "FI102"),
    "a web page": (BOOK, PAGE.encode(), "FI103"),
    "a web page with mark": (BOOK, b"\xef\xbb\xbf\r\n" + PAGE.encode(), "FI103"),
    "a web page in UTF-16": (BOOK, utf16(PAGE), "FI103"),
    "a web page of Excel": (BOOK, WORKBOOK_PAGE.encode(), "FI103"),
    "a web page in one file": (DOC, b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n", "FI103"),
    "a web page that begins as XML": (DOC, b'<?xml version="1.0"?>\n<!DOCTYPE html>\n<html/>', "FI103"),
    "an old workbook": (BOOK, compound("Workbook", "\x05SummaryInformation"), "FI104"),
    "a very old workbook": (BOOK, compound("Book"), "FI104"),
    "an old document": (DOC, compound("1Table", "WordDocument"), "FI104"),
    "an old document with many streams": (DOC, compound(*(f"s{n}" for n in range(40)), "WordDocument"), "FI104"),
    "an old presentation": (DOC, compound("PowerPoint Document"), "FI104"),
    "a workbook with password": (BOOK, compound("EncryptionInfo", "EncryptedPackage"), "FI105"),
    "a document with rights management": (DOC, compound("\x06DataSpaces", "EncryptedPackage"), "FI105"),
    "a mail of Outlook": (DOC, compound("__nameid_version1.0"), "FI120"),
    "a compound file that is cut off": (DOC, compound("WordDocument")[:300], "FI120"),
    "a compound file whose chain goes round": (
        DOC,
        compound(*"abcdefgh").replace(struct.pack("<I", 0xFFFFFFFE) + b"\xff", struct.pack("<I", 1) + b"\xff"),
        "FI120",
    ),
    "a spreadsheet of OpenDocument": (
        BOOK,
        container([Entry(b"mimetype", b"application/vnd.oasis.opendocument.spreadsheet", 0), Entry(b"content.xml", b"<x/>")]),
        "FI106",
    ),
    "a text of OpenDocument": (
        DOC,
        container([Entry(b"mimetype", b"application/vnd.oasis.opendocument.text", 0), Entry(b"content.xml", b"<x/>")]),
        "FI106",
    ),
    "OpenDocument in one piece": (
        BOOK,
        b'<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>',
        "FI106",
    ),
    "Numbers": (BOOK, container([Entry(b"Index/Document.iwa", b"x"), Entry(b"preview.jpg", b"y")]), "FI106"),
    "a document where a workbook belongs": (BOOK, zipped(WORD), "FI107"),
    "a workbook where a document belongs": (DOC, zipped(WORKBOOK), "FI107"),
    "a presentation": (DOC, zipped(package(f"{CONTENT}presentationml.presentation.main+xml", "ppt/presentation.xml")), "FI107"),
    "a drawing of Visio": (DOC, zipped(package(f"{OFFICE}visio.drawing.main+xml", "visio/document.xml")), "FI107"),
    "a binary workbook": (BOOK, zipped(package(f"{OFFICE}excel.sheet.binary.macroEnabled.main", "xl/workbook.bin")), "FI108"),
    "a workbook with macros": (BOOK, zipped(package(f"{OFFICE}excel.sheet.macroEnabled.main+xml", "xl/workbook.xml")), "FI109"),
    "a document with macros": (
        DOC,
        zipped(package(f"{OFFICE}word.document.macroEnabled.main+xml", "word/document.xml")),
        "FI109",
    ),
    "a template with macros": (
        DOC,
        zipped(package(f"{OFFICE}word.template.macroEnabledTemplate.main+xml", "word/document.xml")),
        "FI109",
    ),
    "macros under an honest type": (DOC, with_part(WORD, "word/vbaProject.bin", b"x"), "FI109"),
    "macros under another name": (
        BOOK,
        zipped(
            {
                **WORKBOOK,
                "xl/a.bin": b"x",
                "[Content_Types].xml": WORKBOOK["[Content_Types].xml"].replace(
                    b"</Types>", b'<Override PartName="/xl/a.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
                ),
            }
        ),
        "FI109",
    ),
    "a template of Excel": (BOOK, zipped(package(f"{CONTENT}spreadsheetml.template.main+xml", "xl/workbook.xml")), "FI110"),
    "a template of Word": (DOC, zipped(package(f"{CONTENT}wordprocessingml.template.main+xml", "word/document.xml")), "FI110"),
    "the owner file of Excel": (BOOK, OWNER, "FI111"),
    "the owner file of Word": (DOC, OWNER[:162], "FI111"),
    "the lock file of LibreOffice": (BOOK, b",marie,pc-4,01.03.2022 10:00,file:///C:/Users/marie/libreoffice/4;", "FI111"),
    "a shadow file of macOS": (DOC, b"\0\x05\x16\x07\0\x02\0\0Mac OS X".ljust(200, b"\0"), "FI111"),
    "RTF": (DOC, b"{\\rtf1\\ansi Texte}", "FI112"),
    "a workbook of Excel 2003 as XML": (
        BOOK,
        b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook/>',
        "FI112",
    ),
    "a document of Word as one XML": (
        DOC,
        b'<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"/>',
        "FI112",
    ),
    "PDF": (DOC, b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "FI113"),
    "PDF with something before": (DOC, b"\n\n%PDF-1.4\n", "FI113"),
    "PNG": (BOOK, b"\x89PNG\r\n\x1a\n" + bytes(20), "FI113"),
    "JPEG": (BOOK, b"\xff\xd8\xff\xe0\0\x10JFIF", "FI113"),
    "BMP": (BOOK, b"BM\x36\0\0\0\0\0\0\0\x36\0\0\0", "FI113"),
    "HEIC": (BOOK, b"\0\0\0\x18ftypheic", "FI113"),
    "SVG": (DOC, b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "FI113"),
    "a folder packed": (BOOK, zipped({"rapport/document.xlsx": b"x", "rapport/lisez-moi é.txt": b"y"}), "FI114"),
    "an empty archive": (BOOK, zipped({}), "FI114"),
    "7z": (BOOK, b"7z\xbc\xaf\x27\x1c" + bytes(40), "FI114"),
    "gzip": (DOC, b"\x1f\x8b\x08\0" + bytes(20), "FI114"),
    "tar": (DOC, b"a.docx".ljust(257, b"\0") + b"ustar\x0000".ljust(300, b"\0"), "FI114"),
    "a shortcut of Windows": (BOOK, b"L\0\0\0\x01\x14\x02\0" + bytes(80), "FI115"),
    "a shortcut to an address": (BOOK, b"[InternetShortcut]\r\nURL=https://example.org/\r\n", "FI115"),
    "a shortcut of macOS": (
        BOOK,
        b'<?xml version="1.0"?><!DOCTYPE plist><plist version="1.0"><dict><key>URL</key></dict></plist>',
        "FI115",
    ),
    "a shortcut of Google Drive": (BOOK, b'{"":"WARNING! DO NOT EDIT","doc_id":"1a","resource_key":""}', "FI115"),
    "a pointer of Git LFS": (BOOK, b"version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 12\n", "FI116"),
    "the first half of a workbook": (BOOK, zipped(WORKBOOK)[:700], "FI118"),
    "the first bytes of one": (BOOK, b"PK\3\4", "FI118"),
    "all but the last byte": (BOOK, zipped(WORKBOOK)[:-1], "FI118"),
    "noise": (BOOK, noise(5000), "FI120"),
    "zeros": (BOOK, bytes(5000), "FI120"),
    "no main part": (BOOK, zipped({**WORKBOOK, "_rels/.rels": root("xl/other.xml")}), "FI127"),
    "no relationships": (DOC, zipped({name: part for name, part in WORD.items() if name != "_rels/.rels"}), "FI127"),
    "a main part of no known type": (
        DOC,
        zipped({**WORD, "[Content_Types].xml": types("application/xml", "word/document.xml")}),
        "FI127",
    ),
    "a main part in another folder": (
        DOC,
        zipped(package(f"{CONTENT}wordprocessingml.document.main+xml", "text/document.xml")),
        "FI127",
    ),
    "4,097 parts": (BOOK, container(entries({**WORKBOOK, **{f"a{n}.bin": b"" for n in range(4097)}})), "FI131"),
    "parts of 65 MB in all": (BOOK, zipped({**WORKBOOK, **{f"a{n}.bin": noise(1000) * 14_000 for n in range(5)}}), "FI132"),
    "a declared size of 4 GB": (BOOK, container(entries(WORKBOOK, size=0xFFFFFFFE)), "FI132"),
    "a bomb": (BOOK, with_part(WORKBOOK, "xl/a.xml", b"<a>" + b" " * 2**25 + b"</a>"), "FI133"),
    "a bomb that declares little": (BOOK, container(entries({**WORKBOOK, "a.bin": bytes(2**25)}, size=1000)), "FI136"),
    "a part that declares more than it is": (BOOK, container(entries(WORKBOOK, size=5000)), "FI136"),
    "a path upwards": (BOOK, container(entries({**WORKBOOK, "../../etc/passwd": b"x"})), "FI134"),
    "an absolute path": (BOOK, container(entries({**WORKBOOK, "/etc/passwd": b"x"})), "FI134"),
    "a drive": (BOOK, container(entries({**WORKBOOK, "C:/a": b"x"})), "FI134"),
    "a backslash that leads out": (BOOK, container(entries({**WORKBOOK, "..\\a.xml": b"<a/>"})), "FI134"),
    "a part twice but for a backslash": (BOOK, container(entries({**WORKBOOK, "xl\\workbook.xml": b"<a/>"})), "FI135"),
    "a path upwards in disguise": (BOOK, container(entries({**WORKBOOK, "xl/%2e%2e/a": b"x"})), "FI134"),
    "an empty step": (BOOK, container(entries({**WORKBOOK, "xl//a.xml": b"<a/>"})), "FI134"),
    "a step that ends with a point": (BOOK, container(entries({**WORKBOOK, "xl./a.xml": b"<a/>"})), "FI134"),
    "a control character": (BOOK, container([*entries(WORKBOOK), Entry(b"xl/a\x1b[2J.xml", b"<a/>")]), "FI134"),
    "a zero in a name": (BOOK, container([*entries(WORKBOOK), Entry(b"xl/workbook.xml\0.png", b"<a/>")]), "FI134"),
    "a name without letters": (BOOK, container([*entries(WORKBOOK), Entry(b"", b"<a/>")]), "FI134"),
    "a name of 300 letters": (BOOK, container(entries({**WORKBOOK, "x" * 300: b"x"})), "FI134"),
    "wide letters": (BOOK, container([*entries(WORKBOOK), Entry("xl/ｗorkbook.xml".encode(), b"<a/>", flags=0x800)]), "FI134"),
    "a name turned round": (
        BOOK,
        container([*entries(WORKBOOK), Entry("xl/a\u202elmx.exe".encode(), b"x", flags=0x800)]),
        "FI134",
    ),
    "a name in an old code page": (BOOK, container([*entries(WORKBOOK), Entry(b"xl/\x82.xml", b"<a/>")]), "FI134"),
    "a part twice": (BOOK, container([*entries(WORKBOOK), Entry(b"xl/workbook.xml", b"<a/>")]), "FI135"),
    "a part twice but for a capital": (BOOK, container([*entries(WORKBOOK), Entry(b"XL/Workbook.xml", b"<a/>")]), "FI135"),
    "a part that is a folder too": (BOOK, container([*entries(WORKBOOK), Entry(b"xl/workbook.xml/", b"")]), "FI135"),
    "a link": (BOOK, container([*entries(WORKBOOK), Entry(b"xl/a.xml", b"/etc/passwd", mode=0o120777)]), "FI137"),
    "a pipe": (BOOK, container([*entries(WORKBOOK), Entry(b"xl/a.xml", b"", mode=0o010644)]), "FI137"),
    "bzip2": (BOOK, zipped(WORKBOOK, zipfile.ZIP_BZIP2), "FI138"),
    "LZMA": (BOOK, zipped(WORKBOOK, zipfile.ZIP_LZMA), "FI138"),
    "a method that nobody knows": (BOOK, container(entries(WORKBOOK, method=99)), "FI138"),
    "a password of a packing program": (BOOK, container(entries(WORKBOOK, flags=1)), "FI105"),
    "strong encryption": (BOOK, container(entries(WORKBOOK, flags=0x40)), "FI105"),
    "another name in the local header": (BOOK, container(entries(WORKBOOK, local_name=b"xl/worksheets/sheet2.xml")), "FI136"),
    "another size in the local header": (BOOK, container(entries(WORKBOOK, local_size=7)), "FI136"),
    "another method in the local header": (BOOK, container(entries(WORKBOOK, local_method=0)), "FI136"),
    "something before": (BOOK, container(entries(WORKBOOK), first=b"MZ" * 40), "FI120"),
    "something before that looks like a part": (BOOK, container(entries(WORKBOOK), first=b"PK\3\4" + bytes(60)), "FI136"),
    "something between": (BOOK, container(entries(WORKBOOK, before=b"hidden" * 9)), "FI136"),
    "something behind": (BOOK, container(entries(WORKBOOK), last=b"\r\n"), "FI136"),
    "two directories": (BOOK, container(entries(WORKBOOK), last=container(entries(WORKBOOK))), "FI136"),
    "a second name for a part": (
        BOOK,
        container(entries(WORKBOOK, extra=struct.pack("<2HBI", 0x7075, 9, 1, 0) + b"evil")),
        "FI136",
    ),
    "a wide size without its field": (BOOK, container(entries(WORKBOOK, size=0xFFFFFFFF)), "FI136"),
    "a wide size of 16 EB": (
        BOOK,
        container(entries(WORKBOOK, size=0xFFFFFFFF, local_size=0, flags=8, extra=struct.pack("<2HQ", 1, 8, 2**64 - 1))),
        "FI132",
    ),
    "more entries than there are": (BOOK, container(entries(WORKBOOK), count=9), "FI136"),
    "fewer entries than there are": (BOOK, container(entries(WORKBOOK), count=2), "FI136"),
    "a wrong sum": (BOOK, container(entries(WORKBOOK, crc=1)), "FI119"),
    "packed data that are none": (BOOK, container(entries(WORKBOOK, raw=b"\xff" * 40)), "FI119"),
    "packed data without end": (BOOK, container(entries(WORKBOOK, raw=Entry(b"", SHEET.encode() * 9).stored()[:-4])), "FI119"),
    "packed data with more behind": (
        BOOK,
        container(entries(WORKBOOK, raw=Entry(b"", WORKBOOK[SHEET]).stored() + b"more")),
        "FI136",
    ),
    "a document type": (BOOK, with_part(WORKBOOK, SHEET, DOCTYPE.format("UTF-8")), "FI141"),
    "a document type in UTF-16": (BOOK, with_part(WORKBOOK, SHEET, utf16(DOCTYPE.format("UTF-16"))), "FI141"),
    "a document type in UTF-16 without mark": (
        BOOK,
        with_part(WORKBOOK, SHEET, utf16(DOCTYPE.format("UTF-16"), b"", "utf-16-be")),
        "FI141",
    ),
    "a document type in UTF-32": (
        BOOK,
        with_part(WORKBOOK, SHEET, utf16(DOCTYPE.format("UTF-32"), b"\xff\xfe\0\0", "utf-32-le")),
        "FI142",
    ),
    "a document type in UTF-32 without mark": (
        BOOK,
        with_part(WORKBOOK, SHEET, utf16(DOCTYPE.format("UTF-32"), b"", "utf-32-be")),
        "FI142",
    ),
    "a document type in EBCDIC": (BOOK, with_part(WORKBOOK, SHEET, DOCTYPE.format("cp037").encode("cp037")), "FI143"),
    "a document type in UTF-7": (
        BOOK,
        with_part(WORKBOOK, SHEET, '<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x>'),
        "FI142",
    ),
    "an encoding behind a thousand blanks": (
        BOOK,
        with_part(WORKBOOK, SHEET, f'<?xml version="1.0"{" " * 9000}encoding="utf-7"?><a/>'),
        "FI142",
    ),
    "Latin-1": (
        BOOK,
        with_part(WORKBOOK, SHEET, '<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>'.encode("latin-1")),
        "FI142",
    ),
    "UTF-8 that calls itself UTF-16": (
        BOOK,
        with_part(WORKBOOK, SHEET, '<?xml version="1.0" encoding="UTF-16"?><a/>'),
        "FI142",
    ),
    "UTF-16 that calls itself UTF-8": (
        BOOK,
        with_part(WORKBOOK, SHEET, utf16('<?xml version="1.0" encoding="UTF-8"?><a/>')),
        "FI142",
    ),
    "UTF-16 with half a character": (BOOK, with_part(WORKBOOK, SHEET, utf16("<a>") + b"\x00\xd8"), "FI142"),
    "a document type in a part of no XML name": (
        BOOK,
        with_part(WORKBOOK, "xl/media/image1.png", DOCTYPE.format("UTF-8")),
        "FI141",
    ),
    "a document type in the list of types": (
        DOC,
        changed(WORD, "[Content_Types].xml", "<Types", "<!DOCTYPE Types><Types"),
        "FI141",
    ),
    "a document type in a drawing": (BOOK, with_part(WORKBOOK, "xl/drawings/vmlDrawing1.vml", "<!DOCTYPE x><xml/>"), "FI141"),
    "identifiers of XML itself": (BOOK, with_part(WORKBOOK, SHEET, '<a xml:id="x"><b xml:id="x"/></a>'), "FI143"),
    "a prefix that nothing declares": (BOOK, with_part(WORKBOOK, SHEET, "<a x:b='1'/>"), "FI143"),
    "a namespace that is no address": (BOOK, with_part(WORKBOOK, SHEET, "<a xmlns='http://a b'/>"), "FI143"),
    "an attribute twice": (BOOK, with_part(WORKBOOK, SHEET, "<a b='1' b='2'/>"), "FI143"),
    "an attribute twice by its namespace": (
        BOOK,
        with_part(WORKBOOK, SHEET, "<a xmlns:x='u' xmlns:y='u' x:b='1' y:b='2'/>"),
        "FI143",
    ),
    "a name that one parser takes and another does not": (BOOK, with_part(WORKBOOK, SHEET, "<a\ufeff/>"), "FI143"),
    "a reference to half a character": (BOOK, with_part(WORKBOOK, SHEET, "<a>&#xD800;</a>"), "FI143"),
    "a second root": (BOOK, with_part(WORKBOOK, SHEET, "<a/><b/>"), "FI143"),
    "an entity of HTML": (DOC, changed(WORD, "word/document.xml", "Opening", "&nbsp;"), "FI143"),
    "half a part": (DOC, with_part(WORD, "word/document.xml", WORD["word/document.xml"][:900]), "FI143"),
    "an empty part": (BOOK, with_part(WORKBOOK, SHEET, ""), "FI143"),
    "a part of zeros": (BOOK, with_part(WORKBOOK, SHEET, bytes(50)), "FI142"),
    "a zero in a part": (BOOK, with_part(WORKBOOK, SHEET, b"<a>" + b"x" * 50 + b"\0</a>"), "FI143"),
    "a control character in a part": (BOOK, with_part(WORKBOOK, SHEET, "<a>\x01</a>"), "FI143"),
    "a reference to a control character": (BOOK, with_part(WORKBOOK, SHEET, "<a>&#1;</a>"), "FI143"),
    "a wrong byte in a part": (BOOK, with_part(WORKBOOK, SHEET, b"<a>\xe9</a>"), "FI143"),
    "text instead of a part": (BOOK, with_part(WORKBOOK, SHEET, "not found"), "FI143"),
    "100,000 elements deep": (BOOK, with_part(WORKBOOK, SHEET, "<a>" * 100_000 + "</a>" * 100_000), "FI144"),
    "a tag of 2 MB": (BOOK, with_part(WORKBOOK, SHEET, f'<a b="{noise(10**6).hex()}"/>'), "FI144"),
    "a comment of 2 MB": (BOOK, with_part(WORKBOOK, SHEET, f"<a><!--{noise(10**6).hex()}--></a>"), "FI144"),
    "a comment with tags in it": (BOOK, with_part(WORKBOOK, SHEET, f"<a><!--{'<b>' + noise(10**6).hex()}--></a>"), "FI144"),
    "an instruction of 2 MB": (BOOK, with_part(WORKBOOK, SHEET, f"<a><?b {noise(10**6).hex()}?></a>"), "FI144"),
    "a tree of 600 MB": (
        DOC,
        with_part(WORD, "word/header2.xml", b"<a>" + b"".join(b'<b c="%d"/>' % n for n in range(10**6)) + b"</a>"),
        "FI144",
    ),
    "styles of 600 MB": (
        BOOK,
        with_part(
            WORKBOOK, "xl/styles.xml", b"<styleSheet>" + b"".join(b'<b c="%d"/>' % n for n in range(10**6)) + b"</styleSheet>"
        ),
        "FI144",
    ),
}


def answered(path: Path, kind: Kind) -> SourceError | None:
    try:
        read_container(path, kind)
    except SourceError as error:
        return error
    return None


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_has_one_answer_in_both_languages(tmp_path: Path, case: str) -> None:
    kind, data, code = BAD[case]
    path = tmp_path / f"file{kind.value}"
    path.write_bytes(data)
    found = answered(path, kind)
    assert found is not None
    assert (found.issue.code, found.issue.location.path) == (code, path)
    for language in ("en", "fr"):
        text = Messages(language).message(found.issue) + Messages(language).fix(found.issue)
        assert "{" not in text
        assert text.isprintable()


def sheet(rows: int, columns: int) -> str:
    cells = (
        f'<row r="{row}" spans="1:{columns}">'
        + "".join(
            f'<c r="{chr(65 + column)}{row}" s="1" t="s"><v>{row * columns + column}</v></c>' for column in range(columns)
        )
        + "</row>"
        for row in range(1, rows + 1)
    )
    return f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(cells)}</sheetData></worksheet>'


def shared(count: int) -> str:
    return f'<sst xmlns="{MAIN}">{"".join(f"<si><t>Réunion {n} &amp; suite</t></si>" for n in range(count))}</sst>'


HONEST: dict[str, tuple[Kind, Callable[[], bytes]]] = {
    "a workbook": (BOOK, lambda: zipped(WORKBOOK)),
    "a document": (DOC, lambda: zipped(WORD)),
    "one whose parts are stored": (DOC, lambda: zipped(WORD, zipfile.ZIP_STORED)),
    "10,000 rows of 7 cells": (
        BOOK,
        lambda: zipped({**WORKBOOK, SHEET: sheet(10_000, 7).encode(), "xl/sharedStrings.xml": shared(70_007).encode()}),
    ),
    "a document with pictures of 2 MB": (
        DOC,
        lambda: zipped({**WORD, **{f"word/media/image{n}.jpeg": noise(500_000) for n in range(2, 6)}}),
    ),
    "a white picture": (DOC, lambda: with_part(WORD, "word/media/image2.emf", b" EMF" + b"\xff" * 900_000)),
    "UTF-16 with mark": (
        BOOK,
        lambda: with_part(WORKBOOK, SHEET, utf16(f'<?xml version="1.0" encoding="UTF-16"?>{sheet(2, 2)}')),
    ),
    "UTF-8 with mark": (BOOK, lambda: with_part(WORKBOOK, SHEET, b"\xef\xbb\xbf" + sheet(2, 2).encode())),
    "an absolute target": (BOOK, lambda: zipped({**WORKBOOK, "_rels/.rels": root("/xl/workbook.xml")})),
    "Strict Open XML": (
        BOOK,
        lambda: zipped(
            {
                **WORKBOOK,
                "_rels/.rels": root(
                    "xl/workbook.xml", "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
                ),
            }
        ),
    ),
    "folders among the entries": (BOOK, lambda: container([Entry(b"xl/", b"", 0, mode=0o40755), *entries(WORKBOOK)])),
    "a cell that speaks of XML": (
        BOOK,
        lambda: with_part(WORKBOOK, SHEET, SHEET_XML.replace("<t>id</t>", '<t>xml:id="1" &lt;!DOCTYPE</t>')),
    ),
    "a namespace that is a word": (BOOK, lambda: with_part(WORKBOOK, "customXml/item1.xml", "<a xmlns='word'/>")),
    "an old drawing that is not well-formed": (
        BOOK,
        lambda: with_part(WORKBOOK, "xl/drawings/vmlDrawing1.vml", "<xml><br></xml>"),
    ),
    "wide sizes where none are needed": (BOOK, lambda: container(entries(WORKBOOK), wide=True)),
    "a remark of the packing program": (BOOK, lambda: container(entries(WORKBOOK), comment=b"made by a program")),
    "links to other workbooks": (
        BOOK,
        lambda: with_part(
            WORKBOOK,
            "xl/externalLinks/_rels/externalLink1.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="x/externalLinkPath" Target="file:///c:/a.xlsx" TargetMode="External"/></Relationships>',
        ),
    ),
    "a stream that nobody could rewind": (BOOK, lambda: streamed(WORKBOOK)),
}


def streamed(parts: Any) -> bytes:
    """As programs write that do not know the sizes beforehand: with descriptors behind the data."""

    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.made = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, data: Any) -> int:
            self.made += data
            return len(data)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return bytes(pipe.made)


@pytest.mark.parametrize("case", HONEST)
def test_an_honest_file_comes_through_part_by_part(tmp_path: Path, case: str) -> None:
    kind, make = HONEST[case]
    data = make()
    path = tmp_path / f"file{kind.value}"
    path.write_bytes(data)
    parts = read_container(path, kind)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert parts == {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


@pytest.mark.parametrize(
    "path", [*sorted(ROOT.glob("templates/*.docx")), *sorted(ROOT.glob("sources/*/document.xlsx"))], ids=str
)
def test_the_committed_files_come_through(path: Path) -> None:
    assert read_container(path, Kind(path.suffix))


def test_what_the_libraries_see_is_what_was_looked_at() -> None:
    with zipfile.ZipFile(io.BytesIO(packed(dict(WORD)))) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == WORD


def test_a_file_that_is_too_large_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "file.xlsx"
    with path.open("wb") as stream:
        stream.truncate(LARGEST + 1)
    assert answered(path, BOOK).issue.code == "FI126"  # type: ignore[union-attr]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("seed", range(4))
def test_a_damaged_file_is_refused_or_whole(tmp_path: Path, method: int, seed: int) -> None:
    whole = zipped(WORKBOOK, method)
    chance = random.Random(seed)
    path = tmp_path / "file.xlsx"
    codes = []
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 2, 4))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data[: chance.randrange(len(data))] if chance.random() < 0.1 else data)
        found = answered(path, BOOK)
        codes.append(found.issue.code if found else "")
        # Where it comes through, only what no program reads has changed: a date, a version.
        if not found:
            assert read_container(path, BOOK) == WORKBOOK
    assert len(set(codes)) > 3
    assert all(code[:2] in ("FI", "") for code in codes)
