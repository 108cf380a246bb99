"""The changes of a redlined document, one after the other: what change lists, pages and other formats go by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from enum import Enum

from pipeline.model.blocks import Carrier, Document, Node, Row, Table
from pipeline.model.inlines import Content, Deleted, Inline, Inserted, Link, Note, Piece, Restyled, Seam, Symbol, Text, Value
from pipeline.model.states import Frame, emptied, frame
from pipeline.model.tracked import Added, Removed, Was
from pipeline.review.redline.trees import below, children


class Kind(Enum):
    """What became of a node."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    CHANGED = "changed"
    RENUMBERED = "renumbered"


@dataclass(frozen=True, slots=True)
class Change:
    """A change: the redlined node, its unit or id, and its number before and after, empty where it has none."""

    kind: Kind
    node: Node
    unit: str
    old: str
    new: str


def changes(document: Document) -> Iterator[Change]:
    """The changes in reading order: what was added or removed is one whole, what was moved is one where it stands now."""
    went = {node.change.move: _label(node) for node in below(document) if isinstance(node.change, Removed) and node.change.move}
    came = {node.change.move for node in below(document) if isinstance(node.change, Added) and node.change.move}
    for child in children(document):
        yield from _changes(child, went, came)


def _changes(node: Node, went: Mapping[str, str], came: Set[str]) -> Iterator[Change]:
    unit = node.id if isinstance(node, Row | Table) else getattr(node, "unit", "")
    match node.change:
        case Added(move) if move in went:
            yield Change(Kind.MOVED, node, unit, went[move], _label(node))
        case Added():
            yield Change(Kind.ADDED, node, unit, "", _label(node))
        case Removed(move):
            if move not in came:
                yield Change(Kind.REMOVED, node, unit, _label(node), "")
        case Was() | None:
            was = node.change.node if node.change is not None else emptied(node)
            old, new = getattr(was, "label", ""), _label(node)
            if isinstance(node, Carrier) and _seen(node.content):
                yield Change(Kind.CHANGED, node, unit, old, new)
            elif node.change is not None:
                yield Change(Kind.CHANGED if old == new else Kind.RENUMBERED, node, unit, old, new)
            for child in children(node):
                yield from _changes(child, went, came)


def _label(node: Node) -> str:
    return getattr(node, "label", "")


def _seen(content: Content) -> bool:
    """Whether a reader sees a change in a text: that a date was typed and is a fact now is none."""
    for inline in content:
        match inline:
            case Restyled(old, new):
                if _read(old, ()) != _read(new, ()):
                    return True
            case Inserted(inner) | Deleted(inner):
                if any(not isinstance(one, Seam) for one in inner):
                    return True
            case _ if isinstance(inline, Frame | Link | Note) and _seen(inline.content):
                return True
            case _:
                pass
    return False


def _read(content: Content, looks: tuple[Frame, ...]) -> list[tuple[object, tuple[Frame, ...]]]:
    """A text as it is read: each character in its looks."""
    made: list[tuple[object, tuple[Frame, ...]]] = []
    for inline in content:
        match inline:
            case Piece(_, inner):
                made += _read(inner, looks)
            case Text() | Value() | Symbol(_, ""):
                made += [(char, looks) for char in inline.text]
            case Seam():
                pass
            case _:
                made += _framed(inline, looks)
    return made


def _framed(inline: Inline, looks: tuple[Frame, ...]) -> list[tuple[object, tuple[Frame, ...]]]:
    around = frame(inline)
    if around is None or not isinstance(inline, Frame):
        return [(inline, looks)]
    return _read(inline.content, (*looks, around))
