"""Texts as HTML: their marks, their notes in place, and what a redline says of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from markupsafe import Markup, escape

from pipeline.model.inlines import (
    Composed,
    Content,
    Deleted,
    Emphasis,
    Field,
    Inline,
    Inserted,
    Label,
    Link,
    Note,
    PageNumber,
    Pending,
    Piece,
    Reference,
    Restyled,
    Seam,
    Strong,
    Superscript,
    Symbol,
    Text,
    Value,
)
from pipeline.review.reading import as_read

_PAGE = "#"


def html(content: Content, tags: Mapping[str, str], *, named: bool = False) -> Markup:
    """A settled or redlined text as HTML, its notes with their units as names where `named`: on a page a name stands once.

    `tags` has the tag of each language that a text waiting for translation may be in.
    """
    return Markup("").join(_html(inline, tags, named) for inline in content)


def _html(inline: Inline, tags: Mapping[str, str], named: bool) -> Markup:  # noqa: FBT001
    def inside(content: Content) -> Markup:
        return html(content, tags, named=named)

    match inline:
        case Text(text):
            return escape(text)
        case Symbol(text, url):
            return _link(url, escape(text)) if url else escape(text)
        case Value():
            return escape(inline.text)
        case Reference(target, text):
            return Markup('<a class="ref" href="#{}">{}</a>').format(target, text)
        case Link(url, inner):
            return _link(url, inside(inner))
        case Strong(inner):
            return Markup("<strong>{}</strong>").format(inside(inner))
        case Emphasis(inner):
            return Markup("<em>{}</em>").format(inside(inner))
        case Superscript(inner):
            return Markup("<sup>{}</sup>").format(inside(inner))
        case Note(unit, inner):
            return Markup('<span class="note"{} role="note">{}</span>').format(
                Markup(' id="{}"').format(unit) if named else "", inside(inner)
            )
        case Piece(_, inner):
            return inside(inner)
        case Pending(state, language, inner):
            return Markup('<mark class="{}" lang="{}">{}</mark>').format(state, tags.get(language, language), inside(inner))
        case Inserted(inner):
            return Markup("<ins>{}</ins>").format(inside(inner))
        case Deleted(inner):
            return Markup("<del>{}</del>").format(html(inner, tags))
        case Restyled(old, new) if as_read(old) == as_read(new):
            return inside(new)
        case Restyled(old, new):
            return Markup("<del>{}</del><ins>{}</ins>").format(html(old, tags), inside(new))
        case PageNumber():
            return escape(_PAGE)
        case Seam():
            return Markup("")
        case Field() | Label() | Composed():
            raise ValueError(f"not settled: {inline}")
        case _:
            assert_never(inline)


def _link(url: str, inner: Markup) -> Markup:
    return Markup('<a href="{}" rel="noreferrer">{}</a>').format(url, inner)
