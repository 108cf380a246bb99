"""The folder of a document's files: what was made goes in, what earlier builds made under other names goes out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.assemble.former import MANIFEST, Former, Output
from pipeline.assemble.manifest import manifest
from pipeline.assemble.record import Record
from pipeline.assemble.task import Piece
from pipeline.gate.owners import owner_of
from pipeline.gate.reading import sha256
from pipeline.gate.writing import holds, write_file, write_together
from pipeline.issues import Issue, Report, failed


@dataclass(frozen=True, slots=True)
class Listener:
    """Who is told how a build goes on: each file written, left as it was, or removed, and the folder that one waits for."""

    written: Callable[[Path, Record], None]
    kept: Callable[[Path, Record], None]
    removed: Callable[[Path], None]
    waiting: Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What came of a build of a document: whether all is in its place, and `tidy` where the next one would have nothing to do.

    `hashes` are those of all the files that it was made from and that stand in its folder.
    """

    whole: bool
    tidy: bool = False
    hashes: Mapping[Path, str] = field(default_factory=dict)


def put(
    folder: Path,
    former: Former,
    about: Record,
    results: Sequence[Piece | Record],
    order: Sequence[str],
    report: Report,
    listener: Listener,
    *,
    whole: bool,
    every: bool,
) -> Built:
    """Put what was made into its folder, with the manifest; whether all of it is in its place, and what stands there now.

    Each of the `results` was made now, or stands, as `former` says, and has a record only; `order` is that of the units.
    `whole` says that every language that was asked for is among them, `every` that all there are were asked for. A file that
    stands with the same bytes is left alone. Only where all is in its place, files of earlier builds are removed: those that
    the manifest there names as outputs, that still have the hash it says, and that are of a language made now (of any, after a
    build of every language). Raises SourceError where not one file could be written: then all is as it was.
    """
    pieces = [one for one in results if isinstance(one, Piece)]
    made = {one.record.language for one in pieces}
    stand = {one.language for one in results if isinstance(one, Record)}
    before = {one.language for one in (*former.outputs, *former.superseded)}
    replaced = made | stand | (before if every and whole else set())
    kept = former.only((before - replaced) | stand)
    later = [one for one in kept.superseded if one.language not in replaced]
    old = [*(one for one in former.outputs if one.language in replaced - stand)]
    old += [one for one in former.superseded if one.language in replaced]
    files = {
        folder / name: (piece, data)
        for piece in pieces
        for name, data in zip(piece.record.names, (piece.docx, piece.json), strict=True)
    }

    digests = {path: sha256(data) for path, (_, data) in files.items()}

    def said(standing: Mapping[Path, Path], left: Collection[Output]) -> bytes:
        outputs = [
            Output(
                path=standing[path].name,
                language=piece.record.language,
                sha256=digests[path],
                parts=piece.parts if path.suffix == ".docx" else "",
                compressor=piece.compressor if path.suffix == ".docx" else "",
            )
            for path, (piece, _) in files.items()
            if path in standing
        ]
        names = {one.path for one in (*outputs, *kept.outputs)}
        superseded = (*later, *(one for one in left if one.path not in names))
        return manifest(about, pieces, order, outputs, replace(kept, superseded=superseded))

    found: list[Issue] = []
    contents = {path: data for path, (_, data) in files.items()}
    contents[folder / MANIFEST] = said({path: path for path in files}, old)
    same = {path: path for path, data in contents.items() if holds(path, data)}
    standing = {**same, **write_together({path: data for path, data in contents.items() if path not in same}, found.append)}
    for one in found:
        report(one)
    for result in results:
        record = result if isinstance(result, Record) else result.record
        for path in (folder / name for name in record.names):
            if record is result or path in same:
                listener.kept(path, record)
            elif path in standing:
                listener.written(standing[path], record)
    in_place = whole and not failed(found)
    mine = {*files, *(folder / one.path for one in kept.outputs)}
    left = [one for one in old if not (in_place and folder / one.path not in mine and _removed(folder, one, listener))]
    if left != old or any(standing.get(path) != path for path in files):
        contents[folder / MANIFEST] = said(standing, left)
        write_file(folder / MANIFEST, contents[folder / MANIFEST])
    hashes = {
        **{folder / one.path: one.sha256 for one in kept.outputs},
        **digests,
        folder / MANIFEST: sha256(contents[folder / MANIFEST]),
    }
    return Built(in_place, tidy=in_place and not left and not later, hashes=hashes)


def _removed(folder: Path, output: Output, listener: Listener) -> bool:
    """Remove a file of an earlier build; not one that is open, or that somebody has changed."""
    path = folder / output.path
    if owner_of(path) is None and output.stands(folder):
        with suppress(OSError):
            path.unlink()
            listener.removed(path)
            return True
    return False
