"""Workbooks, again: what other programs leave in cells and containers that neither Excel nor the code was thought of with."""

from __future__ import annotations

import struct

from pipeline.issues import letters
from tests.corpus.books import as_excel, bad, by, fine, honest, raw, replaced, typed
from tests.gate.files import Entry, compound, entries, zipped
from tests.gate.files import container as packed
from tests.gate.test_containers import streamed
from tests.read.odd import MAIN, STYLES, TYPES, styles

TITLE, DAY, NUMBER = "B11", "F2", "E3"
BODY = f'<worksheet xmlns="{MAIN}">'


def title(cell: str) -> bytes:
    """The title as this piece of a sheet."""
    return raw("settings", TITLE, f'<c r="{TITLE}"{cell}')


def inline(text: str) -> bytes:
    return title(f' t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>')


def day(cell: str, *codes: str) -> bytes:
    """The start of the first meeting as this piece of a sheet, with these number formats from style 1 on."""
    return raw("meetings", DAY, f'<c r="{DAY}"{cell}', **{STYLES: styles(*codes)} if codes else {})


def number(cell: str, *codes: str) -> bytes:
    return raw("facts", NUMBER, f'<c r="{NUMBER}"{cell}', **{STYLES: styles("dd/mm/yyyy", *codes)} if codes else {})


def upper() -> bytes:
    """Cells named with small letters, as a library did that wrote names by hand."""
    return zipped(by(lambda name, value, day: as_excel(name.lower(), value, day)))


def spread() -> bytes:
    """Empty cells with a look to the end of each row, as Google Sheets and Numbers fill their grids."""
    empty = "".join(f'<c r="{letters(column)}%d" s="0"/>' for column in range(15, 27))
    return zipped(
        {
            name: part.replace(
                b"</sheetData>",
                (
                    "".join(f'<row r="{row}">{empty.replace("%d", str(row))}</row>' for row in range(100, 1000))
                    + "</sheetData>"
                ).encode(),
            )
            for name, part in by().items()
        }
    )


def hinted() -> bytes:
    """What Excel 365 writes around the cells: other namespaces to be ignored, views, extensions."""
    head = (
        f'<worksheet xmlns="{MAIN}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac xr" '
        'xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision" '
        'xr:uid="{00000000-0001-0000-0000-000000000000}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews>'
        '<sheetFormatPr defaultRowHeight="15" x14ac:dyDescent="0.25"/>'
    )
    tail = '<extLst><ext uri="{X}" xmlns:x14="u"><x14:c r="A1"><x14:v>9</x14:v></x14:c></ext></extLst></worksheet>'
    return zipped(
        {
            name: part.replace(BODY.encode(), head.encode()).replace(b"</worksheet>", tail.encode())
            for name, part in by().items()
        }
    )


def alternative() -> bytes:
    """A sheet with markup for new programs and for old ones."""
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    piece = f'<mc:AlternateContent xmlns:mc="{mc}"><mc:Choice Requires="x14" xmlns:x14="u"><controls/></mc:Choice><mc:Fallback/></mc:AlternateContent></worksheet>'
    return replaced(by(), "</worksheet>", piece)


def macros() -> bytes:
    return replaced({**by(), "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"}, "spreadsheetml.sheet.main", "macroEnabled.x")


def of_type(content: str) -> bytes:
    """The honest parts under the content type of another kind of file."""
    types = by()[TYPES].decode().replace("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", content)
    return zipped({**by(), TYPES: types.encode()})


def extended() -> bytes:
    """With the fields that packing programs add to each part: times, owners."""
    field = struct.pack("<2HBI", 0x5455, 5, 1, 0) + struct.pack("<2HBBIBI", 0x7875, 11, 1, 4, 0, 4, 0)
    return packed([Entry(name.encode(), part, extra=field) for name, part in by().items()])


def nested() -> bytes:
    """A container of containers."""
    inner = zipped({"a": b"\0" * 2**20})
    for _ in range(4):
        inner = zipped({f"a{n}.zip": inner for n in range(9)})
    return zipped({"xl/embeddings/oleObject1.bin": inner, **by()})


def overlapping() -> bytes:
    """The part of one sheet that is also another's: two entries of the directory that lead to one place."""
    whole = bytearray(packed(entries(by())))
    first = whole.index(b"PK\1\2")
    second = whole.index(b"PK\1\2", first + 4)
    whole[second + 42 : second + 46] = whole[first + 42 : first + 46]
    return bytes(whole)


def linked() -> bytes:
    """A cell that is a link to a script: what is read of it is its text."""
    after = f'<hyperlinks><hyperlink ref="{TITLE}" location="javascript:alert(1)" display="x"/></hyperlinks></worksheet>'
    return replaced(by(), "</worksheet>", after)


def dropped(name: str) -> bytes:
    return zipped({part: data for part, data in by().items() if part != name})


CELLS = (
    bad("a shared formula whose results were not stored", title(' t="str"><f t="shared" ref="B11:B12" si="0">A1&amp;A2</f></c>'), "XL211 settings!B11", late=True),
    fine("a shared formula with its result", title(' t="str"><f t="shared" si="7"/><v>Par formule</v></c>'), "Par formule", late=True),
    fine("an array formula with its result", title(' t="str"><f t="array" ref="B11">A1:A2&amp;"x"</f><v>Par matrice</v></c>'), "Par matrice", late=True),
    fine("a formula that gives nothing", raw("meetings", "K2", '<c r="K2" t="str"><f>IF(A1="","x","")</f><v></v></c>'), late=True),
    fine("a data table", title(' t="str"><f t="dataTable" ref="B11:B11" dt2D="1" r1="A1" r2="A2"/><v>Par table</v></c>'), "Par table", late=True),
    fine("a dynamic array with its metadata", title(' t="str" cm="1"><f t="array" ref="B11">_xlfn.UNIQUE(A1:A2)</f><v>Déversé</v></c>'), "Déversé", late=True),
    bad("a spilled array that could not spill", title(' t="e" vm="1"><f>x</f><v>#VALUE!</v></c>'), "XL210 settings!B11", late=True),
    bad("a picture in a cell", title(' t="e" vm="1"><v>#VALUE!</v></c>'), "XL210 settings!B11", late=True),
    bad("an error of LibreOffice", title(' t="e"><v>Err:502</v></c>'), "XL210 settings!B11", late=True),
    bad("an error of Google Sheets", title(' t="str"><v>#ERROR!</v></c>'), "XL210 settings!B11", late=True),
    bad("an error of Excel in French", inline("#NOM?"), "XL210 settings!B11", late=True),
    bad("a date in French words", raw("meetings", DAY, '<c r="F2" t="inlineStr"><is><t>18 janvier 2021</t></is></c>'), "XL203 meetings!F2", late=True),
    bad("a date in English words", raw("meetings", DAY, '<c r="F2" t="inlineStr"><is><t>January 18, 2021</t></is></c>'), "XL203 meetings!F2", late=True),
    bad("a date in ISO form as text", raw("meetings", DAY, '<c r="F2" t="inlineStr"><is><t>2021-01-18</t></is></c>'), "XL203 meetings!F2", late=True),
    bad("a date as text with a no-break space", raw("meetings", DAY, '<c r="F2" t="inlineStr"><is><t>18\u00a0janvier 2021\u00a0</t></is></c>'), "XL203 meetings!F2", late=True),
    bad("a date as text with marks of direction", raw("meetings", DAY, '<c r="F2" t="inlineStr"><is><t>\u200e18/01/2021\u200e</t></is></c>'), "XL203 meetings!F2", late=True),
    bad("a day and month alone", raw("meetings", DAY, '<c r="F2" t="inlineStr"><is><t>18 janv.</t></is></c>'), "XL203 meetings!F2", late=True),
    bad("a serial of a day without the look of a date", day("><v>44214</v></c>"), "XL203 meetings!F2", late=True),
    fine("a day with a time of the day", day(' s="1"><v>44214.375</v></c>'), late=True),
    fine("a date in a look of French", day(' s="1"><v>44214</v></c>', "[$-40C]d\\ mmmm\\ yyyy;@"), late=True),
    fine("a date in a look of Chinese", day(' s="1"><v>44214</v></c>', '[$-804]yyyy"年"m"月"d"日"'), late=True),
    fine("a date in the look of the machine", day(' s="1"><v>44214</v></c>', "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy"), late=True),
    fine("an ISO date with a zone", day(' s="1" t="d"><v>2021-01-18T00:00:00Z</v></c>'), late=True),
    bad("an ISO date that there is not", day(' s="1" t="d"><v>2021-02-30</v></c>'), "XL313 meetings!F2", late=True),
    bad("a year alone", day("><v>2021</v></c>"), "XL203 meetings!F2", late=True),
    bad("true where a date belongs", day(' t="b"><v>1</v></c>'), "XL203 meetings!F2", late=True),
    bad("true where a number belongs", number(' t="b"><v>1</v></c>'), "XL208 facts!E3", late=True),
    bad("a percentage where a number belongs", number(' s="2"><v>0.69</v></c>', "0%"), "XL307 facts!E3", late=True),
    bad("a number with a currency", number(' s="2"><v>1300</v></c>', '#,##0.00" CHF"'), "XL308 facts!E3", late=True),
    bad("a number in thousands", number(' s="2"><v>1300000</v></c>', "#,##0,"), "XL308 facts!E3", late=True),
    bad("a number in French as text", number(' t="inlineStr"><is><t>1\u202f300</t></is></c>'), "XL309 facts!E3", late=True),
    bad("a number in Swiss as text", number(' t="inlineStr"><is><t>1\u2019300</t></is></c>'), "XL309 facts!E3", late=True),
    bad("a number with a unit as text", number(' t="inlineStr"><is><t>1300 participants</t></is></c>'), "XL208 facts!E3", late=True),
    bad("a number with an apostrophe", number(' t="inlineStr"><is><t>\'1300</t></is></c>'), "XL309 facts!E3", late=True),
    bad("a date where a number belongs", number(' s="1"><v>1300</v></c>'), "XL208 facts!E3", late=True),
    fine("no-break spaces around a text", inline("\u00a0Préparation de la Conférence\u00a0"), late=True),
    bad("a no-break space behind a code", typed("settings", B2="council\u00a0"), late=True),
    bad("a zero-width space in a code", typed("settings", B2="coun\u200bcil"), "XL315 settings!B2", late=True),
    bad("a no-break space in a heading of a column", typed("meetings", F1="start\u00a0"), late=True),
    bad("a heading of a column in capitals", typed("meetings", F1="Start"), "XL103 meetings!1", "XL104 meetings!F1", late=True),
    bad("a soft hyphen in an id", typed("meetings", A3="rpm\u00ad-asp"), "XL315 meetings!A3", late=True),
    bad("a byte order mark in an id", typed("meetings", A3="\ufeffrpm-asp"), "XL315 meetings!A3", late=True),
    fine("a text of several lines", typed("settings", B11="Préparation\nde la Conférence"), "Préparation\nde la Conférence", late=True),
    fine("an emoji with its joiners", inline("Conseil 👩‍👩‍👧 𝒜"), "Conseil 👩‍👩‍👧 𝒜", late=True),
    fine("an escape written small", inline("a_x000d_b"), late=True),
    fine("an escape that is none", inline("a_x00G1_b _x12_"), "a_x00G1_b _x12_", late=True),
    fine("a text in runs with a pronunciation between", title(' t="inlineStr"><is><r><t>会</t></r><rPh sb="0" eb="1"><t>かい</t></rPh><r><t>議</t></r><phoneticPr fontId="1"/></is></c>'), "会議", late=True),
    fine("a text with entities", inline("R&#38;D &#x1F600; &lt;b&gt;"), "R&D 😀 <b>", late=True),
    fine("a text in CDATA", title(' t="inlineStr"><is><t><![CDATA[R&D <b>]]></t></is></c>'), "R&D <b>", late=True),
    bad("a cell of a type that there is not", title(' t="z"><v>x</v></c>'), "XL313 settings!B11", late=True),
    bad("a shared text with a minus", title(' t="s"><v>-1</v></c>'), "XL313 settings!B11", late=True),
    bad("a struck-out row", raw("meetings", "A3", '<c r="A3" t="inlineStr"><is><r><rPr><strike/></rPr><t>rpm-asp</t></r></is></c>'), late=True),
)  # fmt: skip

WRITTEN = (
    fine("by Excel 365, with views and extensions", hinted(), late=True),
    fine("by Google Sheets, with empty cells to the edge", spread(), late=True),
    fine("with cells named in small letters", upper(), late=True),
    fine("with markup for old programs", alternative(), late=True),
    fine("with links in cells", linked(), late=True),
    fine("as a stream, with descriptors behind the parts", streamed(by()), late=True),
    fine("with wide sizes", packed(entries(by()), wide=True), late=True),
    fine("with the fields of a packing program", extended(), late=True),
    bad("without the styles that make dates of numbers", dropped(STYLES), *["XL203"] * 11, late=True),
    fine("with a part of settings of a printer", zipped({**by(), "xl/printerSettings/printerSettings1.bin": b"\0\1" * 99}), late=True),
    fine("with a picture", zipped({**by(), "xl/media/image1.png": b"\x89PNG\r\n\x1a\n" + bytes(99)}), late=True),
    fine("in ISO 8859-1 by name, in ASCII in truth", replaced(by(), "<workbook xmlns", '<?xml version="1.0" encoding="us-ascii"?><workbook xmlns'), late=True),
    bad("with macros under a content type of its own", macros(), "FI109", late=True),
    bad("a workbook with macros, renamed", of_type("application/vnd.ms-excel.sheet.macroEnabled.main+xml"), "FI109", late=True),
    bad("a binary workbook, renamed", of_type("application/vnd.ms-excel.sheet.binary.macroEnabled.main"), "FI108", late=True),
    bad("a template of Excel, renamed", of_type("application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml"), "FI110", late=True),
    bad("an add-in of Excel, renamed", of_type("application/vnd.ms-excel.addin.macroEnabled.main+xml"), "FI109", late=True),
    bad("a Word file, renamed", of_type("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"), "FI107", late=True),
    bad("an old workbook, renamed", compound("Workbook", "\x05SummaryInformation"), "FI104", late=True),
    bad("a workbook with a password", compound("EncryptionInfo", "EncryptedPackage"), "FI105", late=True),
    bad("a list of products in a web page, as databases export it", '\ufeff<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><table><tr><td>1</td></tr></table></body></html>'.encode(), "FI103", late=True),
    bad("an XML of Excel 2003", b'<?xml version="1.0"?>\r\n<?mso-application progid="Excel.Sheet"?>\r\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "FI112", late=True),
    bad("a flat workbook of LibreOffice", b'<?xml version="1.0" encoding="UTF-8"?>\n<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"/>', "FI106", late=True),
    bad("a CSV with semicolons", "\ufeffid;start\r\nrpm-eur;18/01/2021\r\n".encode(), "FI102", late=True),
    bad("a CSV of one column", b"id\r\nrpm-eur\r\n", "FI102", late=True),
    bad("a CSV in UTF-16", "id\tstart\r\nrpm\t1\r\n".encode("utf-16"), "FI102", late=True),
    bad("Parquet", b"PAR1" + bytes(80) + b"PAR1", "FI120", late=True),
    bad("SQLite", b"SQLite format 3\0" + bytes(84), "FI120", late=True),
    bad("JSON", b'{"sheets": []}', "FI102", late=True),
    bad("a container of Numbers", zipped({"Index/Document.iwa": b"x", "Metadata/Properties.plist": b"x"}), "FI106", late=True),
    bad("the parts in a folder of their own, as a Mac packs a folder", zipped({f"document/{name}": part for name, part in by().items()}), "FI114", late=True),
    fine("packed again by a Mac, with its own notes", zipped({**by(), "__MACOSX/._xl": b"\0\5\x16\7", ".DS_Store": b"\0\0\0\1Bud1"}), late=True),
    bad("a container of containers", nested(), late=True),
    bad("two parts in one place", overlapping(), "FI136", late=True),
    bad("a part that leads out of the folder", zipped({**by(), "../../evil.xml": b"<a/>"}), "FI134", late=True),
    bad("a part with a drive", zipped({**by(), "C:/evil.xml": b"<a/>"}), "FI134", late=True),
    bad("a part with a wrong sum", packed(entries(by(), crc=7)), "FI119", late=True),
    bad("unpacked by a program in front of it", b"MZ\x90\0" + bytes(60) + honest(), "FI120", late=True),
    bad("with a signature behind it", honest() + b"-----BEGIN PKCS7-----", "FI136", late=True),
    bad("with bytes of zero behind it, as a disk left them", honest() + bytes(512), "FI136", late=True),
    bad("by a download that was cut", honest()[:-3000], "FI118", late=True),
    bad("by a transfer that took it for text", honest().replace(b"\n", b"\r\n"), "FI136", late=True),
    bad("sheets 100,000 deep", replaced(by(), "<sheetData>", "<a>" * 100_000 + "</a>" * 100_000 + "<sheetData>"), "FI144", late=True),
    bad("a sheet in UTF-7", replaced(by(), BODY, f'<?xml version="1.0" encoding="UTF-7"?>{BODY}'), "FI142", late=True),
    bad("a sheet with half a character", zipped({name: part.replace("é".encode(), b"\xc3") for name, part in by().items()}), "FI143", late=True),
    bad("a sheet that names a style sheet of the network", replaced(by(), BODY, f'<?xml-stylesheet href="http://127.0.0.1:9/x.xsl" type="text/xsl"?>{BODY}'), late=True),
)  # fmt: skip

PROGRAMS = (*CELLS, *WRITTEN)
