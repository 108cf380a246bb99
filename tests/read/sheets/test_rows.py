"""Rows as most programs write them are read by expressions as the parser reads them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.gate.kinds import Kind
from pipeline.gate.reading import read_container
from pipeline.issues import SourceError
from pipeline.read.sheets import cells
from pipeline.read.sheets.book import SheetPart
from pipeline.read.sheets.cells import Cells
from pipeline.read.sheets.package import Package
from pipeline.read.sheets.rows import usual_rows
from pipeline.read.sheets.stream import DamagedError, TooLargeError
from tests.read.odd import SHEET, container, row, sheet, written

ONE = '<c r="A1"><v>1</v></c>'
# As Excel, LibreOffice, openpyxl and Google write them; @ is the reference.
USUAL = (
    '<c r="@" s="1" t="s"><v>0</v></c>',
    '<c r="@" t="s" s="1"><v>0</v></c>',
    '<c r="@" s="12"/>',
    '<c r="@" t="inlineStr"><is><t>a</t></is></c>',
    '<c r="@" t="inlineStr"><is><t xml:space="preserve"> é\n&amp;&lt;&#233;&#xE9;&quot; </t></is></c>',
    '<c r="@" t="inlineStr"><is><t></t></is></c>',
    '<c r="@" t="n"><v>44281</v></c>',
    '<c r="@"><f>B1&amp;"x"</f><v>1</v></c>',
    '<c r="@" t="str"><f aca="false">A1</f><v></v></c>',
    '<c r="@" cm="1" x:y="a b"><v>1</v></c>',
)
ODD = (
    "<c><v>1</v></c>",
    '<c r="A1"><v>1</v></c>',
    '<c r="XFE@"><v>1</v></c>',
    "<c r='@'><v>1</v></c>",
    '<c r="@" t="&#110;"><v>1</v></c>',
    '<c r="@"><v/></c>',
    '<c r="@"><f>A1</f></c>',
    '<c r="@"><f t="shared" si="0">A1</f><v>1</v></c>',
    '<c r="@"><f t="shared" si="0"/><v>2</v></c>',
    '<c r="@"><!-- <c r="A9"><v>9</v></c> --><v>1</v></c>',
    '<c r="@"><v><![CDATA[1]]></v></c>',
    '<c r="@" t="inlineStr"><is><r><t>a</t></r><rPh><t>b</t></rPh><r><t>c</t></r></is></c>',
    "<?x <row r='1'> ?>",
    " x ",
)
ATTRIBUTES = (
    "",
    ' spans="1:3"',
    ' hidden="1"',
    ' ht="0" customHeight="1"',
    ' hidden="false"',
    " hidden = 'true'",
    ' x="a hidden=b"',
)
BLANKS = ("", "", "\n  ", "\r\n", "\r")


@st.composite
def rows(draw: st.DrawFn, forms: tuple[str, ...]) -> str:
    """The rows of a sheet, one below the other or not."""
    made: list[str] = []
    for number in draw(st.lists(st.sampled_from([1, 2, 3, 12, 1_048_576, 1_048_577]), max_size=4)):
        forms_here = draw(st.lists(st.sampled_from(forms), max_size=4))
        found = [form.replace("@", f"{letter}{number}") for letter, form in zip("ABCD", forms_here, strict=False)]
        made.append(row(*found, number=number, more=draw(st.sampled_from(ATTRIBUTES))))
    return draw(st.sampled_from(BLANKS)).join(made)


def outcome(folder: Path, part: str, most: int) -> object:
    """All that is read of a sheet, or why it is not."""
    package = Package(read_container(written(folder, container([part])), Kind.WORKBOOK))
    found = Cells(most)
    try:
        found.read(package, SheetPart("a", SHEET, hidden=False))
    except (DamagedError, TooLargeError) as error:
        return repr(error)
    return found.cells, found.merged, found.hidden_rows, found.hidden_columns, found.filtered


@pytest.mark.parametrize(("forms", "more"), [(USUAL, ()), (USUAL, ODD), (ODD, ())])
def test_both_ways_read_the_same(
    tmp_path_factory: pytest.TempPathFactory, forms: tuple[str, ...], more: tuple[str, ...]
) -> None:
    folder = tmp_path_factory.mktemp("rows")

    @given(
        rows(3 * forms + more),
        st.sampled_from(
            ["", '<cols><col min="2" max="2" hidden="1"/></cols>', '<cols><col min="x" hidden="1"/></cols>', "<!-- a -->"]
        ),
        st.sampled_from(
            ["", '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>', '<mergeCell ref="A"/>', "<!-- </sheetData> -->"]
        ),
        st.sampled_from([2, 100]),
    )
    def same(body: str, before: str, after: str, most: int) -> None:
        part = sheet(body, before, after).replace("<worksheet ", '<worksheet xmlns:x="x" ')
        try:
            quickly = outcome(folder, part, most)
        except SourceError:
            return
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(cells, "usual_rows", lambda *_: None)
            assert quickly == outcome(folder, part, most)

    same()


@pytest.mark.parametrize("form", USUAL)
@pytest.mark.parametrize("blank", BLANKS)
def test_what_programs_write_needs_no_parser(form: str, blank: str) -> None:
    part = sheet(
        blank.join((row(ONE), row(number=2), '<row r="3"/>', row(blank, form.replace("@", "AB4"), blank, number=4), ""))
    )
    found = usual_rows(part.encode(), 10)
    assert found is not None
    assert found.around == sheet("").encode()
    assert found.last == 4


@pytest.mark.parametrize("form", ODD)
def test_anything_else_is_left_to_the_parser(form: str) -> None:
    assert usual_rows(sheet(row(ONE, number=1) + row(form.replace("@", "C2"), number=2)).encode(), 10) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<worksheet ", "<!-- a --><worksheet "),
        ("<sheetData>", "<rPh><sheetData>"),
        ("<sheetData>", '<sheetData x="y">'),
        ("</sheetData>", "</sheetData><sheetData></sheetData>"),
        ("<row ", "<x:row "),
        ('r="1"', 'r="01"'),
        ('r="1"', 'r="1048577"'),
        ("worksheet", "x:worksheet"),
    ],
)
def test_a_part_with_anything_else_around_its_rows_is_left_to_the_parser(old: str, new: str) -> None:
    assert usual_rows(sheet(row(ONE)).encode(), 10) is not None
    assert usual_rows(sheet(row(ONE)).replace(old, new).encode(), 10) is None


def test_a_part_in_utf_16_is_left_to_the_parser() -> None:
    assert usual_rows(sheet(row(ONE)).encode("utf-16"), 10) is None
