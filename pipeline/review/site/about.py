"""What a page says about its texts: where they come from, and what was found in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.issues import Location, Severity
from pipeline.messages import Messages
from pipeline.model.inlines import Note
from pipeline.model.walk import carriers, inlines
from pipeline.review.site.reviewed import Column
from pipeline.review.trace import Origin, note_origins, origins


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that was found in a text, as a page says it."""

    code: str
    message: str
    fix: str


def told_about(column: Column) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """By unit the places that each text comes from, with what they give."""
    for unit, found in _origins(column):
        yield unit, tuple((origin.role.value, str(origin.location)) for origin in found)


def _origins(column: Column) -> Iterator[tuple[str, tuple[Origin, ...]]]:
    if column.sources is None:
        return
    for carrier in carriers(column.settled):
        notes = (inline for inline in inlines(carrier.content) if isinstance(inline, Note))
        yield (
            carrier.unit,
            (*origins(carrier, column.sources), *(one for note in notes for one in note_origins(note, column.sources))),
        )


def findings_in(column: Column, messages: Messages) -> Mapping[str, list[Finding]]:
    """What was found in a document, by the unit of the text it was found in, "" for what was found in none.

    A place that several texts are made from counts for the first.
    """
    units: dict[tuple[object, ...], str] = {}
    for of, found in _origins(column):
        for origin in found:
            units.setdefault(_spot(origin.location), of)
    made: dict[str, list[Finding]] = {}
    for issue in column.issues:
        if issue.severity > Severity.NOTE:
            unit = units.get(_spot(issue.location), "")
            made.setdefault(unit, []).append(Finding(issue.code, messages.message(issue), messages.fix(issue)))
    return made


def _spot(location: Location) -> tuple[object, ...]:
    if location.path.suffix.lower() == ".xlsx":
        return location.path, location.part, location.row, location.column
    return location.path, location.row
