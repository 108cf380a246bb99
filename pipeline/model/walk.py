"""Going through a document: every carrier of text in reading order, every inline, and the same tree with other texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from operator import is_
from typing import TypeVar, assert_never, cast, get_args

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
)
from pipeline.model.remade import remade

N = TypeVar("N", bound=Node)
C = TypeVar("C", bound=Carrier | FragmentLine)
Change = Callable[[Carrier], Carrier]
HOLDING = frozenset({Strong, Emphasis, Superscript, Link, Note, Piece, Pending, Composed, Label})
"""The kinds of inlines that others stand in."""
_EVERY: frozenset[type] = frozenset(get_args(Inline))


def carriers(document: Document) -> list[Carrier]:
    """Every node that carries a text, in reading order: the slots first, then box, body and annexes."""
    found: list[Carrier] = []
    for nodes in (document.lines, document.box, document.body, document.annexes):
        _gather(nodes, found)
    return found


def carriers_below(node: Node) -> list[Carrier]:
    """The node itself where it carries a text, and all below it."""
    found: list[Carrier] = []
    _gather((node,), found)
    return found


def _gather(nodes: Iterable[Node], found: list[Carrier]) -> None:
    # The commonest come first: this is gone through ten times in a build.
    for node in nodes:
        match node:
            case Paragraph() | Line() | Cell() | AgendaLine():
                found.append(node)
            case Entry() | Section() | BoxField() | Annex():
                found.append(node)
                if node.blocks:
                    _gather(node.blocks, found)
            case Enumeration(entries):
                _gather(entries, found)
            case Table():
                found += node.head
                for row in node.rows:
                    found += row.cells
            case Row():
                found += node.cells
            case Agenda(lines):
                found += lines
            case Rule():
                pass
            case _:
                assert_never(node)


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
    return carrier if content is carrier.content else remade(carrier, content=content)


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
        case Paragraph() | Line() | Cell() | AgendaLine():
            return change(node)
        case Row():
            cells = _rebuilt_all(node.cells, change)
            return node if cells is node.cells else remade(node, cells=cells)
        case Entry() | Section() | BoxField() | Annex():
            changed = cast("Entry | Section | BoxField | Annex", change(node))
            blocks = cast("tuple[Block, ...]", _rebuilt_all(cast("tuple[Node, ...]", changed.blocks), change))
            return changed if blocks is changed.blocks else remade(changed, blocks=blocks)
        case Enumeration(entries):
            made = _rebuilt_all(entries, change)
            return node if made is entries else Enumeration(made)
        case Table():
            head, rows = _rebuilt_all(node.head, change), _rebuilt_all(node.rows, change)
            return node if head is node.head and rows is node.rows else remade(node, head=head, rows=rows)
        case Agenda(lines):
            read = _rebuilt_all(lines, change)
            return node if read is lines else Agenda(read)
        case Rule():
            return node
        case _:
            assert_never(node)


def inlines(content: Content) -> Sequence[Inline]:
    """Every inline of a text in reading order, each before what stands inside it; a footnote's body after its call."""
    if HOLDING.isdisjoint(map(type, content)):
        return content
    found: list[Inline] = []
    _gather_inlines(content, found)
    return found


def _gather_inlines(content: Content, found: list[Inline]) -> None:
    for inline in content:
        found.append(inline)
        if type(inline) not in HOLDING:
            continue
        match inline:
            case Composed():
                _gather_inlines(inline.pattern, found)
                _gather_in_fields(inline.fields, found)
            case Label():
                _gather_in_fields(inline.fields, found)
            case Piece() | Strong() | Emphasis() | Superscript() | Link() | Note() | Pending():
                _gather_inlines(inline.content, found)


def _gather_in_fields(fields: Fields, found: list[Inline]) -> None:
    for _, value in fields:
        match value:
            case Piece():
                _gather_piece(value, found)
            case Choice():
                for _, piece in value.forms:
                    _gather_piece(piece, found)
            case _:
                found.append(value)


def _gather_piece(piece: Piece, found: list[Inline]) -> None:
    found.append(piece)
    if HOLDING.isdisjoint(map(type, piece.content)):
        found += piece.content
    else:
        _gather_inlines(piece.content, found)


def reaching(*kinds: type[Inline]) -> frozenset[type]:
    """What `mapped` has to look at to find inlines of these kinds: themselves, and all that may hold them."""
    return HOLDING | {*kinds}


def mapped(content: Content, change: Callable[[Inline], Content], kinds: frozenset[type] = _EVERY) -> Content:
    """The text with each inline replaced by what `change` makes of it, from the inside outwards; fields keep their kind.

    A text of which everything stays as it is, is the same. Inlines that are none of the `kinds` stay as they are.
    """
    if kinds.isdisjoint(map(type, content)):
        return content
    made: list[Inline] = []
    for inline in content:
        kind = type(inline)
        if kind not in kinds:
            made.append(inline)
        elif kind in HOLDING:
            made += change(_mapped_inside(inline, lambda inner: mapped(inner, change, kinds)))
        else:
            made += change(inline)
    return content if len(made) == len(content) and all(map(is_, made, content)) else tuple(made)


def _mapped_inside(inline: Inline, change: Callable[[Content], Content]) -> Inline:
    match inline:
        case Piece() | Strong() | Emphasis() | Superscript() | Link() | Note() | Pending():
            inner = change(inline.content)
            return inline if inner is inline.content else remade(inline, content=inner)
        case Composed(unit, pattern, fields):
            words, given = change(pattern), in_fields(fields, change)
            return inline if words is pattern and given is fields else Composed(unit, words, given)
        case Label(key, fields):
            given = in_fields(fields, change)
            return inline if given is fields else Label(key, given)
        case _:
            return inline


def in_fields(fields: Fields, change: Callable[[Content], Content]) -> Fields:
    """The fields of a pattern or label with each of their texts replaced by what `change` makes of it."""
    made = [_in_field(value, change) for _, value in fields]
    if all(one is value for one, (_, value) in zip(made, fields, strict=True)):
        return fields
    return tuple((name, one) for one, (name, _) in zip(made, fields, strict=True))


def _in_field(value: FieldValue, change: Callable[[Content], Content]) -> FieldValue:
    match value:
        case Piece(unit, content):
            made = change(content)
            return value if made is content else Piece(unit, made)
        case Choice(forms):
            pieces = [cast("Piece", _in_field(piece, change)) for _, piece in forms]
            if all(one is piece for one, (_, piece) in zip(pieces, forms, strict=True)):
                return value
            return Choice(tuple((form, one) for one, (form, _) in zip(pieces, forms, strict=True)))
        case _:
            return value
