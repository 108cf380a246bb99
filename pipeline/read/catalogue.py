"""Catalogues of translations: PO files keyed by unit id."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from pipeline.gate.reading import FORBIDDEN, read_text
from pipeline.issues import Location, Report, issue
from pipeline.localise.catalogue import Catalogue, Entry, waivers_in
from pipeline.model.inlines import Content, Inline, Note
from pipeline.model.walk import mapped
from pipeline.read.markup import parsed
from pipeline.read.po import messages

PATTERN = ".pattern"
"""How the ids of patterns end, in which a field in braces is a mark."""


def read_catalogue(path: Path, language: str, report: Report) -> Catalogue:
    """The catalogue in a PO file. Raises SourceError TR101 where the file is not one.

    Reports TR102 (an entry without unit id, or a second one of a unit), TX102 and what is wrong in the marks of a text.
    """
    entries: dict[str, Entry] = {}
    file = messages(path, read_text(path), "TR101")
    living = {message.unit for message in file if message.unit and not message.obsolete}
    for message in file:
        unit = message.unit
        if message.obsolete and unit in living:
            # The former translation of a unit that has got another, as PO editors keep it.
            continue
        # The places of an entry are its line: a message may be folded over many.
        at = Location(path, unit, message.row, 1)
        if not unit or unit in entries:
            report(issue("TR102", at, unit=unit or message.source[:40]))
            continue
        if found := FORBIDDEN.search(message.text):
            report(issue("TX102", at, character=f"U+{ord(found[0]):04X}"))
            continue
        former = message.former if message.fuzzy else ""
        content = parsed(message.text, at, report, pattern=unit.endswith(PATTERN))
        if "[^" in message.text:
            content = mapped(content, _in_unit(unit))
        comments = f"{message.remarks}\n{message.notes}"
        waivers = dict(waivers_in(comments)) if len(comments) > 1 else {}
        doubtful = message.fuzzy and not former
        entries[unit] = Entry(unit, former or message.source, message.text, content, at, doubtful, waivers)
    return Catalogue(language, entries, Location(path))


def _in_unit(unit: str) -> Callable[[Inline], Content]:
    def own(inline: Inline) -> Content:
        """A footnote's unit is that of the text that calls it, and its key."""
        return (replace(inline, unit=f"{unit}.fn.{inline.unit}"),) if isinstance(inline, Note) else (inline,)

    return own
