"""What is looked for first, so that little need be searched for, changes nothing of what is said."""

from __future__ import annotations

import re
import sys

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.check.parity import likely, originals, parity_issues, translations
from pipeline.check.parity.characters import SOUND, _is_wrong
from pipeline.check.parity.dates import _months_alone, _patterns, read
from pipeline.check.parity.numbers import _pattern, found
from pipeline.check.parity.terms import SMALL, capitals
from pipeline.check.parity.text import PLACE, Original, Side
from pipeline.localise.pack import Pack
from pipeline.model.inlines import Text
from tests.check.parity.catalogues import COUNCIL, LANGUAGES, Translation, committed, pack, source

PIECES = (
    *(" ", "\u00a0", "\u202f", "  ", "\t", ",", ".", ";", ":", "?", "(", ")", "[", "]", '"', "«", "“", "’", "—", "–", "-", " - ", "/"),
    *("%", " %", "1", "12", "2022", "1 300", "1\u00a0300", "1,300", "2,9", "69%", "٣", "\u202b", "\u200f", "\u00ad", "\u200b"),
    *("WTDC", "CMDT", "UIT", "ITU-D", "МСЭ", "ВКРЭ", "-AB-", "ÉTÉ", "ǅ", "CL-19/33", "TDAG-21/2/13(Rev.1)", "(Rév.", "No 5", "Nos. 5"),
    *("1 April 2022", "6 et 7 juin 2022", "1er avril", "2018年4月17日", "8 أبريل", "с 27 апреля по 3 мая 2021 года", "8 de noviembre"),
    *("program", "organise", "Etats", "oeuvre", "№", "Ё", "电联", "المرفق", "Council", "Совет", "理事会", "Member State"),
    *("{{a.b:from}}", "[[ref: p2]]", "**b**", "\\*", "e.g. ", "etc. "),
)  # fmt: skip
ENTRIES = {language: list(committed(language)) for language in LANGUAGES}


@st.composite
def changed(draw: st.DrawFn) -> Translation:
    """An entry of a committed catalogue with another text."""
    one = draw(st.sampled_from(ENTRIES[draw(st.sampled_from(LANGUAGES))]))
    text = one.entry.text
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text)))
        text = text[:start] + draw(st.sampled_from(PIECES)) + text[start + draw(st.integers(0, 6)) :]
    return one.with_text(text)


def everything(was: Original, own: Pack, one: Translation) -> list[str]:
    """What is said where no expression is left out."""
    (now,) = translations([one.entry], own)
    was.concepts = tuple(was.pack.terms.concepts.items())
    now.rules, now.pairs, now.forbidden = own.typography.rules, own.typography.pairs, own.terms.forbidden
    return [repr(issue) for issue in parity_issues(was, now, fresh=True)]


@given(changed())
@settings(max_examples=300)
def test_the_same_is_said_as_where_every_expression_is_searched_for(one: Translation) -> None:
    own, french = pack(one.language), source(COUNCIL).pack
    (was,), (again,) = (originals([one.unit.content], french) for _ in range(2))
    (now,) = translations([one.entry], own)
    (checks,) = likely([(was, now)])
    assert [repr(issue) for issue in parity_issues(was, now, checks, fresh=True)] == everything(again, own, one)


@given(st.lists(changed(), max_size=5), st.sampled_from(LANGUAGES))
@settings(max_examples=50)
def test_the_same_is_left_of_many_texts_as_of_each_alone(several: list[Translation], language: str) -> None:
    together = translations([one.entry for one in several], pack(language))
    for made, one in zip(together, several, strict=True):
        (alone,) = translations([one.entry], pack(language))
        assert (made.rules, made.pairs, made.forbidden) == (alone.rules, alone.pairs, alone.forbidden)
    french = source(COUNCIL).pack
    compared = list(zip(originals([one.unit.content for one in several], french), together, strict=True))
    assert likely(compared) == [likely([one])[0] for one in compared]


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join), st.sampled_from(["fr", *LANGUAGES]))
@settings(max_examples=500)
def test_dates_and_numbers_are_those_that_the_patterns_find(text: str, language: str) -> None:
    own = pack(language)
    side = Side((Text(text),), own)
    rest = _months_alone(own).sub(PLACE, _patterns(own)[0].sub(PLACE, side.words))
    if side.digits:
        assert (len(read(side)[0]), read(side)[1]) == (len(list(_patterns(own)[0].finditer(side.words))), rest)
    expected = 0
    for form in sorted(own.numbers.values(), key=len, reverse=True):
        expected += len(_pattern(form).findall(rest))
        rest = _pattern(form).sub(" ", rest)
    assert len(found(side)) == expected


def test_a_number_begins_behind_no_latin_letter_and_no_digit() -> None:
    plain = re.compile(r"(?<![A-Za-z0-9])[0-9]+(?:[\u00a0\u202f][0-9]{3}(?![0-9]))*(?:[.,][0-9]+)?")
    for text in ("12", "a12", "é12", "1a2", "P2C 34", "1 300", "1\u00a0300", "1\u00a03000", "2,9.1", " 7", "-7", "00 7"):
        assert _pattern("{number}").findall(text) == plain.findall(text), text


def test_characters_that_are_looked_over_are_sound_and_those_that_are_small_no_capitals() -> None:
    every = "".join(map(chr, (*range(0xD800), *range(0xE000, sys.maxunicode + 1))))
    assert [one for one in re.findall(f"[{SOUND}]", every) if _is_wrong(one)] == []
    assert [one for one in re.findall(f"[{SMALL}]", every) if one.isupper() or one == "-"] == []


def test_runs_of_capitals_are_found_in_words() -> None:
    assert capitals("La CMDT-22, l'UIT-D (МСЭ-Т) et P2C; A-B, -AB-, É, ÉTÉ") == ["CMDT", "UIT-D", "МСЭ-Т", "A-B", "AB", "ÉTÉ"]
