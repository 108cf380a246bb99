"""Reads one file as a build does, alone in its process: what came of it, in how much time and memory, and no socket opened."""

from __future__ import annotations

import json
import re
import resource
import sys
import time
from pathlib import Path

CLIENTS = ("http.client", "urllib.request", "ftplib", "smtplib", "requests", "urllib3", "httpx", "aiohttp", "xmlrpc.client")


def forbid(event: str, arguments: tuple[object, ...]) -> None:
    if event.startswith(
        ("socket.", "urllib.", "ftplib.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "webbrowser.")
    ):
        raise PermissionError(f"{event} {arguments}")


sys.addaudithook(forbid)
sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from pipeline.gate.kinds import Kind  # noqa: E402
from pipeline.gate.outside import outside_issues  # noqa: E402
from pipeline.gate.reading import read_container, read_text  # noqa: E402
from pipeline.issues import Issue, SourceError  # noqa: E402
from pipeline.read.catalogue import read_catalogue  # noqa: E402
from pipeline.read.fragments import read_fragment  # noqa: E402
from pipeline.read.rules import read_terms, read_typography  # noqa: E402
from pipeline.read.settings import settings  # noqa: E402
from pipeline.write.shell import read_shell  # noqa: E402


def look(path: Path, found: list[Issue]) -> None:
    match path.suffix:
        case ".docx":
            parts = read_container(path, Kind.WORD)
            found += outside_issues(path, parts)
            if path.parent.name == "templates":
                read_shell(path, {name.decode() for part in parts.values() for name in re.findall(rb"\{\{p? (\w+) \}\}", part)})
        case ".xlsx":
            read_container(path, Kind.WORKBOOK)
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


def main(path: Path) -> None:
    found: list[Issue] = []
    answer = "read"
    before = time.process_time()
    try:
        look(path, found)
    except SourceError as error:
        answer = error.issue.code
    seconds = time.process_time() - before
    clients = [name for name in CLIENTS if name in sys.modules]
    assert not clients, clients
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    told = {"answer": answer, "seconds": seconds, "megabytes": kilobytes / 1024, "found": len(found)}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
