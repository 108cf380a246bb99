"""The pages that explain codes: there for each, in each language, and written as the messages are."""

from __future__ import annotations

import re

import pytest

from pipeline.issues import REGISTRY
from pipeline.messages import languages
from tests.provoked.pages import pages

PARTS = ["cause", "wrong", "right"]


def test_every_language_of_the_messages_has_pages() -> None:
    for language in languages():
        assert pages(language)


@pytest.mark.parametrize("language", languages())
def test_every_code_has_a_page_and_there_are_no_others(language: str) -> None:
    assert list(pages(language)) == list(REGISTRY)
    for code, page in pages(language).items():
        assert list(page) == PARTS, code
        assert all(part.strip() for part in page.values()), code


@pytest.mark.parametrize("language", languages())
def test_a_cause_is_one_to_three_sentences_and_the_right_example_is_another_than_the_wrong(language: str) -> None:
    for code, page in pages(language).items():
        assert page["cause"].endswith("."), code
        # A point that a small letter follows ends no sentence: .xlsx, Feuil1.
        assert 1 <= len(re.findall(r"[.](?=\s[^\Wa-zà-ÿ]|\Z)", page["cause"])) <= 3, code
        assert page["wrong"] != page["right"], code


def test_the_causes_are_worded_in_each_language() -> None:
    first, *others = map(pages, languages())
    for other in others:
        assert [code for code in REGISTRY if other[code]["cause"] == first[code]["cause"]] == []


def test_french_pages_are_written_as_french_messages_are() -> None:
    for code, page in pages("fr").items():
        assert not re.search(r"\s[:;?!](?=\s|\Z)|[«»“”’]", page["cause"]), code


@pytest.mark.parametrize("language", languages())
def test_no_line_of_a_page_is_wider_than_a_screen(language: str) -> None:
    # PO entries are shown as they stand in their file, on one line.
    for code, page in pages(language).items():
        for line in f"{page['wrong']}{page['right']}".splitlines():
            assert len(line) <= 120 or line.startswith(("msgid", "msgstr")), code
