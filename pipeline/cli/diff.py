"""`council diff`: what changed between two states of a document."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.session import Session, finish, sources_folder, templates_folder
from pipeline.issues import SourceError

if TYPE_CHECKING:
    from pipeline.model.blocks import Document

_FILE = click.Path(dir_okay=False, path_type=Path)
_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@click.command()
@click.argument("old", type=_FILE)
@click.argument("new", type=_FILE)
@click.option("--format", "form", type=click.Choice(["docx"]), default="docx", show_default=True, expose_value=False)
@click.option("--out", type=_FILE, required=True, help="The file that is written.")
@click.option("--author", required=True, help="Who made the changes.")
@click.option("--date", required=True, metavar="DATE", help="When they were made: 2022-03-02, or 2022-03-02T08:30:00Z.")
@sources_folder
@templates_folder
@click.pass_obj
def diff(session: Session, old: Path, new: Path, out: Path, author: str, date: str, sources: Path, templates: Path) -> None:
    """Show what changed between two settled documents, the JSON files of builds, as tracked changes in a Word file."""
    from pipeline.assemble.places import Places  # noqa: PLC0415 - `council --help` needs none of the rooms
    from pipeline.assemble.redlines import redlined_file  # noqa: PLC0415
    from pipeline.gate.writing import write_file  # noqa: PLC0415
    from pipeline.write.story import Reviewer  # noqa: PLC0415

    reviewer = Reviewer(author, _date(session, date))
    try:
        before, after = _document(session, old), _document(session, new)
        if (before.kind, before.language) != (after.kind, after.language):
            raise click.UsageError(session.messages.say("diff_apart", old=old, new=new))
        data = redlined_file(Places(sources, templates, Path()), before, after, reviewer, None, session.issues.append)
        if data is not None:
            write_file(out, data)
            session.say("built", path=out)
    except SourceError as error:
        session.issues.append(error.issue)
    session.show(session.issues)
    finish(session)


def _document(session: Session, path: Path) -> Document:
    from pipeline.gate.reading import read_text  # noqa: PLC0415
    from pipeline.model.dump import loaded  # noqa: PLC0415

    try:
        return loaded(read_text(path))
    except ValueError as error:
        raise click.UsageError(session.messages.say("diff_no_document", path=path)) from error


def _date(session: Session, date: str) -> str:
    whole = date if "T" in date else f"{date}T00:00:00Z"
    try:
        datetime.datetime.fromisoformat(whole)
    except ValueError:
        whole = ""
    if not _DATE.fullmatch(whole):
        raise click.UsageError(session.messages.say("diff_date", found=date))
    return whole
