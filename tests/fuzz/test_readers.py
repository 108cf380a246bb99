"""Honest files spoilt at random, and files of free bytes: a reader refuses them or says what is wrong, and nothing else.

`FUZZ_SECONDS=300 pytest tests/fuzz -s` tries each reader for so long, with other spoils each time; without it the same few are
tried. A file that fails is named, and belongs into `tests/fuzz/kept/` then, under the name of its reader.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.fuzz.readers import COMMANDS, NAMES, reader
from tests.fuzz.trying import fault

SECONDS = float(os.environ.get("FUZZ_SECONDS", "0"))
FEW, FEW_COMMANDS = 100, 12
KEPT = sorted((Path(__file__).parent / "kept").glob("*/*"))


@pytest.mark.parametrize("name", NAMES)
def test_a_spoilt_file_is_refused_or_read_and_nothing_else(name: str, tmp_path: Path) -> None:
    few = FEW_COMMANDS if name in COMMANDS else FEW
    command = [sys.executable, "-m", "tests.fuzz.trying", name, str(tmp_path), str(SECONDS), str(few)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=SECONDS + 300, check=False)
    assert result.returncode == 0, result.stderr[-4000:]
    sys.stdout.write(result.stdout)


@pytest.mark.parametrize("kept", KEPT, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_file_that_once_made_a_reader_fail_is_refused_or_read(kept: Path, tmp_path: Path) -> None:
    found = reader(kept.parent.name, tmp_path)
    path = tmp_path / kept.parent.name.split()[-1]
    path.write_bytes(kept.read_bytes())
    assert fault(found, path) == ""
