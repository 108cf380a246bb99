"""What is asked about places: where a text of a file comes from, and what a place in the sources touches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.assemble.places import Places
from pipeline.assemble.trace import traced
from pipeline.gate.reading import sha256
from pipeline.issues import Location, Report, SourceError, issue
from pipeline.model.blocks import Carrier, Document, Table
from pipeline.model.dump import dumped
from pipeline.model.walk import carriers, tables
from pipeline.read.draft import Draft, read_draft, read_settled
from pipeline.read.grid import read_grids
from pipeline.review.text import inline_text
from pipeline.review.trace import named, origins, touched

_ROW = re.compile(r"table\s+([\w.-]+)(?:\s+row\s+([1-9]\d*))?\Z")
_CELL = re.compile(r"(.+)!\$?([A-Za-z]{1,3})?\$?([1-9]\d*)?\Z")
_LINE = re.compile(r"(\d+)(?::\d+)?\Z")


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a document: its number, unit and words, and the places that it comes from, each with what it gives."""

    number: str
    unit: str
    words: str
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """The texts that were asked for; `moved` is whether the sources have changed since the file was built."""

    texts: tuple[Text, ...]
    moved: bool


@dataclass(frozen=True, slots=True)
class Touched:
    """A text that a place touches, in the languages in which it does; `direct` where it is made of it."""

    document: str
    number: str
    unit: str
    languages: tuple[str, ...]
    direct: bool


def explained(places: Places, file: Path, target: str, report: Report) -> Explained:
    """Where a text of a draft comes from: one named by its number, its unit, a bookmark, or as `table rpm row 3`.

    The places are those of the sources as they are. Raises SourceError RV103 for a file that carries no document, RV107 for a
    text that is not in it.
    """
    draft = _read(file)
    wanted = _wanted(draft.document, target, dict(draft.bookmarks))
    if not wanted:
        raise SourceError(issue("RV107", Location(file), found=target))
    (found,) = traced(places, draft.document.id, (draft.document.language,))
    for fault in found.issues:
        report(fault)
    if found.sources is None:
        return Explained((), moved=True)
    units = {carrier.unit for carrier in wanted}
    texts = tuple(
        Text(
            str(getattr(carrier, "label", "")),
            carrier.unit,
            inline_text(carrier.content),
            tuple((origin.role.value, str(origin.location)) for origin in origins(carrier, found.sources)),
        )
        for carrier in carriers(found.sources.settled)
        if carrier.unit in units
    )
    return Explained(texts, moved=_state(found.sources.settled) != draft.build)


def _read(file: Path) -> Draft:
    """A draft, or the .json beside it, which knows no bookmarks."""
    if file.suffix.lower() != ".json":
        return read_draft(file)
    document = read_settled(file)
    return Draft(document, _state(document), {})


def _state(document: Document) -> str:
    """The hash that names a state of a document, as drafts carry it."""
    return sha256(dumped(document).encode())


def _wanted(document: Document, target: str, bookmarks: dict[str, str]) -> tuple[Carrier, ...]:
    row = _ROW.match(target)
    if row is None:
        return named(document, target, bookmarks)
    table = next((table for table in tables(document) if table.id == row[1]), None)
    return () if table is None else _cells(table, int(row[2] or 0))


def _cells(table: Table, row: int) -> tuple[Carrier, ...]:
    """The cells of a row, counted without the header; of all rows for 0."""
    rows = table.rows[row - 1 : row] if row else table.rows
    return tuple(cell for one in rows for cell in one.cells)


def touched_by(places: Places, file: Path, target: str, report: Report) -> tuple[Touched, ...]:
    """The texts of all documents that a place in the sources touches: a cell (`meetings!D4`), a row, or a line of a text file.

    A file is named from here, from the folder of the sources, or from that of a document. Raises SourceError RV108 where there is
    no such file or the place is none.
    """
    spots = [_spot(path, target) for path in _files(places, file)]
    if not spots or None in spots:
        raise SourceError(issue("RV108", Location(file), found=f"{file} {target}"))
    made: dict[tuple[str, str, bool], Touched] = {}
    for id_ in places.documents():
        for found in traced(places, id_, ()):
            for fault in found.issues:
                report(fault)
            for spot in spots if found.sources else ():
                for one in touched(spot, found.sources):  # type: ignore[arg-type]
                    key = id_, one.carrier.unit, one.direct
                    before = made[key].languages if key in made else ()
                    label = str(getattr(one.carrier, "label", ""))
                    made[key] = Touched(id_, label, one.carrier.unit, (*before, found.language), one.direct)
    return tuple(made.values())


def _files(places: Places, file: Path) -> Iterator[Path]:
    homes = (Path(), places.sources, *(places.sources / id_ for id_ in places.documents()))
    seen = set()
    for path in (home / file for home in homes):
        if path.is_file() and path.resolve() not in seen:
            seen.add(path.resolve())
            # Places in the sources begin as the folder of the sources is written.
            inside = path.resolve().is_relative_to(places.sources.resolve())
            yield places.sources / path.resolve().relative_to(places.sources.resolve()) if inside else path


def _spot(path: Path, target: str) -> Location | None:
    if path.suffix.lower() == ".xlsx":
        cell = _CELL.match(target)
        if cell is None or not (cell[2] or cell[3]):
            return None
        if cell[1] not in [grid.name for grid in read_grids(path, lambda _: None)]:
            return None
        column = 0
        for letter in (cell[2] or "").upper():
            column = column * 26 + ord(letter) - ord("A") + 1
        return Location(path, cell[1], int(cell[3] or 0), column)
    line = _LINE.match(target)
    return Location(path, row=int(line[1])) if line else None
