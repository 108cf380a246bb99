"""What a template must be; each fault is planted in a copy of a real one."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from pipeline.check.template import template_issues
from pipeline.issues import Issue, SourceError
from pipeline.wml.names import w
from pipeline.write.shell import read_shell
from pipeline.write.styles import Role, styles_of
from tests.documents import SLOTS, TEMPLATE, argument, codes, document, line, made, paragraph, plain_section, shell

DOC = "word/document.xml"
HEADER = "word/header1.xml"
NOTES = "word/footnotes.xml"
STYLES = "word/styles.xml"
DOCUMENT = document(plain_section(paragraph()), lines=[line(slot, slot) for slot in SLOTS])
Edited = Callable[..., Path]


@pytest.fixture
def edited(tmp_path: Path) -> Edited:
    """A copy of the council template with texts of its parts replaced, at each of their places."""

    def edit(*changes: tuple[str, str, str]) -> Path:
        parts = {name: data.decode("latin-1") for name, data in shell().parts.items()}
        for part, old, new in changes:
            assert old in parts[part]
            parts[part] = parts[part].replace(old, new.encode().decode("latin-1"))
        path = tmp_path / "council.docx"
        with zipfile.ZipFile(path, "w") as archive:
            for name, text in parts.items():
                archive.writestr(name, text.encode("latin-1"))
        return path

    return edit


def issues(path: Path) -> list[Issue]:
    return list(template_issues(path, DOCUMENT))


def _run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


TITLE, SYMBOL, BODY = _run("{{ title }}"), _run("{{ symbol }}"), _run("{{p body }}")


@pytest.mark.parametrize("name", ["council", "tdag"])
def test_the_committed_templates_are_without_fault(name: str) -> None:
    slots = SLOTS if name == "council" else (set(SLOTS) - {"place"}) | {"meeting", "contact", *_CONTACTS}
    lines = [line(slot, slot) for slot in slots]
    whole = document(plain_section(paragraph()), lines=lines)
    whole = type(whole)(**{**{field: getattr(whole, field) for field in whole.__slots__}, "lines": tuple(lines)})
    assert list(template_issues(TEMPLATE.with_name(f"{name}.docx"), whole)) == []


_CONTACTS = [f"contact_{name}{label}" for name in ("name", "phone", "email") for label in ("", "_label")]
TDAG_SLOTS = ("meeting", "contact", *_CONTACTS)


@pytest.mark.parametrize(
    "change",
    [
        (DOC, TITLE, _run("{{ ti") + _run("tle }}")),
        (DOC, TITLE, _run("{") + "<w:proofErr w:type='spellStart'/>" + _run("{ title }") + _run("}")),
        (DOC, TITLE, TITLE + TITLE),
        (DOC, BODY, _run(" {{p body }} ")),
        (DOC, TITLE, _run("Titre: {{ title }} (fin)")),
        (STYLES, 'w:val="heading 1"', 'w:val="Heading_1"'),
        (DOC, TITLE, TITLE + _run("{ x } {y} }")),
    ],
)
def test_what_word_does_to_a_template_is_no_fault(change: tuple[str, str, str], edited: Edited) -> None:
    if change[1] not in shell().parts[change[0]].decode():
        change = (STYLES, 'w:val="Heading_1"', 'w:val="heading 1"')
    path = edited(change)
    assert issues(path) == []
    made(DOCUMENT, read_shell(path, (*SLOTS, "box", "body")))


@pytest.mark.parametrize(
    ("change", "code", "arguments"),
    [
        ((DOC, "{{ title }}", "{{ titel }}"), "TP103", {"slot": "{{ titel }}", "near": "{{ title }}"}),
        ((HEADER, SYMBOL, _run("{{ sym") + _run("bole }}")), "TP103", {"slot": "{{ symbole }}", "near": "{{ symbol }}"}),
        ((DOC, "{{ emblem }}", "{{ emblme }}"), "TP103", {"near": "{{ emblem }}"}),
        ((DOC, TITLE, _run("x")), "TP104", {"slot": "{{ title }}"}),
        ((DOC, BODY, _run("x")), "TP104", {"slot": "{{p body }}"}),
        ((DOC, TITLE, TITLE + _run("{% if title %}")), "TP105", {"found": "{% if title %}"}),
        ((DOC, TITLE, TITLE + _run("{% if ") + _run("title %}")), "TP105", {"found": "{% if title %}"}),
        ((DOC, TITLE, TITLE + _run("{{ title|upper }}")), "TP105", {"found": "{{ title|upper }}"}),
        ((DOC, TITLE, TITLE + _run("{{ title")), "TP105", {"found": "{{"}),
        ((DOC, TITLE, TITLE + _run("{{title}}")), "TP105", {"found": "{{title}}"}),
        ((DOC, TITLE, TITLE + _run("{{p title }}")), "TP105", {"found": "{{p title }}"}),
        ((DOC, TITLE, TITLE + _run("{{ body }}")), "TP105", {"found": "{{ body }}"}),
        ((DOC, TITLE, TITLE + _run("{# note #}")), "TP105", {"found": "{# note #}"}),
        ((NOTES, "<w:separator/>", "<w:separator/><w:t>{{ title }}</w:t>"), "TP105", {"found": "{{ title }}"}),
        ((DOC, BODY, BODY + _run("beside")), "TP107", {"slot": "{{p body }}", "found": "beside"}),
        ((DOC, TITLE, TITLE + "</w:p><w:p>" + BODY), "TP109", {"slot": "{{p body }}"}),
    ],
)
def test_a_fault_in_the_slots_is_named(
    change: tuple[str, str, str], code: str, arguments: dict[str, str], edited: Edited
) -> None:
    found = issues(edited(change))
    (one,) = [one for one in found if one.code == code]
    assert dict(one.arguments).items() >= arguments.items()
    # A slot that is misspelt is one that is not there, too.
    assert set(codes(found)) <= {code, "TP104"}


def test_a_fault_has_its_part_and_paragraph(edited: Edited) -> None:
    (found,) = issues(edited((HEADER, SYMBOL, SYMBOL + _run("{{ x|y }}"))))
    assert (found.location.part, found.location.row) == (HEADER, 2)


_INS = '<w:ins w:id="90" w:author="A" w:date="2022-01-31T10:00:00Z">{}</w:ins>'
_CHANGE = 'w:id="91" w:author="A" w:date="2022-01-31T10:00:00Z"'


@pytest.mark.parametrize(
    "change",
    [
        (DOC, TITLE, _INS.format(TITLE)),
        (
            DOC,
            TITLE,
            TITLE + '<w:del w:id="92" w:author="A" w:date="2022-01-31T10:00:00Z"><w:r><w:delText>x</w:delText></w:r></w:del>',
        ),
        (DOC, TITLE, TITLE.replace("<w:t>", f"<w:rPr><w:b/><w:rPrChange {_CHANGE}><w:rPr/></w:rPrChange></w:rPr><w:t>")),
        (DOC, '<w:pStyle w:val="Title1"/>', f'<w:pStyle w:val="Title1"/><w:pPrChange {_CHANGE}><w:pPr/></w:pPrChange>'),
        (DOC, TITLE, TITLE + '<w:commentRangeStart w:id="0"/><w:commentRangeEnd w:id="0"/>'),
        (DOC, "<w:cantSplit/></w:trPr>", f"<w:cantSplit/><w:ins {_CHANGE}/></w:trPr>"),
        (DOC, "<w:titlePg/></w:sectPr>", f"<w:titlePg/><w:sectPrChange {_CHANGE}><w:sectPr/></w:sectPrChange></w:sectPr>"),
        (HEADER, SYMBOL, _INS.format(SYMBOL)),
    ],
    ids=["inserted", "deleted", "run", "paragraph", "comment", "row", "section", "header"],
)
def test_tracked_changes_and_comments_are_reported(change: tuple[str, str, str], edited: Edited) -> None:
    (found,) = issues(edited(change))
    assert (found.code, found.location.part) == ("TP106", change[0])


@pytest.mark.parametrize("role", list(Role))
def test_a_style_that_is_missing_is_reported_by_its_name(role: Role, edited: Edited) -> None:
    id_ = styles_of(shell().parts[STYLES])[role]
    text = shell().parts[STYLES].decode()
    start = text.index(f'w:styleId="{id_}"')
    name = text[text.index("<w:name ", start) :].partition("/>")[0] + "/>"
    (found,) = issues(edited((STYLES, name, '<w:name w:val="other"/>')))
    assert (found.code, argument(found, "style")) == ("TP102", role.value)


def test_a_style_of_another_type_is_missing(edited: Edited) -> None:
    id_ = styles_of(shell().parts[STYLES])[Role.LINK]
    old = f'w:type="character" w:styleId="{id_}"'
    (found,) = issues(edited((STYLES, old, old.replace("character", "paragraph"))))
    assert (found.code, argument(found, "style")) == ("TP102", "Hyperlink")


TEXT_BOX = (
    '<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape id="box"><v:textbox>'
    "<w:txbxContent><w:p>{}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)


@pytest.mark.parametrize(("run", "want"), [(SYMBOL, []), (_run("{{ symbole }}"), ["TP103", "TP104"])])
def test_a_text_box_is_looked_at_once(run: str, want: list[str], edited: Edited) -> None:
    assert codes(issues(edited((HEADER, SYMBOL, TEXT_BOX.format(run))))) == want


def test_a_block_slot_in_a_text_box_stands_there_once(edited: Edited) -> None:
    box = _run("{{p box }}")
    assert codes(issues(edited((DOC, box, TEXT_BOX.format(box))))) == []


def test_a_template_that_is_not_there_is_named(tmp_path: Path) -> None:
    (found,) = issues(tmp_path / "council.docx")
    assert (found.code, argument(found, "kind")) == ("TP108", "council")


@pytest.mark.parametrize("part", [DOC, HEADER, STYLES])
def test_a_damaged_part_is_a_fault_of_the_template_and_no_exception(part: str, edited: Edited) -> None:
    with pytest.raises(SourceError) as error:
        issues(edited((part, "</w:", "</")))
    assert (error.value.issue.code, error.value.issue.location.part) == ("FI143", part)


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "FI101"), (b"no zip", "FI102"), (b"PK\x03\x04", "FI118"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "FI120")],
)
def test_a_file_that_is_no_word_file_is_refused(data: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "council.docx"
    path.write_bytes(data)
    with pytest.raises(SourceError) as error:
        issues(path)
    assert error.value.issue.code == code


def test_the_slot_of_the_box_is_for_documents_with_a_box(edited: Edited) -> None:
    path = edited((DOC, _run("{{p box }}"), _run("x")))
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


def test_a_slot_that_the_document_leaves_empty_may_be_missing(edited: Edited) -> None:
    path = edited((DOC, TITLE, _run("x")))
    assert list(template_issues(path, document(plain_section(paragraph()), lines=[line(slot, "") for slot in SLOTS]))) == []
