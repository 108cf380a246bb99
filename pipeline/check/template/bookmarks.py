"""Bookmarks: Word drops the second of one name, and loses one that does not end (17.13.6)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.check.template.parts import Template
from pipeline.issues import Issue, issue
from pipeline.wml.names import w

# As `write.story` names those of units.
_OWN = re.compile(r"_u_[a-z2-7]{16}")


def bookmark_issues(template: Template) -> Iterator[Issue]:
    """A name twice TP141, one that is not closed or not opened TP142, one that was left by a draft TP143."""
    seen: set[str] = set()
    for story in template.stories:
        starts, ends = list(story.each("bookmarkStart")), list(story.each("bookmarkEnd"))
        for start in starts:
            name = start.get(w("name"), "")
            if _OWN.fullmatch(name):
                yield issue("TP143", story.at(start), found=name)
            elif name and name.casefold() in seen:
                yield issue("TP141", story.at(start), found=name)
            seen.add(name.casefold())
        opened, closed = (Counter(mark.get(w("id")) for mark in marks) for marks in (starts, ends))
        for start in starts:
            if opened[start.get(w("id"))] > closed[start.get(w("id"))]:
                yield issue("TP142", story.at(start), found=start.get(w("name"), ""))
        names = {start.get(w("id")): start.get(w("name"), "") for start in starts}
        for end in ends:
            if closed[end.get(w("id"))] > opened[end.get(w("id"))]:
                yield issue("TP142", story.at(end), found=names.get(end.get(w("id")), "") or "?")
