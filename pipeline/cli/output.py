"""How something is printed so that printing never fails: in any encoding, and into a pipe that was closed."""

from __future__ import annotations

import codecs
import contextlib
import io
import os
import sys
from collections.abc import Iterator
from typing import Any

import click

from pipeline.remembered import Pieces

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


class _Ear(io.RawIOBase):
    """What is written to a stream, told apart from what is written to another."""

    def __init__(self, number: int, pieces: Pieces, *, terminal: bool) -> None:
        self._number, self._pieces, self._terminal = number, pieces, terminal

    def writable(self) -> bool:
        """It can be written to."""
        return True

    def isatty(self) -> bool:
        """What the stream says that it stands for."""
        return self._terminal

    def write(self, text: Any) -> int:
        """Keep a text."""
        self._pieces.append((self._number, bytes(text)))
        return len(text)


@contextlib.contextmanager
def overheard() -> Iterator[Pieces]:
    """Within this block nothing is printed, but what would be is kept, byte for byte."""
    pieces: Pieces = []
    before = sys.stdout, sys.stderr
    ears = [
        io.TextIOWrapper(
            _Ear(number, pieces, terminal=stream.isatty()),  # type: ignore[type-var]  # it writes, and does nothing else
            encoding=stream.encoding,
            errors=stream.errors,
            write_through=True,
        )
        for number, stream in enumerate(before, 1)
    ]
    sys.stdout, sys.stderr = ears
    try:
        yield pieces
    finally:
        sys.stdout, sys.stderr = before


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
