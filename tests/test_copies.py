"""`council check` and `council build` mark what is wrong in copies, and write nowhere else."""

from __future__ import annotations

import datetime
import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from click.testing import Result

from pipeline.gate.reading import sha256
from tests.conftest import ROOT
from tests.project import COUNCIL, TDAG, Project

XLSX, DOCX = "document.check.xlsx", "council.check.docx"
BOTH = pytest.mark.parametrize("command", [("check",), ("check", "--format", "json"), ("build", "--lang", "fr")], ids=" ".join)


def copies(project: Project, document: str = COUNCIL) -> list[str]:
    folder = project.root / "build" / document / "check"
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def copy(project: Project, name: str = XLSX, document: str = COUNCIL) -> Path:
    return project.root / "build" / document / "check" / name


def hashes(*folders: Path) -> dict[Path, str]:
    return {path: sha256(path.read_bytes()) for folder in folders for path in folder.rglob("*") if path.is_file()}


def break_workbook(project: Project, document: str = COUNCIL) -> None:
    project.set_cell("settings", "B3", datetime.date(2022, 1, 1), document)


def break_template(project: Project) -> None:
    path = project.templates / "council.docx"
    word = docx.Document(str(path))
    next(one for one in word.paragraphs if "{{ title }}" in one.text).runs[0].text = "{{ titel }}"
    word.save(str(path))


def listed(path: Path) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(path).worksheets[0].iter_rows(min_row=3, values_only=True))


@BOTH
def test_what_is_wrong_is_marked_in_copies_and_nothing_is_written_beside_the_sources(
    command: tuple[str, ...], project: Project
) -> None:
    break_workbook(project)
    project.set_value("meetings", "rpm-arb", "mode", "virtuel")
    break_template(project)
    before = hashes(project.sources, project.templates)
    result = project.run(*command, COUNCIL)
    assert result.exit_code == 1
    assert hashes(project.sources, project.templates) == before
    assert copies(project) == [DOCX, XLSX]
    assert not (project.root / "build" / TDAG / "check").exists()
    said = [line for line in result.stderr.splitlines() if "marked in" in line]
    assert [line.rpartition("  ")[2] for line in said] == [str(copy(project)), str(copy(project, DOCX))]
    book = openpyxl.load_workbook(copy(project))
    found = [(row[1], row[2], row[3]) for row in listed(copy(project))]
    for code, sheet, cell in found:
        if sheet in book.sheetnames:
            assert str(code) in book[str(sheet)][str(cell)].comment.text
    with ZipFile(copy(project, DOCX)) as archive:
        assert "{{ titel }}" in archive.read("word/comments.xml").decode()


def test_a_copy_lists_what_check_says_notes_left_out(project: Project) -> None:
    break_workbook(project)
    project.edit("02-lieu-et-dates.md", "2.4\t", "2.5\t")
    want = sorted(code for code, _, _ in project.issues(COUNCIL))
    assert sorted(str(row[1]) for row in listed(copy(project))) == want
    assert "TX201" in want


def test_a_copy_speaks_the_language_of_the_messages(project: Project) -> None:
    break_workbook(project)
    result = project.run("check", COUNCIL, env={"COUNCIL_UI": "fr"})
    assert "marqué dans" in result.stderr
    assert openpyxl.load_workbook(copy(project)).sheetnames[0] == "Problèmes"
    assert listed(copy(project))[0][0] == "erreur"


@BOTH
def test_a_copy_goes_when_nothing_is_wrong_any_more(command: tuple[str, ...], project: Project) -> None:
    whole = {path: path.read_bytes() for path in (project.workbook(), project.templates / "council.docx")}
    break_workbook(project)
    break_template(project)
    project.run("check", COUNCIL)
    assert copies(project) == [DOCX, XLSX]
    for path, data in whole.items():
        path.write_bytes(data)
    assert project.run(*command, COUNCIL).exit_code == 0
    assert not copy(project).parent.exists()


def test_each_copy_goes_by_itself(project: Project) -> None:
    whole = project.workbook().read_bytes()
    break_workbook(project)
    break_template(project)
    project.run("check", COUNCIL)
    project.workbook().write_bytes(whole)
    project.run("check", COUNCIL)
    assert copies(project) == [DOCX]


def test_a_document_without_fault_has_no_copy_and_check_writes_nothing_at_all(project: Project) -> None:
    result = project.run("check")
    assert result.exit_code == 0
    assert "TR221" in result.stderr, "there are notes, and they are no faults"
    assert not (project.root / "build").exists()


def test_a_warning_is_marked_and_the_document_is_built(project: Project) -> None:
    project.set_value("settings", "symbol", "note", None)
    project.add_row("settings", key="colour", value="blue")
    assert project.run("build", COUNCIL, "--lang", "fr").exit_code == 0
    assert copies(project) == [XLSX]
    assert [row[:2] for row in listed(copy(project))] == [("warning", "XL213")]


def test_faults_of_fragments_alone_make_no_copy_of_the_workbook(project: Project) -> None:
    project.edit("02-lieu-et-dates.md", "2.4\t", "2.5\t")
    assert project.run("check").exit_code == 1
    assert copies(project) == []


def test_a_workbook_that_cannot_be_read_has_no_copy_and_the_old_one_goes(project: Project) -> None:
    break_workbook(project)
    project.run("check")
    assert copies(project) == [XLSX]
    project.workbook().write_bytes(b"region;start\n")
    result = project.run("check")
    assert result.exit_code == 1
    assert result.stderr.count("document.xlsx") == 1
    assert copies(project) == []


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_copy_that_is_open_elsewhere_hides_no_problem(form: str, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    break_workbook(project)
    project.run("check", COUNCIL)
    old = copy(project).read_bytes()
    project.set_value("meetings", "rpm-arb", "mode", "virtuel")
    _lock(monkeypatch, [copy(project)])
    result = project.run("check", COUNCIL, "--format", form)
    assert result.exit_code == 3
    assert "XL205" in result.output
    assert "FS101" in result.output
    assert copy(project).read_bytes() == old
    assert "XL205" in str(listed(copy(project, "document.check.new.xlsx")))
    if form == "json":
        assert {one["code"] for one in json.loads(result.stdout)} >= {"XL205"}
    monkeypatch.undo()
    project.run("check", COUNCIL)
    assert copies(project) == [XLSX], "the one beside it goes with the next run"


def test_a_stale_copy_that_cannot_be_taken_away_is_named(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = project.workbook().read_bytes()
    break_workbook(project)
    project.run("check", COUNCIL)
    project.workbook().write_bytes(whole)
    _lock(monkeypatch, [copy(project)])
    result = project.run("check", COUNCIL)
    assert result.exit_code == 3
    assert f"FS110  {copy(project)}" in result.stderr


def _lock(monkeypatch: pytest.MonkeyPatch, paths: Iterable[Path]) -> None:
    """Let nobody replace or remove these files, as Windows does with one that is open."""
    locked = set(paths)

    def guarded(name: str) -> None:
        whole = getattr(Path, name)

        def guard(self: Path, *arguments: object, **options: object) -> object:
            if self in locked or locked & set(arguments):
                raise PermissionError(13, "Permission denied")
            return whole(self, *arguments, **options)

        monkeypatch.setattr(Path, name, guard)

    guarded("replace")
    guarded("unlink")


def test_a_folder_that_cannot_be_written_hides_no_problem(project: Project) -> None:
    break_workbook(project)
    copy(project).parent.parent.mkdir(parents=True)
    copy(project).parent.write_text("a file where the folder belongs")
    result = project.run("check", COUNCIL)
    assert result.exit_code == 3
    assert "settings!B3" in result.stderr
    assert "FS113" in result.stderr


def test_files_of_others_in_the_folder_are_left_alone(project: Project) -> None:
    break_workbook(project)
    project.run("check", COUNCIL)
    kept = ["notes.txt", "~$document.check.xlsx", ".~lock.document.check.xlsx#"]
    for name in kept:
        copy(project, name).write_text("x")
    shutil.copy(ROOT / "sources" / COUNCIL / "document.xlsx", project.workbook())
    project.run("check", COUNCIL)
    assert copies(project) == sorted(kept)


def test_the_same_faults_give_the_same_copies_in_another_folder(project: Project, tmp_path: Path) -> None:
    other = Project.copied(ROOT, tmp_path / "ailleurs, là-bas")
    for each in (project, other):
        break_workbook(each)
        break_template(each)
        each.run("check", COUNCIL)
    for name in (XLSX, DOCX):
        assert copy(project, name).read_bytes() == copy(other, name).read_bytes()


def test_what_was_built_stays_when_copies_are_made(project: Project) -> None:
    path = project.built()
    before = hashes(path.parent)
    break_workbook(project)
    result: Result = project.run("build", COUNCIL)
    assert result.exit_code == 1
    assert {one: text for one, text in hashes(path.parent).items() if one.parent == path.parent} == before
