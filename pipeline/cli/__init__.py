"""The commands of `council`: the only room that prints, exits, or asks the time and the environment."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

import click

from pipeline import __version__
from pipeline.cli.commands import Council, Later
from pipeline.cli.output import echo, mute, prepare_streams
from pipeline.cli.session import Exit

_MODULES = {
    "build": "build",
    "check": "documents",
    "fmt": "documents",
    "text": "documents",
    "status": "catalogues",
    "catalogue": "catalogues",
    "pack": "packs",
    "explain": "explain",
    "diff": "review",
    "changes": "review",
    "issue": "review",
    "review": "review",
    "why": "trace",
    "impact": "trace",
    "textconv": "git",
    "setup-git": "git",
}
"""The module of each command."""


@click.group(cls=Council, commands=Later(__name__, _MODULES))
@click.version_option(__version__, prog_name="council", message="%(prog)s %(version)s")
def council() -> None:
    """All that the product does."""


def main() -> None:
    """Run the command line; no traceback ever reaches the user."""
    prepare_streams()
    try:
        with _stoppable():
            council.main(standalone_mode=False)
    except (click.exceptions.Abort, KeyboardInterrupt):
        _end(Exit.INTERRUPTED, council.messages.say("interrupted"))
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except BrokenPipeError:
        mute()
    except MemoryError:
        _end(Exit.MACHINE, council.messages.say("memory"))
    except Exception as error:  # noqa: BLE001 - the last wall before the user
        log = _log()
        logged = council.messages.say("logged", log=log) if log else council.messages.say("unlogged")
        _end(Exit.INTERNAL, f"{council.messages.say('internal', error=repr(error))} {logged}")


def _end(code: Exit, sentence: str) -> NoReturn:
    echo(sentence, err=True)
    sys.exit(code)


def _log() -> str:
    """The file that holds the traceback; nothing where it cannot be written."""
    import tempfile  # noqa: PLC0415 - nobody needs them but who comes here
    import traceback  # noqa: PLC0415

    try:
        with tempfile.NamedTemporaryFile("w", prefix="council-", suffix=".log", delete=False, encoding="utf-8") as log:
            traceback.print_exc(file=log)
    except OSError:
        return ""
    return log.name


@contextmanager
def _stoppable() -> Iterator[None]:
    """Let being stopped by the system be what Ctrl-C is; also where a library makes another error of it, as openpyxl does."""
    stopped: list[int] = []

    def stop(number: int, _: FrameType | None) -> None:
        stopped.append(number)
        raise KeyboardInterrupt

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(number, stop)
    try:
        yield
    except BaseException as error:
        if stopped:
            raise KeyboardInterrupt from error
        raise
