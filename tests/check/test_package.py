"""Each rule over a finished package: one fault planted in a clean file gives that rule and no other."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from pipeline.check.package import RULES, broken, faults
from pipeline.wml.order import CHILDREN, REPEATED
from tests.check.packages import CLEAN, DECORATIVE, packed, with_change, with_part
from tests.check.planted import DOC, MARK, PLANTED, Planted


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: planted.sentence)
def test_a_planted_fault_breaks_exactly_its_rule(planted: Planted) -> None:
    assert {fault.rule for fault in faults(planted.package, [MARK])} == {planted.rule}


def test_every_rule_has_a_planted_fault() -> None:
    assert {planted.rule for planted in PLANTED} == set(RULES)


def test_the_clean_package_has_no_fault() -> None:
    assert list(faults(packed(CLEAN), [MARK])) == []


def test_braces_in_text_are_text() -> None:
    assert list(faults(with_change(DOC, "controlled", "{{ x }} {% y %}"), [MARK])) == []


def test_a_decorative_drawing_needs_no_description() -> None:
    bare = with_change(DOC, 'descr="The emblem"/>', f">{DECORATIVE}</wp:docPr>")
    assert list(faults(bare)) == []


def test_what_a_fallback_repeats_is_not_counted_twice() -> None:
    inside = '<w:bookmarkStart w:id="9" w:name="box"/><w:bookmarkEnd w:id="9"/>'
    box = f"<w:txbxContent><w:p>{inside}</w:p></w:txbxContent>"
    both = f'<mc:Choice Requires="w14">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>'
    package = with_change(DOC, "<w:p/>\n", f"<w:p><w:r><mc:AlternateContent>{both}</mc:AlternateContent></w:r></w:p><w:p/>\n")
    assert list(faults(package)) == []


def test_an_entity_of_a_document_type_is_never_expanded() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><x b="&a;"/>'
    package = packed({**CLEAN, "word/extra.xml": bomb})
    assert [fault.rule for fault in faults(package)] == ["document-type-declaration"]


def test_a_fault_names_its_part_and_place() -> None:
    (fault,) = faults(with_change(DOC, "<w:t>An entry", "<w:t> An entry"))
    assert (fault.rule, fault.part) == ("lost-space", "word/document.xml")
    assert "An entry" in fault.detail


def test_the_order_of_children_names_each_child_once() -> None:
    assert all(len(set(order)) == len(order) for order in CHILDREN.values())
    assert {child for order in CHILDREN.values() for child in order} >= REPEATED


@pytest.mark.parametrize("name", [name for name, content in CLEAN.items() if isinstance(content, str)])
def test_a_part_cut_off_or_of_another_kind_is_a_fault_and_never_an_exception(name: str) -> None:
    content = str(CLEAN[name])
    assert list(faults(with_part(name, content[: len(content) // 2])))
    assert list(faults(with_part(name, "<x/>")))


def parts_of(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


WHOLE = [planted for planted in PLANTED if planted.rule not in ("not-a-package", "duplicate-entry", "unreadable-entry")]


def as_ours(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Parts without what `write` makes none of, and what keeps the check from looking at samples: comments."""
    without = {
        DOC: r'<w:comment[^>]*>|<w:r><w:commentReference w:id="0"/></w:r>',
        "word/_rels/document.xml.rels": r'<Relationship Id="rId5"[^>]*>\n?',
        "[Content_Types].xml": r'<Override PartName="/word/comments.xml"[^>]*>\n?',
    }
    return {
        name: re.sub(without[name].encode(), b"", content) if name in without else content
        for name, content in parts.items()
        if name != "word/comments.xml"
    }


@pytest.mark.parametrize("planted", WHOLE, ids=lambda planted: planted.sentence)
def test_a_fault_is_seen_in_the_parts_before_they_are_packed(planted: Planted) -> None:
    assert broken(as_ours(parts_of(packed(CLEAN))), [MARK]) == []
    for parts in (parts_of(planted.package), as_ours(parts_of(planted.package))):
        assert broken(parts, [MARK]) == list(faults(packed(parts), [MARK]))


def test_a_package_like_one_without_fault_is_not_taken_apart_again(monkeypatch: pytest.MonkeyPatch) -> None:
    clean = as_ours(parts_of(packed(CLEAN)))
    long = as_ours(long_document())
    assert broken(clean, [MARK]) == broken(long, [MARK]) == []

    def assembled(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("pipeline.check.package.assembled", assembled)
    assert broken(clean, [MARK]) == broken(long, [MARK]) == []
    other = {**long, DOC: long[DOC].replace(b"No. ", "N\u00b0\u00a0".encode()).replace(b"_u_", b"_v_")}
    assert broken(other, [MARK]) == []


def paragraph(number: int, inner: str = "") -> str:
    """A paragraph as drafts have thousands of."""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="Normal"/></w:pPr><w:bookmarkStart w:id="{number}" w:name="_u_{number}"/><w:r>'
        f'<w:t xml:space="preserve">No. {number}</w:t></w:r>{inner}<w:bookmarkEnd w:id="{number}"/></w:p>'
    )


def row(number: int) -> str:
    """A row of two cells."""
    return f"<w:tr>{f'<w:tc>{paragraph(number)}</w:tc><w:tc>{paragraph(number + 5000)}</w:tc>'}</w:tr>"


def reference(name: str) -> str:
    run = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = f'<w:r><w:instrText xml:space="preserve"> REF {name} \\h </w:instrText></w:r>'
    cached = '<w:r><w:t xml:space="preserve">2</w:t></w:r>'
    return f"{run.format('begin')}{code}{run.format('separate')}{cached}{run.format('end')}"


def long_document() -> dict[str, bytes]:
    """The clean package with a few hundred paragraphs and rows of few shapes, as `write` makes them."""
    parts = as_ours(parts_of(packed(CLEAN)))
    text = parts[DOC].decode()
    rows = "".join(row(number) for number in range(1300, 1500))
    table = f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="1"/><w:gridCol w:w="1"/></w:tblGrid>{rows}</w:tbl>'
    more = "".join(paragraph(number, reference(f"_u_{number - 1}") if number > 1000 else "") for number in range(1000, 1300))
    assert text.count("<w:p/>\n<w:sectPr>") == 1
    return {**parts, DOC: text.replace("<w:p/>\n<w:sectPr>", f"<w:p/>{more}{table}<w:p/><w:sectPr>").encode()}


SPOILT = {
    "a name twice": ('w:name="_u_1200"', 'w:name="_U_1201"'),
    "an id twice": ('<w:bookmarkStart w:id="1200"', '<w:bookmarkStart w:id="1201"'),
    "an end of another": ('<w:bookmarkEnd w:id="1200"/>', '<w:bookmarkEnd w:id="1201"/>'),
    "a bookmark without end": ('<w:bookmarkEnd w:id="1200"/>', ""),
    "a reference to nothing": ("REF _u_1199 ", "REF _u_9999 "),
    "a field without end": ('No. 1200</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>', "No. 1200</w:t></w:r>"),
    "a style that there is none of": ('<w:pStyle w:val="Normal"/></w:pPr><w:bookmarkStart w:id="1200"', '<w:pStyle w:val="Norml"/></w:pPr><w:bookmarkStart w:id="1200"'),
    "a character that was lost": ("No. 1200", "No. \ufffd1200"),
    "a control character of the second set": ("No. 1200", "No. \x851200"),
    "a line end in a text": ("No. 1200", "No.\n1200"),
    "an entity of nobody": ("No. 1200", "No. &nbsp;1200"),
    "an ampersand": ("No. 1200", "No. & 1200"),
    "a bracket": ("No. 1200", "No. ]]> 1200"),
    "a name that is too long": ('w:name="_u_1200"', f'w:name="_u_{"1" * 40}"'),
    "a name that is none": ('w:name="_u_1200"', 'w:name="1200"'),
    "a noncharacter": ("No. 1200", "No. \ufdd01200"),
    "a null": ("No. 1200", "No. \0"),
    "a mark of the check's own": ("No. 1200", "No. \1"),
    "a mark of the maker": ("No. 1200", f"No. {MARK}1200"),
    "a mark of the maker in a row": ("No. 1400", f"No. {MARK}1400"),
    "text outside a text": ("No. 1200</w:t></w:r>", "No. 1200</w:t>1200</w:r>"),
    "text in no run": ("No. 1200</w:t></w:r>", "No. 1200</w:t></w:r>1200"),
    "a space that is lost": ('<w:t xml:space="preserve">No. 1200', "<w:t> No. 1200"),
    "a bold that there is none of": ('<w:r><w:t xml:space="preserve">No. 1200', '<w:r><w:rPr><w:bold/></w:rPr><w:t xml:space="preserve">No. 1200'),
    "an order that is none": ('<w:r><w:t xml:space="preserve">No. 1200', '<w:r><w:rPr><w:i/><w:b/></w:rPr><w:t xml:space="preserve">No. 1200'),
    "a link to a relationship that there is none of": ('<w:r><w:t xml:space="preserve">No. 1200</w:t></w:r>', '<w:hyperlink r:id="rIdLink7"><w:r><w:t xml:space="preserve">No. 1200</w:t></w:r></w:hyperlink>'),
    "a link to a bookmark that there is none of": ('<w:r><w:t xml:space="preserve">No. 1200</w:t></w:r>', '<w:hyperlink w:anchor="x"><w:r><w:t xml:space="preserve">No. 1200</w:t></w:r></w:hyperlink>'),
    "a note that there is none of": ("No. 1200</w:t>", 'No. 1200</w:t></w:r><w:r><w:footnoteReference w:id="77"/>'),
    "a comment that there is none of": ("No. 1200</w:t>", 'No. 1200</w:t></w:r><w:r><w:commentReference w:id="77"/>'),
    "an insertion by nobody": ('<w:r><w:t xml:space="preserve">No. 1200</w:t></w:r>', '<w:ins w:id="7"><w:r><w:t xml:space="preserve">No. 1200</w:t></w:r></w:ins>'),
    "a cell without paragraph": ("<w:tr><w:tc>" + paragraph(1400) + "</w:tc>", "<w:tr><w:tc></w:tc>"),
    "a row that is too wide": ("<w:tr><w:tc>" + paragraph(1400), "<w:tr><w:tc>" + paragraph(7000) + "</w:tc><w:tc>" + paragraph(1400)),
    "a row without cells": (row(1400), "<w:tr></w:tr>"),
    "a paragraph in a paragraph": (paragraph(1200, reference("_u_1199")), f"<w:p>{paragraph(1200)}</w:p>"),
    "a cut": (paragraph(1200, reference("_u_1199")), "<w:p>"),
}  # fmt: skip


def test_a_long_document_without_fault_has_none() -> None:
    assert broken(long_document(), [MARK]) == []
    # What is known of its shapes from the first time changes nothing.
    assert broken(long_document(), [MARK]) == []
    assert list(faults(packed(long_document()), [MARK])) == []


@pytest.mark.parametrize("what", SPOILT)
def test_one_fault_among_hundreds_of_paragraphs_of_its_shape_is_seen(what: str) -> None:
    assert broken(long_document(), [MARK]) == []
    old, new = SPOILT[what]
    parts = long_document()
    text = parts[DOC].decode()
    assert text.count(old) == 1
    parts[DOC] = text.replace(old, new).encode()
    found = broken(parts, [MARK])
    assert found
    assert found == list(faults(packed(parts), [MARK]))
