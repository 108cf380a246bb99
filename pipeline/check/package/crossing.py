"""What holds across the paragraphs of a package: ids and names once, references that lead somewhere.

The rules say the same, and where the fault is; here a few searches through the text say that there is none. Anything that is
not written as `write` writes it counts as a fault here: the rules then look at all of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from pipeline.check.package import bookmarks, notes
from pipeline.check.package.parts import Package
from pipeline.wml.names import R

MISLED: Final = frozenset((
    bookmarks.link_to_absent_bookmark, bookmarks.reference_to_absent_bookmark,
    notes.footnote_undefined, notes.footnote_never_referenced,
))  # fmt: skip
"""The rules that miss in a sample what stands in the whole: `holds` answers for them."""

_START: Final = re.compile(r'<w:bookmarkStart w:id="(-?\d+)" w:name="(\w*)"/>')
_END: Final = re.compile(r'<w:bookmarkEnd w:id="(-?\d+)"/>')
_CODE: Final = re.compile(r"<w:(?:del)?[iI]nstrText[^>]*>([^<]*)<")
_CALL: Final = re.compile(r'<w:footnoteReference w:id="(-?\d+)"/>')
_NOTE: Final = re.compile(r'<w:footnote (w:type="\w+" )?w:id="(-?\d+)"')
_CHANGE: Final = re.compile(r' w:id="(\d+)" w:author="')
_LINK: Final = re.compile(r' r:id="(rIdLink\d+)"')
_UNLIKE: Final = ("<w:comment", "<w:endnoteReference", "<w:fldSimple", " w:anchor=", "<mc:")


def holds(package: Package, stories: Mapping[str, str]) -> bool:
    """Whether there is no such fault in a package; `stories` are the texts of those of its parts that only a sample is left of."""
    texts = {part.name: stories.get(part.name) or part.content.decode("utf-8", "replace") for part in package.stories}
    main = package.main
    if main is None or any(f' xmlns:r="{R}"' not in text for text in texts.values() if " r:" in text):
        return False
    if any(unlike in text for text in texts.values() for unlike in _UNLIKE):
        return False
    return _marked(texts.values()) and _noted(texts, main.name) and _changed(texts.values()) and _related(package, texts)


def _marked(texts: Iterable[str]) -> bool:
    """Each bookmark has one start and one end, and a name of its own; each field leads to one of them."""
    names: list[str] = []
    for text in texts:
        starts, ends = _START.findall(text), _END.findall(text)
        if (len(starts), len(ends)) != (text.count("<w:bookmarkStart"), text.count("<w:bookmarkEnd")):
            return False
        ids = {id_ for id_, _ in starts}
        if len(ids) < len(starts) or len(ends) != len(starts) or ids != set(ends):
            return False
        names += [name.casefold() for _, name in starts]
    known = set(names)
    codes = {code for text in texts for code in set(_CODE.findall(text))}
    return len(known) == len(names) and all(bookmarks.leads(code, known) for code in codes)


def _noted(texts: Mapping[str, str], main: str) -> bool:
    """Each call has its note, and each note its call, in the main document."""
    calls = _CALL.findall(texts[main])
    called = sum(text.count("<w:footnoteReference") for text in texts.values())
    found = [note for text in texts.values() for note in _NOTE.findall(text)]
    noted = sum(text.count("<w:footnote ") for text in texts.values())
    return (
        (called, noted) == (len(calls), len(found))
        and len({id_ for _, id_ in found}) == len(found)
        and len(set(calls)) == len(calls)
        and set(calls) == {id_ for type_, id_ in found if not type_}
    )


def _changed(texts: Iterable[str]) -> bool:
    """Each tracked change has an id of its own in its part."""
    for text in texts:
        ids = _CHANGE.findall(text)
        if len(ids) != text.count(" w:author=") or len(set(ids)) < len(ids):
            return False
    return True


def _related(package: Package, texts: Mapping[str, str]) -> bool:
    """The links, of which alone there are few in a sample, lead somewhere."""
    links = {(found.source, found.id) for found in package.relationships if found.kind == "hyperlink"}
    return all((name, id_) in links for name, text in texts.items() for id_ in set(_LINK.findall(text)))
