"""How the parts of a redlined document are tracked, and what that means for the bookmarks that references point at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.model.blocks import Carrier, Document, Node
from pipeline.model.states import inside
from pipeline.model.tracked import Added, Removed, Was
from pipeline.wml.track import Track
from pipeline.write.story import reference_bookmark, targets_of


@dataclass(frozen=True, slots=True)
class Within:
    """How what is written is tracked: as the node around it, unless it says otherwise itself. `move` names the move."""

    track: Track = Track.KEPT
    move: str = ""

    def at(self, node: Node | Document) -> Within:
        """How a node below is tracked."""
        match node.change:
            case Added(move):
                return Within(Track.MOVED_TO, move) if move else INSERTED
            case Removed(move):
                return Within(Track.MOVED_FROM, move) if move else DELETED
            case _:
                return self

    @property
    def still(self) -> Within:
        """The same without the move."""
        return Within(self.track.still) if self.move else self


KEPT = Within()
INSERTED = Within(Track.INSERTED)
DELETED = Within(Track.DELETED)


def old_targets(document: Document, old: Document, targets: Mapping[str, str]) -> Mapping[str, str]:
    """The bookmarks that the references of a redlined document's old state point at; `targets` are those of the new one.

    What stands in both has one bookmark for both. What went, and is elsewhere now, has another there: Word knows one bookmark of a
    name, and whichever state is taken, its references lead somewhere.
    """
    found = targets_of(old)
    apart = set(_apart(document, KEPT)) if not found.keys().isdisjoint(targets) else set()
    used = set(targets.values())
    return {
        name: reference_bookmark(f"{name}\n") if name in apart and bookmark in used else bookmark
        for name, bookmark in found.items()
    }


def _apart(node: Node | Document, within: Within) -> Iterator[str]:
    """The names of what the two states do not have in one place."""
    within = within.at(node)
    was = node.change.node if isinstance(node.change, Was) else node
    if isinstance(node, Carrier):
        labelled = bool(getattr(node, "label", "")) == bool(getattr(was, "label", ""))
        if not within.track.in_new or not labelled:
            yield from (getattr(was, "unit", ""), *getattr(was, "names", ()))
    for name in inside(node):
        if name != "content":
            for child in getattr(node, name):
                yield from _apart(child, within)
