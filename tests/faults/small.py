"""The smallest project there is: one document, one language, three states of it, the last with another symbol."""

from __future__ import annotations

import datetime
import io
import json
import shutil
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from pipeline.cli import main
from tests.project import Project
from tests.read.sources import book

ROOT = Path(__file__).parent.parent.parent
NAME = "small"
DATE = datetime.date(2023, 6, 5)
STATES = (("C23/7", "premier"), ("C23/7", "deuxième"), ("C23/8", "premier"))
# A settled document that takes more of a disk, and a Word file, which is compressed, that takes hardly more.
LONG = ("C23/7", "très " * 4000)

Contents = Mapping[str, bytes]


def small(root: Path) -> Project:
    """The project, in its first state."""
    project = Project(root)
    (project.sources / NAME / "text").mkdir(parents=True)
    shutil.copytree(ROOT / "sources" / "languages" / "fr", project.sources / "languages" / "fr")
    project.templates.mkdir()
    shutil.copy(ROOT / "templates" / "council.docx", project.templates)
    columns = ("id", "order", "type", "numbered", "heading", "fragment")
    sections = [columns, ("context", 1, "section", "yes", "Contexte", "text.md")]
    for state, (symbol, _) in enumerate((*STATES, LONG)):
        settings = [
            *(("key", "value"), ("kind", "council"), ("symbol", symbol), ("session", "Conseil 2023"), ("source", "Rapport")),
            *(("date", DATE), ("original", "fr"), ("text_language", "fr"), ("title", "Préparation")),
        ]
        # A workbook bears the time at which it was saved: each is made once.
        (root / f"state-{state}").mkdir()
        book(root / f"state-{state}", settings=settings, sections=sections)
    change(project, 0)
    return project


def change(project: Project, state: int) -> None:
    """Put the sources into one of their states; the last, after those of `STATES`, is the long one."""
    word = (*STATES, LONG)[state][1].strip()
    text = "".join(f"1.{number}\tLe {word} état. {{#p{number}}}\n" for number in ((1, 2, 3) if state == len(STATES) else (1,)))
    shutil.copy(project.root / f"state-{state}" / "document.xlsx", project.workbook(NAME))
    project.fragment("text.md", NAME).write_text(text, "utf-8", newline="\n")


def folder(project: Project) -> Path:
    return project.root / "build" / NAME


def contents(project: Project) -> Contents:
    """What stands in the folder of the document, hidden files included."""
    return {path.name: path.read_bytes() for path in folder(project).iterdir()} if folder(project).is_dir() else {}


def words(project: Project, command: str) -> list[str]:
    """The words of a command on this project."""
    folders = {"--sources": project.sources, "--templates": project.templates, "--build": project.root / "build"}
    taken = {"build": 3, "check": 2, "fmt": 1}[command]
    return [command, *(str(word) for option in list(folders.items())[:taken] for word in option)]


def council(project: Project, command: str, *options: str) -> tuple[int, str]:
    """Run a command as the shell does, walls and all, in this process: its exit code and what it says."""
    before, said, code = sys.argv, io.StringIO(), 0
    sys.argv = ["council", *words(project, command), *options]
    try:
        with redirect_stdout(said), redirect_stderr(said):
            main()
    except SystemExit as ended:
        code = int(ended.code or 0)
    finally:
        sys.argv = before
    return code, said.getvalue()


def build(project: Project) -> Contents:
    """Build the project, which must succeed, and return what is there then."""
    result = project.run("build")
    assert result.exit_code == 0, result.output
    return contents(project)


def plain(manifest: bytes) -> object:
    """What a manifest says, without what is still to be removed; nothing where it is none."""
    try:
        said = json.loads(manifest)
    except ValueError:
        return None
    said.pop("superseded", None)
    return said


def wrong(found: Contents, old: Contents, new: Contents) -> list[str]:
    """The names of what may not stand in a folder at any moment: neither old nor new, nor a file that is being written."""
    return [
        name
        for name, data in found.items()
        if not name.startswith(".council")
        and data not in (old.get(name), new.get(name))
        and not (name == "manifest.json" and plain(data) in [plain(one[name]) for one in (old, new) if name in one])
    ]
