"""Bookmarks, and the links and cross references to them (ECMA-376 part 1, 17.13.6, 17.16.22, 17.16.5).

Word's own limits of a name: 40 characters, a letter or underscore first, then letters, digits and underscores; letter
case does not tell two names apart. Word drops the second of two bookmarks of one name without a word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator
from typing import Final

from pipeline.check.package.fields import codes
from pipeline.check.package.parts import Package, Part
from pipeline.check.package.rules import Found, Rule, in_every_word_part, near
from pipeline.wml.names import r, w

_START: Final = w("bookmarkStart")
_END: Final = w("bookmarkEnd")
_LONGEST: Final = 40
_NAME: Final = re.compile(r"[^\W\d]\w*")
_BUILT_IN: Final = frozenset({"_top"})
_REFERENCE: Final = re.compile(
    r"\s*(?:(?:REF|PAGEREF|NOTEREF)\s|HYPERLINK\s+\\l\s)\s*(?:\"([^\"]*)\"|([^\s\\]+))", re.IGNORECASE
)


@in_every_word_part
def bookmark_opened_twice(part: Part) -> Iterator[str]:
    """Two bookmarks of one part have one id."""
    for id_, count in Counter(start.get(w("id")) for start in part.each(_START)).items():
        if count > 1:
            yield f"bookmark {id_}: {count} starts"


@in_every_word_part
def bookmark_never_closed(part: Part) -> Iterator[str]:
    """A bookmark starts and does not end."""
    ended = {end.get(w("id")) for end in part.each(_END)}
    for start in part.each(_START):
        if start.get(w("id")) not in ended:
            yield f"bookmark {start.get(w('name'))}{near(start)}"


@in_every_word_part
def bookmark_never_opened(part: Part) -> Iterator[str]:
    """A bookmark ends that has not started, or has ended already."""
    started: set[str | None] = set()
    for mark in part.each(_START, _END):
        if mark.tag == _START:
            started.add(mark.get(w("id")))
        elif mark.get(w("id")) in started:
            started.remove(mark.get(w("id")))
        else:
            yield f"bookmark {mark.get(w('id'))}{near(mark)}"


def duplicate_bookmark_name(package: Package) -> Iterator[Found]:
    """Two bookmarks of the document have one name."""
    seen: set[str] = set()
    for part in package.stories:
        for start in part.each(_START):
            name = start.get(w("name"), "").casefold()
            if name and name in seen:
                yield part.name, f"bookmark {start.get(w('name'))}{near(start)}"
            seen.add(name)


@in_every_word_part
def bookmark_name_too_long(part: Part) -> Iterator[str]:
    """The name of a bookmark has more than 40 characters."""
    for start in part.each(_START):
        if len(start.get(w("name"), "")) > _LONGEST:
            yield f"bookmark {start.get(w('name'))}{near(start)}"


@in_every_word_part
def bad_bookmark_name(part: Part) -> Iterator[str]:
    """The name of a bookmark is empty, or has other characters than Word allows."""
    for start in part.each(_START):
        name = start.get(w("name"))
        if name is not None and not _NAME.fullmatch(name):
            yield f"bookmark {name!r}{near(start)}"


def link_to_absent_bookmark(package: Package) -> Iterator[Found]:
    """A link leads to a bookmark of this document that is not there."""
    names = _names(package)
    for part in package.stories:
        for link in part.each(w("hyperlink")):
            anchor = link.get(w("anchor"))
            if anchor is not None and link.get(r("id")) is None and anchor.casefold() not in names:
                yield part.name, f"link to {anchor}{near(link)}"


def reference_to_absent_bookmark(package: Package) -> Iterator[Found]:
    """A REF, PAGEREF, NOTEREF or internal HYPERLINK field names a bookmark that is not there."""
    names = _names(package)
    for part in package.stories:
        for code, element in codes(part):
            if not leads(code, names):
                yield part.name, f"field {code.strip()}{near(element)}"


def leads(code: str, names: Container[str]) -> bool:
    """Whether the code of a field names one of these bookmarks, or none at all."""
    reference = _REFERENCE.match(code)
    return reference is None or (reference[1] or reference[2] or "").casefold() in names


def _names(package: Package) -> frozenset[str]:
    names = (start.get(w("name"), "").casefold() for part in package.stories for start in part.each(_START))
    return _BUILT_IN | frozenset(names)


RULES: Final[tuple[Rule, ...]] = (
    bookmark_opened_twice,
    bookmark_never_closed,
    bookmark_never_opened,
    duplicate_bookmark_name,
    bookmark_name_too_long,
    bad_bookmark_name,
    link_to_absent_bookmark,
    reference_to_absent_bookmark,
)
