"""The characters of a text, without its marks."""

from __future__ import annotations

from typing import assert_never

from pipeline.model.inlines import (
    Composed,
    Content,
    Emphasis,
    Field,
    Inline,
    Label,
    Link,
    Note,
    PageNumber,
    Pending,
    Piece,
    Reference,
    Strong,
    Superscript,
    Symbol,
    Text,
    Value,
)


def plain(content: Content) -> str:
    """The visible characters of a settled text; a footnote's call and body are left out."""
    return "".join(map(_plain, content))


def _plain(inline: Inline) -> str:
    match inline:
        case Text(text) | Symbol(text):
            return text
        case Value() | Reference():
            return inline.text
        case Strong() | Emphasis() | Superscript() | Link() | Piece() | Pending():
            return plain(inline.content)
        case Note() | PageNumber() | Field() | Label() | Composed():
            return ""
        case _:
            assert_never(inline)
