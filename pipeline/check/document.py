"""What must hold in a numbered document, whatever its language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.issues import Issue, Location, issue, nearest
from pipeline.model.blocks import AgendaLine, Annex, BoxField, Carrier, Cell, Document, Entry, Line, Paragraph, Section
from pipeline.model.inlines import Note, Reference
from pipeline.model.walk import carriers, inlines
from pipeline.resolve.settle import called

_COUNTED = re.compile(r"p\d+\Z")
_CLAIMING = (Paragraph, Entry, Section)
"""What an editor may give a number and bookmarks."""


def document_issues(document: Document, here: Location, *, final: bool) -> Iterator[Issue]:
    """Claims (TX201, TX223), ids (TX202, TX203, TX217) and cross references (TX207, TX215) of a numbered document."""
    texts = carriers(document)
    yield from _claims(texts, here)
    yield from _ids(texts, here, final=final)
    yield from _references(document, texts, here)


def _claims(texts: Iterable[Carrier], here: Location) -> Iterator[Issue]:
    """TX201: each typed number that is not the one that the structure gives; TX223: one too short for its section."""
    for carrier in texts:
        if not isinstance(carrier, _CLAIMING) or carrier.claim in ("", carrier.label):
            continue
        claim, label = carrier.claim, carrier.label
        if label:
            yield issue("TX201", carrier.location or here, found=claim, right=label, put=label)
        else:
            yield issue("TX223", carrier.location or here, found=claim)


def without_id(carrier: Carrier) -> bool:
    """Whether this is a line of a fragment that `council fmt` has to give an id."""
    return not carrier.unit and bool(carrier.content) and not isinstance(carrier, Line | BoxField | Cell | AgendaLine | Annex)


def _ids(texts: Iterable[Carrier], here: Location, *, final: bool) -> Iterator[Issue]:
    seen: dict[str, Location] = {}
    for carrier in texts:
        unit, at = carrier.unit, carrier.location or here
        if not unit:
            if without_id(carrier):
                yield issue("TX217" if final else "TX202", at)
        elif unit in seen:
            yield _twice(unit, at, seen[unit])
        else:
            seen[unit] = at
        for name in filter(None, carrier.names) if isinstance(carrier, _CLAIMING) else ():
            # Word knows bookmarks by their letters, whatever their case.
            key = f"#{name.casefold()}"
            first = seen.get(key) or (seen.get(name) if name != unit else None)
            if first:
                yield _twice(name, at, first)
            else:
                seen[key] = at


def _twice(name: str, at: Location, first: Location) -> Issue:
    return issue("TX203", at, id=name, other=f"{first.path.name} {first.place}")


def _references(document: Document, texts: Iterable[Carrier], here: Location) -> Iterator[Issue]:
    found = [(inline, carrier) for carrier in texts for inline in inlines(carrier.content) if isinstance(inline, Reference)]
    names = called(document) if found else {}
    for reference, carrier in found:
        target = reference.target
        if target in names:
            continue
        at = reference.location or carrier.location or here
        if target in _without_name(texts):
            yield issue("TX215", at, target=target)
        else:
            # An id that was only counted is like every other one.
            near = nearest(target, (name for name in names if not _COUNTED.match(name)))
            put = f"[[ref: {near}]]" if near and not at.part else None
            yield issue("TX207", at, target=target, near=near, put=put)


def _without_name(texts: Iterable[Carrier]) -> set[str]:
    """What is there, and a reference can yet not call: units and bookmarks without number or heading, footnotes."""
    known = {name for carrier in texts for name in (carrier.unit, *getattr(carrier, "names", ())) if name}
    return known | {note.unit for carrier in texts for note in inlines(carrier.content) if isinstance(note, Note)}
