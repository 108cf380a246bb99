"""The annotated copy of a template: its comments read back with lxml, its package held to every rule, and through LibreOffice."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

from pipeline.check.package import faults
from pipeline.check.template import template_issues
from pipeline.issues import Issue, Location, SourceError, issue
from pipeline.messages import Messages, languages
from pipeline.review.annotated.remark import remark
from pipeline.review.annotated.template import annotated_template
from pipeline.wml.names import w
from pipeline.write.tags import BLOCKS
from tests.check.packages import CLEAN, packed
from tests.documents import SLOTS, document, line, paragraph, plain_section, shell
from tests.project import visible
from tests.review.annotated.test_workbook import converted, parts_of
from tests.validator import available, findings

DOC, HEADER, NOTES = "word/document.xml", "word/header1.xml", "word/footnotes.xml"
EN = Messages("en")
DOCUMENT = document(plain_section(paragraph()), lines=[line(slot, slot) for slot in SLOTS])
TITLE = "<w:r><w:t>{{ title }}</w:t></w:r>"
Edited = Callable[..., Path]


@pytest.fixture
def edited(tmp_path: Path) -> Edited:
    """A copy of the council template with texts of its parts replaced."""

    def edit(*changes: tuple[str, str, str]) -> Path:
        parts = {name: data.decode("latin-1") for name, data in shell().parts.items()}
        for part, old, new in changes:
            assert old in parts[part]
            parts[part] = parts[part].replace(old, new)
        return saved(tmp_path, {name: text.encode("latin-1") for name, text in parts.items()})

    return edit


def _bytes(parts: Mapping[str, str | bytes]) -> dict[str, bytes]:
    return {name: part.encode() if isinstance(part, str) else part for name, part in parts.items()}


WITHOUT_COMMENTS = {
    name: re.sub(
        r"<(Override|Relationship)\b[^>]*comments\.xml[^>]*>|<w:comment(RangeStart|RangeEnd|Reference)[^>]*>", "", part
    )
    for name, part in CLEAN.items()
    if isinstance(part, str) and name != "word/comments.xml"
} | {name: part for name, part in CLEAN.items() if isinstance(part, bytes)}


def saved(folder: Path, parts: dict[str, bytes]) -> Path:
    path = folder / "council.docx"
    path.write_bytes(packed(parts))
    return path


def copy(path: Path, issues: Sequence[Issue] | None = None, messages: Messages = EN) -> dict[str, bytes]:
    """The parts of the copy, which breaks no rule that the template does not break."""
    data = annotated_template(path, list(template_issues(path, DOCUMENT)) if issues is None else issues, messages)
    before = {(one.rule, one.part) for one in faults(path.read_bytes())}
    assert [one for one in faults(data) if (one.rule, one.part) not in before] == []
    return parts_of(data)


def comments(parts: dict[str, bytes]) -> dict[str, str]:
    """The comments by id, a line a paragraph."""
    root = etree.fromstring(parts["word/comments.xml"])
    return {each.get(w("id"), ""): "\n".join(visible(one) for one in each.iter(w("p"))) for each in root.iter(w("comment"))}


def anchored(parts: dict[str, bytes], number: str) -> str:
    """The text between the two ends of a comment."""
    made: list[str] = []
    inside = False
    for node in etree.fromstring(parts[DOC]).iter():
        if node.tag in (w("commentRangeStart"), w("commentRangeEnd")) and node.get(w("id")) == number:
            inside = node.tag == w("commentRangeStart")
        elif inside and node.tag == w("t"):
            made.append(node.text or "")
    return "".join(made)


@pytest.mark.parametrize("language", languages())
def test_a_tag_that_is_wrong_has_its_comment_and_nothing_else_has(language: str, edited: Edited) -> None:
    path = edited(
        (DOC, TITLE, "<w:r><w:t>Titre: </w:t></w:r>" + TITLE.replace("title", "titel") + "<w:r><w:t> (fin)</w:t></w:r>")
    )
    messages = Messages(language)
    parts = copy(path, messages=messages)
    found = {one.code: one for one in template_issues(path, DOCUMENT)}
    assert set(found) == {"TP103", "TP104"}
    made = comments(parts)
    assert made["1"] == remark(found["TP103"], messages)
    assert anchored(parts, "1") == "{{ titel }}"
    # What is missing has no place: it stands at the beginning, with a word on what this file is.
    assert list(made) == ["0", "1"]
    assert made["0"].startswith(messages.say("copy_template", template="council.docx", errors=2, warnings=0))
    assert made["0"].endswith(remark(found["TP104"], messages))
    assert anchored(parts, "0") == "{{ session }}"


def test_a_comment_names_its_maker_and_bears_no_real_date_and_no_style(edited: Edited) -> None:
    parts = copy(edited((DOC, "{{ title }}", "{{ titel }}")))
    for each in etree.fromstring(parts["word/comments.xml"]).iter(w("comment")):
        assert dict(each.attrib) == {
            w("id"): each.get(w("id")),
            w("author"): "council",
            w("initials"): "c",
            w("date"): "1980-01-01T00:00:00Z",
        }
        assert each.find(f".//{w('pStyle')}") is None
        assert each.find(f".//{w('rStyle')}") is None


def test_a_tag_that_word_cut_into_runs_is_marked_whole(edited: Edited) -> None:
    cut = "<w:r><w:t>a {{ ti</w:t></w:r><w:proofErr w:type='spellStart'/><w:r><w:t>tel }} b</w:t></w:r><w:r><w:t>c</w:t></w:r>"
    assert anchored(copy(edited((DOC, TITLE, cut))), "1") == "a {{ titel }} b"


def test_two_faults_of_a_paragraph_have_their_comments_in_order(edited: Edited) -> None:
    path = edited((DOC, TITLE, TITLE.replace("title", "first") + TITLE.replace("title", "second") + TITLE))
    parts = copy(path)
    assert [anchored(parts, number) for number in ("1", "2")] == ["{{ first }}", "{{ second }}"]
    marks = etree.fromstring(parts[DOC]).iter(w("commentReference"))
    assert [mark.get(w("id")) for mark in marks] == ["0", "1", "2"]


@pytest.mark.parametrize(
    ("found", "column", "length", "want"),
    [
        ("{{ a }}", 0, 0, "{{ a }} 1 "),
        ("{{ a }}", 11, 7, "{{ a }} 2"),
        ("{{ a }}", 9, 7, "{{ a }} 2"),
        ("{{ a…", 11, 7, "{{ a }} 2"),
        ("{{ a…", 0, 0, "{{ a }} 1 {{ a }} 2"),
        ("{{ a…", 400, 7, "{{ a }} 1 {{ a }} 2"),
    ],
)
def test_of_two_tags_that_are_alike_the_one_that_is_meant_is_marked(
    found: str, column: int, length: int, want: str, edited: Edited
) -> None:
    runs = "".join(f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' for text in ("{{ a }} 1 ", "{{ a }} 2"))
    path = edited((DOC, TITLE, runs))
    assert anchored(copy(path, [issue("TP105", Location(path, DOC, 9, column, length), found=found)]), "1") == want


def test_a_fault_of_a_header_or_a_note_stands_at_the_beginning_with_its_place(edited: Edited) -> None:
    path = edited(
        (HEADER, "{{ symbol }}", "{{ symbole }}"),
        (NOTES, "<w:separator/>", "<w:separator/><w:t>{{ title }}</w:t>"),
    )
    parts = copy(path)
    (only,) = comments(parts).values()
    for found in template_issues(path, DOCUMENT):
        assert remark(found, EN) in only
        if found.location.row:
            assert f"In {EN.place(found.location)}, where Word has no comments:\n{remark(found, EN)}" in only
    for name in (HEADER, NOTES):
        assert b"comment" not in parts[name]


def test_a_fault_in_a_text_box_is_marked_on_the_paragraph_that_it_hangs_on(edited: Edited) -> None:
    box = (
        '<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape id="box"><v:textbox>'
        "<w:txbxContent><w:p>{}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    parts = copy(edited((DOC, TITLE, TITLE + box.format("<w:r><w:t>{{ x|y }}</w:t></w:r>"))))
    root = etree.fromstring(parts[DOC])
    (start,) = [mark for mark in root.iter(w("commentRangeStart")) if mark.get(w("id")) == "1"]
    assert next(start.iterancestors(w("txbxContent")), None) is None
    assert "{{ x|y }}" in anchored(parts, "1")


def test_comments_and_tracked_changes_of_the_template_stay_readable(tmp_path: Path) -> None:
    path = saved(tmp_path, _bytes(CLEAN))
    rows = range(1, 1 + len(list(etree.fromstring(_bytes(CLEAN)[DOC]).iter(w("p")))))
    parts = copy(path, [issue("TP106", Location(path, DOC, row), found="struck") for row in rows])
    made = comments(parts)
    assert made["0"] == "A remark"
    assert list(made) == [str(number) for number in range(len(rows) + 2)]
    assert anchored(parts, "0") == "noted"
    root = etree.fromstring(parts[DOC])
    for name, text in (("ins", "added"), ("del", "struck")):
        (change,) = root.iter(w(name))
        assert change.get(w("author")) == "A"
        assert "".join(change.itertext()) == text


def test_a_template_without_a_paragraph_has_its_comment_all_the_same(tmp_path: Path) -> None:
    body = CLEAN[DOC]
    assert isinstance(body, str)
    start, end = body.index("<w:body>") + len("<w:body>"), body.index("<w:sectPr>")
    path = saved(tmp_path, {**_bytes(WITHOUT_COMMENTS), DOC: (body[:start] + body[end:]).encode()})
    made = copy(path, [issue("TP102", Location(path), style="enumlev1")])
    assert "enumlev1" in comments(made)["0"]
    assert anchored(made, "0") == ""


def test_words_of_any_script_and_signs_that_no_part_can_hold_are_shown(edited: Edited) -> None:
    path = edited()
    found = "بلاغ 报告 <&> \x00\ud800 a\tb\nc"
    text = comments(copy(path, [issue("TP107", Location(path, DOC, 9), found=found, slot="{{p body }}")]))["1"]
    assert "بلاغ 报告 <&> \u25a1\u25a1 a\tb\nc" in text


def test_the_same_template_gives_the_same_bytes(edited: Edited) -> None:
    path = edited((DOC, "{{ title }}", "{{ titel }}"))
    issues = list(template_issues(path, DOCUMENT))
    data = annotated_template(path, issues, EN)
    assert annotated_template(path, issues, EN) == data
    with ZipFile(BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("data", [b"", b"no zip", packed({**CLEAN, DOC: "<w:document"}), packed({**CLEAN, HEADER: "<"})])
def test_a_template_that_cannot_be_read_has_no_copy(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "council.docx"
    path.write_bytes(data)
    with pytest.raises(SourceError):
        annotated_template(path, [issue("TP102", Location(path), style="enumlev1")], EN)


@pytest.fixture
def faulty(edited: Edited) -> Path:
    """A template with faults in text, table cell and header, and two styles missing."""
    return edited(
        (DOC, TITLE, TITLE.replace("title", "titel") + "<w:r><w:t>{% if x %}</w:t></w:r>"),
        (DOC, "{{ date }}", "{{date}}"),
        (HEADER, "{{ symbol }}", "{{ symbole }}"),
        ("word/styles.xml", 'w:val="enumlev1"', 'w:val="liste"'),
    )


@pytest.mark.skipif(available() is not None, reason=available() or "")
def test_the_open_xml_sdk_finds_nothing(faulty: Path, tmp_path: Path) -> None:
    made = tmp_path / "council.check.docx"
    made.write_bytes(annotated_template(faulty, list(template_issues(faulty, DOCUMENT)), EN))
    clean = tmp_path / "clean.docx"
    clean.write_bytes(packed(CLEAN))
    marked = tmp_path / "clean.check.docx"
    rows = [issue("TP106", Location(clean, DOC, row), found="struck") for row in range(1, 12)]
    marked.write_bytes(annotated_template(clean, rows, EN))
    assert findings([made, clean, marked]) == []


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_shows_the_copy_and_keeps_its_comments(faulty: Path, tmp_path: Path) -> None:
    made = tmp_path / "council.check.docx"
    made.write_bytes(annotated_template(faulty, list(template_issues(faulty, DOCUMENT)), EN))
    converted(made, "pdf", tmp_path)
    assert (tmp_path / "council.check.pdf").read_bytes().startswith(b"%PDF-")
    back = parts_of(converted(converted(made, "odt", tmp_path), "docx", tmp_path / "back").read_bytes())
    assert sorted(comments(back).values()) == sorted(comments(parts_of(made.read_bytes())).values())
    assert len(comments(back)) == 4


def test_every_slot_stands_in_the_copy_as_it_did(faulty: Path) -> None:
    parts = copy(faulty)
    for name in (DOC, HEADER):
        before = "".join(etree.fromstring(parts_of(faulty.read_bytes())[name]).itertext())
        assert "".join(etree.fromstring(parts[name]).itertext()) == before
    assert all(slot in parts[DOC].decode() for slot in BLOCKS)
