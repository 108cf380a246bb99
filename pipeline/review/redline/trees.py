"""Going through a redlined document, and putting other nodes in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from pipeline.model.blocks import Document, Node
from pipeline.model.states import inside
from pipeline.model.tracked import Added, Removed

N = TypeVar("N", bound=Node | Document)


def children(node: Node | Document) -> Iterator[Node]:
    """The nodes right below a node."""
    for name in inside(node):
        if name != "content":
            yield from getattr(node, name)


def below(node: Node | Document) -> Iterator[Node]:
    """All nodes below a node, each before those below it."""
    for child in children(node):
        yield child
        yield from below(child)


def kept(node: Node | Document) -> Iterator[Node]:
    """The nodes below a node that both states have."""
    for child in children(node):
        if not isinstance(child.change, Added | Removed):
            yield child
            yield from kept(child)


def unmoved(node: Node | Document, kind: type[Added | Removed], *, inside_one: bool = False) -> Iterator[Node]:
    """What one state only has and no move has named, each node before those below it."""
    if isinstance(node.change, Added | Removed):
        if not isinstance(node.change, kind):
            return
        inside_one = not node.change.move
    if inside_one and not isinstance(node, Document):
        yield node
    for child in children(node):
        yield from unmoved(child, kind, inside_one=inside_one)


def replaced(node: N, others: Mapping[int, Node]) -> N:
    """The tree with some nodes replaced, by their identity; what stands below the new ones is looked through too."""
    made: dict[str, Any] = {}
    for name in inside(node):
        if name != "content":
            part = getattr(node, name)
            new = tuple(replaced(others.get(id(child), child), others) for child in part)
            if any(one is not other for one, other in zip(new, part, strict=True)):
                made[name] = new
    return replace(node, **made) if made else node
