"""`council why` and `council impact`: from a text to its sources, and from a place in the sources to texts."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.assemble.places import Places
from pipeline.cli.commands import Command
from pipeline.cli.output import echo
from pipeline.cli.session import Session, sources_folder, templates_folder
from pipeline.issues import Severity, failed


@click.command(cls=Command)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.argument("target", nargs=-1, required=True)
@sources_folder
@templates_folder
@click.pass_obj
def why(session: Session, file: Path, target: tuple[str, ...], sources: Path, templates: Path) -> None:
    """Say where a text of a draft comes from."""
    from pipeline.assemble.tracing import explained  # noqa: PLC0415

    session.least = Severity.WARNING
    found = explained(Places(sources, templates, Path()), file, " ".join(target), session.issues.append)
    for text in found.texts:
        echo(f"{text.number} [{text.unit}] {text.words}".strip())
        for role, place in text.places:
            echo(f"    {session.messages.site('role_' + role)}: {place}")
    if found.texts and found.moved:
        session.say("moved")


@click.command(cls=Command)
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("target")
@sources_folder
@templates_folder
@click.pass_obj
def impact(session: Session, file: Path, target: str, sources: Path, templates: Path) -> None:
    """Say which texts a place in the sources touches, in which languages."""
    from pipeline.assemble.tracing import touched_by  # noqa: PLC0415

    session.least = Severity.WARNING
    found = touched_by(Places(sources, templates, Path()), file, target, session.issues.append)
    for one in found:
        languages = " ".join(one.languages)
        how = "" if one.direct else f"  ({session.messages.say('by_place')})"
        echo(f"{one.document}  {one.number} [{one.unit}]  {languages}{how}".replace("   [", "  ["))
    if not found and not failed(session.issues):
        session.say("touches_nothing")
