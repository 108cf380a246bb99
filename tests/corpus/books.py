"""Workbooks: the one of the small project, written as other programs write it, or with something in it that is odd."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from html import escape

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.issues import letters
from tests.corpus.odd import BOOK, Odd
from tests.gate.files import zipped
from tests.gate.test_containers import BAD
from tests.gate.test_containers import BOOK as WANTED
from tests.provoked.example import SHEETS, workbook
from tests.read.odd import MAIN, OFFICE, STRICT, STRICT_OFFICE, STRINGS, STYLES, container, styles

FIRST = datetime.date(1899, 12, 30)
Cell = Callable[[str, object, int], str]
STYLED = styles("dd/mm/yyyy")


def as_excel(name: str, value: object, day: int) -> str:
    """A cell with its name, dates as days in a style."""
    at = f' r="{name}"' if name else ""
    if isinstance(value, datetime.date):
        return f'<c{at} s="1"><v>{(value - FIRST).days - day}</v></c>'
    if isinstance(value, str):
        return f'<c{at} t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    return f"<c{at}><v>{value}</v></c>" if value is not None else f"<c{at}/>"


def nameless(name: str, value: object, day: int) -> str:
    return as_excel("", value, day)


def as_results(name: str, value: object, day: int) -> str:
    """Texts as the results of formulas, as a workbook that fetches them has them."""
    return (
        f'<c r="{name}" t="str"><f>x!A1</f><v>{escape(value)}</v></c>' if isinstance(value, str) else as_excel(name, value, day)
    )


def iso_dates(name: str, value: object, day: int) -> str:
    return (
        f'<c r="{name}" s="1" t="d"><v>{value}T00:00:00</v></c>'
        if isinstance(value, datetime.date)
        else as_excel(name, value, day)
    )


def in_runs(name: str, value: object, day: int) -> str:
    """Texts of which each word has a look of its own."""
    if not isinstance(value, str):
        return as_excel(name, value, day)
    runs = "".join(f'<r><rPr><b/></rPr><t xml:space="preserve">{escape(word)}</t></r>' for word in re.split(r"(?<= )", value))
    return f'<c r="{name}" t="inlineStr"><is>{runs}</is></c>'


def by(
    cell: Cell = as_excel, *, day: int = 0, before: str = "", after: str = "", properties: str = "", turn: bool = False
) -> dict[str, bytes]:
    """The parts of the workbook of the small project, each cell written so."""
    made = {}
    for sheet, rows in SHEETS.items():
        lines = [
            f'<row r="{at}">{"".join(cell(f"{letters(column)}{at}", value, day) for column, value in enumerate(row, 1))}</row>'
            for at, row in enumerate(rows, 1)
        ]
        data = "".join(reversed(lines) if turn else lines)
        made[sheet] = f'<worksheet xmlns="{MAIN}">{before}<sheetData>{data}</sheetData>{after}</worksheet>'
    return container(made, {STYLES: STYLED}, properties)


def shared() -> dict[str, bytes]:
    """The workbook with its texts in the shared part, whose counts are wrong."""
    texts: list[str] = []

    def cell(name: str, value: object, day: int) -> str:
        if not isinstance(value, str):
            return as_excel(name, value, day)
        texts.append(f"<si><t>{escape(value)}</t></si>")
        return f'<c r="{name}" t="s"><v>{len(texts) - 1}</v></c>'

    made = by(cell)
    return {**made, STRINGS: f'<sst xmlns="{MAIN}" count="4294967295" uniqueCount="4294967295">{"".join(texts)}</sst>'.encode()}


def replaced(parts: Mapping[str, bytes], old: str, new: str) -> bytes:
    """The parts with a text replaced in each in which it stands."""
    assert any(old.encode() in part for part in parts.values()), old
    return zipped({name: part.replace(old.encode(), new.encode()) for name, part in parts.items()})


@cache
def honest() -> bytes:
    return zipped(by())


def edited(change: Callable[[openpyxl.Workbook], object]) -> bytes:
    """The workbook as openpyxl writes it after a change."""
    book = openpyxl.load_workbook(io.BytesIO(workbook()))
    change(book)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def typed(sheet: str, **values: object) -> bytes:
    """Values typed into cells."""

    def put(page: Worksheet) -> None:
        for name, value in values.items():
            page[name] = value

    return edited(lambda book: put(book[sheet]))


def on(sheet: str, change: Callable[[Worksheet], object]) -> bytes:
    return edited(lambda book: change(book[sheet]))


def raw(sheet: str, name: str, cell: str, **more: str) -> bytes:
    """A cell written as this piece of XML; where its row has none of its name, behind the others."""
    parts = {**by(), **{part: text.encode() for part, text in more.items()}}
    part = f"xl/worksheets/sheet{1 + list(SHEETS).index(sheet)}.xml"
    text = parts[part].decode()
    row = re.sub(r"\D", "", name)
    if f'<c r="{name}"' in text:
        text = re.sub(rf'<c r="{name}"(?:[^>]*/>|.*?</c>)', lambda _: cell, text)
    else:
        text = re.sub(rf'(<row r="{row}">.*?)</row>', lambda found: f"{found[1]}{cell}</row>", text)
    assert cell in text
    return zipped({**parts, part: text.encode()})


def cut(data: bytes, share: float) -> bytes:
    return data[: int(len(data) * share)]


def strict() -> bytes:
    made = {
        name: part.replace(MAIN.encode(), STRICT.encode()).replace(OFFICE.encode(), STRICT_OFFICE.encode())
        for name, part in by(iso_dates).items()
    }
    return zipped(made)


def prefixed() -> bytes:
    """The sheets with a prefix on every element, as some libraries write them."""
    made = dict(by())
    for name, part in by().items():
        if name.startswith("xl/worksheets/"):
            text = re.sub(r"<(/?)(\w)", r"<\1x:\2", part.decode()).replace("xmlns=", "xmlns:x=")
            made[name] = text.encode()
    return zipped(made)


def renamed(change: Callable[[str], str]) -> bytes:
    return zipped({name if name.startswith("[") else change(name): part for name, part in by().items()})


SHOWN = ("Le Conseil se réunit à Genève.", "Contexte", "Genève, 11-21 juillet 2023")
"""What the honest workbook puts on the page."""


def fine(name: str, data: bytes, *shows: str, says: tuple[str, ...] = (), late: bool = False) -> Odd:
    return Odd(name, BOOK, data, says, shows or SHOWN, late=late)


def bad(name: str, data: bytes, *says: str, late: bool = False) -> Odd:
    return Odd(name, BOOK, data, says, late=late)


WRITTEN = (
    fine("by Excel, texts in their cells", honest()),
    fine("by Excel, texts shared, with wrong counts", zipped(shared())),
    fine("by a program that names no cell", zipped(by(nameless))),
    fine("by a program whose texts are results of formulas", zipped(by(as_results))),
    fine("in looks word by word", zipped(by(in_runs))),
    fine("with dates in ISO form", zipped(by(iso_dates))),
    fine("in Strict Open XML", strict()),
    fine("counted from 1904", zipped(by(day=1462, properties='<workbookPr date1904="1"/>'))),
    fine("counted from 1904, in another spelling", zipped(by(day=1462, properties='<workbookPr date1904="true"/>')), late=True),
    fine("with prefixes", prefixed()),
    fine("with absolute targets", replaced(by(), 'Target="worksheets/', 'Target="/xl/worksheets/')),
    fine("with backslashes between folders", renamed(lambda name: name.replace("/", "\\"))),
    fine("with names in capitals", renamed(str.upper)),
    fine("with a size that is not so", zipped(by(before='<dimension ref="A1:XFD1048576"/>'))),
    fine("with rows from the last to the first", zipped(by(turn=True)), late=True),
    fine("by LibreOffice, to its last column", zipped(by(after='<pageMargins left="0.7"/>', before='<cols><col min="9" max="16384" width="11.5" style="0"/></cols>')), late=True),
    fine("stored and not packed", zipped(by(), zipfile.ZIP_STORED), late=True),
    fine("by openpyxl", edited(lambda book: None)),
    fine("with a sheet of one's own", edited(lambda book: book.create_sheet("Brouillon").append(["à voir"]))),
    fine("with the sheets the other way round", edited(lambda book: book._sheets.reverse()), late=True),
    fine("with a column of one's own between the others", on("settings", lambda page: page.insert_cols(2)), says=(), late=True),
    fine("with a byte order mark in each part", zipped({name: b"\xef\xbb\xbf" + part for name, part in by().items()}), late=True),
    fine("in UTF-16", zipped({name: part if name.endswith(".rels") or name.startswith("[") else f'<?xml version="1.0" encoding="UTF-16"?>{part.decode()}'.encode("utf-16") for name, part in by().items()}), late=True),
    fine("with a comment in front of the sheet", replaced(by(), "<sheetData>", "<!-- <row r='2'><c r='A2'><v>9</v></c></row> --><sheetData>"), late=True),
    fine("with a link to another workbook that is not followed", zipped({**by(), "xl/externalLinks/externalLink1.xml": b"<x/>", "xl/externalLinks/_rels/externalLink1.xml.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="x/externalLinkPath" Target="http://127.0.0.1:9/b.xlsx" TargetMode="External"/></Relationships>'})),
    fine("with a query to a server that is not run", zipped({**by(), "xl/connections.xml": b'<connections><connection id="1" name="q"><webPr url="http://127.0.0.1:9/q"/></connection></connections>'}), late=True),
)  # fmt: skip

# What stands in a cell: cell by cell, what is said of it or how it is printed
TITLE = "B11"
CELLS = (
    bad("a formula without a result", typed("settings", B11="=A1&A2"), "XL211 settings!B11"),
    bad("an error of Excel", raw("settings", TITLE, '<c r="B11" t="e"><v>#REF!</v></c>'), "XL210 settings!B11"),
    bad("an error of Excel as text", typed("settings", B11="#N/A"), "XL210 settings!B11", late=True),
    bad("merged cells", on("meetings", lambda page: page.merge_cells("H2:H4")), "XL215 meetings!H2"),
    bad("a date as text", typed("meetings", F2="29-30 mars 2021"), "XL203 meetings!F2"),
    bad("a date as text that can be two", typed("meetings", F2="03/04/2021"), "XL311 meetings!F2"),
    bad("a date as text that can be one", typed("meetings", F2="29/03/2021"), "XL203 meetings!F2", late=True),
    bad("a number as text that can be two", typed("facts", E3="1.300"), "XL310 facts!E3"),
    bad("a number as text", typed("facts", E3="1300"), "XL309 facts!E3"),
    bad("a number of another script as text", typed("facts", E3="١٣٠٠"), "XL309 facts!E3", late=True),
    bad("the leap day that 1900 had not", raw("meetings", "F2", '<c r="F2" s="1"><v>60</v></c>'), "XL304 meetings!F2"),
    bad("a day before the calendar", raw("meetings", "F2", '<c r="F2" s="1"><v>-5</v></c>'), "XL304 meetings!F2"),
    bad("a day behind the calendar", raw("meetings", "F2", '<c r="F2" s="1"><v>2958466</v></c>'), "XL304 meetings!F2"),
    bad("a time alone", raw("meetings", "F2", '<c r="F2" t="d"><v>14:30:00</v></c>'), "XL305 meetings!F2"),
    bad("NaN", raw("facts", "E3", '<c r="E3"><v>NaN</v></c>'), "XL313 facts!E3"),
    bad("a number without end", raw("facts", "E3", '<c r="E3"><v>1E+400</v></c>'), "XL313 facts!E3"),
    bad("a number of twenty digits", raw("facts", "E3", '<c r="E3"><v>12345678901234567890</v></c>'), "XL312 facts!E3"),
    bad("a shared text that is not there", raw("settings", TITLE, '<c r="B11" t="s"><v>99</v></c>'), "XL313 settings!B11"),
    bad("a control character, as Excel writes it", raw("settings", TITLE, '<c r="B11" t="inlineStr"><is><t>a_x0007_b</t></is></c>'), "XL217 settings!B11"),
    bad("half of a character", raw("settings", TITLE, '<c r="B11" t="inlineStr"><is><t>a_xD83D_b</t></is></c>'), "XL217 settings!B11"),
    bad("a character of no use", raw("settings", TITLE, '<c r="B11" t="inlineStr"><is><t>a\ufdd0b</t></is></c>'), "XL217 settings!B11", late=True),
    bad("a mark of ours", raw("settings", TITLE, '<c r="B11" t="inlineStr"><is><t>a\ue000title\ue001b</t></is></c>'), "XL217 settings!B11", late=True),
    bad("an override of direction", raw("settings", TITLE, '<c r="B11" t="inlineStr"><is><t>a\u202eb</t></is></c>'), "XL319 settings!B11"),
    bad("a direction that is not closed", raw("settings", TITLE, '<c r="B11" t="inlineStr"><is><t>a\u2067b</t></is></c>'), "XL319 settings!B11"),
    bad("nothing but invisible signs", raw("settings", TITLE, '<c r="B11" t="inlineStr"><is><t>\u200b\u00a0\ufeff</t></is></c>'), "XL314 settings!B11", "XL214 settings!B11"),
    bad("a text longer than a cell", raw("settings", TITLE, f'<c r="B11" t="inlineStr"><is><t>{"a" * 32_768}</t></is></c>'), "XL320 settings!B11"),
    bad("a footnote in a cell", typed("settings", B11="Titre[^1]"), "XL219 settings!B11"),
    bad("an id in a cell", typed("settings", B11="Titre {#p9}"), "XL219 settings!B11"),
    bad("a link to a script", typed("settings", B11="[Titre](javascript:alert(1))"), "TX216 settings!B11"),
    bad("a link to a file", typed("settings", B11="[Titre](file:///etc/passwd)"), "TX216 settings!B11", late=True),
    bad("an address that is none", typed("settings", A12="website", B12="javascript:alert(1)"), "TX216 settings!B12", late=True),
    bad("a symbol that became a date", typed("settings", B3=datetime.date(2023, 7, 1)), "XL207 settings!B3"),
    bad("a date where a text belongs", typed("settings", B11=datetime.date(2023, 7, 1)), "XL216 settings!B11"),
    fine("true where a text belongs", typed("settings", B11=True), "TRUE", late=True),
    bad("two cells of one name", raw("settings", "C11", '<c r="B11"><v>1</v></c>'), "XL318 settings!B11"),
    bad("an id with a Cyrillic letter", typed("meetings", A3="rpm-\u0430sp"), "XL317 meetings!A3"),
    bad("two ids that look alike", typed("meetings", A3="RPM-EUR"), "XL316 meetings!A3"),
    bad("a fragment in another folder", typed("sections", G2="../../../../etc/passwd"), "TX210 sections!G2", "TX211", late=True),
    bad("a fragment that is a folder", typed("sections", G2="."), "TX210 sections!G2", "TX211", late=True),
    fine("a symbol that leads out of the folder", typed("settings", B3="../../C23"), "../../C23-F", late=True),
    bad("a language that leads out of the folder", typed("settings", B10="../languages/fr"), "LG103", late=True),
    bad("a kind that leads out of the folder", typed("settings", B2="../council"), "XL205 settings!B2", late=True),
    bad("a hidden row", on("meetings", lambda page: setattr(page.row_dimensions[3], "hidden", True)), "XL301 meetings!3"),
    bad("a hidden column", on("meetings", lambda page: setattr(page.column_dimensions["H"], "hidden", True)), "XL303 meetings!H"),
    bad("a hidden sheet", on("meetings", lambda page: setattr(page, "sheet_state", "veryHidden")), "XL116 meetings"),
    bad("a cell far away", typed("meetings", XFD1048576="x"), "XL322 meetings!XFD1048576"),
    bad("a column twice", typed("meetings", N1="start"), "XL105 meetings!N1"),
    bad("a title above the table", on("meetings", lambda page: page.insert_rows(1)), "XL117 meetings!2", late=True),
    bad("no settings", edited(lambda book: book.remove(book["settings"])), "XL102", late=True),
    bad("no rows at all", on("settings", lambda page: page.delete_rows(1, 99)), "XL103 settings!1", "XL103 settings!1", late=True),
    bad("a parent of itself", typed("agenda", B3="tdag"), "XL218 agenda!B3", "XL218 agenda!B4", late=True),
    bad("parents in a circle", typed("sections", A3="venue", B2="venue", B3="context", C3=2, D3="section"), "XL218 sections!B2", "XL218 sections!B3", "TX211", late=True),
    fine("decomposed accents", typed("settings", B11="Pre\u0301paration"), "Préparation"),
    fine("line ends of Windows in a cell", raw("settings", TITLE, '<c r="B11" t="inlineStr"><is><t>Préparation_x000D_\nde la Conférence</t></is></c>'), "Préparation\nde la Conférence"),
    fine("what Excel escapes", raw("settings", TITLE, '<c r="B11" t="inlineStr"><is><t>a_x005F_x0041_b</t></is></c>'), "a_x0041_b"),
    fine("a text that begins with a quotation mark", raw("settings", TITLE, '<c r="B11" t="inlineStr"><is><t>=SUM(A1)</t></is></c>'), "=SUM(A1)"),
    fine("a pronunciation beside the text", raw("settings", TITLE, '<c r="B11" t="inlineStr"><is><t>会議</t><rPh sb="0" eb="2"><t>かいぎ</t></rPh></is></c>'), "会議"),
    fine("an ampersand and what looks like tags", typed("settings", B11="R&D <b>gras</b> & ]]> &amp;"), "R&D <b>gras</b> & ]]> &amp;"),
    fine("a number where a text belongs", typed("settings", B11=2023), "2023", late=True),
    fine("spaces around a code", typed("settings", B2=" council "), late=True),
)  # fmt: skip

# Containers: those that the gate is tried with, and others around the honest workbook
FOREIGN_BOOKS = tuple(bad(name, data, code) for name, (kind, data, code) in BAD.items() if kind is WANTED)
WHOLE = (
    bad("cut in the middle", cut(honest(), 0.5), "FI118"),
    bad("without its last byte", honest()[:-1], "FI118", late=True),
    bad("with its first byte changed", b"X" + honest()[1:], "FI120", late=True),
    bad("with something behind it", honest() + b"\r\n", "FI136", late=True),
    bad("twice one after the other", honest() + honest(), "FI136", late=True),
    bad("a sheet with a document type", replaced(by(), "<worksheet", '<!DOCTYPE x [<!ENTITY a "b">]><worksheet'), "FI141"),
    bad("a sheet with a document type behind 5,000 blanks", replaced(by(), "<worksheet", f'{" " * 5000}<!DOCTYPE x><worksheet'), "FI141", late=True),
    bad("a sheet that does not end", replaced(by(), "</worksheet>", ""), "FI143"),
    bad("a raw control character", replaced(by(), "Préparation", "Pr&#1;paration"), "FI143"),
    bad("a character that is no UTF-8", zipped({name: part.replace("é".encode(), b"\xe9") for name, part in by().items()}), "FI143", late=True),
    bad("an entity that nobody defined", replaced(by(), "Préparation", "&eacute;"), "FI143", late=True),
    bad("a sheet 300 deep", replaced(by(), "<sheetData>", "<a>" * 300 + "</a>" * 300 + "<sheetData>"), "FI144"),
    bad("a workbook that lists no sheet", zipped({**by(), "xl/workbook.xml": f'<workbook xmlns="{MAIN}"><sheets/></workbook>'.encode()}), "XL102", "XL102", late=True),
    bad("a workbook whose sheets lead nowhere", replaced(by(), 'Target="worksheets/sheet', 'Target="worksheets/no'), "XL101", late=True),
    bad("a sheet that leads to the workbook itself", replaced(by(), 'Target="worksheets/sheet1.xml"', 'Target="workbook.xml"'), "XL101", late=True),
    bad("two sheets of one name", replaced(by(), 'name="choices"', 'name="meetings"'), "XL323 meetings", late=True),
    bad("two sheets in one part", replaced(by(), 'Target="worksheets/sheet2.xml"', 'Target="worksheets/sheet1.xml"'), "XL103 sections!1", "TX211", late=True),
)  # fmt: skip

BOOKS = (*WRITTEN, *CELLS, *WHOLE)
