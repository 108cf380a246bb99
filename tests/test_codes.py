"""The registry is closed: each of its codes is provoked, at its place, by one small fault."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.issues import REGISTRY, Issue, Severity
from pipeline.messages import Messages, languages
from tests.provoked import fragments, machine, packs, review, tables, templates, translations, workbook
from tests.provoked.case import Case, place, reported
from tests.provoked.example import example
from tests.provoked.pages import begins, pages, tried, typed

GROUPS = (workbook, fragments, tables, packs, translations, templates, review, machine)
CASES: dict[str, Case] = {code: case for group in GROUPS for code, case in group.CASES.items()}
SHOWN = [(code, language) for code, case in CASES.items() if case.wrong is None for language in tried(code)]
PLANTED = [(code, "") for code, case in CASES.items() if case.wrong is not None]


def test_the_codes_that_are_provoked_are_those_of_the_registry() -> None:
    # Files that no example can show, and cells that no editor types, are made byte by byte where their readers are tested.
    elsewhere = {code for code in REGISTRY if code not in CASES and code[:3] in ("FI1", "FI2", "XL1", "XL3")}
    assert {code for code in REGISTRY if code not in elsewhere} == set(CASES)
    assert elsewhere - expected("gate", "read", "check/parity") == set()
    assert sum(len(group.CASES) for group in GROUPS) == len(CASES)


def expected(*rooms: str) -> set[str]:
    """The codes that stand in the expectations of the tests of some rooms, alone or before a place."""
    return {
        word
        for room in rooms
        for path in Path(__file__).parent.joinpath(room).glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        for word in node.value.split()[:1]
        if word in REGISTRY
    }


@pytest.mark.parametrize(("code", "language"), [*PLANTED, *SHOWN], ids=lambda word: word or "planted")
def test_each_code_is_provoked_by_one_small_fault(code: str, language: str, tmp_path: Path) -> None:
    case = CASES[code]
    project = example(tmp_path)
    case.given(project)
    wrong = case.wrong or typed(pages(language)[code], "wrong")
    wrong(project)
    found = reported(project, *case.run, during=case.during)
    at = case.at.replace("*", str(begins(project, pages(language)[code]))) if "*" in case.at else case.at
    assert {place(one) for one in found if one.code == code} == {at}
    # What a command always notes, as that nobody has signed a pack, follows from no fault.
    assert {one.code for one in found if one.severity > Severity.NOTE} - {code} == set(case.also)
    for one in found:
        assert_complete(one)


def assert_complete(issue: Issue) -> None:
    """Each language words it, and no name of an argument is left in braces."""
    plain = replace(issue, arguments=tuple((name, "x") for name, _ in issue.arguments))
    for language in languages():
        messages = Messages(language)
        for text in (messages.message(plain), messages.fix(plain)):
            assert text.strip()
            assert not [name for name, _ in issue.arguments if f"{{{name}}}" in text], text


@pytest.mark.parametrize(("code", "language"), SHOWN)
def test_the_right_example_of_a_page_is_right(code: str, language: str, tmp_path: Path) -> None:
    case = CASES[code]
    project = example(tmp_path)
    case.given(project)
    typed(pages(language)[code], "right")(project)
    assert [one for one in reported(project, *case.run) if one.severity > Severity.NOTE or one.code == code] == []
