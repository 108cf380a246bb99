"""A cluster of two workers, one of them killed half-way: `python -m tests.faults.cluster FOLDER`; what is wrong with what it left."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from distributed import Client, LocalCluster

from tests.faults.small import NAME, council, small
from tests.faults.workers import built
from tests.project import Project

DOCUMENTS = (NAME, *(f"small-{number}" for number in range(9)))


def killed_at(client: Client, build: Path, count: int) -> threading.Thread:
    """Kill a worker once so many documents stand."""
    first = next(iter(client.run(os.getpid).values()))

    def kill() -> None:
        while len(list(build.glob("*/*.docx"))) < count:
            time.sleep(0.002)
        os.kill(first, signal.SIGKILL)

    thread = threading.Thread(target=kill, daemon=True)
    thread.start()
    return thread


def faults(project: Project, address: str, client: Client) -> Iterator[str]:
    asked = ("--executor", "dask", "--scheduler", address)
    alone, said = council(project, "build", "--jobs", "1")
    whole = built(project)
    shutil.rmtree(project.root / "build")
    if (code := council(project, "build", *asked)) != (alone, said) or built(project) != whole:
        yield f"{code} and not {alone, said}; {sorted(built(project))}"
    shutil.rmtree(project.root / "build")
    thread = killed_at(client, project.root / "build", 2)
    code = council(project, "build", *asked)
    thread.join(30)
    if thread.is_alive() or code != (alone, said) or built(project) != whole:
        yield f"after a worker was killed: {code}"


def main(root: Path) -> Iterator[str]:
    project = small(root)
    for name in DOCUMENTS[1:]:
        shutil.copytree(project.sources / NAME, project.sources / name)
    project.fragment("text.md", DOCUMENTS[3]).write_text("1.9\tUn texte. {#p1}\n", "utf-8")
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster) as client:
        yield from faults(project, cluster.scheduler_address, client)


if __name__ == "__main__":
    sys.exit("\n".join(main(Path(sys.argv[1]))) or 0)
