"""`python -m tests.bench S M L`: what this project costs beside raw strings and the obvious pipeline."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.bench import generate, ours, peers
from tests.bench.measure import Work, in_turns

CACHE = Path("build/bench")


def main() -> None:
    for size in sys.argv[1:] or ("S", "M", "L"):
        project = generate.project(CACHE, size)
        document = ours.ready(project, generate.MODEL)
        blocks = peers.flat(document.document)
        template = peers.template_parts(project / "templates" / "council.docx")
        shell = peers.shell_template(CACHE / "shell.docx")
        out = CACHE / "out"
        out.mkdir(exist_ok=True)
        ways = [
            Work("raw", lambda: peers.raw(blocks, template, out / "raw.docx")),
            Work("writing alone", lambda: ours.write(project, document, out / "written.docx")),
            Work("obvious", lambda: peers.obvious(project / "sources" / generate.MODEL, "fr", shell, out / "obvious.docx")),
            Work("whole", lambda: ours.build(project, generate.MODEL, ("fr",)), lambda: ours.clear(project)),
        ]
        costs = in_turns(ways, 5)
        for name, cost in costs.items():
            print(
                f"{size:5} {name:14} {1000 * cost.median:10.1f} ms  {cost.median / costs['raw'].median:7.2f} x raw"
                f"  {costs['obvious'].median / cost.median:7.3f} x as fast as obvious  ({len(cost.times)} times)",
                flush=True,
            )


if __name__ == "__main__":
    main()
