"""The command line in a process of its own, as a person runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.conftest import ROOT

QUIET = {
    "COUNCIL_UI",
    "LC_ALL",
    "LC_MESSAGES",
    "LANG",
    "LANGUAGE",
    "PYTHONIOENCODING",
    "PYTHONUTF8",
    "NO_COLOR",
    "SOURCE_DATE_EPOCH",
}


def environment(**more: str) -> dict[str, str]:
    """The environment without what the machine prefers."""
    return {name: value for name, value in os.environ.items() if name not in QUIET} | {"PYTHONPATH": str(ROOT)} | more


def council(
    *arguments: str, at: Path, env: Mapping[str, str] | None = None, before: str = ""
) -> subprocess.CompletedProcess[bytes]:
    """Run `python -m pipeline` in a folder; `before` is run in the same process first."""
    code = f"import runpy, sys\nsys.argv[1:] = {list(arguments)!r}\n{before}\nrunpy.run_module('pipeline', run_name='__main__')"
    return subprocess.run(
        [sys.executable, "-c", code], cwd=at, env=environment(**(env or {})), capture_output=True, timeout=120, check=False
    )
