"""The page and the file's settings: paper, direction, pictures, protection, mail merge."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check.template.parts import SETTINGS, Element, Story, Template
from pipeline.check.template.sheet import on
from pipeline.issues import Issue, Location, issue
from pipeline.wml.names import ADEC, WP, w

_A4 = (11906, 16838)  # twips; programs round it
_LETTER = (12240, 15840)  # what Word takes where no size is said
_CLOSE = 30
_MM = 25.4 / 1440


def page_issues(template: Template) -> Iterator[Issue]:
    """Tables and sections that are damaged TP110, paper that is not A4 TP159, a picture without alternative text TP160, what is set from right to left TP161."""
    for story in template.stories:
        if story.kind == "document":
            yield from _sections(story)
        yield from _turned(story)
        for table in story.each("tbl"):
            yield from _grid(story, table)
        for drawing in story.root.iter(f"{{{WP}}}docPr"):
            decorative = any(mark.get("val") in ("1", "true") for mark in drawing.iter(f"{{{ADEC}}}decorative"))
            if not drawing.get("descr", "").strip() and not decorative:
                yield issue("TP160", story.at(drawing), found=drawing.get("name", ""))


def _turned(story: Story) -> Iterator[Issue]:
    """What is set from right to left: each place once."""
    switches = [switch for switch in story.each("bidi", "rtl", "bidiVisual") if on(switch)]
    parents = [parent for switch in switches if (parent := switch.getparent()) is not None]
    tables = [
        next(table.iter(w("p")), table)
        for parent in parents
        if (table := parent.getparent()) is not None and table.tag == w("tbl")
    ]
    others = [parent for parent in parents if parent.tag != w("tblPr")]
    for location in dict.fromkeys(map(story.at, (*tables, *others))):
        yield issue("TP161", location)


def _grid(story: Story, table: Element) -> Iterator[Issue]:
    """A table without columns, or with a cell over no number of them, as Word never writes one, TP110."""
    grid = table.find(w("tblGrid"))
    spans = [*table.iter(w("gridSpan"))]
    columns = () if grid is None else grid.iter(w("gridCol"))
    values = [*(span.get(w("val"), "") for span in spans), *(column.get(w("w"), "0") for column in columns)]
    if grid is None or not all(map(str.isdecimal, values)):
        yield issue("TP110", story.at(next(table.iter(w("p")), table)))


def _sections(story: Story) -> Iterator[Issue]:
    sections = [section for section in story.each("sectPr") if section.getparent().tag != w("sectPrChange")]  # type: ignore[union-attr]
    for section in sections:
        size, margins = section.find(w("pgSz")), section.find(w("pgMar"))
        lengths = [*_lengths(size, "w", "h"), *_lengths(margins, "left", "right")]
        if not all(length.removeprefix("-").isdecimal() for length in lengths):
            yield issue("TP110", story.at(section))
        else:
            yield from _paper(
                story.at(section), (int(size.get(w("w"), "0")), int(size.get(w("h"), "0"))) if size is not None else _LETTER
            )
    if not sections:
        yield from _paper(story.location, _LETTER)


def _lengths(element: Element | None, *names: str) -> list[str]:
    return [] if element is None else [element.get(w(name), "0") for name in names]


def _paper(at: Location, size: tuple[int, int]) -> Iterator[Issue]:
    if any(abs(side - wanted) > _CLOSE for side, wanted in zip(sorted(size), _A4, strict=True)):
        width, height = (round(side * _MM) for side in size)
        yield issue("TP159", at, width=width, height=height)


def setting_issues(template: Template) -> Iterator[Issue]:
    """Protection TP151, mail merge TP154, fields that Word asks about TP158."""
    settings = template.settings
    if settings is None:
        return
    at = Location(template.path, SETTINGS)
    protection = settings.find(w("documentProtection"))
    enforced = protection is not None and protection.get(w("enforcement"), "0") in ("1", "true", "on")
    if enforced or settings.find(w("writeProtection")) is not None:
        yield issue("TP151", at)
    if settings.find(w("mailMerge")) is not None:
        yield issue("TP154", at)
    if on(settings.find(w("updateFields"))):
        yield issue("TP158", at)
