"""The workbook: grids into records of typed fields, each fault reported with its cell."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.issues import Issue, Location, Report, issue
from pipeline.model.records import Record, Sheet, Workbook
from pipeline.read.grid import Grid, read_grids
from pipeline.read.near import Nearest
from pipeline.read.page import Page, check_page, holds, read_page, too_large
from pipeline.read.records import Reading
from pipeline.read.schema import NEEDED, SHEETS, UNREAD
from pipeline.read.sheets.stream import CELLS
from pipeline.read.typed import Typing

_SETTINGS = "settings"
_LIKE_A_SHEET = 0.8


def read_workbook(path: Path, report: Report) -> Workbook:
    """The workbook of a document, with all that is wrong in it reported (codes XL). Raises SourceError XL101 or XL118."""
    here = Location(path)
    found: list[Issue] = []
    grids = read_grids(path, found.append)
    names = [grid.name for grid in grids]
    pages = [page for grid in _apart(path, grids, report) if (page := _page(path, grid))]
    nearest = Nearest()
    for needed in NEEDED:
        if needed not in names:
            near = nearest.of(needed, [name for name in names if name not in (*NEEDED, *SHEETS)])
            report(issue("XL102", here, sheet=needed, near=near))
    reading = Reading(Typing(_language(pages), nearest, report), nearest, report)
    settings = Record(_SETTINGS, _SETTINGS, {}, here)
    sheets: dict[str, Sheet] = {}
    for page in pages:
        for of_cell in found:
            if of_cell.location.part == page.name and holds(page, of_cell.location):
                report(of_cell)
        if too_large(page):
            report(issue("XL118", page.at(), limit=CELLS))
            continue
        check_page(page, report)
        if page.name == _SETTINGS:
            settings = reading.settings(page)
        else:
            absent = [name for name in SHEETS if name not in names]
            if page.name not in SHEETS and (near := nearest.of(page.name, absent, _LIKE_A_SHEET)):
                report(issue("XL119", page.at(), sheet=page.name, near=near))
            sheets[page.name] = reading.sheet(page)
    return Workbook(settings, sheets, here)


def _apart(path: Path, grids: Sequence[Grid], report: Report) -> list[Grid]:
    """The grids, but for those that have the name of one before them."""
    made: dict[str, Grid] = {}
    for grid in grids:
        if grid.name in made:
            report(issue("XL323", Location(path, grid.name), sheet=grid.name))
        made.setdefault(grid.name, grid)
    return list(made.values())


def _page(path: Path, grid: Grid) -> Page | None:
    """A sheet that is read: one that the schema names, or that has a column `id`."""
    page = read_page(path, grid, "key" if grid.name == _SETTINGS else "id")
    own = page.row == 1 and "id" in page.header.values()
    return page if grid.name in (_SETTINGS, *SHEETS) or (own and grid.name not in UNREAD) else None


def _language(pages: Sequence[Page]) -> str:
    """The language that the texts are written in, before anything is read: dates in words are in it."""
    for page in pages:
        columns = {name: column for column, name in page.header.items()}
        if page.name == _SETTINGS and "key" in columns and "value" in columns:
            values = page.grid.values
            return next(
                (
                    str(values.get((row, columns["value"])))
                    for row in page.rows
                    if values.get((row, columns["key"])) == "text_language"
                ),
                "",
            )
    return ""
