"""Comments in a Word file (ECMA-376 part 1, 17.13.4): they may stand in the main story only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from pipeline.check.package.parts import Relationship
from pipeline.gate.reading import FORBIDDEN
from pipeline.wml.make import Look, escaped, paragraph, run, text_run
from pipeline.wml.names import R, W, w
from pipeline.wml.tree import MAIN, relationships_of, serialised, tree
from pipeline.write.parts import with_relationships, with_types

_PART = "word/comments.xml"
_TYPES = "[Content_Types].xml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_AUTHOR, _INITIALS = "council", "c"
_DATE = "1980-01-01T00:00:00Z"
"""A real date would make each copy another file."""
_MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")


@dataclass(frozen=True, slots=True, eq=False)
class Remark:
    """A comment to be: its paragraph and what it says.

    `about` is the text that it is about, `column` and `length` where that stands; all of the paragraph where it has no such text.
    """

    paragraph: etree._Element
    lines: tuple[str, ...]
    about: str = ""
    column: int = 0
    length: int = 0

    def stretch(self, text: str) -> tuple[int, int] | None:
        """The start and the end of what it is about in the paragraph's text; None where it is about all of it."""
        if self.about in text and self.about:
            starts = (found.start() for found in re.finditer(re.escape(self.about), text))
            start = min(starts, key=lambda start: abs(start + 1 - self.column) if self.column else 0)
            return start, start + len(self.about)
        if 0 < self.column <= len(text) and self.length:
            return self.column - 1, self.column - 1 + self.length
        return None


def with_comments(parts: dict[str, bytes], body: etree._Element, remarks: Sequence[Remark]) -> dict[str, bytes]:
    """The parts with these remarks as comments, after those that the file has; `body` is its main story, as a tree.

    No style is used, as the template need not have those that Word gives its comments. Raises DamagedError.
    """
    relationships = relationships_of(MAIN)
    name = _related(parts) or _PART
    empty = f'<w:comments xmlns:w="{W}"/>'.encode()
    comments = tree(parts.get(name, empty))
    first = 1 + max(_numbers(comments, body), default=-1)
    spans = [_span(remark) for remark in remarks]
    # From the last to the first, so that of two at one place the first comes first.
    for number, remark, span in reversed(list(zip(range(first, first + len(remarks)), remarks, spans, strict=True))):
        _anchor(remark.paragraph, span, number)
    for number, remark in enumerate(remarks, first):
        comments.append(_comment(number, remark.lines))
    made = {**parts, MAIN: serialised(body), name: serialised(comments)}
    if not _related(parts):
        made[relationships] = with_relationships(
            parts.get(relationships), [("rIdCheck", f"{R}/comments", name.rpartition("/")[2], False)]
        )
    if name not in parts:
        made[_TYPES] = with_types(parts[_TYPES], {name: _TYPE})
    return made


def _related(parts: dict[str, bytes]) -> str:
    """The part in which the file has its comments, if it has any."""
    name = relationships_of(MAIN)
    for element in tree(parts[name]) if name in parts else ():
        if element.get("Type") == f"{R}/comments":
            return Relationship(MAIN, name, "", f"{R}/comments", element.get("Target", ""), external=False).part
    return ""


def _numbers(comments: etree._Element, body: etree._Element) -> Iterator[int]:
    marks = (*comments.iter(w("comment")), *body.iter(*map(w, _MARKS)))
    return (int(number) for mark in marks if (number := mark.get(w("id"), "")).isdecimal())


def _span(remark: Remark) -> tuple[etree._Element, etree._Element] | None:
    """The first and the last child of the paragraph that the remark is about; None where it has none."""
    children = [child for child in remark.paragraph if child.tag != w("pPr")]
    texts = [_own_text(child, remark.paragraph) for child in children]
    stretch = remark.stretch("".join(texts))
    if stretch is None:
        return (children[0], children[-1]) if children else None
    start, end = stretch
    touched = []
    position = 0
    for child, text in zip(children, texts, strict=True):
        if position < end and position + len(text) > start:
            touched.append(child)
        position += len(text)
    return touched[0], touched[-1]


def _own_text(child: etree._Element, paragraph: etree._Element) -> str:
    """The text of a child of a paragraph, without that of the text boxes in it."""
    return "".join(text.text or "" for text in child.iter(w("t")) if next(text.iterancestors(w("p"))) is paragraph)


def _anchor(paragraph: etree._Element, span: tuple[etree._Element, etree._Element] | None, number: int) -> None:
    start = etree.Element(w("commentRangeStart"), {w("id"): str(number)})
    end = etree.Element(w("commentRangeEnd"), {w("id"): str(number)})
    reference = etree.Element(w("r"))
    etree.SubElement(reference, w("commentReference"), {w("id"): str(number)})
    if span is None:
        paragraph.extend((start, end, reference))
        return
    first, last = span
    first.addprevious(start)
    last.addnext(reference)
    last.addnext(end)


def _comment(number: int, lines: Sequence[str]) -> etree._Element:
    mark = run("<w:annotationRef/>", Look())
    texts = (text_run(FORBIDDEN.sub("\u25a1", line), Look()) for line in lines)
    paragraphs = "".join(paragraph("", text if at else mark + text) for at, text in enumerate(texts))
    head = f'w:id="{number}" w:author="{escaped(_AUTHOR)}" w:date="{_DATE}" w:initials="{_INITIALS}"'
    return etree.fromstring(f'<w:comment xmlns:w="{W}" {head}>{paragraphs}</w:comment>')
