"""Expressions of a pack: those that are written in earnest run, those that would never end do not."""

from __future__ import annotations

import contextlib
import re
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.gate.characters import apart
from pipeline.gate.expressions import LONGEST_EXPRESSION, BadExpression, SlowExpression, _cost, compiled, parsed

ENDLESS = [
    "(a+)+b",
    "(a*)*b",
    "(a|a)*b",
    "(a|aa)+$",
    "(a|b|ab)*c",
    "(.*)*x",
    "(.+)+",
    "(x+x+)+y",
    r"^(\w+\s?)*$",
    r"(\w+\b)*!",
    r"([a-zA-Z]+)*\d",
    r"(\d+)*\1x",
    "((a)*)*b",
    "(?:a?){40}a{40}",
    "a?" * 40 + "a" * 40,
    "(?=(a+)+b)c",
    "(?!(a+)+b)c",
    "(?<!x)(a+)+b",
    "(?i)(a|A)+A*b(a+)+",
    "(?s:.*)(?s:.*)x",
    "a*a*b",
    ".*.*=.*",
    r"\w*\d*\w*x",
    r"\s*\s*\s*x",
    "[ab]*[bc]*[cd]*$",
    "(?:a{0,100}){0,100}b",
    "(?:){4000000000}",
    "(?:(?:){9999}){9999}",
    "(a++)*b",
    "(?>a+)+b",
    "x*" * 50,
    "(" * 90 + "a" + ")*" * 90,
    "(?P<n>a)?(?(n)b*|b*)*c",
    "(a+|b)*?c+?(d|d?)*e",
]


@pytest.mark.parametrize("pattern", ENDLESS)
def test_an_expression_that_could_take_for_ever_is_refused_at_once(pattern: str) -> None:
    before = time.process_time()
    with pytest.raises(SlowExpression):
        compiled(pattern)
    assert time.process_time() - before < 2


@pytest.mark.parametrize(
    "pattern",
    [
        r"\s+$",
        "a*b*c",
        "a+b",
        r"\w+\s\w+\s\w+",
        "(?:-[A-Z]{2,6})*-?\\d{2}/",
        "(?i)(a|A)*b",
        "(?:a|b)*?c",
        "a++b",
        r"\(Rev\.[^()]*\d{4}\)",
        r"(?<!\*)\*(?!\*)[^*\u4e00-\u9fff]*[\u4e00-\u9fff][^*]*\*(?!\*)",
        r"\b\d{1,2}(?:er)?\s(?:janvier|février|mars)\b",
        r"(?:страны?|члены?)*х",
        "[[a]",
        "(" * 150 + ")" * 150,
        "",
    ],
)
def test_an_expression_written_in_earnest_is_compiled_as_it_is(pattern: str) -> None:
    assert compiled(pattern).pattern == pattern


@pytest.mark.parametrize(
    ("pattern", "column"),
    [
        ("(", 1),
        ("a(b", 2),
        ("a[b", 2),
        ("*a", 1),
        ("a**", 3),
        ("a\\", 2),
        ("(?P<a", 5),
        ("a{99999999999999999999}", 1),
        ("(" * 500 + ")" * 500, 1),
        ("(?<=a+)b", 1),
        ("a(?<!b|cd)", 1),
        ("a" * (LONGEST_EXPRESSION + 1), LONGEST_EXPRESSION + 1),
    ],
)
def test_what_is_no_expression_is_refused_with_its_place(pattern: str, column: int) -> None:
    with pytest.raises(BadExpression) as refused:
        compiled(pattern)
    assert refused.value.column == column


@pytest.mark.parametrize(
    "pattern",
    [
        "|".join(f"[{chr(200 + n)}{chr(1200 + n)}]x" for n in range(140)),
        "|".join(f"[^{chr(97 + n % 26)}]{n}" for n in range(110)),
        "(?:a|b)" * 140,
        "[a-z]{0,9}" * 90,
    ],
)
def test_to_look_at_an_expression_takes_no_time_itself(pattern: str) -> None:
    before = time.process_time()
    with contextlib.suppress(SlowExpression, BadExpression):
        compiled(pattern)
    assert time.process_time() - before < 2


PIECES = st.recursive(
    st.sampled_from(["a", "b", "[ab]", r"\w", r"\s", ".", "a?", r"\b", "(?=a)", "ab", "(?<!a)"]),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{0,3}", "*?", "++"])).map(lambda pair: f"(?:{pair[0]}){pair[1]}"),
        st.lists(inner, min_size=1, max_size=4).map("".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda several: f"(?:{'|'.join(several)})"),
    ),
    max_leaves=8,
)
TEXTS = ["a" * 600 + "!", "ab" * 300 + "!", "aab" * 200 + " ", "a " * 300 + "!", "b" * 600]


@settings(max_examples=400, deadline=None)
@given(PIECES, st.sampled_from(["", "c", "$", r"\d"]))
def test_whatever_is_let_through_ends_on_the_texts_that_are_worst_for_it(body: str, end: str) -> None:
    try:
        expression = compiled(body + end)
    except (SlowExpression, BadExpression):
        return
    before = time.process_time()
    for text in TEXTS:
        re.search(expression, text)
    # 600 characters, squared, and a bracket or three around: a tenth of a second at most where it is quadratic.
    assert time.process_time() - before < 2


def test_no_space_is_a_letter_or_a_digit() -> None:
    spaces = {one for one in map(chr, range(sys.maxunicode + 1)) if one.isspace()}
    assert not any(re.match(one, space) for one in (r"\d", r"\w") for space in spaces)
    assert all(apart(frozenset({r"[\s]"}), frozenset({one})) for one in (r"[\d]", r"[\w]"))


@settings(max_examples=400, deadline=None)
@given(PIECES, st.sampled_from(["", "c", "$", r"\d"]))
def test_an_expression_is_let_through_as_if_its_characters_had_been_compared(body: str, end: str) -> None:
    tree = parsed(body + end)
    roughly, closely = (_cost(tree, (), closely=closely) for closely in (False, True))
    assert roughly.steps >= closely.steps
    assert roughly.ways >= closely.ways
