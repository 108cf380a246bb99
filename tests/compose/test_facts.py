"""What prose repeats is written once, in the facts sheet."""

from __future__ import annotations

import datetime

import pytest

from pipeline.compose.facts import facts_of, stated
from pipeline.issues import Issue
from pipeline.model.inlines import Content, Piece, Text, Value
from pipeline.model.plain import plain
from pipeline.model.records import FieldContent, Record
from pipeline.model.values import Day, Number, Period, Typed
from pipeline.model.walk import mapped
from tests.documents import (
    HERE,
    argument,
    codes,
    content,
    document,
    french,
    paragraph,
    piece,
    plain_section,
    record,
    settled,
    sheet,
)

START, END = datetime.date(2022, 6, 6), datetime.date(2022, 6, 16)


def fact(id_: str, **values: FieldContent | None) -> Record:
    return record("facts", id_, **{"type": None, "start": None, "end": None, "number": None, "text": None, **values})


def words(text: str, *facts: Record) -> tuple[str, list[Issue]]:
    """What a text of a fragment says with these facts."""
    found: list[Issue] = []
    known = facts_of(sheet("facts", *facts), found.append)
    made: Content = mapped(content(text), stated(known, HERE, found.append))
    if found:
        return "", found
    (section,) = settled(document(plain_section(paragraph(made))), french()).body
    return plain(section.blocks[0].content), found  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("values", "want"),
    [
        ({"type": "date", "start": START}, Day(START)),
        ({"type": "range", "start": START, "end": END}, Period(START, END)),
        ({"type": "range", "start": START, "end": START}, Day(START)),
        ({"type": "number", "number": 0}, Number(0)),
        ({"type": "number", "number": 1.5}, Number(1.5)),
        ({"type": "text", "text": piece("facts.f.text", "le *Rwanda*")}, piece("facts.f.text", "le *Rwanda*")),
    ],
)
def test_a_fact_is_what_its_type_says(values: dict[str, FieldContent], want: Typed | Piece) -> None:
    assert facts_of(sheet("facts", fact("f", **values)), lambda _: None) == {"f": want}


@pytest.mark.parametrize(
    ("kind", "given", "missing"),
    [
        ("date", {}, ["start"]),
        ("range", {"start": START}, ["end"]),
        ("range", {}, ["start", "end"]),
        ("number", {"start": START}, ["number"]),
        ("text", {}, ["text"]),
    ],
)
def test_a_fact_needs_the_cells_of_its_type(kind: str, given: dict[str, FieldContent], missing: list[str]) -> None:
    found: list[Issue] = []
    assert facts_of(sheet("facts", fact("f", type=kind, **given)), found.append) == {"f": None}
    assert [(one.code, argument(one, "column")) for one in found] == [("XL201", name) for name in missing]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("se réunit {{wtdc.dates:from}}.", "se réunit du 6 au 16 juin 2022."),
        ("**{{wtdc.dates:dash}}** et [{{wtdc.dates:list}}](https://a.org)", "6-16 juin 2022 et les 6 et 16 juin 2022"),
        ("{{wtdc.dates}}", "6-16 juin 2022"),
        ("{wtdc.dates} {{ wtdc.dates }} {{}}", "{wtdc.dates} {{ wtdc.dates }} {{}}"),
    ],
)
def test_prose_prints_a_fact_by_a_pattern_of_the_language(text: str, want: str) -> None:
    assert words(text, fact("wtdc.dates", type="range", start=START, end=END)) == (want, [])


def test_an_unknown_fact_is_reported_with_the_nearest() -> None:
    _, found = words("{{wtdc.date:from}}", fact("wtdc.dates", type="date", start=START))
    assert [(one.code, argument(one, "near")) for one in found] == [("TX204", "wtdc.dates")]


def test_a_fact_may_repeat_another() -> None:
    host = fact("host", type="text", text=piece("facts.host.text", "Kigali, {{dates:from}}"))
    assert words("À {{host}}.", host, fact("dates", type="range", start=START, end=END)) == (
        "À Kigali, du 6 au 16 juin 2022.",
        [],
    )


@pytest.mark.parametrize("second", ["{{first}}", "{{second}}", "{{nothing}}"])
def test_a_fact_that_leads_nowhere_is_reported_and_never_printed_empty(second: str) -> None:
    texts = {"first": "{{second}}", "second": second}
    facts = [fact(id_, type="text", text=piece(f"facts.{id_}.text", text)) for id_, text in texts.items()]
    assert codes(words("{{first}}", *facts)[1]) == ["TX204"]


def test_what_is_no_fact_stays_as_it_is() -> None:
    for inline in (Text("{{a}}"), Value("settings.date", Day(START), "long")):
        assert stated({}, HERE, lambda _: None)(inline) == (inline,)
