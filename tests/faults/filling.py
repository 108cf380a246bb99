"""Builds onto a disk with less and less room: `python -m tests.faults.filling FOLDER`, with mounts of its own (unshare)."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.faults.small import STATES, build, change, contents, folder, small

PAGE = os.sysconf("SC_PAGE_SIZE")
ROOMS = (0, 1, 2, 4, 6, 8, 9, 10, 11, 12, 13, 16, 20, 24, 32, 64)
"""Pages that are free when a build begins; the files that it writes have about twenty."""


def faults(root: Path) -> Iterator[str]:
    project = small(root)
    disk = root / "build"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(disk)], check=True)
    change(project, len(STATES))
    new = build(project)
    ends = set()
    for room in ROOMS:
        change(project, 0)
        old = build(project)
        change(project, len(STATES))
        used = os.statvfs(disk)
        pages = used.f_blocks - used.f_bfree + room
        subprocess.run(["mount", "-o", f"remount,size={pages * PAGE}", str(disk)], check=True)
        result = project.run("build")
        ends.add(result.exit_code)
        if contents(project) != (new if result.exit_code == 0 else old):
            yield f"{room} pages free: {result.exit_code}, and {sorted(contents(project))} is not what was or should be there"
        if (result.exit_code, "FS108" in result.stderr) not in ((0, False), (3, True)):
            yield f"{room} pages free: {result.exit_code}, {result.stderr}"
        subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
        if build(project) != new:
            yield f"{room} pages free: the next build is wrong"
    if ends != {0, 3}:
        yield f"the builds ended with {ends}: not both with room and without were tried"
    # The folder itself may be what there is no room for.
    for path in folder(project).iterdir():
        path.unlink()
    folder(project).rmdir()
    used = os.statvfs(disk)
    subprocess.run(["mount", "-o", f"remount,nr_inodes={used.f_files - used.f_ffree + 1}", str(disk)], check=True)
    result = project.run("build")
    if (result.exit_code, contents(project)) != (3, {}) or "FS108" not in result.stderr:
        yield f"without inodes: {result.output}"


if __name__ == "__main__":
    sys.exit("\n".join(faults(Path(sys.argv[1]))) or 0)
