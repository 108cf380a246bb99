"""A settled document as JSON and back."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.issues import Location
from pipeline.model.blocks import Carrier, Document, Paragraph, Section
from pipeline.model.dump import dumped, loaded
from pipeline.model.inlines import Text, Value
from pipeline.model.values import Number, Typed
from pipeline.model.walk import rebuilt
from tests.strategies import any_text, documents, typed

SMALL = Document(
    id="any",
    kind="council",
    symbol="C22/23",
    stem="C22-23",
    date=datetime.date(2022, 3, 1),
    language="fr",
    lines=(),
    box=(),
    body=(Section("t1", (Text('Été\u00a0"1"'),), True, (Paragraph("p1", (Text("a"),), 1, label="1.1"),), label="1"),),
    annexes=(),
)


@given(documents())
def test_a_document_comes_back_as_it_was(document: Document) -> None:
    assert loaded(dumped(document)) == document


@given(documents(any_text()))
def test_any_characters_come_back(document: Document) -> None:
    assert loaded(dumped(document).encode().decode()) == document


@given(documents())
def test_the_same_document_gives_the_same_text(document: Document) -> None:
    text = dumped(document)
    assert dumped(loaded(text)) == text


@given(documents())
def test_a_claim_or_a_place_in_the_sources_is_not_kept(document: Document) -> None:
    here = Location(Path("a.md"), row=3)

    def typed(carrier: Carrier) -> Carrier:
        claimed = {"claim": "9.9"} if hasattr(carrier, "claim") else {}
        return replace(carrier, location=here, **claimed)

    assert dumped(rebuilt(document, typed)) == dumped(document)


def test_the_text_is_for_people_and_git_too() -> None:
    text = dumped(SMALL)
    assert 'Été\u00a0\\"1\\"' in text
    assert text.endswith("}\n")
    assert "\r" not in text
    assert [line[:20] for line in text.splitlines()] == ['{"is": "Document", "', '{"is": "Section", "u', '{"is": "Paragraph", ']


def test_what_is_at_its_default_is_left_out() -> None:
    (section,) = json.loads(dumped(SMALL))["body"]
    assert section == {
        "is": "Section",
        "unit": "t1",
        "content": [{"is": "Text", "text": 'Été\u00a0"1"'}],
        "numbered": True,
        "blocks": [{"is": "Paragraph", "unit": "p1", "content": [{"is": "Text", "text": "a"}], "depth": 1, "label": "1.1"}],
        "label": "1",
    }


@given(typed())
def test_a_typed_value_comes_back(value: Typed) -> None:
    document = replace(SMALL, body=(Section("", (Value("x", value, "plain", "x"),), False, ()),))
    assert loaded(dumped(document)) == document


@pytest.mark.parametrize("number", [1, 1.0, 0, -0.5, 1e300, 2**70])
def test_a_number_keeps_its_kind(number: float) -> None:
    body = (Section("", (Value("x", Number(number), "plain", "x"),), False, ()),)
    (section,) = loaded(dumped(replace(SMALL, body=body))).body
    (value,) = section.content
    assert isinstance(value, Value)
    assert isinstance(value.value, Number)
    assert (value.value.value, type(value.value.value)) == (number, type(number))


WRONG: dict[str, Any] = {
    "no JSON": "{",
    "nothing": "",
    "a list": "[]",
    "a text": '"Document"',
    "null": "null",
    "another node": '{"is": "Text", "text": "a"}',
    "an object of no kind": '{"text": "a"}',
    "an unknown kind": '{"is": "Chapter"}',
    "an unknown kind of a kind": '{"is": ["Text"]}',
    "a kind without its fields": '{"is": "Document"}',
    "a field that is not one": '{"is": "Text", "text": "a", "colour": "red"}',
    "a date without day": '{"is": "date"}',
    "a date that is none": '{"is": "date", "day": "2022-02-30"}',
    "a date of another kind": '{"is": "date", "day": 5}',
    "a marker that is none": '{"is": "Marker", "name": "STAR"}',
    "a marker without name": '{"is": "Marker"}',
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_text_that_is_no_document_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError):
        loaded(WRONG[wrong])


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=5)
    | st.sampled_from(["date", "Text", "Marker", "Document", "a"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["is", "name", "day", "text", "unit", "content", "id"]), inner, max_size=4)
    ),
)


@given(JSON)
def test_any_other_json_is_refused_and_nothing_else_happens(value: Any) -> None:
    with pytest.raises(ValueError):
        loaded(json.dumps(value))
