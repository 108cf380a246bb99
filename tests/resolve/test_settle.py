"""Nothing is left to decide in a settled document: facts, labels, patterns and references are words."""

from __future__ import annotations

import datetime

import pytest

from pipeline.model.blocks import Document, Enumeration, Marker
from pipeline.model.dump import dumped, loaded
from pipeline.model.inlines import (
    Choice,
    Composed,
    Content,
    Field,
    Fields,
    Label,
    Link,
    PageNumber,
    Piece,
    Reference,
    Symbol,
    Text,
    Value,
)
from pipeline.model.plain import plain
from pipeline.model.values import Day, Name, Number, Period, Typed
from pipeline.model.walk import carriers, inlines
from pipeline.resolve.settle import called
from tests.documents import (
    annex,
    box_field,
    counted,
    document,
    entry,
    french,
    line,
    note,
    numbered_paragraph,
    paragraph,
    piece,
    plain_section,
    section,
    see,
    settled,
)

MEETING = Period(datetime.date(2021, 1, 18), datetime.date(2021, 1, 19))


def words(content: Content) -> Content:
    """What a text becomes."""
    (found,) = settled(document(plain_section(paragraph(content))), french()).body
    return found.blocks[0].content  # type: ignore[union-attr]


def composed(pattern: str, **fields: object) -> Content:
    given: Fields = tuple(fields.items())  # type: ignore[assignment]
    return (Composed("tables.a.pattern", piece("u", pattern, pattern=True).content, given),)


@pytest.mark.parametrize(
    ("value", "form", "want"),
    [
        (MEETING, "dash", "18-19 janvier 2021"),
        (MEETING, "from", "du 18 au 19 janvier 2021"),
        (MEETING, "", "18-19 janvier 2021"),
        (Day(datetime.date(1998, 4, 1)), "long", "1er avril 1998"),
        (Number(1300), "plain", "1\u00a0300"),
        (Number(69), "percent", "69%"),
        (Name("country", "CZ"), "short", "Tchéquie"),
        (Name("country", "CZ", "formal"), "short", "République tchèque"),
    ],
)
def test_a_value_is_printed_by_the_pattern_asked_for(value: Typed, form: str, want: str) -> None:
    assert plain(words((Value("fact", value, form),))) == want


def test_a_label_is_a_piece_of_the_pack_with_its_fields() -> None:
    (made,) = words((Label("masthead.number", (("symbol", Text("C22/23")),)),))
    assert made == Piece("label.masthead.number", (Text("Document "), Text("C22/23"), Text("-"), Text("F")))


@pytest.mark.parametrize(
    ("pattern", "fields", "want"),
    [
        ("RPM-{region:short}", {"region": Value("r", Name("region", "CIS"), "")}, "RPM-CEI"),
        (
            "{dates:dash} ({note})",
            {"dates": Value("d", MEETING, ""), "note": piece("n", "en **ligne**")},
            "18-19 janvier 2021 (en ligne)",
        ),
        ("{host|--}", {}, "--"),
        ("{host|}", {}, ""),
        ("a{host}b", {}, "ab"),
        ("**{host|--}**", {}, "--"),
        ("{page}", {"page": PageNumber()}, ""),
        ("{code}", {"code": Text("C22/23")}, "C22/23"),
    ],
)
def test_a_pattern_is_filled_with_the_fields_of_its_row(pattern: str, fields: dict[str, object], want: str) -> None:
    assert plain(words(composed(pattern, **fields))) == want


@pytest.mark.parametrize(("form", "want"), [("short", "virtuelle"), ("long", "réunion virtuelle"), ("", "virtuelle")])
def test_a_choice_is_called_by_the_form_asked_for(form: str, want: str) -> None:
    forms = (
        ("short", piece("choices.virtual.short", "virtuelle")),
        ("long", piece("choices.virtual.long", "réunion virtuelle")),
    )
    assert plain(words((Composed("u", (Field("mode", form, None),), (("mode", Choice(forms)),)),))) == want


@pytest.mark.parametrize(
    ("url", "fields", "want"),
    [
        ("{url}", {"url": Text("https://a.org/{lang}/{letter}")}, "https://a.org/fr/F"),
        ("https://a.org/{code}", {"code": Text("x")}, "https://a.org/x"),
        ("https://a.org/{pages}", {"pages": Value("p", Number(1300), "")}, "https://a.org/1300"),
        ("https://a.org/{report}", {"report": piece("r", "R1")}, "https://a.org/R1"),
        ("https://a.org/{host}", {"host": Value("h", Name("country", "BF"), "")}, "https://a.org/BF"),
        ("https://a.org/{start}", {"start": Value("s", Day(datetime.date(2021, 1, 18)), "")}, "https://a.org/2021-01-18"),
    ],
)
def test_an_address_in_a_pattern_is_filled_from_the_row_and_the_language(
    url: str, fields: dict[str, object], want: str
) -> None:
    (found,) = [one for one in inlines(words(composed(f"[Rapport]({url})", **fields))) if isinstance(one, Link)]
    assert found == Link(want, (Text("Rapport"),))


def test_a_link_whose_address_is_empty_is_its_text() -> None:
    assert words(composed("[Rapport]({url})")) == (Text("Rapport"),)


def test_braces_that_are_no_field_stay_in_an_address() -> None:
    assert words((Link("https://a.org/{id}?{lang}", (Text("a"),)),)) == (Link("https://a.org/{id}?fr", (Text("a"),)),)
    assert words((Symbol("CL-1/2", "https://a.org/{id}/{letter}"),)) == (Symbol("CL-1/2", "https://a.org/{id}/F"),)


@pytest.mark.parametrize("inner", [Link("https://b.org", (Text("R1"),)), Symbol("R1", "https://b.org")])
def test_a_link_never_holds_a_link(inner: Link | Symbol) -> None:
    made = words(composed("[{report}]({url})", report=Piece("r", (inner,)), url=Text("https://a.org")))
    (found,) = [one for one in inlines(made) if isinstance(one, Link) or (isinstance(one, Symbol) and one.url)]
    assert isinstance(found, Link)
    assert (found.url, plain(found.content)) == ("https://a.org", "R1")


def everywhere(content: Content) -> Document:
    """A document that has a text in each of its places."""
    inner = paragraph((*content, note("", "n")))
    return document(
        section(content, inner, Enumeration((entry(Marker.DASH, content),)), numbered=False),
        lines=[line("title", content)],
        box=(box_field("summary", paragraph(content)),),
        annexes=(annex("x", paragraph(content)),),
    )


def test_nothing_is_left_to_decide_anywhere() -> None:
    content = (
        Value("f", MEETING, "from"),
        *composed("{dates:dash} [{label|-}]({url})", dates=Value("d", MEETING, "")),
        Label("masthead.number", (("symbol", Text("C22/23")),)),
    )
    found = settled(everywhere(content), french())
    every = [one for carrier in carriers(found) for one in inlines(carrier.content)]
    assert not [one for one in every if isinstance(one, Label | Composed | Field)]
    assert all(one.text for one in every if isinstance(one, Value))


def test_settling_twice_changes_nothing() -> None:
    once = settled(everywhere((Value("f", MEETING, "from"), Label("contact"))), french())
    assert settled(once, french()) == once


def test_a_settled_document_comes_back_from_its_json() -> None:
    found = settled(everywhere((Value("f", MEETING, "from"), Text('"<&>"'), Label("contact"))), french())
    assert loaded(dumped(found)) == found


def references(found: Document) -> list[str]:
    every = (one for carrier in carriers(found) for one in inlines(carrier.content))
    return [one.text for one in every if isinstance(one, Reference)]


def test_a_reference_says_what_its_target_is_called() -> None:
    found = document(
        plain_section(paragraph(tuple(map(see, ("p1", "p2", "p3", "s1", "Name", "sections.annex-0.heading"))))),
        section("Un", numbered_paragraph(unit="p1"), Enumeration((entry(Marker.LETTER, unit="p2"),)), unit="s1"),
        section("Deux", numbered=False, unit="p3", names=("Name",)),
        annexes=(annex("Ordre du jour"),),
    )
    assert references(settled(found, french())) == ["1.1", "a)", "Deux", "1", "Deux", "ANNEXE"]


@pytest.mark.parametrize("marker", [Marker.DASH, Marker.BULLET, Marker.TERM])
def test_an_entry_without_number_is_called_nothing(marker: Marker) -> None:
    found = counted(document(plain_section(Enumeration((entry(marker, unit="p1"),)), paragraph(unit="p2"))))
    assert called(found) == {}


def test_annexes_are_named_in_the_words_of_the_pack() -> None:
    two = settled(document(annexes=(annex("A", number=1), annex("B", number=2))), french())
    assert [one.label for one in two.annexes] == ["ANNEXE 1", "ANNEXE 2"]
    assert [one.label for one in settled(document(annexes=(annex("A"),)), french()).annexes] == ["ANNEXE"]
