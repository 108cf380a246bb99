"""What click says of itself, in the language of the messages.

click asks `gettext` for its sentences, which knows one domain for a whole process, a folder of compiled catalogues, and a
language from the environment. Here click's own modules, and no other library's, are given two functions in the place of those:
their sentences come from the same tables as all the others. The words of the commands are put into them on the same way.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from pipeline.messages import Messages

HELP = ["-h", "--help"]


def speak(messages: Messages) -> None:
    """Let click speak the language of `messages`."""

    def gettext(message: str) -> str:
        return messages.spoken(message)

    def ngettext(one: str, many: str, number: int) -> str:
        return messages.spoken(one if number == 1 else many)

    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "click":
            for known, own in (("_", gettext), ("ngettext", ngettext)):
                if hasattr(module, known):
                    setattr(module, known, own)


def speak_of(messages: Messages, name: str, command: click.Command) -> None:
    """Put the words for a command, named with its groups (`pack check`), and for its parameters into it."""
    command.help = messages.help(name)
    command.options_metavar = messages.metavar(name, "options")
    if isinstance(command, click.Group):
        command.subcommand_metavar = messages.metavar(name, "command") or ""
    for parameter in command.params:
        assert isinstance(parameter, click.Option | click.Argument)
        parameter.help = messages.help(name, parameter.name)
        parameter.metavar = messages.metavar(name, parameter.name)
        if isinstance(parameter.type, click.Path):
            # click asks for this word when the option is declared, when no language is known yet.
            parameter.type.name = messages.spoken("directory")
    option = command.get_help_option(click.Context(command, help_option_names=HELP))
    assert option is not None
    option.help = messages.help(name, "help")


def commands(command: click.Command, name: str = "") -> Iterator[tuple[str, click.Command]]:
    """A command and all below it, each with its name and that of its groups (`pack check`); the uppermost has its own."""
    yield name or command.name or "", command
    if isinstance(command, click.Group):
        for below, found in command.commands.items():
            yield from commands(found, f"{name} {below}".strip())
