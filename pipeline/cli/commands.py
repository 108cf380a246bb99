"""The classes of the commands: all can be asked for their help and for a language, and all end as the issues ask for."""

from __future__ import annotations

import os
from collections import UserDict
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from pipeline.cli.language import ENGLISH, UI, chosen_language
from pipeline.cli.session import Session
from pipeline.cli.spoken import HELP, commands, speak, speak_of
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


class Later(UserDict[str, Any]):
    """Commands by their names, each loaded when it is asked for: `council --help` needs none of them."""

    def __init__(self, package: str, modules: Mapping[str, str]) -> None:
        self._package, self._modules = package, modules
        super().__init__(dict.fromkeys(modules))

    def __getitem__(self, name: str) -> click.Command:
        """The command of a name; raises KeyError where there is none."""
        if self.data[name] is None:
            module = import_module(f"{self._package}.{self._modules[name]}")
            self.data[name] = getattr(module, name.replace("-", "_"))
        command: click.Command = self.data[name]
        return command


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
        speak(self.messages)
        speak_of(self.messages, "council", self)
        return super().make_context(info_name, args, parent, obj=session, help_option_names=HELP, **extra)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command by its name, in the language of the messages."""
        command = super().get_command(ctx, cmd_name)
        if command is not None:
            for name, one in commands(command, cmd_name):
                speak_of(self.messages, name, one)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands by what the messages say of them."""
        names = self.list_commands(ctx)
        room = formatter.width - 6 - max(map(len, names))
        with formatter.section(self.messages.spoken("Commands")):
            words = {name: click.Command(name, help=self.messages.help(name)) for name in names}
            formatter.write_dl([(name, command.get_short_help_str(room)) for name, command in words.items()])


def here() -> Path:
    """The folder that the command is run in; it may have been removed since."""
    try:
        return Path.cwd()
    except OSError:
        return Path()


def _language(variable: str | None = None) -> click.Option:
    return click.Option(["--ui"], type=click.Choice(languages()), envvar=variable, show_envvar=True, expose_value=False)
