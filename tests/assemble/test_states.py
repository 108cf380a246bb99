"""The states of a document that can be compared, and the version that is frozen."""

from __future__ import annotations

import html
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest

from pipeline.assemble.issuing import frozen_files
from pipeline.assemble.places import Places
from pipeline.assemble.states import ISSUED, WORK, state
from pipeline.gate.writing import write_file
from pipeline.issues import Issue, SourceError
from pipeline.model.dump import loaded
from tests.project import COUNCIL, TDAG, Project
from tests.repository import begin, git


@pytest.fixture
def versioned(project: Project) -> Project:
    """A project in a repository of its own, with one commit."""
    return begin(project)


def places(project: Project) -> Places:
    return Places(project.sources, project.templates, project.root / "build")


def found(project: Project, ref: str, *languages: str) -> tuple[dict, list[Issue]]:
    issues: list[Issue] = []
    return dict(state(places(project), COUNCIL, ref, languages, issues.append)), [one for one in issues if one.severity > 1]


def code(project: Project, ref: str) -> str:
    with pytest.raises(SourceError) as raised:
        found(project, ref)
    return raised.value.issue.code


def test_a_revision_of_git_is_the_document_as_its_sources_were(versioned: Project) -> None:
    before, _ = found(versioned, WORK)
    versioned.append("01-contexte.md", "Un paragraphe de plus. {#p999}")
    assert found(versioned, "HEAD") == (before, [])
    assert found(versioned, WORK)[0] != before
    assert set(before) == {"ar", "en", "es", "fr", "ru", "zh"}
    assert set(found(versioned, "HEAD", "fr")[0]) == {"fr"}


def test_a_draft_and_the_json_beside_it_are_that_state_exactly(project: Project) -> None:
    path = project.built()
    now, _ = found(project, WORK, "fr")
    assert found(project, str(path))[0] == now
    assert found(project, str(path.with_suffix(".json")))[0] == now


def test_formatting_and_order_of_the_sources_are_no_other_state(versioned: Project) -> None:
    book = openpyxl.load_workbook(versioned.workbook())
    page = book["meetings"]
    page.column_dimensions["A"].width = 50
    page["A1"].font = openpyxl.styles.Font(bold=True, size=20)
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=2)]
    for at, row in enumerate(reversed(rows), 2):
        for column, value in enumerate(row, 1):
            page.cell(at, column).value = value
    book.move_sheet("facts", -3)
    book.save(versioned.workbook())
    assert found(versioned, WORK) == found(versioned, "HEAD")


def test_a_revision_whose_sources_are_wrong_says_so_with_the_place_in_that_revision(versioned: Project) -> None:
    versioned.edit("02-lieu-et-dates.md", "2.4\t", "2.5\t")
    git(versioned, "commit", "-qam", "wrong")
    made, (issue,) = found(versioned, "HEAD")
    assert made == {}
    assert issue.code == "TX201"
    assert issue.location.path.as_posix() == f"HEAD:sources/{COUNCIL}/text/02-lieu-et-dates.md"


@pytest.mark.parametrize(
    ("ref", "wanted"),
    [("HEAD~9", "RV101"), ("--output=x", "RV101"), ("no-such", "RV101"), ("isued", "RV101"), (ISSUED, "RV104")],
)
def test_what_is_no_state_is_answered(versioned: Project, ref: str, wanted: str) -> None:
    assert code(versioned, ref) == wanted


def test_a_folder_that_is_in_no_repository_has_no_revisions(project: Project) -> None:
    assert code(project, "HEAD") == "RV101"


def test_a_revision_from_before_the_document_is_answered(versioned: Project) -> None:
    (versioned.sources / COUNCIL).rename(versioned.sources / "other")
    git(versioned, "add", "-A")
    git(versioned, "commit", "-qm", "moved")
    assert code(versioned, "HEAD") == "RV102"


def test_a_final_carries_no_document(project: Project) -> None:
    assert code(project, str(project.built(final=True))) == "RV103"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", "RV103"),
        ("[]", "RV103"),
        ("5", "RV103"),
        ('{"is": "Text", "text": "x"}', "RV103"),
        ("{" * 100_000, "RV103"),
        ("é", "RV103"),
        ('{"is": "Document"}', "RV112"),
        ('{"is": "Document", "from": "a later version"}', "RV112"),
    ],
)
def test_a_json_that_holds_no_document_is_answered(project: Project, text: str, wanted: str) -> None:
    path = project.root / "a.json"
    path.write_text(text, "utf-8")
    assert code(project, str(path)) == wanted


def test_a_file_of_another_document_is_answered(project: Project) -> None:
    assert code(project, str(project.built(TDAG))) == "RV111"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda about: about.pop("settled"),
        lambda about: about["settled"].update(lines=5),
        lambda about: about.update(units=[{}]),
    ],
)
def test_a_draft_whose_document_was_spoilt_is_answered(project: Project, spoil) -> None:
    path = project.built()
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    (name,) = [
        name
        for name in parts
        if name.startswith("customXml/item")
        and b"council:provenance" in parts[name]
        and b"{" in parts[name]
        and "Props" not in name
    ]
    head, _, rest = parts[name].decode().partition('provenance">')
    about = json.loads(html.unescape(rest.removesuffix("</provenance>")))
    spoil(about)
    parts[name] = f'{head}provenance">{html.escape(json.dumps(about), quote=False)}</provenance>'.encode()
    with zipfile.ZipFile(path, "w") as archive:
        for part, data in parts.items():
            archive.writestr(part, data)
    assert code(project, str(path)) == "RV112"


def frozen(project: Project) -> tuple[dict[Path, bytes], list[str]]:
    issues: list[Issue] = []
    made = dict(frozen_files(places(project), COUNCIL, issues.append))
    for path, data in made.items():
        write_file(path, data)
    return made, [one.code for one in issues if one.severity > 1]


def test_what_is_issued_is_the_document_in_all_its_languages(project: Project) -> None:
    made, issues = frozen(project)
    assert issues == []
    assert sorted(path.relative_to(project.sources / COUNCIL / "issued").as_posix() for path in made) == [
        f"C22-23/C22-23-{letter}.json" for letter in "ACEFRS"
    ]
    now, _ = found(project, WORK)
    assert {document.language: document for document in (loaded(data.decode()) for data in made.values())} == now
    project.append("01-contexte.md", "Un paragraphe de plus. {#p999}")
    assert found(project, ISSUED)[0] == now


def test_issuing_the_same_again_changes_nothing_and_another_text_is_refused(project: Project) -> None:
    first, _ = frozen(project)
    assert frozen(project) == (first, [])
    project.set_value("settings", "agenda_item", "value", "PL 1.3")
    made, issues = frozen(project)
    assert made == {}
    assert "RV105" in issues
    assert all(path.read_bytes() == data for path, data in first.items())


def test_a_revision_is_a_version_of_its_own_and_the_last_one_counts(project: Project) -> None:
    frozen(project)
    project.set_value("settings", "revision_kind", "value", "rev")
    for number in (10, 9, 1):
        project.set_value("settings", "revision_number", "value", number)
        made, _ = frozen(project)
    assert {path.parent.name for path in made} == {"C22-23(Rev.1)"}
    assert {document.stem for document in found(project, ISSUED)[0].values()} == {"C22-23(Rev.10)"}


def test_a_missing_or_stale_unit_keeps_a_document_from_being_issued(project: Project) -> None:
    project.append("01-contexte.md", "Un paragraphe de plus. {#p999}")
    made, issues = frozen(project)
    assert made == {}
    assert "TR103" in issues
    assert not (project.sources / COUNCIL / "issued").exists()
