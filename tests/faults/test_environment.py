"""Clocks, locales, encodings, folders and signals: the same bytes everywhere, or a plain word and nothing half."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from pipeline.gate.locks import folder_lock
from tests.faults import own_mounts, run
from tests.faults.small import NAME, ROOT, Contents, build, change, contents, council, folder, small, words
from tests.project import Project


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = small(tmp_path_factory.mktemp("origin"))
    build(project)
    return project


@pytest.fixture
def made(origin: Project) -> Contents:
    """What a build makes anywhere."""
    return contents(origin)


@pytest.fixture
def project(origin: Project, tmp_path: Path) -> Project:
    """The project without what was built."""
    return copied(origin, tmp_path / "project")


def copied(origin: Project, root: Path) -> Project:
    shutil.copytree(origin.root, root, ignore=shutil.ignore_patterns("build"))
    return Project(root)


def process(
    project: Project,
    env: Mapping[str, str | None],
    *,
    command: str = "build",
    python: Sequence[str] = (),
    before: Sequence[str] = (),
    **rest: object,
) -> subprocess.Popen[bytes]:
    """The command in a process of its own, in another folder, with these variables (None: without them)."""
    given = {**os.environ, "PYTHONPATH": str(ROOT), **env}
    return subprocess.Popen(
        [*before, sys.executable, *python, "-m", "pipeline", *words(project, command)],
        env={name: value for name, value in given.items() if value is not None},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd="/",
        **rest,
    )


@pytest.mark.parametrize(
    ("env", "python"),
    [
        ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "COUNCIL_UI": "fr"}, ()),
        ({"LC_ALL": "POSIX", "LANG": None, "TZ": "Pacific/Apia", "SOURCE_DATE_EPOCH": ""}, ()),
        ({"LC_ALL": "tr_TR.UTF-8", "PYTHONIOENCODING": "ascii"}, ()),
        ({"LC_ALL": "ar_EG.ISO-8859-6", "PYTHONIOENCODING": "cp1252", "COUNCIL_UI": "fr"}, ()),
        ({"PYTHONIOENCODING": "utf-16", "COLUMNS": "1", "TERM": "dumb", "PYTHONHASHSEED": "7"}, ()),
        ({"HOME": None, "TMPDIR": "/nowhere", "PATH": "", "USER": None, "LOGNAME": None}, ("-OO", "-B")),
        ({"PYTHONUNBUFFERED": "1", "PYTHONWARNINGS": "error", "PYTHONDEVMODE": "1"}, ("-I", "-X", "utf8=0")),
    ],
    ids=["C", "POSIX", "Turkish", "Arabic", "UTF-16", "homeless", "isolated"],
)
def test_no_variable_changes_a_byte(
    project: Project, made: Contents, env: Mapping[str, str | None], python: Sequence[str]
) -> None:
    isolated = python and python[0] == "-I"
    if isolated:  # without PYTHONPATH
        python = (*python, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); from pipeline.cli import main; main()")
        command = [sys.executable, *python, *words(project, "build")]
        result = subprocess.run(command, env={**os.environ, **env}, cwd="/", capture_output=True, check=False)
        code, said = result.returncode, result.stderr
    else:
        with process(project, env, python=python) as running:
            _, said = running.communicate(timeout=120)
        code = running.returncode
    assert (code, said) == (0, b"")
    assert contents(project) == made


@pytest.mark.parametrize("command", ["build", "check"])
def test_what_no_encoding_has_is_printed_all_the_same(project: Project, command: str) -> None:
    project.fragment("text.md", NAME).write_text("1.1\tمرحبا [^شيء] [^x] «→» {#p1}\n", "utf-8")
    with process(project, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}, command=command) as running:
        out, said = running.communicate(timeout=120)
    assert running.returncode == 1
    assert b"TX2" in said
    assert b"Traceback" not in said
    assert out.isascii()


NAMES = ["a b", "Genève – été", "تقرير المجلس", "理事会", 'it\'s "quoted" & 100%', "-x", "~", "$HOME", "a\nb", "x" * 200]


@pytest.mark.parametrize("name", NAMES)
def test_a_project_may_stand_in_a_folder_of_any_name(origin: Project, made: Contents, tmp_path: Path, name: str) -> None:
    other = copied(origin, tmp_path / name / name)
    assert build(other) == made


def test_a_project_may_stand_in_a_folder_whose_name_is_no_text(origin: Project, made: Contents, tmp_path: Path) -> None:
    other = copied(origin, tmp_path / os.fsdecode(b"\xe9t\xe9"))
    with process(other, {}) as running:
        running.communicate(timeout=120)
    assert running.returncode == 0
    assert contents(other) == made


def test_a_fragment_whose_name_is_no_text_is_one_that_nothing_uses(project: Project) -> None:
    (project.fragment("text.md", NAME).parent / os.fsdecode(b"\xe9t\xe9.md")).write_text("Bonjour\n", "utf-8")
    code, said = council(project, "build")
    assert code == 0
    assert "TX211" in said
    assert len(contents(project)) == 3


def test_the_folder_that_one_stands_in_changes_nothing(
    project: Project, made: Contents, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(project.root)
    assert build(Project(Path())) == made
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path / "other")
    assert build(Project(Path("../project"))) == made
    (tmp_path / "other").rmdir()
    assert build(project) == made
    code, said = council(Project(Path()), "build")
    assert code in (1, 2, 3)
    assert "internal" not in said


@pytest.mark.parametrize("moment", [0, 2**31 + 10, 4_000_000_000])
def test_a_clock_that_was_set_back_or_forward_changes_nothing(project: Project, made: Contents, moment: int) -> None:
    build(project)
    for path in project.root.rglob("*"):
        os.utime(path, (moment, moment))
    assert build(project) == made
    change(project, 1)
    for path in project.root.rglob("*"):
        os.utime(path, (moment, moment))
    assert build(project) != made
    change(project, 0)
    assert build(project) == made


@pytest.mark.parametrize("mask", [0o000, 0o077, 0o277, 0o777])
def test_an_odd_umask_costs_nothing(project: Project, made: Contents, mask: int) -> None:
    before = os.umask(mask)
    try:
        code, said = council(project, "build")
        again, _ = council(project, "build")
    finally:
        os.umask(before)
    if os.geteuid() == 0:
        assert (code, again) == (0, 0), said
        assert contents(project) == made
        assert {path.stat().st_mode & 0o777 for path in folder(project).iterdir()} == {0o666 & ~mask}


@pytest.mark.skipif(not own_mounts(), reason="nothing can be mounted here")
def test_sources_may_be_on_a_disk_that_is_for_reading_only_and_a_build_folder_may_not(project: Project, made: Contents) -> None:
    for name, code in (("sources", 0), ("build", 3)):
        place = project.root / name
        # There must be something to write.
        change(project, 0 if name == "sources" else 1)
        script = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"'
        with process(project, {}, before=[*own_mounts(), "sh", "-c", script, str(place)]) as running:
            _, said = running.communicate(timeout=120)
        assert running.returncode == code, said
        assert (b"FS111" in said) == (code == 3)
        assert contents(project) == made


def test_somebody_who_may_not_read_or_write_is_told_so_and_nothing_is_changed() -> None:
    run("unprivileged")


@pytest.mark.parametrize("wait", [0, 0.05, 0.15])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda number: number.name)
def test_a_build_that_is_told_to_stop_stops_cleanly(
    project: Project, made: Contents, number: signal.Signals, wait: float
) -> None:
    change(project, 1)
    old = build(project)
    change(project, 0)
    # Nobody who waits for a lock is done before the signal comes.
    with folder_lock(folder(project), lambda _: None):
        # A signal that the process which runs the tests ignores (nohup) would be ignored here too.
        with process(project, {}, preexec_fn=lambda: signal.signal(number, signal.SIG_DFL)) as running:
            assert running.stdout is not None
            assert running.stdout.readline() == b"building 1 document(s)\n"
            time.sleep(wait)
            running.send_signal(number)
            _, said = running.communicate(timeout=120)
        # Python itself ends so where the signal came while it compiled a class.
        assert running.returncode in (130, -signal.SIGINT), said
        assert said.strip() == b"interrupted"
    assert contents(project) == old
    assert build(project) == made


def test_a_library_that_makes_another_error_of_being_stopped_is_seen_through(project: Project) -> None:
    code = (
        "import os, signal, sys, pipeline.cli as cli\n"
        "def stopped(*a, **k):\n"
        "    try: os.kill(os.getpid(), signal.SIGTERM)\n"
        "    except BaseException: raise TypeError\n"
        "cli.council.commands['build'].callback = stopped\n"
        f"sys.argv = ['council', *{words(project, 'build')!r}]\n"
        "cli.main()\n"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr.strip()) == (130, "interrupted")


def test_a_build_that_waits_for_another_says_so_and_then_goes_on(project: Project, made: Contents) -> None:
    change(project, 1)
    build(project)
    change(project, 0)
    holder = "import sys, time; from pathlib import Path; from pipeline.gate.locks import folder_lock\n"
    holder += "with folder_lock(Path(sys.argv[1]), print): print('held', flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", holder, str(folder(project))], cwd=ROOT, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with process(project, {}) as running:
            assert running.stderr is not None
            assert b"another council is writing" in running.stderr.readline()
            time.sleep(0.2)
            other.kill()
            running.communicate(timeout=120)
    assert running.returncode == 0
    assert contents(project) == made


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_an_output_that_takes_nothing_is_said(project: Project) -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "pipeline", *words(project, "check")]
        result = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert result.returncode == 3
    assert "FS108" in result.stderr
    assert "Traceback" not in result.stderr


def test_an_environment_that_cannot_be_set_up_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    command = ["make", "-s", "-C", str(ROOT), f"VENV={tmp_path / 'file' / '.venv'}", "council-report"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert "cannot be written" in result.stdout + result.stderr
    assert "Traceback" not in result.stdout + result.stderr
