"""The commands of `council`: the only room that prints, exits, or asks the time."""

from __future__ import annotations

import os
import sys
import tempfile
import traceback

import click

from pipeline import __version__
from pipeline.cli.catalogues import catalogue, status
from pipeline.cli.diff import diff
from pipeline.cli.documents import build, check, fmt, text
from pipeline.cli.packs import pack
from pipeline.cli.session import Exit, Session
from pipeline.issues import SourceError
from pipeline.messages import languages


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="council")
@click.option("--ui", type=click.Choice(languages()), envvar="COUNCIL_UI", default="en", help="The language of messages.")
@click.pass_context
def council(context: click.Context, ui: str) -> None:
    """Assemble multilingual council documents from workbooks, text fragments and Word templates."""
    context.obj = Session(ui)


for _command in (build, check, fmt, text, diff, status, catalogue, pack):
    council.add_command(_command)


def main() -> None:
    """Run the command line; no traceback ever reaches the user."""
    session = Session(os.environ.get("COUNCIL_UI", "") if os.environ.get("COUNCIL_UI") in languages() else "en")
    try:
        council.main(standalone_mode=False)
    except click.exceptions.Abort:
        click.echo(session.messages.say("interrupted"), err=True)
        sys.exit(Exit.INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except SourceError as error:
        session.show([error.issue])
        session.issues.append(error.issue)
        sys.exit(session.code())
    except Exception as error:  # noqa: BLE001 - the last wall before the user
        with tempfile.NamedTemporaryFile("w", prefix="council-", suffix=".log", delete=False, encoding="utf-8") as log:
            traceback.print_exc(file=log)
        click.echo(session.messages.say("internal", error=repr(error), log=log.name), err=True)
        sys.exit(Exit.INTERNAL)
