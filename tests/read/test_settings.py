"""Settings and tables are read whole, or refused with their line and in no library's words."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.issues import SourceError
from pipeline.messages import Messages
from pipeline.read.rows import rows
from pipeline.read.settings import settings

NAMES = ("kind", "code")


def refused(text: str) -> tuple[str, str]:
    with pytest.raises(SourceError) as caught:
        settings(Path("x.toml"), text)
    for language in ("en", "fr"):
        said = Messages(language).message(caught.value.issue)
        assert "(at" not in said
        assert "expected" not in said.lower()
    return caught.value.issue.code, caught.value.issue.location.place


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("a = \n", "FI201", "1:5"),
        ("a = 1\nb = x\n", "FI201", "2:5"),
        ("a\n", "FI201", "1:2"),
        ("= 1", "FI201", "1:1"),
        ("a = 2020-13-45", "FI201", "1:9"),
        ('a = "\\q"', "FI201", "1:8"),
        ("a = 1 b = 2", "FI201", "1:7"),
        ("[a", "FI201", "1:3"),
        (f"a = {'9' * 5000}", "FI201", "1:5005"),
        ("a = 1\na = 2\n", "FI202", "2:6"),
        ("[a]\nb = 1\n[a]\n", "FI202", "3:3"),
        ("a = {b = 1}\n[a.c]\n", "FI202", "2:5"),
        ('a = "x\nb = 1\n', "FI203", "1:7"),
        ("a = 'x\nb = 1\n", "FI203", "2:6"),
        ('a = """x\n\n', "FI203", "1:9"),
        ("a = {b = 1", "FI203", "1:11"),
        (f"a = {'[' * 3000}", "FI204", ""),
        (f"a = {'[' * 9}{']' * 9}", "FI204", ""),
        ("\n" + "a." * 13 + "b = 1", "FI204", "2:1"),
        ("a = 1\n" + '"a" . ' * 13 + "b = 1", "FI204", "2:1"),
        (f"a = {'{a = ' * 9}1{'}' * 9}", "FI204", ""),
    ],
)
def test_settings_that_are_not_understood_are_told_with_their_line(text: str, code: str, place: str) -> None:
    assert refused(text) == (code, place)


def test_settings_that_are_understood_come_as_they_are() -> None:
    assert settings(Path("x.toml"), 'a = "v. 1.2.3.4.5.6.7.8"\n[b.c]\nd = [1, [2]]\n') == {
        "a": "v. 1.2.3.4.5.6.7.8",
        "b": {"c": {"d": [1, [2]]}},
    }


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("", "FI206", "1:1"),
        ("kind;code\na;b\n", "FI206", "1:1"),
        ("kind,code,form\n", "FI206", "1:1"),
        ('kind,code\na,b\nc,"d\ne,f\n', "FI207", "3:1"),
        ('kind,code\na,"b"c\n', "FI207", "2:1"),
        (f'kind,code\na,"{"b" * 140_000}"\n', "FI207", "2:1"),
    ],
)
def test_a_table_that_is_not_understood_is_told_with_its_line(text: str, code: str, place: str) -> None:
    with pytest.raises(SourceError) as caught:
        list(rows(Path("x.csv"), text, NAMES))
    assert (caught.value.issue.code, caught.value.issue.location.place) == (code, place)


def test_the_rows_of_a_table_come_with_the_lines_where_they_begin() -> None:
    made = rows(Path("x.csv"), 'kind,code\r\na,b\r\n\r\nc,"d\r\ne"\r\nf,"g ""h"""\r\n', NAMES)
    assert [(at.place, row) for at, row in made] == [("2:1", ["a", "b"]), ("4:1", ["c", "de"]), ("6:1", ["f", 'g "h"'])]
