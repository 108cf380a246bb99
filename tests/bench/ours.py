"""This project, called as the command calls it: sources to a settled document, that to a file, all of it in one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.assemble.build import begin, perform, place
from pipeline.assemble.one import Ready, in_language, made, original
from pipeline.assemble.outputs import Listener
from pipeline.assemble.places import Places
from pipeline.assemble.redlines import redlined_file
from pipeline.assemble.task import Task
from pipeline.gate.writing import write_file
from pipeline.issues import Issue, failed
from pipeline.write.story import Reviewer
from pipeline.write.zipped import Compressor

_SILENT = Listener(written=lambda *_: None, kept=lambda *_: None, removed=lambda _: None, waiting=lambda _: None)


def places(project: Path) -> Places:
    return Places(project / "sources", project / "templates", project / "build")


def ready(project: Path, document: str, language: str = "") -> Ready:
    """A document of a project, checked and settled in its own language or in another."""
    found: list[Issue] = []
    source = original(places(project), document, found.append)
    if source is not None and language not in ("", source.pack.code):
        source = in_language(places(project), source, language, found.append)
    assert source is not None, found
    return source


def write(project: Path, document: Ready, final: bool, compressor: Compressor, path: Path) -> None:
    """The writing alone: a settled document to its file on the disk, with all that a draft carries, its package checked."""
    found: list[Issue] = []
    result = made(places(project), document, None, found.append, final=final, compressor=compressor)
    assert result is not None, found
    write_file(path, result.docx)


def build(project: Path, document: str, languages: Sequence[str], compressor: Compressor, _: Path | None = None) -> None:
    """The whole pipeline, from the sources to the files: checks, drafts, JSON and manifest."""
    found: list[Issue] = []
    task = Task(places(project), document, tuple(languages), None, final=False, compressor=compressor)
    stands = begin(task, force=True)
    built = place(task, stands, perform(stands.left(task)), found.append, _SILENT)
    assert built.whole, found
    assert not failed(found), found


def redline(project: Path, old: Ready, new: Ready, path: Path) -> None:
    """A Word file with what changed from one settled document to another, tracked."""
    found: list[Issue] = []
    reviewer = Reviewer("bench", "2022-03-02T00:00:00Z")
    docx = redlined_file(places(project), old.document, new.document, reviewer, None, found.append)
    assert docx is not None, found
    write_file(path, docx)
