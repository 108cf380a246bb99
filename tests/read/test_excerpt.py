"""The surroundings of a fault, as they are printed below it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.issues import Location
from pipeline.read.excerpt import excerpt
from tests.read.sources import Rows, book

MEETINGS: Rows = [
    ("id", "type", "region", "start", "end", "mode", "place"),
    ("rpm-cis", "rpm", "CIS", "x", "x", "x", "x"),
    ("rpm-eur", "rpm", "EUR", "x", "x", "x", "x"),
    ("rpm-afr", "rpm", "AFR", "29-30 mars 2021", None, "hybrid", "kigali"),
]


def cell(folder: Path, row: int, column: int, rows: Rows = MEETINGS) -> list[str]:
    return excerpt(Location(book(folder, meetings=rows), "meetings", row, column))


def line(folder: Path, text: str, row: int, column: int, length: int = 0) -> list[str]:
    path = folder / "a.md"
    path.write_bytes(text.encode())
    return excerpt(Location(path, "", row, column, length))


def test_a_cell_is_shown_with_its_header_its_id_and_its_neighbours(tmp_path: Path) -> None:
    assert cell(tmp_path, 4, 4) == [
        "  │ A       B    C      D               E",
        " 1│ id      type region start           end",
        " 4│ rpm-afr rpm  AFR    29-30 mars 2021",
        "  │                     ^^^^^^^^^^^^^^^",
    ]


def test_an_empty_cell_has_one_caret(tmp_path: Path) -> None:
    assert cell(tmp_path, 4, 5) == [
        "  │ A       C      D               E   F",
        " 1│ id      region start           end mode",
        " 4│ rpm-afr AFR    29-30 mars 2021     hybrid",
        "  │                                ^",
    ]


def test_the_last_column_has_its_neighbours_before_it(tmp_path: Path) -> None:
    assert cell(tmp_path, 4, 7) == [
        "  │ A       D               E   F      G",
        " 1│ id      start           end mode   place",
        " 4│ rpm-afr 29-30 mars 2021     hybrid kigali",
        "  │                                    ^^^^^^",
    ]


def test_a_header_is_shown_alone(tmp_path: Path) -> None:
    assert cell(tmp_path, 1, 2) == [
        "  │ A   B    C      D",
        " 1│ id  type region start",
        "  │     ^^^^",
    ]


def test_a_whole_row_has_no_caret(tmp_path: Path) -> None:
    assert cell(tmp_path, 3, 0) == [
        "  │ A       B    C      D",
        " 1│ id      type region start",
        " 3│ rpm-eur rpm  EUR    x",
    ]


@pytest.mark.parametrize("row", [9, 10, 99, 100, 1000])
def test_the_caret_stands_below_its_cell_in_any_row(tmp_path: Path, row: int) -> None:
    rows: Rows = [("id", "n"), *[()] * (row - 2), ("a", "wrong")]
    header, *_, shown, carets = cell(tmp_path, row, 2, rows)
    assert carets.index("^") == shown.index("wrong") == header.index("B")
    assert carets.count("^") == len("wrong")
    assert carets.index("│") == shown.index("│") == header.index("│")


def test_wide_characters_take_two_places(tmp_path: Path) -> None:
    assert cell(tmp_path, 2, 2, [("标题", "n"), ("a", "会议")]) == [
        "  │ A    B",
        " 1│ 标题 n",
        " 2│ a    会议",
        "  │      ^^^^",
    ]


def test_a_long_cell_is_cut_and_lines_in_it_are_joined(tmp_path: Path) -> None:
    (_, _, shown, carets) = cell(tmp_path, 2, 2, [("id", "n"), ("a", "deux\nlignes " + "x" * 50)])
    assert shown == " 2│ a   deux lignes xxxxx…"
    assert carets == "  │     " + "^" * 18


def test_a_place_far_beside_the_table_is_shown_too(tmp_path: Path) -> None:
    assert cell(tmp_path, 2, 9, [("id",), ("a",)]) == ["  │ A", " 1│ id", " 2│ a"]


def test_the_carets_cover_the_fault_in_a_line(tmp_path: Path) -> None:
    assert line(tmp_path, "Un\n2.4\tLe texte {#p1}\n", 2, 1, 3) == [
        "   2│ 2.4→Le texte {#p1}",
        "    │ ^^^",
    ]


def test_a_fault_behind_wide_characters_has_its_caret_below_it(tmp_path: Path) -> None:
    assert line(tmp_path, "会议 {{x}}", 1, 4, 5) == [
        "   1│ 会议 {{x}}",
        "    │      ^^^^^",
    ]


def test_a_long_line_is_cut_around_the_fault(tmp_path: Path) -> None:
    (shown, carets) = line(tmp_path, "x" * 300 + "{{y}}" + "z" * 300, 1, 301, 5)
    assert len(shown.partition("│ ")[2]) == 96
    assert shown.index("{{y}}") == carets.index("^")
    assert carets.count("^") == 5


def test_the_carets_of_a_whole_long_line_end_with_what_is_shown(tmp_path: Path) -> None:
    (shown, carets) = line(tmp_path, "x" * 300, 1, 1, 300)
    assert len(carets) == len(shown)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_the_reader_of_fragments_counts_them(tmp_path: Path, end: str) -> None:
    assert line(tmp_path, end.join(["\ufeffun\u2028deux", "trois\x0cquatre", "cinq"]), 3, 1)[0] == "   3│ cinq"


def test_a_character_that_no_screen_shows_is_shown_as_a_sign(tmp_path: Path) -> None:
    assert line(tmp_path, "a\x1b[31mb", 1, 2, 1) == ["   1│ a\ufffd[31mb", "    │  ^"]


@pytest.mark.parametrize(
    "location",
    [
        Location(Path("a.md")),
        Location(Path("nowhere.md"), row=1, column=1),
        Location(Path("nowhere.xlsx"), "a", 1, 1),
        Location(Path("template.docx"), "word/document.xml", 3),
    ],
)
def test_a_place_that_cannot_be_shown_shows_nothing(location: Location) -> None:
    assert excerpt(location) == []


def test_a_line_or_sheet_that_is_no_more_shows_nothing(tmp_path: Path) -> None:
    assert line(tmp_path, "un", 2, 1) == []
    assert excerpt(Location(book(tmp_path, a=[["x"]]), "b", 1, 1)) == []


def test_a_file_in_another_encoding_shows_nothing(tmp_path: Path) -> None:
    path = tmp_path / "b.md"
    path.write_bytes("été".encode("cp1252"))
    assert excerpt(Location(path, row=1, column=1)) == []
