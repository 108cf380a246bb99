"""Going through a document: every carrier of text in reading order, every inline, and the same tree with other texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from operator import is_
from typing import TypeVar, assert_never, cast

from pipeline.model.blocks import (
    Agenda,
    AgendaLine,
    Annex,
    Block,
    BoxField,
    Carrier,
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
from pipeline.model.fragments import FragmentLine
from pipeline.model.inlines import (
    Choice,
    Composed,
    Content,
    Emphasis,
    Fields,
    FieldValue,
    Inline,
    Label,
    Link,
    Note,
    Pending,
    Piece,
    Strong,
    Superscript,
    Text,
)

N = TypeVar("N", bound=Node)
C = TypeVar("C", bound=Carrier | FragmentLine)
Change = Callable[[Carrier], Carrier]


def carriers(document: Document) -> Iterator[Carrier]:
    """Every node that carries a text, in reading order: the slots first, then box, body and annexes."""
    for nodes in (document.lines, document.box, document.body, document.annexes):
        yield from _all(nodes)


def carriers_below(node: Node) -> Iterator[Carrier]:
    """The node itself where it carries a text, and all below it."""
    match node:
        case Line() | Paragraph() | Cell() | AgendaLine():
            yield node
        case Rule():
            pass
        case Enumeration(entries):
            yield from _all(entries)
        case Agenda(lines):
            yield from _all(lines)
        case Table():
            yield from node.head
            yield from _all(node.rows)
        case Row():
            yield from node.cells
        case Section() | Entry() | BoxField() | Annex():
            yield node
            yield from _all(node.blocks)
        case _:
            assert_never(node)


def _all(nodes: Iterable[Node]) -> Iterator[Carrier]:
    for node in nodes:
        yield from carriers_below(node)


def tables(document: Document) -> Iterator[Table]:
    """Every table, in reading order."""
    for nodes in (document.box, document.body, document.annexes):
        yield from _tables(nodes)


def _tables(nodes: Iterable[Node]) -> Iterator[Table]:
    for node in nodes:
        match node:
            case Table():
                yield node
            case Enumeration(entries):
                yield from _tables(entries)
            case Section() | Entry() | BoxField() | Annex():
                yield from _tables(node.blocks)
            case _:
                pass


def worded(carrier: C, content: Content) -> C:
    """A carrier of a text with this one: itself where it has it already."""
    return carrier if content is carrier.content else replace(carrier, content=content)


def rebuilt(document: Document, change: Change) -> Document:
    """The document with each carrier replaced by what `change` makes of it (its children come afterwards).

    What stays as it is, is the same node, up to the tuple that holds it.
    """
    return replace(
        document,
        lines=_rebuilt_all(document.lines, change),
        box=_rebuilt_all(document.box, change),
        body=_rebuilt_all(document.body, change),
        annexes=_rebuilt_all(document.annexes, change),
    )


def _rebuilt_all(nodes: tuple[N, ...], change: Change) -> tuple[N, ...]:
    made = [cast("N", _rebuilt(node, change)) for node in nodes]
    return nodes if all(map(is_, made, nodes)) else tuple(made)


def _rebuilt(node: Node, change: Change) -> Node:
    match node:
        case Line() | Paragraph() | Cell() | AgendaLine():
            return change(node)
        case Rule():
            return node
        case Enumeration(entries):
            made = _rebuilt_all(entries, change)
            return node if made is entries else Enumeration(made)
        case Agenda(lines):
            read = _rebuilt_all(lines, change)
            return node if read is lines else Agenda(read)
        case Table():
            head, rows = _rebuilt_all(node.head, change), _rebuilt_all(node.rows, change)
            return node if head is node.head and rows is node.rows else replace(node, head=head, rows=rows)
        case Row():
            cells = _rebuilt_all(node.cells, change)
            return node if cells is node.cells else replace(node, cells=cells)
        case Section() | Entry() | BoxField() | Annex():
            changed = cast("Section | Entry | BoxField | Annex", change(node))
            blocks = cast("tuple[Block, ...]", _rebuilt_all(cast("tuple[Node, ...]", changed.blocks), change))
            return changed if blocks is changed.blocks else replace(changed, blocks=blocks)
        case _:
            assert_never(node)


def inlines(content: Content) -> Iterator[Inline]:
    """Every inline of a text in reading order, each before what stands inside it; a footnote's body after its call."""
    for inline in content:
        yield inline
        match inline:
            case Strong(inner) | Emphasis(inner) | Superscript(inner) | Link(_, inner) | Piece(_, inner) | Note(_, inner):
                yield from inlines(inner)
            case Pending(_, _, inner):
                yield from inlines(inner)
            case Composed(_, pattern, fields):
                yield from inlines(pattern)
                yield from _in_fields(fields)
            case Label(_, fields):
                yield from _in_fields(fields)
            case _:
                pass


def _in_fields(fields: Fields) -> Iterator[Inline]:
    for _, value in fields:
        match value:
            case Choice(forms):
                yield from inlines(tuple(piece for _, piece in forms))
            case _:
                yield from inlines((value,))


def mapped(content: Content, change: Callable[[Inline], Content]) -> Content:
    """The text with each inline replaced by what `change` makes of it, from the inside outwards; fields keep their kind.

    A text of which everything stays as it is, is the same.
    """
    made: list[Inline] = []
    for inline in content:
        match inline:
            case Text():
                made += change(inline)
            case Strong() | Emphasis() | Superscript() | Link() | Piece() | Note() | Pending():
                inner = mapped(inline.content, change)
                made += change(inline if inner is inline.content else replace(inline, content=inner))
            case Composed(unit, pattern, fields):
                made += change(Composed(unit, mapped(pattern, change), _mapped_fields(fields, change)))
            case Label(key, fields):
                made += change(Label(key, _mapped_fields(fields, change)))
            case _:
                made += change(inline)
    return content if len(made) == len(content) and all(map(is_, made, content)) else tuple(made)


def _mapped_fields(fields: Fields, change: Callable[[Inline], Content]) -> Fields:
    return tuple((name, _mapped_field(value, change)) for name, value in fields)


def _mapped_field(value: FieldValue, change: Callable[[Inline], Content]) -> FieldValue:
    match value:
        case Piece(unit, content):
            return Piece(unit, mapped(content, change))
        case Choice(forms):
            return Choice(tuple((form, Piece(piece.unit, mapped(piece.content, change))) for form, piece in forms))
        case _:
            return value
