"""What must hold in a numbered document, whatever its language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.issues import Issue, Location, issue, nearest
from pipeline.model.blocks import AgendaLine, Annex, BoxField, Carrier, Cell, Document, Line
from pipeline.model.inlines import Note, Reference
from pipeline.model.walk import carriers, inlines
from pipeline.resolve.settle import called

_COUNTED = re.compile(r"p\d+\Z")


def document_issues(document: Document, here: Location, *, final: bool) -> Iterator[Issue]:
    """Claims (TX201), ids (TX202, TX203, TX217) and cross references (TX207, TX215) of a numbered document."""
    yield from claims(document, here)
    yield from _ids(document, here, final=final)
    yield from _references(document, here)


def claims(document: Document, here: Location) -> Iterator[Issue]:
    """TX201: each typed number that is not the one that the structure gives; TX223: one too short for its section."""
    for carrier in carriers(document):
        claim, label = getattr(carrier, "claim", ""), getattr(carrier, "label", "")
        if claim and not label:
            yield issue("TX223", carrier.location or here, found=claim)
        elif claim and claim != label:
            yield issue("TX201", carrier.location or here, found=claim, right=label, put=label)


def without_id(carrier: Carrier) -> bool:
    """Whether this is a line of a fragment that `council fmt` has to give an id."""
    return not carrier.unit and bool(carrier.content) and not isinstance(carrier, Line | BoxField | Cell | AgendaLine | Annex)


def _ids(document: Document, here: Location, *, final: bool) -> Iterator[Issue]:
    seen: dict[str, Location] = {}
    for carrier in carriers(document):
        at = carrier.location or here
        names: tuple[str, ...] = getattr(carrier, "names", ())
        if without_id(carrier):
            yield issue("TX217" if final else "TX202", at)
        # Word knows bookmarks by their letters, whatever their case.
        for name, key in ((carrier.unit, carrier.unit), *((name, f"#{name.casefold()}") for name in names)):
            first = seen.get(key) or (seen.get(name) if name != carrier.unit else None)
            if name and first:
                yield issue("TX203", at, id=name, other=f"{first.path.name} {first.place}")
            elif name:
                seen[key] = at


def _references(document: Document, here: Location) -> Iterator[Issue]:
    names = called(document)
    for carrier in carriers(document):
        for inline in inlines(carrier.content):
            if not isinstance(inline, Reference) or inline.target in names:
                continue
            at = inline.location or carrier.location or here
            if inline.target in _without_name(document):
                yield issue("TX215", at, target=inline.target)
            else:
                # An id that was only counted is like every other one.
                near = nearest(inline.target, (name for name in names if not _COUNTED.match(name)))
                put = f"[[ref: {near}]]" if near and not at.part else None
                yield issue("TX207", at, target=inline.target, near=near, put=put)


def _without_name(document: Document) -> set[str]:
    """What is there, and a reference can yet not call: units and bookmarks without number or heading, footnotes."""
    texts = list(carriers(document))
    known = {name for carrier in texts for name in (carrier.unit, *getattr(carrier, "names", ())) if name}
    return known | {note.unit for carrier in texts for note in inlines(carrier.content) if isinstance(note, Note)}
