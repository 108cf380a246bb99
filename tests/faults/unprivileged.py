"""Builds by somebody who may not write or read everything: `python -m tests.faults.unprivileged`, as nobody where root runs it."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.faults.small import NAME, build, change, contents, council, folder, small
from tests.project import Project

NOBODY = 65534


def faults(project: Project) -> Iterator[str]:
    root = project.root
    change(project, 1)
    new = build(project)
    change(project, 0)
    old = build(project)
    change(project, 1)
    text = project.fragment("text.md", NAME)
    shut = [
        *((root / "build", 0o555, False), (folder(project), 0o555, True), (folder(project), 0o000, True)),
        *(
            (text, 0o000, True),
            (text.parent, 0o000, True),
            (project.workbook(NAME), 0o000, True),
            (project.sources, 0o000, True),
        ),
        *((project.sources / "languages" / "fr", 0o000, True), (project.templates / "council.docx", 0o000, True)),
    ]
    for path, mode, kept in shut:
        if not kept:
            shutil.rmtree(folder(project))
        before = path.stat().st_mode
        path.chmod(mode)
        code, said = council(project, "build")
        path.chmod(before)
        name = f"{path.relative_to(root)} with {mode:o}"
        if code != 3 or "FS110" not in said or "Errno" in said:
            yield f"{name}: {code}, {said}"
        if contents(project) != (old if kept else {}):
            yield f"{name}: {sorted(contents(project))} is not what was there"
        change(project, 0)
        build(project)
        change(project, 1)
    for path in folder(project).iterdir():
        path.chmod(0o444)
    if build(project) != new or {path.stat().st_mode & 0o777 for path in folder(project).iterdir()} != {0o444}:
        yield "files that are read only are not replaced, or are no longer read only"
    text.write_text("Sans identifiant.\n", "utf-8")
    text.parent.chmod(0o555)
    code, said = council(project, "fmt")
    if (code, text.read_text("utf-8")) != (3, "Sans identifiant.\n") or "FS110" not in said:
        yield f"fmt in a folder that is read only: {code}, {said}"
    text.parent.chmod(0o755)


def become_nobody(root: Path) -> None:
    """Root may do everything: be somebody else from here on, whose the files below `root` are."""
    for path in (root, *root.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)


if __name__ == "__main__":
    place = Path(tempfile.mkdtemp(prefix="council-"))
    child = os.fork()
    if child == 0:
        project = small(place)
        # All that is imported or read on the way is, while that can be.
        build(project)
        project.fragment("text.md", NAME).unlink()
        council(project, "fmt")
        council(project, "build")
        change(project, 0)
        if os.geteuid() == 0:
            become_nobody(place)
        sys.stderr.write("\n".join(found := list(faults(project))))
        sys.stderr.flush()
        os._exit(bool(found))
    _, status = os.waitpid(child, 0)
    shutil.rmtree(place)
    sys.exit(status != 0)
