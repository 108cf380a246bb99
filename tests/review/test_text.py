"""The text view: one line a paragraph, stable enough for `git diff`."""

from __future__ import annotations

import pytest

from pipeline.model.blocks import Agenda, AgendaLevel, AgendaLine, Block, Enumeration, Marker, Rule
from pipeline.model.inlines import Content, Symbol, Text
from pipeline.review.text import inline_text, text_view
from tests.documents import (
    annex,
    box_field,
    content,
    document,
    entry,
    french,
    line,
    note,
    numbered_paragraph,
    paragraph,
    plain_section,
    section,
    see,
    settled,
    table,
)
from tests.project import TDAG, Project


def test_a_committed_document_reads_as_it_did(project: Project, golden) -> None:
    golden(f"{TDAG}.txt", project.text(TDAG))


def view(*blocks: Block, **places: tuple) -> list[str]:
    """The lines of the text view that are not empty."""
    found = settled(document(section("A", *blocks), **{"box": (), **places}), french())
    return [one for one in text_view(found).splitlines() if one and not one.startswith("[emblem]")]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("a **b** *c* d^e^", "a **b** *c* d^e^"),
        ("[a **b**](https://a.org)", "[a **b**](https://a.org)"),
        ((Symbol("CL-19/33", "https://a.org"), Text(" "), Symbol("21/76", "")), "[CL-19/33](https://a.org) 21/76"),
        ((Text("six"), note("Afrique, *etc.*"), Text(" régions")), "six[^: Afrique, *etc.*] régions"),
        ((Text("one\ntwo"),), "one / two"),
        ((Text("a\u00a0b\u2011c\td"),), "a\u00a0b\u2011c\td"),
        ((Text('{{ a }} {% b %} <c> & "d"'),), '{{ a }} {% b %} <c> & "d"'),
        ((), ""),
    ],
)
def test_a_text_stands_on_one_line_with_its_marks(text: Content | str, want: str) -> None:
    assert inline_text(content(text)) == want


def test_numbers_stand_before_their_text_and_depth_is_indentation() -> None:
    inner = Enumeration((entry(Marker.DASH, "inner"),))
    outer = Enumeration((entry(Marker.LETTER, "outer", inner, paragraph("continues", indented=True)),))
    assert view(numbered_paragraph("Text.", "p1"), outer, paragraph((Text("see "), see("p1")))) == [
        "1  A",
        "1.1  Text.",
        "    a)  outer",
        "        –  inner",
        "        continues",
        "see 1.1",
    ]


def test_a_table_is_a_line_a_row() -> None:
    assert view(table(("a", "b"), ("c", ""), head=("A", "B")))[1:] == ["A | B", "a | b", "c | "]
    assert view(table(("a", "b")))[1:] == ["a | b"]


def test_masthead_box_body_and_annexes_come_in_the_order_of_the_page() -> None:
    agenda = Agenda(
        (
            AgendaLine("", AgendaLevel.PART, (Text("Part"),)),
            AgendaLine("", AgendaLevel.ITEM, (Text("Item"),)),
            AgendaLine("", AgendaLevel.SUB, (Text("Sub"),)),
        )
    )
    places = {
        "lines": (line("title", "Titre"),),
        "box": (box_field("summary", paragraph("Le résumé."), Rule()),),
        "annexes": (annex("Ordre du jour", agenda),),
    }
    assert view(paragraph("Text."), **places) == [
        "[title] Titre",
        "| Résumé",
        "| Le résumé.",
        "| ____________",
        "1  A",
        "Text.",
        "ANNEXE — Ordre du jour",
        "I  Part",
        "1  Item",
        "    a)  Sub",
    ]


def test_an_empty_line_of_the_masthead_is_left_out() -> None:
    assert text_view(settled(document(box=()), french())) == "[emblem] Emblème\n\n"


def test_one_more_note_changes_one_line_only() -> None:
    texts = [paragraph(f"Paragraph {number}.") for number in range(4)]
    more = [*texts[:1], paragraph((Text("Paragraph 1."), note("more"))), *texts[2:]]
    one, other = (text_view(settled(document(plain_section(*some), box=()), french())).splitlines() for some in (texts, more))
    assert [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b] == [3]
