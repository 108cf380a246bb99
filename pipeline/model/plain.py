"""The characters of a text, without its marks."""

from __future__ import annotations

from typing import assert_never

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


def plain(content: Content) -> str:
    """The visible characters of a settled text, of a redlined one those of the new state; footnotes are left out."""
    # Most texts are one stretch of characters.
    return _plain(content[0]) if len(content) == 1 else "".join(map(_plain, content))


def _plain(inline: Inline) -> str:
    match inline:
        case Text() | Symbol() | Value() | Reference():
            return inline.text
        case Strong() | Emphasis() | Superscript() | Link() | Piece() | Pending() | Inserted():
            return plain(inline.content)
        case Restyled():
            return plain(inline.new)
        case Note() | PageNumber() | Field() | Label() | Composed() | Deleted() | Seam():
            return ""
        case _:
            assert_never(inline)
