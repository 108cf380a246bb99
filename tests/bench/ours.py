"""This project, called as the command calls it: sources to a settled document, that to a file, all of it in one."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from pipeline.assemble.build import build_document
from pipeline.assemble.one import Ready, made, original
from pipeline.assemble.outputs import Listener
from pipeline.assemble.places import Places
from pipeline.gate.writing import write_file
from pipeline.issues import Issue, failed

_SILENT = Listener(written=lambda *_: None, removed=lambda _: None, waiting=lambda _: None)


def places(project: Path) -> Places:
    return Places(project / "sources", project / "templates", project / "build")


def ready(project: Path, document: str) -> Ready:
    """A document of a project, checked and settled in its own language."""
    found: list[Issue] = []
    made_ready = original(places(project), document, found.append)
    assert made_ready is not None, found
    return made_ready


def write(project: Path, document: Ready, path: Path) -> None:
    """The writing alone: a settled document to a draft on the disk, with all that it carries, its package checked."""
    found: list[Issue] = []
    result = made(places(project), document, None, found.append, final=False)
    assert result is not None, found
    write_file(path, result.docx)


def build(project: Path, document: str, languages: Sequence[str]) -> None:
    """The whole pipeline, from the sources to the files: checks, drafts, JSON and manifest."""
    found: list[Issue] = []
    whole = build_document(places(project), document, languages, None, found.append, _SILENT, final=False)
    assert whole, found
    assert not failed(found), found


def clear(project: Path) -> None:
    """Remove what was built, so that the next build begins from nothing."""
    shutil.rmtree(project / "build", ignore_errors=True)
