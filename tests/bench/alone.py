"""`python -m tests.bench.alone`: runs the one way that it is handed, and says how much memory that took at most, in MB."""

from __future__ import annotations

import pickle
import resource
import sys
from pathlib import Path

from tests.bench.measure import Way


def main() -> None:
    way: Way = pickle.load(sys.stdin.buffer)
    way.run()
    if way.module == "node":
        from tests.bench.node import end  # noqa: PLC0415 - no other way is to load what it loads

        end()
    sys.stdout.write(f"{_peak()}\n")


def _peak() -> float:
    """The highest of this process and of those that it started and that have ended.

    What `getrusage` says of a process itself is at least what its parent had when it was started.
    """
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    status = Path("/proc/self/status")
    if not status.exists():
        return max(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, children) / 2**20
    own = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return max(int(own.split()[1]), children) / 2**10


if __name__ == "__main__":
    main()
