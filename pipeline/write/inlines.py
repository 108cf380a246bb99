"""Text into runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from pipeline.localise.catalogue import State
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
from pipeline.wml.make import Look, field, hyperlink, run, text_run
from pipeline.write.story import Story
from pipeline.write.styles import Role

# A draft shows what is not translated in one colour, and what its source has left behind in another.
_HIGHLIGHTS = {State.MISSING.value: "yellow", State.STALE.value: "cyan"}


def runs(content: Content, story: Story, look: Look) -> str:
    """The runs, links and fields of a settled text.

    What follows each other in one look is one text: `RPM-` and `EUR` together are a symbol, whose direction its parts do not
    show.
    """
    made: list[str] = []
    text = ""
    for inline in _flat(content):
        if isinstance(inline, Text | Value) or (isinstance(inline, Symbol) and not inline.url):
            text += inline.text
        else:
            made += (text_run(text, look), _runs(inline, story, look))
            text = ""
    return "".join((*made, text_run(text, look)))


def _flat(content: Content) -> Iterator[Inline]:
    """The inlines with those of pieces in their places."""
    for inline in content:
        if isinstance(inline, Piece):
            yield from _flat(inline.content)
        else:
            yield inline


def plain_look(story: Story) -> Look:
    """The look of a text without marks: the language of the document."""
    return Look(tongue=story.package.tongue)


def _runs(inline: Inline, story: Story, look: Look) -> str:
    match inline:
        case Strong(content):
            return runs(content, story, replace(look, bold=True))
        case Emphasis(content):
            return runs(content, story, replace(look, italic=story.package.italic))
        case Superscript(content):
            return runs(content, story, replace(look, raised=True))
        case Pending(state, language, content):
            return runs(content, story, replace(look, highlight=_HIGHLIGHTS[state], tongue=story.package.sources[language]))
        case Link(url, content):
            return _link(url, runs(content, story, _linked(look, story)), story)
        case Symbol(text, url):
            return _link(url, text_run(text, _linked(look, story)), story)
        case Reference(target, text):
            name = story.package.targets[target]
            return field(f"REF {name} \\h", text_run(text, look), look)
        case PageNumber():
            return field("PAGE", text_run("2", look), look)
        case Note():
            call = Look(style=story.package.styles[Role.FOOTNOTE_CALL], tongue=look.tongue)
            return run(f'<w:footnoteReference w:id="{story.call(inline)}"/>', call)
        case Text() | Value() | Piece() | Field() | Label() | Composed():
            raise ValueError(f"not settled, or not alone: {inline}")
        case _:
            assert_never(inline)


def _linked(look: Look, story: Story) -> Look:
    return replace(look, style=story.package.styles[Role.LINK])


def _link(url: str, inner: str, story: Story) -> str:
    return hyperlink(story.link(url), inner) if inner else ""
