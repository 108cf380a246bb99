"""The two states of a redlined document: what it is when every change is accepted, and what it was.

The law of redlines: `accepted(redline(old, new)) == new` and `rejected(redline(old, new)) == old`. A document that is not
redlined is both its states.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar, assert_never, cast

from pipeline.model.blocks import (
    Agenda,
    AgendaLine,
    Annex,
    BoxField,
    Cell,
    Document,
    Entry,
    Enumeration,
    Line,
    Node,
    Paragraph,
    Row,
    Rule,
    Section,
    Table,
)
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
Frame = Strong | Emphasis | Superscript | Piece | Pending
"""The inlines that say how their text looks or what it belongs to, and that marks may cut in pieces."""


def accepted(document: Document) -> Document:
    """The new state."""
    return _state(document, new=True)


def rejected(document: Document) -> Document:
    """The old state."""
    return _state(document, new=False)


def inside(node: Node | Document) -> tuple[str, ...]:
    """The names of the fields of a node that hold its text and the nodes below it."""
    match node:
        case Line() | Paragraph() | Cell() | AgendaLine():
            return ("content",)
        case Section() | Entry() | BoxField() | Annex():
            return ("content", "blocks")
        case Enumeration():
            return ("entries",)
        case Agenda():
            return ("lines",)
        case Table():
            return ("head", "rows")
        case Row():
            return ("cells",)
        case Rule():
            return ()
        case Document():
            return ("lines", "box", "body", "annexes")
        case _:
            assert_never(node)


def emptied(node: N) -> N:
    """The node without what stands in it and without its change: what `Was` holds."""
    nothing: dict[str, Any] = dict.fromkeys(inside(node), ())
    return replace(node, change=None, **nothing)


def _state(node: N, *, new: bool) -> N:
    made: dict[str, Any] = {name: _part(name, getattr(node, name), new=new) for name in inside(node)}
    if node.change is None and all(made[name] is getattr(node, name) for name in made):
        return node
    base = node.change.node if isinstance(node.change, Was) and not new else node
    return cast("N", replace(base, change=None, **made))


def _part(name: str, part: tuple[Node, ...] | Content, *, new: bool) -> tuple[Node, ...] | Content:
    if name == "content":
        return text_state(cast("Content", part), new=new)
    gone = Removed if new else Added
    nodes = cast("tuple[Node, ...]", part)
    made = tuple(_state(node, new=new) for node in nodes if not isinstance(node.change, gone))
    same = len(made) == len(nodes) and all(one is other for one, other in zip(made, nodes, strict=True))
    return nodes if same else made


def text_state(content: Content, *, new: bool) -> Content:
    """One state of a redlined text."""
    return joined(_chosen(content, new=new), new=new) if redlined(content) else content


def redlined(content: Content) -> bool:
    """Whether there is a mark of a redline in a text."""
    for inline in content:
        match inline:
            case Inserted() | Deleted() | Restyled() | Seam():
                return True
            case Text():
                pass
            case Strong() | Emphasis() | Superscript() | Piece() | Pending() | Link() | Note():
                if redlined(inline.content):
                    return True
            case _:
                pass
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
