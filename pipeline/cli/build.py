"""`council build`: documents as Word files."""

from __future__ import annotations

import datetime
import os
import re
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.commands import Command, here
from pipeline.cli.language import configurations
from pipeline.cli.progress import Progress
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
from pipeline.cli.told import Told
from pipeline.issues import Severity

if TYPE_CHECKING:
    from pipeline.assemble.crews import Crew
    from pipeline.assemble.task import Task
    from pipeline.write.zipped import Compressor

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
@click.option("--jobs", default="auto", show_default=True)
@click.option("--executor", type=click.Choice(["processes", "dask"]), default="processes", show_default=True)
@click.option("--scheduler", default="")
@click.option("--compressor", type=click.Choice(["zlib", "isal"]), default="zlib", show_default=True)
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
    jobs: str,
    executor: str,
    scheduler: str,
    compressor: Compressor,
) -> None:
    """Build documents as Word files; all of them where none is named."""
    from pipeline.assemble.build import begin, place  # noqa: PLC0415 - `council --help` needs none of the rooms
    from pipeline.assemble.copies import write_copies  # noqa: PLC0415
    from pipeline.assemble.outputs import Listener  # noqa: PLC0415
    from pipeline.assemble.places import Places  # noqa: PLC0415
    from pipeline.assemble.remembering import names_looked_at, remember  # noqa: PLC0415
    from pipeline.assemble.running import outcomes  # noqa: PLC0415
    from pipeline.assemble.task import Outcome, Task  # noqa: PLC0415

    moment, workers = _moment(session), _workers(session, jobs)
    _refuse(session, executor, scheduler, compressor)
    # What was let pass with a reason is listed by `council check`.
    session.least = Severity.WARNING
    places = Places(sources, templates, build)
    chosen = places.chosen(documents, session.issues.append)
    looked_at = names_looked_at(places, chosen)
    told = Told(session, len(chosen), sources)
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
    tasks = [Task(places, document, tuple(words(langs)), moment, final, compressor) for document in chosen]
    begun = [begin(task, force=force) for task in tasks]
    left = [stands.left(task) for task, stands in zip(tasks, begun, strict=True) if not stands.all]
    progress = Progress(session.messages, len(left), sys.stderr, shown=session.form == "text" and not session.quiet)
    with _crew(left, workers, executor, scheduler) as crew, closing(outcomes(left, crew)) as made:
        for task, stands in zip(tasks, begun, strict=True):
            built = None
            with session.finding() as found:
                outcome = Outcome.standing(stands.about, tuple(stands.records)) if stands.all else next(made, None)
                progress.clear()
                # There is none after a fault that ended all of them.
                built = place(task, stands, outcome, found.append, listener) if outcome else None
            with session.gathering():
                told.copies += write_copies(places, task.id, tuple(found), session.messages, session.issues.append)
            if built is None or not built.whole:
                if any(path.parent == task.folder for path in told.files):
                    sentence = session.messages.say("stopped_partly", document=task.id, folder=task.folder)
                else:
                    sentence = session.messages.say("stopped", document=task.id, folder=task.folder)
                session.warn(sentence)
            tidy = tidy and built is not None and built.tidy
            hashes |= built.hashes if built else {}
            folders += [places.output(task.id, final=False), places.output(task.id, final=True), places.copies(task.id)]
            if not stands.all:
                progress.advance()
    progress.clear()
    session.show()
    told.end()
    if tidy and session.code() == Exit.FINE and not any(one.code.startswith("FS") for one in session.issues):
        others = (*told.copies, *configurations(here()))
        remember(places, session.arguments, looked_at, hashes, folders, others, told.again())


def _workers(session: Session, jobs: str) -> int | None:
    """How many processes are wanted; None where that is left to this program."""
    if jobs == "auto":
        return None
    if not re.fullmatch(r"[1-9][0-9]{0,2}", jobs):
        raise click.UsageError(session.messages.say("jobs", found=jobs))
    return int(jobs)


def _refuse(session: Session, executor: str, scheduler: str, compressor: Compressor) -> None:
    """Refuse what cannot be done, before anything is touched. Raises SourceError FS125 where the compressor is not installed."""
    if bool(scheduler) is not (executor == "dask"):
        raise click.UsageError(session.messages.say("scheduler"))
    from pipeline.write.zipped import library  # noqa: PLC0415

    library(compressor)


@contextmanager
def _crew(tasks: list[Task], workers: int | None, executor: str, scheduler: str) -> Iterator[Crew | None]:
    """Who does the tasks."""
    if executor == "dask" and tasks:
        from pipeline.assemble.clusters import Cluster  # noqa: PLC0415 - only for those who have one

        with closing(Cluster(scheduler)) as cluster:
            yield cluster
        return
    from pipeline.assemble.crews import crew_for  # noqa: PLC0415

    yield crew_for(tasks, workers, _processors())


def _processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _moment(session: Session) -> datetime.datetime | None:
    """The time that SOURCE_DATE_EPOCH names, if it is there (reproducible-builds.org/specs/source-date-epoch)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return None
    if not re.fullmatch(r"[0-9]{1,12}", epoch) or int(epoch) > _LAST:
        raise click.UsageError(session.messages.say("epoch", found=epoch))
    return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC)
