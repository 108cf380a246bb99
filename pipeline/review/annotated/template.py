"""A copy of a template with Word comments where something is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import etree

from pipeline.gate.kinds import Kind
from pipeline.gate.reading import read_container
from pipeline.issues import Issue, Location, SourceError, issue
from pipeline.messages import Messages, counted
from pipeline.review.annotated.comments import Remark, with_comments
from pipeline.review.annotated.harmless import harmless
from pipeline.review.annotated.remark import remark
from pipeline.wml.names import w
from pipeline.wml.tree import MAIN, DamagedError, tree
from pipeline.write.zipped import zipped


def annotated_template(template: Path, issues: Sequence[Issue], messages: Messages) -> bytes:
    """The copy, with those of `issues` that are about this template.

    A paragraph of the text has its comments on the tag that is wrong, or on all of it. What is about the whole file, or about a
    part in which Word has no comments (headers, footers, notes), stands in one comment at the beginning.

    Raises SourceError where the template cannot be read.
    """
    parts = read_container(template, Kind.WORD)
    own = [found for found in issues if found.location.path == template]
    try:
        return zipped(harmless(_marked(parts, template, own, messages)))
    except DamagedError as error:
        raise SourceError(issue("TP110", Location(template))) from error


def _marked(parts: dict[str, bytes], template: Path, issues: Sequence[Issue], messages: Messages) -> dict[str, bytes]:
    body = tree(parts[MAIN])
    if body.find(w("body")) is None:
        raise DamagedError
    return with_comments(parts, body, tuple(_remarks(body, template, issues, messages)))


def _remarks(body: etree._Element, template: Path, issues: Sequence[Issue], messages: Messages) -> Iterator[Remark]:
    paragraphs = list(body.iter(w("p")))
    errors, warnings = counted(issues)
    opening = [messages.say("copy_template", template=template.name, errors=errors, warnings=warnings)]
    remarks: list[Remark] = []
    for found in issues:
        at, lines = found.location, remark(found, messages).split("\n")
        if at.part == MAIN and 0 < at.row <= len(paragraphs):
            paragraph = paragraphs[at.row - 1]
            outer = _outermost(paragraph)
            column = at.column if outer is paragraph else 0
            remarks.append(Remark(outer, tuple(lines), _about(found), column, at.length))
        else:
            where = [messages.say("copy_elsewhere", place=messages.place(at))] if at.place else []
            opening += ["", *where, *lines]
    yield Remark(_first(body, paragraphs), tuple(opening))
    yield from remarks


def _first(body: etree._Element, paragraphs: Sequence[etree._Element]) -> etree._Element:
    if paragraphs:
        return _outermost(paragraphs[0])
    made = etree.Element(w("p"))
    next(body.iter(w("body"))).insert(0, made)
    return made


def _outermost(paragraph: etree._Element) -> etree._Element:
    """The paragraph itself, or the one on which its text box hangs: a text box has no comments."""
    return [paragraph, *paragraph.iterancestors(w("p"))][-1]


def _about(found: Issue) -> str:
    """The tag or text that the issue is about."""
    arguments = dict(found.arguments)
    return arguments.get("slot") or arguments.get("found") or ""
