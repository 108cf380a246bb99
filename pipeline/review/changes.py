"""What a redlined document changes: one entry for each text, in reading order, and which numbers became which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, assert_never, cast

from pipeline.model.blocks import Carrier, Document, Node
from pipeline.model.inlines import Content, Deleted, Inserted, Reference, Restyled, Text
from pipeline.model.states import emptied, inside, redlined
from pipeline.model.tracked import Added, Removed, Was
from pipeline.model.tracked import Change as Mark
from pipeline.model.walk import carriers, inlines

ADDED, REMOVED, MOVED_HERE, MOVED_AWAY, CHANGED, RENUMBERED = (
    "added",
    "removed",
    "moved-here",
    "moved-away",
    "changed",
    "renumbered",
)
IN_ONE = (ADDED, REMOVED, MOVED_HERE, MOVED_AWAY)
"""The kinds of change of a text that stands at this place in one of the two states only."""


@dataclass(frozen=True, slots=True)
class Change:
    """A text that changed: how, and its number before and after."""

    kind: str
    carrier: Carrier
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Renumbered:
    """A number that became another: the texts whose cross references follow it, and those that name it in words and do not."""

    unit: str
    before: str
    after: str
    follow: tuple[str, ...]
    stay: tuple[str, ...]


def changes(document: Document) -> Iterator[Change]:
    """The texts that a redlined document changes, in reading order."""
    for carrier, above in _carriers(document, ""):
        if kind := kind_of(carrier, above):
            after = str(getattr(carrier, "label", ""))
            was = carrier.change.node if isinstance(carrier.change, Was) else carrier
            yield Change(kind, carrier, str(getattr(was, "label", "")), after)


def kind_of(carrier: Carrier, above: str) -> str:
    """How a redline changes a text, in an `above` that is itself in one state only, or not; empty where it does not."""
    kind = standing(carrier.change, above)
    if kind in IN_ONE:
        return kind
    if redlined(carrier.content) or isinstance(carrier.change, Was):
        return RENUMBERED if _only_renumbered(carrier) else CHANGED
    return ""


def standing(change: Mark | None, above: str) -> str:
    """In which state a node stands where it does, in a word of IN_ONE; empty where it does in both."""
    match change:
        case Added(move):
            return MOVED_HERE if move else ADDED
        case Removed(move):
            return MOVED_AWAY if move else REMOVED
        case Was() | None:
            return above
        case _:
            assert_never(change)


def renumbered(old: Document, new: Document) -> Iterator[Renumbered]:
    """The numbers that shifted between two settled documents."""
    before = {carrier.unit: str(getattr(carrier, "label", "")) for carrier in carriers(old) if carrier.unit}
    every = tuple(carriers(new))
    for carrier in every:
        label, was = str(getattr(carrier, "label", "")), before.get(carrier.unit, "")
        # Markers of lists are counted anew in each list, and nobody refers to them alone.
        if not (label and was and label != was and was[0].isdecimal()):
            continue
        names = {carrier.unit, *getattr(carrier, "names", ())}
        follow = tuple(one.unit for one in every if names & _targets(one.content))
        mention = re.compile(rf"(?<![\d.\w/-]){re.escape(was)}(?![\d\w/-]|\.\d)")
        stay = tuple(one.unit for one in every if "." in was and any(map(mention.search, _typed(one.content))))
        yield Renumbered(carrier.unit, was, label, follow, stay)


def _targets(content: Content) -> set[str]:
    return {inline.target for inline in inlines(content) if isinstance(inline, Reference)}


def _typed(content: Content) -> Iterator[str]:
    return (inline.text for inline in inlines(content) if isinstance(inline, Text))


def _carriers(node: Node | Document, above: str) -> Iterator[tuple[Carrier, str]]:
    """Each text below a node, with the standing of what it stands in."""
    if not isinstance(node, Document) and hasattr(node, "content"):
        yield cast("Carrier", node), above
    below = standing(node.change, above)
    for name in inside(node):
        if name != "content":
            for child in cast("tuple[Node, ...]", getattr(node, name)):
                yield from _carriers(child, below)


def _only_renumbered(carrier: Carrier) -> bool:
    """Whether nothing changed but numbers that follow the structure: its own, and those of cross references."""
    if isinstance(carrier.change, Was) and replace(emptied(carrier), **_numbers(carrier.change.node)) != carrier.change.node:
        return False
    marked = (inline for inline in inlines(carrier.content) if isinstance(inline, Inserted | Deleted | Restyled))
    return all(isinstance(one, Reference) for inline in marked for one in _both(inline))


def _numbers(node: object) -> Mapping[str, Any]:
    return {name: getattr(node, name) for name in ("label", "number") if hasattr(node, name)}


def _both(inline: Inserted | Deleted | Restyled) -> Content:
    return (*inline.old, *inline.new) if isinstance(inline, Restyled) else inline.content
