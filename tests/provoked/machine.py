"""PK, FS and CF: a file that would be faulty, faults of the machine, a configuration."""

from __future__ import annotations

from tests.project import Project
from tests.provoked.case import Action, Case, nothing
from tests.provoked.example import EXAMPLE, FRAGMENT
from tests.read.sources import patched

BUILD = ("build",)
NAME = "C23-7-F.docx"


def _in_the_way(project: Project) -> None:
    """A folder of the target's name: like a file that is open in Word, it cannot be replaced."""
    (project.root / "build" / EXAMPLE / NAME).mkdir(parents=True)


def _spoilt(project: Project) -> None:
    """A cell without a paragraph, which Word calls unreadable."""
    table = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:tcPr/></w:tc></w:tr></w:tbl>"
    body = "<w:p><w:r><w:t>{{p body }}"
    patched(project.templates / "council.docx", "word/document.xml", body, table + body)


def _unreadable(project: Project) -> None:
    """A folder of the fragment's name: even who may read every file cannot read it as one."""
    project.fragment(FRAGMENT, EXAMPLE).unlink()
    project.fragment(FRAGMENT, EXAMPLE).mkdir()


def _configured(line: str) -> Action:
    """A configuration in the folder that the command is run in."""
    return lambda project: (project.root / ".council.toml").write_text(f"{line}\n", "utf-8")


CASES = {
    "PK101": Case("council.docx", _spoilt, run=BUILD),
    "FS101": Case(NAME, _in_the_way, run=BUILD),
    "FS102": Case(FRAGMENT, _unreadable),
    "FS103": Case("sources", lambda project: project.workbook(EXAMPLE).unlink()),
    "FS104": Case("sources", nothing, run=("check", "exemple")),
    "CF101": Case(".council.toml 1:6", _configured("ui = fr")),
    "CF102": Case(".council.toml 1:1", _configured('iu = "fr"')),
    "CF103": Case(".council.toml 1:1", _configured('ui = "français"')),
}
