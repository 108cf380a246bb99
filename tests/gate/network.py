"""What nothing that reads a file may do: open a socket, call a program, or bring a client of the network along."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

CLIENTS = ("http.client", "urllib.request", "ftplib", "smtplib", "requests", "urllib3", "httpx", "aiohttp", "xmlrpc.client")
_REACHING = (
    "socket.",
    "urllib.",
    "ftplib.",
    "smtplib.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "webbrowser.",
)


class Reached(BaseException):
    """Something was reached for; no library and none of our own rooms may take it for an error of a file."""


_forbidden = [False]
_hooked: list[bool] = []


def _forbid(event: str, arguments: tuple[object, ...]) -> None:
    if _forbidden[0] and event.startswith(_REACHING):
        raise Reached(f"{event} {arguments}")


@contextmanager
def cut_off() -> Iterator[None]:
    """Within this block each attempt ends in Reached."""
    # No such hook can be taken away again.
    if not _hooked:
        sys.addaudithook(_forbid)
        _hooked.append(True)
    _forbidden[0] = True
    try:
        yield
    finally:
        _forbidden[0] = False


def clients() -> list[str]:
    """The clients of the network that are imported."""
    return [name for name in CLIENTS if name in sys.modules]
