"""Honest files spoilt at random, and files of free bytes: a reader refuses them or says what is wrong, and nothing else.

`FUZZ_SECONDS=300 pytest tests/fuzz -s` tries each reader for so long, with other spoils each time; without it the same few are
tried. A file that fails is named and kept; what made it fail belongs into `test_found`, as short as it can be.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.fuzz.readers import COMMANDS, NAMES

SECONDS = float(os.environ.get("FUZZ_SECONDS", "0"))
FEW, FEW_COMMANDS = 100, 12


@pytest.mark.parametrize("name", NAMES)
def test_a_spoilt_file_is_refused_or_read_and_nothing_else(name: str, tmp_path: Path) -> None:
    few = FEW_COMMANDS if name in COMMANDS else FEW
    command = [sys.executable, "-m", "tests.fuzz.trying", name, str(tmp_path), str(SECONDS), str(few)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=SECONDS + 300, check=False)
    assert result.returncode == 0, result.stderr[-4000:]
    sys.stdout.write(result.stdout)
