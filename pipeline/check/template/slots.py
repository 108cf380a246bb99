"""The slots of a template: read, found in their places, and compared with those that the document fills."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.check.template.parts import Element, Story, Template, quoted, repeated
from pipeline.check.template.places import Places, places_of, shown
from pipeline.issues import Issue, Location, issue, nearest
from pipeline.wml.names import w
from pipeline.wml.text import text_of
from pipeline.write.spelling import descriptions
from pipeline.write.tags import BLOCKS, Reading, Tag, spelled, tags_in


@dataclass(slots=True)
class Found:
    """Where each slot stands: on what Word shows, on what it does not show, and mistyped so that only its name is sure."""

    shown: dict[str, list[Location]] = field(default_factory=lambda: defaultdict(list))
    hidden: dict[str, list[Location]] = field(default_factory=lambda: defaultdict(list))
    meant: set[str] = field(default_factory=set)


def slot_issues(template: Template, slots: Sequence[str], filled: Sequence[str]) -> Iterator[Issue]:
    """What is wrong with tags and the slots that they are; `slots` are those there are, `filled` those that must be there."""
    found, seen = Found(), shown(template)
    for story in template.stories:
        if story.holds_slots:
            told: set[Issue] = set()
            homes = found.shown if story.name in seen else found.hidden
            places = places_of(template, story)
            for element, fault in _tagged(story, places, slots, homes, found.meant):
                # A fallback says again what stands before it.
                again = Issue(fault.code, Location(template.path), fault.arguments)
                if not (repeated(element) and again in told):
                    yield fault
                told.add(again)
    for slot in filled:
        # What a damaged part holds is not known.
        if template.damage or slot in found.shown or slot in found.meant:
            continue
        if slot in found.hidden:
            yield issue("TP125", found.hidden[slot][0], slot=spelled(slot))
        else:
            yield issue("TP104", Location(template.path), slot=spelled(slot))
    for slot in BLOCKS:
        for location in (found.shown.get(slot, []))[1:]:
            yield issue("TP109", location, slot=spelled(slot))


def _tagged(
    story: Story, places: Places, slots: Sequence[str], homes: dict[str, list[Location]], meant: set[str]
) -> Iterator[tuple[Element, Issue]]:
    """The faults of the tags of a story, each with the element that it is in; what is found goes into `homes` and `meant`."""
    paragraphs = [(paragraph, tag) for paragraph in story.root.iter(w("p")) for tag in tags_in(text_of(paragraph), slots)]
    closing = _closing(paragraphs)
    for at, (paragraph, tag) in enumerate(paragraphs):
        location = story.at(paragraph, tag.start + 1, tag.end - tag.start)
        if at in closing.values():
            continue
        if at in closing:
            other = paragraphs[closing[at]][0]
            yield paragraph, issue("TP117", location, found=quoted(tag.found), end=story.numbers[other])
        else:
            yield from ((paragraph, fault) for fault in _reading(tag, location, slots))
        if tag.filled and not repeated(paragraph):
            homes[tag.slot].append(location)
        elif tag.slot:
            meant.add(tag.slot)
        if tag.filled:
            yield from ((paragraph, fault) for fault in places.issues(paragraph, tag))
    for element in story.root.iter():
        for name in descriptions(element):
            for tag in tags_in(str(element.get(name)), slots):
                yield from ((element, fault) for fault in _reading(tag, story.at(element), slots))
                if tag.filled and tag.slot in BLOCKS:
                    yield element, issue("TP123", story.at(element), slot=tag.put)
                elif tag.filled and not repeated(element):
                    homes[tag.slot].append(story.at(element))
                if tag.slot and not tag.filled:
                    meant.add(tag.slot)


def _closing(tags: Sequence[tuple[Element, Tag]]) -> dict[int, int]:
    """Which tags are closed in a later paragraph, and by which."""
    return {
        at: at + 1
        for at, ((paragraph, tag), (other, end)) in enumerate(pairwise(tags))
        if tag.reading is Reading.BEGUN and end.reading is Reading.ENDED and paragraph is not other
    }


def _reading(tag: Tag, at: Location, slots: Sequence[str]) -> Iterator[Issue]:
    """What is wrong with a tag by itself."""
    found = quoted(tag.found)
    match tag.reading:
        case Reading.PLAIN:
            return
        case Reading.MENDED:
            yield issue("TP115", at, found=found, put=tag.put)
        case Reading.UNKNOWN:
            near = nearest(tag.found.strip("{} ").lower(), slots)
            put = {"put": spelled(near)} if near else {}
            yield issue("TP103", at, slot=found, near=put.get("put", ""), known=", ".join(slots), **put)
        case Reading.COMMAND:
            yield issue("TP118", at, found=found, put=tag.put)
        case Reading.LOGIC:
            yield issue("TP105", at, found=found, put=tag.put)
        case Reading.DOUBTFUL:
            yield issue("TP116", at, found=found, put=tag.put)
        case Reading.BEGUN | Reading.ENDED:
            if tag.slot:
                yield issue("TP116", at, found=found, put=tag.put)
            else:
                yield issue("TP105", at, found=found)
