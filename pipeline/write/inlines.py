"""Text into runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from pipeline.localise.catalogue import State
from pipeline.model.inlines import (
    Composed,
    Content,
    Deleted,
    Emphasis,
    Field,
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
from pipeline.wml.make import Look, field, hyperlink, run, text_run
from pipeline.wml.track import Track
from pipeline.write.story import Story
from pipeline.write.styles import Role

# A draft shows what is not translated in one colour, and what its source has left behind in another.
_HIGHLIGHTS = {State.MISSING.value: "yellow", State.STALE.value: "cyan"}

Placed = Link | Symbol | Note | Reference | PageNumber
"""What is more than characters: a link with what stands in it, a call, a field."""
Leaf = str | Placed


def runs(content: Content, story: Story, look: Look) -> str:
    """The runs, links and fields of a settled text.

    What follows each other in one look is one text: `RPM-` and `EUR` together are a symbol, whose direction its parts do not
    show.
    """
    if len(content) == 1 and isinstance(content[0], Text):
        return text_run(content[0].text, look)
    made: list[str] = []
    text, last = "", look
    for leaf, own in leaves(content, story, look):
        if isinstance(leaf, str) and (own is last or own == last):
            text += leaf
            continue
        made.append(text_run(text, last))
        text, last = (leaf, own) if isinstance(leaf, str) else ("", look)
        if not isinstance(leaf, str):
            made.append(placed(leaf, story, own))
    return "".join((*made, text_run(text, last)))


def plain_look(story: Story) -> Look:
    """The look of a text without marks: the language of the document."""
    return Look(tongue=story.package.tongue)


def leaves(content: Content, story: Story, look: Look) -> Iterator[tuple[Leaf, Look]]:
    """What a settled text, or one of the two of a redlined one, is made of, each in its look; texts may be empty."""
    for inline in content:
        match inline:
            case Text(text):
                yield text, look
            case Value():
                yield inline.text, look
            case Symbol(text, url):
                yield (inline if url else text), look
            case Link() | Note() | Reference() | PageNumber():
                yield inline, look
            case Piece(_, inner):
                yield from leaves(inner, story, look)
            case Strong() | Emphasis() | Superscript() | Pending():
                yield from leaves(inline.content, story, _looking(inline, story, look))
            case Seam():
                pass
            case Field() | Label() | Composed() | Inserted() | Deleted() | Restyled():
                raise ValueError(f"not settled, or in two states: {inline}")
            case _:
                assert_never(inline)


def _looking(inline: Strong | Emphasis | Superscript | Pending, story: Story, look: Look) -> Look:
    match inline:
        case Strong():
            return replace(look, bold=True)
        case Emphasis():
            return replace(look, italic=story.package.italic)
        case Superscript():
            return replace(look, raised=True)
        case Pending(state, language):
            return replace(look, highlight=_HIGHLIGHTS[state], tongue=story.package.sources[language])
        case _:
            assert_never(inline)


def placed(leaf: Placed, story: Story, look: Look) -> str:
    """The XML of what is more than characters."""
    match leaf:
        case Link(url, content):
            inner = runs(content, story, linked(story, look))
            return hyperlink(story.link(url), inner) if inner else ""
        case Symbol(text, url):
            return hyperlink(story.link(url), text_run(text, linked(story, look))) if text else ""
        case Note() | Reference() | PageNumber():
            return called(leaf, story, look, Track.KEPT)
        case _:
            assert_never(leaf)


def called(leaf: Note | Reference | PageNumber, story: Story, look: Look, track: Track) -> str:
    """The runs of a call or field of a state."""
    match leaf:
        case Note():
            call = replace(plain_look(story), style=story.package.styles[Role.FOOTNOTE_CALL], tongue=look.tongue)
            return run(f'<w:footnoteReference w:id="{story.call(leaf, track)}"/>', call)
        case Reference(target, text):
            targets = story.package.targets if track.in_new else story.package.old_targets
            return field(f"REF {targets[target]} \\h", text_run(text, look), look)
        case PageNumber():
            return field("PAGE", text_run("2", look), look)
        case _:
            assert_never(leaf)


def linked(story: Story, look: Look) -> Look:
    """The look of a link."""
    return look.in_style(story.package.styles[Role.LINK])
