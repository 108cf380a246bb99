"""Twenty faults of twenty kinds, planted in one workbook, its fragments and its template, and found all at once."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner

from pipeline.cli import council
from tests.project import COUNCIL, TDAG, Project


@pytest.fixture
def faulty(project: Project) -> tuple[Project, list[tuple[str, str, str]]]:
    """A project with the faults, and what is to be said of each: code, file, place."""
    want: list[tuple[str, str, str]] = []

    def cell(code: str, sheet: str, key: str, column: str, value: object) -> None:
        at = project.set_value(sheet, key, column, value)
        want.append((code, "document.xlsx", f"{sheet}!{at}"))

    def line(code: str, name: str, old: str, new: str, at: str = "") -> None:
        row = project.edit(name, old, new)
        text = project.fragment(name).read_text("utf-8").splitlines()[row - 1]
        want.append((code, name, f"{row}:{text.index(at) + 1}"))

    cell("XL201", "facts", "p2c.launch", "start", None)
    cell("XL203", "meetings", "rpm-afr", "start", "29-30 mars 2021")
    cell("XL204", "meetings", "irm-2", "end", datetime.date(2021, 12, 1))
    cell("XL205", "meetings", "rpm-arb", "mode", "virtuel")
    cell("XL206", "meetings", "rpm-eur", "region", "EURO")
    cell("XL207", "references", "cl-22-4", "symbol", datetime.date(2022, 4, 22))
    cell("XL208", "tables", "rpm-dates", "width", "large")
    cell("XL209", "agenda", "declaration", "id", "déclaration finale!")
    cell("XL212", "agenda", "study-questions", "parent", "study-group")
    cell("TX220", "references", "dm-21-1010", "in_box", "yes")
    row = project.add_row("agenda", id="pp-18", parent="part-p2c", level="item", label="Deux fois")
    want.append(("XL202", "document.xlsx", f"agenda!A{row}"))
    cell("TB103", "tables", "rpm-host", "pattern", "{hots|--}")
    cell("TX210", "sections", "p2c", "fragment", "06-partner.md")
    want.append(("TX211", "06-partner2connect.md", ""))

    line("TX201", "02-lieu-et-dates.md", "2.4\t", "2.5\t")
    line("TX202", "01-contexte.md", " {#p4}", "")
    line("TX203", "03-preparation.md", "{#p21}", "{#p20}")
    line("TX204", "04-processus.md", "{{tdag.autumn:from}}", "{{tdag.automne:from}}", "{{tdag.automne")
    line("TX206", "04-processus.md", "[[table: irm]]", "[[table: imr]]")
    line("TX212", "02-lieu-et-dates.md", "CL-21/23.", "CL-21/24.", "CL-21/24")
    line("TX213", "05-en-route-pour-addis.md", "c)\touvrir", "-\touvrir")
    line("TX207", "04-processus.md", "[[ref: p27]]", "[[ref: p270]]", "[[ref: p270")

    template = project.templates / "council.docx"
    word = docx.Document(str(template))
    word.styles["enumlev1"].name = "liste"
    next(p for p in word.paragraphs if "{{ title }}" in p.text).runs[0].text = "{{ titel }}"
    word.save(str(template))
    want += [
        ("TP102", "council.docx", ""),
        ("TP103", "council.docx", "word/document.xml, paragraph 9"),
        ("TP104", "council.docx", ""),
    ]
    return project, want


FOLLOWING = {
    ("TB106", "document.xlsx", "tables!A7"),  # the table that nothing asks for any more
    ("TX212", "box-references.md", "1:61"),  # CL-22/4, whose symbol became a date
    ("TX224", "document.xlsx", "references!C8"),  # CL-21/23, no longer cited in the text
    ("TX224", "document.xlsx", "references!C15"),  # what the lost fragment cites
    ("TX224", "document.xlsx", "references!C16"),
}


def test_each_fault_is_named_with_its_place_and_all_in_one_run(faulty: tuple[Project, list[tuple[str, str, str]]]) -> None:
    project, want = faulty
    assert len({code for code, _, _ in want}) == len(want) >= 20
    found = project.issues(COUNCIL)
    assert set(want) - set(found) == set()
    assert set(found) - set(want) == FOLLOWING
    result = project.run("build", COUNCIL)
    assert result.exit_code == 1
    made = [path for path in (project.root / "build").rglob("*") if path.is_file()]
    assert {path.name for path in made} == {"document.check.xlsx", "council.check.docx"}, "copies, and no document"


def test_the_build_fails_writes_nothing_and_leaves_what_stood_there(project: Project) -> None:
    path = project.built()
    before = {file: file.read_bytes() for file in path.parent.iterdir()}
    project.set_value("meetings", "rpm-afr", "start", "29-30 mars 2021")
    result = project.run("build")
    assert result.exit_code == 1
    assert {file: file.read_bytes() for file in path.parent.iterdir() if file.is_file()} == before
    assert "XL203" in result.stderr
    assert "meetings!F4" in result.stderr
    assert (project.root / "build" / TDAG / "TDAG-20-INF-1-F.docx").is_file(), "the other document is built all the same"


def test_check_ends_with_1_where_there_is_an_error_and_with_0_where_there_are_only_warnings(project: Project) -> None:
    assert project.run("check").exit_code == 0
    project.edit("01-contexte.md", " {#p4}", "")
    assert project.run("check").exit_code == 0
    assert project.run("build", "--final").exit_code == 1, "a final needs every id"
    project.edit("02-lieu-et-dates.md", "2.4\t", "2.5\t")
    assert project.run("check").exit_code == 1


def test_an_issue_shows_the_cell_what_was_found_and_how_to_mend_it(project: Project) -> None:
    project.set_value("meetings", "rpm-afr", "start", "29-30 mars 2021")
    text = project.run("check", COUNCIL).stderr
    assert "29-30 mars 2021" in text
    assert "^^^^" in text
    assert "= fix: format the cell as Date and enter one date in it" in text


def test_the_same_issue_can_be_read_in_french(project: Project) -> None:
    project.set_value("meetings", "rpm-afr", "region", "AFRIQUE")
    result = CliRunner().invoke(
        council,
        [
            *("--ui", "fr", "check", "--sources", str(project.sources), "--templates", str(project.templates)),
            *("--build", str(project.root / "build")),
        ],
    )
    assert "erreur XL206" in result.stderr
    assert "le paquet de langue" in result.stderr


def test_a_reference_that_excel_turned_into_a_date_is_told_with_what_was_typed(project: Project) -> None:
    at = project.set_value("references", "cl-22-4", "symbol", datetime.date(2026, 4, 22))
    (found,) = [one for one in json.loads(project.run("check", COUNCIL, "--format", "json").stdout) if one["code"] == "XL207"]
    assert found["place"] == f"references!{at}"
    assert "22/4" in found["message"]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("document.xlsx", b"region;start\n", "FI102"),
        ("document.xlsx", b"", "FI101"),
        ("text/01-contexte.md", b"1.1\tR\xe9sum\xe9", "TX101"),
    ],
)
def test_a_file_that_is_not_what_it_should_be_is_one_plain_issue(project: Project, name: str, data: bytes, code: str) -> None:
    (project.sources / COUNCIL / name).write_bytes(data)
    found = project.issues(COUNCIL)
    assert (code, Path(name).name) in {(found_code, file) for found_code, file, _ in found}
    assert project.run("build", COUNCIL).exit_code == 1


def test_a_document_that_does_not_exist_is_answered_with_those_that_do(project: Project) -> None:
    result = project.run("build", "council-2022")
    assert result.exit_code == 1
    assert COUNCIL in result.stderr


def test_an_empty_folder_is_answered_and_not_crashed_on(tmp_path: Path) -> None:
    result = Project(tmp_path).run("build")
    assert result.exit_code == 1
    assert "error FS103" in result.stderr
