"""Where things stand: the folders of a build and what is found in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.gate.reading import is_there, names_in
from pipeline.issues import Location, Report, SourceError, issue, nearest

WORKBOOK = "document.xlsx"
_LANGUAGES = "languages"
_TRANSLATIONS = "translations"


@dataclass(frozen=True, slots=True)
class Places:
    """The three folders of a build."""

    sources: Path
    templates: Path
    build: Path

    def documents(self) -> tuple[str, ...]:
        """The documents there are: the folders with a workbook, by name."""
        return tuple(name for name in names_in(self.sources) if is_there(self.sources / name / WORKBOOK))

    def languages(self) -> tuple[str, ...]:
        """The language packs there are, by code."""
        packs = self.sources / _LANGUAGES
        return tuple(name for name in names_in(packs) if is_there(packs / name / "pack.toml"))

    def chosen(self, asked: Sequence[str], report: Report) -> tuple[str, ...]:
        """The documents asked for, all where none is. Reports FS104; raises SourceError FS103 where there is none at all."""
        known = self.documents()
        if not known:
            raise SourceError(issue("FS103", Location(self.sources)))
        names = [Path(name).name for name in asked]
        for name in names:
            if name not in known:
                near = nearest(name, known)
                report(issue("FS104", Location(self.sources), document=name, known=", ".join(known), near=near))
        return tuple(name for name in known if not names or name in names)

    def workbook(self, document: str) -> Path:
        """The workbook of a document."""
        return self.sources / document / WORKBOOK

    def texts(self, document: str) -> Path:
        """The folder of the fragments of a document."""
        return self.sources / document / "text"

    def pack(self, language: str) -> Path:
        """The folder of a language pack."""
        return self.sources / _LANGUAGES / language

    def catalogue(self, document: str, language: str) -> Path:
        """The translations of a document into a language."""
        return self.sources / document / _TRANSLATIONS / f"{language}.po"

    def translations(self, document: str) -> tuple[str, ...]:
        """The languages that a document has both a catalogue and a pack for, by code."""
        return tuple(code for code in self.languages() if is_there(self.catalogue(document, code)))

    def unpacked(self, document: str) -> tuple[str, ...]:
        """The languages that a document has a catalogue for and no pack."""
        found = [Path(name) for name in names_in(self.catalogue(document, "").parent)]
        return tuple(path.stem for path in found if path.suffix == ".po" and path.stem not in self.languages())

    def compared(self, document: str) -> Path:
        """The folder that redlines of a document are written to."""
        return self.build / document / "diff"

    def issued(self, document: str) -> Path:
        """The folder of the versions of a document that were issued."""
        return self.sources / document / "issued"

    def template(self, kind: str) -> Path:
        """The template of a kind of document."""
        return self.templates / f"{kind}.docx"

    def output(self, document: str, *, final: bool) -> Path:
        """The folder that the drafts or the finals of a document are written to."""
        return self.build / document / "final" if final else self.build / document

    def copies(self, document: str) -> Path:
        """The folder of the annotated copies of a document's workbook and template."""
        return self.build / document / "check"
