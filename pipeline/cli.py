"""The commands of `council`: the only room that prints, exits, or asks the time."""

from __future__ import annotations

import datetime
import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from enum import IntEnum
from pathlib import Path
from typing import NoReturn

import click

from pipeline import __version__
from pipeline.issues import Issue, SourceError, failed
from pipeline.messages import Messages, as_json, counted, languages


class Exit(IntEnum):
    """What the command says to the program that called it."""

    FINE = 0
    PROBLEMS = 1
    MACHINE = 3
    INTERNAL = 70
    INTERRUPTED = 130


class _Session:
    """What one command found, and how it says so."""

    def __init__(self, ui: str) -> None:
        self.messages = Messages(ui)
        self.issues: list[Issue] = []

    def say(self, key: str, **arguments: object) -> None:
        click.echo(self.messages.say(key, **arguments))

    def show(self, issues: Sequence[Issue]) -> None:
        """Print issues sorted by place, each once."""
        from pipeline.read.excerpt import excerpt  # noqa: PLC0415 - only where there is something to show

        for issue in dict.fromkeys(sorted(issues, key=lambda issue: (issue.location, issue.code))):
            click.echo(self.messages.text(issue, excerpt) + "\n", err=True)

    def code(self) -> Exit:
        """The exit code that the issues ask for."""
        if any(issue.code in ("FS101", "FS102") for issue in self.issues):
            return Exit.MACHINE
        return Exit.PROBLEMS if failed(self.issues) else Exit.FINE


_folder = click.Path(file_okay=False, path_type=Path)
_documents = click.argument("documents", nargs=-1, metavar="[DOCUMENT]...")
_sources = click.option("--sources", type=_folder, default="sources", show_default=True, help="The folder of the documents.")
_templates = click.option(
    "--templates", type=_folder, default="templates", show_default=True, help="The folder of the Word templates."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="council")
@click.option("--ui", type=click.Choice(languages()), envvar="COUNCIL_UI", default="en", help="The language of messages.")
@click.pass_context
def council(context: click.Context, ui: str) -> None:
    """Assemble multilingual council documents from workbooks, text fragments and Word templates."""
    context.obj = _Session(ui)


@council.command()
@_documents
@click.option("--lang", "langs", multiple=True, help="A language (several: fr,en); all there are where none is given.")
@_sources
@_templates
@click.option("--build", type=_folder, default="build", show_default=True, help="The folder that files are written to.")
@click.option("--final", is_flag=True, help="Make finals: without provenance, and only where nothing is missing.")
@click.pass_obj
def build(
    session: _Session,
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
    from pipeline.assemble.places import Places  # noqa: PLC0415
    from pipeline.localise.catalogue import State  # noqa: PLC0415

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

    for document in chosen:
        found: list[Issue] = []
        made = build_document(places, document, _words(langs), _moment(), found.append, final=final, written=written)
        session.issues += found
        session.show(found)
        if not made:
            click.echo(
                session.messages.say("stopped", document=document, folder=places.output(document, final=final)), err=True
            )
    if files:
        word = [path for path in files if path.suffix == ".docx"]
        click.echo()
        session.say("made", count=len(word))
        for path in word:
            click.echo(f"  {path.resolve()}")
        session.say("next", sources=sources)
    _finish(session)


@council.command()
@_documents
@_sources
@_templates
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_obj
def check(session: _Session, documents: tuple[str, ...], sources: Path, templates: Path, form: str) -> None:
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
    if not session.issues:
        session.say("fine", count=len(chosen))
    _finish(session)


@council.command()
@_documents
@_sources
@click.pass_obj
def fmt(session: _Session, documents: tuple[str, ...], sources: Path) -> None:
    """Set numbers right and give ids, in the fragments; nothing else is touched."""
    from pipeline.assemble.formatting import formatted  # noqa: PLC0415
    from pipeline.assemble.places import Places  # noqa: PLC0415
    from pipeline.gate.writing import write_file  # noqa: PLC0415

    places = Places(sources, Path(), Path())
    count = 0
    for document in places.chosen(documents, session.issues.append):
        try:
            for path, data in formatted(places, document).items():
                write_file(path, data)
                session.say("mended", path=path)
                count += 1
        except SourceError as error:
            session.issues.append(error.issue)
    session.show(session.issues)
    if not count and not session.issues:
        session.say("nothing_to_mend")
    _finish(session)


@council.command()
@click.argument("document")
@click.option("--lang", default="", help="The language; the document's own where none is given.")
@_sources
@_templates
@click.pass_obj
def text(session: _Session, document: str, lang: str, sources: Path, templates: Path) -> None:
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


def _words(values: Sequence[str]) -> list[str]:
    """Codes given one by one, or several in one value: `--lang fr --lang en`, `--lang "fr en"`, `--lang fr,en`."""
    return [word for value in values for word in value.replace(",", " ").split()]


def _moment() -> datetime.datetime | None:
    """The time that SOURCE_DATE_EPOCH names, if it does (reproducible-builds.org/specs/source-date-epoch)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC) if epoch.isdecimal() else None


def _finish(session: _Session) -> NoReturn:
    errors, warnings = counted(list(dict.fromkeys(session.issues)))
    if errors or warnings:
        click.echo(session.messages.say("summary", errors=errors, warnings=warnings), err=True)
    sys.exit(session.code())


def main() -> None:
    """Run the command line; no traceback ever reaches the user."""
    session = _Session(os.environ.get("COUNCIL_UI", "") if os.environ.get("COUNCIL_UI") in languages() else "en")
    try:
        council.main(standalone_mode=False)
    except click.exceptions.Abort:
        click.echo(session.messages.say("interrupted"), err=True)
        sys.exit(Exit.INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except SourceError as error:
        session.show([error.issue])
        session.issues.append(error.issue)
        sys.exit(session.code())
    except Exception as error:  # noqa: BLE001 - the last wall before the user
        with tempfile.NamedTemporaryFile("w", prefix="council-", suffix=".log", delete=False, encoding="utf-8") as log:
            traceback.print_exc(file=log)
        click.echo(session.messages.say("internal", error=repr(error), log=log.name), err=True)
        sys.exit(Exit.INTERNAL)
