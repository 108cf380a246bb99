"""What every test may use: a project of its own, goldens, and a word about what could not be run."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests import faults
from tests.project import Project
from tests.validator import available

ROOT = Path(__file__).parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite the expected texts with what the tests see")


def missing_tools() -> list[str]:
    """The programs that are not here, each with what is not tested without it."""
    missing = []
    if reason := available():
        missing.append(f"Open XML SDK not run: {reason}")
    if shutil.which("soffice") is None:
        missing.append("LibreOffice not run: it is not installed (apt-get install libreoffice-writer)")
    if shutil.which("localc") is None:
        missing.append("LibreOffice Calc not run: it is not installed (apt-get install libreoffice-calc)")
    if shutil.which("chromium") is None and shutil.which("google-chrome") is None:
        missing.append("No browser run: Chromium is not installed (apt-get install chromium)")
    return [*missing, *faults.missing()]


def pytest_configure(config: pytest.Config) -> None:
    # What the machine prefers is no matter of the tests.
    os.environ["LC_ALL"] = "C.UTF-8"
    os.environ.pop("COUNCIL_UI", None)
    # In CI nothing may be skipped: what is missing there is a fault of .ci/run.
    if os.environ.get("CI") and (missing := missing_tools()):
        raise pytest.UsageError("; ".join(missing))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for line in missing_tools():
        terminalreporter.write_line(line, yellow=True)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The committed sources and templates, copied to where a test may change them."""
    return Project.copied(ROOT, tmp_path / "project")


@pytest.fixture
def golden(request: pytest.FixtureRequest):
    """Compare a text with `golden/<name>` beside the test; `--accept` rewrites it."""

    def compare(name: str, text: str) -> None:
        path = request.path.parent / "golden" / name
        if request.config.getoption("--accept"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.is_file(), f"no {path.name}: run `make accept` and look at what it writes"
        assert text == path.read_text(encoding="utf-8")

    return compare
