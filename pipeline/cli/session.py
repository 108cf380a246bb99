"""What the commands share: what one found and how it says so, its options, and how it ends."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path
from typing import Any, NoReturn

import click

from pipeline.cli.output import echo, paint
from pipeline.gate.refusal import refused
from pipeline.issues import Issue, Severity, SourceError, failed, of_machine
from pipeline.messages import Messages, counted, in_order


class Exit(IntEnum):
    """What the command says to the program that called it."""

    FINE = 0
    PROBLEMS = 1
    MACHINE = 3
    INTERNAL = 70
    INTERRUPTED = 130


class Session:
    """What one command found, and how it says so."""

    def __init__(self, messages: Messages) -> None:
        self.messages = messages
        self.arguments: tuple[str, ...] = ()
        self.issues: list[Issue] = []
        self.form = "text"
        self.quiet = False
        self.least = Severity.NOTE
        self._shown = False

    def say(self, key: str, **arguments: object) -> None:
        """Print a sentence of the messages; in the shapes for programs, and where only problems are wanted, nothing."""
        if self.form == "text" and not self.quiet:
            echo(self.messages.say(key, **arguments))

    def warn(self, sentence: str) -> None:
        """Print a sentence about a problem beside the issues."""
        if self.form == "text":
            echo(sentence, err=True)

    @contextmanager
    def gathering(self) -> Iterator[None]:
        """Gather the fault that ends what is done here, so that what comes after it is done all the same."""
        try:
            yield
        except SourceError as error:
            self.issues.append(error.issue)
        except BrokenPipeError:
            raise
        except OSError as error:
            where = Path(error.filename) if isinstance(error.filename, str) else Path()
            self.issues.append(refused(where, error).issue)

    @contextmanager
    def finding(self) -> Iterator[list[Issue]]:
        """Gather all that is found in one document, the fault that ends its reading too."""
        before = len(self.issues)
        found: list[Issue] = []
        with self.gathering():
            yield found
        found += self.issues[before:]
        self.issues[before:] = found

    def point(self, copies: Sequence[Path]) -> None:
        """Say where the copies are in which what is wrong is marked, in any shape: what is for programs is not disturbed."""
        for path in copies:
            echo(self.messages.say("marked", path=path), err=True)

    def show(self) -> None:
        """Print all issues in the shape that is wanted, sorted by place and each once; once in a session."""
        if not self._shown:
            self._shown = True
            self.show_again()

    def show_again(self) -> None:
        """Print them, whether they were printed or not."""
        least = Severity.WARNING if self.quiet else self.least
        issues = [one for one in in_order(self.issues) if one.severity >= least]
        if self.form == "text":
            self._show_text(issues)
        else:
            for text in _SHAPES[self.form](self.messages, issues):
                echo(text)

    def finish(self) -> NoReturn:
        """Say what is wrong and how much, and leave with the code that it asks for."""
        self.show()
        self.sum_up()
        sys.exit(self.code())

    def sum_up(self) -> None:
        """Say how much is wrong."""
        issues = in_order(self.issues)
        errors, warnings = counted(issues)
        if errors or warnings:
            grave = max(issues, key=lambda one: one.severity)
            self.warn(self.messages.say("summary", errors=errors, warnings=warnings, code=grave.code))

    def code(self) -> Exit:
        """The exit code that the issues ask for."""
        if of_machine(self.issues):
            return Exit.MACHINE
        return Exit.PROBLEMS if failed(self.issues) else Exit.FINE

    def _show_text(self, issues: Sequence[Issue]) -> None:
        if not issues:
            return
        from pipeline.messages.as_text import as_text  # noqa: PLC0415 - only where there is something to show
        from pipeline.read.excerpt import excerpt  # noqa: PLC0415

        for text in as_text(self.messages, issues, excerpt, paint):
            echo(text + "\n", err=True)


def _json(messages: Messages, issues: Sequence[Issue]) -> Iterator[str]:
    from pipeline.messages.as_json import as_json  # noqa: PLC0415

    yield as_json(messages, issues)


def _github(messages: Messages, issues: Sequence[Issue]) -> Iterator[str]:
    from pipeline.messages.as_github import as_github  # noqa: PLC0415

    yield from as_github(messages, issues)


def _sarif(messages: Messages, issues: Sequence[Issue]) -> Iterator[str]:
    from pipeline.messages.as_sarif import as_sarif  # noqa: PLC0415

    yield as_sarif(messages, issues)


_SHAPES: Mapping[str, Callable[[Messages, Sequence[Issue]], Iterator[str]]] = {
    "json": _json,
    "github": _github,
    "sarif": _sarif,
}

FOLDER = click.Path(file_okay=False, readable=False, path_type=Path)
some_documents = click.argument("documents", nargs=-1)
some_languages = click.option("--lang", "langs", multiple=True)
sources_folder = click.option("--sources", type=FOLDER, default="sources", show_default=True)
build_folder = click.option("--build", type=FOLDER, default="build", show_default=True)
templates_folder = click.option("--templates", type=FOLDER, default="templates", show_default=True)


def _kept(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    def keep(context: click.Context, _: click.Parameter, value: Any) -> None:
        setattr(context.find_object(Session), name, value)

    return keep


output_format = click.option(
    "--format",
    "form",
    type=click.Choice(["text", *_SHAPES]),
    default="text",
    show_default=True,
    expose_value=False,
    callback=_kept("form"),
)
quiet = click.option("-q", "--quiet", is_flag=True, expose_value=False, callback=_kept("quiet"))


def words(values: Sequence[str]) -> list[str]:
    """Codes given one by one, or several in one value: `--lang fr --lang en`, `--lang "fr en"`, `--lang fr,en`."""
    return [word for value in values for word in value.replace(",", " ").split()]
