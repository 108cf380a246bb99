"""Reads one file as a build does, alone in its process: what came of it, in how much time and memory, and no socket opened."""

from __future__ import annotations

import json
import re
import resource
import sys
import time
from pathlib import Path

from tests.gate.network import clients, cut_off

# What is imported is to reach nothing either.
with cut_off():
    from pipeline.gate.kinds import Kind
    from pipeline.gate.outside import outside_issues
    from pipeline.gate.reading import read_container, read_text
    from pipeline.issues import Issue, SourceError
    from pipeline.read.catalogue import read_catalogue
    from pipeline.read.fragments import read_fragment
    from pipeline.read.rules import read_terms, read_typography
    from pipeline.read.settings import settings
    from pipeline.read.workbook import read_workbook
    from pipeline.write.shell import read_shell


def look(path: Path, found: list[Issue]) -> None:
    match path.suffix:
        case ".docx":
            parts = read_container(path, Kind.WORD)
            found += outside_issues(path, parts)
            if path.parent.name == "templates":
                read_shell(path, {name.decode() for part in parts.values() for name in re.findall(rb"\{\{p? (\w+) \}\}", part)})
        case ".xlsx":
            read_workbook(path, found.append)
        case ".po":
            read_catalogue(path, "es", found.append)
        case ".csv":
            read_terms(path, found.append)
        case ".toml" if path.name == "typography.toml":
            read_typography(path, found.append)
        case ".toml":
            settings(path, read_text(path))
        case _:
            read_fragment(path, found.append)


def peak() -> int:
    """The most memory that this process had, in kilobytes; what getrusage says is the parent's too, before the program was exchanged."""
    status = Path("/proc/self/status")
    if status.is_file():
        return int(status.read_text().partition("VmHWM:")[2].split()[0])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main(path: Path) -> None:
    found: list[Issue] = []
    answer = "read"
    before = time.process_time()
    try:
        with cut_off():
            look(path, found)
    except SourceError as error:
        answer = error.issue.code
    seconds = time.process_time() - before
    assert clients() == []
    kilobytes = peak()
    told = {"answer": answer, "seconds": seconds, "megabytes": kilobytes / 1024, "found": len(found)}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
