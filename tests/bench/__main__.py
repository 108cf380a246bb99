"""`make bench`: what this project costs beside others who write the same words, and how far its targets are met."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.bench import generate, table, ways, wholes
from tests.bench.targets import Results

PARTS = ("ways", "languages", "redline", "cold", "session")
SIZES = (*generate.SIZES, *generate.ROWS)


def main() -> None:
    """Measure what is asked for, print it as it comes, and keep it in the cache as bench.md."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--sizes", nargs="+", choices=SIZES, default=SIZES)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--no-peers", action="store_true", help="raw, the obvious pipeline and this project only")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--documents", type=int, default=150, help="in the session")
    parser.add_argument("--cache", type=Path, default=generate.ROOT / "build" / "bench")
    given = parser.parse_args()
    cache = given.cache.resolve()
    run(cache, given.sizes, given.only, given.repeats, given.documents, peers=not given.no_peers)


def run(cache: Path, sizes: Sequence[str], only: Sequence[str], repeats: int, documents: int, *, peers: bool = True) -> Results:
    """Measure; each part is printed as soon as it is known."""
    found, told = Results(), []

    def tell(text: str) -> None:
        told.append(text)
        sys.stdout.write(f"{text}\n\n")
        sys.stdout.flush()

    if "ways" in only:
        tell(table.LEGEND)
        for name in sizes:
            size = ways.size(cache, name)
            found.ways[name] = ways.measured(size, cache / "out" / name, repeats, others=peers)
            tell(table.of_size(size, found.ways[name]))
    largest = next((name for name in reversed(generate.SIZES) if name in sizes), "S")
    parts = {
        "languages": lambda: wholes.languages(cache, repeats),
        "redline": lambda: wholes.redline(cache, largest, cache / "out", repeats),
        "cold": lambda: wholes.cold(cache, repeats),
    }
    for part, measure in parts.items():
        if part in only:
            costs = measure()
            found.costs.update(costs)
            tell(table.of_costs(costs))
    if "session" in only:
        costs, counts = wholes.session(cache, documents, repeats)
        found.costs.update(costs)
        found.counts.update(counts)
        tell(table.of_costs(costs))
    tell(table.of_targets(found))
    tell(table.machine(ways.absent(found.ways)))
    (cache / "bench.md").write_text("\n\n".join(told) + "\n", "utf-8")
    return found


if __name__ == "__main__":
    main()
