"""`council pack check` and `council pack new`: language packs."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pipeline.cli.session import Session, finish, output_format, sources_folder
from pipeline.issues import SourceError
from pipeline.messages import as_json


@click.group()
def pack() -> None:
    """Check language packs, and begin new ones."""


@pack.command()
@click.argument("langs", nargs=-1, metavar="[LANG]...")
@click.option("--against", default="", help="The pack to compare with; all the others where none is given.")
@sources_folder
@output_format
@click.pass_obj
def check(session: Session, langs: tuple[str, ...], against: str, sources: Path, form: str) -> None:
    """Say all that is wrong or still to be done in language packs; in all of them where none is named."""
    from pipeline.assemble.packs import pack_check  # noqa: PLC0415 - `council --help` needs none of the rooms
    from pipeline.assemble.places import Places  # noqa: PLC0415

    places = Places(sources, Path(), Path())
    chosen = langs or places.languages()
    for language in chosen:
        pack_check(places, language, against, session.issues.append)
    if form == "json":
        ordered = dict.fromkeys(sorted(session.issues, key=lambda issue: (issue.location, issue.code)))
        click.echo(as_json(session.messages, list(ordered)))
        sys.exit(session.code())
    session.show(session.issues)
    if session.code() == 0:
        session.say("packs_fine", count=len(chosen))
    finish(session)


@pack.command()
@click.argument("lang")
@click.option("--from", "model", required=True, help="The pack to take keys, codes and examples from.")
@click.option("--endonym", default="", help="The language's own name; CLDR's where none is given.")
@sources_folder
@click.pass_obj
def new(session: Session, lang: str, model: str, endonym: str, sources: Path) -> None:
    """Begin a language pack: all its files, without the wordings."""
    from pipeline.assemble.packs import skeleton  # noqa: PLC0415
    from pipeline.assemble.places import Places  # noqa: PLC0415
    from pipeline.gate.writing import write_file  # noqa: PLC0415

    try:
        begun = skeleton(Places(sources, Path(), Path()), lang, model, endonym)
        readme = session.messages.say("pack_readme", endonym=begun.endonym, lang=lang, model=model)
        for path, text in {**begun.files, begun.folder / "README.md": readme}.items():
            write_file(path, text.encode())
            session.say("begun", path=path)
        session.say("begun_next", lang=lang)
    except SourceError as error:
        session.issues.append(error.issue)
    session.show(session.issues)
    finish(session)
