"""Comments and tracked changes (ECMA-376 part 1, 17.13.4 and 17.13.5)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from pipeline.check.package.parts import Package, Part
from pipeline.check.package.rules import Found, Rule, in_every_word_part, near
from pipeline.wml.names import w

_CHANGES: Final = tuple(map(w, (
    "ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange",
    "trPrChange", "tcPrChange", "tblGridChange", "numberingChange", "cellIns", "cellDel", "cellMerge",
)))  # fmt: skip
_DATED: Final = (*_CHANGES, w("comment"), w("moveFromRangeStart"), w("moveToRangeStart"))
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")
_START, _END, _REFERENCE = w("commentRangeStart"), w("commentRangeEnd"), w("commentReference")


def comment_undefined(package: Package) -> Iterator[Found]:
    """A range or reference names a comment that is not there."""
    if package.unread("comments"):
        return
    comments = package.related("comments")
    defined = {comment.get(w("id")) for comment in comments.each(w("comment"))} if comments else set()
    for part in package.stories:
        for mark in part.each(_START, _REFERENCE):
            if mark.get(w("id")) not in defined:
                yield part.name, f"comment {mark.get(w('id'))}{near(mark)}"


def duplicate_comment_id(package: Package) -> Iterator[Found]:
    """Two comments have one id."""
    comments = package.related("comments")
    if comments is not None:
        for id_, count in Counter(comment.get(w("id")) for comment in comments.each(w("comment"))).items():
            if count > 1:
                yield comments.name, f"comment {id_}: {count} times"


def comment_never_referenced(package: Package) -> Iterator[Found]:
    """No reference leads to a comment, which Word so drops."""
    comments = package.related("comments")
    if comments is not None and package.main is not None:
        referenced = {mark.get(w("id")) for part in package.stories for mark in part.each(_REFERENCE)}
        for comment in comments.each(w("comment")):
            if comment.get(w("id")) not in referenced:
                yield comments.name, f"comment {comment.get(w('id'))}"


@in_every_word_part
def comment_range_unpaired(part: Part) -> Iterator[str]:
    """The range of a comment starts twice, does not end, or ends without a start before it."""
    started: set[str | None] = set()
    for mark in part.each(_START, _END):
        id_ = mark.get(w("id"))
        if (mark.tag == _START) == (id_ in started):
            yield f"comment {id_}: {'a second start' if mark.tag == _START else 'an end without start'}{near(mark)}"
        elif mark.tag == _START:
            started.add(id_)
        else:
            started.remove(id_)
    for id_ in started:
        yield f"comment {id_}: a start without end"


@in_every_word_part
def duplicate_revision_id(part: Part) -> Iterator[str]:
    """Two tracked changes have one id."""
    for id_, count in Counter(change.get(w("id")) for change in part.each(*_CHANGES)).items():
        if count > 1:
            yield f"tracked change {id_}: {count} times"


@in_every_word_part
def bad_revision_date(part: Part) -> Iterator[str]:
    """The date of a tracked change or comment is not one."""
    for change in part.each(*_DATED):
        text = change.get(w("date"))
        if text is not None and not _is_date(text):
            yield f"date {text!r}{near(change)}"


@in_every_word_part
def text_in_deletion(part: Part) -> Iterator[str]:
    """Deleted text, or a deleted field code, is written as if it stood: `w:t` where `w:delText` belongs."""
    for element in part.each(w("t"), w("instrText")):
        if next(element.iterancestors(w("del"), w("p")), element).tag == w("del"):
            yield f"{(element.text or '')[:40]!r} in w:del{near(element)}"


@in_every_word_part
def deleted_text_outside_deletion(part: Part) -> Iterator[str]:
    """Text that stands, or is inserted, is written as deleted: `w:delText` outside `w:del`, so that it is lost."""
    for element in part.each(w("delText"), w("delInstrText")):
        if next(element.iterancestors(w("del"), w("moveFrom"), w("p")), element).tag not in (w("del"), w("moveFrom")):
            yield f"{(element.text or '')[:40]!r} outside w:del{near(element)}"


def _is_date(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return _DATE.fullmatch(text) is not None


RULES: Final[tuple[Rule, ...]] = (
    comment_undefined,
    duplicate_comment_id,
    comment_never_referenced,
    comment_range_unpaired,
    duplicate_revision_id,
    bad_revision_date,
    text_in_deletion,
    deleted_text_outside_deletion,
)
