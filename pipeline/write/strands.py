"""A redlined text into runs: each stretch of characters in the looks it has in both states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from pipeline.model.inlines import Content, Deleted, Inserted, Link, Note, PageNumber, Reference, Restyled, Symbol, Text
from pipeline.model.states import redlined
from pipeline.model.walk import inlines
from pipeline.wml.direction import segments
from pipeline.wml.make import Look, characters, hyperlink, run
from pipeline.wml.track import Track, run_change
from pipeline.write.inlines import Leaf, called, leaves, linked, runs
from pipeline.write.story import Story


@dataclass(frozen=True, slots=True)
class Strand:
    """A stretch of text, or a link, call or field, with its look in each state that has it."""

    leaf: Leaf
    track: Track
    new: Look | None
    old: Look | None
    move: str = ""


def tracked_runs(content: Content, story: Story, look: Look, track: Track) -> str:
    """The runs, links and fields of a text that is tracked as `track`, where its marks do not say otherwise."""
    if track is Track.KEPT and (story.package.reviewer is None or not (redlined(content) or _led_elsewhere(content, story))):
        return runs(content, story, look)
    strands = list(_strands(content, story, look, look, track))
    if look.tongue.rtl:
        strands = _in_direction(_in_direction(strands, new=True), new=False)
    return _written(strands, story)


def _led_elsewhere(content: Content, story: Story) -> bool:
    """Whether a text that is the same in both states refers to what is not in one place in both."""
    apart = story.package.apart
    return bool(apart) and any(isinstance(inline, Reference) and inline.target in apart for inline in inlines(content))


def _strands(content: Content, story: Story, new: Look, old: Look, track: Track) -> Iterator[Strand]:
    """The strands of a text that looks `new` and looked `old`."""
    for inline in content:
        match inline:
            case Inserted(inner, move):
                yield from _alike(inner, story, new, Track.MOVED_TO if move else Track.INSERTED, move)
            case Deleted(inner, move):
                yield from _alike(inner, story, old, Track.MOVED_FROM if move else Track.DELETED, move)
            case Restyled():
                yield from _restyled(leaves(inline.old, story, old), leaves(inline.new, story, new), track)
            case _ if new == old:
                yield from _alike((inline,), story, new, track)
            case _:
                yield from _restyled(leaves((inline,), story, old), leaves((inline,), story, new), track)


def _alike(content: Content, story: Story, look: Look, track: Track, move: str = "") -> Iterator[Strand]:
    for leaf, own in leaves(content, story, look):
        yield from _parted(Strand(leaf, track, own if track.in_new else None, own if track.in_old else None, move), story)


def _parted(strand: Strand, story: Story) -> Iterator[Strand]:
    """A reference to what has moved leads elsewhere in each state, and so went and came, whatever it says."""
    leaf = strand.leaf
    if strand.track is Track.KEPT and isinstance(leaf, Reference) and leaf.target in story.package.apart:
        yield replace(strand, track=Track.DELETED, new=None)
        yield replace(strand, track=Track.INSERTED, old=None)
    else:
        yield strand


def _restyled(old: Iterable[tuple[Leaf, Look]], new: Iterable[tuple[Leaf, Look]], track: Track) -> Iterator[Strand]:
    """The same characters in two makes, cut where either changes its look."""
    before, after = ([(leaf, look) for leaf, look in side if leaf != ""][::-1] for side in (old, new))
    while before and after:
        (one, was), (other, own) = before.pop(), after.pop()
        if isinstance(one, str) and isinstance(other, str):
            shared = min(len(one), len(other))
            before += [(one[shared:], was)] if one[shared:] else []
            after += [(other[shared:], own)] if other[shared:] else []
            other = other[:shared]
        yield Strand(other, track, own, was)


def _in_direction(strands: Sequence[Strand], *, new: bool) -> list[Strand]:
    """The strands cut where, in one state, a right-to-left text and what is left-to-right in it meet."""
    made = [[strand] for strand in strands]
    texts: list[list[int]] = []
    last: Look | None = None
    for at, strand in enumerate(strands):
        look = strand.new if new else strand.old
        if look is None:
            continue
        if not isinstance(strand.leaf, str) or not look.tongue.rtl:
            last = None
        elif look == last:
            texts[-1].append(at)
        else:
            texts.append([at])
            last = look
    for places in texts:
        ways = segments("".join(str(strands[at].leaf) for at in places))
        left, island = "", False
        for at in places:
            made[at] = []
            text = str(strands[at].leaf)
            while text:
                if not left:
                    left, island = next(ways)
                shared = min(len(left), len(text))
                made[at].append(_turned(replace(strands[at], leaf=text[:shared]), island=island, new=new))
                left, text = left[shared:], text[shared:]
    return [strand for pieces in made for strand in pieces]


def _turned(strand: Strand, *, island: bool, new: bool) -> Strand:
    look = strand.new if new else strand.old
    assert look is not None
    own = replace(look, tongue=replace(look.tongue, rtl=not island))
    return replace(strand, new=own) if new else replace(strand, old=own)


def _written(strands: Iterable[Strand], story: Story) -> str:
    made: list[str] = []
    for (track, move), stretch in groupby(strands, lambda strand: (strand.track, strand.move)):
        xml = _grouped(stretch, story)
        made.append(story.moved(track, move, xml) if move else xml)
    return "".join(made)


def _grouped(strands: Iterable[Strand], story: Story) -> str:
    made: list[str] = []
    for (track, is_link), group in groupby(strands, lambda strand: (strand.track, isinstance(strand.leaf, Link | Symbol))):
        if is_link:
            made += (_link(strand, story) for strand in group)
        else:
            made.append(story.tracked(track, "".join(_runs(group, story))))
    return "".join(made)


def _link(strand: Strand, story: Story) -> str:
    """A link; what is tracked stands inside it, as the schema has it."""
    leaf = strand.leaf
    assert isinstance(leaf, Link | Symbol)
    content: Content = leaf.content if isinstance(leaf, Link) else (Text(leaf.text),)
    looks = [linked(story, look) for look in (strand.new or strand.old, strand.old or strand.new) if look is not None]
    inner = list(_strands(content, story, looks[0], looks[1], strand.track))
    if looks[0].tongue.rtl:
        inner = _in_direction(_in_direction(inner, new=True), new=False)
    xml = _written(inner, story)
    return hyperlink(story.link(leaf.url), xml) if xml else ""


def _runs(strands: Iterable[Strand], story: Story) -> Iterator[str]:
    for (new, old, is_text), group in groupby(strands, lambda strand: (strand.new, strand.old, isinstance(strand.leaf, str))):
        several = list(group)
        if is_text:
            yield _text("".join(str(strand.leaf) for strand in several), several[0], story)
            continue
        for strand in several:
            look = new or old
            assert look is not None
            assert isinstance(strand.leaf, Note | Reference | PageNumber)
            yield called(strand.leaf, story, as_tracked(look, strand.track), strand.track)


def _text(text: str, strand: Strand, story: Story) -> str:
    look = strand.new or strand.old
    assert look is not None
    if not text:
        return ""
    was = strand.old.properties if strand.old is not None else look.properties
    change = run_change(was, story.package.stamp()) if was != look.properties else ""
    deleted = strand.track is Track.DELETED
    return run(characters(text, deleted=deleted), look, change=change)


def as_tracked(look: Look, track: Track) -> Look:
    """The look of a run as it is tracked: what is deleted is spelled otherwise."""
    return replace(look, deleted=track is Track.DELETED)
