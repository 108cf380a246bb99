"""What the parts of one package share while they are written: numbers of bookmarks, changes, footnotes, links."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.model.blocks import Carrier, Document
from pipeline.model.inlines import Note, Reference
from pipeline.model.tracked import Was
from pipeline.model.walk import carriers, inlines
from pipeline.wml import track as changes
from pipeline.wml.make import Tongue, bookmark
from pipeline.wml.track import Track
from pipeline.write.styles import Styles


@lru_cache(maxsize=2**17)
def unit_bookmark(unit: str) -> str:
    """The hidden bookmark of a unit in a draft: Word allows 40 characters, neither dot nor hyphen in a name."""
    bits = int.from_bytes(hashlib.sha256(unit.encode()).digest()[:10])
    return "_u_" + "".join([_PAIRS[bits >> shift & 1023] for shift in range(70, -1, -10)])


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


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who made the changes of a redline, and when, as 2022-03-02T00:00:00Z."""

    author: str
    date: str


@dataclass(slots=True)
class Package:
    """What all stories of one package count together. `final` leaves out whatever tells where a text comes from.

    `bookmarks` and `separators` are the highest numbers that the template has taken, for bookmarks and in its footnotes; the
    changes of a redline are counted with its bookmarks. `old_targets` are the targets of its old state, of which those that do
    not stand where they stand in the new one have bookmarks of their own.
    """

    styles: Styles
    tongue: Tongue
    sources: Mapping[str, Tongue]
    targets: Mapping[str, str]
    final: bool
    bookmarks: int
    italic: bool = True
    separators: int = 0
    old_targets: Mapping[str, str] = field(default_factory=dict)
    reviewer: Reviewer | None = None
    notes: list[tuple[Note, Track]] = field(default_factory=list)
    named: set[str] = field(default_factory=set)
    moves: Counter[tuple[Track, str]] = field(default_factory=Counter)
    apart: Set[str] = field(init=False)
    """The targets that references lead to by another bookmark in each state."""

    def __post_init__(self) -> None:
        both = self.targets.keys() & self.old_targets.keys()
        self.apart = {name for name in both if self.targets[name] != self.old_targets[name]}

    def stamp(self) -> str:
        """The attributes of the next change."""
        assert self.reviewer is not None
        self.bookmarks += 1
        return changes.stamp(self.bookmarks, self.reviewer.author, self.reviewer.date)


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

    def call(self, note: Note, track: Track = Track.KEPT) -> int:
        """The number of a footnote, counted in the order of their calls."""
        self.package.notes.append((note, track))
        return self.package.separators + len(self.package.notes)

    def tracked(self, track: Track, inner: str) -> str:
        """Runs as they are tracked."""
        return changes.tracked(track, inner, self.package.stamp()) if inner and track is not Track.KEPT else inner

    def moved(self, track: Track, name: str, inner: str) -> str:
        """What stands in a moved paragraph: the first of a move here is the first of it there, and so on."""
        self.package.moves[track, name] += 1
        stamp = self.package.stamp()
        return changes.moved(track, inner, f"{name}.{self.package.moves[track, name]}", self.package.bookmarks, stamp)

    def marked(self, name: str, inner: str) -> str:
        """`inner` in a bookmark, unless the package has one of that name already or there is nothing to mark."""
        if not inner or name in self.package.named:
            return inner
        self.package.named.add(name)
        self.package.bookmarks += 1
        return bookmark(self.package.bookmarks, name, inner)

    def anchored(self, carrier: Carrier, label: str, text: str, track: Track = Track.KEPT) -> str:
        """A carrier's label and text with its bookmarks: for references, by the editor's names, and in drafts by unit."""
        names = getattr(carrier, "names", ())
        if self.package.reviewer or names or carrier.unit in self.package.targets:
            around_label, around_text = self._called(carrier, track)
            for name in around_label:
                label = self.marked(name, label)
            for name in around_text:
                text = self.marked(name, text)
        whole = label + text
        if not self.package.final and track.in_new:
            for name in names:
                whole = self.marked(name, whole)
            if carrier.unit:
                whole = self.marked(unit_bookmark(carrier.unit), whole)
        return whole

    def labelled(self, carrier: Carrier, label: str, track: Track = Track.KEPT) -> str:
        """A carrier's label with its bookmarks."""
        for name in self._called(carrier, track)[0]:
            label = self.marked(name, label)
        return label

    def _called(self, carrier: Carrier, track: Track) -> tuple[list[str], list[str]]:
        """The bookmarks that references want: around its number, and where it has none around its text."""
        package = self.package
        around_label: set[str] = set()
        around_text: set[str] = set()
        for node, targets in ((carrier, package.targets), (_was(carrier), package.old_targets)):
            if (track.in_new if targets is package.targets else track.in_old) and targets:
                names = (getattr(node, "unit", ""), *getattr(node, "names", ()))
                where = around_label if getattr(node, "label", "") else around_text
                where.update(targets[name] for name in names if name in targets)
            if package.reviewer is None:
                break
        return sorted(around_label), sorted(around_text)


_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
_PAIRS = tuple(one + other for one in _LETTERS for other in _LETTERS)
"""Two letters of base 32 (RFC 4648, 6, in small letters) for ten bits."""


def _was(carrier: Carrier) -> object:
    return carrier.change.node if isinstance(carrier.change, Was) else carrier
