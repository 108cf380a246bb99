"""Tasks that a crew does: given out a few at a time; a worker that is ended costs its own task and no other."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait

from pipeline.assemble.crews import Crew
from pipeline.assemble.task import Outcome, Task
from pipeline.issues import Location, issue

_AHEAD = 2
"""So many tasks a worker are given out, so that none waits; what is made is put in its place in between."""


class Work:
    """What of the tasks is left, is given out, and is done. Reports FS121 in an outcome."""

    def __init__(self, crew: Crew, tasks: Sequence[Task]) -> None:
        self._crew, self._tasks = crew, tasks
        self._left = deque(range(len(tasks)))
        self._given: dict[Future[Outcome], int] = {}
        self._done: dict[int, Outcome] = {}
        self._executor: Executor | None = None

    def outcome(self, number: int) -> Outcome:
        """What came of a task, once it is done; each is asked for once."""
        while number not in self._done:
            try:
                self._give()
                finished, _ = wait(self._given, return_when=FIRST_COMPLETED)
                for future in sorted(finished, key=self._given.__getitem__):
                    self._done[self._given[future]] = future.result()
                    del self._given[future]
            except BrokenExecutor:
                self._alone()
        return self._done.pop(number)

    def end(self) -> None:
        """Let the workers go."""
        if self._executor is not None:
            self._crew.stop(self._executor)
            self._executor = None

    def _give(self) -> None:
        if self._executor is None:
            self._executor = self._crew.start(max(1, min(self._crew.size, len(self._left))))
        while self._left and len(self._given) < _AHEAD * self._crew.size:
            future = self._crew.hand(self._executor, self._tasks[self._left[0]])
            self._given[future] = self._left.popleft()

    def _alone(self) -> None:
        """Do what was given out once more, each by a worker of its own: it is not said which of them ended theirs."""
        suspects = sorted(number for future, number in self._given.items() if not _fine(future))
        self._done |= {number: future.result() for future, number in self._given.items() if _fine(future)}
        self._given.clear()
        self.end()
        if not suspects and self._left:
            # It was broken before it took anything.
            suspects.append(self._left.popleft())
        for number in suspects:
            self._executor = self._crew.start(1)
            try:
                self._done[number] = self._crew.hand(self._executor, self._tasks[number]).result()
            except BrokenExecutor:
                self._done[number] = _ended(self._tasks[number])
            self.end()


def _fine(future: Future[Outcome]) -> bool:
    return future.done() and not future.cancelled() and future.exception() is None


def _ended(task: Task) -> Outcome:
    found = issue("FS121", Location(task.places.workbook(task.id)), document=task.id)
    return Outcome(None, (found,), (), {}, (), ())
