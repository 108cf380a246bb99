"""A text as one strand of tokens, each with the frames it stands in, and a strand as a text again."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.model.inlines import Content, Inline, Link, Note, Reference, Seam, Symbol, Text, Value
from pipeline.model.states import Frame, frame, meet
from pipeline.review.redline.tokens import says_something, tokens


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a text: `path` are the emptied frames around it, the outermost first; equal `key`s read alike."""

    leaf: Inline
    path: tuple[Frame, ...]
    key: Hashable

    @property
    def simple(self) -> bool:
        """Whether it is nothing but characters."""
        return isinstance(self.leaf, Text | Value | Seam) or (isinstance(self.leaf, Symbol) and not self.leaf.url)

    @property
    def characters(self) -> str:
        """The characters of a simple token."""
        return "" if isinstance(self.leaf, Seam) or not self.simple else str(self.key)

    @property
    def says_something(self) -> bool:
        """Whether it is more than spaces and signs."""
        return not self.simple or says_something(self.characters)


def strand(content: Content) -> list[Token]:
    """The tokens of a text, with a seam wherever two neighbours are not one though they look alike."""
    return list(_strand(content, ()))


def woven(strand: Sequence[Token], depth: int = 0) -> Content:
    """The text of a strand: what looks alike and meets is one, and the seams stay in."""
    made: list[Inline] = []
    at = 0
    while at < len(strand):
        token = strand[at]
        if len(token.path) > depth:
            end = at
            while end < len(strand) and strand[end].path[depth : depth + 1] == token.path[depth : depth + 1]:
                end += 1
            made.append(replace(token.path[depth], content=woven(strand[at:end], depth + 1)))
            at = end
            continue
        last = made[-1] if made else None
        if isinstance(token.leaf, Text) and isinstance(last, Text):
            made[-1] = replace(last, text=last.text + token.leaf.text)
        else:
            made.append(token.leaf)
        at += 1
    return tuple(made)


def _strand(content: Content, path: tuple[Frame, ...]) -> Iterator[Token]:
    before: Inline | None = None
    for inline in content:
        if before is not None and meet(before, inline):
            yield _seam(path)
        before = inline
        around = frame(inline)
        if around is not None:
            assert isinstance(inline, Frame)
            yield from _strand(inline.content, (*path, around)) if inline.content else (_seam((*path, around)),)
        elif isinstance(inline, Text):
            yield from (Token(replace(inline, text=text), path, text) for text in tokens(inline.text) or [""])
        else:
            yield Token(inline, path, _key(inline))


def _seam(path: tuple[Frame, ...]) -> Token:
    return Token(Seam(), path, Seam)


def _key(inline: Inline) -> Hashable:
    match inline:
        case Value():
            return inline.text
        case Symbol(text, url):
            return inline if url else text
        case Link(url):
            return Link, url
        case Note(unit):
            return Note, unit
        case Reference(target, text):
            return Reference, target, text
        case _:
            return inline
