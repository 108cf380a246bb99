"""Many expressions and many texts: in a text only those are searched for that it has what it takes for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from typing import Generic, TypeVar

from pipeline.gate.needed import Needed, level

T = TypeVar("T")


class Texts:
    """Texts that are all put through sieves."""

    def __init__(self, texts: Sequence[str]) -> None:
        # Levelled together, which takes the place of no character. Hardly anything asks for a NUL, and so for two texts at once.
        self._together = level("\0".join(texts))
        self._starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
        self._each = list(enumerate([self._together[start:end] for start, end in pairwise(self._starts)]))

    def __len__(self) -> int:
        return len(self._each)

    def having(self, needed: Needed) -> Iterable[int]:
        """The numbers of the texts that have one stretch of each, the fewest of which are the soonest looked for."""
        there = []
        for stretches in sorted(needed, key=len):
            there.append([stretch for stretch in stretches if stretch in self._together])
            if not there[-1]:
                return ()
        return set.intersection(*map(self._with_one, there)) if there else range(len(self))

    def _with_one(self, stretches: Iterable[str]) -> set[int]:
        found: set[int] = set()
        for stretch in stretches:
            if len(stretch) == 1:
                # So short a one may stand many times in each.
                found.update([at for at, text in self._each if stretch in text])
                continue
            start = self._together.find(stretch)
            while start >= 0:
                number = bisect_right(self._starts, start)
                found.add(number - 1)
                start = self._together.find(stretch, self._starts[number])
        return found


class Sieve(Generic[T]):
    """What has expressions, each with what a text needs for them (`gate.needed`)."""

    def __init__(self, whole: Iterable[tuple[T, Needed]]) -> None:
        self._whole = tuple(whole)

    def left(self, texts: Texts) -> list[list[T]]:
        """For each text those whose expression may be found in it, in their order."""
        made: list[list[T]] = [[] for _ in range(len(texts))]
        for one, needed in self._whole:
            for at in texts.having(needed):
                made[at].append(one)
        return made
