"""Tries one reader: `python -m tests.fuzz.trying NAME FOLDER SECONDS COUNT`; what fails is kept in FOLDER and said.

A process of its own, so that what it takes is that reader's; in it every socket and every program that is called is an error.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Iterator
from pathlib import Path

from tests.fuzz.readers import Reader, reader, refused
from tests.fuzz.spoiling import bad
from tests.gate.alone import peak
from tests.gate.network import Reached, clients, cut_off

LONGEST, LARGEST = 10, 512
"""Seconds of the processor for one file, and megabytes of the process in all."""


class TooLong(BaseException):
    """A file that takes too long; no reader may take it for one of its own errors."""


def rounds(name: str, seconds: float, count: int) -> Iterator[random.Random]:
    """Chances to spoil a file: a few that are always the same, and as many others as the time allows."""
    end = time.monotonic() + seconds
    for number in range(count):
        yield random.Random(f"{name} {number}")
    while time.monotonic() < end:
        yield random.Random(os.urandom(8))


def fault(found: Reader, path: Path) -> str:
    """What is wrong in the way that a file is read; empty where nothing is."""

    def stop(*_: object) -> None:
        raise TooLong

    signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST)
    try:
        refused(found.read, path)
    except TooLong:
        return f"more than {LONGEST} s\n{traceback.format_exc()}"
    except (Exception, Reached):  # noqa: BLE001 - whatever it is, it is a fault
        return traceback.format_exc()
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    megabytes = peak() // 1024
    return f"{megabytes} MB" if megabytes > LARGEST else ""


def main(name: str, folder: Path, seconds: float, count: int) -> str:
    found = reader(name, folder)
    honest = found.honest.read_bytes()
    path = folder / Path(name.rsplit(maxsplit=1)[-1]).name
    tried = 0
    slowest = 0.0
    for chance in rounds(name, seconds, count):
        path.write_bytes(bad(honest, chance))
        before = time.process_time()
        if said := fault(found, path):
            kept = Path(shutil.copyfile(path, folder / f"kept-{path.name}"))
            return f"{kept}: {said}"
        slowest = max(slowest, time.process_time() - before)
        tried += 1
    if imported := clients():
        return f"imported: {imported}"
    megabytes = peak() // 1024
    sys.stdout.write(f"{name}: {tried} files, the slowest {slowest:.2f} s, {megabytes} MB\n")
    return ""


if __name__ == "__main__":
    what, where, how_long, how_many = sys.argv[1:]
    with cut_off():
        said = main(what, Path(where), float(how_long), int(how_many))
    sys.exit(said or 0)
