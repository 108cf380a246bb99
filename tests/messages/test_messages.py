"""What people read: complete in each language, and in the shape of a compiler's messages."""

from __future__ import annotations

import ast
import string
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import pipeline
from pipeline.issues import REGISTRY, Issue, Location, issue
from pipeline.messages import Messages, counted, languages, load, wording

PACKAGE = Path(pipeline.__file__).parent
TABLES: Mapping[str, Any] = {
    language: tomllib.loads((PACKAGE / "messages" / f"{language}.toml").read_text("utf-8")) for language in languages()
}
OTHERS = [language for language in languages() if language != "en"]
GROUPS = ["words", "say", "commands", "parameters", "metavars", "click", "site"]
MEETINGS = Path("document.xlsx")


def places(text: str) -> set[str]:
    """The places in braces of a message."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def calls(function: str) -> Iterator[tuple[str, ast.Call]]:
    """Every call `function("literal", …)` or `….function("literal", …)` in the package, by its literal."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)):
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called == function:
                yield str(node.args[0].value), node


def keywords(call: ast.Call) -> set[str]:
    # An issue of a translation has these two of itself.
    own = {"unit", "lang"} if isinstance(call.func, ast.Attribute) and call.func.attr == "issue" else set()
    return {keyword.arg for keyword in call.keywords if keyword.arg} | own


@cache
def literals() -> frozenset[str]:
    """Every text that stands in the package, the registry's own page left out."""
    return frozenset(
        node.value
        for path in PACKAGE.rglob("*.py")
        if path.name != "issues.py"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def test_there_are_messages_in_english_and_french() -> None:
    assert {"en", "fr"} <= set(languages())


@pytest.mark.parametrize("language", languages())
def test_every_code_has_a_message_and_a_fix_and_there_are_no_others(language: str) -> None:
    table = TABLES[language]
    assert set(table) == {*GROUPS, *REGISTRY}
    for code in REGISTRY:
        assert set(table[code]) == {"message", "fix"}, code
        assert all(text.strip() for text in table[code].values()), code


@pytest.mark.parametrize("language", languages())
def test_the_codes_stand_in_the_order_of_the_registry(language: str) -> None:
    assert [key for key in TABLES[language] if key in REGISTRY] == list(REGISTRY)
    assert list(TABLES[language])[: len(GROUPS)] == GROUPS


def test_the_registry_is_in_order() -> None:
    groups = list(dict.fromkeys(code[:2] for code in REGISTRY))
    assert list(REGISTRY) == sorted(REGISTRY, key=lambda code: (groups.index(code[:2]), code))


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_says_the_same_things_with_the_same_places(language: str) -> None:
    for group, sentences in TABLES["en"].items():
        assert set(TABLES[language][group]) == set(sentences), group
        for key, sentence in sentences.items():
            assert places(TABLES[language][group][key]) == places(sentence), f"{group}.{key}"


@pytest.mark.parametrize("code", REGISTRY)
def test_every_code_is_reported_somewhere(code: str) -> None:
    assert code in literals()


def test_whoever_reports_a_code_gives_what_its_message_has_places_for() -> None:
    assert {code for code, _ in calls("issue")} <= set(REGISTRY)
    missing = {
        (code, name)
        for code, call in calls("issue")
        for part in ("message", "fix")
        for name in places(TABLES["en"][code][part]) - keywords(call)
    }
    assert missing == set()
    assert len(dict(calls("issue"))) > len(REGISTRY) / 2


def test_every_sentence_is_said_somewhere_with_what_it_has_places_for() -> None:
    said = dict(calls("say"))
    assert set(TABLES["en"]["say"]) == set(said)
    assert {(key, name) for key, call in calls("say") for name in places(TABLES["en"]["say"][key]) - keywords(call)} == set()


@pytest.mark.parametrize("language", OTHERS)
def test_no_sentence_was_left_in_english(language: str) -> None:
    # A number, a name or a path is the same everywhere; a message of several words never is.
    for code in REGISTRY:
        for part in ("message", "fix"):
            assert TABLES[language][code][part] != TABLES["en"][code][part], f"{code}.{part}"


@pytest.mark.parametrize(("language", "question"), [("en", " (did you mean annex?)"), ("fr", " (vouliez-vous dire annex?)")])
def test_the_nearest_name_is_offered_where_there_is_one(language: str, question: str) -> None:
    messages = Messages(language)
    found = issue("XL205", Location(MEETINGS, "sections", 2, 4), found="anex", codes="annex", near="annex")
    without = issue("XL205", Location(MEETINGS, "sections", 2, 4), found="anex", codes="annex", near="")
    assert messages.fix(found) == messages.fix(without) + question


@pytest.mark.parametrize("typed", ["{x}", "{", "{0}", "%s", "{{a:b}}", "\\"])
def test_what_an_editor_typed_is_shown_as_it_was_typed(typed: str) -> None:
    found = issue("XL203", Location(MEETINGS, "a", 2, 1), found=typed)
    assert Messages("en").message(found) == f"“{typed}” is not a date"


def test_errors_and_warnings_are_counted_apart() -> None:
    here = Location(Path("a.md"))
    assert counted([Issue("TX202", here), Issue("TX201", here), Issue("TX211", here)]) == (1, 2)


@pytest.mark.parametrize("language", languages())
def test_what_is_read_without_the_codes_is_all_but_the_codes(language: str) -> None:
    assert wording(language) == {name: table for name, table in load(language).items() if name not in REGISTRY}
