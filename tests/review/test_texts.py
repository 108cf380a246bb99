"""What changed in a text is marked as a reader would mark it, and both states come back exactly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.inlines import (
    Content,
    Emphasis,
    Inline,
    Link,
    Note,
    PageNumber,
    Pending,
    Piece,
    Reference,
    Strong,
    Symbol,
    Text,
    Value,
)
from pipeline.model.states import text_state
from pipeline.review.redline.texts import redlined_text
from tests.review.marks import shown
from tests.strategies import contents, words

LEAVES: tuple[Inline, ...] = (
    Text("a b"),
    Text("a"),
    Text(""),
    Text(" c"),
    Symbol("C22/1", ""),
    Symbol("C22/1", "https://a/"),
    Value("day", None, "", "a b"),
    Value("other", None, "", "a"),
    Reference("p1", "2.1"),
    Reference("p1", "2.2"),
    PageNumber(),
)


def _around(inner: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
    content = st.lists(inner, max_size=4).map(tuple)
    return st.one_of(
        inner,
        content.map(Strong),
        content.map(Emphasis),
        st.builds(Link, st.sampled_from(["https://a/", "https://b/"]), content),
        st.builds(Note, st.sampled_from(["n", "m", ""]), content),
        st.builds(Piece, st.sampled_from(["u", "v"]), content),
        st.builds(Pending, st.sampled_from(["stale", "missing"]), st.just("fr"), content),
    )


# Neighbours that look alike and are not one, frames in frames, nothing in frames: what `settle` could leave, and worse.
WILD = st.lists(st.recursive(st.sampled_from(LEAVES), _around, max_leaves=8), max_size=6).map(tuple)


@given(WILD | contents(words()), WILD | contents(words()))
def test_both_states_of_a_text_come_back_exactly(old: Content, new: Content) -> None:
    both = redlined_text(old, new)
    assert text_state(both, new=True) == new
    assert text_state(both, new=False) == old


@given(WILD)
def test_a_text_that_did_not_change_is_itself(content: Content) -> None:
    assert redlined_text(content, content) is content


def text(*characters: str) -> Content:
    return tuple(map(Text, characters))


@pytest.mark.parametrize(
    ("old", "new", "want"),
    [
        ("le 12 avril 2021, la", "le 13 avril 2021, la", "le [-12-]{+13+} avril 2021, la"),
        ("le 12 avril 2021, la", "le 13 mai 2021, la", "le [-12 avril-]{+13 mai+} 2021, la"),
        ("1\u00a0250\u00a0000 francs", "1\u00a0300\u00a0000 francs", "[-1\u00a0250\u00a0000-]{+1\u00a0300\u00a0000+} francs"),
        ("les six régions", "les\u00a0six régions", "les[- -]{+\u00a0+}six régions"),
        ("est prié de", "est de nouveau prié de", "est {+de nouveau +}prié de"),
        ("部门的工作计划", "部门的新计划", "部门的[-工作-]{+新+}计划"),
        ("由其主办。", "由其承办。", "由其[-主-]{+承+}办。"),
        ("2022年6月6日至16日", "2022年6月6日至17日", "2022年6月6日至[-16-]{+17+}日"),
        ("وَيُقدَّم مشروع جدول", "ويُقدَّم مشروع جدول", "[-وَيُقدَّم-]{+ويُقدَّم+} مشروع جدول"),
        ("cafe\u0301 noir", "cafe noir", "[-cafe\u0301-]{+cafe+} noir"),
        ("C22/23-F", "C22/23(Rev.1)-F", "C22/23{+(Rev.1)+}-F"),
        ("один два три", "один пять три", "один [-два-]{+пять+} три"),
        ("a, b; c: d", "e, f; g: d", "[-a, b; c-]{+e, f; g+}: d"),
    ],
)
def test_a_change_is_marked_where_it_is(old: str, new: str, want: str) -> None:
    assert shown(redlined_text(text(old), text(new))) == want


def test_a_word_that_is_bold_now_is_the_same_word() -> None:
    new = (*text("le "), Strong(text("Conseil")), *text(" a noté"))
    assert shown(redlined_text(text("le Conseil a noté"), new)) == "le <Conseil=>**Conseil**> a noté"


def test_a_change_in_a_bold_text_is_in_it() -> None:
    old, new = ((Strong(text(f"le {what} a noté")),) for what in ("Conseil", "Groupe"))
    assert shown(redlined_text(old, new)) == "**le **[-**Conseil**-]{+**Groupe**+}** a noté**"


def test_a_link_that_leads_elsewhere_went_and_came() -> None:
    old, new = ((*text("voir "), Link(f"https://{where}/", text("le site"))) for where in "ab")
    assert shown(redlined_text(old, new)) == "voir [-[le site](https://a/)-]{+[le site](https://b/)+}"


def test_a_change_in_a_link_is_in_it() -> None:
    old, new = ((Link("https://a/", text(f"le {what}")),) for what in ("site", "portail"))
    assert shown(redlined_text(old, new)) == "[le [-site-]{+portail+}](https://a/)"


def test_a_change_in_a_footnote_is_in_it_and_a_new_one_is_whole() -> None:
    old = (*text("six"), Note("n", text("Afrique, Europe")), *text(" régions"))
    new = (*text("six"), Note("n", text("Afrique, Asie")), *text(" régions"), Note("m", text("neuve")))
    assert shown(redlined_text(old, new)) == "six[^Afrique, [-Europe-]{+Asie+}] régions{+[^neuve]+}"


def test_a_date_that_is_a_fact_now_reads_as_before() -> None:
    new = (Value("day", None, "long", "6 juin 2022"), *text(" à Kigali"))
    assert shown(redlined_text(text("6 juin 2022 à Kigali"), new)) == "<6 juin 2022=>6 juin 2022> à Kigali"


def test_a_symbol_made_of_pieces_shows_its_revision_only() -> None:
    old = (Piece("header.symbol", text("C22/23", "-", "F")),)
    new = (Piece("header.rev", text("C22/23", "(Rév.", "1", ")-", "F")),)
    assert shown(redlined_text(old, new)).count("+}") == 1
    assert "{+(Rév.1)+}" in shown(redlined_text(old, new))


def test_a_translation_that_was_confirmed_keeps_its_words() -> None:
    old = (Pending("stale", "fr", text("le Conseil a noté")),)
    assert shown(redlined_text(old, text("le Conseil a noté"))) == "<le Conseil a noté=>le Conseil a noté>"


def test_a_text_that_was_written_anew_is_one_change() -> None:
    marks = shown(redlined_text(text("un tout autre texte, sans rien"), text("le Conseil, en revanche, est saisi")))
    assert (marks.count("[-"), marks.count("{+")) == (1, 1)
