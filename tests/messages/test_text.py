"""Issues in the shape of a compiler's messages."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from pathlib import Path

import pytest

from pipeline.issues import Issue, Location, issue
from pipeline.messages import Messages
from pipeline.messages.as_text import as_text
from pipeline.read.excerpt import excerpt
from tests.read.sources import book, fragment

MEETINGS = Path("document.xlsx")
ROWS = [
    ("id", "type", "region", "start"),
    ("rpm-cis", "rpm", "CIS", datetime.date(2021, 4, 21)),
    ("rpm-eur", "rpm", "EUR", datetime.date(2021, 1, 18)),
    ("rpm-afr", "rpm", "AFR", "29-30 mars 2021"),
]


def texts(issues: Iterable[Issue], language: str = "en") -> list[str]:
    return list(as_text(Messages(language), issues, excerpt))


def bare(issues: Iterable[Issue], language: str = "en") -> list[str]:
    """The same without surroundings."""
    return list(as_text(Messages(language), issues, lambda _at, _messages: []))


def test_an_issue_of_a_cell_is_shown_with_its_neighbours_and_a_caret(tmp_path: Path) -> None:
    path = book(tmp_path, meetings=ROWS)
    (text,) = texts([issue("XL203", Location(path, "meetings", 4, 4), found="29-30 mars 2021", entry="29/03/2021", last="")])
    assert text.splitlines() == [
        f"error XL203  {path}  meetings!D4  “29-30 mars 2021” is not a date",
        "        │ A       B    C      D",
        "       1│ id      type region start",
        "       3│ rpm-eur rpm  EUR    2021-01-18",
        "       4│ rpm-afr rpm  AFR    29-30 mars 2021",
        "        │                     ^^^^^^^^^^^^^^^",
        "      = fix: format the cell as Date and enter one date in it, as 29/03/2021; the last day of a period goes into the column “end”",
    ]


def test_an_issue_of_a_line_is_shown_with_the_line_and_a_caret(tmp_path: Path) -> None:
    _, found = fragment(tmp_path, "Un {#p1}\n\tNote:\tDeux {#p2}\n")
    (text,) = texts(found, "fr")
    assert text.splitlines() == [
        f'erreur TX221  {tmp_path / "a.md"}  2:2  "Note:" n\'est pas compris ici',
        "         1│ Un {#p1}",
        "         2│ →Note:→Deux {#p2}",
        "          │  ^^^^^",
        "      = remède: une ligne se compose ainsi: numéro ou marque de liste, tabulation, texte, {#identifiant}; une tabulation n'a sa place nulle part ailleurs",
    ]


def test_an_issue_of_a_whole_file_has_no_surroundings() -> None:
    assert texts([issue("FS104", Location(Path("sources")), document="x", known="a, b", near="")]) == [
        "error FS104  sources  there is no document “x”; there are: a, b\n      = fix: use one of these names"
    ]


@pytest.mark.parametrize(
    ("language", "place"),
    [("en", "header 1, paragraph 2"), ("fr", "en-tête 1, paragraphe 2")],
)
def test_a_place_in_a_template_is_told_as_words_user_knows_it(language: str, place: str) -> None:
    (text,) = bare([issue("TP105", Location(Path("a.docx"), "word/header1.xml", 2), found="{% x %}")], language)
    assert f"a.docx  {place}  " in text
    assert "{% x %}" in text


@pytest.mark.parametrize(("language", "words"), [("en", ("warning", "error")), ("fr", ("attention", "erreur"))])
def test_an_issue_opens_with_how_grave_it_is(language: str, words: tuple[str, str]) -> None:
    issues = [Issue("TX217", Location(Path("a.md"))), Issue("TX202", Location(Path("a.md")))]
    assert tuple(text.split()[0] for text in bare(issues, language)) == words


def test_issues_are_sorted_by_place_and_each_is_told_once() -> None:
    places = [Location(Path("b.md"), "", 1, 1), Location(Path("a.md"), "", 10, 1), Location(Path("a.md"), "", 9, 1)]
    issues = [issue("TX222", at) for at in (*places, places[0])]
    assert [text.split("  ")[1:3] for text in bare(issues)] == [["a.md", "9:1"], ["a.md", "10:1"], ["b.md", "1:1"]]


def test_entries_of_a_catalogue_are_sorted_by_their_lines() -> None:
    issues = [issue("TX222", Location(Path("a.po"), unit, row, 1)) for unit, row in (("a", 9), ("b", 3), ("", 5))]
    assert [text.split("  ")[2] for text in bare(issues)] == ["3:1", "5:1", "9:1"]


def test_a_few_of_one_kind_are_each_told_whole() -> None:
    assert len(bare(issue("TX202", Location(Path("a.md"), "", row, 1)) for row in (1, 2, 3))) == 3


def test_many_that_say_the_same_are_told_once_with_all_their_places() -> None:
    (text,) = bare(issue("TX202", Location(Path("a.md"), "", row, 1)) for row in (4, 1, 2, 3))
    assert text.splitlines()[0] == "warning TX202  a.md  1:1  this paragraph has no id"
    assert text.splitlines()[-1] == "      = the same in 2:1, 3:1, 4:1"


def test_many_with_one_mend_are_told_together_each_with_what_was_found() -> None:
    issues = [
        issue("XL203", Location(MEETINGS, "meetings", row, 4), found=f"jour {row}", entry="29/03/2021", last="")
        for row in range(4, 8)
    ]
    (text,) = bare(issues, "fr")
    assert text.splitlines()[2:] == [
        "      = de même en:",
        '        D5  "jour 5" n\'est pas une date',
        '        D6  "jour 6" n\'est pas une date',
        '        D7  "jour 7" n\'est pas une date',
    ]


def test_of_very_many_the_rest_is_counted_and_its_place_is_told() -> None:
    issues = [
        issue("XL203", Location(MEETINGS, "meetings", row, 4), found=str(row), entry="29/03/2021", last="")
        for row in range(4, 50)
    ]
    (text,) = bare(issues)
    assert text.splitlines()[-1] == "        and 37 more in meetings!D13:D49"
    assert len(text.splitlines()) == 2 + 1 + 8 + 1


def test_the_rest_in_other_files_and_sheets_is_told_for_each() -> None:
    rows = [("a.xlsx", "s", row) for row in range(1, 11)] + [("a.xlsx", "t", 3), ("b.md", "", 2), ("b.md", "", 7)]
    issues = [issue("TX202", Location(Path(name), part, row, 1)) for name, part, row in rows]
    (text,) = bare(issues)
    assert text.splitlines()[-1].endswith("A8, A9, and 4 more in s!A10; t!A3; b.md 2:1 – 7:1")


def test_more_than_a_few_files_end_with_dots() -> None:
    issues = [issue("TX202", Location(Path(f"{name}.md"), "", 1, 1)) for name in "abcdefghijklmnop"]
    (text,) = bare(issues)
    assert text.endswith("and 7 more in j.md 1:1; k.md 1:1; l.md 1:1; …")


def test_many_without_a_place_of_their_own_are_told_by_what_they_say() -> None:
    issues = [issue("TR103", Location(Path("pt.po")), unit=f"p{number}", lang="pt") for number in range(20)]
    (text,) = bare(issues)
    assert "        “p8” is not translated into “pt”" in text.splitlines()
    assert text.splitlines()[-1] == "        and 11 more in pt.po"


def test_what_needs_another_mend_is_not_told_together() -> None:
    here = [Location(Path("a.md"), "", row, 1, 3) for row in range(1, 9)]
    assert len(bare(issue("TX201", at, found="9.9", right=f"1.{at.row}") for at in here)) == 8


def test_what_was_found_neither_turns_nor_commands_the_terminal() -> None:
    (text,) = bare([issue("XL203", Location(MEETINGS, "a", 2, 1), found="نص\x1b[2J\u202e\nx", entry="29/03/2021", last="")])
    assert "“\u2068نص\ufffd[2J\ufffd x\u2069” is not a date" in text


def test_each_role_is_coloured_and_what_was_typed_is_not(tmp_path: Path) -> None:
    path = book(tmp_path, meetings=ROWS)
    found = issue("XL203", Location(path, "meetings", 4, 4), found="29-30 mars 2021", entry="29/03/2021", last="")
    (text,) = as_text(Messages("en"), [found], excerpt, lambda role, part: f"<{role}>{part}</>")
    assert text.startswith("<error>error XL203</>  ")
    assert "<caret>  │                     ^^^^^^^^^^^^^^^</>" in text
    assert "= <fix>fix</>: format" in text
    assert text.count("<") == 6
