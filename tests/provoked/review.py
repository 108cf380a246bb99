"""RV: states that are compared, files that carry a document, places that are asked for."""

from __future__ import annotations

import json
import subprocess
import sys
import types

import docx
import pytest

from tests.project import Project
from tests.provoked.case import Action, Case, cells, nothing, several
from tests.provoked.example import EXAMPLE

FINAL = "a.docx"


def _git(*words: str) -> Action:
    who = ["-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false"]
    return lambda project: subprocess.run(["git", "-C", str(project.root), *who, *words], check=True, capture_output=True)


def _foreign(*names: str) -> Action:
    """Word files that were not made here."""

    def make(project: Project) -> None:
        for name in names:
            docx.Document().save(str(project.root / name))

    return make


def _run(*words: str) -> Action:
    return lambda project: project.run(*words)


def _other_language(project: Project) -> None:
    """The JSON of a draft, and the same said to be in another language."""
    project.run("build")
    path = next((project.root / "build" / EXAMPLE).glob("*-F.json"))
    (project.root / "one.json").write_text(path.read_text("utf-8"), "utf-8")
    told = {**json.loads(path.read_text("utf-8")), "language": "xx"}
    (project.root / "other.json").write_text(json.dumps(told), "utf-8")


def _settled(**other: object) -> Action:
    """The JSON of a draft with some of its fields otherwise."""

    def make(project: Project) -> None:
        project.run("build")
        path = next((project.root / "build" / EXAMPLE).glob("*-F.json"))
        told = {**json.loads(path.read_text("utf-8")), **other}
        (project.root / "one.json").write_text(json.dumps(told), "utf-8")

    return make


class _Forgetful:
    """An engine that gives back what it was given, whatever it was asked."""

    def run_redline(self, _author: str, _old: bytes, new: bytes, **_settings: object) -> tuple[bytes, str, str]:
        return new[:-30], "", ""


def _engine(monkey: pytest.MonkeyPatch, engine: type | None) -> None:
    made = None if engine is None else types.SimpleNamespace(DocxodusEngine=engine)
    monkey.setitem(sys.modules, "python_redlines", made)


COMPARE = ("diff", "a.docx", "b.docx")
COMMITTED = several(_git("init", "-q"), _git("add", "-A"), _git("commit", "-qm", "first"))
DIFF = ("diff", EXAMPLE)
CASES = {
    "RV101": Case("HEAD~9", nothing, given=COMMITTED, run=(*DIFF, "--from", "HEAD~9")),
    "RV102": Case("example", nothing, given=several(_git("init", "-q"), _git("commit", "--allow-empty", "-qm", "x")), run=DIFF),
    "RV103": Case(FINAL, _foreign(FINAL), run=("why", FINAL, "2.10")),
    "RV104": Case("issued", nothing, run=(*DIFF, "--from", "issued")),
    "RV105": Case("C23-7", cells("settings", {"B11": "Un autre titre"}), given=_run("issue", EXAMPLE), run=("issue", EXAMPLE)),
    "RV106": Case("example", _other_language, run=("diff", "one.json", "other.json")),
    "RV107": Case("C23-7-F.docx", _run("build"), run=("why", f"build/{EXAMPLE}/C23-7-F.docx", "9.9")),
    "RV108": Case("document.xlsx", nothing, run=("impact", "document.xlsx", "D4")),
    "RV109": Case("b.docx", _foreign("a.docx", "b.docx"), run=COMPARE, during=lambda patch, _: _engine(patch, None)),
    "RV110": Case("b.docx", _foreign("a.docx", "b.docx"), run=COMPARE, during=lambda patch, _: _engine(patch, _Forgetful)),
    "RV111": Case("one.json", _settled(id="other"), run=(*DIFF, "--from", "one.json")),
    "RV112": Case("one.json", _settled(date="2 March 2022"), run=("diff", "one.json", "one.json")),
}
