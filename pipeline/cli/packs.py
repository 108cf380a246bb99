"""`council pack check` and `council pack new`: language packs."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.commands import Group
from pipeline.cli.session import Session, output_format, quiet, sources_folder


@click.group(cls=Group)
def pack() -> None:
    """Check language packs, and begin new ones."""


@pack.command()
@click.argument("langs", nargs=-1)
@click.option("--against", default="")
@sources_folder
@output_format
@quiet
@click.pass_obj
def check(session: Session, langs: tuple[str, ...], against: str, sources: Path) -> None:
    """Say all that is wrong or still to be done in language packs; in all of them where none is named."""
    from pipeline.assemble.packs import pack_check  # noqa: PLC0415 - `council --help` needs none of the rooms
    from pipeline.assemble.places import Places  # noqa: PLC0415

    places = Places(sources, Path(), Path())
    chosen = langs or places.languages()
    for language in chosen:
        with session.gathering():
            pack_check(places, language, against, session.issues.append)
    session.show()
    if session.code() == 0:
        session.say("packs_fine", count=len(chosen))


@pack.command()
@click.argument("lang")
@click.option("--from", "model", required=True)
@click.option("--endonym", default="")
@sources_folder
@click.pass_obj
def new(session: Session, lang: str, model: str, endonym: str, sources: Path) -> None:
    """Begin a language pack: all its files, without the wordings."""
    from pipeline.assemble.packs import skeleton  # noqa: PLC0415
    from pipeline.assemble.places import Places  # noqa: PLC0415
    from pipeline.gate.writing import write_file  # noqa: PLC0415

    begun = skeleton(Places(sources, Path(), Path()), lang, model, endonym)
    readme = session.messages.say("pack_readme", endonym=begun.endonym, lang=lang, model=model)
    for path, text in {**begun.files, begun.folder / "README.md": readme}.items():
        write_file(path, text.encode())
        session.say("begun", path=path)
    session.say("begun_next", lang=lang)
