"""What this reader makes of a workbook is what others make of it: openpyxl, which wrote it, and LibreOffice."""

from __future__ import annotations

import datetime
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from pipeline.read.grid import Raw
from pipeline.read.sheets.texts import cleaned
from pipeline.read.sheets.values import unseen
from tests.read.odd import grids

calc = pytest.mark.skipif(shutil.which("localc") is None, reason="LibreOffice Calc is not installed")

# A text that begins with "=" is a formula to openpyxl.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40).filter(
    lambda text: not (ILLEGAL_CHARACTERS_RE.search(text) or text.startswith(("=", "#")) or set(text) & {"\ufffe", "\uffff"})
)
DAYS = st.dates(datetime.date(1904, 1, 2))
TIMES = st.times().map(lambda time: time.replace(microsecond=0))
NUMBERS = st.integers(-(10**14), 10**14) | st.floats(-1e14, 1e14, allow_nan=False).filter(lambda number: abs(number) < 10**15)
VALUES = st.none() | st.booleans() | NUMBERS | TEXTS | DAYS | TIMES
ROWS = st.lists(st.lists(VALUES, max_size=6), max_size=6)


def expected(value: object) -> Raw:
    """What openpyxl's own reading of a cell is to this reader."""
    match value:
        case datetime.datetime():
            return value.date()
        case datetime.time():
            # In the format that openpyxl gives a time, h:mm:ss.
            return f"{value.hour}:{value:%M:%S}"
        case str():
            text = cleaned(value)
            return None if not text or unseen(text) else text
        case _:
            return value  # type: ignore[return-value]


@given(rows=ROWS, epoch=st.sampled_from([CALENDAR_WINDOWS_1900, CALENDAR_MAC_1904]))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_kind_of_value_that_openpyxl_writes_is_read_as_openpyxl_reads_it(
    tmp_path: Path, rows: list[list[object]], epoch: datetime.datetime
) -> None:
    book = openpyxl.Workbook()
    book.epoch = epoch
    for row in rows:
        book.active.append(row)
    path = tmp_path / "document.xlsx"
    book.save(path)
    read = openpyxl.load_workbook(path, data_only=True).active
    wanted = {(cell.row, cell.column): expected(cell.value) for cells in read.iter_rows() for cell in cells}
    (grid,), found = grids(path)
    assert {place: (value, type(value)) for place, value in grid.values.items()} == {
        place: (value, type(value)) for place, value in wanted.items() if value is not None
    }
    assert {issue.code for issue in found} <= {"XL314"}


def converted(path: Path, kind: str) -> Path:
    """A file as LibreOffice saves it in another kind."""
    folder = path.parent / "converted"
    profile = (path.parent / "profile").as_uri()
    command = ["soffice", "--headless", f"-env:UserInstallation={profile}", "--convert-to", kind, "--outdir", str(folder)]
    # The third number is the encoding: UTF-8.
    subprocess.run(
        [*command, "--infilter=CSV:44,34,76", str(path)] if path.suffix == ".csv" else [*command, str(path)], check=True
    )
    return folder / path.with_suffix(f".{kind}").name


@calc
def test_a_table_of_plain_text_that_libreoffice_saved_is_read(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text('id,label,order,start,share\na,"été, ""deux""\nlignes",12,2022-06-06,69%\nb,1 300,-1.5,,0.5\n', "utf-8")
    (grid,), found = grids(converted(path, "xlsx"))
    assert found == []
    assert [[grid.values.get((row, column)) for column in range(1, 6)] for row in range(1, 4)] == [
        ["id", "label", "order", "start", "share"],
        ["a", 'été, "deux"\nlignes', 12, datetime.date(2022, 6, 6), 0.69],
        ["b", "1 300", -1.5, None, 0.5],
    ]
    assert grid.shown[2, 5] in ("69%", "69.00%")


@calc
def test_a_workbook_that_went_through_libreoffice_reads_as_before(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    page.append(["id", "label", "start", "held", "at", "share", "sum"])
    page.append(["a", "A é\nb", datetime.date(2022, 6, 6), True, datetime.time(14, 30), 0.69, "=2+3"])
    page["F2"].number_format = "0%"
    page.row_dimensions[2].hidden = True
    page.column_dimensions["D"].hidden = True
    path = tmp_path / "book.xlsx"
    book.save(path)
    ods = converted(path, "ods")
    (grid,), found = grids(converted(ods, "xlsx"))
    assert found == []
    # LibreOffice calculates what openpyxl left without a value.
    row = ["a", "A é\nb", datetime.date(2022, 6, 6), True, "14:30:00", 0.69, 5]
    assert [grid.values[2, column] for column in range(1, 8)] == row
    assert (grid.shown[2, 6], grid.hidden_rows, grid.hidden_columns) == ("69%", {2}, {4})
