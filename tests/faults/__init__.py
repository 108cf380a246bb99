"""Faults of the machine, made on purpose; what they need that a machine may not have."""

from __future__ import annotations

import functools
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
# The mounts of such a process end with it, however it ends.
_UNSHARE = (("unshare", "--mount"), ("unshare", "--user", "--map-root-user", "--mount"))


@functools.cache
def own_mounts() -> tuple[str, ...]:
    """The command before another that gives it mounts of its own; nothing where there is no such thing here."""
    with tempfile.TemporaryDirectory() as folder:
        for command in _UNSHARE:
            try:
                subprocess.run([*command, "mount", "-t", "tmpfs", "tmpfs", folder], check=True, capture_output=True, timeout=20)
            except (OSError, subprocess.SubprocessError):
                continue
            return command
    return ()


@functools.cache
def traced() -> bool:
    """Whether strace can let system calls of another process fail."""
    command = [
        "strace",
        "-qq",
        "--seccomp-bpf",
        "-f",
        "-o",
        "/dev/null",
        "-e",
        "inject=mkdir:error=EROFS",
        "mkdir",
        "/nowhere-at-all",
    ]
    return (
        shutil.which("strace") is not None and b"Read-only" in subprocess.run(command, capture_output=True, check=False).stderr
    )


def missing() -> list[str]:
    """What is not tried here, and why."""
    lines = []
    if not own_mounts():
        lines.append("full and read-only disks not tried: nothing can be mounted here (Linux, as root or with user namespaces)")
    if not traced():
        lines.append(
            "faults of single system calls not tried: strace is not installed or may not trace (apt-get install strace)"
        )
    return lines


def run(module: str, *arguments: object, before: tuple[str, ...] = ()) -> str:
    """Run a module of this folder in a process of its own, which must find no fault; what it prints."""
    command = [*before, sys.executable, "-m", f"tests.faults.{module}", *map(str, arguments)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=900, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout
