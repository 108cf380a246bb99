"""Issues for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TypedDict

from pipeline.issues import Issue, Location
from pipeline.messages import Messages, in_order


class Record(TypedDict):
    """An issue as JSON: always these keys, null where one does not apply.

    `sheet` and `cell` name a place in a workbook; `line`, `column` and `length` one in a text, counted from 1 in characters of
    Unicode, and `unit` the entry of a catalogue that begins at `line`; `part`, `paragraph`, `column` and `length` one in a
    Word file. `replacement` is the text that mends the fault in the place of what these cover; where it is null nothing does.
    """

    code: str
    severity: str
    file: str
    place: str
    sheet: str | None
    cell: str | None
    line: int | None
    column: int | None
    length: int | None
    unit: str | None
    part: str | None
    paragraph: int | None
    message: str
    fix: str
    near: str | None
    replacement: str | None
    explain: str


def as_json(messages: Messages, issues: Iterable[Issue]) -> str:
    """All issues, sorted by place, as one JSON array."""
    return json.dumps([record(messages, issue) for issue in in_order(issues)], ensure_ascii=False, indent=1)


def record(messages: Messages, issue: Issue) -> Record:
    """An issue as JSON's values."""
    at = issue.location
    suffix = at.path.suffix.lower()
    sheet, word = suffix == ".xlsx", suffix == ".docx"
    text = not sheet and not word
    # The place of an entry of a catalogue is its first line, and no character of it.
    exact = bool(at.row and at.column) and not (text and at.part) and not sheet
    return {
        "code": issue.code,
        "severity": issue.severity.name.lower(),
        "file": at.path.as_posix(),
        "place": at.place,
        "sheet": (at.part or None) if sheet else None,
        "cell": (at.cell or None) if sheet else None,
        "line": (at.row or None) if text else None,
        "column": at.column if exact else None,
        "length": at.length if exact else None,
        "unit": (at.part or None) if text else None,
        "part": (at.part or None) if word else None,
        "paragraph": (at.row or None) if word else None,
        "message": messages.message(issue),
        "fix": messages.fix(issue),
        "near": issue.argument("near") or None,
        "replacement": issue.argument("put") if _covers(at, exact=exact) else None,
        "explain": f"council explain {issue.code}",
    }


def _covers(at: Location, *, exact: bool) -> bool:
    """Whether a place is a stretch that something can be put in the place of: a cell, or characters of a line."""
    return bool(at.row and at.column) if at.path.suffix.lower() == ".xlsx" else exact and bool(at.length)
