"""One side of a node that moved: what it was where it stood, or what it is where it stands, with its changes marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, TypeVar, cast

from pipeline.model.blocks import Node
from pipeline.model.inlines import Content, Deleted, Inline, Inserted, Link, Note, Restyled
from pipeline.model.states import Frame, inside, joined, redlined
from pipeline.model.tracked import Added, Removed, Was

N = TypeVar("N", bound=Node)


def half(node: N, *, new: bool) -> N:
    """One state of a redlined node, with the marks on what the other state does not have."""
    made: dict[str, Any] = {}
    gone = Removed if new else Added
    for name in inside(node):
        part = getattr(node, name)
        if name == "content":
            made[name] = half_text(part, new=new)
        else:
            made[name] = tuple(half(child, new=new) for child in part if not isinstance(child.change, gone))
    base = node.change.node if isinstance(node.change, Was) and not new else node
    change = node.change if isinstance(node.change, Added | Removed) else None
    return cast("N", replace(base, change=change, **made))


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
