"""A redlined document as a list of its changes: for people, a line each; for programs, values of JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.model.blocks import Document, Rule
from pipeline.model.states import text_state
from pipeline.review.changes import Change, Kind, changes
from pipeline.review.text import inline_text

SIGNS: Mapping[Kind, str] = {Kind.ADDED: "+", Kind.REMOVED: "-", Kind.MOVED: ">", Kind.CHANGED: "~", Kind.RENUMBERED: "#"}
"""How a line of the list begins."""
_RULE = "_" * 12


def as_lines(document: Document) -> Iterator[str]:
    """The changes of a redlined document: sign, number, unit and text, what is inserted in {+ +} and what is deleted in [- -]."""
    for change in changes(document):
        unit = f"[{change.unit}]" if change.unit else ""
        yield " ".join(filter(None, (SIGNS[change.kind], numbered(change), unit, _text(change))))


def numbered(change: Change) -> str:
    """The number of a text, before and after where it shifted."""
    if change.before == change.after or change.kind in (Kind.ADDED, Kind.REMOVED):
        return change.after or change.before
    return f"{change.before or '–'} → {change.after or '–'}"


def as_values(document: Document) -> list[dict[str, str]]:
    """The changes of a redlined document with both their texts, as JSON's values."""
    return [
        {
            "kind": change.kind.value,
            "unit": change.unit,
            "before": change.before,
            "after": change.after,
            "old": "" if change.kind is Kind.ADDED else inline_text(text_state(change.content, new=False)),
            "new": "" if change.kind is Kind.REMOVED else inline_text(text_state(change.content, new=True)),
        }
        for change in changes(document)
    ]


def _text(change: Change) -> str:
    """The text of a change; of a number that shifted the number says it all."""
    if change.kind is Kind.RENUMBERED and change.before != change.after:
        return ""
    return _RULE if isinstance(change.node, Rule) else inline_text(change.content)
