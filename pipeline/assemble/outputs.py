"""The folder of a document's files: what was made goes in, what earlier builds made under other names goes out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.assemble.former import MANIFEST, Input, Output, read_former
from pipeline.assemble.manifest import manifest
from pipeline.assemble.one import Made, Ready
from pipeline.gate.owners import owner_of
from pipeline.gate.reading import sha256
from pipeline.gate.writing import write_file, write_together
from pipeline.issues import Issue, Report, failed


@dataclass(frozen=True, slots=True)
class Listener:
    """Who is told how a build goes on: each file that stands, each that is removed, the folder that one waits for."""

    written: Callable[[Path, Ready], None]
    removed: Callable[[Path], None]
    waiting: Callable[[Path], None]


def put(
    folder: Path,
    results: Sequence[Made],
    inputs: Sequence[Input],
    sources: Path,
    report: Report,
    listener: Listener,
    *,
    whole: bool,
    every: bool,
) -> bool:
    """Put what was made into its folder, with the manifest; whether all of it is in its place.

    `whole` says that every language that was asked for could be made, `every` that all there are were asked for. Only where
    all is in its place, files of earlier builds are removed: those that the manifest there names as outputs, that still have
    the hash it says, and that are of a language made now (of any, after a build of every language). Raises SourceError where
    not one file could be written: then all is as it was.
    """
    former = read_former(folder, report)
    built = {result.ready.pack.code for result in results}
    before = {one.language for one in (*former.outputs, *former.superseded)}
    replaced = built | before if every and whole else built
    kept = former.only(before - replaced)
    old = [one for one in (*former.outputs, *former.superseded) if one.language in replaced]
    files = {
        folder / f"{result.ready.stem}{suffix}": (result, data)
        for result in results
        for suffix, data in ((".docx", result.docx), (".json", result.json))
    }

    def said(standing: Mapping[Path, Path], left: Collection[Output]) -> bytes:
        outputs = [
            Output(
                path=standing[path].name,
                language=result.ready.pack.code,
                sha256=sha256(data),
                parts=result.parts if path.suffix == ".docx" else "",
            )
            for path, (result, data) in files.items()
            if path in standing
        ]
        names = {one.path for one in outputs}
        superseded = (*kept.superseded, *(one for one in left if one.path not in names))
        documents = (result.ready.document for result in results)
        return manifest(documents, inputs, outputs, replace(kept, superseded=superseded), sources)

    found: list[Issue] = []
    planned = said({path: path for path in files}, old)
    contents = {path: data for path, (_, data) in files.items()}
    standing = write_together({**contents, folder / MANIFEST: planned}, found.append)
    for one in found:
        report(one)
    for path, (result, _) in files.items():
        if path in standing:
            listener.written(standing[path], result.ready)
    in_place = whole and not failed(found)
    left = [one for one in old if not (in_place and folder / one.path not in files and _removed(folder, one, listener))]
    if left != old or any(standing.get(path) != path for path in files):
        write_file(folder / MANIFEST, said(standing, left))
    return in_place


def _removed(folder: Path, output: Output, listener: Listener) -> bool:
    """Remove a file of an earlier build; not one that is open, or that somebody has changed."""
    path = folder / output.path
    if owner_of(path) is None and output.stands(folder):
        with suppress(OSError):
            path.unlink()
            listener.removed(path)
            return True
    return False
