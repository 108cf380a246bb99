"""A run that has nothing to do is answered by what an earlier one remembered: never after a change, and in the same words."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from pipeline import remembered
from pipeline.assemble import remembering
from tests.assemble.test_incremental import EDITS, LANGUAGES, prepared, run, told
from tests.conftest import ROOT
from tests.faults.small import NAME, folder
from tests.project import Project

HEAVY = ("click", "lxml", "openpyxl", "babel", "tomllib", "json", "pathlib", "pipeline.cli", "pipeline.messages")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project that stands for a moment already: what is as young as a run is not remembered by it."""
    project = prepared(tmp_path / "project")
    time.sleep(0.02)
    return project


def council(project: Project, *options: str, env: Mapping[str, str] | None = None) -> tuple[bytes, bytes, bool]:
    """Build as the shell does; what is printed, and whether it was remembered."""
    command = [sys.executable, "-X", "importtime", "-m", "pipeline", "build", *options]
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), **(env or {})}
    done = subprocess.run(command, cwd=project.root, env=surroundings, capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr.decode()
    lines = done.stderr.splitlines(keepends=True)
    modules = {line.rsplit(b"|", 1)[1].strip().decode() for line in lines if line.startswith(b"import time:")}
    said = b"".join(line for line in lines if not line.startswith(b"import time:"))
    return done.stdout, said, not modules.intersection(HEAVY)


def test_the_second_run_is_answered_without_loading_anything_and_says_what_it_would_say(project: Project) -> None:
    EDITS["a text with a warning"](project)
    project.add_row("settings", NAME, key="autre", value="x")
    time.sleep(0.02)
    *_, quick = council(project)
    assert not quick
    *first, quick = council(project)
    assert quick
    assert b"Nothing has changed: 3 file(s)" in first[0]
    assert b"TX202" in first[1]
    assert b"what is wrong is marked in" in first[1]
    for path in (project.root / "build").glob(".council-*.index"):
        path.unlink()
    *other, quick = council(project)
    assert not quick
    assert other == first


def test_each_command_and_language_is_answered_with_its_own(project: Project) -> None:
    # A new folder, for finals, is a change.
    for options in 2 * ((), ("--lang", "fr"), ("--final", "--lang", "fr", "other"), ("-q",)):
        council(project, *options)
    assert [council(project, *options)[2] for options in ((), ("--lang", "fr"), ("--final", "--lang", "fr", "other"))] == [
        True
    ] * 3
    assert council(project, "-q") == (b"", b"", True)
    french, _, quick = council(project, env={"COUNCIL_UI": "fr"})
    assert not quick
    assert "Rien n'a changé".encode() in french
    assert council(project, env={"COUNCIL_UI": "fr"}) == (french, b"", True)
    *_, quick = council(project, env={"SOURCE_DATE_EPOCH": "1700000000"})
    assert not quick
    *_, quick = council(project, "--force")
    assert not quick
    *_, quick = council(project, "--force")
    assert not quick


def new_pack(project: Project) -> None:
    (project.sources / "languages" / "xx").mkdir()


def new_document(project: Project) -> None:
    (project.sources / "third").mkdir()


def litter(project: Project) -> None:
    (folder(project) / ".council-00000000.tmp").touch()


def final(project: Project) -> None:
    (folder(project) / "final").mkdir()


def saved(project: Project) -> None:
    """The same bytes, saved again."""
    path = project.fragment("text.md", NAME)
    path.write_bytes(path.read_bytes())


def replaced(project: Project) -> None:
    """Another file in its place, of the same size and with the same time."""
    path = project.fragment("text.md", NAME)
    found = path.stat()
    other = path.with_suffix(".other")
    other.write_bytes(path.read_bytes().replace("é".encode(), "è".encode()))
    os.utime(other, ns=(found.st_atime_ns, found.st_mtime_ns))
    other.replace(path)


def linked(project: Project) -> None:
    path = folder(project) / "C23-7-F.docx"
    path.rename(project.root / "moved.docx")
    path.symlink_to(project.root / "moved.docx")


def optional(project: Project) -> None:
    (project.sources / "languages" / "fr" / "layout.toml").unlink()


OTHERS: Mapping[str, Callable[[Project], object]] = {
    "a folder of a pack": new_pack,
    "a folder of a document": new_document,
    "what a killed run has left": litter,
    "a folder of finals": final,
    "a text that was saved as it was": saved,
    "a text that was replaced": replaced,
    "an output that is a link": linked,
    "a file of a pack that is gone": optional,
    "a file beside the outputs": lambda project: (folder(project) / "~$3-7-F.docx").touch(),
    "a configuration": lambda project: (Path.cwd() / ".council.toml").write_text('ui = "fr"\n', "utf-8"),
}
CHANGES = {
    **{name: edit for name, edit in EDITS.items() if name not in ("nothing", "the first title", "the first symbol")},
    **OTHERS,
}


@pytest.mark.parametrize("change", CHANGES)
def test_after_a_change_nothing_is_remembered(project: Project, monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    place = project.root / "here"
    place.mkdir()
    monkeypatch.chdir(place)
    assert LANGUAGES[0] == "en"
    run(project)
    assert told(project.root / "build", 1) is not None
    CHANGES[change](project)
    assert told(project.root / "build", 1) is None


def test_a_run_with_an_error_is_not_remembered(project: Project) -> None:
    EDITS["a text with an error"](project)
    time.sleep(0.02)
    assert run(project).exit_code == 1
    assert not list((project.root / "build").glob(".council-*.index"))


def test_what_is_as_young_as_the_run_is_not_remembered(project: Project) -> None:
    path = project.fragment("text.md", NAME)
    os.utime(path, (time.time() + 60, time.time() + 60))
    run(project)
    assert told(project.root / "build", 1) is None


@pytest.mark.parametrize(
    ("moment", "young"),
    [(9_999_999_999, False), (10_000_000_000, True), (9_000_000_000, True), (8_000_000_000, True), (7_000_000_000, False)],
)
def test_a_file_system_that_counts_seconds_needs_two_of_them(moment: int, young: bool) -> None:
    assert remembering._young(moment, 10_000_000_000) is young


def damaged(data: bytes) -> list[bytes]:
    at = len(data) // 2
    return [b"", data[:at], data[:-1], data + b"x", data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :], b"\xff" * 99, data[9:]]


@pytest.mark.parametrize("number", range(7))
def test_what_is_damaged_is_as_if_it_were_not_there(project: Project, number: int) -> None:
    council(project)
    (path,) = (project.root / "build").glob(".council-*.index")
    whole = path.read_bytes()
    path.write_bytes(damaged(whole)[number])
    *_, quick = council(project)
    assert not quick
    *_, quick = council(project)
    assert quick


def test_what_is_remembered_of_another_command_is_not_told(project: Project) -> None:
    run(project)
    (path,) = (project.root / "build").glob(".council-*.index")
    assert remembered.read(path.read_bytes(), "another") is None


def test_where_nothing_can_be_remembered_a_build_is_as_ever(project: Project) -> None:
    run(project)
    (path,) = (project.root / "build").glob(".council-*.index")
    path.unlink()
    path.mkdir()
    assert run(project).exit_code == 0
    shutil.rmtree(project.root / "build")
    assert run(project).exit_code == 0
    assert not [path for path in (project.root / "build").iterdir() if path.suffix == ".tmp"]


def test_only_so_many_commands_are_remembered(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembering, "_KEPT", 2)
    for options in (("other",), (NAME,), ("--lang", "fr")):
        run(project, *options)
    assert len(list((project.root / "build").glob(".council-*.index"))) == 2
    assert told(project.root / "build", 1, "other") is None


def test_other_code_is_noticed(project: Project) -> None:
    shutil.copytree(ROOT / "pipeline", project.root / "pipeline", ignore=shutil.ignore_patterns("__pycache__"))
    time.sleep(0.02)
    env = {"PYTHONPATH": "", "PYTHONDONTWRITEBYTECODE": "1"}
    council(project, env=env)
    *_, quick = council(project, env=env)
    assert quick
    path = project.root / "pipeline" / "messages" / "en.toml"
    path.write_text(path.read_text("utf-8").replace("Nothing has changed", "Nothing at all has changed"), "utf-8")
    said, _, quick = council(project, env=env)
    assert (quick, b"Nothing at all has changed" in said) == (False, True)


def test_a_pipe_that_nobody_reads_ends_it_in_order(project: Project) -> None:
    council(project)
    command = [sys.executable, "-m", "pipeline", "build"]
    reader, writer = os.pipe()
    os.close(reader)
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=project.root, env=env, stdout=writer, stderr=subprocess.PIPE, timeout=60, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")
