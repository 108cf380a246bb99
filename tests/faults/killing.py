"""Kills builds, and reports what they leave: `python -m tests.faults.killing FOLDER SEED COUNT`.

A process of its own, with one thread: it forks from what is imported and warm, so that a kill costs milliseconds.
"""

from __future__ import annotations

import io
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipeline.assemble import build as building
from tests.faults.small import STATES, Contents, build, change, contents, council, small, wrong

CALLS = frozenset({"open", "flock", "write", "flush", "fchmod", "fsync", "close", "replace", "rename", "unlink", "mkdir"})
"""The calls of the system that change something."""


class Kills:
    """Builds of one project that are killed, each from one state of the sources to the next."""

    def __init__(self, root: Path, seed: int) -> None:
        self.random = random.Random(seed)
        self.project = small(root)
        self.states: list[Contents] = []
        for state in range(len(STATES)):
            change(self.project, state)
            self.states.append(build(self.project))
        change(self.project, 0)
        started = time.monotonic()
        build(self.project)
        self.seconds = time.monotonic() - started
        self.calls = self.counted()
        self.in_between = 0

    def run(self, count: int) -> Iterator[str]:
        """Kill builds: every other one at a moment, the others at a call."""
        for number in range(count):
            if number % 2:
                at = self.random.randrange(self.calls)
                yield from self.tried(f"killed at call {at}", lambda at=at: self.ended_at(at, lambda: os.kill(os.getpid(), 9)))
            else:
                after = self.random.uniform(0, 1.1 * self.seconds)
                yield from self.tried(f"killed after {after:.4f} s", lambda: self.project.run("build").exit_code, after)

    def interrupted(self, count: int) -> Iterator[str]:
        """Press Ctrl-C at a call."""
        for at in self.random.sample(range(self.calls), min(count, self.calls)):
            yield from self.tried(f"interrupted at call {at}", lambda at=at: self.ended_at(at, interrupt), ends=(0, 130))

    def tried(
        self, how: str, work: Callable[[], int], after: float | None = None, ends: Sequence[int] = (0, -9)
    ) -> Iterator[str]:
        """Change the sources, let a build be ended, see what stands; build again, and see that it is right."""
        old, self.state = self.states[self.state], self.random.choice([at for at in range(len(STATES)) if at != self.state])
        new = self.states[self.state]
        change(self.project, self.state)
        pid = forked(work)
        if after is not None:
            time.sleep(after)
            os.kill(pid, signal.SIGKILL)
        end = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        if end not in ends:
            yield f"{how}: ended with {end}"
        left = contents(self.project)
        self.in_between += left not in (old, new)
        if names := wrong(left, old, new):
            yield f"{how}: {names} neither old nor new"
        if missing := (set(old) & set(new)) - set(left):
            yield f"{how}: {missing} gone"
        _, status = os.waitpid(forked(lambda: self.project.run("build").exit_code), 0)
        if status or contents(self.project) != new:
            yield f"{how}: {status}, then {sorted(contents(self.project))} is not what the sources say"

    def counted(self) -> int:
        """How many of these calls a build makes while it writes, each counted before and after."""
        reader, writer = os.pipe()

        def count() -> None:
            calls = [0]
            with profiled(lambda: calls.__setitem__(0, calls[0] + 1)):
                build(self.project)
            os.write(writer, str(calls[0]).encode())

        self.state = 1
        change(self.project, self.state)
        os.waitpid(forked(count), 0)
        return int(os.read(reader, 20))

    def ended_at(self, call: int, end: Callable[[], object]) -> int:
        left = iter(range(call))
        with profiled(lambda: next(left, None) is None and end()):
            return council(self.project, "build")[0]


def interrupt() -> None:
    sys.setprofile(None)
    raise KeyboardInterrupt


def forked(work: Callable[[], object]) -> int:
    """Do something in a process of its own, which ends with what it returns, or with 0."""
    pid = os.fork()
    if pid == 0:
        try:
            os._exit(int(work() or 0))
        except BaseException:  # noqa: BLE001 - nothing of the parent's is to run here
            traceback.print_exc()
            os._exit(70)
    return pid


@contextmanager
def profiled(called: Callable[[], object]) -> Iterator[None]:
    """Call this before and after each of these calls that a build makes from the moment that it locks its folder."""
    real = building.folder_lock

    def seen(_: object, event: str, function: Any) -> None:
        if event in ("c_call", "c_return") and function.__name__ in CALLS:
            of = getattr(function, "__self__", None)
            if isinstance(of, io.BufferedWriter) or getattr(of, "__name__", "") in ("posix", "fcntl", "io", "_io"):
                called()

    def locked(*arguments: object) -> object:
        sys.setprofile(seen)
        return real(*arguments)

    building.folder_lock = locked
    try:
        yield
    finally:
        sys.setprofile(None)
        building.folder_lock = real


if __name__ == "__main__":
    root, seed, count = sys.argv[1:]
    kills = Kills(Path(root), int(seed))
    faults = [*kills.run(int(count)), *kills.interrupted(int(count) // 10)]
    sys.stdout.write(f"{count} killed, {kills.in_between} left in the midst of writing, {kills.calls} calls\n")
    sys.exit("\n".join(faults) or 0)
