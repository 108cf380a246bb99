"""How the command ends: its exit codes, and that no traceback ever reaches a person. Each in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command import council, environment
from tests.project import COUNCIL, Project

FAIL = "import pipeline.assemble.one as room\ndef fail(*_, **__): raise {error}\nroom.read_sources = fail"


def ended(result: subprocess.CompletedProcess[bytes], code: int) -> str:
    """What was said of it, as text, once it has ended so and without a traceback."""
    told = result.stderr.decode()
    assert result.returncode == code, told
    assert "Traceback" not in told + result.stdout.decode()
    return told


def test_0_where_nothing_is_wrong(project: Project) -> None:
    result = council("check", at=project.root)
    assert "error" not in ended(result, 0)
    assert result.stdout.decode().rstrip().endswith("nothing wrong")


def test_0_where_there_are_only_warnings(project: Project) -> None:
    project.edit("01-contexte.md", " {#p4}", "")
    assert "warning TX202" in ended(council("check", at=project.root), 0)


@pytest.mark.parametrize("command", ["check", "build"])
def test_1_for_problems_in_the_sources(project: Project, command: str) -> None:
    project.edit("02-lieu-et-dates.md", "2.4\t", "2.5\t")
    assert "error TX201" in ended(council(command, at=project.root), 1)


@pytest.mark.parametrize("command", ["check", "build", "fmt", "status"])
def test_1_where_there_is_no_document(tmp_path: Path, command: str) -> None:
    assert "error FS103" in ended(council(command, at=tmp_path), 1)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nosuch"],
        ["build", "--nosuch"],
        ["text"],
        ["check", "--format", "xml"],
        ["--ui", "xx", "check"],
        ["check", "--ui", "xx"],
        ["check", "--sources", "a-file"],
        ["explain", "XX999"],
        ["pack", "new", "pt"],
    ],
)
def test_2_for_a_wrong_command_line(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "a-file").touch()
    assert "Usage:" in ended(council(*arguments, at=tmp_path), 2)


def test_2_for_a_variable_that_is_no_language(tmp_path: Path) -> None:
    assert "COUNCIL_UI" in ended(council("check", at=tmp_path, env={"COUNCIL_UI": "xx"}), 2)


def test_3_where_a_file_cannot_be_written(project: Project) -> None:
    (project.root / "build").write_text("in the way")
    assert "error FS113" in ended(council("build", COUNCIL, "--build", "build/below", at=project.root), 3)


def test_3_where_a_folder_cannot_be_read(project: Project) -> None:
    before = (
        "from pathlib import Path\nreal = Path.iterdir\n"
        "def refused(self):\n"
        "    if self.name == 'sources': raise PermissionError(13, 'Permission denied', str(self))\n"
        "    return real(self)\nPath.iterdir = refused"
    )
    told = ended(council("check", at=project.root, before=before), 3)
    assert "error FS110  sources" in told


def test_3_where_memory_does_not_suffice(project: Project) -> None:
    assert "memory" in ended(council("check", at=project.root, before=FAIL.format(error="MemoryError")), 3)


def test_3_where_a_library_is_missing(tmp_path: Path) -> None:
    before = "sys.modules['click'] = None"
    told = ended(council("check", at=tmp_path, before=before), 3)
    assert told.count("“click”") + told.count('"click"') == 2, "in each language: which is wanted is not known yet"


@pytest.mark.parametrize("error", ["ValueError('x')", "RecursionError('x')", "AssertionError"])
def test_70_for_a_fault_of_its_own_with_a_file_to_send(project: Project, tmp_path: Path, error: str) -> None:
    told = ended(council("check", at=project.root, before=FAIL.format(error=error), env={"TMPDIR": str(tmp_path)}), 70)
    (log,) = tmp_path.glob("council-*.log")
    assert str(log) in told
    assert "Traceback" in log.read_text("utf-8")


def test_70_where_even_that_file_cannot_be_written(project: Project) -> None:
    full = "import tempfile\ndef full(*_, **__): raise OSError(28, 'No space left')\ntempfile.NamedTemporaryFile = full"
    before = f"{FAIL.format(error='ValueError')}\n{full}"
    assert "No file could be written" in ended(council("check", at=project.root, before=before), 70)


def test_130_when_it_is_interrupted(project: Project) -> None:
    assert "interrupted" in ended(council("check", at=project.root, before=FAIL.format(error="KeyboardInterrupt")), 130)


@pytest.mark.parametrize("module", ["click", "pipeline.cli.documents", "pipeline.assemble.one", "tomllib"])
def test_130_when_it_is_interrupted_while_it_is_still_being_loaded(project: Project, module: str) -> None:
    before = f"""
import importlib.abc
class Interrupt(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == {module!r}:
            raise KeyboardInterrupt
sys.modules.pop({module!r}, None)
sys.meta_path.insert(0, Interrupt())
"""
    ended(council("check", at=project.root, before=before), 130)


def test_a_signal_at_any_moment_leaves_no_traceback(project: Project) -> None:
    # The interpreter's own start cannot be guarded; what this program does begins with the line that it prints here.
    start = "import sys; print('.', flush=True); from pipeline.__main__ import main; sys.argv = ['council', 'check']; main()"
    for milliseconds in (0, 5, 20, 60, 120, 300, 700, 1500):
        with subprocess.Popen(
            [
                sys.executable,
                "-c",
                f"import sys\ntry:\n {start}\nexcept KeyboardInterrupt: sys.exit(130)",
            ],
            cwd=project.root,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            try:
                process.wait(milliseconds / 1000)
            except subprocess.TimeoutExpired:
                process.send_signal(2)
            _, told = process.communicate(timeout=60)
            assert process.returncode in (0, 130), told
            assert b"Traceback" not in told


def test_a_fault_of_one_document_keeps_no_other_from_being_looked_at(project: Project) -> None:
    before = (
        "import pipeline.assemble.one as room\nfrom pipeline.issues import SourceError, issue, Location\n"
        "from pathlib import Path\nreal = room.settled\n"
        "def fail(document, pack):\n"
        f"    if document.id == {COUNCIL!r}: raise SourceError(issue('TP110', Location(Path('a.docx'))))\n"
        "    return real(document, pack)\nroom.settled = fail"
    )
    project.edit("01-contexte.md", " {#p4}", "")
    told = ended(council("build", at=project.root, before=before), 1)
    assert "error TP110" in told
    assert (project.root / "build" / "tdag-2020-web-dialogue" / "TDAG-20-INF-1-F.docx").is_file()


def test_a_pipe_that_is_closed_ends_it_quietly_and_with_its_own_code(project: Project) -> None:
    project.edit("02-lieu-et-dates.md", "2.4\t", "2.5\t")
    for arguments in (["check", "--format", "json"], ["check"], ["build", "tdag-2020-web-dialogue"], ["text", COUNCIL]):
        reader, writer = os.pipe()
        os.close(reader)
        result = subprocess.run(
            [sys.executable, "-m", "pipeline", *arguments],
            cwd=project.root,
            env=environment(),
            stdout=writer,
            stderr=subprocess.PIPE,
            timeout=120,
            check=False,
        )
        os.close(writer)
        told = result.stderr.decode()
        assert "Traceback" not in told, arguments
        assert "Broken" not in told, arguments
        assert result.returncode == (1 if "check" in arguments or "text" in arguments else 0), (arguments, told)
    assert (project.root / "build" / "tdag-2020-web-dialogue" / "TDAG-20-INF-1-F.docx").is_file(), "it is built all the same"
