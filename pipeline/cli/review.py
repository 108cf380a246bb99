"""`council diff`, `changes`, `issue` and `review`: what reviewers read."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.assemble.places import Places
from pipeline.cli.commands import Command
from pipeline.cli.output import echo
from pipeline.cli.session import (
    Exit,
    Session,
    build_folder,
    quiet,
    some_documents,
    some_languages,
    sources_folder,
    templates_folder,
    words,
)
from pipeline.issues import Severity, SourceError
from pipeline.write.story import Reviewer

if TYPE_CHECKING:
    from pipeline.review.site.reviewed import Reviewed

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_LONGEST_NAME = 255
"""How many characters the name of a reviewer may have."""
_FILES = (".docx", ".json")
_NO_DATE = "1980-01-01T00:00:00Z"
since = click.option("--from", "before", default="HEAD", show_default=True)


@click.command(cls=Command)
@click.argument("document")
@click.argument("file", required=False, default="")
@some_languages
@since
@click.option("--to", "after", default="")
@click.option("--format", "shape", type=click.Choice(["text", "json", "docx", "html"]), default="text", show_default=True)
@click.option("--author", default="")
@click.option("--date", "date", default="")
@click.option("--exit-code", "tell", is_flag=True)
@sources_folder
@templates_folder
@build_folder
@quiet
@click.pass_obj
def diff(
    session: Session,
    document: str,
    file: str,
    langs: tuple[str, ...],
    before: str,
    after: str,
    shape: str,
    author: str,
    date: str,
    sources: Path,
    templates: Path,
    build: Path,
    *,
    tell: bool,
) -> None:
    """Compare two states of a document."""
    from pipeline.assemble.comparing import compared, default_reviewer, stem  # noqa: PLC0415
    from pipeline.assemble.redlines import redlined_file  # noqa: PLC0415
    from pipeline.assemble.reviewing import two_states  # noqa: PLC0415
    from pipeline.assemble.states import carried  # noqa: PLC0415
    from pipeline.gate.writing import write_file  # noqa: PLC0415
    from pipeline.review.changes import changes as list_changes  # noqa: PLC0415
    from pipeline.review.differences import as_lines, as_values  # noqa: PLC0415

    session.least = Severity.WARNING
    places = Places(sources, templates, build)
    date = _moment(session, date)
    if file and not all(Path(name).suffix.lower() in _FILES for name in (document, file)):
        raise click.UsageError(session.messages.say("two_files"))
    if len(author) > _LONGEST_NAME or not author.isprintable():
        raise click.UsageError(session.messages.say("no_author", found=ascii(author)[1:-1]))
    if file or Path(document).suffix.lower() in _FILES:
        given = Reviewer(author or "council", date or _NO_DATE)
        if file and not (_is_ours(Path(document)) and _is_ours(Path(file))):
            if shape not in ("text", "docx"):
                raise click.UsageError(session.messages.say("only_word", shape=shape))
            if _foreign(session, Path(document), Path(file), given, build) and tell:
                raise SystemExit(1)
            return
        before, after, document = document, file, carried(Path(document)).id
    wanted = [] if langs == ("all",) else words(langs)
    changed = False
    values = {}
    for name in places.chosen((document,), session.issues.append):
        found = compared(places, name, before, after, wanted, session.issues.append)
        changed = changed or any(True for one in found.values() for _ in list_changes(one.redline))
        for code, one in found.items():
            if shape == "json":
                values[code] = as_values(one.redline)
            elif shape == "text":
                lines = list(as_lines(one.redline))
                session.say("differences", language=code, count=len(lines))
                for line in lines:
                    echo(line)
            elif shape == "docx":
                given = default_reviewer(sources, one.new.date)
                reviewer = Reviewer(author or given.author, date or given.date)
                path = places.compared(name) / f"{stem(places, one)}.docx"
                data = redlined_file(places, one.old, one.new, reviewer, None, session.issues.append)
                if data is not None:
                    write_file(path, data)
                    session.say("built", path=path)
        if shape == "html" and found:
            _write_pages(session, [two_states(places, name, found)], before, places.compared(name))
    if shape == "json":
        echo(json.dumps(values, ensure_ascii=False, indent=1))
    if tell and changed and session.code() is Exit.FINE:
        session.show()
        raise SystemExit(1)


@click.command(cls=Command)
@click.argument("document")
@since
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text", show_default=True)
@sources_folder
@templates_folder
@click.pass_obj
def changes(session: Session, document: str, before: str, shape: str, sources: Path, templates: Path) -> None:
    """List what changed since a state, how far each language is with it, and which numbers shifted."""
    from pipeline.assemble.comparing import progress  # noqa: PLC0415
    from pipeline.review.progress import table, values  # noqa: PLC0415

    session.least = Severity.WARNING
    places = Places(sources, templates, Path())
    for name in places.chosen((document,), session.issues.append):
        changed, shifted = progress(places, name, before, session.issues.append)
        if shape == "json":
            echo(json.dumps(values(changed, shifted), ensure_ascii=False, indent=1))
            continue
        session.say("changes", count=len(changed))
        languages = dict.fromkeys(code for one in changed for code in one.states)
        for line in table(changed, tuple(languages), session.messages):
            echo(line)
        if shifted:
            session.say("shifted", count=len(shifted))
        for shift in shifted:
            echo(f"  {shift.before} → {shift.after}  {shift.unit}")
            if shift.follow:
                session.say("follow", units=", ".join(shift.follow))
            if shift.stay:
                session.say("stay", number=shift.before, units=", ".join(shift.stay))


@click.command(cls=Command)
@click.argument("document", nargs=-1, required=True)
@sources_folder
@templates_folder
@click.pass_obj
def issue(session: Session, document: tuple[str, ...], sources: Path, templates: Path) -> None:
    """Freeze documents as they are, in all their languages: what later drafts are compared with."""
    from pipeline.assemble.issuing import frozen_files  # noqa: PLC0415
    from pipeline.gate.writing import write_together  # noqa: PLC0415

    session.least = Severity.WARNING
    places = Places(sources, templates, Path())
    for name in places.chosen(document, session.issues.append):
        with session.gathering():
            files = frozen_files(places, name, session.issues.append)
            for path in write_together(files, session.issues.append):
                session.say("frozen", path=path)


@click.command(cls=Command)
@some_documents
@click.option("--from", "before", default="")
@sources_folder
@templates_folder
@build_folder
@quiet
@click.pass_obj
def review(session: Session, documents: tuple[str, ...], before: str, sources: Path, templates: Path, build: Path) -> None:
    """Make the pages that documents are reviewed on."""
    from pipeline.assemble.reviewing import Review  # noqa: PLC0415

    session.least = Severity.WARNING
    places = Places(sources, templates, build)
    folder = build / "review"
    with_changes = Review(places, before, folder)
    found = []
    for name in places.chosen(documents, session.issues.append):
        with session.gathering():
            found.append(with_changes.of(name, session.issues.append))
    if found:
        _write_pages(session, found, before, folder)


def _write_pages(session: Session, documents: Sequence[Reviewed], before: str, folder: Path) -> None:
    from pipeline.gate.writing import write_together  # noqa: PLC0415
    from pipeline.review.site.rendering import site  # noqa: PLC0415

    files = {folder / name: data for name, data in site(documents, before, session.messages).items()}
    write_together(files, session.issues.append)
    session.say("reviewed", path=(folder / "index.html").resolve())


def _moment(session: Session, given: str) -> str:
    """A day or moment as a moment of tracked changes; a wrong command line where it is none."""
    moment = f"{given}T00:00:00Z" if _DAY.fullmatch(given) else given
    try:
        datetime.datetime.fromisoformat(moment or _NO_DATE)
    except ValueError:
        moment = "-"
    if moment and not _MOMENT.fullmatch(moment):
        raise click.UsageError(session.messages.say("moment", found=given))
    return moment


def _is_ours(path: Path) -> bool:
    """Whether a file carries a document with it."""
    from pipeline.assemble.states import carried  # noqa: PLC0415

    try:
        carried(path)
    except SourceError as error:
        if error.issue.code != "RV103" or path.suffix.lower() != ".docx":
            raise
        return False
    return True


def _foreign(session: Session, old: Path, new: Path, reviewer: Reviewer, build: Path) -> bool:
    """Two Word files that were not made here, compared as Word files; whether their texts differ."""
    from pipeline.assemble.textual import textual  # noqa: PLC0415
    from pipeline.gate.writing import write_file  # noqa: PLC0415
    from pipeline.review.foreign import compared  # noqa: PLC0415

    path = build / "diff" / f"{new.stem}.docx"
    write_file(path, compared(old, new, reviewer))
    session.say("built", path=path)
    return textual(old) != textual(new)
