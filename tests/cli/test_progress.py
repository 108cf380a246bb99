"""How far a long build is: a line on a terminal, nothing of it elsewhere."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from itertools import count
from pathlib import Path
from typing import TextIO

import pytest

from pipeline.cli.progress import Progress
from pipeline.messages import Messages
from tests.conftest import ROOT
from tests.project import TDAG, Project


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setenv("TERM", "xterm")
    return Terminal()


def run(stream: TextIO, total: int, language: str = "en", *, seconds: float = 2.0, shown: bool = True) -> Progress:
    """Work whose parts take so many seconds each; all but the last is done."""
    moments = count(0.0, seconds)
    progress = Progress(Messages(language), total, stream, shown=shown, clock=lambda: next(moments))
    for _ in range(total - 1):
        progress.advance()
    return progress


def test_it_says_how_much_is_done_how_fast_and_how_long_it_takes_yet(terminal: Terminal) -> None:
    run(terminal, 4).clear()
    assert terminal.getvalue().split("\r") == [
        "",
        "[######..................] 1 of 4 documents, 0.5 a second, 6 s left",
        "[############............] 2 of 4 documents, 0.5 a second, 4 s left",
        "[##################......] 3 of 4 documents, 0.5 a second, 2 s left",
        "\x1b[K",
    ]


def test_it_says_so_in_french_and_counts_minutes(terminal: Terminal) -> None:
    run(terminal, 150, "fr")
    said = terminal.getvalue().split("\r")
    assert said[1] == "[........................] 1 document(s) sur 150, 0.5 par seconde, encore 5 min"
    assert said[-1].endswith("149 document(s) sur 150, 0.5 par seconde, encore 2 s")


def test_short_work_and_one_document_have_none(terminal: Terminal) -> None:
    run(terminal, 20, seconds=0.01).clear()
    run(terminal, 1, seconds=5)
    assert terminal.getvalue() == ""


def test_nobody_who_wants_none_gets_one(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    run(terminal, 4, shown=False)
    monkeypatch.setenv("TERM", "dumb")
    run(terminal, 4)
    monkeypatch.setenv("TERM", "xterm")
    pipe = io.StringIO()
    run(pipe, 4)
    assert terminal.getvalue() == pipe.getvalue() == ""


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is of POSIX")
def test_a_build_on_a_terminal_has_it_and_one_in_a_pipe_has_lines(project: Project) -> None:
    import pty  # noqa: PLC0415 - POSIX

    for number in range(3):
        (project.sources / f"copy-{number}").symlink_to(project.sources / TDAG)
    # However fast it is, it is long work.
    begin = "from pipeline.cli import main, progress; progress._FROM = 0; main()"
    command = [sys.executable, "-c", begin, "build", "--jobs", "1", "--lang", "fr"]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm"}
    master, slave = pty.openpty()
    with subprocess.Popen(command, cwd=project.root, env=env, stdout=slave, stderr=slave) as build:
        os.close(slave)
        said = b""
        # Linux says EIO where nobody writes any more.
        try:
            while chunk := os.read(master, 4096):
                said += chunk
        except OSError:
            os.close(master)
    assert build.returncode == 0
    lines = said.decode()
    assert re.search(r"\[#+\.+\] \d of 5 documents, \d+\.\d a second, \d+ s left\r\x1b\[K", lines)
    assert "of 5 documents" not in re.sub(r"\r?[^\r\n]*\r\x1b\[K", "", lines)
    piped = subprocess.run([*command, "--force"], cwd=project.root, env=env, capture_output=True, check=True)
    assert b"\r" not in piped.stdout + piped.stderr
    assert b"as they were" in piped.stdout
    quiet = subprocess.run([*command, "--force", "-q"], cwd=project.root, env=env, capture_output=True, check=True)
    assert quiet.stdout + quiet.stderr == b""
    assert Path(project.root / "build" / "copy-2").is_dir()
