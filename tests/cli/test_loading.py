"""What a command loads: as little as it needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.cli import council
from pipeline.messages import Messages
from tests.conftest import ROOT

HEAVY = {
    "lxml",
    "openpyxl",
    "babel",
    "docxtpl",
    "jinja2",
    "markdown_it",
    "polib",
    "json",
    "hashlib",
    "asyncio",
    "pipeline.gate.reading",
}


def loaded(*arguments: str) -> set[str]:
    command = [sys.executable, "-X", "importtime", "-m", "pipeline", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    return {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("build", "--help")], ids=" ".join)
def test_help_loads_none_of_the_rooms_and_no_library_but_click(arguments: tuple[str, ...]) -> None:
    found = loaded(*arguments)
    assert "click" in found
    assert found & HEAVY == set()


def test_a_build_in_one_language_by_one_process_loads_only_what_it_asks(tmp_path: Path) -> None:
    asked = ("build", "tdag-2020-web-dialogue", "--lang", "fr", "--jobs", "1", "--build", str(tmp_path))
    loaded(*asked, "--quiet")
    found = loaded(*asked, "--quiet", "--force")
    unasked = {"docxtpl", "jinja2", "markdown_it", "openpyxl", "importlib.metadata", "multiprocessing", "pipeline.check.parity"}
    assert "pipeline.assemble.one" in found
    assert found & unasked == set()


def test_every_command_is_where_it_is_looked_for_under_its_name() -> None:
    for name in council.commands:
        assert council.commands[name].name == name
    with pytest.raises(KeyError):
        council.commands["nonsense"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_list_of_commands_is_that_of_their_own_help(language: str) -> None:
    messages = Messages(language)
    for name in council.commands:
        assert messages.help(name)
