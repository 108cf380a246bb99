"""How a code is provoked: what is done to the small project, which command is run, and what it has to say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.cli import commands
from pipeline.cli.session import Session
from pipeline.issues import Issue
from pipeline.messages import Messages
from tests.project import Project
from tests.provoked.example import EXAMPLE, FRAGMENT

Action = Callable[[Project], object]
"""What is done to a project."""
Accident = Callable[[pytest.MonkeyPatch, Project], object]
"""What happens to a command while it runs."""
CHECK, FINAL = ("check",), ("build", "--final")


def nothing(_: Project) -> None:
    """Leave the project as it is."""


@dataclass(frozen=True)
class Case:
    """One code: where it is reported (file and place), and what provokes it.

    A star in the place is the line of the file on which the example of the page begins. `wrong` is the action; None where the example on the page of the code is itself one, which is then tried in each language
    that there are pages in. `given` is done before. `also` are the codes that cannot but follow. `during` is what happens
    while the command runs.
    """

    at: str
    wrong: Action | None = None
    given: Action = nothing
    run: tuple[str, ...] = CHECK
    also: tuple[str, ...] = ()
    during: Accident | None = None


def reported(project: Project, *arguments: str, during: Accident | None = None) -> list[Issue]:
    """What a command finds, through the command line."""
    sessions: list[Session] = []

    class Kept(Session):
        def __init__(self, messages: Messages) -> None:
            super().__init__(messages)
            sessions.append(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(commands, "Session", Kept)
        patch.chdir(project.root)
        if during:
            during(patch, project)
        project.run(*arguments)
    (only,) = sessions
    return list(dict.fromkeys(only.issues))


def place(issue: Issue) -> str:
    """The name of the file, and the place in it."""
    return f"{issue.location.path.name} {issue.location.place}".rstrip()


def cells(sheet: str, values: Mapping[str, object]) -> Action:
    """Type values into cells."""

    def put(page: Worksheet) -> None:
        for name, value in values.items():
            page[name] = value

    return on_sheet(sheet, put)


def on_sheet(sheet: str, change: Callable[[Worksheet], object]) -> Action:
    """Change a sheet of the workbook."""

    def do(project: Project) -> None:
        book = openpyxl.load_workbook(project.workbook(EXAMPLE))
        change(book[sheet])
        book.save(project.workbook(EXAMPLE))

    return do


def fragment(text: str, name: str = FRAGMENT) -> Action:
    """Write a fragment; → stands for a tab."""
    return written(f"{EXAMPLE}/text/{name}", text.replace("→", "\t").encode())


def written(name: str, data: bytes) -> Action:
    """Write a file below the sources."""

    def write(project: Project) -> None:
        path = project.sources / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    return write


def replaced(name: str, old: str, new: str) -> Action:
    """Put another text in the place of one that stands once in a file below the sources."""

    def replace(project: Project) -> None:
        path = project.sources / name
        text = path.read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        path.write_text(text.replace(old, new), "utf-8", newline="\n")

    return replace


def removed(name: str) -> Action:
    """Delete a file below the sources."""
    return lambda project: (project.sources / name).unlink()


def several(*actions: Action) -> Action:
    """One action after the other."""

    def do(project: Project) -> None:
        for action in actions:
            action(project)

    return do
