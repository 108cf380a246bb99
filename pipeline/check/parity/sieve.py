"""Many expressions and many texts: in a text only those are searched for that it has what it takes for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from typing import Generic, TypeVar

from pipeline.gate.needed import Needed, level

T = TypeVar("T")


class Texts:
    """Texts that are all put through sieves."""

    def __init__(self, texts: Sequence[str]) -> None:
        # Levelled together, which takes the place of no character: one after the other takes three times as long.
        self.together = level("".join(texts))
        self.each = [self.together[start:end] for start, end in pairwise(accumulate(map(len, texts), initial=0))]


class Sieve(Generic[T]):
    """What has expressions, each with what a text needs for them (`gate.needed`)."""

    def __init__(self, whole: Iterable[tuple[T, Needed]]) -> None:
        self._whole = tuple(whole)

    def left(self, texts: Texts) -> list[list[T]]:
        """For each text those whose expression may be found in it, in their order."""
        made: list[list[T]] = [[] for _ in texts.each]
        numbered = list(enumerate(texts.each))
        for one, needed in self._whole:
            here = _there(texts.together, needed)
            if here is None:
                continue
            if not here:
                for those in made:
                    those.append(one)
                continue
            first, *others = here
            for at in {at for stretch in first for at, text in numbered if stretch in text}:
                if all(any(stretch in texts.each[at] for stretch in stretches) for stretches in others):
                    made[at].append(one)
        return made


def _there(text: str, needed: Needed) -> list[list[str]] | None:
    """Which of the stretches a text has; None where it has not all that is needed. The fewest are the soonest looked for."""
    here = []
    for stretches in sorted(needed, key=len):
        here.append([stretch for stretch in stretches if stretch in text])
        if not here[-1]:
            return None
    return here
