"""The list of changes across languages: each change of the text as it was written, and how far every language is with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.localise.catalogue import State
from pipeline.messages import Messages
from pipeline.model.blocks import Carrier, Document
from pipeline.model.inlines import Composed, Content, Note, Piece
from pipeline.model.states import text_state
from pipeline.model.walk import inlines
from pipeline.review.changes import Change, Kind, changes
from pipeline.review.differences import numbered
from pipeline.review.numbers import Renumbered

OPEN = (State.MISSING, State.STALE)
"""The states in which there is something to do, the most of it first."""
_DONE = "✓"
_ABSENT = "–"


@dataclass(frozen=True, slots=True)
class Listed:
    """A change, and the state of its text in each language that the document can be built in."""

    change: Change
    states: Mapping[str, State]


def listed(
    redlined: Document, composed: Mapping[str, Carrier], languages: Mapping[str, Mapping[str, State]]
) -> tuple[Listed, ...]:
    """The changes of a redlined document but for numbers that shifted.

    `composed` has its texts by unit before they were made literal, `languages` the states of the units in each language.
    """
    return tuple(
        Listed(change, {code: _state(units, states) for code, states in languages.items()})
        for change in changes(redlined)
        if change.kind is not Kind.RENUMBERED
        for units in [_units(change, composed)]
    )


def table(changed: Sequence[Listed], languages: Sequence[str], messages: Messages) -> Iterator[str]:
    """The list as lines in columns: number of the change, number and unit of the text, what became of it, a column a language."""
    rows = [("", messages.site("number"), messages.site("unit"), messages.site("change"), *languages)]
    for at, one in enumerate(changed, 1):
        marks = (sign(one.states.get(code), messages) for code in languages)
        rows.append((str(at), numbered(one.change), one.change.unit, messages.site(f"kind_{one.change.kind.value}"), *marks))
    if changed:
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        for first, *rest in rows:
            cells = [first.rjust(widths[0]), *(cell.ljust(width) for cell, width in zip(rest, widths[1:], strict=True))]
            yield "  ".join(cells).rstrip()


def sign(state: State | None, messages: Messages) -> str:
    """What a table says of a text in a language: a tick, what is to do, or a dash where the document is not there."""
    if state is None:
        return _ABSENT
    return messages.site(f"state_{state.value}") if state in OPEN else _DONE


def values(changed: Sequence[Listed], shifted: Sequence[Renumbered]) -> dict[str, Any]:
    """The list and the map of numbers as JSON's values."""
    return {
        "changes": [
            {
                "number": at,
                "kind": one.change.kind.value,
                "unit": one.change.unit,
                "before": one.change.before,
                "after": one.change.after,
                "states": {code: state.value for code, state in one.states.items()},
            }
            for at, one in enumerate(changed, 1)
        ],
        "numbers": [
            {"unit": one.unit, "before": one.before, "after": one.after, "follow": one.follow, "stay": one.stay}
            for one in shifted
        ],
    }


def _units(change: Change, composed: Mapping[str, Carrier]) -> tuple[str, ...]:
    """The units that a changed text is made of."""
    content: Content = text_state(change.content, new=change.kind is not Kind.REMOVED)
    if change.unit in composed:
        content = composed[change.unit].content
    return change.unit, *(inline.unit for inline in inlines(content) if isinstance(inline, Piece | Note | Composed))


def _state(units: Sequence[str], states: Mapping[str, State]) -> State:
    """How far a language is with a text: as far as with the least of its units."""
    found = {states[unit] for unit in units if unit in states}
    return next((one for one in (*OPEN, State.ORIGINAL) if one in found), State.FRESH)
