"""What CLDR says of languages, of those that there are packs for and of others."""

from __future__ import annotations

import pytest

from pipeline.localise.cldr import known_locale, language, script_of, scripts


@pytest.mark.parametrize(
    ("locale", "own"),
    [
        ("fr", {"LATIN"}),
        ("ru", {"CYRILLIC"}),
        ("ar", {"ARABIC"}),
        ("zh", {"CJK"}),
        ("el", {"GREEK"}),
        ("ja", {"CJK", "KATAKANA"}),
    ],
)
def test_the_scripts_of_a_language_are_those_of_its_names(locale: str, own: set[str]) -> None:
    assert scripts(locale) == own


@pytest.mark.parametrize(
    ("locale", "endonym", "tag", "rtl"),
    [("pt", "português", "pt-BR", False), ("he", "עברית", "he-IL", True), ("pt_PT", "português", "pt-PT", False)],
)
def test_a_language_has_a_name_a_tag_and_a_direction(locale: str, endonym: str, tag: str, rtl: bool) -> None:
    found = language(locale)
    assert (found.endonym.split(" ")[0], found.tag, found.rtl) == (endonym, tag, rtl)


@pytest.mark.parametrize("locale", ["", "xq", "frx", "../es", "fr-CH"])
def test_what_is_no_locale_is_not_known(locale: str) -> None:
    assert not known_locale(locale)


def test_a_sign_that_is_no_letter_has_no_script() -> None:
    assert [script_of(char) for char in ("a", "ж", "中", "ª", "1", "-", "\u200f")] == [
        "LATIN",
        "CYRILLIC",
        "CJK",
        "",
        "",
        "",
        "",
    ]
