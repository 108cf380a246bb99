"""Bringing a catalogue up to date with its document: by unit id, never by likeness (msgmerge offers other texts' dates).

A new unit comes in without translation. One whose source has changed keeps its translation, with the mark fuzzy and the text
that it was made from as `#| msgid`; removing fuzzy, in any PO editor, confirms it. One that the document no longer has stays
as an obsolete entry, and comes back with the unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polib

from pipeline.gate.reading import is_there, read_text
from pipeline.localise.catalogue import normalised
from pipeline.localise.units import Unit
from pipeline.model.marked import marked
from pipeline.read.po import po_file


def updated(path: Path, language: str, source: str, units: Sequence[Unit]) -> str:
    """The text of the catalogue at `path`, brought up to date; a new one where there is none.

    The same document gives the same text, and an updated catalogue is not changed again. `source` is the code of the
    language that the units are in. Raises SourceError TR101 where the file is no catalogue.
    """
    old = po_file(path, read_text(path), "TR101") if is_there(path) else _new(language, source)
    # Where a unit has two, one of them is obsolete (TR102 else), and the living one counts.
    known = {entry.msgctxt or "": entry for entry in sorted(old, key=lambda entry: not entry.obsolete)}
    made = polib.POFile(wrapwidth=0)
    made.header, made.metadata, made.metadata_is_fuzzy = old.header, old.metadata, old.metadata_is_fuzzy
    for unit in units:
        text = marked(unit.content)
        entry = known.pop(unit.id) if unit.id in known else polib.POEntry(msgctxt=unit.id, msgid=text)
        made.append(_updated(entry, text))
    for orphan in known.values():
        orphan.obsolete = True
        made.append(orphan)
    return f"{made}\n" if not str(made).endswith("\n") else str(made)


def _updated(entry: polib.POEntry, text: str) -> polib.POEntry:
    entry.obsolete = False
    was = entry.previous_msgid if entry.fuzzy and entry.previous_msgid else entry.msgid
    if not entry.msgstr:
        entry.msgid, entry.previous_msgid = text, None
        entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    elif normalised(was) != normalised(text):
        entry.msgid, entry.previous_msgid = text, was
        entry.flags = ["fuzzy", *(flag for flag in entry.flags if flag != "fuzzy")]
    elif entry.previous_msgid:
        # The source is again what it was when the translation was made, or the translation was confirmed.
        entry.msgid, entry.previous_msgid = text, None
        entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    return entry


def _new(language: str, source: str) -> polib.POFile:
    made = polib.POFile(wrapwidth=0)
    made.metadata = {
        "Language": language,
        "X-Source-Language": source,
        "X-Status": "draft",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    return made
