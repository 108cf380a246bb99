"""The annotated copy of a workbook: read back with openpyxl, part by part, and through LibreOffice."""

from __future__ import annotations

import datetime
import re
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from pipeline.issues import Issue, Location, SourceError, issue
from pipeline.messages import Messages, languages
from pipeline.read.grid import Grid
from pipeline.review.annotated.cells import written
from pipeline.review.annotated.remark import remark, severity
from pipeline.review.annotated.workbook import annotated_workbook
from tests.read.sources import Rows, book

EN = Messages("en")
ROWS: Rows = (("id", "start", "label"), ("a", datetime.date(2021, 3, 29), "Été"), ("b", "29-30 mars 2021", "=1+1"))
RED = "00FF9B9B"


def copy(path: Path, issues: Sequence[Issue] = (), messages: Messages = EN) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(annotated_workbook(path, issues, messages)))


def at(path: Path, sheet: str, row: int, column: int, found: str = "x") -> Issue:
    return issue("XL203", Location(path, sheet, row, column), found=found, entry="29/03/2021", last="")


def rows(made: openpyxl.Workbook) -> list[tuple[object, ...]]:
    """The problems that the first sheet lists."""
    return list(made.worksheets[0].iter_rows(min_row=3, values_only=True))


def midnight(year: int, month: int, day: int) -> datetime.datetime:
    """What openpyxl gives for a date."""
    return datetime.datetime(year, month, day)  # noqa: DTZ001 - a workbook knows no time zone


def goal(cell: object) -> tuple[str, str]:
    """The sheet and the cell that a link leads to; it leads nowhere else."""
    link = cell.hyperlink  # type: ignore[attr-defined]
    assert link.target is None
    sheet, _, name = link.location.rpartition("!")
    return sheet.removeprefix("'").removesuffix("'").replace("''", "'"), name


@pytest.mark.parametrize("language", languages())
def test_each_bad_cell_is_red_and_has_its_comment_and_a_row_that_links_to_it(language: str, tmp_path: Path) -> None:
    path = book(tmp_path, meetings=ROWS, facts=ROWS)
    messages = Messages(language)
    issues = [at(path, "meetings", 3, 2, "29-30 mars 2021"), at(path, "facts", 2, 3), at(path, "facts", 9, 28)]
    made = copy(path, issues, messages)
    assert len(rows(made)) == 3
    marked = {
        (sheet.title, cell.coordinate)
        for sheet in made.worksheets[1:]
        for line in sheet.iter_rows()
        for cell in line
        if cell.comment or cell.fill.fgColor.rgb == RED
    }
    assert marked == {(one.location.part, one.location.cell) for one in issues}
    for number, found in enumerate(issues, 3):
        cell = made[found.location.part][found.location.cell]
        assert cell.fill.fgColor.rgb == RED
        assert (cell.comment.author, cell.comment.text) == ("council", remark(found, messages))
        assert messages.message(found) in cell.comment.text
        assert messages.fix(found) in cell.comment.text
        line = [each.value for each in made.worksheets[0][number]]
        assert line == [
            severity(found, messages),
            found.code,
            found.location.part,
            found.location.cell,
            messages.message(found),
            messages.fix(found),
        ]
        assert goal(made.worksheets[0].cell(number, 4)) == (found.location.part, found.location.cell)


def test_what_is_not_bad_is_as_it_was(tmp_path: Path) -> None:
    made = copy(book(tmp_path, meetings=ROWS), [at(tmp_path / "document.xlsx", "meetings", 3, 2)])
    sheet = made["meetings"]
    assert [list(row) for row in sheet.iter_rows(values_only=True)] == [
        ["id", "start", "label"],
        ["a", midnight(2021, 3, 29), "Été"],
        # The sources hold a formula without a stored value here: no value is made up for it.
        ["b", "29-30 mars 2021", "=1+1"],
    ]
    assert sheet["B2"].is_date
    assert sheet["B2"].number_format == "dd/mm/yyyy"
    assert sheet["B2"].comment is None
    assert sheet["B2"].fill.fgColor.rgb != RED


def test_the_first_sheet_can_be_filtered_and_its_head_stays_in_sight(tmp_path: Path) -> None:
    path = book(tmp_path, meetings=ROWS)
    made = copy(path, [at(path, "meetings", 3, 2), at(path, "meetings", 2, 1)])
    first = made.worksheets[0]
    assert made.active is first
    assert first.title == "Problems"
    assert f"{tmp_path.name}/document.xlsx: 2 error(s), 0 warning(s)" in first["A1"].value
    assert [cell.value for cell in first[2]] == [
        "Severity",
        "Code",
        "Sheet or file",
        "Cell or line",
        "What was found",
        "How to mend it",
    ]
    assert first.freeze_panes == "A3"
    assert first.auto_filter.ref == "A2:F4"
    assert all(cell.alignment.wrap_text for row in first["A2:F4"] for cell in row)
    assert first.column_dimensions["E"].width > 40
    assert made["meetings"].freeze_panes == "A2"


def test_problems_of_other_files_are_listed_without_a_link(tmp_path: Path) -> None:
    document = tmp_path / "sources" / "report"
    document.mkdir(parents=True)
    path = book(document, meetings=ROWS)
    issues = [
        at(path, "meetings", 2, 1),
        issue("XL102", Location(path, "agenda"), sheet="agenda"),
        Issue("TX202", Location(document / "text" / "a.md", row=3, column=1)),
        issue("LG102", Location(tmp_path / "sources" / "languages" / "es" / "labels.po"), lang="es", key="annex"),
        issue("TP102", Location(tmp_path / "templates" / "council.docx"), style="enumlev1"),
    ]
    made = copy(path, issues)
    assert [row[:4] for row in rows(made)] == [
        ("error", "XL203", "meetings", "A2"),
        ("error", "XL102", "document.xlsx", "agenda"),
        ("warning", "TX202", "text/a.md", "3:1"),
        ("error", "LG102", "languages/es/labels.po", None),
        ("error", "TP102", "council.docx", None),
    ]
    assert [cell.hyperlink is not None for cell in made.worksheets[0]["D"][2:]] == [True, False, False, False, False]


def test_what_is_wrong_with_a_sheet_or_a_row_is_marked_in_its_first_cell(tmp_path: Path) -> None:
    path = book(tmp_path, meetings=ROWS)
    made = copy(path, [at(path, "meetings", 0, 0), at(path, "meetings", 3, 0), at(path, "meetings", 0, 2)])
    assert [goal(cell)[1] for cell in made.worksheets[0]["D"][2:]] == ["A1", "A3", "B1"]
    assert [made["meetings"][name].comment is not None for name in ("A1", "A3", "B1")] == [True] * 3


def test_two_faults_of_one_cell_share_its_comment(tmp_path: Path) -> None:
    path = book(tmp_path, meetings=ROWS)
    issues = [at(path, "meetings", 3, 2, "first"), at(path, "meetings", 3, 2, "second")]
    text = copy(path, issues)["meetings"]["B3"].comment.text
    assert text == f"{remark(issues[0], EN)}\n\n{remark(issues[1], EN)}"


TYPED = [
    "=1+1",
    '=HYPERLINK("http://evil.example","x")',
    "=cmd|' /C calc'!A0",
    "+1",
    "-1+1",
    "@SUM(A1)",
    "#N/A",
    "#REF!",
    "007",
    "TRUE",
    "1e5",
    "{=1}",
    "<f>1</f>",
    "&amp;",
    "{{ x }}",
]


@pytest.mark.parametrize("typed", TYPED)
def test_a_text_stays_a_text_wherever_it_comes_from(typed: str, tmp_path: Path) -> None:
    path = tmp_path / "document.xlsx"
    source = openpyxl.Workbook()
    cell = source.active["A1"]
    cell.value, cell.data_type = typed, "s"
    source.active.title = "a"
    source.save(path)
    data = annotated_workbook(path, [at(path, "a", 1, 1, typed)], EN)
    made = openpyxl.load_workbook(BytesIO(data))
    for cell in (made["a"]["A1"], *made.worksheets[0][3]):
        assert cell.data_type == "s"
    assert made["a"]["A1"].value == typed
    assert made["a"]["A1"].quotePrefix is (typed[0] in "=+-@")
    assert typed in str(rows(made)[0][4])
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            assert b"<f>" not in archive.read(name), name


VALUES = [
    (1, 1),
    (1.5, 1.5),
    (True, True),
    (10**14, 10**14),
    (1234567890123456, "1234567890123456"),
    (datetime.date(2022, 2, 28), midnight(2022, 2, 28)),
    (datetime.date(1900, 1, 15), "1900-01-15"),
    ("الاتحاد", "الاتحاد"),
    ("国际电联", "国际电联"),
    ("a\nb\tc", "a\nb\tc"),
    ("\u200f\u202e\U0001f600", "\u200f\u202e\U0001f600"),
]


@pytest.mark.parametrize(("value", "want"), VALUES, ids=repr)
def test_a_value_is_shown_as_it_was_read(value: object, want: object, tmp_path: Path) -> None:
    made = copy(book(tmp_path, a=((value,),)))["a"]["A1"].value
    assert (type(made), made) == (type(want), want)


@pytest.mark.parametrize("held", ["#REF!", "#DIV/0!", "=A1&B1"])
def test_a_cell_that_has_no_value_shows_what_the_file_has_there_as_a_text(held: str, tmp_path: Path) -> None:
    path = book(tmp_path, a=((held, "x"),))
    cell = copy(path, [issue("XL210", Location(path, "a", 1, 1), found=held)])["a"]["A1"]
    assert (cell.value, cell.data_type, cell.fill.fgColor.rgb) == (held, "s", RED)


def test_a_cell_that_shows_something_else_than_it_holds_keeps_its_value(tmp_path: Path) -> None:
    path = tmp_path / "document.xlsx"
    source = openpyxl.Workbook()
    source.active.title = "a"
    source.active["A1"] = 0.69
    source.active["A1"].number_format = "0%"
    source.save(path)
    assert copy(path)["a"]["A1"].value == 0.69


@pytest.mark.parametrize(("text", "want"), [("_x0041_", "_x005F_x0041_"), ("_x41_", "_x41_"), ("a_xy_", "a_xy_")])
def test_a_text_that_excel_would_read_as_another_character_is_escaped(text: str, want: str) -> None:
    assert written(text) == want


def test_characters_that_no_workbook_can_hold_are_shown_as_such(tmp_path: Path) -> None:
    path = book(tmp_path, a=(("x_x0001_y",),))
    made = copy(path, [at(path, "a", 1, 1, "\x00\ud800\uffff")])
    assert made["a"]["A1"].value == "x\u25a1y"
    assert rows(made)[0][4] == "“\u25a1\u25a1\u25a1” is not a date"


NAMES = [
    "It's 'quoted' twice",
    'The "other" sheet',
    "A1",
    "R1C1",
    "sheet with spaces!",
    "x" * 31,
    "الاجتماعات الإقليمية التحضيرية",
    "区域性筹备会议",
    "Éléments & <fin>",
    "Problems",
    "PROBLEMS (2)",
]


def test_a_sheet_of_any_name_keeps_it_and_its_order_and_links_find_it(tmp_path: Path) -> None:
    path = book(tmp_path, **dict.fromkeys(NAMES, ROWS))
    made = copy(path, [at(path, name, 3, 2) for name in NAMES])
    assert made.sheetnames[1:] == NAMES
    assert made.sheetnames[0] == "Problems (3)"
    assert [goal(cell) for cell in made.worksheets[0]["D"][2:]] == [(name, "B3") for name in NAMES]
    assert all(made[name]["B3"].comment for name in NAMES)
    named = "Problèmes".upper()
    assert copy(book(tmp_path, **{named: ROWS}), (), Messages("fr")).sheetnames == ["Problèmes (2)", named]


def test_a_name_that_excel_refuses_is_made_one_that_it_takes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Programs write such names; whether the reader lets them pass is its affair.
    names = ["'a/b:c'", "a_b_c", "y" * 40, "y" * 30 + "'z", "[]", ""]
    grids = tuple(Grid(name, {(3, 2): "x"}, 3, 2) for name in names)
    monkeypatch.setattr("pipeline.review.annotated.workbook.read_grids", lambda _path, _report: grids)
    path = tmp_path / "document.xlsx"
    made = copy(path, [at(path, name, 3, 2) for name in names])
    assert made.sheetnames == ["Problems", "a_b_c", "a_b_c (2)", "y" * 31, "y" * 30, "__", "_"]
    assert [goal(cell) for cell in made.worksheets[0]["D"][2:]] == [(name, "B3") for name in made.sheetnames[1:]]


def test_long_texts_and_many_problems_are_all_there(tmp_path: Path) -> None:
    path = book(tmp_path, a=[("id", "start"), *((f"r{row}", "x" * 200) for row in range(2, 502))])
    issues = [at(path, "a", row, 2, f"problem {row}") for row in range(2, 502)]
    issues.append(at(path, "a", 1, 1, "é" * 40_000))
    made = copy(path, issues)
    assert len(rows(made)) == 501
    assert sum(cell.comment is not None for row in made["a"].iter_rows() for cell in row) == 501
    assert made["a"]["B300"].value == "x" * 200
    assert "problem 300" in made["a"]["B300"].comment.text
    for text in (str(rows(made)[-1][4]), made["a"]["A1"].comment.text):
        # What Excel can hold in a cell, cut where it can be seen.
        assert len(text) == 32_767
        assert text.endswith("é…")


def test_a_forgotten_cell_at_the_end_of_a_sheet_costs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "document.xlsx"
    source = openpyxl.Workbook()
    source.active["XFD1048576"] = "far"
    source.save(path)
    data = annotated_workbook(path, [at(path, "Sheet", 1048576, 16384)], EN)
    assert len(data) < 20_000
    assert goal(openpyxl.load_workbook(BytesIO(data), read_only=False).worksheets[0]["D3"]) == ("Sheet", "XFD1048576")


def test_nothing_that_a_workbook_may_hide_comes_along(tmp_path: Path) -> None:
    path = tmp_path / "document.xlsx"
    source = openpyxl.Workbook()
    page = source.active
    page["A1"], page["A2"], page["A3"] = "id", '=WEBSERVICE("http://evil.example/f")', "link"
    page["A3"].hyperlink = "javascript:evil.example"
    page["A3"].comment = Comment("evil.example", "somebody")
    source.defined_names["evil"] = DefinedName("evil", attr_text="[1]evil.example!A1")
    source.properties.creator = "somebody"
    source.save(path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/media/image1.png", b"evil.example")
    found = parts_of(annotated_workbook(path, [at(path, "Sheet", 3, 1)], EN))
    for name, data in found.items():
        # The formula of a cell that was left out is shown as a text, and is none.
        shown = data.replace(b"=WEBSERVICE(&quot;http://evil.example/f&quot;)", b"").replace(
            b'=WEBSERVICE("http://evil.example/f")', b""
        )
        assert b"evil" not in shown, name
        assert b"<f>" not in data, name
        assert b"External" not in data, name
        assert b"somebody" not in data, name
    assert {re.sub(r"\d+", "1", name) for name in found} == {
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/app.xml",
        "docProps/core.xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/theme/theme1.xml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/_rels/sheet1.xml.rels",
        "xl/comments/comment1.xml",
        "xl/drawings/commentsDrawing1.vml",
    }
    for data in found.values():
        etree.fromstring(data)


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_same_workbook_gives_the_same_bytes_whatever_the_clock_says(tmp_path: Path) -> None:
    path = book(tmp_path, meetings=ROWS)
    issues = [at(path, "meetings", 3, 2)]
    data = annotated_workbook(path, issues, EN)
    assert annotated_workbook(path, issues, EN) == data
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    year = str(datetime.datetime.now(datetime.UTC).year).encode()
    assert year not in parts_of(data)["docProps/core.xml"]


def test_a_workbook_that_cannot_be_read_has_no_copy(tmp_path: Path) -> None:
    path = tmp_path / "document.xlsx"
    path.write_bytes(b"region;start\n")
    with pytest.raises(SourceError):
        annotated_workbook(path, [at(path, "a", 1, 1)], EN)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_shows_the_copy_and_keeps_its_comments_and_links(tmp_path: Path) -> None:
    path = book(tmp_path, **dict.fromkeys(NAMES, ROWS))
    file = tmp_path / "document.check.xlsx"
    file.write_bytes(annotated_workbook(path, [at(path, name, 3, 2) for name in NAMES], EN))
    converted(file, "pdf", tmp_path)
    assert (tmp_path / "document.check.pdf").read_bytes().startswith(b"%PDF-")
    converted(converted(file, "ods", tmp_path), "xlsx", tmp_path / "back")
    back = openpyxl.load_workbook(tmp_path / "back" / file.name)
    assert [back[name]["B3"].comment.text for name in NAMES] == [remark(at(path, name, 3, 2), EN) for name in NAMES]
    assert [back[name]["B3"].fill.fgColor.rgb[2:] for name in NAMES] == [RED[2:]] * len(NAMES)
    assert [back[name]["C3"].value for name in NAMES] == ["=1+1"] * len(NAMES)
    assert [goal(cell) for cell in back.worksheets[0]["D"][2:]] == [(name, "B3") for name in NAMES]


def converted(path: Path, form: str, folder: Path) -> Path:
    """The file as LibreOffice saves it in another form."""
    profile = f"-env:UserInstallation={(path.parent / 'office').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / f"{path.stem}.{form}"
