"""How far long work is: a line on a terminal that is drawn again and again; elsewhere the lines that are printed say it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import TextIO

from pipeline.messages import Messages

_FROM = 1.0
"""So many seconds work goes on before it is long."""
_BAR = 24
_MINUTE = 60
_COLUMNS = 80
_START, _ERASE = "\r", "\r\x1b[K"


class Progress:
    """The line on a stream, standard error most often, that says how much of some work is done, how fast it goes, and how long it takes yet."""

    def __init__(
        self, messages: Messages, total: int, stream: TextIO, *, shown: bool, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._messages, self._total, self._stream, self._clock = messages, total, stream, clock
        self._shown = shown and total > 1 and stream.isatty() and os.environ.get("TERM") != "dumb"
        self._begun, self._done, self._drawn = clock(), 0, False

    def advance(self) -> None:
        """Say that one more is done."""
        self._done += 1
        seconds = self._clock() - self._begun
        if self._shown and seconds >= _FROM and self._done < self._total:
            self._write(_START + self._line(seconds)[: self._columns() - 1])
            self._drawn = True

    def clear(self) -> None:
        """Take the line away, so that something else can be printed in its place."""
        if self._drawn:
            self._write(_ERASE)
            self._drawn = False

    def _line(self, seconds: float) -> str:
        filled = _BAR * self._done // self._total
        rate = self._done / seconds
        left = round((self._total - self._done) / rate)
        if left < 2 * _MINUTE:
            time_left = self._messages.say("seconds", count=left)
        else:
            time_left = self._messages.say("minutes", count=round(left / _MINUTE))
        bar = "#" * filled + "." * (_BAR - filled)
        return self._messages.say("progress", bar=bar, done=self._done, count=self._total, rate=f"{rate:.1f}", left=time_left)

    def _write(self, text: str) -> None:
        try:
            self._stream.write(text)
            self._stream.flush()
        except OSError:
            # The terminal is gone; the work goes on.
            self._shown = False

    def _columns(self) -> int:
        try:
            return os.get_terminal_size(self._stream.fileno()).columns or _COLUMNS
        except (OSError, ValueError):
            return _COLUMNS
