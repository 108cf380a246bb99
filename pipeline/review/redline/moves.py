"""What was removed in one place and added in another: a move, and not a rewrite.

A paragraph that was broken in two, and two that run on as one, are moves too: of the text that stands elsewhere now.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import replace
from typing import Any, TypeVar, cast

from pipeline.model.blocks import AgendaLine, Annex, Carrier, Document, Entry, Node, Paragraph, Section
from pipeline.model.inlines import Deleted, Inserted
from pipeline.model.plain import plain
from pipeline.model.tracked import Added, Removed
from pipeline.review.redline.halves import half
from pipeline.review.redline.tokens import says_something, tokens
from pipeline.review.redline.trees import below, kept, replaced, unmoved

T = TypeVar("T")
Movable = Paragraph | Entry | AgendaLine | Section | Annex
Merged = Callable[[Any, Any], Any]
_WORDS = 4
"""What says the same elsewhere has moved if it says so much; less is said in many places."""


def with_moves(document: Document, merged: Merged) -> Document:
    """A redlined document with its moves named, `m1` and so on; a node that was changed on its way shows that in both places.

    `merged` makes two states of a node one.
    """
    number = 0
    while pairs := _pairs(document):
        names: dict[int, Node] = {}
        for old, new in pairs:
            number += 1
            both = merged(replace(old, change=None), replace(new, change=None))
            names[id(old)] = replace(half(both, new=False), change=Removed(f"m{number}"))
            names[id(new)] = replace(half(both, new=True), change=Added(f"m{number}"))
        document = replaced(document, names)
    return _with_breaks(document, number)


def _pairs(document: Document) -> list[tuple[Movable, Movable]]:
    """The nodes that went and came, none inside another that did."""
    removed, added = ([node for node in unmoved(document, kind) if isinstance(node, Movable)] for kind in (Removed, Added))
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
                taken.update(map(id, (node, *below(node))))
    return made


def _with_breaks(document: Document, number: int) -> Document:
    """The same with names for the texts that went from one paragraph to one of their own, and back."""
    names: dict[int, Node] = {}
    for kind, mark in ((Added, Deleted), (Removed, Inserted)):
        whole = [node for node in unmoved(document, kind) if isinstance(node, Paragraph | Entry) and not any(below(node))]
        alone = _once(whole, lambda node: _words(plain(node.content)))
        parts = _once(_marks(document, mark), lambda found: _words(plain(found[1].content)))
        for words, (carrier, part) in parts.items():
            if words in alone:
                number += 1
                node, here = alone[words], cast("Carrier", names.get(id(carrier), carrier))
                names[id(node)] = replace(node, change=kind(f"m{number}"))
                content = tuple(replace(part, move=f"m{number}") if one is part else one for one in here.content)
                names[id(carrier)] = replace(here, content=content)
    return replaced(document, names) if names else document


def _marks(document: Document, kind: type[Inserted | Deleted]) -> Iterator[tuple[Carrier, Inserted | Deleted]]:
    """The marks of one kind in the texts that both states have."""
    for node in kept(document):
        if isinstance(node, Carrier):
            yield from ((node, inline) for inline in node.content if isinstance(inline, kind))


def _once(found: Iterable[T], known: Callable[[T], Hashable]) -> dict[Hashable, T]:
    """What is known by something that nothing else is known by."""
    some = list(found)
    keys = [known(one) for one in some]
    counts = Counter(keys)
    return {key: one for key, one in zip(keys, some, strict=True) if key is not None and counts[key] == 1}


def _by_unit(node: Movable) -> Hashable:
    return (type(node), node.unit) if node.unit else None


def _by_words(node: Movable) -> Hashable:
    words = _words(plain(node.content))
    return None if words is None else (type(node), words)


def _words(text: str) -> str | None:
    """A text to be known by, without the spaces around it; None where it says too little."""
    return text.strip() if sum(map(says_something, tokens(text))) >= _WORDS else None
