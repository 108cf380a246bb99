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
from pipeline.read.po import po_file

PATTERN = ".pattern"
"""How the ids of patterns end, in which a field in braces is a mark."""


def read_catalogue(path: Path, language: str, report: Report) -> Catalogue:
    """The catalogue in a PO file. Raises SourceError TR101 where the file is not one.

    Reports TR102 (an entry without unit id, or a second one of a unit), TX102 and what is wrong in the marks of a text.
    """
    entries: dict[str, Entry] = {}
    file = po_file(path, read_text(path), "TR101")
    living = {entry.msgctxt for entry in file if not entry.obsolete}
    for entry in file:
        unit = entry.msgctxt or ""
        if entry.obsolete and unit in living:
            # The former translation of a unit that has got another, as PO editors keep it.
            continue
        # The places of an entry are its line: a message may be folded over many.
        at = Location(path, unit, entry.linenum or 0, 1)
        if not unit or unit in entries:
            report(issue("TR102", at, unit=unit or entry.msgid[:40]))
            continue
        if found := FORBIDDEN.search(entry.msgstr):
            report(issue("TX102", at, character=f"U+{ord(found[0]):04X}"))
            continue
        doubtful = entry.fuzzy and not entry.previous_msgid
        source = entry.previous_msgid if entry.fuzzy and entry.previous_msgid else entry.msgid
        content = mapped(parsed(entry.msgstr, at, report, pattern=unit.endswith(PATTERN)), _in_unit(unit))
        waivers = dict(waivers_in(f"{entry.tcomment}\n{entry.comment}"))
        entries[unit] = Entry(unit, source, entry.msgstr, content, at, doubtful, waivers)
    return Catalogue(language, entries, Location(path))


def _in_unit(unit: str) -> Callable[[Inline], Content]:
    def own(inline: Inline) -> Content:
        """A footnote's unit is that of the text that calls it, and its key."""
        return (replace(inline, unit=f"{unit}.fn.{inline.unit}"),) if isinstance(inline, Note) else (inline,)

    return own
