"""What was removed in one place and added in another: a move, and not a rewrite."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from pipeline.model.blocks import AgendaLine, Annex, Document, Entry, Node, Paragraph, Section
from pipeline.model.inlines import Content, Deleted, Inline, Inserted, Link, Note, Restyled
from pipeline.model.plain import plain
from pipeline.model.states import Frame, inside, joined, redlined
from pipeline.model.tracked import Added, Removed, Was
from pipeline.review.redline.tokens import says_something, tokens

N = TypeVar("N", bound=Node | Document)
Movable = Paragraph | Entry | AgendaLine | Section | Annex
Merged = Callable[[Any, Any], Any]
_WORDS = 4
"""A node without id that says the same elsewhere has moved if it says so much; less is said in many places."""


def with_moves(document: Document, merged: Merged) -> Document:
    """A redlined document with its moves named, `m1` and so on; a node that was changed on its way shows that in both places.

    `merged` makes two states of a node one.
    """
    number = 0
    while pairs := _pairs(document):
        names = {}
        for old, new in pairs:
            number += 1
            both = merged(replace(old, change=None), replace(new, change=None))
            names[id(old)] = replace(half(both, new=False), change=Removed(f"m{number}"))
            names[id(new)] = replace(half(both, new=True), change=Added(f"m{number}"))
        document = _replaced(document, names)
    return document


def half(node: N, *, new: bool) -> N:
    """One state of a node of both, with the marks on what the other state does not have."""
    made: dict[str, Any] = {}
    for name in inside(node):
        part = getattr(node, name)
        if name == "content":
            made[name] = half_text(part, new=new)
        else:
            gone = Removed if new else Added
            made[name] = tuple(half(child, new=new) for child in part if not isinstance(child.change, gone))
    base = node.change.node if isinstance(node.change, Was) and not new else node
    kept = node.change if isinstance(node.change, Added | Removed) else None
    return replace(base, change=kept, **made)  # type: ignore[return-value]


def half_text(content: Content, *, new: bool) -> Content:
    """One state of a redlined text, with the marks on what the other state does not have."""
    if not redlined(content):
        return content
    made = tuple(_halved(content, new=new))
    return made if _marked(made) else joined(made, new=new)


def _halved(content: Content, *, new: bool) -> Iterator[Inline]:
    for inline in content:
        match inline:
            case Restyled():
                yield from inline.new if new else inline.old
            case Inserted() | Deleted():
                yield from (inline,) if isinstance(inline, Inserted) is new else ()
            case Link() | Note():
                yield replace(inline, content=half_text(inline.content, new=new))
            case _ if isinstance(inline, Frame):
                yield replace(inline, content=tuple(_halved(inline.content, new=new)))
            case _:
                yield inline


def _marked(content: Content) -> bool:
    return any(
        isinstance(inline, Inserted | Deleted) or (isinstance(inline, Frame | Link | Note) and _marked(inline.content))
        for inline in content
    )


@dataclass(frozen=True, slots=True)
class _Sides:
    """What may have moved, by what it is known by: the nodes that went and those that came, largest first."""

    removed: Mapping[Hashable, Movable]
    added: Mapping[Hashable, Movable]


def _pairs(document: Document) -> list[tuple[Movable, Movable]]:
    """The nodes that went and came, none inside another that did."""
    removed = list(_gone(document, Removed, inside_one=False))
    added = list(_gone(document, Added, inside_one=False))
    made: list[tuple[Movable, Movable]] = []
    taken: set[int] = set()
    for known in (_by_unit, _by_words):
        olds, news = _once(removed, known), _once(added, known)
        for key, old in olds.items():
            new = news.get(key)
            if new is None or id(old) in taken or id(new) in taken:
                continue
            made.append((old, new))
            for node in (old, new):
                taken.update(map(id, _all(node)))
    return made


def _gone(node: Node | Document, kind: type[Added | Removed], *, inside_one: bool) -> Iterator[Movable]:
    """What one state only has and no move has named, each node before those in it."""
    if isinstance(node.change, Added | Removed):
        if not isinstance(node.change, kind):
            return
        inside_one = not node.change.move
    if inside_one and isinstance(node, Movable):
        yield node
    for child in _children(node):
        yield from _gone(child, kind, inside_one=inside_one)


def _children(node: Node | Document) -> Iterator[Node]:
    for name in inside(node):
        if name != "content":
            yield from getattr(node, name)


def _all(node: Node) -> Iterator[Node]:
    yield node
    for child in _children(node):
        yield from _all(child)


def _once(nodes: list[Movable], known: Callable[[Movable], Hashable]) -> dict[Hashable, Movable]:
    keys = [known(node) for node in nodes]
    counts = Counter(keys)
    return {key: node for key, node in zip(keys, nodes, strict=True) if key is not None and counts[key] == 1}


def _by_unit(node: Movable) -> Hashable:
    return (type(node), node.unit) if node.unit else None


def _by_words(node: Movable) -> Hashable:
    text = plain(node.content)
    enough = sum(map(says_something, tokens(text))) >= _WORDS
    return (type(node), text) if enough else None


def _replaced(node: N, names: Mapping[int, Node]) -> N:
    made: dict[str, Any] = {}
    for name in inside(node):
        if name != "content":
            part = getattr(node, name)
            new = tuple(names[id(child)] if id(child) in names else _replaced(child, names) for child in part)
            if any(one is not other for one, other in zip(new, part, strict=True)):
                made[name] = new
    return replace(node, **made) if made else node
