"""Document symbols, typed plainly, are recognised and linked; unknown ones are reported."""

from __future__ import annotations

import pytest

from pipeline.compose.symbols import Symbols, check_box
from pipeline.issues import Issue
from pipeline.model.inlines import (
    Choice,
    Composed,
    Content,
    Label,
    Link,
    Note,
    Piece,
    Strong,
    Symbol,
    Text,
)
from pipeline.model.walk import inlines
from tests.documents import HERE, argument, codes, content, note, piece, record, sheet

URL = "https://www.itu.int/md/S19-SG-CIR-0033/{lang}"
REFERENCES = sheet(
    "references",
    record("references", "cl-19-33", symbol="CL-19/33", url=URL, in_box=True),
    record("references", "council-21-76", symbol="21/76", url=None, in_box=False),
    record("references", "tdag-21-2", symbol="TDAG-21/2", url=None, in_box=False),
    record("references", "tdag-21-2-13", symbol="TDAG-21/2/13", url="https://a.org", in_box=False),
)


def recognised(given: Content | str) -> tuple[Content, list[Issue]]:
    found: list[Issue] = []
    made = Symbols(REFERENCES, "C22/99").recognised(content(given), HERE, found.append)
    return made, found


def symbols(given: Content | str) -> list[tuple[str, str]]:
    return [(one.text, one.url) for one in inlines(recognised(given)[0]) if isinstance(one, Symbol)]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Lettre CL-19/33 du 3", [("CL-19/33", URL)]),
        ("(CL-19/33)", [("CL-19/33", URL)]),
        ("CL-19/33, CL-19/33; CL-19/33.", [("CL-19/33", URL)] * 3),
        ("Document 21/76 du Conseil", [("21/76", "")]),
        ("TDAG-21/2/13(Rév.1)", [("TDAG-21/2/13", "https://a.org")]),
        ("TDAG-21/2 et TDAG-21/2/13", [("TDAG-21/2", ""), ("TDAG-21/2/13", "https://a.org")]),
        ("le présent Document C22/99", [("C22/99", "")]),
        ("le Document C22/99-F", [("C22/99", "")]),
        ("TDAG-21/2-E et TDAG-21/2/13-E", [("TDAG-21/2", ""), ("TDAG-21/2/13", "https://a.org")]),
        ("CL-19/33\u2011F", [("CL-19/33", URL)]),
        ("CL\u201119/33", [("CL\u201119/33", URL)]),
        ("**CL-19/33** et *CL-19/33*", [("CL-19/33", URL)] * 2),
    ],
)
def test_a_registered_symbol_is_recognised_with_its_address(text: str, want: list[tuple[str, str]]) -> None:
    assert symbols(text) == want
    assert recognised(text)[1] == []


@pytest.mark.parametrize(
    "text", ["2021/76", "21/765", "21/76/3", "ACL-19/33", "CL-19/331", "x21/76", "121/76", "-21/76", "21/76-FR", "21/76-12"]
)
def test_a_symbol_inside_another_word_is_none(text: str) -> None:
    assert symbols(text) == []


@pytest.mark.parametrize(
    ("text", "symbol", "near"),
    [
        ("CL-19/34", "CL-19/34", "CL-19/33"),
        ("Document TDAG-21/2/14.", "TDAG-21/2/14", "TDAG-21/2/13"),
        ("C17/DT/3", "C17/DT/3", ""),
        ("RPM-CIS16/44", "RPM-CIS16/44", ""),
        ("**CL-19/34**", "CL-19/34", "CL-19/33"),
        ("[CL-19/34](https://a.org)", "CL-19/34", "CL-19/33"),
        ("CL\u201119/34", "CL-19/34", "CL-19/33"),
    ],
)
def test_an_unregistered_symbol_is_reported(text: str, symbol: str, near: str) -> None:
    (found,) = recognised(text)[1]
    assert (found.code, argument(found, "symbol"), argument(found, "near")) == ("TX212", symbol, near)


def test_an_unregistered_symbol_is_reported_once() -> None:
    assert codes(recognised("CL-19/34, CL-19/34 et CL-19/35")[1]) == ["TX212", "TX212"]


@pytest.mark.parametrize("text", ["24/7", "2021/22", "1/2", "UIT-D/2", "le 3/4", "A/B", "https", "COVID-19", "PP-18", "AR-19"])
def test_what_only_looks_a_little_like_a_symbol_is_text(text: str) -> None:
    assert recognised(text) == ((Text(text),), [])


def test_every_character_stays() -> None:
    text = "Lettres CL-19/33, CL\u201119/33 (21/76)\u00a0; C22/99"
    made, _ = recognised(text)
    assert "".join(one.text for one in made if isinstance(one, Text | Symbol)) == text


def test_a_link_keeps_its_address() -> None:
    assert recognised("[CL-19/33](https://b.org)") == ((Link("https://b.org", (Text("CL-19/33"),)),), [])


CELL = Piece("meetings.a.note", (Text("voir CL-19/33"),))


@pytest.mark.parametrize(
    "inline",
    [
        CELL,
        Strong((CELL,)),
        Note("n", CELL.content),
        Composed("u", piece("u", "{note}", pattern=True).content, (("note", CELL),)),
        Composed("u", (Text("voir CL-19/33"),), ()),
        Composed("u", (), (("mode", Choice((("short", CELL),))),)),
        Label("agenda.noted", (("note", CELL),)),
    ],
)
def test_a_symbol_is_recognised_wherever_a_text_may_stand(inline: Composed) -> None:
    assert symbols((inline,)) == [("CL-19/33", URL)]


def test_a_symbol_of_a_setting_is_not_linked_to_itself() -> None:
    label = Label("masthead.number", (("symbol", Text("CL-19/33")),))
    assert recognised((label,))[0] == (label,)


def test_a_symbol_in_a_footnote_is_reported_too() -> None:
    assert codes(recognised((note("voir CL-19/34"),))[1]) == ["TX212"]


@pytest.mark.parametrize(
    ("cited", "want"),
    [
        ({"CL-19/33"}, []),
        (set(), [("CL-19/33", "yes")]),
        ({"CL-19/33", "21/76"}, [("21/76", "no")]),
    ],
)
def test_the_box_cites_what_is_marked_for_it(cited: set[str], want: list[tuple[str, str]]) -> None:
    found: list[Issue] = []
    check_box(REFERENCES, cited, HERE, found.append)
    assert [(argument(one, "symbol"), argument(one, "marked")) for one in found] == want
    assert set(codes(found)) <= {"TX220"}


def test_without_references_nothing_is_recognised() -> None:
    found: list[Issue] = []
    made = Symbols(sheet("references"), "").recognised(content("CL-19/33"), HERE, found.append)
    assert (made, codes(found)) == ((Text("CL-19/33"),), ["TX212"])
