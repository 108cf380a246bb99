"""Regular expressions from outside: compiled where the time that they take grows with the square of a text at most.

Python's engine tries every way in which an expression can be laid over a text; `(a+)+b` has 2^n of them. How many there are can be
told from the expression alone, from above: a repetition is settled where what follows it begins with a character that the
repetition does not begin with, and offers as many ways as it has counts where not; ways multiply along a sequence, and to the
power of the count inside a repetition. (regexploit and safe-regex look for the same shapes.)
"""

from __future__ import annotations

import re
import re._constants as op  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from pipeline.gate.characters import ANY, Opening, apart, opening

LONGEST_EXPRESSION = 1000
"""Characters; the longest of the six packs has 270."""

MOST_STEPS = 320_000
"""Tries from one place of a text of `_TEXT` characters, some thirty times its length; the costliest one of the six packs takes 200,000."""

_TEXT = 10_000
_ENDLESS = 10**18
_PLAIN = (op.LITERAL, op.NOT_LITERAL, op.ANY, op.IN, op.AT, op.GROUPREF)
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
_ALONE = (op.ASSERT, op.ASSERT_NOT, op.ATOMIC_GROUP)
"""What is tried once and never again for what follows."""

Nodes = Sequence[tuple[Any, Any]]


class BadExpression(ValueError):  # noqa: N818 - it is what the pack holds
    """No regular expression, or one that is too long; `column` is where it stops making sense, from 1."""

    def __init__(self, column: int) -> None:
        super().__init__(column)
        self.column = column


class SlowExpression(ValueError):  # noqa: N818
    """A regular expression that some text would keep busy for ever."""


@dataclass(frozen=True, slots=True)
class _Cost:
    """In how many ways something can be laid over a text, and how many steps it takes to try them all."""

    ways: int = 1
    steps: int = 1


def compiled(pattern: str) -> re.Pattern[str]:
    """The expression, compiled. Raises BadExpression, SlowExpression."""
    return pattern_of(checked(pattern))


@cache
def pattern_of(expression: str) -> re.Pattern[str]:
    """The pattern of an expression that was checked, or of several with `|` between them."""
    with warnings.catch_warnings(action="ignore"):
        return re.compile(expression)


@cache
def checked(pattern: str) -> str:
    """The expression, which is one and may be searched with; it is compiled only then. Raises BadExpression, SlowExpression."""
    if len(pattern) > LONGEST_EXPRESSION:
        raise BadExpression(LONGEST_EXPRESSION + 1)
    try:
        tree = parsed(pattern)
        # Most are quick enough whatever their characters are, and to compare those takes longer than all the rest.
        if all(_cost(tree, (), closely=closely).steps > MOST_STEPS for closely in (False, True)):
            raise SlowExpression(pattern)
    except re.error as error:
        raise BadExpression((error.pos or 0) + 1) from error
    # Too many brackets; a count that no machine could hold.
    except (RecursionError, OverflowError) as error:
        raise BadExpression(1) from error
    return pattern


@lru_cache(8)
def parsed(pattern: str) -> parser.SubPattern:
    """The expression as Python's engine reads it. Raises what `re.compile` does."""
    with warnings.catch_warnings(action="ignore"):
        return parser.parse(pattern)


def listed(nodes: Nodes) -> list[tuple[Any, Any]]:
    """The nodes of a sequence: to ask the parser's own class for each takes five times as long."""
    return getattr(nodes, "data", None) or list(nodes)


def _cost(nodes: Nodes, after: Nodes, *, closely: bool) -> _Cost:
    """The cost of a sequence, followed by `after`; without looking `closely` at characters it may come out higher, never lower."""
    ways, steps = 1, 1
    own_nodes = listed(nodes)
    for at in range(len(own_nodes) - 1, -1, -1):
        code, value = own_nodes[at]
        if code in _PLAIN:
            steps += 1
            continue
        own = _node_cost(code, value, (*own_nodes[at + 1 :], *after), closely=closely)
        steps = min(_ENDLESS, own.steps + own.ways * steps)
        ways = min(_ENDLESS, ways * own.ways)
    return _Cost(ways, steps)


def _node_cost(code: Any, value: Any, rest: Nodes, *, closely: bool) -> _Cost:
    if code in _REPEATS:
        least, most, body = value
        return _repeat_cost(code, least, most, body, rest, closely=closely)
    inner = list(_inner(code, value))
    if code in (op.ASSERT, op.ASSERT_NOT) and value[0] < 0 and len(set(value[1].getwidth())) > 1:
        # The one fault that only the compiler sees.
        raise re.error("look-behind requires fixed-width pattern")
    costs = [_cost(one, () if code in _ALONE else rest, closely=closely) for one in inner]
    steps = min(_ENDLESS, sum(one.steps for one in costs) or 1)
    if code in _ALONE:
        return _Cost(1, steps)
    if code is op.BRANCH and not (closely and _all_apart([_opening(one, rest) for one in inner])):
        return _Cost(min(_ENDLESS, sum(one.ways for one in costs)), steps)
    return _Cost(max((one.ways for one in costs), default=1), steps)


def _repeat_cost(code: Any, least: int, most: int, body: Any, rest: Nodes, *, closely: bool) -> _Cost:
    narrow, wide = body.getwidth()
    # What takes nothing is repeated as often as is asked, anything else as often as there is text for.
    counts = min(most, _TEXT // narrow if narrow else max(least, _TEXT if wide else 0))
    inside = _cost(body, (*body, *rest), closely=closely)
    steps = min(_ENDLESS, max(1, counts) * inside.steps)
    if code is op.POSSESSIVE_REPEAT:
        return _Cost(1, steps)
    if inside.ways > 1 or not narrow:
        # Each round is a choice of its own.
        rounds = min(counts, 60)
        return _Cost(min(_ENDLESS, max(2, inside.ways) ** rounds + 1), steps)
    if least == most or (closely and apart(_opening(body, ()), _opening(rest, ()))):
        return _Cost(1, steps)
    return _Cost(max(1, counts - least + 1), steps)


def _inner(code: Any, value: Any) -> Iterator[Nodes]:
    """The sequences inside a node that is no repetition."""
    if code is op.SUBPATTERN:
        yield value[3]
    elif code is op.BRANCH:
        yield from value[1]
    elif code in (op.ASSERT, op.ASSERT_NOT):
        yield value[1]
    elif code is op.ATOMIC_GROUP:
        yield value
    elif code is op.GROUPREF_EXISTS:
        yield from (one for one in value[1:] if one)


def _all_apart(openings: list[Opening]) -> bool:
    return all(apart(one, other) for at, one in enumerate(openings) for other in openings[at + 1 :])


def _opening(nodes: Nodes, after: Nodes) -> Opening:
    """The characters that a sequence can begin with; at the end of an expression none, for nothing can fail there any more."""
    found: Opening = frozenset()
    for code, value in (*listed(nodes), *listed(after)):
        own = opening(code, value)
        if own is not None:
            return found | own
        # What takes no character decides by what stands further on: that is not looked into.
        if code in (op.AT, op.GROUPREF, op.GROUPREF_EXISTS, *_ALONE):
            return found | ANY
        inner: list[Any] = [value[2]] if code in _REPEATS else list(_inner(code, value))
        for one in inner:
            found |= _opening(one, ())
        skipped = code in _REPEATS and value[0] == 0
        if not skipped and all(one.getwidth()[0] for one in inner):
            return found
    return found
