"""Builds by several processes: they leave and say what one does, however one of them or all of them are ended."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.faults import run
from tests.faults.small import NAME, small
from tests.project import COUNCIL, TDAG, Project


def council(project: Project, *options: str) -> tuple[int, str, str]:
    command = [sys.executable, "-m", "pipeline", "build", *options]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=project.root, env=env, capture_output=True, text=True, timeout=300, check=False)
    return done.returncode, done.stdout, done.stderr


def taken(project: Project) -> dict[str, bytes]:
    """What was built, which is taken away."""
    folder = project.root / "build"
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    shutil.rmtree(folder)
    return {name: data for name, data in found.items() if not name.startswith(".council-")}


def test_several_processes_leave_and_say_what_one_does(project: Project) -> None:
    project.edit("02-lieu-et-dates.md", "2.4\t", "2.4\tUn mot. ")
    project.append("02-lieu-et-dates.md", "Sans identifiant.")
    for language in ("ar", "zh"):
        (project.sources / TDAG / "translations" / f"{language}.po").unlink()
    (project.sources / TDAG / "translations" / "ru.po").write_text("msgid\n", "utf-8")
    one = council(project, "--jobs", "1"), taken(project)
    assert one[0][0] == 1
    assert "warning TX202" in one[0][2]
    assert len(one[1]) > 15
    # With more workers than documents, the languages of one are made apart.
    for jobs in ("2", "5"):
        assert (council(project, "--jobs", jobs), taken(project)) == one


def test_processes_that_begin_anew_leave_what_one_does(tmp_path: Path) -> None:
    """Where there is no fork."""
    project = small(tmp_path)
    shutil.copytree(project.sources / NAME, project.sources / "other")
    assert council(project)[0] == 0
    one = taken(project)
    begin = "from pipeline.assemble import crews; from pipeline.cli import main; crews._method = lambda: 'spawn'; main()"
    command = [sys.executable, "-c", begin, "build", "--jobs", "2"]
    done = subprocess.run(command, cwd=project.root, env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=120, check=False)
    assert done.returncode == 0
    assert taken(project) == one


def test_only_a_number_or_auto_is_a_number_of_processes(project: Project) -> None:
    for jobs in ("0", "-1", "x", "1.5", ""):
        code, _, said = council(project, "--jobs", jobs)
        assert (code, "auto" in said) == (2, True)


def test_a_worker_that_is_killed_is_named_and_all_others_are_made(tmp_path: Path) -> None:
    run("workers", tmp_path / "project")


def children(pid: int) -> list[int]:
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(path.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        if parent == pid:
            found.append(int(path.parent.name))
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="where processes are listed in another way")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=str)
def test_a_build_that_is_stopped_leaves_no_worker_and_no_half_file(project: Project, number: signal.Signals) -> None:
    command = [sys.executable, "-m", "pipeline", "build", "--jobs", "3"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    build = subprocess.Popen(
        command, cwd=project.root, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    workers: list[int] = []
    while len(workers) < 2:
        workers = children(build.pid)
        assert build.poll() is None
        time.sleep(0.01)
    time.sleep(0.2)
    if number == signal.SIGINT:
        os.killpg(build.pid, number)  # as a terminal does
    else:
        build.send_signal(number)
    before = time.monotonic()
    _, said = build.communicate(timeout=60)
    assert time.monotonic() - before < 20
    if number == signal.SIGKILL:
        assert build.returncode == -number
    else:
        assert (build.returncode, said.strip()) == (130, "interrupted")
    for _ in range(200):
        if not any(Path(f"/proc/{worker}").exists() for worker in workers):
            break
        time.sleep(0.05)
    assert not any(Path(f"/proc/{worker}").exists() for worker in workers)
    left = [path.name for path in (project.root / "build").rglob("*")] if (project.root / "build").exists() else []
    assert not [name for name in left if re.search(r"\.tmp$", name)]
    assert council(project, COUNCIL, "--lang", "fr")[0] == 0


def test_a_cluster_of_which_a_worker_is_killed_leaves_and_says_what_one_process_does(tmp_path: Path) -> None:
    run("cluster", tmp_path / "project")


def test_without_what_a_cluster_needs_that_is_said(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    result = project.run("build", TDAG, "--executor", "dask", "--scheduler", "tcp://127.0.0.1:1")
    assert (result.exit_code, "error FS122" in result.stderr) == (3, True)
    assert "pip install 'council[dask]'" in result.stderr


@pytest.mark.parametrize("options", [("--executor", "dask"), ("--scheduler", "tcp://127.0.0.1:1")], ids=" ".join)
def test_a_cluster_and_its_address_go_together(project: Project, options: tuple[str, ...]) -> None:
    assert council(project, *options)[0] == 2
