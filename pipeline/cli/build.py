"""`council build`: documents as Word files."""

from __future__ import annotations

import datetime
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.commands import Command, here
from pipeline.cli.language import configurations
from pipeline.cli.output import overheard
from pipeline.cli.session import (
    Exit,
    Session,
    build_folder,
    output_format,
    quiet,
    some_documents,
    some_languages,
    sources_folder,
    templates_folder,
    words,
)
from pipeline.issues import Severity
from pipeline.remembered import Pieces

if TYPE_CHECKING:
    from pipeline.assemble.record import Record

_LAST = 253_402_300_799
"""The last second of the year 9999: what follows it is no date."""


@click.command(cls=Command)
@some_documents
@some_languages
@sources_folder
@templates_folder
@build_folder
@click.option("--final", is_flag=True)
@click.option("--force", is_flag=True)
@output_format
@quiet
@click.pass_obj
def build(
    session: Session,
    documents: tuple[str, ...],
    langs: tuple[str, ...],
    sources: Path,
    templates: Path,
    build: Path,
    *,
    final: bool,
    force: bool,
) -> None:
    """Build documents as Word files; all of them where none is named."""
    from pipeline.assemble.build import build_document  # noqa: PLC0415 - `council --help` needs none of the rooms
    from pipeline.assemble.copies import write_copies  # noqa: PLC0415
    from pipeline.assemble.outputs import Listener  # noqa: PLC0415
    from pipeline.assemble.places import Places  # noqa: PLC0415
    from pipeline.assemble.remembering import names_looked_at, remember  # noqa: PLC0415
    from pipeline.assemble.task import Task  # noqa: PLC0415

    moment = _moment(session)
    # What was let pass with a reason is listed by `council check`.
    session.least = Severity.WARNING
    places = Places(sources, templates, build)
    chosen = places.chosen(documents, session.issues.append)
    looked_at = names_looked_at(places, chosen)
    told = _Told(session, len(chosen), sources)
    told.begin()
    listener = Listener(
        written=lambda path, record: told.file(path, record, made=True),
        kept=lambda path, record: told.file(path, record, made=False),
        removed=lambda path: session.say("removed", path=path),
        waiting=lambda folder: session.warn(session.messages.say("waiting", folder=folder)),
    )
    tidy = not force
    hashes: dict[Path, str] = {}
    folders: list[Path] = []
    for document in chosen:
        task = Task(places, document, tuple(words(langs)), moment, final)
        built = None
        with session.finding() as found:
            built = build_document(task, found.append, listener, force=force)
        with session.gathering():
            told.copies += write_copies(places, document, tuple(found), session.messages, session.issues.append)
        if built is None or not built.whole:
            if any(path.parent == task.folder for path in told.files):
                sentence = session.messages.say("stopped_partly", document=document, folder=task.folder)
            else:
                sentence = session.messages.say("stopped", document=document, folder=task.folder)
            session.warn(sentence)
        tidy = tidy and built is not None and built.tidy
        hashes |= built.hashes if built else {}
        folders += [places.output(document, final=False), places.output(document, final=True), places.copies(document)]
    session.show()
    told.end()
    if tidy and session.code() == Exit.FINE and not any(one.code.startswith("FS") for one in session.issues):
        others = (*told.copies, *configurations(here()))
        remember(places, session.arguments, looked_at, hashes, folders, others, told.again())


@dataclass
class _Told:
    """What a build says, so that it can say later what it would have said had it found nothing to do."""

    session: Session
    count: int
    sources: Path
    files: dict[Path, Record] = field(default_factory=dict)
    made: set[Path] = field(default_factory=set)
    copies: list[Path] = field(default_factory=list)

    def begin(self) -> None:
        """Say how many documents there are."""
        self.session.say("building", count=self.count)

    def file(self, path: Path, record: Record, *, made: bool) -> None:
        """Say that a file was made; of one that was not, only what is still to be done in it."""
        self.files[path] = record
        if made:
            self.made.add(path)
            self.session.say("built", path=path)
        if path.suffix == ".docx" and (record.missing or record.stale):
            if not made:
                self.session.say("kept", path=path)
            self.session.say("pending", missing=record.missing, stale=record.stale)

    def end(self) -> None:
        """Say where the Word files are, and where the copies in which is marked what is wrong."""
        word = [path for path in self.files if path.suffix == ".docx"]
        made, kept = ([path for path in word if (path in self.made) is wanted] for wanted in (True, False))
        if made:
            self.session.say("made", count=len(made), files=_listed(made))
        if kept and made:
            self.session.say("unchanged", count=len(kept), files=_listed(kept))
        elif kept:
            self.session.say("nothing_changed", count=len(kept), files=_listed(kept))
        if word:
            self.session.say("next", sources=self.sources)
        self.session.point(self.copies)

    def again(self) -> Pieces:
        """What the same command prints when nothing has changed."""
        self.made.clear()
        with overheard() as pieces:
            self.begin()
            for path, record in self.files.items():
                self.file(path, record, made=False)
            self.session.show_again()
            self.end()
            self.session.sum_up()
        return pieces


def _listed(paths: list[Path]) -> str:
    return "".join(f"\n  {path.resolve()}" for path in paths)


def _moment(session: Session) -> datetime.datetime | None:
    """The time that SOURCE_DATE_EPOCH names, if it is there (reproducible-builds.org/specs/source-date-epoch)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return None
    if not re.fullmatch(r"[0-9]{1,12}", epoch) or int(epoch) > _LAST:
        raise click.UsageError(session.messages.say("epoch", found=epoch))
    return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC)
