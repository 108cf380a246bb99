"""Annotated copies of a document's workbook and template: written where something is wrong in them, else taken away."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from pipeline.assemble.places import Places
from pipeline.gate.locks import sweep
from pipeline.gate.writing import holds, remove_file, write_file
from pipeline.issues import Issue, Report, Severity, SourceError, of_machine
from pipeline.messages import Messages

_COPY = re.compile(r"[^.~].*\.check(\.new)?\.(xlsx|docx)")
"""A copy by its name, one beside a copy that was open elsewhere too; not the lock file of a program that has it open."""


def write_copies(places: Places, id_: str, issues: Sequence[Issue], messages: Messages, report: Report) -> tuple[Path, ...]:
    """Mark what is wrong in a document's workbook and in its template; the copies that were written.

    A file without a fault has no copy, nor has one that cannot be read: the issues say so. Notes are no faults, nor
    is what befell the machine. A copy that an earlier run left is taken away. Reports what `gate.writing` says of a copy.
    """
    folder = places.copies(id_)
    workbook = places.workbook(id_)
    wrong = dict.fromkeys(found for found in issues if found.severity > Severity.NOTE and not of_machine([found]))
    sweep(folder)
    ordered = sorted(wrong, key=lambda found: (found.location.path != workbook, found.location, found.code))
    written: list[Path] = []
    kept: set[Path] = set()
    for path in dict.fromkeys(found.location.path for found in ordered):
        if path != workbook and path.parent != places.templates:
            continue
        copy = folder / f"{path.stem}.check{path.suffix}"
        try:
            data = _annotated(path, workbook, ordered, messages)
        except SourceError:
            continue
        kept.add(copy)
        try:
            if not holds(copy, data):
                write_file(copy, data)
            written.append(copy)
        except SourceError as error:
            report(error.issue)
            kept.add(copy.with_suffix(f".new{copy.suffix}"))
    _clear(folder, kept, report)
    return tuple(written)


def _annotated(path: Path, workbook: Path, issues: Sequence[Issue], messages: Messages) -> bytes:
    if path == workbook:
        from pipeline.review.annotated.workbook import annotated_workbook  # noqa: PLC0415 - openpyxl; most runs find nothing

        return annotated_workbook(path, issues, messages)
    from pipeline.review.annotated.template import annotated_template  # noqa: PLC0415

    return annotated_template(path, issues, messages)


def _clear(folder: Path, kept: set[Path], report: Report) -> None:
    """Take away the copies that this run did not write, and the folder with the last of them."""
    left = list(folder.iterdir()) if folder.is_dir() else []
    for path in sorted(set(left) - kept):
        if _COPY.fullmatch(path.name):
            try:
                remove_file(path)
                left.remove(path)
            except SourceError as error:
                report(error.issue)
    if folder.is_dir() and not left:
        folder.rmdir()
