"""One document in one language, from its sources to the bytes of its file: every step on one page."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.assemble.compiling import compiling
from pipeline.assemble.manifest import about, unit_rows
from pipeline.assemble.places import Places
from pipeline.assemble.sources import Sources, read_language, read_sources, read_translations
from pipeline.assemble.task import Unit
from pipeline.check.document import document_issues
from pipeline.check.language import language_issues, name_issues
from pipeline.check.package import broken
from pipeline.check.template import template_issues
from pipeline.check.translation import Originals, translation_issues
from pipeline.gate.reading import sha256
from pipeline.issues import Issue, Location, Report, SourceError, failed, issue
from pipeline.localise.catalogue import Catalogue, State
from pipeline.localise.layout import Layout
from pipeline.localise.pack import Pack
from pipeline.localise.translate import translated
from pipeline.model.blocks import Document
from pipeline.model.dump import dumped
from pipeline.model.plain import plain
from pipeline.resolve.numbering import numbered
from pipeline.resolve.settle import settled
from pipeline.write.package import Provenance, written
from pipeline.write.parts import Properties
from pipeline.write.shell import CLOSE, OPEN, read_shell
from pipeline.write.tags import BLOCKS
from pipeline.write.zipped import Compressor, parts_hash, zipped


@dataclass(frozen=True, slots=True)
class Ready:
    """A document that passed its checks, settled in the words of `pack`.

    `originals` are its units in the language they are written in, `translations` their states in another.
    """

    sources: Sources
    document: Document
    pack: Pack
    source_pack: Pack
    originals: Originals
    translations: Mapping[str, State] = field(default_factory=dict)

    @property
    def stem(self) -> str:
        """The name of its files without suffix: C22-23-F."""
        return f"{self.document.stem}-{self.pack.letter}"

    @property
    def layouts(self) -> Mapping[str, Layout]:
        """The layouts of the languages that its texts are in."""
        return {pack.code: pack.layout for pack in (self.source_pack, self.pack)}

    @property
    def states(self) -> Mapping[str, State]:
        """The states of its units in its language."""
        return self.translations or dict.fromkeys(self.originals.typed, State.ORIGINAL)

    def count(self, state: State) -> int:
        """How many translations are in this state."""
        return sum(found is state for found in self.translations.values())


@dataclass(frozen=True, slots=True)
class Made:
    """A file as it will be written, the settled document as JSON beside it, and its units as the manifest has them."""

    ready: Ready
    docx: bytes
    parts: str
    json: bytes
    units: tuple[Unit, ...]


_ONLY_CHECKED = ("FI208", "FI209", "TP", "TR2")
"""Faults without which a document says what it says: rules of typography, the template, what translations have beside a source."""


def original(places: Places, id_: str, report: Report, *, final: bool = False, past: bool = False) -> Ready | None:
    """Read, compose, check and settle a document in the language it is written in.

    None where a fault, which is reported, keeps it from being built in any language. One of the `past` is only to be compared:
    it was built before a check existed that refuses it now, and is let pass what changes no word.
    """
    found: list[Issue] = []
    checked = _checked(places, id_, found.append, final=final)
    for one in found:
        report(one)
    if checked is None or _stopped(found, past=past):
        return None
    sources, document, pack = checked
    return Ready(sources, settled(document, pack), pack, pack, Originals(document, pack))


def in_language(
    places: Places, source: Ready, language: str, report: Report, *, final: bool = False, past: bool = False
) -> Ready | None:
    """The same document in another language; None where a fault of that language, which is reported, keeps it from being built.

    For one of the `past` see `original`.
    """
    from pipeline.check.parity.structure import structure_issues  # noqa: PLC0415 - nobody needs it for the original

    found: list[Issue] = []
    try:
        made = _translated(places, source, language, found.append, final=final)
    except SourceError as error:
        found.append(error.issue)
        made = None
    for one in found:
        report(one)
    if made is None or _stopped(found, past=past):
        return None
    ready = replace(made, document=settled(made.document, made.pack))
    # A stale translation may lack what its source has got since, and is marked; a final has none.
    if ready.count(State.STALE):
        return ready
    other = [*structure_issues(source.document, ready.document, Location(places.catalogue(source.document.id, language)))]
    for fault in other:
        report(fault)
    return None if failed(other) else ready


def _stopped(found: Sequence[Issue], *, past: bool) -> bool:
    return failed([one for one in found if not (past and one.code.startswith(_ONLY_CHECKED))])


def _checked(places: Places, id_: str, report: Report, *, final: bool) -> tuple[Sources, Document, Pack] | None:
    """The sources, the numbered document and its pack, with everything reported that is wrong in them."""
    try:
        sources = read_sources(places, id_, report)
        pack = read_language(places, sources.language, report) if sources.language else None
        if sources.document is None or pack is None:
            return None
        for code in places.unpacked(id_):
            report(issue("LG106", Location(places.catalogue(id_, code)), lang=code, known=", ".join(places.languages())))
        here = sources.workbook.location
        document = numbered(sources.document, pack.layout.marker)
        for fault in (
            *name_issues(sources.workbook, pack),
            *language_issues(document, pack, here),
            *document_issues(document, here, final=final),
            *template_issues(places.template(document.kind), document),
        ):
            report(fault)
    except SourceError as error:
        report(error.issue)
        return None
    return sources, document, pack


def _translated(places: Places, source: Ready, language: str, report: Report, *, final: bool) -> Ready | None:
    document = source.sources.document
    faulty: list[Issue] = []
    pack = read_language(places, language, faulty.append)
    for fault in faulty:
        report(fault)
    if document is None or pack is None:
        return None
    catalogue = read_translations(places, source.document.id, source.sources, language, report)
    if catalogue is None:
        catalogue = Catalogue(language, {}, Location(places.catalogue(source.document.id, language)))
    states = catalogue.states(source.originals.typed)
    in_words = numbered(translated(document, catalogue, states), pack.layout.marker)
    for fault in (
        *name_issues(source.sources.workbook, pack),
        *language_issues(in_words, pack, catalogue.location),
        # What a pack with faults in it says of a text is worth nothing.
        *(() if failed(faulty) else translation_issues(source.originals, catalogue, states, pack, final=final)),
    ):
        report(fault)
    return Ready(source.sources, in_words, pack, source.pack, source.originals, states)


def made(
    places: Places,
    document: Ready,
    moment: datetime.datetime | None,
    report: Report,
    *,
    final: bool,
    compressor: Compressor = "zlib",
) -> Made | None:
    """Write a settled document; None, reported, where the template cannot be read or the package breaks a rule (PK101)."""
    template = places.template(document.document.kind)
    try:
        slots = (*(line.slot for line in document.document.lines), *BLOCKS)
        shell = read_shell(template, slots, compiling(places.build))
    except SourceError as error:
        report(error.issue)
        return None
    json = dumped(document.document).encode()
    units = unit_rows(document.document, places.sources)
    properties = properties_of(document.document, document.pack, moment)
    parts = written(
        document.document,
        shell,
        document.layouts,
        properties,
        # Nothing keeps it but its part: of a long document there is enough in memory.
        None if final else _provenance(document.document, json, units),
    )
    found = broken(parts, (OPEN, CLOSE))
    for fault in found:
        report(issue("PK101", Location(template), rule=fault.rule, part=fault.part, detail=fault.detail))
    return None if found else Made(document, zipped(parts, compressor), parts_hash(parts), json, units)


def _provenance(document: Document, json: bytes, units: Iterable[Unit]) -> Provenance:
    build = sha256(json)
    return Provenance(build, about(document, json, build, units))


def properties_of(document: Document, pack: Pack, moment: datetime.datetime | None) -> Properties:
    """The core properties of a settled document's file; `moment` is the document's own date where it is None."""
    texts: Mapping[str, str] = {line.slot: plain(line.content) for line in document.lines}
    own = datetime.datetime.combine(document.date, datetime.time(), datetime.UTC)
    return Properties(
        title=texts.get("title", ""),
        subject=texts.get("session", ""),
        keywords=texts.get("symbol", ""),
        language=pack.tag,
        moment=moment or own,
    )
