"""Builds: each document in its languages, written all at once or not at all."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from pathlib import Path

from pipeline.assemble.manifest import manifest
from pipeline.assemble.one import Made, made, ready
from pipeline.assemble.places import Places
from pipeline.assemble.sources import pack_files
from pipeline.gate.reading import sha256
from pipeline.gate.writing import write_file
from pipeline.issues import Report, SourceError

MANIFEST = "manifest.json"


def build_document(
    places: Places,
    id_: str,
    languages: Sequence[str],
    moment: datetime.datetime | None,
    report: Report,
    *,
    final: bool,
    written: Callable[[Path], None],
) -> bool:
    """Build one document, in its own language where `languages` is empty; whether it could be.

    Nothing is written before all is made, and what is written replaces what stood there whole: a build that fails leaves
    `build/` as it was. `moment` is the time in the core properties, the document's own date where it is None. `written` is
    told each file.
    """
    results: list[Made] = []
    for language in languages or ("",):
        document = ready(places, id_, language, report, final=final)
        result = made(places, document, moment, report, final=final) if document else None
        if result is None:
            return False
        results.append(result)
    folder = places.output(id_, final=final)
    try:
        for result in results:
            for suffix, data in ((".docx", result.docx), (".json", result.json)):
                path = folder / f"{result.ready.stem}{suffix}"
                write_file(path, data)
                written(path)
        write_file(folder / MANIFEST, _manifest(places, results).encode())
    except SourceError as error:
        report(error.issue)
        return False
    return True


def _manifest(places: Places, results: Sequence[Made]) -> str:
    inputs: dict[str, Path] = {}
    for result in results:
        template = places.template(result.ready.document.kind)
        inputs[f"templates/{template.name}"] = template
        for path in (*result.ready.sources.files, *pack_files(places, result.ready.pack.code)):
            inputs[f"sources/{path.relative_to(places.sources).as_posix()}"] = path
    outputs = [
        {
            "path": f"{result.ready.stem}{suffix}",
            "language": result.ready.pack.code,
            "sha256": sha256(data),
            **({"parts": result.parts} if suffix == ".docx" else {}),
        }
        for result in results
        for suffix, data in ((".docx", result.docx), (".json", result.json))
    ]
    return manifest((result.ready.document for result in results), inputs, outputs, places.sources)
