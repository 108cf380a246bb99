"""Filters and patterns over the fields of a row."""

from __future__ import annotations

import datetime

import pytest

from pipeline.compose.patterns import Choices, Pattern, conditions
from pipeline.issues import Issue
from pipeline.model.inlines import Choice, Composed, FieldValue, Text, Value
from pipeline.model.records import Record
from pipeline.model.values import Day, Name, Number, Period
from tests.documents import HERE, codes, piece, record, sheet

START, END = datetime.date(2021, 1, 18), datetime.date(2021, 1, 19)
ROW = record(
    "meetings", "rpm-eur", type="rpm", order=1, label=piece("meetings.rpm-eur.label", "IRM *1*"), region=Name("region", "EUR"),
    start=START, end=END, mode="virtual", host=None, url="https://a.org/{lang}", open=True, pages=146, share=1.5,
)  # fmt: skip
CHOICES = Choices.of(
    sheet(
        "choices",
        record("choices", "virtual", list="mode", short=piece("choices.virtual.short", "virtuelle")),
        record("choices", "physical", list="mode", short=piece("choices.physical.short", "en présentiel")),
    )
)


def fields(pattern: str, row: Record = ROW) -> tuple[dict[str, FieldValue], list[Issue]]:
    found: list[Issue] = []
    typed = piece("tables.t.pattern", pattern, pattern=True)
    (made,) = Pattern(typed, sheet("meetings", ROW), CHOICES, HERE).composed(row, found.append)
    assert isinstance(made, Composed)
    assert made.unit == "tables.t.pattern"
    return dict(made.fields), found


@pytest.mark.parametrize(
    ("condition", "meets"),
    [
        ("", True),
        (" ; ", True),
        ("type=rpm", True),
        ("type = rpm", True),
        ("type=irm", False),
        ("type!=irm", True),
        ("type=rpm; mode=virtual", True),
        ("type=rpm; mode=physical", False),
        ("type=rpm;", True),
        ("host=", True),
        ("host!=", False),
        ("region=EUR", True),
        ("order=1", True),
        ("open=yes", True),
        ("start=2021-01-18", True),
        ("id=rpm-eur", True),
        ("label=IRM 1", True),
    ],
)
def test_a_filter_accepts_a_row_that_meets_all_its_conditions(condition: str, meets: bool) -> None:
    assert all(one.met(ROW) for one in conditions(condition, ROW.columns)) is meets


@pytest.mark.parametrize("condition", ["type", "typ=rpm", "type~rpm", "type=rpm; mode"])
def test_a_filter_that_is_none_names_its_condition(condition: str) -> None:
    with pytest.raises(ValueError, match=condition.rpartition("; ")[2]):
        conditions(condition, ROW.columns)


@pytest.mark.parametrize(
    ("pattern", "want"),
    [
        ("{dates:dash}", {"dates": Value("meetings.rpm-eur.dates", Period(START, END), "")}),
        ("{start:long}", {"start": Value("meetings.rpm-eur.start", Day(START), "")}),
        ("{region:short}", {"region": Value("meetings.rpm-eur.region", Name("region", "EUR"), "")}),
        ("{pages}", {"pages": Value("meetings.rpm-eur.pages", Number(146), "")}),
        ("{share}", {"share": Value("meetings.rpm-eur.share", Number(1.5), "")}),
        ("{type}", {"type": Text("rpm")}),
        ("{open}", {"open": Text("yes")}),
        ("{label}", {"label": piece("meetings.rpm-eur.label", "IRM *1*")}),
        ("{mode:short}", {"mode": Choice((("short", piece("choices.virtual.short", "virtuelle")),))}),
        ("[x]({url})", {"url": Text("https://a.org/{lang}")}),
        (
            "**{type}** [{pages}](https://a.org/{type})",
            {"type": Text("rpm"), "pages": Value("meetings.rpm-eur.pages", Number(146), "")},
        ),
        ("{host|--}", {}),
        ("[x](https://a.org/{lang}/{letter})", {}),
        ("no field", {}),
    ],
)
def test_a_pattern_takes_its_fields_as_what_they_are(pattern: str, want: dict[str, FieldValue]) -> None:
    assert fields(pattern) == (want, [])


def test_a_meeting_of_one_day_has_one_date() -> None:
    row = record("meetings", "irm-1", start=START, end=None)
    assert fields("{dates:dash}", row)[0] == {"dates": Value("meetings.irm-1.dates", Day(START), "")}


@pytest.mark.parametrize(
    ("pattern", "code", "near"),
    [("{hots}", "TB103", "host"), ("[x]({ulr})", "TB103", "url"), ("{host}", "TB105", ""), ("a {host} b", "TB105", "")],
)
def test_a_field_that_is_not_there_is_reported(pattern: str, code: str, near: str) -> None:
    made, found = fields(pattern)
    assert codes(found) == [code]
    assert made == {}
    assert dict(found[0].arguments).get("near", "") == near


def test_an_empty_cell_is_reported_at_the_cell() -> None:
    (found,) = fields("{host}")[1]
    assert found.location == ROW.at("host")


def test_a_choice_that_is_not_in_its_list_is_reported_with_those_that_are() -> None:
    (found,) = fields("{mode:short}", record("meetings", "x", mode="virtuel"))[1]
    assert (found.code, dict(found.arguments)["codes"], dict(found.arguments)["near"]) == (
        "XL205",
        "virtual, physical",
        "virtual",
    )


def test_the_sources_of_a_cell_are_the_cells_it_prints() -> None:
    pattern = piece("p", "{dates:dash} ({mode:short}) [{label}]({url}) {mode:long}", pattern=True)
    made = Pattern(pattern, sheet("meetings", ROW), CHOICES, HERE)
    assert made.sources(ROW) == tuple(ROW.at(name) for name in ("start", "end", "mode", "url", "label"))
