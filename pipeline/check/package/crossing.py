"""What holds across the paragraphs of a package: ids and names once, references that lead somewhere.

The rules say the same, and where the fault is; here a few searches through the text say that there is none. Anything that is
not written as `write` writes it counts as a fault here: the rules then look at all of it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from html import unescape
from typing import Final

from pipeline.check.package import bookmarks, notes
from pipeline.check.package.sampling import Story
from pipeline.wml.names import R
from pipeline.wml.tree import MAIN

MISLED: Final = frozenset((
    bookmarks.link_to_absent_bookmark, bookmarks.reference_to_absent_bookmark,
    notes.footnote_undefined, notes.footnote_never_referenced,
))  # fmt: skip
"""The rules that miss in a sample what stands in the whole: `holds` answers for them."""

_START: Final = re.compile(rb'<w:bookmarkStart w:id="(-?\d+)" w:name="([^\W\d]\w{0,39})"/>')
_END: Final = re.compile(rb'<w:bookmarkEnd w:id="(-?\d+)"/>')
_CALL: Final = re.compile(rb'<w:footnoteReference w:id="(-?\d+)"/>')
_NOTE: Final = re.compile(rb'<w:footnote (w:type="\w+" )?w:id="(-?\d{1,4})"')
_CHANGE: Final = re.compile(rb' w:id="(\d+)" w:author="')
_SIMPLE: Final = re.compile(rb' w:instr="([^"]*)"')
_ANCHOR: Final = re.compile(rb' w:anchor="([^"]*)"')
_USED: Final = re.compile(rb' r:id="(rIdLink\d+)"')
_LINK: Final = re.compile(rb'<Relationship Id="(rIdLink\d+)" Type="[^"]*/hyperlink"')
_SPACE: Final = f' xmlns:r="{R}"'.encode()
_UNLIKE: Final = (b"<w:comment", b"<w:endnoteReference", b"<w:endnote w:id", b"<mc:")


def _all(pattern: re.Pattern[bytes], sign: bytes, text: bytes) -> list[bytes]:
    """What matches in a text; looked for only where it has this sign of it, which is found sooner."""
    return pattern.findall(text) if sign in text else []


def holds(parts: Mapping[str, bytes], stories: Mapping[str, Story]) -> bool:
    """Whether there is no such fault in these parts, of which `stories` hold text of the document."""
    texts = {name: story.markup for name, story in stories.items()}
    if MAIN not in texts or any(_SPACE not in text for text in texts.values() if b" r:" in text):
        return False
    if any(unlike in text for text in texts.values() for unlike in _UNLIKE):
        return False
    return _marked(stories) and _noted(texts) and _changed(texts.values()) and _related(parts, texts)


def _marked(stories: Mapping[str, Story]) -> bool:
    """Each bookmark has one start and one end, and a name of its own that Word allows; each field and link leads to one of them."""
    names: list[bytes] = []
    codes: set[str] = set()
    anchors: set[str] = set()
    for story in stories.values():
        text = story.markup
        starts, ends = _START.findall(text), _END.findall(text)
        if (len(starts), len(ends)) != (text.count(b"<w:bookmarkStart"), text.count(b"<w:bookmarkEnd")):
            return False
        ids = {id_ for id_, _ in starts}
        if len(ids) < len(starts) or len(ends) != len(starts) or ids != set(ends):
            return False
        # The two ends of an element each.
        if text.count(b"nstrText") != 2 * len(story.codes):
            return False
        names += [name.lower() for _, name in starts]
        codes.update(story.codes, (code.decode(errors="replace") for code in _all(_SIMPLE, b" w:instr=", text)))
        anchors.update(anchor.decode(errors="replace") for anchor in _all(_ANCHOR, b" w:anchor=", text))
    known = {name.decode() for name in names}
    return (
        len(known) == len(names)
        and all(bookmarks.leads(unescape(code), known) for code in codes)
        and all(unescape(anchor).casefold() in known for anchor in anchors)
    )


def _noted(texts: Mapping[str, bytes]) -> bool:
    """Each call has its note, and each note its call, in the main document."""
    calls = _CALL.findall(texts[MAIN])
    called = sum(text.count(b"<w:footnoteReference") for text in texts.values())
    found = [note for text in texts.values() for note in _NOTE.findall(text)]
    noted = sum(text.count(b"<w:footnote ") for text in texts.values())
    return (
        (called, noted) == (len(calls), len(found))
        and len({id_ for _, id_ in found}) == len(found)
        and len(set(calls)) == len(calls)
        and set(calls) == {id_ for type_, id_ in found if not type_}
    )


def _changed(texts: Iterable[bytes]) -> bool:
    """Each tracked change has an id of its own in its part."""
    for text in texts:
        ids = _all(_CHANGE, b" w:author=", text)
        if len(ids) != text.count(b" w:author=") or len(set(ids)) < len(ids):
            return False
    return True


def _related(parts: Mapping[str, bytes], texts: Mapping[str, bytes]) -> bool:
    """The links, of which alone there are few in a sample, lead somewhere, each by an id of its own."""
    for name, text in texts.items():
        folder, file = posixpath.split(name)
        links = _LINK.findall(parts.get(f"{folder}/_rels/{file}.rels", b""))
        if len(set(links)) < len(links) or not set(links).issuperset(_all(_USED, b" r:id=", text)):
            return False
    return True
