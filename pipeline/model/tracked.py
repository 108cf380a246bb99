"""What a redlined document says of its nodes: which are in one of its two states only, and what the others were.

A redline is one tree with both states in it. A node without `change` is in both, as it is; one that was added or removed takes
all below it along. `Was` holds the node as the old state had it, emptied: what stood in it is marked piece by piece. For
text see `Inserted`, `Deleted`, `Restyled` and `Seam` in `model.inlines`; `model.states` gives the states back.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracked:
    """What every node above the text has; only `redline` sets it, and only what writes or reads redlines looks at it."""

    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """In the new state only. Where `move` is not empty, what is removed elsewhere under that name stands here now."""

    move: str = ""


@dataclass(frozen=True, slots=True)
class Removed:
    """In the old state only. Where `move` is not empty, it went to where that name is added."""

    move: str = ""


@dataclass(frozen=True, slots=True)
class Was:
    """In both states; `node` is what it was without what stood in it: its old number, unit, depth, widths."""

    node: Tracked


Change = Added | Removed | Was
