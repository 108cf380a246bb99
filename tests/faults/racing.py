"""Builds of one document by several at once: `python -m tests.faults.racing FOLDER SEED ROUNDS`; some are killed."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.faults.killing import forked
from tests.faults.small import STATES, build, change, contents, folder, small, wrong


def faults(root: Path, seed: int, rounds: int) -> Iterator[str]:
    dice = random.Random(seed)
    project = small(root)
    states = []
    for state in range(len(STATES)):
        change(project, state)
        states.append(build(project))
    at = len(STATES) - 1
    for number in range(rounds):
        old, at = states[at], dice.choice([one for one in range(len(STATES)) if one != at])
        new = states[at]
        change(project, at)
        killed = number % 3 == 2
        pids = []
        for _ in range(3):
            pids.append(forked(lambda: project.run("build").exit_code))
            time.sleep(dice.uniform(0, 0.05))
        if killed:
            time.sleep(dice.uniform(0, 0.3))
            os.kill(dice.choice(pids), signal.SIGKILL)
        ends = []
        while pids:
            # Whoever reads in the meantime sees what was or what is to be there.
            for path in folder(project).iterdir():
                try:
                    seen = {path.name: path.read_bytes()}
                except FileNotFoundError:
                    continue
                if names := wrong(seen, old, new):
                    yield f"{number}: {names} seen, neither old nor new"
            for pid in list(pids):
                done, status = os.waitpid(pid, os.WNOHANG)
                if done:
                    pids.remove(pid)
                    ends.append(os.waitstatus_to_exitcode(status))
        if sorted(ends) not in ([0, 0, 0], [-signal.SIGKILL, 0, 0]):
            yield f"{number}: ended with {ends}"
        if killed:
            build(project)
        if contents(project) != new:
            yield f"{number}: {sorted(contents(project))} is not what the sources say"


if __name__ == "__main__":
    place, first, last = sys.argv[1:]
    sys.exit("\n".join(faults(Path(place), int(first), int(last))) or 0)
