"""What a language pack must have for a document."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from pipeline.check.language import language_issues, name_issues
from pipeline.issues import Issue
from pipeline.model.blocks import Document
from pipeline.model.inlines import Choice, Composed, Content, Label, PageNumber, Text, Value
from pipeline.model.values import Day, Name, Number, Period
from tests.documents import (
    HERE,
    annex,
    argument,
    box_field,
    codes,
    document,
    french,
    note,
    paragraph,
    piece,
    plain_section,
    record,
    sheet,
    workbook,
)

DAY = Day(datetime.date(2021, 1, 18))
PERIOD = Period(datetime.date(2021, 1, 18), datetime.date(2021, 1, 19))
MODE = Choice((("short", piece("c", "virtuelle")),))


def issues(given: Document | Content) -> list[Issue]:
    found = given if isinstance(given, Document) else document(plain_section(paragraph(given)))
    return list(language_issues(found, french(), HERE))


def composed(pattern: str, **fields: object) -> Content:
    return (Composed("tables.t.pattern", piece("p", pattern, pattern=True).content, tuple(fields.items())),)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "content",
    [
        (Value("f", PERIOD, "from"), Value("f", DAY, "long"), Value("f", Number(1), "percent"), Value("f", DAY, "")),
        composed("{dates:dash} ({mode:short}) {region:long} {label} {code}", dates=Value("d", PERIOD, ""), mode=MODE,
                 region=Value("r", Name("region", "EUR"), ""), label=piece("l", "x"), code=Text("y")),
        composed("{host|--}"),
        (Label("header.page", (("page", PageNumber()),)),),
        (Label("masthead.number", (("symbol", Text("C22/99")),)),),
    ],
)  # fmt: skip
def test_what_the_pack_has_is_silent(content: Content) -> None:
    assert issues(content) == []


@pytest.mark.parametrize(
    ("content", "form", "near"),
    [
        ((Value("f", PERIOD, "form"),), "form", "from"),
        ((Value("f", Number(1), "long"),), "long", ""),
        (composed("{dates:dahs}", dates=Value("d", PERIOD, "")), "dahs", "dash"),
        (composed("**{mode:shrt}**", mode=MODE), "shrt", "short"),
        (composed("[{region:formal}](https://a.org)", region=Value("r", Name("region", "EUR"), "")), "formal", ""),
    ],
)
def test_a_pattern_that_the_pack_lacks_for_a_value_is_reported(content: Content, form: str, near: str) -> None:
    (found,) = issues(content)
    assert (found.code, argument(found, "form"), argument(found, "near")) == ("TX205", form, near)


@pytest.mark.parametrize(("fields", "name"), [({"label": piece("l", "x")}, "label"), ({"code": Text("y")}, "code")])
def test_a_text_has_no_forms(fields: dict[str, object], name: str) -> None:
    (found,) = issues(composed(f"{{{name}:short}}", **fields))
    assert found.code == "TB109"


def test_a_pattern_is_checked_inside_a_note() -> None:
    call = replace(note("", "n"), content=(Value("f", PERIOD, "form"),))
    assert codes(issues((Text("a"), call))) == ["TX205"]


def test_a_label_that_the_pack_lacks_is_reported() -> None:
    (found,) = issues(document(box=(box_field("nothing"),)))
    assert (found.code, argument(found, "key"), argument(found, "lang")) == ("LG102", "box.nothing", "fr")


@pytest.mark.parametrize(
    ("annexes", "key"),
    [((annex("A"),), "annex.one"), ((annex("A", number=1), annex("B", number=2)), "annex.many")],
)
def test_the_number_line_of_an_annex_is_a_label_too(annexes: tuple, key: str) -> None:
    labels = {name: label for name, label in french().labels.items() if name != key}
    (found,) = language_issues(document(annexes=annexes), replace(french(), labels=labels), HERE)
    assert (found.code, argument(found, "key")) == ("LG102", key)


def test_a_document_without_annex_needs_no_label_for_one() -> None:
    labels = {name: label for name, label in french().labels.items() if not name.startswith("annex.")}
    assert list(language_issues(document(), replace(french(), labels=labels), HERE)) == []


def test_a_place_in_a_label_that_nothing_fills_is_reported() -> None:
    labels = {**french().labels, "contact": piece("l", "Contact {nmae}:", pattern=True).content}
    found = list(
        language_issues(document(plain_section(paragraph((Label("contact"),)))), replace(french(), labels=labels), HERE)
    )
    assert [(one.code, argument(one, "place")) for one in found] == [("LG105", "nmae")]


@pytest.mark.parametrize(
    ("name", "want"),
    [
        (Name("region", "EUR"), []),
        (Name("country", "CZ", "formal"), []),
        (Name("region", "EURO"), [("XL206", "EUR")]),
        (Name("region", "eur"), [("XL206", "EUR")]),
        (Name("country", "XX"), [("XL206", "")]),
        (Name("country", "CZ", "forml"), [("TX205", "formal")]),
        (Name("city", "kigali", "formal"), [("TX205", "")]),
    ],
)
def test_a_name_that_the_pack_lacks_is_reported_at_its_cell(name: Name, want: list[tuple[str, str]]) -> None:
    row = record("meetings", "a", region=name)
    found = list(name_issues(workbook({}, sheet("meetings", row)), french()))
    assert [(one.code, argument(one, "near")) for one in found] == want
    assert {one.location for one in found} <= {row.at("region")}


def test_names_of_the_settings_are_checked_too() -> None:
    assert codes(name_issues(workbook({"place": Name("city", "genève")}), french())) == ["XL206"]


def test_a_name_that_the_pack_lacks_altogether_is_reported_once() -> None:
    unknown = composed("{region:short}", region=Value("r", Name("region", "EURO"), ""))
    assert issues(unknown) == []
