"""No workbook takes more memory or time than a person has: each is read in a process of its own, which says what it took."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.read.odd import MAIN, STRINGS, container, row, sheet, strings, written

MEMORY = 512
"""MiB."""
SECONDS = 10
LARGEST = 10 * 2**20
"""Bytes of a file."""

CHILD = """
import resource, sys
from pathlib import Path
from pipeline.issues import SourceError
from pipeline.read.workbook import read_workbook
found = []
try:
    read_workbook(Path(sys.argv[1]), found.append)
except SourceError as error:
    found = [error.issue]
took = resource.getrusage(resource.RUSAGE_SELF)
# What getrusage says of memory is the parent's too, from before the program was exchanged.
status = Path("/proc/self/status")
memory = int(status.read_text().partition("VmHWM:")[2].split()[0]) if status.is_file() else took.ru_maxrss
places = {f"{issue.code} {issue.location.place}": 0 for issue in found}
print(memory // 1024, took.ru_utime + took.ru_stime, *list(places)[:20], sep="\\n")
"""


def words(*texts: str) -> str:
    return "".join(f'<c t="str"><v>{text}</v></c>' for text in texts)


def table(rows: str, *header: str) -> str:
    return sheet(row(words(*(header or ("id", "level", "label", "note")))) + rows)


def numbered(count: int, cells: str) -> str:
    return "".join(f"<row>{cells.replace('@', str(at))}</row>" for at in range(count))


def agenda(rows: str, *header: str, shared: str = "<t>un</t>") -> dict[str, bytes]:
    return container({"agenda": table(rows, *header)}, {STRINGS: strings(shared)})


SHARED = '<c t="s"><v>0</v></c>'
SHAPES: dict[str, tuple[Callable[[], dict[str, bytes]], str]] = {
    "one cell in the last corner": (
        lambda: agenda('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "XL322 agenda!XFD1048576",
    ),
    "five million cells": (lambda: agenda(numbered(1_000_000, "<c><v>1</v></c>" * 5)), "FI132 "),
    "four million cells": (lambda: agenda(("<row>" + "<c><v>1</v></c>" * 5 + "</row>") * 700_000), "FI133 xl/worksheets/sheet1.xml"),
    "as many cells as pass": (lambda: agenda(numbered(37_000, words("a@", "item", "Un point @", "note"))), ""),
    "ten million empty cells": (lambda: agenda(("<row>" + "<c/>" * 10 + "</row>") * 1_000_000), "FI133 xl/worksheets/sheet1.xml"),
    "a cell of 200 MB": (lambda: agenda(f"<row>{words('x' * 200_000_000)}</row>"), "FI132 "),
    "a cell of 60 MB": (lambda: agenda(f"<row>{words('a', 'item', chr(0x1F600) + 'x' * 60_000_000)}</row>"), "FI133 xl/worksheets/sheet1.xml"),
    "an attribute of 60 MB": (lambda: agenda(f'<row><c r="{"A" * 60_000_000}"/></row>'), "FI133 xl/worksheets/sheet1.xml"),
    "a count of shared texts that is not true": (lambda: agenda(""), ""),
    "a long text shared by all cells": (lambda: agenda(numbered(45_000, SHARED * 3), shared=f"<t>{'x' * 32_767}</t>"), "FI133 xl/worksheets/sheet1.xml"),
    "millions of shared texts": (
        lambda: container([sheet("")], {STRINGS: f'<sst xmlns="{MAIN}">{"<si/>" * 1_900_000}</sst>'}),
        "FI133 xl/sharedStrings.xml",
    ),
    "nothing but marks": (lambda: agenda(numbered(9, words("a@") + SHARED * 2), shared=f"<t>{'[' * 32_767}</t>"), "XL118 agenda!C9"),
    "a text in a million pieces": (lambda: agenda("<row><c t='inlineStr'><is>" + "<r><t>x</t></r>" * 490_000 + "</is></c></row>"), "FI133 xl/worksheets/sheet1.xml"),
    "parents that are not there": (lambda: agenda(numbered(74_000, words("a@", "b@")), "id", "parent"), "XL212 agenda!B2"),
    "dates that are none": (lambda: agenda(numbered(49_000, words("a@", "29 mars 2021 @", "@ mars")), "id", "start", "end"), ""),
    "a table of all columns": (lambda: agenda(numbered(60, words("a@")), "id", *(f"level{at}" for at in range(16_383))), "XL118 agenda"),
    "a sheet merged all over": (
        lambda: container({"agenda": sheet(row(words("id")), after="<mergeCells>" + "".join(f'<mergeCell ref="A{at}:XFD{at}"/>' for at in range(1, 400_000)) + "</mergeCells>")}),
        "XL215 agenda!A1",
    ),
    "elements in elements": (lambda: agenda("<a>" * 900_000 + "</a>" * 900_000), ""),
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_the_worst_workbooks_are_answered_in_time_and_within_memory(tmp_path: Path, shape: str) -> None:
    made, said = SHAPES[shape]
    path = written(tmp_path, made())
    assert path.stat().st_size < LARGEST
    child = [sys.executable, "-c", CHILD, str(path)]
    # A reader that hangs is stopped here; the processor's time is what is measured, since tests run side by side.
    done = subprocess.run(child, capture_output=True, text=True, cwd=ROOT, timeout=12 * SECONDS, check=True)
    memory, seconds, *places = done.stdout.splitlines()
    assert int(memory) < MEMORY
    assert float(seconds) < SECONDS
    assert said in [*places, ""]
