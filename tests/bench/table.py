"""What was measured, as Markdown."""

from __future__ import annotations

import datetime
import os
import platform
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.bench.measure import Cost
from tests.bench.targets import Results, Target, targets
from tests.bench.ways import COMPRESSORS, OBVIOUS, RAW, Measured, Size

LEGEND = (
    "Every way writes the same paragraphs and tables into the council's template. python-docx, docxtemplater and docx-templates"
    " write no links, Carbone neither links nor styles, bold or italic; only raw strings and this project write footnotes as"
    " footnotes, and only this project checks anything, or writes bookmarks, fields and what a draft carries. Raw, this project's"
    " writing and the other libraries begin with a text in memory, the pipelines with workbook and fragments; all are warm but for"
    " the fresh processes."
)
"""What the rows of a table have in common, and what not."""

_HEAD = ("way", "CPU ms", "× raw", "obvious ÷ it", "peak MB", "texts missing", "times")


def machine(absent: Sequence[str]) -> str:
    """Where and when it was measured, and what was not."""
    said = f"{_processor()}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    day = datetime.datetime.now(datetime.UTC).date().isoformat()
    missing = f" Not measured: {'; '.join(absent)}." if absent else ""
    load = f" The load was {os.getloadavg()[0]:.1f} at the end."
    return f"{said}, {day}. CPU time, user and system; medians.{load}{missing}"


def _processor() -> str:
    cpu = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*: (.*)", cpu.read_text()) if cpu.exists() else None
    return found[1] if found else platform.processor() or platform.machine()


def of_size(size: Size, ways: Sequence[Measured]) -> str:
    """The ways at one size."""
    costs = {one.way.name: one.cost.median for one in ways}
    rows = [
        (
            one.way.name,
            _ms(one.cost),
            f"{one.cost.median / costs[RAW]:.2f}",
            f"{costs[OBVIOUS] / one.cost.median:.2f}",
            "" if one.memory is None else f"{one.memory:.0f}",
            str(one.missing),
            str(len(one.cost.times)),
        )
        for one in ways
    ]
    return f"**{size.name}**, {size.paragraphs:,} paragraphs and cells\n\n{_table(_HEAD, rows)}"


def of_costs(costs: dict[str, Cost]) -> str:
    """Whatever else was measured."""
    return _table(("what", "CPU ms", "times"), [(name, _ms(cost), str(len(cost.times))) for name, cost in costs.items()])


def of_targets(found: Results) -> str:
    """Each target with its verdict; beside it, where it is installed and compresses what is measured, that of isal."""
    rows = [
        (one.what, _figure(one), f"{'≥' if one.at_least else '≤'} {one.target:g} ({one.stretch:g})", one.verdict())
        for one in targets(found)
    ]
    head = ("target", "measured", "wanted (stretch)", "")
    if "isal" in COMPRESSORS:
        beside = [(_figure(one), one.verdict() if one.figure is not None else "") for one in targets(found, "isal")]
        rows, head = [(*row, *more) for row, more in zip(rows, beside, strict=True)], (*head, "by isal", "")
    return _table(head, rows)


def _figure(one: Target) -> str:
    return "" if one.figure is None else f"{one.figure:.2f} {one.unit}".strip()


def _ms(cost: Cost) -> str:
    return f"{1000 * cost.median:,.{1 if cost.median < 1 else 0}f}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(_lines(head, rows))


def _lines(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|---|{'--:|' * (len(head) - 1)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
