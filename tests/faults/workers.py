"""Workers of a build that are killed: `python -m tests.faults.workers FOLDER`; what is wrong with what is left of it."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from pipeline.assemble import crews
from pipeline.assemble.build import perform
from pipeline.assemble.task import Outcome, Task
from tests.faults.small import NAME, contents, council, small
from tests.project import Project

DOCUMENTS = (NAME, *(f"small-{number}" for number in range(5)))
MARK = "killed-once"


def always(task: Task) -> Outcome:
    """Do a task; the second document's worker is killed each time."""
    if task.id == DOCUMENTS[2]:
        os.kill(os.getpid(), signal.SIGKILL)
    return perform(task)


def once(task: Task) -> Outcome:
    """Do a task; one worker is killed, and no other."""
    mark = task.places.build / MARK
    if task.id == DOCUMENTS[2] and not mark.exists():
        mark.touch()
        time.sleep(0.1)
        os.kill(os.getpid(), signal.SIGKILL)
    return perform(task)


def built(project: Project) -> dict[str, bytes]:
    found = project.root / "build"
    return {
        path.relative_to(found).as_posix(): path.read_bytes()
        for path in found.rglob("*.*")
        if path.suffix in (".docx", ".json")
    }


def faults(project: Project) -> Iterator[str]:
    jobs = ["--force", "--jobs", "2"]
    code, said = council(project, "build")
    whole = built(project)
    if code or len(whole) != 3 * len(DOCUMENTS):
        yield f"{code}, {said}"
    shutil.rmtree(project.root / "build")

    crews.perform = always
    code, said = council(project, "build", *jobs)
    if (code, said.count("error FS121")) != (3, 1) or f"sources/{DOCUMENTS[2]}/document.xlsx" not in said:
        yield f"{code}, {said}"
    if built(project) != {name: data for name, data in whole.items() if not name.startswith(f"{DOCUMENTS[2]}/")}:
        yield f"{sorted(built(project))}: not all others, or not as they are without"
    if contents(project) and f"{DOCUMENTS[2]}: not built" not in said:
        yield said

    crews.perform = once
    code, said = council(project, "build", *jobs)
    if code or "FS121" in said or built(project) != whole or not (project.root / "build" / MARK).exists():
        yield f"{code}, {said}, {sorted(built(project))}"
    if multiprocessing.active_children():
        yield "there are workers left"


if __name__ == "__main__":
    project = small(Path(sys.argv[1]))
    for name in DOCUMENTS[1:]:
        shutil.copytree(project.sources / NAME, project.sources / name)
    sys.exit("\n".join(faults(project)) or 0)
