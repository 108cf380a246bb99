"""Single calls of the system that fail, or during which a build is killed: strace makes them (man strace, "Tampering")."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.faults import traced
from tests.faults.small import ROOT, Contents, build, change, contents, folder, small, words, wrong
from tests.project import Project

ENVIRONMENT: Mapping[str, str] = {**os.environ, "PYTHONPATH": str(ROOT)}
pytestmark = pytest.mark.skipif(not traced(), reason="there is no strace")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project that was built in another state than it is in."""
    project = small(tmp_path)
    change(project, 1)
    # In a process of its own, that keeps the template that it compiles: what is put first afterwards are the documents.
    subprocess.run([sys.executable, "-m", "pipeline", *words(project, "build")], env=ENVIRONMENT, cwd="/", check=True)
    change(project, 0)
    return project


def tampered(project: Project, injection: str) -> tuple[int, str]:
    """Build while a call fails; the exit code and what is said."""
    trace = f"trace={injection.partition(':')[0]}"
    # With the filter in the kernel it is many times faster, and sends no signal (strace 6.1).
    fast = [] if "signal" in injection else ["--seccomp-bpf"]
    command = ["strace", "-qqq", "-f", *fast, "-o", "/dev/null", "-e", trace, "-e", f"inject={injection}"]
    command += [sys.executable, "-B", "-m", "pipeline", *words(project, "build")]
    result = subprocess.run(command, env=ENVIRONMENT, cwd="/", capture_output=True, text=True, timeout=300, check=False)
    assert "Traceback" not in result.stderr
    return result.returncode, result.stderr


@pytest.mark.parametrize(
    ("injection", "code"),
    [
        ("fsync:error=EIO:when=1", "FS116"),
        ("fsync:error=EIO:when=3", "FS116"),
        ("fsync:error=ENOSPC:when=2", "FS108"),
        ("fsync:error=EDQUOT:when=3", "FS109"),
        ("fsync:error=ESTALE:when=1", "FS117"),
        ("mkdir:error=EROFS", "FS111"),
    ],
)
def test_a_call_that_fails_before_all_is_on_the_disk_changes_nothing(project: Project, injection: str, code: str) -> None:
    before = contents(project)
    if injection.startswith("mkdir"):
        for path in folder(project).iterdir():
            path.unlink()
        folder(project).rmdir()
        before = {}
    end, said = tampered(project, injection)
    assert (end, code in said) == (3, True)
    assert contents(project) == before
    assert set(build(project)) == {"C23-7-F.docx", "C23-7-F.json", "manifest.json"}


@pytest.mark.parametrize("error", ["EACCES", "EPERM", "EBUSY"])
def test_a_file_that_the_system_does_not_let_be_replaced_stays_and_the_new_one_is_beside_it(
    project: Project, error: str
) -> None:
    old = contents(project)
    end, said = tampered(project, f"/^rename:error={error}:when=1")
    assert (end, "FS101" in said) == (3, True)
    found = contents(project)
    new = build(project)
    assert set(new) == set(old)
    assert found["C23-7-F.docx"] == old["C23-7-F.docx"]
    assert found["C23-7-F.new.docx"] == new["C23-7-F.docx"]


def test_a_disk_that_fails_when_files_are_moved_leaves_each_old_or_new(project: Project) -> None:
    old = contents(project)
    end, said = tampered(project, "/^rename:error=EIO:when=2")
    assert (end, "FS116" in said) == (3, True)
    found = contents(project)
    new = build(project)
    assert found["C23-7-F.docx"] == new["C23-7-F.docx"]
    assert found["C23-7-F.json"] == old["C23-7-F.json"]
    assert set(found) == set(new)


@pytest.mark.parametrize("injection", ["flock:error=ENOLCK", "fsync:error=EINVAL", "fchmod:error=EPERM"])
def test_a_file_system_that_knows_less_is_good_enough(project: Project, injection: str) -> None:
    assert tampered(project, injection) == (0, "")
    found = contents(project)
    assert found == build(project)


KILLS = [
    *("/^rename:signal=KILL:when=1", "/^rename:signal=KILL:when=3", "fsync:signal=KILL:when=2", "fsync:signal=KILL:when=4"),
    *("flock:signal=KILL:when=1", "/^unlink:signal=KILL:when=1"),
]


@pytest.mark.parametrize("injection", KILLS)
def test_a_build_that_is_killed_in_a_call_leaves_each_file_old_or_new(project: Project, injection: str) -> None:
    old: Contents = contents(project)
    end, _ = tampered(project, injection)
    assert end == -9
    found = contents(project)
    new = build(project)
    assert not wrong(found, old, new)
    assert set(new) == set(old)
