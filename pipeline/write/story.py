"""What the parts of one package share while they are written: numbers of bookmarks, footnotes, links."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.model.blocks import Carrier, Document
from pipeline.model.inlines import Note, Reference
from pipeline.model.walk import carriers, inlines
from pipeline.wml.make import Tongue, bookmark
from pipeline.write.styles import Styles


def unit_bookmark(unit: str) -> str:
    """The hidden bookmark of a unit in a draft: Word allows 40 characters, neither dot nor hyphen in a name."""
    digest = hashlib.sha256(unit.encode()).digest()[:10]
    return "_u_" + base64.b32encode(digest).decode().lower()


def reference_bookmark(unit: str) -> str:
    """The bookmark around a unit's number that REF fields point at, named as Word names its own."""
    return f"_Ref{int.from_bytes(hashlib.sha256(unit.encode()).digest()[:4]) % 10**9:09d}"


def targets_of(document: Document) -> Mapping[str, str]:
    """The bookmark for each target that cross references name; a heading called by a bookmark's name keeps that."""
    texts = list(carriers(document))
    wanted = {inline.target for text in texts for inline in inlines(text.content) if isinstance(inline, Reference)}
    made: dict[str, str] = {}
    for carrier in texts:
        for name in wanted & {carrier.unit, *getattr(carrier, "names", ())}:
            own = name != carrier.unit and not getattr(carrier, "label", "")
            made[name] = name if own else reference_bookmark(carrier.unit or name)
    return made


@dataclass(slots=True)
class Package:
    """What all stories of one package count together. `final` leaves out whatever tells where a text comes from.

    `bookmarks` and `separators` are the highest numbers that the template has taken, for bookmarks and in its footnotes.
    """

    styles: Styles
    tongue: Tongue
    sources: Mapping[str, Tongue]
    targets: Mapping[str, str]
    final: bool
    bookmarks: int
    italic: bool = True
    separators: int = 0
    notes: list[Note] = field(default_factory=list)
    named: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Story:
    """One part that text is written into: body, footnotes, a header.

    `links` are its relationships by address; `taken` is the highest number of one that the template has already.
    """

    package: Package
    links: dict[str, str] = field(default_factory=dict)
    taken: int = 0

    def link(self, url: str) -> str:
        """The relationship id of an address in this part."""
        return self.links.setdefault(url, f"rIdLink{self.taken + len(self.links) + 1}")

    def call(self, note: Note) -> int:
        """The number of a footnote, counted in the order of their calls."""
        self.package.notes.append(note)
        return self.package.separators + len(self.package.notes)

    def marked(self, name: str, inner: str) -> str:
        """`inner` in a bookmark, unless the package has one of that name already or there is nothing to mark."""
        if not inner or name in self.package.named:
            return inner
        self.package.named.add(name)
        self.package.bookmarks += 1
        return bookmark(self.package.bookmarks, name, inner)

    def anchored(self, carrier: Carrier, label: str, text: str) -> str:
        """A carrier's label and text with its bookmarks: for references, by the editor's names, and in drafts by unit."""
        names: tuple[str, ...] = getattr(carrier, "names", ())
        targets = self.package.targets
        called = {targets[name] for name in (carrier.unit, *names) if name in targets}
        for name in sorted(called):
            if label:
                label = self.marked(name, label)
            else:
                text = self.marked(name, text)
        whole = label + text
        if not self.package.final:
            for name in names:
                whole = self.marked(name, whole)
            if carrier.unit:
                whole = self.marked(unit_bookmark(carrier.unit), whole)
        return whole
