"""Who does the tasks of a build: this process alone, or several beside it; each way gives the same outcomes."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from pipeline.assemble.build import perform
from pipeline.assemble.task import Outcome, Task
from pipeline.issues import SourceError

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

_BYTES_A_SECOND = 600_000
"""Bytes of workbook and fragments of which a document is made in one language in a second: `council-2022-wtdc`, 41 kB, takes about
0.07 s of one processor in each (Python 3.11). It decides only whether several processes are worth their start.
"""
_WORTH = {"fork": 0.5, "spawn": 4.0}
"""Seconds of estimated work from which on several processes are worth their start; a spawned one loads everything anew."""


class Crew(Protocol):
    """A way of having tasks done by others: an executor, and how a task is handed to it."""

    size: int

    def start(self, size: int) -> Executor:
        """An executor with so many workers."""

    def stop(self, executor: Executor) -> None:
        """Let its workers go at once, whatever they are doing."""

    def hand(self, executor: Executor, task: Task) -> Future[Outcome]:
        """Hand a task to it. The future of one whose worker was ended raises BrokenExecutor."""


class Processes:
    """Processes of this machine."""

    def __init__(self, size: int) -> None:
        self.size = size

    def start(self, size: int) -> Executor:
        """A pool of processes, which leave it to this one to be interrupted."""
        import multiprocessing  # noqa: PLC0415 - 10 ms that a process which does all itself need not spend
        from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

        return ProcessPoolExecutor(size, multiprocessing.get_context(_method()), initializer=_begin)

    def stop(self, executor: Executor) -> None:
        """Kill the processes: what they make stands nowhere yet."""
        import multiprocessing  # noqa: PLC0415

        for process in multiprocessing.active_children():
            process.kill()
        executor.shutdown(cancel_futures=True)

    def hand(self, executor: Executor, task: Task) -> Future[Outcome]:
        """Hand a task to the pool."""
        return executor.submit(perform, task)


def crew_for(tasks: Sequence[Task], jobs: int | None, processors: int) -> Crew | None:
    """Who is to do these tasks: so many processes, or, where `jobs` is None, as many as are worth their start; else nobody else."""
    if jobs is not None:
        return Processes(jobs) if jobs > 1 and tasks else None
    pays = processors > 1 and threading.active_count() == 1 and sum(map(_seconds, tasks)) > _WORTH[_method()]
    return Processes(processors) if pays else None


def parted(tasks: Sequence[Task], crew: Crew | None) -> list[list[Task]]:
    """Each task in parts that can be done apart: where there are fewer tasks than workers, some languages each."""
    if crew is None or not tasks or len(tasks) >= crew.size:
        return [[task] for task in tasks]
    each = -(-crew.size // len(tasks))
    return [task.parts(max(1, min(each, _left(task)))) for task in tasks]


def _seconds(task: Task) -> float:
    """How long a task may take, about."""
    files = (task.places.workbook(task.id), *task.places.texts(task.id).glob("*.md"))
    try:
        return _left(task) * sum(path.stat().st_size for path in files if path.is_file()) / _BYTES_A_SECOND
    except OSError:  # what is gone or closed is told by who does the task
        return 0


def _left(task: Task) -> int:
    """In how many languages a task is to be done, about: which one a document is written in is not known before it is read."""
    try:
        return max(1, len(task.languages or task.places.translations(task.id)) - len(task.stand))
    except SourceError:
        return 1


def _method() -> str:
    """How a process begins. A fork costs nothing, but forked from a process with threads it may hang, and on macOS it may crash."""
    return "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"


def _begin() -> None:
    """What a worker does first: Ctrl-C is for the process that began it, and it ends with that one, however that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process  # noqa: PLC0415
    from multiprocessing.connection import wait  # noqa: PLC0415

    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
