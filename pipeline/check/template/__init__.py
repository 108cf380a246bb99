"""What a template must be before docxtpl sees it: plain slots in places where they can be filled and seen, and nothing else.

Every finding has the part and the paragraph, counted as in `parts.Story`; that of a tag also has the character in the
paragraph's text (`wml.text`) and how many it covers, and where one keystroke mends it the argument `put`: what to type there
instead, nothing where the tag is to go. What the list comes from: `shared/docxtpl.md`, `shared/reliability.md` section 2.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.check.template.bookmarks import bookmark_issues
from pipeline.check.template.changes import change_issues
from pipeline.check.template.fields import field_issues
from pipeline.check.template.page import page_issues, setting_issues
from pipeline.check.template.parts import opened
from pipeline.check.template.slots import slot_issues
from pipeline.check.template.stray import stray_issues
from pipeline.check.template.styles import style_issues
from pipeline.gate.outside import outside_issues
from pipeline.gate.reading import is_there
from pipeline.gate.readings import kept
from pipeline.issues import Issue, Location, issue
from pipeline.model.blocks import Document
from pipeline.write.tags import BLOCKS

_FROM_OUTSIDE = ("TP152", "TP153", "TP154", "TP155", "TP156", "TP157")
"""Fields and parts that fetch, run or hold something."""

_CHECKS = (style_issues, change_issues, field_issues, bookmark_issues, page_issues, setting_issues)


def template_issues(path: Path, document: Document) -> Iterator[Issue]:
    """All that is wrong in a template for this document: FI151 to FI154, TP102 to TP161. Raises SourceError as `read_container` does."""
    if not is_there(path):
        yield issue("TP108", Location(path), kind=document.kind)
        return
    slots = (*(line.slot for line in document.lines), *BLOCKS)
    filled = (*(line.slot for line in document.lines if line.content), *(["box"] if document.box else []), "body")
    key = (template_issues, path, slots, filled)
    yield from kept(key, lambda _: tuple(_issues(path, slots, filled)), lambda _: None)


def _issues(path: Path, slots: Sequence[str], filled: Sequence[str]) -> Iterator[Issue]:
    template = opened(path)
    yield from template.damage
    found = [one for check in _CHECKS for one in check(template)] if template.page is not None else []
    yield from found
    # What was named with its paragraph is not said of its part again.
    named = {one.location.part for one in found if one.code in _FROM_OUTSIDE}
    yield from (one for one in outside_issues(path, template.parts) if one.location.part not in named)
    if template.page is None:
        return
    yield from slot_issues(template, slots, filled)
    yield from stray_issues(template, slots)
