r"""What a text must hold for an expression to be found in it: told from the expression alone, and sooner looked for than that.

`R[ée]v\.\s\d` is in no text without `Rév. 0` or `Rev. 0`, where 0 is any digit and the space any space. (Code search by trigrams
rests on the same: Cox, 2012.)
"""

from __future__ import annotations

import re
import re._constants as op  # type: ignore[import-not-found]
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import starmap
from typing import Any

from pipeline.gate.expressions import Nodes, listed, parsed

Stretches = frozenset[str]
"""Stretches of text, one of which is meant."""
Needed = tuple[Stretches, ...]
"""Of each of these a text has one; where there are none, nothing is known."""

_MOST_JOINED, _MOST = 16, 64
"""How many stretches are made of those of two neighbours, and how many are still sooner looked for than the expression."""
_MOST_REPEATED = 8

_BLANK: Stretches = frozenset({""})
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
_OTHER_DIGITS, _OTHER_SPACES = re.compile(r"[^\D0]"), re.compile(r"[^\S ]")


def level(text: str) -> str:
    """The text as stretches are looked for in it: all digits and all spaces are the same."""
    return _OTHER_SPACES.sub(" ", _OTHER_DIGITS.sub("0", text))


def needed(pattern: str) -> Needed:
    """What every text has, levelled, that the expression is found in; the rarest first."""
    tree = parsed(pattern)
    return () if tree.state.flags & re.IGNORECASE else _needed(tree)


def either(needs: Iterable[Needed]) -> Needed:
    """What is needed for one of several expressions, whichever it is."""
    wanted = list(needs)
    together: Stretches = frozenset().union(*(one[0] for one in wanted if one))
    return (together,) if all(wanted) and len(together) <= _MOST else ()


def _needed(nodes: Nodes) -> Needed:
    return _in_all(*_sequence(nodes))


def _in_all(exact: Stretches | None, inner: Needed) -> Needed:
    return inner if exact is None else _rarest([*inner, exact])


def _sequence(nodes: Nodes) -> tuple[Stretches | None, Needed]:
    """All that the nodes can be laid over, None where that is too much; and what is needed besides."""
    here, told, whole = _BLANK, list[Stretches](), True
    for code, value in listed(nodes):
        if code is op.LITERAL:
            letter = _letter(value)
            here = frozenset([one + letter for one in here])
            continue
        exact, inner, once = _node(code, value)
        told += inner
        joined = None if exact is None else _joined(here, exact)
        if joined is None:
            # A stretch ends here, and another begins.
            told.append(here)
            here, whole = exact or _BLANK, False
        else:
            here = joined
        if not once:
            # What is repeated begins like this, and ends like this.
            told.append(here)
            here, whole = exact or _BLANK, False
    return (here, tuple(told)) if whole else (None, _rarest([*told, here]))


def _node(code: Any, value: Any) -> tuple[Stretches | None, Needed, bool]:
    """As `_sequence`, of one node; and whether that is all of it, or only how it begins and ends."""
    if code is op.IN:
        return _characters(value), (), True
    if code in (op.AT, op.ASSERT_NOT):
        return _BLANK, (), True
    if code is op.ASSERT:
        # It takes no character, and what it asks for stands in the text all the same.
        return _BLANK, _needed(value[1]), True
    if code in _REPEATS:
        return _repeated(*value)
    if code is op.BRANCH:
        return *_branches(value[1]), True
    if code is op.ATOMIC_GROUP:
        return *_sequence(value), True
    if code is op.SUBPATTERN and not value[1] & re.IGNORECASE:
        return *_sequence(value[3]), True
    return None, (), True


def _repeated(least: int, most: int, body: Nodes) -> tuple[Stretches | None, Needed, bool]:
    if not least:
        return _BLANK, (), False
    once, inner = _sequence(body)
    exact, times = once, 1
    while exact is not None and once is not None and times < min(least, _MOST_REPEATED):
        longer = _joined(exact, once)
        if longer is None:
            break
        exact, times = longer, times + 1
    return exact, inner, times == least == most


def _branches(branches: Sequence[Nodes]) -> tuple[Stretches | None, Needed]:
    found = [_sequence(one) for one in branches]
    together = frozenset().union(*(exact for exact, _ in found if exact is not None))
    if any(exact is None for exact, _ in found) or len(together) > _MOST:
        return None, either(starmap(_in_all, found))
    return together, ()


def _characters(members: Sequence[tuple[Any, Any]]) -> Stretches | None:
    """The characters of a set, levelled; None where they are too many."""
    made: set[str] = set()
    for code, value in members:
        if code is op.LITERAL:
            made.add(_letter(value))
        elif code is op.RANGE and value[1] - value[0] < _MOST:
            made.update(map(_letter, range(value[0], value[1] + 1)))
        elif code is op.CATEGORY and value is op.CATEGORY_DIGIT:
            made.add("0")
        elif code is op.CATEGORY and value is op.CATEGORY_SPACE:
            made.add(" ")
        else:
            return None
    return frozenset(made) if len(made) <= _MOST else None


@lru_cache(1024)
def _letter(value: int) -> str:
    return level(chr(value))


def _joined(before: Stretches, after: Stretches) -> Stretches | None:
    if after == _BLANK:
        return before
    if len(before) * len(after) > (_MOST_JOINED if before != _BLANK else _MOST):
        return None
    return frozenset([one + other for one in before for other in after])


def _rarest(told: Iterable[Stretches]) -> Needed:
    """Those that fewest texts have, without those that all have, or that have been told by the rarest."""
    ordered = sorted((-rarity, len(one), sorted(one)) for one in told if (rarity := _rarity(one)))
    if not ordered:
        return ()
    first = frozenset(ordered[0][2])
    others = [frozenset(one) for rarity, _, one in ordered[1:] if rarity < -1]
    return (first, *[one for one in others if not _implied(one, first)][:2])


def _implied(one: Stretches, other: Stretches) -> bool:
    return all(any(inner in stretch for inner in one) for stretch in other)


def _rarity(stretches: Stretches) -> int:
    if "" in stretches or " " in stretches:
        return 0
    shortest = min(map(len, stretches))
    return 1 if shortest == 1 and any(map(str.isalpha, stretches)) else shortest + 1
