"""The commands of `council`: the only room that prints, exits, or asks the time."""

from __future__ import annotations

import io
import os
import signal
import sys
import tempfile
import traceback
from pathlib import Path

import click

from pipeline import __version__
from pipeline.cli.catalogues import catalogue, status
from pipeline.cli.documents import build, check, fmt, text
from pipeline.cli.packs import pack
from pipeline.cli.session import Exit, Session
from pipeline.gate.refusal import refused
from pipeline.issues import SourceError
from pipeline.messages import Messages, languages


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="council")
@click.option("--ui", type=click.Choice(languages()), envvar="COUNCIL_UI", default="en", help="The language of messages.")
@click.pass_context
def council(context: click.Context, ui: str) -> None:
    """Assemble multilingual council documents from workbooks, text fragments and Word templates."""
    context.obj = Session(ui)


for _command in (build, check, fmt, text, status, catalogue, pack):
    council.add_command(_command)


def main() -> None:
    """Run the command line; no traceback ever reaches the user."""
    session = Session(os.environ.get("COUNCIL_UI", "") if os.environ.get("COUNCIL_UI") in languages() else "en")
    _prepare()
    try:
        council.main(standalone_mode=False)
    except (click.exceptions.Abort, KeyboardInterrupt):
        click.echo(session.messages.say("interrupted"), err=True)
        sys.exit(Exit.INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except SourceError as error:
        session.show([error.issue])
        session.issues.append(error.issue)
        sys.exit(session.code())
    except OSError as error:  # of what is read or written nowhere but here: a folder that is listed, the output of a command
        session.show([refused(Path(str(error.filename or "-")), error).issue])
        sys.exit(Exit.MACHINE)
    except Exception as error:  # noqa: BLE001 - the last wall before the user
        click.echo(_internal(session.messages, error), err=True)
        sys.exit(Exit.INTERNAL)


def _prepare() -> None:
    """Let no encoding of the terminal stop what is printed, and let being stopped by the system be what Ctrl-C is."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)


def _internal(messages: Messages, error: Exception) -> str:
    try:
        with tempfile.NamedTemporaryFile("w", prefix="council-", suffix=".log", delete=False, encoding="utf-8") as log:
            traceback.print_exception(error, file=log)
    except OSError:
        last = traceback.extract_tb(error.__traceback__)[-1]
        return messages.say("internal_unlogged", error=repr(error), place=f"{Path(last.filename).name}:{last.lineno}")
    return messages.say("internal", error=repr(error), log=log.name)
