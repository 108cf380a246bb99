"""A text with its marks as an editor types them: the inverse of `read.markup`."""

from __future__ import annotations

import re
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

_MARKS = re.compile(r"([\\*\[\]^]|\{(?=\{?[A-Za-z]))")


def marked(content: Content) -> str:
    """The text as typed; `read.markup.parsed` gives the same content back, symbols and facts being recognised anew."""
    return "".join(map(_marked, content))


def _marked(inline: Inline) -> str:
    match inline:
        case Text(text):
            return _MARKS.sub(r"\\\1", text)
        case Symbol(text):
            return text
        case Strong(content):
            return f"**{marked(content)}**"
        case Emphasis(content):
            return f"*{marked(content)}*"
        case Superscript(content):
            return f"^{marked(content)}^"
        case Link(url, content):
            return f"[{marked(content)}]({url})"
        case Note(unit):
            return f"[^{unit.rpartition('.fn.')[2]}]"
        case Value(name, form=form):
            return f"{{{{{name}:{form}}}}}" if form else f"{{{{{name}}}}}"
        case Reference(target):
            return f"[[ref: {target}]]"
        case Field(name, form, default):
            return f"{{{name}{f':{form}' if form else ''}{'' if default is None else f'|{default}'}}}"
        case Piece(unit):
            # Among other text only the text of a fact stands as a unit of its own: facts.<id>.text.
            return f"{{{{{unit.removeprefix('facts.').removesuffix('.text')}}}}}"
        case Composed() | Label() | PageNumber() | Pending() | Inserted() | Deleted() | Restyled() | Seam():
            raise ValueError(f"nobody types this: {inline}")
        case _:
            assert_never(inline)
