"""`council build`, `check`, `fmt` and `text`: what is done with documents."""

from __future__ import annotations

import datetime
import os
import re
import sys
from pathlib import Path

import click

from pipeline.cli.session import (
    FOLDER,
    Session,
    finish,
    output_format,
    some_documents,
    some_languages,
    sources_folder,
    templates_folder,
    words,
)
from pipeline.issues import Issue, Severity, SourceError
from pipeline.messages import as_json

_LAST = 253_402_300_799
"""The last second of the year 9999: what follows it is no date."""


@click.command()
@some_documents
@some_languages
@sources_folder
@templates_folder
@click.option("--build", type=FOLDER, default="build", show_default=True, help="The folder that files are written to.")
@click.option("--final", is_flag=True, help="Make finals: without provenance, and only where nothing is missing.")
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
    from pipeline.assemble.one import Ready  # noqa: PLC0415
    from pipeline.assemble.outputs import Listener  # noqa: PLC0415
    from pipeline.assemble.places import Places  # noqa: PLC0415
    from pipeline.localise.catalogue import State  # noqa: PLC0415

    moment = _moment(session)
    places = Places(sources, templates, build)
    chosen = places.chosen(documents, session.issues.append)
    session.show(session.issues)
    session.say("building", count=len(chosen))
    files: list[Path] = []

    def written(path: Path, document: Ready) -> None:
        session.say("built", path=path)
        files.append(path)
        missing, stale = document.count(State.MISSING), document.count(State.STALE)
        if path.suffix == ".docx" and (missing or stale):
            session.say("pending", missing=missing, stale=stale)

    listener = Listener(
        written=written,
        removed=lambda path: session.say("removed", path=path),
        waiting=lambda folder: click.echo(session.messages.say("waiting", folder=folder), err=True),
    )
    for document in chosen:
        found: list[Issue] = []
        made = build_document(places, document, words(langs), moment, found.append, listener, final=final)
        session.issues += found
        # What was let pass with a reason is listed by `council check`.
        session.show([one for one in found if one.severity > Severity.NOTE])
        if not made:
            folder = places.output(document, final=final)
            if any(path.parent == folder for path in files):
                sentence = session.messages.say("stopped_partly", document=document, folder=folder)
            else:
                sentence = session.messages.say("stopped", document=document, folder=folder)
            click.echo(sentence, err=True)
    if files:
        word = [path for path in files if path.suffix == ".docx"]
        click.echo()
        session.say("made", count=len(word))
        for path in word:
            click.echo(f"  {path.resolve()}")
        session.say("next", sources=sources)
    finish(session)


@click.command()
@some_documents
@sources_folder
@templates_folder
@output_format
@click.pass_obj
def check(session: Session, documents: tuple[str, ...], sources: Path, templates: Path, form: str) -> None:
    """Say all that is wrong in the sources, and write nothing."""
    from pipeline.assemble.one import in_language, original  # noqa: PLC0415
    from pipeline.assemble.places import Places  # noqa: PLC0415

    places = Places(sources, templates, Path())
    chosen = places.chosen(documents, session.issues.append)
    for document in chosen:
        source = original(places, document, session.issues.append)
        for language in places.translations(document) if source else ():
            if source and language != source.pack.code:
                in_language(places, source, language, session.issues.append)
    if form == "json":
        ordered = dict.fromkeys(sorted(session.issues, key=lambda issue: (issue.location, issue.code)))
        click.echo(as_json(session.messages, list(ordered)))
        sys.exit(session.code())
    session.show(session.issues)
    if not any(issue.severity for issue in session.issues):
        session.say("fine", count=len(chosen))
    finish(session)


@click.command()
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
        try:
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
        except SourceError as error:
            session.issues.append(error.issue)
    session.show(session.issues)
    if not count and not session.issues:
        session.say("nothing_to_mend")
    finish(session)


@click.command()
@click.argument("document")
@click.option("--lang", default="", help="The language; the document's own where none is given.")
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
            click.echo(text_view(found.document), nl=False)
    session.show(session.issues)
    sys.exit(session.code())


def _moment(session: Session) -> datetime.datetime | None:
    """The time that SOURCE_DATE_EPOCH names, if it is there (reproducible-builds.org/specs/source-date-epoch)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return None
    if not re.fullmatch(r"[0-9]{1,12}", epoch) or int(epoch) > _LAST:
        raise click.UsageError(session.messages.say("epoch", found=epoch))
    return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC)
