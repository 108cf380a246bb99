"""The smallest project that has every kind of source, with nothing wrong in it: what each fault is planted in."""

from __future__ import annotations

import datetime
import shutil
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from tests.conftest import ROOT
from tests.project import Project
from tests.read.sources import Rows, book

EXAMPLE = "example"
FRAGMENT = "01-contexte.md"
LINE = "1.1\tLe Conseil se réunit à Genève. {#p1}\n"

# The columns stand where they do in the workbook of the council document.
SHEETS: dict[str, Rows] = {
    "settings": (
        ("key", "value", "note"),
        ("kind", "council"),
        ("symbol", "C23/7"),
        ("session", "Conseil 2023"),
        ("place", "geneva"),
        ("start", datetime.date(2023, 7, 11)),
        ("end", datetime.date(2023, 7, 21)),
        ("date", datetime.date(2023, 6, 5)),
        ("original", "en"),
        ("text_language", "fr"),
        ("title", "Préparation de la Conférence"),
    ),
    "sections": (
        ("id", "parent", "order", "type", "numbered", "heading", "fragment"),
        ("context", None, 1, "section", "yes", "Contexte", FRAGMENT),
    ),
    "meetings": (
        ("id", "type", "order", "label", "region", "start", "end", "mode", "host", "place", "report", "url", "note"),
        ("rpm-eur", "rpm", 1, None, "EUR", datetime.date(2021, 1, 18), datetime.date(2021, 1, 19), "virtual", "CZ"),
        ("rpm-asp", "rpm", 2, None, "ASP", datetime.date(2021, 3, 9), datetime.date(2021, 3, 10), "virtual", "IN"),
        ("rpm-afr", "rpm", 3, None, "AFR", datetime.date(2021, 3, 29), datetime.date(2021, 3, 30), "virtual", "BF"),
    ),
    "agenda": (
        ("id", "parent", "level", "order", "label", "note"),
        ("reports", None, "part", 1, "Rapports", None),
        ("tdag", "reports", "item", 1, "Groupe consultatif", None),
        ("methods", "tdag", "sub", 1, "Méthodes de travail", None),
    ),
    "references": (("id", "kind", "symbol", "body", "url", "in_box"),),
    "facts": (
        ("id", "type", "start", "end", "number", "text", "note"),
        ("conference.dates", "range", datetime.date(2023, 11, 6), datetime.date(2023, 11, 17)),
        ("participants", "number", None, None, 1300),
    ),
    "tables": (("id", "parent", "order", "form", "sheet", "filter", "sort", "marker", "header", "width", "pattern"),),
    "choices": (
        ("id", "list", "short", "long"),
        ("virtual", "mode", "virtuelle", "réunion virtuelle"),
        ("physical", "mode", "en présentiel", "réunion en présentiel"),
    ),
}


def example(root: Path) -> Project:
    """The project, made in `root`: one document of one section and one paragraph, in French."""
    made = Project(root)
    folder = made.workbook(EXAMPLE).parent
    (folder / "text").mkdir(parents=True)
    made.fragment(FRAGMENT, EXAMPLE).write_text(LINE, "utf-8", newline="\n")
    made.workbook(EXAMPLE).write_bytes(workbook())
    made.templates.mkdir()
    shutil.copyfile(ROOT / "templates" / "council.docx", made.templates / "council.docx")
    with_packs(made, ["fr"])
    return made


def with_packs(project: Project, languages: Iterable[str]) -> None:
    """Put the committed packs of these languages into the project."""
    for language in languages:
        shutil.copytree(ROOT / "sources" / "languages" / language, project.sources / "languages" / language, dirs_exist_ok=True)


@cache
def workbook() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return book(Path(folder), **SHEETS).read_bytes()
