"""What is done in a fresh process: the command, another way, or nothing at all."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.bench.measure import Way

ROOT = Path(__file__).parent.parent.parent


def council(project: Path, arguments: Sequence[str], _: Path | None = None) -> None:
    """`council` in the folder of a project."""
    python(project, ["-m", "pipeline", *arguments])


def python(folder: Path, arguments: Sequence[str], given: bytes = b"") -> str:
    """A Python that finds this project; what it prints."""
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "COUNCIL_UI": "en"}
    # As with those who use it: what was compiled once stays compiled, with us as with the others.
    variables.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=folder, env=variables, input=given, stdout=subprocess.PIPE, check=True).stdout.decode()


def alone(way: Way, _: Path | None = None) -> None:
    """Another way."""
    memory(way)


def memory(way: Way) -> float:
    """The peak memory of another way, in MB."""
    return float(python(ROOT, ["-m", "tests.bench.alone"], pickle.dumps(way)).split()[-1])
