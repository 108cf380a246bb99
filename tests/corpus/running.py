"""The small project in two languages, built once; a file of the corpus put into a copy of it; and what the command says then."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import Result

from pipeline.cli import commands
from pipeline.cli.session import Session
from pipeline.issues import Issue, Severity
from pipeline.messages import Messages
from pipeline.wml.names import w
from tests.corpus.catalogues import catalogue
from tests.corpus.odd import SPANISH, Odd
from tests.gate.network import cut_off
from tests.project import Project, parts, tree, visible
from tests.provoked.example import EXAMPLE, example, with_packs

STORY = ("word/document", "word/header", "word/footer", "word/footnotes")


def bilingual(root: Path) -> Project:
    """The small project with a catalogue in Spanish, built."""
    root.mkdir(parents=True)
    made = example(root)
    with_packs(made, ["es"])
    place(made, SPANISH, catalogue().encode())
    result = made.run("build")
    assert result.exit_code == 0, result.output
    return made


def with_odd(project: Project, odd: Odd, root: Path) -> Project:
    """A copy of a project with this file in it."""
    shutil.copytree(project.root, root)
    made = Project(root)
    place(made, odd.file, odd.data)
    return made


def place(project: Project, name: str, data: bytes) -> None:
    path = project.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


@dataclass(frozen=True)
class Told:
    """What a command did, and what it found above a note."""

    result: Result
    issues: tuple[Issue, ...]

    @property
    def said(self) -> list[str]:
        """Code and place of each, in order."""
        return sorted(f"{one.code} {one.location.place}".rstrip() for one in self.issues)


def told(project: Project, *arguments: str) -> Told:
    """Run a command in the project's folder, which may reach no network and call no program."""
    sessions: list[Session] = []

    class Kept(Session):
        def __init__(self, messages: Messages) -> None:
            super().__init__(messages)
            sessions.append(self)

    with pytest.MonkeyPatch.context() as patch, cut_off():
        patch.setattr(commands, "Session", Kept)
        patch.chdir(project.root)
        result = project.run(*arguments)
    (only,) = sessions
    found = dict.fromkeys(one for one in only.issues if one.severity > Severity.NOTE)
    return Told(result, tuple(found))


def answers(said: Iterable[str], expected: Iterable[str]) -> bool:
    """Whether what was said is what was expected; a code that is expected by itself may stand anywhere."""
    left = list(said)
    for one in sorted(expected, key=len, reverse=True):
        found = next((each for each in left if each == one or (" " not in one and each.split()[0] == one)), None)
        if found is None:
            return False
        left.remove(found)
    return not left


def outputs(project: Project) -> dict[str, bytes]:
    """What stands in build/ but for the copies in which faults are marked, and the list of the last run."""
    folder = project.root / "build"
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "manifest.json")
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
    return {name: data for name, data in found.items() if "/check/" not in name}


def shown(project: Project) -> str:
    """All that a reader sees of the French document: body, headers, footers and footnotes, a line a paragraph."""
    (path,) = (project.root / "build" / EXAMPLE).glob("*-F.docx")
    stories = [name for name in parts(path) if name.startswith(STORY)]
    return "\n".join(visible(one) for name in stories for one in tree(path, name).iter(w("p")))
