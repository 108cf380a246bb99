"""The classes of the commands: all can be asked for their help and for a language, and all end as the issues ask for."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from pipeline.cli.language import ENGLISH, UI, chosen_language
from pipeline.cli.session import Session
from pipeline.cli.spoken import HELP, speak
from pipeline.issues import Issue
from pipeline.messages import Messages, languages


class Command(click.Command):
    """A command: what it found is shown when it is done, also where a fault ended it."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.params.append(_language())

    def invoke(self, ctx: click.Context) -> None:
        """Run the command, and leave."""
        session = ctx.find_object(Session)
        assert session is not None
        with session.gathering():
            super().invoke(ctx)
        session.finish()


class Group(click.Group):
    """A group of commands."""

    command_class = Command

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        # Only the uppermost reads the variable: below it would be a second answer to one question.
        self.params.append(_language(UI if isinstance(self, Council) else None))


class Council(Group):
    """The uppermost of the commands: it learns which language is wanted before click reads a word of the command line."""

    messages = Messages(ENGLISH)

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """A context with a session of its own."""
        found: list[Issue] = []
        self.messages = Messages(chosen_language(args, os.environ, here(), found.append))
        session = Session(self.messages)
        session.issues += found
        session.arguments = tuple(args)
        speak(self.messages, self)
        return super().make_context(info_name, args, parent, obj=session, help_option_names=HELP, **extra)


def here() -> Path:
    """The folder that the command is run in; it may have been removed since."""
    try:
        return Path.cwd()
    except OSError:
        return Path()


def _language(variable: str | None = None) -> click.Option:
    return click.Option(["--ui"], type=click.Choice(languages()), envvar=variable, show_envvar=True, expose_value=False)
