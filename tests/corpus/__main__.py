"""Writes the corpus into a folder, with a table of what is expected of each file: `python -m tests.corpus FOLDER`."""

from __future__ import annotations

import csv
import sys
from pathlib import Path, PurePosixPath

from tests.corpus.test_corpus import CORPUS

COLUMNS = (
    "file",
    "kind",
    "name",
    "replaces",
    "codes and places",
    "exit code",
    "text that appears",
    "written to break the code",
)


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "expected.csv").open("w", encoding="utf-8", newline="") as table:
        writer = csv.writer(table)
        writer.writerow(COLUMNS)
        for number, odd in enumerate(CORPUS, 1):
            name = f"{number:03}{PurePosixPath(odd.file).suffix or '.toml'}"
            (folder / name).write_bytes(odd.data)
            said, shows = "; ".join(odd.says), "; ".join(odd.shows)
            writer.writerow((name, odd.kind, odd.name, odd.file, said, odd.exit, shows, "yes" if odd.late else ""))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
