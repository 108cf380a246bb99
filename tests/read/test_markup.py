"""Marks inside a text."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.issues import Issue, Location
from pipeline.model.inlines import (
    Content,
    Emphasis,
    Field,
    Inline,
    Link,
    Note,
    Reference,
    Strong,
    Superscript,
    Text,
    Value,
)
from pipeline.model.plain import plain
from pipeline.model.walk import inlines
from pipeline.read import markup
from pipeline.read.markup import parsed
from tests.strategies import any_text

HERE = Location(Path("a.md"), row=3, column=5)
CELL = Location(Path("document.xlsx"), "agenda", 4, 3)


def read(text: str, *, pattern: bool = False) -> Content:
    """The text, in which nothing is wrong."""
    found: list[Issue] = []
    content = parsed(text, HERE, found.append, pattern=pattern)
    assert found == []
    return content


def faults(text: str, *, pattern: bool = False) -> list[str]:
    found: list[Issue] = []
    parsed(text, HERE, found.append, pattern=pattern)
    return [each.code for each in found]


A, B, C = Text("a"), Text("b"), Text("c")

MARKED: dict[str, tuple[Inline, ...]] = {
    "**a**": (Strong((A,)),),
    "*a*": (Emphasis((A,)),),
    "***a***": (Emphasis((Strong((A,)),)),),
    "**a *b* c**": (Strong((Text("a "), Emphasis((B,)), Text(" c"))),),
    "a*b*c": (A, Emphasis((B,)), C),
    "l'*UIT*": (Text("l'"), Emphasis((Text("UIT"),))),
    "«*a*»": (Text("«"), Emphasis((A,)), Text("»")),
    "1^er^ avril": (Text("1"), Superscript((Text("er"),)), Text(" avril")),
    "10^6^ et 10^9^": (Text("10"), Superscript((Text("6"),)), Text(" et 10"), Superscript((Text("9"),))),
    r"^a\*b\^c^": (Superscript((Text("a*b^c"),)),),
    "[a](https://itu.int)": (Link("https://itu.int", (A,)),),
    "[a **b**](https://itu.int)": (Link("https://itu.int", (Text("a "), Strong((B,)))),),
    "[a [b] c](https://itu.int)": (Link("https://itu.int", (Text("a [b] c"),)),),
    "[a^2^](https://itu.int)": (Link("https://itu.int", (A, Superscript((Text("2"),)))),),
    "**[a](https://itu.int)**": (Strong((Link("https://itu.int", (A,)),)),),
    "[a](https://itu.int/x_(y)_z/*/)": (Link("https://itu.int/x_(y)_z/*/", (A,)),),
    "[a](https://itu.int/é?b=1&copy=2#c)": (Link("https://itu.int/é?b=1&copy=2#c", (A,)),),
    "[a](https://itu.int/{lang}/C22-{letter}.pdf)": (Link("https://itu.int/{lang}/C22-{letter}.pdf", (A,)),),
    "[a](mailto:b@itu.int)": (Link("mailto:b@itu.int", (A,)),),
    "[a](HTTPS://ITU.INT)": (Link("HTTPS://ITU.INT", (A,)),),
    "a[^b]": (A, Note("b", ())),
    "**a**[^b-1.x]": (Strong((A,)), Note("b-1.x", ())),
    "[[ref: p17]]": (Reference("p17"),),
    "*a [[ref:p17]]*": (Emphasis((Text("a "), Reference("p17"))),),
    "{{conference.dates:from}}": (Value("conference.dates", None, "from"),),
    "{{theme}}": (Value("theme", None, ""),),
    "**{{theme}}**": (Strong((Value("theme", None, ""),)),),
    "![a](https://itu.int)": (Text("!"), Link("https://itu.int", (A,))),
}


@pytest.mark.parametrize("text", MARKED)
def test_a_mark_is_read(text: str) -> None:
    assert read(text) == MARKED[text]


_SIGNS = (*"a ^[]{}():|*\\\n", "b c", "é\u00a0", "{#p1}", "](https://itu.int)", "_", "é", "!", "&amp;")
_WHOLE = (
    "[^a]",
    "[[ref: a]]",
    "{{a.b:c}}",
    "{{a}}",
    "{a}",
    "{a:b|c}",
    "^er^",
    "[[table: a]]",
    "**a**",
    "*é b*",
    "*a.*",
    "**",
    "[a](https://itu.int)",
    "[é](mailto:a@b)",
    "[a](b)",
    "[a]({b})",
    "[é]({{b}})",
    "[a]({1}/b)",
)


@given(st.lists(st.sampled_from(_SIGNS + 3 * _WHOLE), max_size=8).map("".join), st.booleans(), st.sampled_from([HERE, CELL]))
def test_marks_that_hold_no_others_are_read_as_all_are(text: str, pattern: bool, at: Location) -> None:
    def outcome() -> tuple[str, list[Issue]]:
        found: list[Issue] = []
        return repr(parsed(text, at, found.append, pattern=pattern)), found

    quickly = outcome()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markup, "_whole", lambda *_, **__: None)
        assert quickly == outcome()


@pytest.mark.parametrize(
    "text",
    [
        "2 * 3 * 4",
        "prix*, dates*",
        "**a",
        "a_b_c et _d_ et __e__",
        "x^2 y^2",
        "^a b^",
        "[a] [b][c] [d]: e",
        "[a](b",
        "[^a b]",
        "{a} }} {",
        "{field|default}",
        "`a` ~~b~~ ==c==",
        "<b>a</b> &amp; &eacute; &#65;",
        "https://a.b/c www.itu.int a@itu.int",
        "-- ... (c) \"a\" 'b' 1/2",
        "# a",
        "C:\\dossier\\a",
        "a\\",
        "a  ",
        "fin \\\n  suite",
        "a\n\n b",
    ],
)
def test_what_is_no_mark_is_text(text: str) -> None:
    assert read(text) == (Text(text),)


@pytest.mark.parametrize(
    ("text", "pattern", "code", "found"),
    [
        ("a [[b]]", False, "TX225", ["[[b]]"]),
        ("[[ref:]] [[ref a]] [[]]", False, "TX225", ["[[ref:]]", "[[ref a]]", "[[]]"]),
        ("{a} {{b c}} {{}} }} {", False, "TX225", ["{{b c}}", "{{}}"]),
        ("**{{b c}}**", False, "TX225", ["{{b c}}"]),
        ("[[b]] [[b]]", False, "TX225", ["[[b]]", "[[b]]"]),
        ("{a b} {a:b:c} {1}", True, "TX225", ["{a b}", "{a:b:c}", "{1}"]),
        ("a {#p1} b", False, "TX221", ["{#p1}"]),
        ("a {#p1}", True, "TX221", ["{#p1}"]),
    ],
)
def test_what_looks_like_a_mark_and_is_none_is_reported_and_stays_as_typed(
    text: str, pattern: bool, code: str, found: list[str]
) -> None:
    issues: list[Issue] = []
    assert plain(parsed(text, HERE, issues.append, pattern=pattern)) == text.replace("**", "")
    assert [(each.code, dict(each.arguments)["found"]) for each in issues] == [(code, sign) for sign in found]
    columns = [each.location.column - HERE.column for each in issues]
    assert columns == sorted(set(columns))
    assert all(text[column:].startswith(sign) for column, sign in zip(columns, found, strict=True))


def test_what_looks_like_a_mark_in_a_cell_is_reported_at_the_cell() -> None:
    issues: list[Issue] = []
    parsed("[[a]] {#p1}", CELL, issues.append)
    assert [(each.code, each.location.place) for each in issues] == [("TX225", "agenda!C4"), ("XL219", "agenda!C4")]


@pytest.mark.parametrize("text", [r"\[[a]]", r"\{\{b c}}", r"\{#p1}", r"\{a b}", r"[\[a]]"])
def test_a_backslash_says_that_the_signs_are_meant(text: str) -> None:
    assert plain(read(text, pattern=True)) == text.replace("\\", "")


@pytest.mark.parametrize("sign", "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
def test_a_backslash_makes_any_sign_text(sign: str) -> None:
    assert read(f"a\\{sign}b") == (Text(f"a{sign}b"),)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (r"\*a\*", "*a*"),
        (r"\[^a]", "[^a]"),
        (r"\[[ref: a]]", "[[ref: a]]"),
        (r"\{{a}}", "{{a}}"),
        (r"\[a](https://itu.int)", "[a](https://itu.int)"),
        (r"\^a^", "^a^"),
    ],
)
def test_a_backslash_before_a_mark_takes_the_mark_away(text: str, shown: str) -> None:
    assert read(text) == (Text(shown),)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("{host}", Field("host", "", None, None)),
        ("{region:short}", Field("region", "short", None, None)),
        ("{host|--}", Field("host", "", "--", None)),
        ("{host:formal|}", Field("host", "formal", "", None)),
        ("{note|à confirmer: *}", Field("note", "", "à confirmer: *", None)),
    ],
)
def test_a_field_is_read_in_a_pattern_and_is_text_elsewhere(text: str, field: Field) -> None:
    assert read(text, pattern=True) == (field,)
    assert plain(read(text)) == text


def test_the_address_of_a_link_may_be_a_field_in_a_pattern_only() -> None:
    assert read("[{report}]({url})", pattern=True) == (Link("{url}", (Field("report", "", None),)),)
    assert faults("[Rapport]({url})") == ["TX216"]


def test_a_pattern_keeps_the_marks_of_prose() -> None:
    assert read("**{a}** {{b}} [[ref: c]]", pattern=True) == (
        Strong((Field("a", "", None),)),
        Text(" "),
        Value("b", None, ""),
        Text(" "),
        Reference("c"),
    )


@pytest.mark.parametrize(
    "address",
    [
        "www.itu.int",
        "/a/b",
        "",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "file:///etc/passwd",
        "//itu.int/a",
        r"\\serveur\a",
        "<https://itu.int/a b>",
        'https://itu.int "titre"',
        "&#106;avascript:a",
        "https",
    ],
)
def test_an_address_of_another_kind_is_reported(address: str) -> None:
    assert faults(f"[a]({address})") == ["TX216"]


def test_an_address_inside_other_marks_is_looked_at_too() -> None:
    assert faults("**a *[b](ftp://itu.int)***") == ["TX216"]


def test_a_link_without_text_is_reported() -> None:
    assert faults("a [](https://itu.int)") == ["TX221"]


def test_a_mark_in_a_line_is_placed_at_its_first_character() -> None:
    text = "a **{{b}}** [d](https://itu.int/{{b}}[^d]){{b}}[[ref: c]][^d]"
    found = [inline for inline in inlines(read(text)) if isinstance(inline, Value | Reference | Note)]
    assert [(at.row, at.column - HERE.column, at.length) for inline in found if (at := inline.location)] == [
        (3, text.index("{{b}}"), 5),
        (3, text.rindex("{{b}}"), 5),
        (3, text.index("[[ref: c]]"), 10),
        (3, text.rindex("[^d]"), 4),
    ]


def test_a_mark_in_a_cell_is_placed_at_the_cell() -> None:
    (_, value) = parsed("a {{b}}", CELL, lambda _: None)
    assert isinstance(value, Value)
    assert value.location is not None
    assert value.location.place == "agenda!C4"


# A bracket or a brace that is never closed is no mark either, but these characters alone can begin one.
UNMARKED = any_text().map(lambda text: "".join(char for char in text if char not in "\\*[^{"))


@given(st.one_of(UNMARKED, st.text("a _-–'\"“”«»`~#&<>|!()]}.:;,?/@=+%$\u00a0\u2011\u202f\u200f\n\t0é界م")), st.booleans())
def test_a_text_without_marks_comes_back_character_for_character(text: str, pattern: bool) -> None:
    assert plain(read(text, pattern=pattern)) == text


MARKS = st.text(st.sampled_from("**__[[]](){}{}^^\\\\|:.!# \tab1é\u00a0")) | st.lists(
    st.sampled_from(["**", "*", "[", "](", ")", "[[ref: a]]", "[^a]", "{{a}}", "{a}", "^a^", "\\", "a", " ", "https://b", "\n"])
).map("".join)


@given(MARKS, st.booleans())
def test_any_heap_of_marks_is_read_and_none_stands_beside_its_own_kind_of_text(text: str, pattern: bool) -> None:
    content = parsed(text, HERE, lambda _: None, pattern=pattern)
    for inside in (content, *(inline.content for inline in inlines(content) if isinstance(inline, Strong | Emphasis | Link))):
        assert Text("") not in inside
        assert not any(isinstance(one, Text) and isinstance(two, Text) for one, two in pairwise(inside))


@given(any_text())
def test_every_sign_escaped_gives_the_text_itself(text: str) -> None:
    escaped = "".join(f"\\{char}" if char in "\\*[]^{}" else char for char in text)
    assert plain(read(escaped, pattern=True)) == text
