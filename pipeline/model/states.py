"""The two states of a redlined document: what it is when every change is accepted, and what it was.

The law of redlines: `accepted(redline(old, new)) == new` and `rejected(redline(old, new)) == old`. A document that is not
redlined is both its states.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from operator import is_
from typing import Any, TypeVar, cast, get_args

from pipeline.model.blocks import Document, Node
from pipeline.model.inlines import (
    Content,
    Deleted,
    Emphasis,
    Inline,
    Inserted,
    Link,
    Note,
    Pending,
    Piece,
    Restyled,
    Seam,
    Strong,
    Superscript,
    Text,
)
from pipeline.model.tracked import Added, Removed, Was

N = TypeVar("N", bound=Node | Document)
_HOLDING = frozenset({"content", "blocks", "entries", "lines", "head", "rows", "cells", "box", "body", "annexes"})
Frame = Strong | Emphasis | Superscript | Piece | Pending
"""The inlines that say how their text looks or what it belongs to, and that marks may cut in pieces."""
_INSIDE = {kind: tuple(field.name for field in fields(kind) if field.name in _HOLDING) for kind in (Document, *get_args(Node))}
_MARKS = frozenset({Inserted, Deleted, Restyled, Seam})
_AROUND = frozenset({Strong, Emphasis, Superscript, Piece, Pending, Link, Note})


def accepted(document: Document) -> Document:
    """The new state."""
    return _state(document, new=True)


def rejected(document: Document) -> Document:
    """The old state."""
    return _state(document, new=False)


def inside(node: Node | Document) -> tuple[str, ...]:
    """The names of the fields of a node that hold its text and the nodes below it."""
    return _INSIDE[type(node)]


def emptied(node: N) -> N:
    """The node without what stands in it and without its change: what `Was` holds."""
    nothing: dict[str, Any] = dict.fromkeys(inside(node), ())
    return replace(node, change=None, **nothing)


def _state(node: N, *, new: bool) -> N:
    change = node.change
    made: dict[str, Any] = {}
    for name in inside(node):
        part = getattr(node, name)
        state = text_state(part, new=new) if name == "content" else _nodes(part, new=new)
        if state is not part or change is not None:
            made[name] = state
    if change is None:
        return replace(node, **made) if made else node
    base = change.node if isinstance(change, Was) and not new else node
    return cast("N", replace(base, change=None, **made))


def _nodes(nodes: tuple[Node, ...], *, new: bool) -> tuple[Node, ...]:
    gone = Removed if new else Added
    made = tuple(_state(node, new=new) for node in nodes if not isinstance(node.change, gone))
    return nodes if len(made) == len(nodes) and all(map(is_, made, nodes)) else made


def text_state(content: Content, *, new: bool) -> Content:
    """One state of a redlined text."""
    return joined(_chosen(content, new=new), new=new) if redlined(content) else content


def redlined(content: Content) -> bool:
    """Whether there is a mark of a redline in a text."""
    for inline in content:
        kind = type(inline)
        if kind in _MARKS or (kind in _AROUND and redlined(inline.content)):  # type: ignore[union-attr]
            return True
    return False


def frame(inline: Inline) -> Frame | None:
    """What marks may cut in pieces, emptied; None for an inline that is one piece."""
    return replace(inline, content=()) if isinstance(inline, Frame) else None


def meet(one: Inline, other: Inline) -> bool:
    """Whether two neighbours are pieces of one, unless there is a seam between them."""
    if isinstance(one, Text) or isinstance(other, Text):
        return isinstance(one, Text) and isinstance(other, Text)
    return isinstance(one, Frame) and frame(one) == frame(other)


def _chosen(content: Content, *, new: bool) -> Iterable[Inline]:
    for inline in content:
        match inline:
            case Inserted(inner):
                yield from inner if new else ()
            case Deleted(inner):
                yield from () if new else inner
            case Restyled():
                yield from inline.new if new else inline.old
            case _:
                yield inline


def joined(inlines: Iterable[Inline], *, new: bool) -> Content:
    """The text with the pieces that meet made one, and without its seams."""
    made: list[Inline] = []
    apart = True
    for inline in inlines:
        if isinstance(inline, Seam):
            apart = True
            continue
        if made and not apart and meet(made[-1], inline):
            made[-1] = _one(made[-1], inline)
        else:
            made.append(inline)
        apart = False
    return tuple(_settled(inline, new=new) for inline in made)


def _one(first: Inline, second: Inline) -> Inline:
    if isinstance(first, Text) and isinstance(second, Text):
        return replace(first, text=first.text + second.text)
    assert isinstance(first, Frame)
    assert isinstance(second, Frame)
    return replace(first, content=first.content + second.content)


def _settled(inline: Inline, *, new: bool) -> Inline:
    if isinstance(inline, Frame):
        return replace(inline, content=joined(inline.content, new=new))
    if isinstance(inline, Link | Note):
        return replace(inline, content=text_state(inline.content, new=new))
    return inline
