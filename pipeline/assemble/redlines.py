"""The redline of two settled documents as a Word file."""

from __future__ import annotations

import datetime

from pipeline.assemble.compiling import compiling
from pipeline.assemble.one import properties_of
from pipeline.assemble.places import Places
from pipeline.assemble.sources import read_language
from pipeline.check.package import broken
from pipeline.issues import Issue, Location, Report, failed, issue
from pipeline.localise.layout import Layout
from pipeline.model.blocks import Document
from pipeline.model.inlines import Pending
from pipeline.model.walk import carriers, inlines
from pipeline.review.redline import redline
from pipeline.write.package import written
from pipeline.write.shell import CLOSE, OPEN, read_shell
from pipeline.write.story import Reviewer
from pipeline.write.tags import BLOCKS
from pipeline.write.zipped import zipped


def redlined_file(
    places: Places, old: Document, new: Document, reviewer: Reviewer, moment: datetime.datetime | None, report: Report
) -> bytes | None:
    """The Word file in which `reviewer` makes `new` of `old`, which are of one kind and language; None after a reported fault.

    Its core properties are those of the new document. Raises SourceError where the template cannot be read.
    """
    found: list[Issue] = []
    packs = {code: read_language(places, code, found.append) for code in sorted(_languages(old) | _languages(new))}
    for one in found:
        report(one)
    pack = packs[new.language]
    if pack is None or failed(found):
        return None
    layouts: dict[str, Layout] = {code: one.layout for code, one in packs.items() if one is not None}
    template = places.template(new.kind)
    slots = (*dict.fromkeys(line.slot for line in (*new.lines, *old.lines)), *BLOCKS)
    shell = read_shell(template, slots, compiling(places.build))
    parts = written(redline(old, new), shell, layouts, properties_of(new, pack, moment), None, reviewer)
    found_broken = broken(parts, (OPEN, CLOSE))
    for fault in found_broken:
        report(issue("PK101", Location(template), rule=fault.rule, part=fault.part, detail=fault.detail))
    return None if found_broken else zipped(parts)


def _languages(document: Document) -> set[str]:
    """The languages that the texts of a document are in."""
    texts = (inline for carrier in carriers(document) for inline in inlines(carrier.content))
    return {document.language, *(inline.language for inline in texts if isinstance(inline, Pending))}
