"""Two states of a document as one tree: nodes by their ids, in the longest common order, then by what they say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from pipeline.model.blocks import Cell, Document, Line, Node, Row, Table
from pipeline.model.states import emptied, inside
from pipeline.model.tracked import Added, Removed, Was
from pipeline.model.walk import carriers, carriers_below
from pipeline.review.redline.likeness import Likeness, alike, most_alike
from pipeline.review.redline.matching import Pairs, rising
from pipeline.review.redline.texts import redlined_text

N = TypeVar("N", bound=Node)
D = TypeVar("D", bound=Node | Document)
Merge = Callable[[Any, Any], Any]


@dataclass(frozen=True, slots=True)
class Aligning:
    """Aligns two documents; `old` and `new` are the units of each, so that what stands elsewhere is not taken for another."""

    old: frozenset[str]
    new: frozenset[str]

    @classmethod
    def of(cls, old: Document, new: Document) -> Aligning:
        """What two documents are aligned by."""
        return cls(*(frozenset(carrier.unit for carrier in carriers(document)) - {""} for document in (old, new)))

    def merged(self, old: D, new: D) -> D:
        """Two states of a node, which are of one kind, as one."""
        if old == new:
            return new
        made: dict[str, Any] = {}
        if isinstance(old, Table) and isinstance(new, Table):
            made = self._table(old, new)
        else:
            for name in inside(new):
                before, after = getattr(old, name), getattr(new, name)
                if name == "content":
                    made[name] = redlined_text(before, after)
                else:
                    made[name] = _both(before, after, self._pairs(before, after), self.merged)
        return _changed(old, new, made)

    def _pairs(self, old: Sequence[N], new: Sequence[N]) -> Pairs:
        """The places of two lists of nodes that belong together, both rising."""
        first, last = _equal_ends(old, new)
        ends = len(old) - last, len(new) - last
        known = _known(old, new, range(first, ends[0]), range(first, ends[1]))
        weights = [sum(1 for _ in carriers_below(new[j])) or 1 for _, j in known]
        pairs: Pairs = [(at, at) for at in range(first)]
        start = at = first
        for end, to in [*rising(known, weights), ends]:
            free_old = [i for i in range(start, end) if _free(old[i], self.new)]
            free_new = [j for j in range(at, to) if _free(new[j], self.old)]
            if free_old and free_new:
                found = alike([old[i] for i in free_old], [new[j] for j in free_new])
                pairs += [(free_old[i], free_new[j]) for i, j in found]
            if (end, to) != ends:
                pairs.append((end, to))
            start, at = end + 1, to + 1
        return [*pairs, *((ends[0] + step, ends[1] + step) for step in range(last))]

    def _table(self, old: Table, new: Table) -> dict[str, Any]:
        """Head and rows, cell by cell: the same columns belong together in all of them."""
        columns = _columns(old, new)

        def cells(before: Sequence[Cell], after: Sequence[Cell]) -> tuple[Cell, ...]:
            whole = len(before) == len(old.widths) and len(after) == len(new.widths)
            return _both(before, after, columns if whole else self._pairs(before, after), self.merged)

        def row(before: Row, after: Row) -> Row:
            return after if before == after else _changed(before, after, {"cells": cells(before.cells, after.cells)})

        return {"head": cells(old.head, new.head), "rows": _both(old.rows, new.rows, self._pairs(old.rows, new.rows), row)}


def _both(old: Sequence[N], new: Sequence[N], pairs: Pairs, merge: Merge) -> tuple[N, ...]:
    """The nodes of both states: at each place what went, then what came, then what stayed."""
    made: list[N] = []
    start, at = 0, 0
    for end, to in [*pairs, (len(old), len(new))]:
        made += (replace(node, change=Removed()) for node in old[start:end])
        made += (replace(node, change=Added()) for node in new[at:to])
        if end < len(old):
            made.append(merge(old[end], new[to]))
        start, at = end + 1, to + 1
    return tuple(made)


def _changed(old: D, new: D, made: dict[str, Any]) -> D:
    was = emptied(old)
    return replace(new, change=None if was == emptied(new) else Was(was), **made)


def _equal_ends(old: Sequence[Node], new: Sequence[Node]) -> tuple[int, int]:
    """How many nodes are the same at the beginning, and of the others at the end."""
    most = min(len(old), len(new))
    first = next((at for at in range(most) if old[at] != new[at]), most)
    last = next((at for at in range(most - first) if old[-1 - at] != new[-1 - at]), most - first)
    return first, last


def _known(old: Sequence[Node], new: Sequence[Node], some: range, others: range) -> Pairs:
    """The places of the nodes that have one id in both, in the order of the old ones."""
    places = {id_: j for j, id_ in enumerate(_ids(new)) if id_ is not None and j in others}
    return [(i, places[id_]) for i, id_ in enumerate(_ids(old)) if i in some and id_ in places]


def _ids(nodes: Sequence[Node]) -> Iterator[Hashable]:
    """What each node is known by, None where it has no id; a second of one id is known as the second."""
    counts: Counter[Hashable] = Counter()
    for node in nodes:
        match node:
            case Line():
                name = node.slot
            case Row() | Table():
                name = node.id
            case _:
                name = getattr(node, "unit", "")
        id_ = type(node), name
        counts[id_] += 1
        yield (*id_, counts[id_]) if name else None


def _free(node: Node, others: frozenset[str]) -> bool:
    """Whether a node is not one that the other document has somewhere else."""
    return getattr(node, "unit", "") not in others


def _columns(old: Table, new: Table) -> Pairs:
    """The columns that belong together: by the units of their cells, by their words, by their places where nothing else tells."""
    sides = []
    for table in (old, new):
        rows = [cells for cells in (table.head, *(row.cells for row in table.rows)) if len(cells) == len(table.widths)]
        sides.append([Likeness.of(*column) for column in zip(*rows, strict=True)])
    found = most_alike(*sides)
    if not found and len(old.widths) == len(new.widths):
        return [(at, at) for at in range(len(old.widths))]
    return found
