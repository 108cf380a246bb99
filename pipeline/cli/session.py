"""What the commands share: what one found and how it says so, its options, and how it ends."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import IntEnum
from pathlib import Path
from typing import NoReturn

import click

from pipeline.issues import Issue, failed, of_machine
from pipeline.messages import Messages, counted


class Exit(IntEnum):
    """What the command says to the program that called it."""

    FINE = 0
    PROBLEMS = 1
    MACHINE = 3
    INTERNAL = 70
    INTERRUPTED = 130


class Session:
    """What one command found, and how it says so."""

    def __init__(self, ui: str) -> None:
        self.messages = Messages(ui)
        self.issues: list[Issue] = []

    def say(self, key: str, **arguments: object) -> None:
        """Print a sentence of the messages."""
        click.echo(self.messages.say(key, **arguments))

    def show(self, issues: Sequence[Issue]) -> None:
        """Print issues sorted by place, each once."""
        from pipeline.read.excerpt import excerpt  # noqa: PLC0415 - only where there is something to show

        for issue in dict.fromkeys(sorted(issues, key=lambda issue: (issue.location, issue.code))):
            click.echo(self.messages.text(issue, excerpt) + "\n", err=True)

    def code(self) -> Exit:
        """The exit code that the issues ask for."""
        if of_machine(self.issues):
            return Exit.MACHINE
        return Exit.PROBLEMS if failed(self.issues) else Exit.FINE


FOLDER = click.Path(file_okay=False, readable=False, path_type=Path)
some_documents = click.argument("documents", nargs=-1, metavar="[DOCUMENT]...")
some_languages = click.option(
    "--lang", "langs", multiple=True, help="A language (several: fr,en); all there are where none is given."
)
sources_folder = click.option(
    "--sources", type=FOLDER, default="sources", show_default=True, help="The folder of the documents."
)
templates_folder = click.option(
    "--templates", type=FOLDER, default="templates", show_default=True, help="The folder of the Word templates."
)
output_format = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)


def words(values: Sequence[str]) -> list[str]:
    """Codes given one by one, or several in one value: `--lang fr --lang en`, `--lang "fr en"`, `--lang fr,en`."""
    return [word for value in values for word in value.replace(",", " ").split()]


def finish(session: Session) -> NoReturn:
    """Say how many faults there are, and leave with the code that they ask for."""
    errors, warnings = counted(list(dict.fromkeys(session.issues)))
    if errors or warnings:
        click.echo(session.messages.say("summary", errors=errors, warnings=warnings), err=True)
    sys.exit(session.code())
