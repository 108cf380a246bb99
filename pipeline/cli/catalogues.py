"""`council catalogue update` and `council status`: the translations of documents."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import click

from pipeline.cli.commands import Command, Group
from pipeline.cli.output import echo
from pipeline.cli.session import Session, some_documents, some_languages, sources_folder, words


@click.group(cls=Group)
def catalogue() -> None:
    """Keep the catalogues of translations."""


@catalogue.command()
@some_documents
@some_languages
@sources_folder
@click.pass_obj
def update(session: Session, documents: tuple[str, ...], langs: tuple[str, ...], sources: Path) -> None:
    """Bring catalogues up to date with their documents; a language that is named gets its own where it has none."""
    from pipeline.assemble.catalogues import updates  # noqa: PLC0415 - `council --help` needs none of the rooms
    from pipeline.assemble.places import Places  # noqa: PLC0415
    from pipeline.gate.writing import write_file  # noqa: PLC0415

    places = Places(sources, Path(), Path())
    changed = False
    chosen = places.chosen(documents, session.issues.append)
    for document in chosen:
        for one in updates(places, document, words(langs), session.issues.append):
            if one.data is None:
                session.say("catalogue_same", path=one.path)
                continue
            with session.gathering():
                # The catalogue is where a link leads, not the link.
                write_file(one.path.resolve(), one.data)
                changed = True
                session.say("catalogue", path=one.path, new=one.new, stale=one.stale, missing=one.missing, orphan=one.orphan)
    if not changed and not session.issues:
        session.say("catalogues_same")


@click.command(cls=Command)
@some_documents
@sources_folder
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_obj
def status(session: Session, documents: tuple[str, ...], sources: Path, form: str) -> None:
    """Count the units of documents by language: original, fresh, stale, missing, orphan."""
    from pipeline.assemble.catalogues import counts  # noqa: PLC0415
    from pipeline.assemble.places import Places  # noqa: PLC0415
    from pipeline.localise.catalogue import State  # noqa: PLC0415

    places = Places(sources, Path(), Path())
    chosen = places.chosen(documents, session.issues.append)
    found: dict[str, Mapping[str, Counter[State]]] = {}
    for document in chosen:
        with session.gathering():
            found[document] = counts(places, document, session.issues.append)
    if form == "json":
        table = {
            document: {language: {state.value: number[state] for state in State} for language, number in languages.items()}
            for document, languages in found.items()
        }
        echo(json.dumps(table, ensure_ascii=False, indent=1))
    else:
        # The names of the states are those of the JSON, in whatever language the messages are.
        rows = [("", "", *(state.value for state in State))]
        for document, languages in found.items():
            for language, number in languages.items():
                rows.append((document, language, *(str(number[state]) if number[state] else "-" for state in State)))
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        for document, language, *numbers in rows:
            cells = (f"{number:>{width}}" for number, width in zip(numbers, widths[2:], strict=True))
            echo("  ".join((f"{document:{widths[0]}}", f"{language:{widths[1]}}", *cells)))
