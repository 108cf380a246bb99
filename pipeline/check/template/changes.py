"""What editors leave in a template, and what would come out in every document: tracked changes, comments, notes."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check.template.parts import Element, Story, Template, quoted
from pipeline.issues import Issue, Location, issue
from pipeline.wml.names import w

_CHANGED = ("ins", "del", "cellIns", "cellDel", "cellMerge")
_MOVED = ("moveFrom", "moveTo", "moveFromRangeStart", "moveToRangeStart")
_FORMATTED = (*(f"{of}Change" for of in ("rPr", "pPr", "tblPr", "tblPrEx", "trPr", "tcPr", "sectPr", "tblGrid", "numbering")),)
_REMARKED = ("commentRangeStart", "commentReference")
_CODES = {
    **dict.fromkeys(map(w, _CHANGED), "TP106"),
    **dict.fromkeys(map(w, _MOVED), "TP112"),
    **dict.fromkeys(map(w, _FORMATTED), "TP113"),
}


def change_issues(template: Template) -> Iterator[Issue]:
    """Tracked changes TP106, moves TP112, changed formatting TP113, comments TP114, notes TP127: one of each a paragraph."""
    comments = {
        comment.get(w("id"), ""): (story.at(next(comment.iter(w("p")), comment)), _text(comment))
        for story in template.stories
        for comment in story.root.iter(w("comment"))
    }
    pointed: set[str] = set()
    for story in template.stories:
        yield from _changes(story)
        for location in dict.fromkeys(map(story.at, story.each("footnoteReference", "endnoteReference"))):
            yield issue("TP127", location)
        told: set[tuple[Location, str]] = set()
        for mark in story.each(*_REMARKED):
            id_ = mark.get(w("id"), "")
            if (story.at(mark), id_) not in told and id_ not in pointed:
                yield issue("TP114", story.at(mark), found=quoted(comments[id_][1] if id_ in comments else ""))
            told.add((story.at(mark), id_))
            pointed.add(id_)
    for id_, (location, text) in comments.items():
        if id_ not in pointed:
            yield issue("TP114", location, found=quoted(text))


def _changes(story: Story) -> Iterator[Issue]:
    told: set[tuple[Location, str]] = set()
    for mark in story.root.iter(*_CODES):
        code, location = _CODES[str(mark.tag)], story.at(mark)
        if (location, code) in told:
            continue
        told.add((location, code))
        match code:
            case "TP106":
                yield issue("TP106", location, found=quoted(_text(mark) or _around(mark)))
            case "TP112":
                yield issue("TP112", location, found=quoted(_text(mark) or _around(mark)))
            case _:
                yield issue("TP113", location, found=quoted(_around(mark)))


def _text(element: Element) -> str:
    return "".join(text.text or "" for text in element.iter(w("t"), w("delText")))


def _around(mark: Element) -> str:
    """The text of what a mark in properties belongs to: a run, a paragraph, a row; the sign of a paragraph where there is none."""
    whole = next((other for other in mark.iterancestors(w("r"), w("p"), w("tr"), w("tbl"))), None)
    return (_text(whole) if whole is not None else "") or "¶"
