"""`council explain`: what a code means."""

from __future__ import annotations

import click

from pipeline.cli.commands import Command
from pipeline.cli.output import echo
from pipeline.cli.session import Session
from pipeline.issues import REGISTRY, nearest
from pipeline.messages.explain import contents, page


@click.command(cls=Command)
@click.argument("code", default="")
@click.pass_obj
def explain(session: Session, code: str) -> None:
    """Print the page of a code, or all codes."""
    if not code:
        echo("\n".join(contents(session.messages)).rstrip())
        return
    known = code.strip().upper()
    if known not in REGISTRY:
        near = nearest(known, REGISTRY)
        say = session.messages.say
        raise click.UsageError(say("no_code", code=code, near=near) if near else say("no_code_like_it", code=code))
    echo(page(session.messages, known).text(session.messages))
