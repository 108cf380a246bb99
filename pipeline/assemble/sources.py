"""The sources of a document, read and composed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.assemble.places import Places
from pipeline.compose.document import compose
from pipeline.compose.finish import Finish
from pipeline.gate.reading import is_there, names_in
from pipeline.gate.readings import kept
from pipeline.issues import Location, Report, SourceError, issue
from pipeline.localise.catalogue import Catalogue, Entry
from pipeline.localise.pack import Pack
from pipeline.model.blocks import Document
from pipeline.model.fragments import Fragment
from pipeline.model.records import Workbook
from pipeline.model.remade import remade
from pipeline.read.catalogue import read_catalogue
from pipeline.read.fragments import read_fragment
from pipeline.read.pack import read_pack
from pipeline.read.workbook import read_workbook


@dataclass(frozen=True, slots=True)
class Sources:
    """What a document is made from: `document` is None where the workbook does not say enough to make one.

    `finish` puts facts and symbols into a text, in whatever language it is.
    """

    workbook: Workbook
    document: Document | None
    finish: Finish
    files: tuple[Path, ...]

    @property
    def language(self) -> str:
        """The code of the language that the texts are written in."""
        return self.workbook.settings.code("text_language")


def read_sources(places: Places, id_: str, report: Report) -> Sources:
    """Read and compose one document, reporting all that is wrong. Raises SourceError XL101 where there is no workbook."""
    workbook = read_workbook(places.workbook(id_), report)
    texts = text_files(places, id_)
    fragments = _fragments(texts, report)
    finish = Finish(workbook, report)
    document = compose(id_, workbook, fragments, finish, report)
    return Sources(workbook, document, finish, (places.workbook(id_), *texts))


def text_files(places: Places, id_: str) -> tuple[Path, ...]:
    """The fragments of a document. Raises SourceError where their folder cannot be read."""
    folder = places.texts(id_)
    return tuple(folder / name for name in names_in(folder) if name.endswith(".md"))


def _fragments(files: Iterable[Path], report: Report) -> Mapping[str, Fragment]:
    fragments: dict[str, Fragment] = {}
    for path in files:
        try:
            fragments[path.name] = read_fragment(path, report)
        except SourceError as error:
            report(error.issue)
            # The file is there: that it cannot be read is one fault, not two.
            fragments[path.name] = Fragment(path.name, (), Location(path), readable=False)
    return fragments


def read_language(places: Places, language: str, report: Report) -> Pack | None:
    """A language pack; None, and LG103 reported, where there is none."""
    folder, known = places.pack(language), places.languages()
    # Not any path that leads to a pack: `../languages/fr` is the name of none.
    if language not in known:
        report(issue("LG103", Location(folder), lang=language, known=", ".join(known)))
        return None
    return kept((read_pack, folder), lambda note: read_pack(folder, note), report)


def read_translations(places: Places, id_: str, sources: Sources, language: str, report: Report) -> Catalogue | None:
    """The catalogue of a document in a language, its texts finished; None where there is no file or it cannot be read."""
    path = places.catalogue(id_, language)
    if not is_there(path):
        return None
    catalogue = read_catalogue(path, language, report)

    def finished(entry: Entry) -> Entry:
        content = sources.finish.text(entry.content, entry.location, report)
        return entry if content is entry.content else remade(entry, content=content)

    return remade(catalogue, entries={unit: finished(entry) for unit, entry in catalogue.entries.items()})


def pack_files(places: Places, language: str) -> tuple[Path, ...]:
    """The files of a language pack that a build reads."""
    names = ("pack.toml", "formats.toml", "layout.toml", "labels.po", "names.csv", "typography.toml", "terms.csv")
    folder = places.pack(language)
    return tuple(folder / name for name in names)
