"""Which nodes without a common id belong together: those whose words are the same, in order, in a bounded time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.model.blocks import Node, Row, Table
from pipeline.model.plain import plain
from pipeline.model.walk import carriers_below
from pipeline.review.redline.matching import Pairs, common, rising
from pipeline.review.redline.tokens import says_something, tokens

_ENOUGH = 0.5
"""Half the words are the same: below that it is another paragraph."""
_SQUARE = 4_000
"""Up to how many pairs two stretches are compared node by node."""
_NEAR = 8
"""How far from its place in proportion a node of longer stretches is looked for."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """What a node is known by where it has no id: its kind, the units in it, its words."""

    kind: type
    text: str
    units: frozenset[str]
    words: Counter[str] = field(hash=False)

    @classmethod
    def of(cls, *nodes: Node) -> Likeness:
        """The likeness of a node, or of several that stand for one thing, as the cells of a column do."""
        carriers = [carrier for node in nodes for carrier in carriers_below(node)]
        text = _text(nodes)
        units = {carrier.unit for carrier in carriers} | {node.id for node in nodes if isinstance(node, Row | Table)}
        words = Counter(token for token in tokens(text) if says_something(token))
        return cls(type(nodes[0]), text, frozenset(units - {""}), words)

    def share(self, other: Likeness) -> float:
        """How much of both is the same, from 0 to 1; where they have a unit in common, 2."""
        if self.kind is not other.kind:
            return 0.0
        if not self.units.isdisjoint(other.units):
            return 2.0
        all_words = self.words.total() + other.words.total()
        return 2 * (self.words & other.words).total() / all_words if all_words else float(self.text == other.text)


def alike(old: Sequence[Node], new: Sequence[Node]) -> Pairs:
    """The places that belong together, in order: equal texts first, then, between these, what is most alike."""
    equal = common(*([(type(node), _text((node,))) for node in side] for side in (old, new)))
    made: Pairs = []
    start, at = 0, 0
    for end, to in [*equal, (len(old), len(new))]:
        if start < end and at < to:
            gone, came = ([Likeness.of(node) for node in side] for side in (old[start:end], new[at:to]))
            made += [(start + i, at + j) for i, j in most_alike(gone, came)]
        if end < len(old):
            made.append((end, to))
        start, at = end + 1, to + 1
    return made


def _text(nodes: Iterable[Node]) -> str:
    return "\n".join(plain(carrier.content) for node in nodes for carrier in carriers_below(node))


def most_alike(old: Sequence[Likeness], new: Sequence[Likeness]) -> Pairs:
    """The pairs in order whose shares add up to most; of long stretches only those near each other are compared."""
    near = len(new) if len(old) * len(new) <= _SQUARE else _NEAR
    pairs: Pairs = []
    shares: list[int] = []
    for i, one in enumerate(old):
        centre = i * len(new) // len(old)
        # Of one old node only one can be chosen: from the last to the first, they do not rise.
        for j in reversed(range(max(0, centre - near), min(len(new), centre + near + 1))):
            share = one.share(new[j])
            if share >= _ENOUGH:
                pairs.append((i, j))
                shares.append(round(share * 100))
    return rising(pairs, shares)
