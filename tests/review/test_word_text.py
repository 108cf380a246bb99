"""Any Word file as text for `git diff`."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from lxml import etree

from pipeline.review.word_text import word_text
from pipeline.wml.names import W
from tests.project import COUNCIL, TDAG, Project


def with_body(body: str) -> bytes:
    """A .docx that python-docx made, with this body."""
    made = io.BytesIO()
    docx.Document().save(made)
    with zipfile.ZipFile(made) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document.xml"] = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'.encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def lines(body: str) -> list[str]:
    return word_text(with_body(body)).splitlines()


def run(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


DELETED = '<w:del w:id="2" w:author="a"><w:r><w:delText>vieux</w:delText></w:r></w:del>'


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (f"<w:p>{run('Un')}</w:p>", "Un"),
        (
            f'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>{run("1")}<w:r><w:tab/></w:r>{run("Deux")}</w:p>',
            "[Heading1] 1→Deux",
        ),
        (f"<w:p>{run('le 8')}{run(chr(0xA0) + 'mars')}</w:p>", "le 8⍽mars"),
        (f"<w:p>{run('g', '<w:rPr><w:b/></w:rPr>')}{run('ras', '<w:rPr><w:b/></w:rPr>')}</w:p>", "**gras**"),
        (f"<w:p>{run('non', '<w:rPr><w:b w:val=' + chr(34) + '0' + chr(34) + '/></w:rPr>')}</w:p>", "non"),
        (f"<w:p>{run('a')}{run(chr(0x200F))}{run('b')}</w:p>", "a<U+200F>b"),
        ("<w:p><w:r><w:t>GT</w:t><w:noBreakHyphen/><w:t>GCDT</w:t></w:r></w:p>", "GT\u2011GCDT"),
        (
            f'<w:p><w:ins w:id="1" w:author="a">{run("neuf")}</w:ins>{DELETED}</w:p>',
            "{+neuf+}[-vieux-]",
        ),
        (
            f'<w:p><w:pPr><w:rPr><w:ins w:id="1" w:author="a"/></w:rPr></w:pPr>{run("coupé")}</w:p>',
            "coupé{+¶+}",
        ),
        (f'<w:p><w:hyperlink w:anchor="_Ref1">{run("2.3")}</w:hyperlink></w:p>', "[2.3](#_Ref1)"),
        (f"<w:sdt><w:sdtContent><w:p>{run('contrôle')}</w:p></w:sdtContent></w:sdt>", "contrôle"),
        (
            f"<w:tbl><w:tr><w:tc><w:p>{run('a')}</w:p><w:p>{run('b')}</w:p></w:tc><w:tc><w:p>{run('c')}</w:p></w:tc></w:tr></w:tbl>",
            "| a ¶ b | c |",
        ),
        (
            f'<w:tbl><w:tr><w:trPr><w:ins w:id="1" w:author="a"/></w:trPr><w:tc><w:p>{run("a")}</w:p></w:tc></w:tr></w:tbl>',
            "| {+a+} |",
        ),
    ],
)
def test_a_paragraph_or_row_is_one_line(body: str, shown: str) -> None:
    assert lines(body) == [shown]


def test_a_note_stands_inside_its_text_and_headers_come_first(project: Project) -> None:
    path = project.built(TDAG)
    made = word_text(path.read_bytes())
    assert made.startswith("[Header] TDAG-20/INF/1-F→")
    assert made.count("[^: ") == 3


def test_every_word_of_the_document_is_in_the_text(project: Project) -> None:
    path = project.built()
    made = word_text(path.read_bytes())
    root = etree.fromstring(zipfile.ZipFile(path).read("word/document.xml"))
    for text in root.iter(f"{{{W}}}t"):
        assert (text.text or "").strip().replace("\u00a0", "⍽") in made


def test_one_more_paragraph_is_one_more_line(project: Project) -> None:
    before = word_text(project.built(COUNCIL).read_bytes()).splitlines()
    project.append("01-contexte.md", "Un paragraphe de plus. {#p999}")
    after = word_text(project.built(COUNCIL).read_bytes()).splitlines()
    assert len(set(after) - set(before)) == 1


@pytest.mark.parametrize("data", [b"", b"version https://git-lfs.github.com/spec/v1\n", b"PK\x03\x04"])
def test_what_is_no_package_has_no_text(data: bytes) -> None:
    assert word_text(data) == ""


def test_a_real_file_of_another_hand_has_a_text(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_heading("Titre", 1)
    word.add_table(1, 2).rows[0].cells[0].text = "x"
    word.save(str(tmp_path / "a.docx"))
    assert word_text((tmp_path / "a.docx").read_bytes()).splitlines() == ["[Heading1] Titre", "| x |  |"]
