"""A redlined document as a list of its changes: for people, a line each; for programs, values of JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.model.blocks import Document
from pipeline.model.states import text_state
from pipeline.review.changes import (
    ADDED,
    CHANGED,
    MOVED_AWAY,
    MOVED_HERE,
    REMOVED,
    RENUMBERED,
    Change,
    changes,
)
from pipeline.review.text import inline_text

SIGNS: Mapping[str, str] = {ADDED: "+", REMOVED: "-", MOVED_HERE: ">", MOVED_AWAY: "<", CHANGED: "~", RENUMBERED: "#"}
"""How a line of the list begins."""


def as_lines(document: Document) -> Iterator[str]:
    """The changes of a redlined document: sign, number, unit and text, what is inserted in {+ +} and what is deleted in [- -]."""
    for change in changes(document):
        text = "" if change.kind == RENUMBERED else inline_text(change.carrier.content)
        number = "".join(f"{part} " for part in (numbered(change),) if part)
        yield f"{SIGNS[change.kind]} {number}[{change.carrier.unit}] {text}".rstrip()


def numbered(change: Change) -> str:
    """The number of a text, before and after where it shifted."""
    if change.kind in (RENUMBERED, CHANGED) and change.before != change.after:
        return f"{change.before or '–'} → {change.after or '–'}"
    return change.after


def as_values(document: Document) -> list[dict[str, str]]:
    """The changes of a redlined document with both their texts, as JSON's values."""
    return [
        {
            "kind": change.kind,
            "unit": change.carrier.unit,
            "before": change.before,
            "after": change.after,
            "old": "" if change.kind in (ADDED, MOVED_HERE) else inline_text(text_state(change.carrier.content, new=False)),
            "new": "" if change.kind in (REMOVED, MOVED_AWAY) else inline_text(text_state(change.carrier.content, new=True)),
        }
        for change in changes(document)
    ]
