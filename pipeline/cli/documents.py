"""`council check`, `fmt` and `text`: what is done with documents; `council build` has a module of its own."""

from __future__ import annotations

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
    sources_folder,
    templates_folder,
)


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
    from pipeline.assemble.copies import write_copies  # noqa: PLC0415 - `council --help` needs none of the rooms
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
