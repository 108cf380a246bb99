"""`council textconv` and `council setup-git`: Word files and workbooks as text, for `git diff` and `git log -p`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click

from pipeline.cli.commands import Command
from pipeline.cli.output import echo
from pipeline.cli.session import Session
from pipeline.issues import SourceError

_WORDS = "[[:digit:]]+([.,/][[:digit:]]+)*|[[:alpha:]]+|[^[:space:]]"
"""What git shows as a word; a class of Chinese characters is one that git does not know."""


@click.command(cls=Command)
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def textconv(session: Session, file: Path) -> None:
    """Print a Word file or a workbook as text."""
    from pipeline.assemble.textual import textual  # noqa: PLC0415

    try:
        echo(textual(file).removesuffix("\n"))
    except SourceError as error:
        # git gives up a whole diff where this fails: what cannot be read has its reason as its text.
        echo(session.messages.message(error.issue))


@click.command(cls=Command, name="setup-git")
@click.pass_obj
def setup_git(session: Session) -> None:
    """Tell git, in this clone, to show Word files and workbooks as text."""
    command = f'"{Path(sys.executable).as_posix()}" -m pipeline textconv'
    lines = []
    for kind in ("docx", "xlsx"):
        settings = {"textconv": command, "cachetextconv": "true", "wordRegex": _WORDS}
        for name, value in settings.items():
            if _git("config", f"diff.{kind}.{name}", value) is None:
                raise click.UsageError(session.messages.say("no_repository"))
        # What git keeps was shown by the command as it was.
        _git("update-ref", "-d", f"refs/notes/textconv/{kind}")
        if not (_git("check-attr", "diff", f"a.{kind}") or "").endswith(f": {kind}"):
            lines.append(f"*.{kind} diff={kind} -text -merge\n")
    if lines:
        # A project without .gitattributes of its own: this clone has them for itself.
        path = Path(_git("rev-parse", "--git-path", "info/attributes") or "")
        path.parent.mkdir(exist_ok=True)
        with path.open("a", encoding="utf-8", newline="\n") as file:
            file.writelines(lines)
    session.say("git_ready")


def _git(*words: str) -> str | None:
    """What git says; None where it refuses, or is not there."""
    try:
        done = subprocess.run(["git", *words], capture_output=True, check=True)  # noqa: S603, S607 - the user's own git
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.decode("utf-8", "replace").strip()
