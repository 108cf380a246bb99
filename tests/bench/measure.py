"""What a way to do a piece of work costs: CPU time, in turns with what it is compared with."""

from __future__ import annotations

import gc
import importlib
import resource
import shutil
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SLOW = 10.0
"""Seconds of CPU; what takes longer is done a few times, with nothing done before to warm up."""
FEW = 2


class Failed(Exception):  # noqa: N818 - it is what happened to a way
    """A way could not do the work; what it said stands on the terminal."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way to do a piece of work: a function of a module, what it is given, and the file that comes of it.

    It can be handed to another process, which then loads nothing but what this way needs.
    """

    name: str
    module: str
    function: str
    given: tuple[Any, ...]
    made: Path
    clear: Path | None = None
    """A folder that is removed before, so that the work begins from nothing."""

    def before(self) -> None:
        if self.clear:
            shutil.rmtree(self.clear, ignore_errors=True)

    def run(self) -> object:
        return getattr(importlib.import_module(f"tests.bench.{self.module}"), self.function)(*self.given, self.made)


@dataclass(frozen=True, slots=True)
class Work:
    """Anything to be measured; `before` is not. Where `run` returns seconds, a process that goes on took them too."""

    name: str
    run: Callable[[], object]
    before: Callable[[], object] = lambda: None


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of CPU, user and system, each time."""

    times: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.times)


def in_turns(works: Sequence[Work], repeats: int, few: int = FEW) -> dict[str, Cost]:
    """What each costs, in turns (A B C, A B C, …), so that a drift of the machine hits all alike.

    Each is done once before, and that is not counted unless it was slow, or unless it is to be done only once. A way that failed
    is left out.
    """
    times: dict[str, list[float]] = {work.name: [] for work in works}
    warming = repeats > 1
    for turn in range(repeats + warming):
        for work in works:
            taken = times.get(work.name)
            if taken is None or (len(taken) >= min(few, repeats) and min(taken) > SLOW):
                continue
            try:
                seconds = once(work)
            except Failed:
                del times[work.name]
                continue
            if turn or not warming or seconds > SLOW:
                taken.append(seconds)
    return {name: Cost(tuple(taken[-repeats:])) for name, taken in times.items()}


def once(work: Work) -> float:
    """What it costs, this once; the litter of what was measured before is not counted in."""
    work.before()
    gc.collect()
    begun = cpu()
    elsewhere = work.run()
    return cpu() - begun + (elsewhere if isinstance(elsewhere, float) else 0)


def cpu() -> float:
    """Seconds, of this process and of those that it started and that have ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime
