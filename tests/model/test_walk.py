"""Going through a document."""

from __future__ import annotations

import datetime
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.blocks import (
    Agenda,
    AgendaLevel,
    AgendaLine,
    Annex,
    BoxField,
    Carrier,
    Cell,
    Document,
    Entry,
    Enumeration,
    Line,
    Marker,
    Paragraph,
    Row,
    Rule,
    Section,
    Table,
)
from pipeline.model.inlines import (
    Choice,
    Composed,
    Content,
    Emphasis,
    Field,
    Inline,
    Label,
    Link,
    Note,
    Piece,
    Strong,
    Superscript,
    Symbol,
    Text,
    Value,
)
from pipeline.model.plain import plain
from pipeline.model.values import Day
from pipeline.model.walk import carriers, carriers_below, inlines, mapped, reaching, rebuilt
from tests.strategies import contents, documents, words


def text(name: str) -> Content:
    return (Text(name),)


def paragraph(name: str) -> Paragraph:
    return Paragraph(name, text(name))


ENTRIES = Enumeration(
    (
        Entry("l1", Marker.LETTER, text("l1"), (Enumeration((Entry("l2", Marker.DASH, text("l2")),)), paragraph("p3"))),
        Entry("l3", Marker.LETTER, text("l3")),
    )
)
TABLE = Table(
    "rpm",
    (1.0, 2.0),
    (Cell("h1", text("h1")), Cell("h2", text("h2"))),
    (Row("a", (Cell("c1", text("c1")), Cell("c2", ()))), Row("b", (Cell("c3", text("c3")),))),
)
AGENDA = Agenda((AgendaLine("a1", AgendaLevel.PART, text("a1")), AgendaLine("a2", AgendaLevel.ITEM, text("a2"))))
WHOLE = Document(
    id="any",
    kind="council",
    symbol="C22/23",
    stem="C22-23",
    date=datetime.date(2022, 3, 1),
    language="fr",
    lines=(Line("s1", "symbol", text("s1")), Line("s2", "title", text("s2"))),
    box=(BoxField("b1", text("b1"), (paragraph("p1"), Rule())),),
    body=(Section("t1", text("t1"), True, (paragraph("p2"), ENTRIES, Section("t2", text("t2"), False, (TABLE,)))),),
    annexes=(Annex("x1", text("x1"), 0, (AGENDA, paragraph("p4"))),),
)
ORDER = ["s1", "s2", "b1", "p1", "t1", "p2", "l1", "l2", "p3", "l3", "t2", "h1", "h2", "c1", "c2", "c3", "x1", "a1", "a2", "p4"]


def test_every_carrier_comes_once_in_reading_order() -> None:
    assert [carrier.unit for carrier in carriers(WHOLE)] == ORDER


def test_below_a_node_stands_the_node_itself_first() -> None:
    assert [carrier.unit for carrier in carriers_below(WHOLE.body[0])] == ORDER[ORDER.index("t1") : ORDER.index("x1")]
    assert [carrier.unit for carrier in carriers_below(TABLE.rows[0])] == ["c1", "c2"]
    assert list(carriers_below(Rule())) == []


def loud(carrier: Carrier) -> Carrier:
    return replace(carrier, content=text(plain(carrier.content).upper() + "!"))


def test_every_carrier_is_replaced_and_stays_in_its_place() -> None:
    made = rebuilt(WHOLE, loud)
    assert [plain(carrier.content) for carrier in carriers(made)] == [
        "!" if name == "c2" else name.upper() + "!" for name in ORDER
    ]
    assert (
        made.body[0].blocks[1]
        == rebuilt(replace(WHOLE, body=(replace(WHOLE.body[0], blocks=(ENTRIES,)),)), loud).body[0].blocks[0]
    )


def test_a_change_sees_a_node_before_what_stands_below_it() -> None:
    seen: list[str] = []

    def look(carrier: Carrier) -> Carrier:
        seen.append(carrier.unit)
        return carrier

    assert rebuilt(WHOLE, look) == WHOLE
    assert seen == ORDER


def test_what_a_change_puts_below_a_node_is_changed_too() -> None:
    def grow(carrier: Carrier) -> Carrier:
        if isinstance(carrier, Section) and carrier.unit == "t1":
            return replace(carrier, blocks=(paragraph("new"),))
        return loud(carrier) if isinstance(carrier, Paragraph) else carrier

    assert [plain(carrier.content) for carrier in carriers_below(rebuilt(WHOLE, grow).body[0])] == ["t1", "NEW!"]


@given(documents())
def test_a_document_rebuilt_from_its_own_carriers_is_itself(document: Document) -> None:
    assert rebuilt(document, lambda carrier: carrier) == document


@given(documents())
def test_a_change_reaches_just_the_carriers_that_the_walk_gives(document: Document) -> None:
    made = rebuilt(document, lambda carrier: replace(carrier, unit=f"{carrier.unit}x"))
    assert [carrier.unit for carrier in carriers(made)] == [f"{carrier.unit}x" for carrier in carriers(document)]
    assert rebuilt(made, lambda carrier: replace(carrier, unit=carrier.unit[:-1])) == document


DAY = Value("dates", Day(datetime.date(2022, 6, 6)), "long")
COMPOSED = Composed(
    "tables.rpm.pattern",
    (Link("{url}", (Field("report", "", None),)),),
    (
        ("report", Piece("meetings.a.report", text("r"))),
        ("dates", DAY),
        ("mode", Choice((("short", Piece("choices.a.short", text("s"))), ("long", Piece("choices.a.long", text("l")))))),
    ),
)


def names(content: Content) -> list[str]:
    return [inline.text if isinstance(inline, Text) else type(inline).__name__ for inline in inlines(content)]


def test_every_inline_comes_before_what_stands_inside_it() -> None:
    content = (Strong((Text("a"), Emphasis((Text("b"), Superscript(text("c")))))), Note("n", text("d")), Text("e"))
    assert names(content) == ["Strong", "a", "Emphasis", "b", "Superscript", "c", "Note", "d", "e"]


def test_the_fields_of_a_pattern_or_label_are_gone_through_too() -> None:
    fields = ["Piece", "r", "Value", "Piece", "s", "Piece", "l"]
    assert names((COMPOSED,)) == ["Composed", "Link", "Field", *fields]
    assert names((Label("masthead.place", COMPOSED.fields),)) == ["Label", *fields]


def test_a_change_of_inlines_works_from_the_inside_outwards() -> None:
    seen: list[str] = []

    def look(inline: Inline) -> Content:
        seen.append(inline.text if isinstance(inline, Text) else type(inline).__name__)
        return (inline,)

    content = (Strong((Text("a"), Emphasis(text("b")))), Note("n", text("c")), Piece("u", text("d")), COMPOSED)
    assert mapped(content, look) == content
    assert seen == ["a", "b", "Emphasis", "Strong", "c", "Note", "d", "Piece", "Field", "Link", "r", "s", "l", "Composed"]


def test_an_inline_may_become_none_or_several() -> None:
    def change(inline: Inline) -> Content:
        match inline:
            case Text("a"):
                return ()
            case Text(found):
                return (Text(found), Text(found))
            case Strong(inner):
                return inner
            case _:
                return (inline,)

    content = (Strong((Text("a"), Text("b"))), Link("https://itu.int", text("a")))
    assert mapped(content, change) == (Text("b"), Text("b"), Link("https://itu.int", ()))


def test_the_fields_of_a_pattern_keep_their_kind() -> None:
    made = mapped((COMPOSED,), lambda inline: (Text("x"),) if isinstance(inline, Text | Value) else (inline,))
    (composed,) = made
    assert isinstance(composed, Composed)
    assert composed.fields == (
        ("report", Piece("meetings.a.report", text("x"))),
        ("dates", DAY),
        ("mode", Choice((("short", Piece("choices.a.short", text("x"))), ("long", Piece("choices.a.long", text("x")))))),
    )


@given(contents(words()))
def test_a_text_mapped_to_its_own_inlines_is_itself(content: Content) -> None:
    assert mapped(content, lambda inline: (inline,)) == content


@given(contents(words()))
def test_mapping_and_walking_see_the_same_inlines(content: Content) -> None:
    seen: list[Inline] = []

    def look(inline: Inline) -> Content:
        seen.append(inline)
        return (inline,)

    mapped(content, look)
    assert sorted(map(repr, seen)) == sorted(map(repr, inlines(content)))


@given(contents(words()), st.sampled_from([Text, Value, Link, Note, Symbol]))
def test_a_change_of_some_kinds_only_is_that_of_all_which_leaves_the_others(content: Content, kind: type[Inline]) -> None:
    def twice(inline: Inline) -> Content:
        return (inline, inline) if isinstance(inline, kind) else (inline,)

    for given_ in (content, (*content, COMPOSED)):
        assert mapped(given_, twice, reaching(kind)) == mapped(given_, twice)


@given(contents(words()))
def test_a_text_in_which_nothing_is_changed_is_the_same(content: Content) -> None:
    for given_ in (content, (COMPOSED, Label("masthead.place", COMPOSED.fields))):
        assert mapped(given_, lambda inline: (inline,)) is given_
