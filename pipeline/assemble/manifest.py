"""What a build says of itself: its inputs and outputs by hash, and where each unit comes from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pipeline import __version__
from pipeline.assemble.former import Former, Input, Output, sealed
from pipeline.assemble.record import Record, as_values
from pipeline.assemble.task import Piece, Unit
from pipeline.issues import Location
from pipeline.model.blocks import Document
from pipeline.model.inlines import Content, Note
from pipeline.model.plain import plain
from pipeline.model.walk import carriers, inlines
from pipeline.write.story import unit_bookmark


def about(document: Document, settled: bytes, build: str, rows: Iterable[Unit]) -> bytes:
    """What a draft carries with it, as JSON, so that one that comes home by mail can be compared with its sources.

    `settled` is the document as `model.dump` writes it, `build` the SHA-256 of that, which names this state of the document;
    `rows` are its units.
    """
    said = {
        "document": document.id,
        "symbol": document.symbol,
        "language": document.language,
        "build": build,
        "units": [
            {"id": unit, "bookmark": unit_bookmark(unit), "number": number, "sources": places}
            for unit, number, _, places in rows
        ],
    }
    return b"".join((json.dumps(said, ensure_ascii=False)[:-1].encode(), b', "settled": ', settled, b"}"))


def manifest(about: Record, pieces: Sequence[Piece], order: Sequence[str], outputs: Iterable[Output], kept: Former) -> bytes:
    """The manifest of a folder as JSON: one entry a unit, in this order, with the hash of its text in each language.

    `kept` is what an earlier manifest says of the languages that were not made now and still stands, and of superseded files:
    those of earlier builds that are still to be removed. The same files give the same manifest, whatever was built when.
    """
    units: dict[str, dict[str, Any]] = {}
    for piece in pieces:
        language = piece.record.language
        for unit, number, text, places in piece.units:
            if entry := units.get(unit):
                entry["number"][language] = number
                entry["text"][language] = text
            else:
                units[unit] = {"id": unit, "number": {language: number}, "text": {language: text}, "sources": places}
    for unit, before in kept.units.items():
        entry = units.setdefault(unit, {**before, "number": {}, "text": {}})
        entry["number"].update(before["number"])
        entry["text"].update(before["text"])
    inputs = [Input(path, hash_, (piece.record.language,)) for piece in pieces for path, hash_ in piece.inputs.items()]
    records = (about, *sorted((*(piece.record for piece in pieces), *kept.records)))
    return sealed(
        {
            "schema": 1,
            "council": __version__,
            "inputs": list(_joined((*inputs, *kept.inputs))),
            "outputs": [_without_empty(one) for one in sorted((*outputs, *kept.outputs))],
            **({"superseded": [_without_empty(one) for one in sorted(kept.superseded)]} if kept.superseded else {}),
            "records": [as_values(one) for one in records],
            "units": [_entry(units[unit]) for unit in dict.fromkeys((*(unit for unit in order if unit in units), *units))],
        }
    )


def _entry(unit: dict[str, Any]) -> Mapping[str, Any]:
    """A unit with its languages in order."""
    if len(unit["text"]) == 1:
        return unit
    return {**unit, "number": dict(sorted(unit["number"].items())), "text": dict(sorted(unit["text"].items()))}


def unit_rows(document: Document, sources: Path) -> tuple[Unit, ...]:
    """The units of a settled document as the manifest has them, in reading order; footnotes after their call."""
    made: list[Unit] = []
    # By identity: paths take long to compare, and there are few of them.
    files: dict[int, str] = {}

    def add(unit: str, number: str, text: Content, places: Iterable[Location | None]) -> None:
        names = []
        for one in places:
            if one is not None:
                file = files.get(id(one.path)) or files.setdefault(id(one.path), one.path.relative_to(sources).as_posix())
                names.append(f"{file} {one.place}".rstrip())
        made.append((unit, number, hashlib.sha256(plain(text).encode()).hexdigest(), tuple(names)))

    for carrier in carriers(document):
        if carrier.unit and carrier.content:
            places = getattr(carrier, "sources", ()) or (carrier.location,)
            add(carrier.unit, getattr(carrier, "label", ""), carrier.content, places)
        for inline in inlines(carrier.content):
            if isinstance(inline, Note) and inline.unit:
                add(inline.unit, "", inline.content, (inline.location,))
    return tuple(made)


def _joined(inputs: Iterable[Input]) -> Iterator[Mapping[str, Any]]:
    """One entry for each state of a file: languages that were built apart may come from different ones."""
    found: dict[tuple[str, str], set[str]] = {}
    for one in inputs:
        found.setdefault((one.path, one.sha256), set()).update(one.languages)
    for (path, sha256), languages in sorted(found.items()):
        yield {"path": path, "sha256": sha256, "languages": sorted(languages)}


def _without_empty(output: Output) -> Mapping[str, str]:
    return {key: value for key, value in asdict(output).items() if value}
