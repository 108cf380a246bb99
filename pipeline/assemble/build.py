"""Builds: each document in its languages, written all at once or not at all."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from pathlib import Path

from pipeline.assemble.manifest import manifest
from pipeline.assemble.one import Made, Ready, in_language, made, original
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
    written: Callable[[Path, Ready], None],
) -> bool:
    """Build one document in some languages, in all it has a catalogue for where `languages` is empty; whether all could be.

    A fault of the sources keeps it from being built at all, a fault of one language keeps it from being built in that one.
    What is written is made whole before, and replaces what stood there whole. `moment` is the time in the core properties,
    the document's own date where it is None. `written` is told each file.
    """
    source = original(places, id_, report, final=final)
    if source is None:
        return False
    wanted = languages or (source.pack.code, *(code for code in places.translations(id_) if code != source.pack.code))
    results: list[Made] = []
    for language in wanted:
        own = language == source.pack.code
        document = source if own else in_language(places, source, language, report, final=final)
        result = made(places, document, moment, report, final=final) if document else None
        if result is not None:
            results.append(result)
    folder = places.output(id_, final=final)
    whole = len(results) == len(wanted)
    files = [
        (folder / f"{result.ready.stem}{suffix}", data, result.ready)
        for result in results
        for suffix, data in ((".docx", result.docx), (".json", result.json))
    ]
    for path, data, document in files:
        # One file that is open elsewhere keeps no other from being written.
        try:
            write_file(path, data)
            written(path, document)
        except SourceError as error:
            report(error.issue)
            whole = False
    if results:
        try:
            write_file(folder / MANIFEST, _manifest(places, results).encode())
        except SourceError as error:
            report(error.issue)
            whole = False
    return whole


def _manifest(places: Places, results: Sequence[Made]) -> str:
    inputs: dict[str, Path] = {}
    for result in results:
        template = places.template(result.ready.document.kind)
        inputs[f"templates/{template.name}"] = template
        code, document = result.ready.pack.code, result.ready.document.id
        for path in (*result.ready.sources.files, places.catalogue(document, code), *pack_files(places, code)):
            if not path.is_file():
                continue
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
