"""WordprocessingML as text: what is typed comes back, whatever it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipeline.gate.reading import FORBIDDEN
from pipeline.wml.make import (
    Look,
    Tongue,
    bookmark,
    cell,
    characters,
    escaped,
    field,
    hyperlink,
    paragraph,
    row,
    table,
    table_properties,
    text_run,
)
from pipeline.wml.names import R, W, w
from pipeline.wml.order import RUN_PROPERTIES
from tests.project import visible

# What the readers let through: all that XML can hold.
TYPED = st.text(st.characters(codec="utf-8")).filter(lambda text: not FORBIDDEN.search(text) and "\r" not in text)


def parsed(xml: str) -> etree._Element:
    return etree.fromstring(f'<w:body xmlns:w="{W}" xmlns:r="{R}">{xml}</w:body>')


@given(TYPED)
def test_every_text_comes_back_as_it_was_typed(text: str) -> None:
    assert visible(parsed(paragraph("", text_run(text, Look())))).replace("\u00ad", "") == text.replace("\u00ad", "")


@given(TYPED)
def test_escaped_text_is_the_same_text_in_an_attribute_without_line_ends(text: str) -> None:
    flat = text.replace("\n", "").replace("\t", "")
    assert etree.fromstring(f'<a b="{escaped(flat)}"/>').get("b") == flat


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("a\tb", ["t", "tab", "t"]),
        ("a\nb", ["t", "br", "t"]),
        ("a\r\nb", ["t", "br", "t"]),
        ("a\rb", ["t", "br", "t"]),
        ("C22\u2011F", ["t", "noBreakHyphen", "t"]),
        ("Tele\u00adcom", ["t", "softHyphen", "t"]),
        ("six\u00a0régions", ["t"]),
        ("\t", ["tab"]),
        ("", []),
    ],
)
def test_a_sign_that_is_no_character_in_word_is_an_element(text: str, names: list[str]) -> None:
    run = parsed(f"<w:r>{characters(text)}</w:r>")[0]
    assert [child.tag for child in run] == [w(name) for name in names]


def test_spaces_at_the_ends_of_a_text_are_kept() -> None:
    assert 'xml:space="preserve"> a </w:t>' in characters(" a ")


def test_a_run_without_text_is_not_made() -> None:
    assert text_run("", Look(bold=True)) == ""


def test_a_look_has_its_properties_in_the_order_of_the_schema() -> None:
    look = Look(style="Hyperlink", bold=True, italic=True, raised=True, tongue=Tongue("fr-CH"))
    names = [child.tag.rpartition("}")[2] for child in parsed(look.properties)[0]]
    assert names == sorted(names, key=RUN_PROPERTIES.index)
    assert names == ["rStyle", "b", "bCs", "i", "iCs", "vertAlign", "lang"]


def test_a_run_without_a_look_has_no_properties() -> None:
    assert text_run("a", Look()) == '<w:r><w:t xml:space="preserve">a</w:t></w:r>'


def test_a_field_caches_its_result_between_separator_and_end() -> None:
    made = parsed(paragraph("", field("REF _Ref1 \\h", text_run("2.4", Look()), Look())))
    marks = [node.get(w("fldCharType")) or node.text for node in made.iter(w("fldChar"), w("instrText"), w("t"))]
    assert marks == ["begin", " REF _Ref1 \\h ", "separate", "2.4", "end"]


def test_a_bookmark_opens_and_closes_by_one_number() -> None:
    start, run, end = parsed(bookmark(7, "Proposal", text_run("a", Look())))
    assert (start.get(w("id")), start.get(w("name")), end.get(w("id"))) == ("7", "Proposal", "7")
    assert visible(run.getparent()) == "a"


def test_a_link_names_its_relationship() -> None:
    (link,) = parsed(hyperlink("rIdLink1", text_run("a", Look())))
    assert link.get(f"{{{R}}}id") == "rIdLink1"


def test_a_table_is_as_wide_as_its_columns_and_marks_its_head() -> None:
    cells = [cell(1000, paragraph("", "")), cell(2000, paragraph("", ""))]
    (made,) = parsed(table(table_properties("Grid", 3000, head=True), [1000, 2000], [row(cells, head=True), row(cells)]))
    assert made.find(f"{w('tblPr')}/{w('tblW')}").get(w("w")) == "3000"
    assert [column.get(w("w")) for column in made.iter(w("gridCol"))] == ["1000", "2000"]
    assert [len(list(row.iter(w("tblHeader")))) for row in made.iter(w("tr"))] == [1, 0]


@pytest.mark.parametrize(("is_head", "first"), [(True, "1"), (False, "0")])
def test_a_table_looks_like_one_with_a_head_only_where_it_has_one(is_head: bool, first: str) -> None:
    rows = [row([cell(1000, paragraph("", ""))], head=is_head)]
    (made,) = parsed(table(table_properties("Grid", 1000, head=is_head), [1000], rows))
    assert made.find(f"{w('tblPr')}/{w('tblLook')}").get(w("firstRow")) == first
