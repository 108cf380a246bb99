"""Tasks and what comes of them, in order, whoever does them."""

from __future__ import annotations

from collections.abc import Generator, Sequence

from pipeline.assemble.build import perform
from pipeline.assemble.crews import Crew, parted
from pipeline.assemble.task import Outcome, Task


def outcomes(tasks: Sequence[Task], crew: Crew | None) -> Generator[Outcome]:
    """What comes of each task, in their order. Where it is closed the workers are stopped. Reports FS121 in an outcome."""
    if crew is None:
        yield from map(perform, tasks)
        return
    from pipeline.assemble.work import Work  # noqa: PLC0415 - what executors need takes 10 ms to load

    parts = parted(tasks, crew)
    work = Work(crew, [part for of_one in parts for part in of_one])
    try:
        at = 0
        for of_one in parts:
            yield Outcome.joined([work.outcome(number) for number in range(at, at + len(of_one))])
            at += len(of_one)
    finally:
        work.end()
