"""Tags where nothing is ever filled: notes, comments, properties, field codes, the targets of links, charts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import groupby
from urllib.parse import unquote

from pipeline.check.template.parts import Element, Story, Template, quoted
from pipeline.issues import Issue, Location, issue
from pipeline.wml.names import REL, R, w
from pipeline.wml.text import paragraph_of, text_of
from pipeline.wml.tree import DamagedError, tree
from pipeline.write.spelling import descriptions
from pipeline.write.tags import Reading, tags_in

# Braces that are no tag are not rare in these places: names in braces, JSON.
_TAGS = (Reading.PLAIN, Reading.MENDED, Reading.UNKNOWN, Reading.LOGIC, Reading.COMMAND)
_TWO = re.compile(r"[{｛]\s*[{｛%#]")
_MARK = re.compile(rb"\{\0?[{%#]")


def stray_issues(template: Template, slots: Collection[str]) -> Iterator[Issue]:
    """TP119 for each tag that stands where nothing is filled."""
    for story in template.stories:
        for location, text in _texts(template, story):
            for found in _tags(text, slots):
                yield issue("TP119", location, found=found)
    told = {story.name for story in template.stories}
    for name, part in template.parts.items():
        if name in told or not name.startswith(("word/", "docProps/")) or not name.endswith(".xml") or not _MARK.search(part):
            continue
        try:
            root = tree(part)
        except DamagedError:
            continue
        values = [str(value) for element in root.iter() for value in element.attrib.values()]
        for text in ("".join(map(str, root.itertext())), *values):
            for found in _tags(text, slots):
                yield issue("TP119", Location(template.path, name), found=found)


def _tags(text: str, slots: Collection[str]) -> Iterator[str]:
    if _TWO.search(text):
        for tag in tags_in(text, slots):
            if tag.reading in _TAGS and _TWO.match(tag.found):
                yield quoted(tag.found)


def _texts(template: Template, story: Story) -> Iterator[tuple[Location, str]]:
    """The texts of a story that are not of its slots, with their places."""
    if not story.holds_slots:
        for paragraph in story.root.iter(w("p")):
            yield story.at(paragraph), text_of(paragraph)
    # A `w:t` outside a run is a text that only some programs see.
    others = [element for element in story.root.iter() if element.text and not (element.tag == w("t") and _in_run(element))]
    # Word cuts the code of a field, as it cuts all text.
    for (_, _), elements in groupby(others, lambda element: (paragraph_of(element), element.tag)):
        pieces = list(elements)
        yield story.at(pieces[0]), "".join(piece.text or "" for piece in pieces)
    for element in story.root.iter():
        described = descriptions(element) if story.holds_slots else ()
        for name, value in element.attrib.items():
            if name not in described:
                yield story.at(element), str(value)
    for id_, target in _targets(template, story):
        pointing = (element for element in story.root.iter() if id_ in _pointers(element))
        yield story.at(next(pointing, story.root)), target


def _in_run(text: Element) -> bool:
    parent = text.getparent()
    return parent is not None and parent.tag == w("r")


def _targets(template: Template, story: Story) -> Iterator[tuple[str, str]]:
    """The addresses outside that a story has relationships to, by id, as they were typed."""
    folder, _, file = story.name.rpartition("/")
    rels = template.parts.get(f"{folder}/_rels/{file}.rels", b"")
    if b"External" in rels:
        try:
            found = tree(rels)
        except DamagedError:
            return
        for one in found.iter(f"{{{REL}}}Relationship"):
            yield one.get("Id", ""), unquote(one.get("Target", ""))


def _pointers(element: Element) -> list[str]:
    return [str(value) for name, value in element.attrib.items() if str(name).startswith(f"{{{R}}}")]
