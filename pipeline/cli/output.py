"""How something is printed so that printing never fails: in any encoding, and into a pipe that was closed."""

from __future__ import annotations

import codecs
import contextlib
import io
import os
import sys

import click

_PLAIN = "council.plain"
_SIGNS = {
    **dict.fromkeys("│", "|"),
    **dict.fromkeys("→", ">"),
    **dict.fromkeys("…", "~"),
    **dict.fromkeys("–—‑−", "-"),
    **dict.fromkeys("•", "*"),
    **dict.fromkeys("“”", '"'),
    **dict.fromkeys("‘’", "'"),
    **dict.fromkeys("\u00a0\u202f", " "),
    **dict.fromkeys("\u200e\u2068\u2069", ""),
}
"""What stands for a sign where the terminal has it not; as wide as the sign, so that carets stay where they are."""
_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan", "caret": "red", "fix": "green"}


def prepare_streams() -> None:
    """Let standard output and standard error take any text: what their encoding has not is told in signs that it has."""
    codecs.register_error(_PLAIN, _plain)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_PLAIN)


def echo(text: str = "", *, err: bool = False, end: bool = True) -> None:
    """Print a line; where nobody reads any more, nothing from now on."""
    stream = sys.stderr if err else sys.stdout
    try:
        click.echo(text, file=stream, nl=end)
    except BrokenPipeError:
        mute()


def mute() -> None:
    """Send what is still to be printed into a closed pipe nowhere: `council check | head` ends as `council check` does."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            os.dup2(nowhere, stream.fileno())
        except (OSError, ValueError):
            continue


def paint(role: str, text: str) -> str:
    """A text in the colour of its role; `echo` takes colours out where they do not go to a terminal (no-color.org)."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return text
    return click.style(text, fg=_COLOURS[role], bold=True)


def _plain(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    encoded = []
    for char in error.object[error.start : error.end]:
        plain = _SIGNS.get(char, char)
        with contextlib.suppress(UnicodeEncodeError):
            plain.encode(error.encoding)
            encoded.append(plain)
            continue
        encoded.append(char.encode("ascii", "backslashreplace").decode("ascii"))
    return "".join(encoded), error.end
