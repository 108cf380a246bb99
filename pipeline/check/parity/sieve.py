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
        for one, needed in self._whole:
            # What no text has, no single one is asked for; the fewest stretches are the soonest looked for.
            here: list[list[str]] = []
            for stretches in sorted(needed, key=len):
                here.append([stretch for stretch in stretches if stretch in texts.together])
                if not here[-1]:
                    break
            else:
                for text, those in zip(texts.each, made, strict=True):
                    if _has(text, here):
                        those.append(one)
        return made


def _has(text: str, needed: Sequence[Sequence[str]]) -> bool:
    for stretches in needed:
        for stretch in stretches:
            if stretch in text:
                break
        else:
            return False
    return True
