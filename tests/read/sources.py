"""Small sources for the tests of the readers: fragments as text, workbooks as rows, and both as they were read."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl

from pipeline.issues import Issue
from pipeline.model.fragments import Fragment, FragmentLine
from pipeline.model.plain import plain
from pipeline.model.records import Record, Workbook
from pipeline.read.fragments import read_fragment
from pipeline.read.workbook import read_workbook

Rows = Sequence[Sequence[object]]
Found = list[tuple[str, str]]
"""Issues as code and place."""

SETTINGS: Rows = (
    ("key", "value"),
    ("kind", "council"),
    ("symbol", "C22/23"),
    ("session", "Session de 2022"),
    ("date", datetime.date(2022, 3, 1)),
    ("original", "en"),
    ("text_language", "fr"),
    ("title", "Rapport"),
)
SECTIONS: Rows = (("id", "order", "heading"), ("context", 1, "Contexte"))


def fragment(folder: Path, text: str | bytes) -> tuple[Fragment, list[Issue]]:
    """A fragment with this text, as it was read, and what was reported."""
    path = folder / "a.md"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    found: list[Issue] = []
    return read_fragment(path, found.append), found


def line(folder: Path, text: str) -> FragmentLine:
    """The one line of a fragment in which nothing is wrong."""
    read, found = fragment(folder, text)
    assert found == []
    (only,) = read.lines
    return only


def texts(read: Fragment) -> list[str]:
    """The visible text of each line."""
    return [plain(line.content) for line in read.lines]


def places(found: Sequence[Issue]) -> Found:
    """Issues as code and place."""
    return [(each.code, each.location.place) for each in found]


def argument(found: Issue, name: str) -> str:
    """One argument of an issue."""
    return dict(found.arguments)[name]


def book(folder: Path, **sheets: Rows) -> Path:
    """A workbook with these sheets."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        page = made.create_sheet(name)
        for row in rows:
            page.append(list(row))
    path = folder / "document.xlsx"
    made.save(path)
    return path


def patched(path: Path, part: str, old: str, new: str) -> Path:
    """The container with one text of one part replaced."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text = parts[part].decode()
    assert text.count(old) == 1, text
    parts[part] = text.replace(old, new).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def workbook(path: Path) -> tuple[Workbook, list[Issue]]:
    """A workbook as it was read, and what was reported."""
    found: list[Issue] = []
    return read_workbook(path, found.append), found


def records(folder: Path, sheet: str, rows: Rows) -> tuple[tuple[Record, ...], list[Issue]]:
    """The records of one sheet of an otherwise sound workbook."""
    sheets = {"settings": SETTINGS, "sections": SECTIONS, sheet: rows}
    read, found = workbook(book(folder, **sheets))
    return read.sheet(sheet).records, found
