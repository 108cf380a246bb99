"""Blocks into paragraphs and tables with the styles of the template."""

from __future__ import annotations

from itertools import pairwise

import pytest
from lxml import etree

from pipeline.model.blocks import Agenda, AgendaLevel, AgendaLine, Block, Entry, Enumeration, Marker, Rule
from pipeline.model.inlines import Text
from pipeline.wml.names import w
from tests.documents import (
    Word,
    annex,
    box_field,
    document,
    entries,
    entry,
    made,
    note,
    numbered_paragraph,
    paragraph,
    plain_section,
    section,
    table,
)
from tests.project import visible

WIDTH = 11906 - 2 * 1134


def generated(word: Word) -> list[etree._Element]:
    """The paragraphs and tables between the box and the closing rule of the template."""
    every = list(word.tree().find(w("body")))
    tables = [at for at, child in enumerate(every) if child.tag == w("tbl")]
    end = next(at for at, child in enumerate(every) if visible(child) == "_" * 14)
    return every[tables[1] + 1 : end]


def styled(nodes: list[etree._Element]) -> list[tuple[str, str]]:
    """Style id and text of every paragraph in these."""
    made = []
    for one in (found for node in nodes for found in node.iter(w("p"))):
        style = one.find(f"{w('pPr')}/{w('pStyle')}")
        made.append(("" if style is None else style.get(w("val"), ""), visible(one)))
    return made


def body(*blocks: Block) -> list[tuple[str, str]]:
    return styled(generated(made(document(plain_section(*blocks)))))


def in_box(*blocks: Block) -> list[etree._Element]:
    """What the box's cell holds."""
    word = made(document(box=(box_field("summary", *blocks),)))
    cell = next([child for child in word.tree().find(w("body")) if child.tag == w("tbl")][1].iter(w("tc")))
    return [child for child in cell if child.tag != w("tcPr")]


def test_a_number_stands_before_a_tab() -> None:
    word = made(document(section("Contexte", numbered_paragraph("Aux termes …"))))
    assert styled(generated(word)) == [("Heading1", "1\tContexte"), ("", "1.1\tAux termes …")]


def test_headings_go_deeper_with_their_sections() -> None:
    deep = section("C", section("D"))
    word = made(document(section("A", section("B", deep))))
    assert styled(generated(word)) == [
        ("Heading1", "1\tA"),
        ("Heading2", "1.1\tB"),
        ("Heading3", "1.1.1\tC"),
        ("Heading3", "1.1.1.1\tD"),
    ]


def test_headings_without_number_are_bold_then_italic() -> None:
    inner = section("Défi", section("Plus bas", numbered=False), numbered=False)
    word = made(document(section("Question 1", inner, numbered=False)))
    assert [style for style, _ in styled(generated(word))] == ["Headingb", "Headingi", "Headingi"]


def test_a_section_without_heading_goes_no_deeper() -> None:
    word = made(document(plain_section(section("Arguments", numbered=False))))
    assert styled(generated(word)) == [("Headingb", "Arguments")]


@pytest.mark.parametrize(
    ("marker", "text"),
    [
        (Marker.LETTER, "a)\tentry 1"),
        (Marker.CAPITAL, "A)\tentry 1"),
        (Marker.ARABIC, "1)\tentry 1"),
        (Marker.ROMAN, "i)\tentry 1"),
        (Marker.DASH, "–\tentry 1"),
        (Marker.BULLET, "•\tentry 1"),
        (Marker.TERM, "\tentry 1"),
    ],
)
def test_an_entry_has_its_marker_before_a_tab_and_a_term_only_the_tab(marker: Marker, text: str) -> None:
    assert body(entries(marker, 1)) == [("enumlev1", text)]


def test_lists_nested_deeper_than_the_styles_go_stay_at_the_deepest() -> None:
    nested = entry(Marker.ROMAN, "four")
    for marker, text in ((Marker.DASH, "three"), (Marker.LETTER, "two"), (Marker.ARABIC, "one")):
        nested = entry(marker, text, Enumeration((nested,)))
    assert body(Enumeration((nested,))) == [
        ("enumlev1", "1)\tone"),
        ("enumlev2", "a)\ttwo"),
        ("enumlev3", "–\tthree"),
        ("enumlev3", "i)\tfour"),
    ]


def test_a_continuation_is_indented_as_deep_as_its_entry() -> None:
    inner = entry(Marker.DASH, "inner", paragraph("continues inner", indented=True))
    outer = entry(Marker.LETTER, "outer", Enumeration((inner,)), paragraph("continues outer", indented=True))
    assert body(Enumeration((outer,))) == [
        ("enumlev1", "a)\touter"),
        ("enumlev2", "–\tinner"),
        ("enumlev2", "\tcontinues inner"),
        ("enumlev1", "\tcontinues outer"),
    ]


def test_a_paragraph_before_a_table_keeps_to_it() -> None:
    found = body(paragraph("before"), table(("a",)), paragraph("after"))
    assert found == [("Normalbeforetable", "before"), ("Tabletext", "a"), ("", "after")]


def test_a_table_has_a_head_row_only_where_it_has_headers() -> None:
    assert body(Rule(), table(("a", "b"), head=("A", "B")))[1:] == [
        ("Tablehead", "A"),
        ("Tablehead", "B"),
        ("Tabletext", "a"),
        ("Tabletext", "b"),
    ]
    assert body(Rule(), table(("a", "b")))[1:] == [("Tabletext", "a"), ("Tabletext", "b")]


@pytest.mark.parametrize("widths", [(20, 35, 25, 20), (1, 1, 1, 1), (30, 30, 30, 30), (0.1, 0.2, 0.3, 5), (7, 11, 13, 17)])
def test_columns_share_the_whole_width_whatever_their_shares_sum_to(widths: tuple[float, ...]) -> None:
    _, found = generated(made(document(plain_section(Rule(), table(("a", "b", "c", "d"), widths=widths)))))
    columns = [int(column.get(w("w"))) for column in found.iter(w("gridCol"))]
    assert sum(columns) == WIDTH
    assert all(abs(column - WIDTH * share / sum(widths)) < 4 for column, share in zip(columns, widths, strict=True))


@pytest.mark.parametrize(
    "blocks",
    [
        (plain_section(table(("a",)), table(("b",))),),
        (plain_section(table(("a",))), plain_section(table(("b",)))),
        (section("H", table(("a",)), plain_section(table(("b",)))),),
        (plain_section(plain_section(table(("a",))), plain_section(table(("b",)))),),
    ],
    ids=["in one section", "in two", "in a section and its part", "in two parts"],
)
def test_two_tables_that_follow_each_other_stay_two(blocks: tuple[Block, ...]) -> None:
    found = generated(made(document(*blocks)))  # type: ignore[arg-type]
    assert [node.tag for node in found].count(w("tbl")) == 2
    assert all({before.tag, after.tag} != {w("tbl")} for before, after in pairwise(found))


def test_a_table_at_the_head_of_the_body_is_parted_from_the_box() -> None:
    children = [child.tag for child in made(document(plain_section(table(("a",))))).tree().find(w("body"))]
    assert all({before, after} != {w("tbl")} for before, after in pairwise(children))


def test_a_table_may_end_the_box() -> None:
    found = in_box(paragraph("before"), table(("a", "b")))
    assert [node.tag for node in found] == [w("p"), w("p"), w("tbl"), w("p")]


def test_a_table_in_the_box_keeps_to_its_width() -> None:
    (found,) = (node for node in in_box(table(("a", "b"))) if node.tag == w("tbl"))
    assert sum(int(column.get(w("w"))) for column in found.iter(w("gridCol"))) < WIDTH


def test_the_box_heads_its_fields_and_ends_with_the_rule() -> None:
    assert styled(in_box(paragraph("Le présent rapport …"), Rule())) == [
        ("Boxhead", "Résumé"),
        ("", "Le présent rapport …"),
        ("Rule", "_" * 12),
    ]


def test_a_document_without_body_is_still_whole() -> None:
    assert generated(made(document())) == []


def test_a_document_without_box_fields_has_no_box() -> None:
    for blocks in ((), (plain_section(paragraph("Text.")),), (plain_section(table(("a",))),)):
        with_box, without = made(document(*blocks)), made(document(*blocks, box=()))
        count = [len(word.tree().findall(f"{w('body')}/{w('tbl')}")) for word in (with_box, without)]
        assert count[0] == count[1] + 1
        texts = [text for text in with_box.texts() if text not in ("", "Résumé")]
        assert [text for text in without.texts() if text] == texts
        children = [child.tag for child in without.tree().find(w("body"))]
        assert all({before, after} != {w("tbl")} for before, after in pairwise(children))


def test_a_document_without_annex_has_no_line_of_one() -> None:
    assert not any(style.startswith("Annex") for style, _ in made(document(plain_section(paragraph()))).paragraphs())


@pytest.mark.parametrize(
    ("annexes", "lines"),
    [
        ((annex("Ordre du jour", paragraph("One.")),), ["ANNEXE", "Ordre du jour", "One."]),
        (
            (annex("A", paragraph("One."), number=1), annex("B", paragraph("Two."), number=2)),
            ["ANNEXE 1", "A", "One.", "ANNEXE 2", "B", "Two."],
        ),
    ],
)
def test_annexes_are_numbered_where_there_is_more_than_one(annexes: tuple, lines: list[str]) -> None:
    found = styled(generated(made(document(annexes=annexes))))
    assert [text for _, text in found] == lines
    assert [style for style, _ in found] == ["AnnexNo", "Annextitle", "Normalaftertitle"] * len(annexes)


def test_the_agenda_is_in_its_own_styles() -> None:
    lines = [(AgendaLevel.PART, "Part"), (AgendaLevel.ITEM, "Item"), (AgendaLevel.SUB, "Sub"), (AgendaLevel.ITEM, "Next")]
    agenda = Agenda(tuple(AgendaLine("", level, (Text(text),)) for level, text in lines))
    assert styled(generated(made(document(annexes=(annex("Agenda", agenda),)))))[2:] == [
        ("Agendapart", "I\tPart"),
        ("Agendaitem", "1\tItem"),
        ("Agendasub", "a)\tSub"),
        ("Agendaitem", "2\tNext"),
    ]


def test_a_line_without_text_stays_a_line() -> None:
    assert body(paragraph(""), Enumeration((Entry("", Marker.LETTER, ()),))) == [("", ""), ("enumlev1", "a)\t")]


TYPED = "a\tb\nc\u2011d\u00a0e & <f> \"g\" 'h' {{ i }} {% j %} {k}"


def test_every_sign_of_a_text_is_on_the_page() -> None:
    assert body(paragraph((Text(TYPED),)), table(((Text(TYPED),),)), Enumeration((entry(Marker.DASH, (Text(TYPED),)),))) == [
        ("Normalbeforetable", TYPED),
        ("Tabletext", TYPED),
        ("enumlev1", f"–\t{TYPED}"),
    ]


def test_notes_of_the_box_come_before_notes_of_the_body() -> None:
    word = made(
        document(
            section((Text("Heading"), note("third", "c")), paragraph((Text("a"), note("fourth", "d")))),
            box=(box_field("summary", paragraph((Text("a"), note("first", "a"))), table(((Text("b"), note("second", "b")),))),),
        )
    )
    calls = [call.get(w("id")) for call in word.tree().iter(w("footnoteReference"))]
    assert calls == ["1", "2", "3", "4"]
    notes = {one.get(w("id")): visible(one) for one in word.tree("word/footnotes.xml")}
    assert [notes[call] for call in calls] == ["\tfirst", "\tsecond", "\tthird", "\tfourth"]


def test_a_footnote_has_its_mark_its_style_and_its_text() -> None:
    word = made(document(plain_section(paragraph((Text("six"), note(TYPED), Text(" regions"))))))
    (found,) = [one for one in word.tree("word/footnotes.xml") if one.get(w("id")) == "1"]
    assert styled([found]) == [("FootnoteText", "\t" + note(TYPED).content[0].text)]  # type: ignore[union-attr]
    assert len(list(found.iter(w("footnoteRef")))) == 1
