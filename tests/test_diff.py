"""`council diff`, on a second draft of the council report made through the whole pipeline in six languages."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
from lxml import etree

from pipeline.model.blocks import Document
from pipeline.model.dump import loaded
from pipeline.model.states import accepted, rejected
from pipeline.review.changes import Kind, changes
from pipeline.review.redline import redline
from pipeline.wml import accept
from pipeline.wml.names import local, w
from pipeline.write.shell import read_shell
from tests import edits
from tests.conftest import ROOT
from tests.project import COUNCIL, TDAG, Project, parts
from tests.redlines import plain_parts
from tests.review.marks import shown
from tests.second_draft import second_draft
from tests.second_tdag import second_tdag
from tests.validator import available, findings
from tests.wml.said import said

LETTERS = "FESRCA"
AUTHOR = ["--author", "Secrétariat", "--date", "2022-03-09"]


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, tuple[Path, Path]]:
    """The settled documents of the first draft and of the second, by the letter of the language."""
    project = Project.copied(ROOT, tmp_path_factory.mktemp("project"))
    first = project.root / "first"
    folder = project.root / "build" / COUNCIL
    assert project.run("build", COUNCIL).exit_code == 0
    folder.rename(first)
    second_draft(project)
    assert project.run("build", COUNCIL).exit_code == 0
    return {letter: (first / f"C22-23-{letter}.json", folder / f"C22-23(Rev.1)-{letter}.json") for letter in LETTERS}


@pytest.fixture(scope="module")
def redlines(drafts: Mapping[str, tuple[Path, Path]], tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    folder = tmp_path_factory.mktemp("redlines")
    project = Project(ROOT)
    made = {}
    for letter, (old, new) in drafts.items():
        result = project.run("diff", str(old), str(new), "--format", "docx", "--build", str(folder), *AUTHOR)
        assert result.exit_code == 0, result.output
        made[letter] = folder / COUNCIL / "diff" / f"C22-23(Rev.1)-{letter}.docx"
    return made


def _documents(paths: tuple[Path, Path]) -> tuple[Document, Document]:
    old, new = (loaded(path.read_text("utf-8")) for path in paths)
    return old, new


@pytest.mark.parametrize("letter", LETTERS)
def test_both_drafts_come_back_from_the_redline(
    drafts: Mapping[str, tuple[Path, Path]], redlines: Mapping[str, Path], letter: str
) -> None:
    old, new = _documents(drafts[letter])
    both = redline(old, new)
    assert (accepted(both), rejected(both)) == (new, old)
    made = parts(redlines[letter])
    assert said(accept.accepted(made)) == said(plain_parts(new))
    assert said(accept.rejected(made)) == said(plain_parts(old))


@pytest.mark.parametrize("letter", LETTERS)
def test_every_language_has_the_same_changes(drafts: Mapping[str, tuple[Path, Path]], letter: str) -> None:
    found = list(changes(redline(*_documents(drafts[letter]))))
    told = {(change.kind, change.unit): (change.before, change.after) for change in found}
    assert told[Kind.MOVED, "p10"] == ("2.4", "2.15")
    assert told[Kind.MOVED, "sections.p2c.heading"] == ("6", "5")
    assert told[Kind.ADDED, "p55"] == ("", "2.5")
    assert told[Kind.ADDED, "p56"] == ("", "2.14")
    assert (Kind.ADDED, "irm.irm-4.irm-label") in told
    assert (Kind.REMOVED, "events.event-leadership") in told
    assert told[Kind.ADDED, "agenda.credentials"] == ("", "6")
    assert told[Kind.RENUMBERED, "agenda.other-business"] == ("14", "15")
    assert told[Kind.RENUMBERED, "p11"] == ("2.5", "2.4")
    assert told[Kind.RENUMBERED, "p12"] == ("2.6", "2.6"), "its reference follows"
    kept = {"line.agenda_item", "line.number", "line.date", "line.symbol", "p8", "p16", "p19", "p21", "p28", "p31"}
    assert {unit for kind, unit in told if kind is Kind.CHANGED} == kept
    assert {unit for kind, unit in told if kind is Kind.MOVED} == {"p10", "sections.p2c.heading"}


def _text(both: Document, unit: str) -> str:
    (node,) = [node for node in edits.nodes(both) if getattr(node, "unit", "") == unit]
    return shown(node.content)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("letter", "unit", "want"),
    [
        ("C", "p31", "由其[-主-]{+承+}办。"),
        ("C", "p8", "2019年7月[-22-]{+23+}日的"),
        ("F", "p8", "datée du [-22-]{+23+}"),
        ("F", "p16", "le [-2 juin 2022-]{+3 juin 2022+}."),
        ("A", "p8", "المؤرخة [-22-]{+23+} يوليو"),
        ("R", "p31", "<Generation Connect=>**Generation Connect**>"),
        ("E", "line.symbol", "{+(Rev.1)+}"),
    ],
)
def test_a_change_is_marked_where_it_is(drafts: Mapping[str, tuple[Path, Path]], letter: str, unit: str, want: str) -> None:
    assert want in _text(redline(*_documents(drafts[letter])), unit).replace("\u00a0", " ")


@pytest.mark.skipif(available() is not None, reason=available() or "")
def test_the_open_xml_sdk_has_nothing_to_say(redlines: Mapping[str, Path]) -> None:
    assert findings(list(redlines.values())) == []


def test_the_file_bears_the_new_title_and_names_the_author(redlines: Mapping[str, Path]) -> None:
    made = parts(redlines["F"])
    assert "C22/23(Rev.1)-F" in made["docProps/core.xml"].decode()
    root = etree.fromstring(made["word/document.xml"])
    stamps = {(one.get(w("author")), one.get(w("date"))) for one in root.iter(w("ins"), w("del"), w("moveFrom"), w("moveTo"))}
    assert stamps == {("Secrétariat", "2022-03-09T00:00:00Z")}
    assert {local(one.tag) for one in root.iter(w("cellIns"), w("rPrChange"), w("moveFromRangeStart"))} == {
        "cellIns",
        "rPrChange",
        "moveFromRangeStart",
    }


def test_what_is_only_arranged_otherwise_in_the_sources_is_no_change(project: Project) -> None:
    assert project.run("build", COUNCIL, "--lang", "fr").exit_code == 0
    settled = project.root / "build" / COUNCIL / "C22-23-F.json"
    before = loaded(settled.read_text("utf-8"))
    book = openpyxl.load_workbook(project.workbook())
    for name in ("agenda", "meetings", "facts"):
        page = book[name]
        head, *rows = [[cell.value for cell in row] for row in page.iter_rows()]
        for at, row in enumerate([head, *rows[::-1]], 1):
            for column, value in enumerate(row[::-1], 1):
                page.cell(at, column).value = value
                page.cell(at, column).number_format = "yyyy-mm-dd" if hasattr(value, "year") else "General"
    book.save(project.workbook())
    assert project.run("build", COUNCIL, "--lang", "fr").exit_code == 0
    after = loaded(settled.read_text("utf-8"))
    assert redline(before, after) == after == before


def test_two_languages_are_not_compared(drafts: Mapping[str, tuple[Path, Path]], tmp_path: Path) -> None:
    result = Project(ROOT).run(
        "diff", str(drafts["F"][0]), str(drafts["E"][1]), "--format", "docx", "--build", str(tmp_path), *AUTHOR
    )
    assert result.exit_code == 1
    assert "RV106" in result.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["# no JSON", "[]", json.dumps({"is": "Paragraph", "unit": "p", "content": []})])
def test_a_file_that_is_no_settled_document_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "odd.json"
    path.write_text(text, "utf-8")
    result = Project(ROOT).run("diff", str(path), str(path), "--format", "docx", "--build", str(tmp_path), *AUTHOR)
    assert result.exit_code == 1
    assert "RV103" in result.output
    assert "odd.json" in result.output


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    absent = str(tmp_path / "absent.json")
    result = Project(ROOT).run("diff", absent, absent, "--format", "docx", "--build", str(tmp_path), *AUTHOR)
    assert result.exit_code != 0
    assert "absent.json" in result.output


@pytest.mark.parametrize("date", ["2022-13-01", "yesterday", "2022-03-09T08:30:00", "20220309"])
def test_a_date_that_is_none_is_named(drafts: Mapping[str, tuple[Path, Path]], tmp_path: Path, date: str) -> None:
    paths = [str(path) for path in drafts["F"]]
    result = Project(ROOT).run("diff", *paths, "--format", "docx", "--build", str(tmp_path), "--author", "A", "--date", date)
    assert result.exit_code == 2
    assert f"“{date}” is not a moment" in result.output


@pytest.fixture(scope="module")
def dialogues(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, tuple[Document, Document, Path]]:
    """The other document: both its drafts and their redline, by the letter of the language."""
    project = Project.copied(ROOT, tmp_path_factory.mktemp("dialogues") / "project")
    build = project.root / "build" / TDAG
    assert project.run("build", TDAG).exit_code == 0
    build.rename(project.root / "first")
    second_tdag(project)
    assert project.run("build", TDAG).exit_code == 0
    made = {}
    for letter in LETTERS:
        paths = project.root / "first" / f"TDAG-20-INF-1-{letter}.json", build / f"TDAG-20-INF-1(Rev.1)-{letter}.json"
        result = project.run("diff", *map(str, paths), "--format", "docx", *AUTHOR)
        assert result.exit_code == 0, result.output
        made[letter] = (*_documents(paths), build / "diff" / f"TDAG-20-INF-1(Rev.1)-{letter}.docx")
    return made


@pytest.mark.parametrize("letter", LETTERS)
def test_both_drafts_of_the_other_document_come_back(
    dialogues: Mapping[str, tuple[Document, Document, Path]], letter: str
) -> None:
    old, new, path = dialogues[letter]
    both = redline(old, new)
    assert (accepted(both), rejected(both)) == (new, old)
    template = read_shell(
        ROOT / "templates/tdag.docx", (*dict.fromkeys(line.slot for line in (*new.lines, *old.lines)), "box", "body")
    )
    assert said(accept.accepted(parts(path))) == said(plain_parts(new, template))
    assert said(accept.rejected(parts(path))) == said(plain_parts(old, template))
    found = {(change.kind, change.unit) for change in changes(both)}
    assert {unit for kind, unit in found if kind is Kind.ADDED} == {"p90", "p91", "p92"}
    assert {unit for kind, unit in found if kind is Kind.REMOVED} == {"p8", "p69"}
    assert {unit for kind, unit in found if kind is Kind.MOVED} == {"p17"}
    texts = {"p1", "p5", "p7", "p9", "p15", "p16", "p56", "p58", "p68", "conferences.cmdt98", "conferences.cmdt17"}
    lines = {"line.number", "line.date", "line.symbol", "line.contact_phone_label", "line.contact_phone"}
    assert {unit for kind, unit in found if kind is Kind.CHANGED} == texts | lines


def test_in_the_other_document_too_a_change_is_marked_where_it_is(
    dialogues: Mapping[str, tuple[Document, Document, Path]],
) -> None:
    both = {letter: redline(old, new) for letter, (old, new, _) in dialogues.items()}
    assert _text(both["C"], "p5") == "同期举[-办-]{+行+}的会外活动。"
    assert "[-24 марта 2020 года-]{+25 марта 2020 года+}" in _text(both["R"], "p1").replace("\u00a0", " ")
    assert "[-170-]{+175+}" in _text(both["A"], "p7")
    assert "[-166-]{+167+}" in _text(both["S"], "p9")


@pytest.mark.skipif(available() is not None, reason=available() or "")
def test_the_open_xml_sdk_has_nothing_to_say_of_the_other(dialogues: Mapping[str, tuple[Document, Document, Path]]) -> None:
    assert findings([path for _, _, path in dialogues.values()]) == []
