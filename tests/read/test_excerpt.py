"""The surroundings of a fault, as they are printed below it."""

from __future__ import annotations

import datetime
from pathlib import Path

import docx
import pytest

from pipeline.issues import Location
from pipeline.messages import Messages
from pipeline.messages.screen import width
from pipeline.read.excerpt import excerpt
from tests.read.sources import Rows, book, patched

MEETINGS: Rows = [
    ("id", "type", "region", "start", "end", "mode", "place"),
    ("rpm-cis", "rpm", "CIS", "x", "x", "x", "x"),
    ("rpm-eur", "rpm", "EUR", "x", "x", "x", "x"),
    ("rpm-afr", "rpm", "AFR", "29-30 mars 2021", None, "hybrid", "kigali"),
]


def shown(location: Location, language: str = "en") -> list[str]:
    return excerpt(location, Messages(language))


def cell(folder: Path, row: int, column: int, rows: Rows = MEETINGS) -> list[str]:
    return shown(Location(book(folder, meetings=rows), "meetings", row, column))


def line(folder: Path, text: str, row: int, column: int, length: int = 0) -> list[str]:
    path = folder / "a.md"
    path.write_bytes(text.encode())
    return shown(Location(path, "", row, column, length))


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
        " 3│ rpm-eur EUR    x               x   x",
        " 4│ rpm-afr AFR    29-30 mars 2021     hybrid",
        "  │                                ^",
    ]


def test_the_row_before_is_shown_where_it_shows_what_belongs_into_the_cell(tmp_path: Path) -> None:
    day = datetime.date(2021, 3, 29)
    assert cell(tmp_path, 3, 2, [("id", "start"), ("a", day), ("b", "30 mars")])[2].startswith(" 2│ a   2021-03-29")
    assert len(cell(tmp_path, 3, 2, [("id", "start"), ("a", "29 mars"), ("b", "30 mars")])) == 4
    assert len(cell(tmp_path, 3, 2, [("id", "start"), ("a", None), ("b", "30 mars")])) == 4


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
    assert line(tmp_path, "Zéro\n\nUn\n2.4\tLe texte {#p1}\n", 4, 1, 3) == [
        "   3│ Un",
        "   4│ 2.4→Le texte {#p1}",
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
    assert line(tmp_path, end.join(["\ufeffun\u2028deux", "trois\x0cquatre", "cinq"]), 3, 1)[1] == "   3│ cinq"


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
    assert shown(location) == []


def test_a_line_or_sheet_that_is_no_more_shows_nothing(tmp_path: Path) -> None:
    assert line(tmp_path, "un", 2, 1) == []
    assert shown(Location(book(tmp_path, a=[["x"]]), "b", 1, 1)) == []


def test_a_file_in_another_encoding_shows_nothing(tmp_path: Path) -> None:
    path = tmp_path / "b.md"
    path.write_bytes("été".encode("cp1252"))
    assert shown(Location(path, row=1, column=1)) == []


def test_a_line_far_right_has_signs_where_it_was_cut(tmp_path: Path) -> None:
    (shown, _) = line(tmp_path, "x" * 300 + "{{y}}" + "z" * 300, 1, 301, 5)
    assert shown.partition("│ ")[2][0] == shown[-1] == "…"


@pytest.mark.parametrize("before", ["x" * 30, "e\u0301" * 30, "会" * 90, "\u1100\u1161" * 90, "a\tb\t" * 40, "\u200b" * 50, ""])
def test_the_carets_stand_below_the_fault_in_the_columns_of_a_terminal(tmp_path: Path, before: str) -> None:
    (shown, carets) = line(tmp_path, f"{before}{{{{会x}}}}{'会' * 90}", 1, len(before) + 1, 6)
    assert width(carets[: carets.index("^")]) == width(shown[: shown.index("{{")])
    assert carets.count("^") == width("{{会x}}")
    assert width(shown) <= 6 + 96


def test_a_line_from_right_to_left_is_cut_into_stretches_that_stay_in_their_places(tmp_path: Path) -> None:
    (shown, carets) = line(tmp_path, "نص {{x}} آخر", 1, 4, 5)
    assert shown == "\u200e   1│ \u2068نص \u2069{{x}}\u2068 آخر\u2069"
    assert carets == "    │    ^^^^^"


def test_a_cell_from_right_to_left_turns_no_other(tmp_path: Path) -> None:
    assert cell(tmp_path, 2, 2, [("id", "n", "m"), ("a", "نص", "b")])[2:] == ["\u200e 2│ a   \u2068نص\u2069  b", "  │     ^^"]


def test_marks_that_turn_the_direction_are_shown_as_signs(tmp_path: Path) -> None:
    assert line(tmp_path, "a\u202eb\u2067c\u2069", 1, 1, 1)[0] == "   1│ a\ufffdb\ufffdc\ufffd"


def test_a_line_of_a_table_of_names_is_shown_below_the_header(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text("kind,code\n\na,b\nc,d\n", "utf-8")
    assert shown(Location(path, "", 4, 1)) == ["   1│ kind,code", "   4│ c,d", "    │ ^"]


def test_a_line_of_settings_is_shown_below_the_name_of_its_table(tmp_path: Path) -> None:
    path = tmp_path / "formats.toml"
    path.write_text('[date]\nlong = "x"\nshort = "y"\ndash = "z"\n', "utf-8")
    assert shown(Location(path, "", 4, 1, 4)) == ["   1│ [date]", '   3│ short = "y"', '   4│ dash = "z"', "    │ ^^^^"]


def test_an_entry_of_a_catalogue_is_shown_as_a_translator_knows_it(tmp_path: Path) -> None:
    path = tmp_path / "es.po"
    path.write_text(
        'msgid ""\nmsgstr ""\n\n#. a note\n#, fuzzy\nmsgctxt "p1"\nmsgid "Un"\nmsgstr ""\n"Uno"\n\nmsgctxt "p2"\n', "utf-8"
    )
    assert shown(Location(path, "p1", 4, 1)) == [
        "   5│ #, fuzzy",
        '   6│ msgctxt "p1"',
        '   7│ msgid "Un"',
        '   8│ msgstr ""',
    ]


def template(folder: Path) -> Path:
    word = docx.Document()
    word.add_paragraph("Un titre {{ titel }} ici", style="Title")
    table = word.add_table(2, 2)
    table.cell(1, 1).paragraphs[0].text = "{{ x }}"
    table.cell(1, 1).add_table(1, 1).cell(0, 0).paragraphs[0].text = "{{ y }}"
    word.sections[0].header.paragraphs[0].text = "{{ z }}"
    path = folder / "template.docx"
    word.save(str(path))
    return path


def test_a_paragraph_of_a_template_is_shown_with_its_style_and_the_fault(tmp_path: Path) -> None:
    assert shown(Location(template(tmp_path), "word/document.xml", 1, 10, 11)) == [
        "    │ style “Title”",
        "   1│ Un titre {{ titel }} ici",
        "    │          ^^^^^^^^^^^",
    ]


def test_a_paragraph_in_a_table_is_shown_with_its_row_and_cell(tmp_path: Path) -> None:
    path = template(tmp_path)
    assert shown(Location(path, "word/document.xml", 5)) == ["    │ style “Normal”, table 1, row 2, cell 2", "   5│ {{ x }}"]
    assert shown(Location(path, "word/document.xml", 6), "fr") == [
        '    │ style "Normal", tableau 2, ligne 1, cellule 1',
        "   6│ {{ y }}",
    ]


def test_a_paragraph_of_a_header_is_shown_and_one_that_is_no_more_is_not(tmp_path: Path) -> None:
    path = template(tmp_path)
    assert shown(Location(path, "word/header1.xml", 1))[1] == "   1│ {{ z }}"
    assert shown(Location(path, "word/header1.xml", 9)) == []
    assert shown(Location(path, "word/header9.xml", 1)) == []


def test_a_template_that_cannot_be_read_shows_nothing(tmp_path: Path) -> None:
    path = template(tmp_path)
    patched(path, "word/document.xml", "<w:body>", "<w:body")
    assert shown(Location(path, "word/document.xml", 1)) == []
    path.write_bytes(b"no Word file")
    assert shown(Location(path.rename(tmp_path / "b.docx"), "word/document.xml", 1)) == []
