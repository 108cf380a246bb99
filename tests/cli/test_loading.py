"""What a command loads: as little as it needs."""

from __future__ import annotations

import subprocess
import sys

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
