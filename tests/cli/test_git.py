"""`git diff` and `git log -p` after `council setup-git`: a workbook by its cells, a Word file by its paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import openpyxl
import pytest
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from tests.cli.command import council
from tests.conftest import ROOT
from tests.project import COUNCIL, Project
from tests.repository import begin, commit, git

BOOK = f"sources/{COUNCIL}/document.xlsx"


@pytest.fixture
def versioned(project: Project) -> Project:
    """A project with one commit, in which git was told."""
    (project.root / ".gitattributes").write_bytes((ROOT / ".gitattributes").read_bytes())
    begin(project)
    assert council("setup-git", at=project.root).returncode == 0
    return project


def changed(text: str) -> list[str]:
    """The lines of a diff that went and came."""
    return [line for line in text.splitlines() if line[:1] in "+-" and not line.startswith(("+++", "---"))]


def test_git_names_the_cell_that_changed_by_its_row_and_column(versioned: Project) -> None:
    versioned.set_value("meetings", "rpm-afr", "end", date(2021, 3, 31))
    assert changed(git(versioned, "diff")) == ["-meetings[rpm-afr].end\t2021-03-30", "+meetings[rpm-afr].end\t2021-03-31"]


def test_the_history_of_a_workbook_is_told_by_its_cells(versioned: Project) -> None:
    versioned.set_value("agenda", "tdag", "label", "Rapport du GCDT")
    commit(versioned, "second")
    told = git(versioned, "log", "-p", "--format=%s", "--", BOOK)
    assert told.startswith("second\n")
    assert "+agenda[tdag].label\tRapport du GCDT\n" in told
    assert "+settings[symbol].value\tC22/23\n" in told, "the first commit has it whole"


def _rearranged(page: Worksheet, rows: Sequence[int], columns: Sequence[int]) -> None:
    """Put the cells of a sheet, with their looks, into another order of rows and columns."""
    cells = [[(page.cell(r, c).value, page.cell(r, c).number_format) for c in columns] for r in rows]
    for at, line in enumerate(cells, 1):
        for to, (value, form) in enumerate(line, 1):
            page.cell(at, to).value = value
            page.cell(at, to).number_format = form


def test_sorted_rows_moved_columns_and_other_looks_are_no_difference(versioned: Project) -> None:
    book = openpyxl.load_workbook(versioned.workbook())
    for name in ("agenda", "meetings", "facts", "references"):
        page = book[name]
        rows, columns = list(range(2, page.max_row + 1)), list(range(1, page.max_column + 1))
        _rearranged(page, [1, *rows[::-1]], [*columns[2:], *columns[:2]])
        page.column_dimensions["A"].width = 60
        page["A1"].font = Font(bold=True, size=20)
    book.save(versioned.workbook())
    assert BOOK in git(versioned, "status", "--porcelain"), "the file is another"
    assert changed(git(versioned, "diff")) == []


def test_a_word_file_is_told_by_its_paragraphs(versioned: Project) -> None:
    path = versioned.root / "draft.docx"
    path.write_bytes(versioned.built().read_bytes())
    commit(versioned, "a draft")
    versioned.edit("02-lieu-et-dates.md", "CL-19/33, datée du 22", "CL-19/33, datée du 23")
    path.write_bytes(versioned.built().read_bytes())
    went, came = changed(git(versioned, "diff", "--", "draft.docx"))
    assert went.replace("datée du 22", "datée du 23")[1:] == came[1:]
    assert "[-22-]{+23+}" in git(versioned, "diff", "--word-diff=plain", "--", "draft.docx")


@pytest.mark.parametrize(
    "data", [b"", b"no workbook", b"PK\x03\x04 half a download", b"version https://git-lfs.github.com/spec/v1\n"]
)
def test_a_file_that_cannot_be_read_ends_no_diff(versioned: Project, data: bytes) -> None:
    versioned.workbook().write_bytes(data)
    versioned.append("01-contexte.md", "Un paragraphe de plus.")
    told = git(versioned, "diff")
    assert "-settings[symbol].value\tC22/23" in told
    assert "+Un paragraphe de plus." in told


def test_a_clone_without_attributes_gets_them_once_for_itself(project: Project) -> None:
    begin(project)
    for _ in range(2):
        assert council("setup-git", at=project.root).returncode == 0
    assert (project.root / ".git/info/attributes").read_text("utf-8").count("\n") == 2
    assert git(project, "status", "--porcelain") == ""
    project.set_value("settings", "agenda_item", "value", "PL 9")
    assert "+settings[agenda_item].value\tPL 9" in git(project, "diff")


def test_outside_a_repository_there_is_nothing_to_set_up(tmp_path: object) -> None:
    done = council("--ui", "en", "setup-git", at=tmp_path, env={"GIT_CEILING_DIRECTORIES": "/"})  # type: ignore[arg-type]
    assert done.returncode == 2
    assert b"no git repository" in done.stderr
