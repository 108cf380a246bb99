"""What a piece of work costs: CPU time of this process and of those it starts, in turns with what it is compared with."""

from __future__ import annotations

import gc
import resource
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

ENOUGH = 10.0
"""Seconds of CPU after which a way is slow: it is repeated `FEW` times only."""
FEW = 2


@dataclass(frozen=True, slots=True)
class Work:
    """A way to do a piece of work: `before` is not measured and makes all as it was before it."""

    name: str
    run: Callable[[], object]
    before: Callable[[], object] = lambda: None


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of CPU, user and system, of each time."""

    times: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.times)


def in_turns(ways: Sequence[Work], repeats: int) -> dict[str, Cost]:
    """What each way costs, all of them in turns (A B C, A B C, …) so that a drift of the machine hits all alike.

    Each is run once before it is measured, unless it is slow.
    """
    times: dict[str, list[float]] = {way.name: [] for way in ways}
    for turn in range(repeats + 1):
        for way in ways:
            taken = times[way.name]
            if len(taken) >= FEW and min(taken) > ENOUGH:
                continue
            seconds = once(way)
            if turn or seconds > ENOUGH:
                taken.append(seconds)
    return {name: Cost(tuple(taken)) for name, taken in times.items()}


def once(way: Work) -> float:
    way.before()
    gc.collect()
    begun = _cpu()
    way.run()
    return _cpu() - begun


def _cpu() -> float:
    """Seconds, of this process and of those that it started and that have ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime
