"""The committed documents and their catalogues, and what the checks say of one entry with another text."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import polib

from pipeline.assemble.one import Ready, in_language, original
from pipeline.assemble.places import Places
from pipeline.assemble.sources import read_language, read_translations
from pipeline.check.parity import likely, originals, parity_issues, translations
from pipeline.issues import Issue
from pipeline.localise.catalogue import Catalogue, Entry
from pipeline.localise.pack import Pack
from pipeline.localise.units import Unit, units_of
from pipeline.model.inlines import Content
from pipeline.read.catalogue import read_catalogue
from tests.project import COUNCIL, TDAG

ROOT = Path(__file__).parent.parent.parent.parent
PLACES = Places(ROOT / "sources", ROOT / "templates", Path())
DOCUMENTS = (COUNCIL, TDAG)
LANGUAGES = ("en", "es", "ru", "zh", "ar")


@cache
def source(document: str) -> Ready:
    found: list[Issue] = []
    made = original(PLACES, document, found.append)
    assert made is not None, found
    return made


@cache
def pack(language: str) -> Pack:
    found: list[Issue] = []
    made = read_language(PLACES, language, found.append)
    assert made is not None
    assert not found
    return made


@cache
def catalogue(document: str, language: str) -> Catalogue:
    found: list[Issue] = []
    made = read_translations(PLACES, document, source(document).sources, language, found.append)
    assert made is not None
    assert not found
    return made


@cache
def units(document: str) -> Mapping[str, Unit]:
    composed = source(document).sources.document
    assert composed is not None
    return {unit.id: unit for unit in units_of(composed)}


@cache
def translated(document: str, language: str) -> tuple[Ready, tuple[Issue, ...]]:
    """The document in the language, settled, and all that was said on the way."""
    found: list[Issue] = []
    made = in_language(PLACES, source(document), language, found.append)
    assert made is not None, found
    return made, tuple(found)


def compared(text: Content, source: Pack, entry: Entry, pack: Pack, *, fresh: bool) -> list[Issue]:
    """What is said of one entry beside its source."""
    (was,), (now,) = originals([text], source), translations([entry], pack)
    (checks,) = likely([(was, now)])
    return list(parity_issues(was, now, checks, fresh=fresh))


@dataclass(frozen=True)
class Translation:
    """An entry of a committed catalogue and its unit."""

    document: str
    language: str
    unit: Unit
    entry: Entry

    def with_text(self, text: str) -> Translation:
        """The entry as it is read where a translator typed this."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "one.po"
            po = polib.POFile(wrapwidth=0)
            po.append(polib.POEntry(msgctxt=self.unit.id, msgid=self.entry.source, msgstr=text))
            po.save(str(path))
            (entry,) = read_catalogue(path, self.language, lambda _: None).entries.values()
        content = source(self.document).sources.finish.text(entry.content, entry.location, lambda _: None)
        return replace(self, entry=replace(entry, content=content, location=self.entry.location, waivers=self.entry.waivers))

    def issues(self, *, fresh: bool = True) -> set[Issue]:
        """What the checks say of it."""
        return set(compared(self.unit.content, source(self.document).pack, self.entry, pack(self.language), fresh=fresh))

    def codes(self) -> list[str]:
        return sorted(found.code for found in self.issues())


def committed(language: str) -> Iterator[Translation]:
    """Every entry in a language, in the order of the documents."""
    for document in DOCUMENTS:
        entries = catalogue(document, language).entries
        for unit in units(document).values():
            yield Translation(document, language, unit, entries[unit.id])


def translation(language: str, unit: str, document: str = COUNCIL) -> Translation:
    return Translation(document, language, units(document)[unit], catalogue(document, language).entries[unit])
