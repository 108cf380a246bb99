"""`council textconv`: any Word file or workbook as text."""

from __future__ import annotations

from pathlib import Path

from pipeline.gate.kinds import Kind
from pipeline.gate.reading import read_bytes, read_container
from pipeline.read.grid import read_grids
from pipeline.review.cells_text import cells_text
from pipeline.review.word_text import word_text

_POINTER = b"version https://git-lfs"


def textual(path: Path) -> str:
    """The text of a file, by what it holds and not by its name, which git makes up; raises SourceError where it is neither."""
    data = read_bytes(path)
    if not data or data.startswith(_POINTER):
        return data.decode("utf-8", "replace")
    if b"xl/workbook.xml" in data:
        return cells_text(read_grids(path, lambda _: None))
    read_container(path, Kind.WORD)
    return word_text(data)
