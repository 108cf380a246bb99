"""What two sequences have in common is in order, equal, and found in a bounded time."""

from __future__ import annotations

import itertools
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from pipeline.review.redline.matching import common, rising

SOME = st.lists(st.integers(0, 6), max_size=30)


@given(SOME, SOME)
def test_what_is_common_is_equal_and_in_order(old: list[int], new: list[int]) -> None:
    pairs = common(old, new)
    assert all(old[i] == new[j] for i, j in pairs)
    assert all(a < c and b < d for (a, b), (c, d) in itertools.pairwise(pairs))


@given(SOME)
def test_a_sequence_has_all_in_common_with_itself(members: list[int]) -> None:
    assert common(members, members) == [(at, at) for at in range(len(members))]


def test_long_sequences_are_compared_by_their_landmarks() -> None:
    random = Random(1)
    old = list(range(20_000))
    new = [number if random.random() > 0.01 else -number for number in old]
    assert len(common(old, new)) == sum(number >= 0 for number in new)
    assert common([0, 1] * 5_000, [1, 2] * 5_000) == [], "without a landmark nothing is in common"


@given(st.permutations(range(9)), st.lists(st.integers(1, 9), min_size=9, max_size=9))
def test_the_heaviest_that_rises_is_chosen(places: list[int], weights: list[int]) -> None:
    pairs = list(enumerate(places))
    chosen = rising(pairs, weights)
    assert all(a < c and b < d for (a, b), (c, d) in itertools.pairwise(chosen))

    best = [0] * 9
    for i, place in pairs:
        best[i] = weights[i] + max((best[j] for j in range(i) if places[j] < place), default=0)
    assert sum(weights[i] for i, _ in chosen) == max(best)
