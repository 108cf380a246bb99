"""What prose repeats: `{{conference.dates:from}}` prints the fact `conference.dates` of the `facts` sheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from pipeline.issues import Location, Report, issue, nearest
from pipeline.model.inlines import Content, Inline, Piece, Value
from pipeline.model.marked import marked
from pipeline.model.records import Record, Sheet
from pipeline.model.values import Day, Number, Period, Typed
from pipeline.model.walk import mapped

_NEEDS = {"date": ("start",), "range": ("start", "end"), "number": ("number",), "text": ("text",)}


def facts_of(sheet: Sheet, report: Report) -> Mapping[str, Typed | Piece | None]:
    """The facts by id; None for one whose cells are wrong or empty. Reports XL201 for a cell that a fact of its type needs."""
    made: dict[str, Typed | Piece | None] = {}
    for record in sheet:
        needs = _NEEDS.get(record.code("type"), ())
        missing = [name for name in needs if record.empty(name)]
        for name in missing:
            report(issue("XL201", record.at(name), column=name))
        made[record.id] = _value(record)
    return made


def _value(record: Record) -> Typed | Piece | None:
    start, end, number, text = (
        record.date("start"),
        record.date("end"),
        record.number("number"),
        record.value("text"),
    )
    match record.code("type"):
        case "date" if start:
            return Day(start)
        case "range" if start and end:
            return Period(start, end) if start < end else Day(start)
        case "number" if number is not None:
            return Number(number)
        case _:
            return text if isinstance(text, Piece) else None


def stated(facts: Mapping[str, Typed | Piece | None], here: Location, report: Report) -> Callable[[Inline], Content]:
    """What `model.walk.mapped` needs to put the facts in their places.

    A text fact may itself print others. Reports TX204 for an unknown one, and for one that would print itself.
    """

    def state(inline: Inline, within: tuple[str, ...] = ()) -> Content:
        if not isinstance(inline, Value) or inline.value is not None:
            return (inline,)
        fact = facts.get(inline.name)
        if inline.name not in facts:
            near, at = nearest(inline.name, facts), inline.location or here
            # In a cell and in an entry of a catalogue the place is the whole of it, of which the fact is a part.
            put = marked((replace(inline, name=near),)) if near and not at.part else None
            report(issue("TX204", at, name=inline.name, near=near, put=put))
        if inline.name in within:
            report(issue("TX204", inline.location or here, name=inline.name, near=""))
            return ()
        if isinstance(fact, Piece):
            return (Piece(fact.unit, mapped(fact.content, partial(state, within=(*within, inline.name)))),)
        return (Value(inline.name, fact, inline.form, location=inline.location),)

    return state
