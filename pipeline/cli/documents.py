"""`council build`, `check`, `fmt` and `text`: what is done with documents."""

from __future__ import annotations

import datetime
import os
import re
from pathlib import Path

import click

from pipeline.cli.commands import Command
from pipeline.cli.output import echo
from pipeline.cli.session import (
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

_LAST = 253_402_300_799
"""The last second of the year 9999: what follows it is no date."""


@click.command(cls=Command)
@some_documents
@some_languages
@sources_folder
@templates_folder
@build_folder
@click.option("--final", is_flag=True)
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
) -> None:
    """Build documents as Word files; all of them where none is named."""
    from pipeline.assemble.build import build_document  # noqa: PLC0415 - `council --help` needs none of the rooms
    from pipeline.assemble.copies import write_copies  # noqa: PLC0415
    from pipeline.assemble.one import Ready  # noqa: PLC0415
    from pipeline.assemble.outputs import Listener  # noqa: PLC0415
    from pipeline.assemble.places import Places  # noqa: PLC0415
    from pipeline.localise.catalogue import State  # noqa: PLC0415

    moment = _moment(session)
    # What was let pass with a reason is listed by `council check`.
    session.least = Severity.WARNING
    places = Places(sources, templates, build)
    chosen = places.chosen(documents, session.issues.append)
    session.say("building", count=len(chosen))
    files: list[Path] = []
    copies: list[Path] = []

    def written(path: Path, document: Ready) -> None:
        session.say("built", path=path)
        files.append(path)
        missing, stale = document.count(State.MISSING), document.count(State.STALE)
        if path.suffix == ".docx" and (missing or stale):
            session.say("pending", missing=missing, stale=stale)

    listener = Listener(
        written=written,
        removed=lambda path: session.say("removed", path=path),
        waiting=lambda folder: session.warn(session.messages.say("waiting", folder=folder)),
    )
    for document in chosen:
        made = False
        with session.finding() as found:
            made = build_document(places, document, words(langs), moment, found.append, listener, final=final)
        with session.gathering():
            copies += write_copies(places, document, tuple(found), session.messages, session.issues.append)
        if not made:
            folder = places.output(document, final=final)
            if any(path.parent == folder for path in files):
                sentence = session.messages.say("stopped_partly", document=document, folder=folder)
            else:
                sentence = session.messages.say("stopped", document=document, folder=folder)
            session.warn(sentence)
    session.show()
    if files:
        word = [path for path in files if path.suffix == ".docx"]
        session.say("made", count=len(word), files="".join(f"\n  {path.resolve()}" for path in word))
        session.say("next", sources=sources)
    session.point(copies)


@click.command(cls=Command)
@some_documents
@sources_folder
@templates_folder
@build_folder
@output_format
@quiet
@click.pass_obj
def check(session: Session, documents: tuple[str, ...], sources: Path, templates: Path, build: Path) -> None:
    """Say all that is wrong in the sources, and mark it in copies of the workbook and the template."""
    from pipeline.assemble.copies import write_copies  # noqa: PLC0415
    from pipeline.assemble.one import in_language, original  # noqa: PLC0415
    from pipeline.assemble.places import Places  # noqa: PLC0415

    places = Places(sources, templates, build)
    chosen = places.chosen(documents, session.issues.append)
    copies: list[Path] = []
    for document in chosen:
        with session.finding() as found:
            source = original(places, document, found.append)
            for language in places.translations(document) if source else ():
                if source and language != source.pack.code:
                    in_language(places, source, language, found.append)
        with session.gathering():
            copies += write_copies(places, document, tuple(found), session.messages, session.issues.append)
    session.show()
    session.point(copies)
    if not any(issue.severity for issue in session.issues):
        session.say("fine", count=len(chosen))


@click.command(cls=Command)
@some_documents
@sources_folder
@click.pass_obj
def fmt(session: Session, documents: tuple[str, ...], sources: Path) -> None:
    """Set numbers right and give ids, in the fragments; nothing else is touched."""
    from pipeline.assemble.formatting import formatted  # noqa: PLC0415
    from pipeline.assemble.places import Places  # noqa: PLC0415
    from pipeline.gate.writing import write_file  # noqa: PLC0415

    places = Places(sources, Path(), Path())
    count = 0
    for document in places.chosen(documents, session.issues.append):
        with session.gathering():
            for path, mended in formatted(places, document, session.issues.append).items():
                # The fragment is where a link leads, not the link.
                write_file(path.resolve(), mended.data)
                session.say("mended", path=path)
                for row, old, new in mended.changes:
                    if old:
                        session.say("renumbered", row=row, old=old, new=new)
                    else:
                        session.say("named", row=row, id=new)
                count += 1
    if not count and not session.issues:
        session.say("nothing_to_mend")


@click.command(cls=Command)
@click.argument("document")
@click.option("--lang", default="")
@sources_folder
@templates_folder
@click.pass_obj
def text(session: Session, document: str, lang: str, sources: Path, templates: Path) -> None:
    """Print a document as numbered plain text."""
    from pipeline.assemble.one import in_language, original  # noqa: PLC0415
    from pipeline.assemble.places import Places  # noqa: PLC0415
    from pipeline.review.text import text_view  # noqa: PLC0415

    places = Places(sources, templates, Path())
    for name in places.chosen((document,), session.issues.append):
        source = original(places, name, session.issues.append)
        own = source is None or lang in ("", source.pack.code)
        found = source if own or source is None else in_language(places, source, lang, session.issues.append)
        if found is not None:
            echo(text_view(found.document), end=False)


def _moment(session: Session) -> datetime.datetime | None:
    """The time that SOURCE_DATE_EPOCH names, if it is there (reproducible-builds.org/specs/source-date-epoch)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return None
    if not re.fullmatch(r"[0-9]{1,12}", epoch) or int(epoch) > _LAST:
        raise click.UsageError(session.messages.say("epoch", found=epoch))
    return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC)
