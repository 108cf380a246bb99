"""What a build says of itself: its inputs and outputs by hash, and where each unit comes from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline import __version__
from pipeline.gate.reading import read_bytes, sha256
from pipeline.issues import Location
from pipeline.model.blocks import Carrier, Document
from pipeline.model.dump import dumped, values_of
from pipeline.model.inlines import Content, Note
from pipeline.model.plain import plain
from pipeline.model.walk import carriers, inlines
from pipeline.write.story import unit_bookmark
from pipeline.write.zipped import COMPRESSOR


def build_hash(document: Document) -> str:
    """The hash that names a state of a document: SHA-256 of its settled JSON."""
    return hashlib.sha256(dumped(document).encode()).hexdigest()


def about(document: Document, sources: Path) -> Mapping[str, object]:
    """What a draft carries with it, so that one that comes home by mail can be compared with its sources."""
    return {
        "document": document.id,
        "symbol": document.symbol,
        "language": document.language,
        "build": build_hash(document),
        "settled": values_of(document),
        "units": [
            {"id": unit, "bookmark": unit_bookmark(unit), "number": number, "sources": places}
            for unit, number, _, places in _units(document, sources)
        ],
    }


def manifest(
    documents: Iterable[Document],
    inputs: Mapping[str, Path],
    outputs: Iterable[Mapping[str, str]],
    sources: Path,
) -> str:
    """The manifest of a document's build as JSON text: one entry a unit, with the hash of its text in each language."""
    units: dict[str, dict[str, Any]] = {}
    for document in documents:
        for unit, number, text, places in _units(document, sources):
            entry = units.setdefault(unit, {"id": unit, "number": {}, "text": {}, "sources": places})
            entry["number"][document.language] = number
            entry["text"][document.language] = hashlib.sha256(text.encode()).hexdigest()
    made = {
        "schema": 1,
        "council": __version__,
        "compressor": COMPRESSOR,
        "inputs": [{"path": name, "sha256": sha256(read_bytes(path))} for name, path in sorted(inputs.items())],
        "outputs": list(outputs),
        "units": list(units.values()),
    }
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def _units(document: Document, sources: Path) -> Iterator[tuple[str, str, str, list[str]]]:
    """Each unit with its number, its text and the places it comes from, in reading order; footnotes after their call."""
    for carrier in carriers(document):
        if carrier.unit and carrier.content:
            yield carrier.unit, getattr(carrier, "label", ""), plain(carrier.content), _places(carrier, sources)
        yield from _notes(carrier.content, sources)


def _notes(content: Content, sources: Path) -> Iterator[tuple[str, str, str, list[str]]]:
    for inline in inlines(content):
        if isinstance(inline, Note) and inline.unit:
            yield inline.unit, "", plain(inline.content), _named(filter(None, [inline.location]), sources)


def _places(carrier: Carrier, sources: Path) -> list[str]:
    composed: tuple[Location, ...] = getattr(carrier, "sources", ())
    return _named(composed or filter(None, [carrier.location]), sources)


def _named(locations: Iterable[Location], sources: Path) -> list[str]:
    return [f"{location.path.relative_to(sources).as_posix()} {location.place}".rstrip() for location in locations]
