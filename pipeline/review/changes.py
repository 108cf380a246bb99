"""The changes of a redlined document, one after the other: what lists of changes and pages go by."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, fields
from enum import Enum
from typing import cast

from pipeline.model.blocks import Carrier, Cell, Document, Node, Row, Rule, Table
from pipeline.model.inlines import Content, Reference
from pipeline.model.states import inside, redlined, text_state
from pipeline.model.tracked import Added, Removed, Was
from pipeline.model.walk import inlines
from pipeline.review.reading import as_read
from pipeline.review.redline.texts import redlined_text
from pipeline.review.redline.trees import below, children


class Kind(Enum):
    """What became of a text."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    CHANGED = "changed"
    RENUMBERED = "renumbered"


@dataclass(frozen=True, slots=True)
class Change:
    """A change: the node, its number before and after, empty where it has none, and its text with what changed in it marked."""

    kind: Kind
    node: Node
    before: str
    after: str
    content: Content

    @property
    def unit(self) -> str:
        """The unit of a text, the id of a table."""
        return self.node.id if isinstance(self.node, Row | Table) else getattr(self.node, "unit", "")


def changes(document: Document) -> Iterator[Change]:
    """What a reader sees change in a redlined document, in reading order: text by text, tables and rules.

    What moved is one change, where it stands now; of what stands in it, that follows which changed on its way.
    """
    every = tuple(below(document))
    went = {node.change.move: node for node in every if isinstance(node.change, Removed) and node.change.move}
    came = {node.change.move for node in every if isinstance(node.change, Added) and node.change.move}
    yield from _Changes(went, came).inside(document, document)


def in_place(node: Node) -> Kind | None:
    """How a redline changes a node that both states have in this place; None where a reader sees nothing of it."""
    return _kind(cast("Node", node.change.node) if isinstance(node.change, Was) else node, node, _content(node))


@dataclass(frozen=True, slots=True)
class _Changes:
    """`went` are the nodes that moved, where they stood, `came` the names of the moves that arrive."""

    went: Mapping[str, Node]
    came: Set[str]

    def inside(self, old: Node | Document, new: Node | Document) -> Iterator[Change]:
        """The changes below a node: `old` and `new` are one, or its two halves where it moved."""
        rest = deque(children(new))
        for before in children(old):
            if isinstance(before.change, Removed):
                yield from self._removed(before)
            elif not isinstance(before.change, Added):
                while isinstance(rest[0].change, Added | Removed):
                    yield from self._added(rest.popleft())
                yield from self._kept(before, rest.popleft())
        for node in rest:
            yield from self._added(node)

    def _kept(self, old: Node, new: Node) -> Iterator[Change]:
        was = cast("Node", new.change.node) if isinstance(new.change, Was) else old
        content = _content(new) if old is new else _between(old, new)
        if kind := _kind(was, new, content):
            yield Change(kind, new, _label(was), _label(new), content)
        yield from self.inside(old, new)

    def _added(self, node: Node) -> Iterator[Change]:
        if isinstance(node.change, Removed):
            return
        away = self.went.get(node.change.move) if isinstance(node.change, Added) else None
        if away is not None:
            yield Change(Kind.MOVED, node, _label(away), _label(node), _between(away, node))
            yield from self.inside(away, node)
            return
        if _told(node):
            yield Change(Kind.ADDED, node, "", _label(node), _content(node))
        for child in children(node):
            yield from self._added(child)

    def _removed(self, node: Node) -> Iterator[Change]:
        if isinstance(node.change, Removed) and node.change.move in self.came:
            return
        if _told(node):
            yield Change(Kind.REMOVED, node, _label(node), "", _content(node))
        for child in children(node):
            yield from self._removed(child)


_UNSEEN = frozenset({"unit", "id", "names", "number", "label", "change"})
"""What of a node no reader sees, and its number, which is told apart."""


def _kind(was: Node, node: Node, content: Content) -> Kind | None:
    if isinstance(was, Table) and isinstance(node, Table) and len(was.widths) != len(node.widths):
        return None  # The cells of the columns that came and went say it.
    old, new = (text_state(content, new=state) if redlined(content) else () for state in (False, True))
    if as_read(old) != as_read(new) or _looks(was) != _looks(node):
        return Kind.CHANGED
    return Kind.RENUMBERED if _references(old) != _references(new) or _label(was) != _label(node) else None


def _told(node: Node) -> bool:
    """Whether there is something to see of a node that came or went; a section may be without heading, a line empty."""
    return isinstance(node, Rule | Cell) or bool(_content(node))


def _label(node: Node) -> str:
    return getattr(node, "label", "")


def _content(node: Node) -> Content:
    return node.content if isinstance(node, Carrier) else ()


def _between(old: Node, new: Node) -> Content:
    return redlined_text(text_state(_content(old), new=False), text_state(_content(new), new=True))


def _looks(node: Node) -> tuple[object, ...]:
    """What else of a node a reader sees: its list's marker, its depth, the widths of a table."""
    hidden = _UNSEEN.union(inside(node))
    return type(node), *(getattr(node, one.name) for one in fields(node) if one.compare and one.name not in hidden)


def _references(content: Content) -> list[str]:
    return [inline.text for inline in inlines(content) if isinstance(inline, Reference)]
