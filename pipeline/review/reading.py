"""A text as it is read: what a reader can tell two texts apart by."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.inlines import Content, Inline, Link, Note, Piece, Reference, Symbol, Text, Value
from pipeline.model.states import Frame, frame


def as_read(content: Content) -> tuple[object, ...]:
    """One state of a text, each character in its looks: a date that is a fact now reads as the one that was typed.

    A cross reference counts by where it leads, as its number follows.
    """
    return tuple(_signs(content, ()))


def _signs(content: Content, looks: tuple[Frame, ...]) -> Iterator[object]:
    for inline in content:
        match inline:
            case Piece(_, inner):
                yield from _signs(inner, looks)
            case Text() | Value() | Symbol(_, ""):
                yield from ((char, looks) for char in inline.text)
            case Reference(target):
                yield Reference, target, looks
            case Link(url, inner):
                yield Link, url, looks, *_signs(inner, ())
            case Note(_, inner):
                yield Note, looks, *_signs(inner, ())
            case _:
                yield from _framed(inline, looks)


def _framed(inline: Inline, looks: tuple[Frame, ...]) -> Iterator[object]:
    around = frame(inline)
    if around is None or not isinstance(inline, Frame):
        yield inline, looks
    else:
        yield from _signs(inline.content, (*looks, around))
