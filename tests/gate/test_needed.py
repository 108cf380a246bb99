"""What is needed for an expression is in every text that it is found in."""

from __future__ import annotations

import csv
import re
import time
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.gate.needed import either, level, needed
from tests.conftest import ROOT


def expressions() -> list[str]:
    """The expressions of all packs."""
    made: dict[str, None] = {}
    for folder in sorted((ROOT / "sources" / "languages").iterdir()):
        rules = tomllib.loads((folder / "typography.toml").read_text("utf-8"))
        for kind in ("forbid", "require", "pair"):
            made |= dict.fromkeys(one[key] for one in rules.get(kind, ()) for key in ("pattern", "open", "close") if key in one)
        with (folder / "terms.csv").open(encoding="utf-8", newline="") as table:
            made |= dict.fromkeys("|".join(row["stems"].split(" ")) for row in csv.DictReader(table))
    return list(made)


ODD = [
    *(r"\d", r"\s", r"[\d,]x", r"[^\d]x", r"a|", r"(?:a|bc)+d", r"ab?c", r"ab{0}c", r"(ab){2}", r"(ab){2,}", r"a{9}", r"(?:x\d){3}"),
    *(r"(?i)abc", r"(?i:ab)c", r"(?-i:ab)c", r"(?=ab)a", r"(?<=ab)c", r"(?!ab)c", r"(?<!a)b", r"\bab\b", r"^a$", r"(?P<n>a)(?P=n)b"),
    *(r"(?P<n>a)?(?(n)b|c)", r"(?>ab|a)c", r"a++b", r"a*?b", r".", r".b", r"[a-z]b", r"[0-9]b", r"[1-3]b", r"[\s,]b", r"\u202fb"),
    *(r"p[a-h]{3}x", r"[abc]{4}x", r"(?:ab|cd|ef){3}g", r"x(?:a|bc){2,3}y", r"x[a-q]{2}y", r"(?:a{2}b){2}", r"a{3,}b", r"(?:a?b){2}c"),
    *(r"(?:a|b|c|d|e)(?:f|g|h|i|j)", r"(?:ab|cd)(?:)", r"(?:\d|\s)x", r"[\u0621-\u064A]x", r"(?s).", r"(?a)\d\s", r""),
]  # fmt: skip
SIGNS = st.text(st.sampled_from("abcdefghijxnAB0179٣ \u00a0\u202f\t,.-\n"), max_size=12)


def is_there(pattern: str, text: str) -> bool:
    """Whether a text has what is needed for an expression."""
    return all(any(stretch in level(text) for stretch in stretches) for stretches in needed(pattern))


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"R[ée]v\.\s\d", [{"Rév. 0", "Rev. 0"}]),
        (r"(?<![-/\w])(?-i:WTDC)(?:-\d\d)?(?![-/\w])", [{"WTDC"}]),
        (r"\s[.)](?=\s|$)", [{" .", " )"}]),
        (r"(?<![\d/,.-])\d{1,3} \d{3}(?![\d/-])", [{"0 000"}]),
        (r"[ \u00A0]{2,}", [{"  "}]),
        (r"\b(?:mai|juin)\s?[–—]\s?\d", [{"juin", "mai"}, {"0"}, {"–", "—"}]),
        (r"\bCouncil\b|BDT", [{"Council", "BDT"}]),
        (r"\bCouncil\b|\w+", []),
        (r"(?i)council", []),
        (r"\s", []),
    ],
)
def test_the_rarest_that_is_needed_comes_first(pattern: str, expected: list[set[str]]) -> None:
    assert [set(stretches) for stretches in needed(pattern)] == expected


UNKNOWN = ("++", "(?>", "(?(", "(?a)", "(?-i:")
"""What hypothesis makes no texts for."""
KNOWN = [pattern for pattern in ODD if not any(sign in pattern for sign in UNKNOWN)]


@given(st.sampled_from([*KNOWN, *expressions()]).flatmap(lambda pattern: st.tuples(st.just(pattern), st.from_regex(pattern))))
@settings(max_examples=600)
def test_a_text_that_an_expression_is_found_in_has_what_it_needs(case: tuple[str, str]) -> None:
    assert is_there(*case)


@given(st.sampled_from(ODD), SIGNS)
@settings(max_examples=2000)
def test_so_has_one_that_it_is_found_in_by_chance(pattern: str, text: str) -> None:
    if re.search(pattern, text):
        assert is_there(pattern, text)


@pytest.mark.parametrize("pattern", ["(?:" * 100 + "a" + r"|\w)" * 100, "(" * 150 + "a" + ")" * 150, "(?:a|b)" * 140])
def test_to_look_at_an_expression_takes_no_time_itself(pattern: str) -> None:
    before = time.process_time()
    assert is_there(pattern, "ab" * 70)
    assert time.process_time() - before < 1


@given(SIGNS)
def test_a_level_text_has_each_character_in_its_place(text: str) -> None:
    assert len(level(text)) == len(text)
    assert level(level(text)) == level(text)


def test_what_one_of_several_needs_is_not_known_where_it_is_not_known_of_each() -> None:
    assert either([needed("ab"), needed("cd")]) == (frozenset({"ab", "cd"}),)
    assert either([needed("ab"), needed(r"\w")]) == ()
    # Too many are no sooner looked for than the expressions.
    assert either(needed(f"[a-z]{one}") for one in "abc") == ()


def test_nearly_all_expressions_of_the_packs_need_something() -> None:
    unknown = [pattern for pattern in expressions() if not needed(pattern)]
    assert len(unknown) < len(expressions()) / 50, unknown
