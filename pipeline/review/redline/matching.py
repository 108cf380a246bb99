"""What two sequences have in common, in order."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

Pairs = list[tuple[int, int]]
"""Places in the old and the new sequence that belong together, both rising."""

_SQUARE = 250_000
"""Up to how many comparisons two stretches without a landmark are compared in full; beyond, they are said to be different."""


def common(old: Sequence[Hashable], new: Sequence[Hashable]) -> Pairs:
    """Equal members of both, in order: as much as is found in a time that grows with their length and not with its square.

    Equal ends are taken first; then, where there is much, what each has once is a landmark (patience), and what lies between
    landmarks is compared by the longest stretches.
    """
    pairs: Pairs = []
    stretches = [(0, len(old), 0, len(new))]
    while stretches:
        start, end, at, to = stretches.pop()
        while start < end and at < to and old[start] == new[at]:
            pairs.append((start, at))
            start, at = start + 1, at + 1
        while start < end and at < to and old[end - 1] == new[to - 1]:
            end, to = end - 1, to - 1
            pairs.append((end, to))
        if start == end or at == to:
            continue
        if (end - start) * (to - at) <= _SQUARE:
            blocks = SequenceMatcher(None, old[start:end], new[at:to], autojunk=False).get_matching_blocks()
            pairs += [(start + block.a + step, at + block.b + step) for block in blocks for step in range(block.size)]
        elif marks := rising(_landmarks(old, new, start, end, at, to)):
            pairs += marks
            edges = [(start - 1, at - 1), *marks, (end, to)]
            stretches += [(before[0] + 1, after[0], before[1] + 1, after[1]) for before, after in pairwise(edges)]
    return sorted(pairs)


def _landmarks(old: Sequence[Hashable], new: Sequence[Hashable], start: int, end: int, at: int, to: int) -> Pairs:
    once = Counter(old[start:end])
    other = Counter(new[at:to])
    places = {new[j]: j for j in range(at, to) if other[new[j]] == 1}
    return [(i, places[old[i]]) for i in range(start, end) if once[old[i]] == 1 and old[i] in places]


def rising(pairs: Pairs, weights: Sequence[int] | None = None) -> Pairs:
    """The heaviest of the pairs, given in the order of the old sequence, that rise in the new one too; each weighs 1 unless told.

    n log n: `ends` and `sums` are the new places that the best choices so far end with, and what these weigh, both rising.
    """
    ends: list[int] = []
    sums: list[int] = []
    last: list[int] = []
    before = [-1] * len(pairs)
    for number, (_, place) in enumerate(pairs):
        at = bisect_left(ends, place)
        weight = (sums[at - 1] if at else 0) + (1 if weights is None else weights[number])
        before[number] = last[at - 1] if at else -1
        to = at
        while to < len(ends) and sums[to] <= weight:
            to += 1
        ends[at:to], sums[at:to], last[at:to] = [place], [weight], [number]
    chosen = []
    number = last[-1] if last else -1
    while number >= 0:
        chosen.append(pairs[number])
        number = before[number]
    return chosen[::-1]
