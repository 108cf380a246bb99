"""What a template must be; each fault is planted in a copy of a real one."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from pipeline.check.template import template_issues
from pipeline.issues import REGISTRY, Severity, failed
from pipeline.wml.names import w
from pipeline.wml.text import put_text
from pipeline.wml.tree import tree
from pipeline.write.shell import read_shell
from pipeline.write.styles import Role, styles_of
from pipeline.write.zipped import zipped
from tests.check.broken import BROKEN
from tests.check.hostile import HOSTILE
from tests.check.templates import DOC, DOCUMENT, STYLES, TITLE, Broken, issues, place, run, save
from tests.documents import SLOTS, TEMPLATE, argument, codes, document, line, made, paragraph, plain_section, shell
from tests.project import COUNCIL, Project, parts

_CONTACTS = [f"contact_{name}{label}" for name in ("name", "phone", "email") for label in ("", "_label")]
EVERY = (*BROKEN, *HOSTILE)
TDAG_SLOTS = ("meeting", "contact", *_CONTACTS)


@pytest.mark.parametrize("name", ["council", "tdag"])
def test_the_committed_templates_are_without_fault(name: str) -> None:
    slots = SLOTS if name == "council" else (set(SLOTS) - {"place"}) | set(TDAG_SLOTS)
    lines = [line(slot, slot) for slot in slots]
    whole = document(plain_section(paragraph()), lines=lines)
    whole = type(whole)(**{**{field: getattr(whole, field) for field in whole.__slots__}, "lines": tuple(lines)})
    assert list(template_issues(TEMPLATE.with_name(f"{name}.docx"), whole)) == []


@pytest.mark.parametrize("broken", EVERY, ids=lambda broken: broken.name)
def test_a_fault_is_named_with_its_place_and_nothing_else(broken: Broken, tmp_path: Path) -> None:
    found = issues(save(broken.changes, tmp_path / "council.docx"))
    assert sorted(map(place, found)) == sorted(broken.expected)
    if broken.expected:
        (first, *_) = [one for one in found if one.code == broken.expected[0][0]]
        assert dict(first.arguments).items() >= broken.arguments.items()


@pytest.mark.parametrize("broken", EVERY, ids=lambda broken: broken.name)
def test_a_document_is_made_where_nothing_is_an_error_and_only_there(broken: Broken, tmp_path: Path) -> None:
    path = save(broken.changes, tmp_path / "council.docx")
    assert failed(issues(path)) is (broken.shows is None)
    if broken.shows is not None:
        part, text = broken.shows
        assert text in made(DOCUMENT, read_shell(path, (*SLOTS, "box", "body"))).xml(part)


@pytest.mark.parametrize("broken", EVERY, ids=lambda broken: broken.name)
def test_what_is_to_be_typed_mends_the_fault(broken: Broken, tmp_path: Path) -> None:
    path = save(broken.changes, tmp_path / "council.docx")
    for found in issues(path):
        at, put = found.location, dict(found.arguments).get("put")
        if put is None or not at.column:
            continue
        every = parts(path)
        root = tree(every[at.part])
        put_text(list(root.iter(w("p")))[at.row - 1], at.column - 1, at.column - 1 + at.length, put)
        mended = tmp_path / "mended.docx"
        mended.write_bytes(zipped({**every, at.part: etree.tostring(root)}))
        assert place(found) not in map(place, issues(mended))


def test_every_code_of_a_template_is_provoked() -> None:
    elsewhere = {"TP108", "TP117"}
    assert {code for broken in EVERY for code, *_ in broken.expected if code.startswith("TP")} | elsewhere == {
        code for code in REGISTRY if code.startswith("TP")
    }


@pytest.mark.parametrize("name", ["a filter", "a command", "in a tracked deletion", "a section break with the body"])
def test_a_build_with_a_broken_template_changes_nothing(name: str, project: Project) -> None:
    before = {file: file.read_bytes() for file in project.built().parent.iterdir()}
    (broken,) = [one for one in BROKEN if one.name == name.replace("in a tracked", "a tracked")]
    save(broken.changes, project.templates / "council.docx")
    template = (project.templates / "council.docx").read_bytes()
    result = project.run("build", COUNCIL)
    assert result.exit_code == 1
    assert f"error {broken.expected[0][0]}" in result.stderr
    after = (file for file in (project.root / "build" / COUNCIL).iterdir() if file.name != "check")
    assert {file: file.read_bytes() for file in after} == before
    assert (project.templates / "council.docx").read_bytes() == template, "nothing below templates/ is ever written"


def test_a_build_with_a_mistyped_slot_says_so_and_fills_it(project: Project) -> None:
    save([(DOC, TITLE, run("{{Title}}"))], project.templates / "council.docx")
    result = project.run("build", COUNCIL, "--lang", "fr")
    assert result.exit_code == 0
    assert "warning TP115" in result.stderr
    assert "fix: type {{ title }}" in result.stderr


@pytest.mark.parametrize("role", list(Role))
def test_a_style_that_is_missing_is_reported_by_its_name(role: Role, tmp_path: Path) -> None:
    id_ = styles_of(shell().parts[STYLES])[role]
    text = shell().parts[STYLES].decode()
    start = text.index(f'w:styleId="{id_}"')
    name = text[text.index("<w:name ", start) :].partition("/>")[0] + "/>"
    (found,) = issues(save([(STYLES, name, '<w:name w:val="other"/>')], tmp_path / "council.docx"))
    assert (found.code, argument(found, "style")) == ("TP102", role.value)


def test_a_style_may_be_spelled_in_other_ways(tmp_path: Path) -> None:
    changes = [(STYLES, 'w:val="heading 1"', 'w:val="Heading_1"'), (STYLES, 'w:val="Annex_title"', 'w:val="ANNEXTITLE"')]
    assert issues(save(changes, tmp_path / "council.docx")) == []


def test_one_style_spoils_all_that_are_based_on_it_and_is_told_once(tmp_path: Path) -> None:
    normal = '<w:name w:val="Normal"/><w:uiPriority w:val="0"/><w:qFormat/>'
    numbers = f'{normal}<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>'
    (found,) = issues(save([(STYLES, normal, numbers)], tmp_path / "council.docx"))
    assert (found.code, argument(found, "style")) == ("TP134", "Normal")


def test_a_template_that_is_not_there_is_named(tmp_path: Path) -> None:
    (found,) = issues(tmp_path / "council.docx")
    assert (found.code, argument(found, "kind")) == ("TP108", "council")


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "FI101"), (b"no zip", "FI102"), (b"PK\x03\x04", "FI118"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "FI120")],
)
def test_a_file_that_is_no_word_file_is_refused(data: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "council.docx"
    path.write_bytes(data)
    assert [one.code for one in issues(path)] == [code]


def test_the_slot_of_the_box_is_for_documents_with_a_box(tmp_path: Path) -> None:
    path = save([(DOC, run("{{p box }}"), run("x"))], tmp_path / "council.docx")
    lines = [line(slot, slot) for slot in SLOTS]
    assert codes(template_issues(path, document(plain_section(paragraph()), lines=lines))) == ["TP104"]
    assert codes(template_issues(path, document(plain_section(paragraph()), lines=lines, box=()))) == []


@pytest.mark.parametrize("name", ["council", "tdag"])
def test_the_tables_of_the_committed_templates_are_as_wide_as_the_page(name: str) -> None:
    # In per cent, so that they follow when the margins are changed.
    parts = read_shell(TEMPLATE.with_name(f"{name}.docx"), (*TDAG_SLOTS, *SLOTS, "box", "body")).parts
    trees = [etree.fromstring(data) for part, data in parts.items() if part.startswith("word/") and part.endswith(".xml")]
    widths = [width for tree in trees for width in tree.iter(w("tblW"), w("tcW"))]
    assert widths
    assert {width.get(w("type")) for width in widths} == {"pct"}
    tables = [table.find(f"{w('tblPr')}/{w('tblW')}") for tree in trees for table in tree.iter(w("tbl"))]
    assert {width.get(w("w")) for width in tables} == {"5000"}


def test_a_slot_that_the_document_leaves_empty_may_be_missing(tmp_path: Path) -> None:
    path = save([(DOC, TITLE, run("x"))], tmp_path / "council.docx")
    assert list(template_issues(path, document(plain_section(paragraph()), lines=[line(slot, "") for slot in SLOTS]))) == []


def test_a_template_of_two_sections_is_no_fault(tmp_path: Path) -> None:
    wide = '<w:p><w:pPr><w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr></w:pPr></w:p>'
    body = f"<w:p>{run('{{p body }}')}</w:p>"
    assert issues(save([(DOC, body, body + wide)], tmp_path / "council.docx")) == []


def test_what_is_said_of_a_template_is_an_error_or_a_warning() -> None:
    assert {REGISTRY[code] for code in REGISTRY if code.startswith("TP")} == {Severity.ERROR, Severity.WARNING}
