"""The pages of the codes."""

from __future__ import annotations

import pytest

from pipeline.issues import REGISTRY
from pipeline.messages import Messages, languages, load
from pipeline.messages.explain import contents, page

LANGUAGES = pytest.mark.parametrize("language", languages())


@LANGUAGES
def test_a_page_is_of_a_code_of_the_registry_and_in_its_order(language: str) -> None:
    pages = load(language, "explain")
    assert list(pages) == [code for code in REGISTRY if code in pages]
    for code, told in pages.items():
        assert set(told) == {"cause", "wrong", "right"}, code
        assert all(text.strip() for text in told.values()), code
        assert told["wrong"] != told["right"], code


@LANGUAGES
def test_every_code_has_a_page(language: str) -> None:
    assert [code for code in REGISTRY if code not in load(language, "explain")] == []


def test_a_page_was_not_left_in_english() -> None:
    for language in languages():
        for code, told in load(language, "explain").items():
            assert language == "en" or told["cause"] != load("en", "explain")[code]["cause"], code


@pytest.mark.parametrize(("language", "words"), [("en", ("wrong:", "right:", "fix:")), ("fr", ("faux:", "juste:", "remède:"))])
def test_a_page_says_what_it_is_why_and_how_it_is_mended(language: str, words: tuple[str, ...]) -> None:
    text = page(Messages(language), "TX201").text(Messages(language))
    assert text.startswith("TX201 (")
    assert all(f"\n{word}" in text for word in words)
    assert f"    {load(language, 'explain')['TX201']['wrong'].splitlines()[0]}" in text
    assert max(map(len, text.splitlines())) <= 100


def test_what_an_issue_puts_into_a_message_is_left_open() -> None:
    assert page(Messages("en"), "XL203").title == "“…” is not a date"
    assert page(Messages("en"), "TP105").fix.startswith("a slot is {{ name }}, for box and body {{p name }};")


@LANGUAGES
def test_the_contents_have_every_code_under_its_group(language: str) -> None:
    lines = list(contents(Messages(language)))
    assert [line.split()[0] for line in lines if line.startswith("  ")] == list(REGISTRY)
    heads = [line.partition("  ") for line in lines if line and not line.startswith(" ")]
    assert [head for head, _, _ in heads] == list(dict.fromkeys(code[:2] for code in REGISTRY))
    assert all(name for _, _, name in heads)


def test_a_code_is_summed_up_in_a_sentence() -> None:
    assert page(Messages("en"), "XL203").summary == (
        "The cell holds words that look like a date and not a date: two days in one cell, a month in letters, a date pasted as text."
    )
    assert "\n" not in "".join(contents(Messages("fr")))
