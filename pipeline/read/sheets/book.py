"""What a workbook says of all its sheets: their names and parts, how days are counted, number formats, shared texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from pipeline.read.sheets.formats import GENERAL, Format, built_in, format_of
from pipeline.read.sheets.package import Package
from pipeline.read.sheets.serials import Calendar
from pipeline.read.sheets.stream import FORMATS, Attributes, DamagedError, TooLargeError, truth
from pipeline.read.sheets.texts import cleaned, read_strings
from pipeline.read.sheets.values import Reading, read_text

_Of = TypeVar("_Of")


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet of cells: its name, its part, and whether Excel shows it."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook without its cells.

    `formats` has the number formats of cell styles and `strings` the shared texts, both by the number that a cell gives.
    """

    sheets: tuple[SheetPart, ...]
    calendar: Calendar
    formats: Mapping[str, Format]
    strings: Mapping[str, Reading]


def read_book(package: Package) -> Book:
    """The workbook of a package. Sheets that have no cells (charts, dialogs, macros) are left out. Raises DamagedError."""
    part = package.workbook()
    related = package.relationships(part)
    by_kind = {found.kind: found.target for found in related.values()}
    sheets: list[SheetPart] = []
    from_1904 = False

    def start(tag: str, attributes: Attributes) -> None:
        nonlocal from_1904
        if tag == "workbookPr":
            from_1904 = truth(attributes.get("date1904"))
        elif tag == "sheet":
            # The prefix of the relationship's id differs from program to program; the sheet's own id has none.
            found = related.get(next((value for name, value in attributes.items() if name.endswith(":id")), ""))
            if found is None:
                raise DamagedError(f"{part}: {attributes.get('name', '')}")
            if found.kind == "worksheet":
                hidden = attributes.get("state", "visible") != "visible"
                sheets.append(SheetPart(cleaned(attributes.get("name", "")), found.target, hidden))

    if not package.stream.read(part, package.data(part), "workbook", start, _nothing, _nothing):
        raise DamagedError(part)
    strings = by_kind.get("sharedStrings", "")
    styles = by_kind.get("styles", "")
    return Book(
        tuple(sheets),
        Calendar(from_1904),
        _numbered(_read_formats(package, styles) if package.find(styles) else []),
        _numbered([read_text(text) for text in read_strings(package, strings)] if package.find(strings) else []),
    )


def _numbered(values: Iterable[_Of]) -> Mapping[str, _Of]:
    return {str(number): value for number, value in enumerate(values)}


def _read_formats(package: Package, name: str) -> list[Format]:
    own: dict[str, str] = {}
    made: list[Format] = []
    inside = False

    def start(tag: str, attributes: Attributes) -> None:
        nonlocal inside
        if tag == "numFmt":
            own[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
            if len(own) > FORMATS:
                raise TooLargeError
        elif tag == "cellXfs":
            inside = True
        elif tag == "xf" and inside:
            number = attributes.get("numFmtId", "")
            made.append(format_of(own[number]) if number in own else built_in(int(number)) if number.isdecimal() else GENERAL)

    def end(tag: str) -> None:
        nonlocal inside
        if tag == "cellXfs":
            inside = False

    package.stream.read(name, package.data(name), "styleSheet", start, end, _nothing)
    return made


def _nothing(_: str) -> None:
    """Texts, and most ends of elements, say nothing here."""
