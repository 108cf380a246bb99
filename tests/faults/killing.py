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
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.assemble import build as building
from tests.faults.small import STATES, Contents, build, change, contents, small, wrong


class Kills:
    """Builds of one project that are killed, each from one state of the sources to the next."""

    def __init__(self, root: Path, seed: int) -> None:
        self.random = random.Random(seed)
        self.project = small(root)
        self.states: list[Contents] = []
        for state in range(len(STATES)):
            change(self.project, state)
            self.states.append(build(self.project))
        started = time.monotonic()
        build(self.project)
        self.seconds = time.monotonic() - started
        self.state = len(STATES) - 1
        self.calls = self.counted()
        self.in_between = 0

    def run(self, count: int) -> Iterator[str]:
        for number in range(count):
            old, self.state = self.states[self.state], self.random.choice([at for at in range(len(STATES)) if at != self.state])
            new = self.states[self.state]
            change(self.project, self.state)
            if number % 2:
                how = f"after {self.random.randrange(self.calls)} calls"
                pid = forked(lambda at=int(how.split()[1]): self.killed_at(at))
            else:
                how = f"after {self.random.uniform(0, 1.1 * self.seconds):.4f} s"
                pid = forked(lambda: self.project.run("build"))
                time.sleep(float(how.split()[1]))
                os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            left = contents(self.project)
            self.in_between += left not in (old, new)
            if names := wrong(left, old, new):
                yield f"{number}, killed {how}: {names} neither old nor new"
            if missing := (set(old) & set(new)) - set(left):
                yield f"{number}, killed {how}: {missing} gone"
            _, status = os.waitpid(forked(lambda: self.project.run("build").exit_code), 0)
            if status or contents(self.project) != new:
                yield f"{number}, killed {how}: {status}, then {sorted(contents(self.project))} is not what the sources say"

    def counted(self) -> int:
        """How many calls of the system a build makes while it writes."""
        reader, writer = os.pipe()

        def count() -> None:
            calls = [0]
            with profiled(lambda: calls.__setitem__(0, calls[0] + 1)):
                build(self.project)
            os.write(writer, str(calls[0]).encode())

        change(self.project, 0)
        os.waitpid(forked(count), 0)
        self.state = 0
        return int(os.read(reader, 20))

    def killed_at(self, call: int) -> None:
        left = iter(range(call))
        with profiled(lambda: next(left, None) is None and os.kill(os.getpid(), signal.SIGKILL)):
            self.project.run("build")


def forked(work: Callable[[], object]) -> int:
    """Do something in a process of its own, which ends with what it returns, or with 0."""
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            code = int(work() or 0)
        finally:
            os._exit(code)
    return pid


@contextmanager
def profiled(called: Callable[[], object]) -> Iterator[None]:
    """Call this before and after each call of the system that a build makes from the moment that it locks its folder."""
    real = building.folder_lock

    def seen(_: object, event: str, function: object) -> None:
        if event in ("c_call", "c_return"):
            module = getattr(function, "__module__", None)
            if module in ("posix", "fcntl") or isinstance(getattr(function, "__self__", None), io.IOBase):
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
    faults = list(kills.run(int(count)))
    print(*faults, sep="\n")
    print(f"{count} killed, {kills.in_between} of them in the midst of writing ({kills.calls} calls, {kills.seconds:.3f} s)")
    sys.exit(bool(faults))
