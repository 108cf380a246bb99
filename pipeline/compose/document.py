"""A workbook and its fragments into a document, in the language that they are written in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from pipeline.compose import council, tdag
from pipeline.compose.agenda import agenda_of
from pipeline.compose.blocks import blocks_of
from pipeline.compose.finish import Finish
from pipeline.compose.masthead import full_symbol, half_filled
from pipeline.compose.symbols import check_box, comparable
from pipeline.compose.tables import Tables
from pipeline.issues import Report, issue, nearest
from pipeline.model.blocks import Annex, Block, BoxField, Carrier, Document, Line, Section
from pipeline.model.fragments import Fragment, FragmentLine, LineKind
from pipeline.model.inlines import Content, Label, Piece, Symbol
from pipeline.model.records import Record, Sheet, Workbook
from pipeline.model.walk import carriers_below, inlines, rebuilt, worded

KINDS: Mapping[str, Callable[[Record], tuple[Line, ...]]] = {"council": council.lines, "tdag": tdag.lines}
"""The kinds of documents, each with the module that words its masthead and the template of that name."""

_UNFIT = re.compile(r'[<>:"/\\|?*\s]')


def compose(id_: str, workbook: Workbook, fragments: Mapping[str, Fragment], finish: Finish, report: Report) -> Document | None:
    """The document, not yet numbered. None where its kind or date is not known (reported by now or here).

    Reports what does not fit together: TX204, TX206, TX210 to TX212, TX220, TB, XL201, XL205, XL212.
    """
    settings = workbook.settings
    kind, date = settings.code("kind"), settings.date("date")
    if kind and kind not in KINDS:
        near = nearest(kind, KINDS)
        report(issue("XL205", settings.at("kind"), found=kind, codes=", ".join(KINDS), near=near, put=near or None))
    if kind not in KINDS or date is None:
        return None
    meeting = ("meeting",) if kind == "tdag" and settings.value("meeting") else ()
    for name in half_filled(settings, (*meeting, "place", "dates")):
        report(issue("XL223", settings.at("start" if name == "dates" else name), key="start" if name == "dates" else name))
    tables = Tables(workbook, report)
    library = _Library(workbook, fragments, tables, report)
    document = Document(
        id=id_,
        kind=kind,
        symbol=settings.code("symbol"),
        stem=_UNFIT.sub("-", full_symbol(settings)),
        date=date,
        language=settings.code("text_language"),
        lines=KINDS[kind](settings),
        box=library.box(settings),
        body=library.sections(),
        annexes=library.annexes(),
    )
    library.report_unused()
    for record in tables.unused():
        report(issue("TB106", record.location, table=record.id))
    for record in tables.unprinted():
        report(issue("TB112", record.location, sheet=record.sheet, row=record.id))
    return _finished(document, finish, workbook, report)


class _Library:
    """The fragments, and which of them were asked for."""

    def __init__(self, workbook: Workbook, fragments: Mapping[str, Fragment], tables: Tables, report: Report) -> None:
        self._workbook = workbook
        self._sections = workbook.sheet("sections")
        self._children: dict[str, list[Record]] = {}
        for record in self._sections:
            self._children.setdefault(record.code("parent"), []).append(record)
        self._fragments = fragments
        self._tables = tables
        self._report = report
        self._used: set[str] = set()
        self._placed: set[tuple[LineKind, str]] = set()

    def box(self, settings: Record) -> tuple[BoxField, ...]:
        fields = [name for name in settings.columns if name.startswith("box.")]
        return tuple(
            BoxField(f"label.{name}", (Label(name),), self._blocks(settings, name), settings.at(name)) for name in fields
        )

    def sections(self) -> tuple[Section, ...]:
        top = [record for record in self._sections if not _is_annex(record) and not record.code("parent")]
        return tuple(map(self._section, top))

    def annexes(self) -> tuple[Annex, ...]:
        records = [record for record in self._sections if _is_annex(record)]
        for record in records:
            if record.code("parent"):
                self._report(issue("XL212", record.at("parent"), found=record.code("parent"), near=""))
        return tuple(
            Annex(
                f"sections.{record.id}.heading",
                _words(record, "heading"),
                0,
                (*self._blocks(record, "fragment"), *self._under(record)),
                location=record.at("heading"),
            )
            for record in records
        )

    def report_unused(self) -> None:
        for name, fragment in self._fragments.items():
            if name not in self._used:
                self._report(issue("TX211", fragment.location, fragment=name))

    def _section(self, record: Record) -> Section:
        heading = _words(record, "heading")
        numbered = record.value("numbered") is True
        if numbered and not heading:
            self._report(issue("XL201", record.at("heading"), column="heading"))
        return Section(
            f"sections.{record.id}.heading" if heading else "",
            heading,
            numbered,
            (*self._blocks(record, "fragment"), *self._under(record)),
            tuple(record.code("bookmark").split()),
            location=record.at("heading"),
        )

    def _under(self, record: Record) -> Iterator[Section]:
        return (self._section(child) for child in self._children.get(record.id, ()) if not _is_annex(child))

    def _blocks(self, record: Record, column: str) -> tuple[Block, ...]:
        name = record.code(column)
        if not name:
            return ()
        self._used.add(name)
        fragment = self._fragments.get(name)
        if fragment is None:
            near = nearest(name, self._fragments)
            self._report(issue("TX210", record.at(column), fragment=name, near=near, put=near or None))
            return ()
        if not fragment.lines and fragment.readable:
            self._report(issue("TX226", fragment.location, fragment=name))
        return blocks_of(fragment.lines, self._inserted)

    def _inserted(self, line: FragmentLine) -> tuple[Block, ...]:
        if (line.kind, line.target) in self._placed:
            self._report(issue("TB110", line.location, found=line.target or line.kind.value))
            return ()
        self._placed.add((line.kind, line.target))
        if line.kind is LineKind.AGENDA:
            agenda = agenda_of(self._workbook.sheet("agenda"), self._report)
            if not agenda.lines:
                self._report(issue("TB111", line.location))
            return (agenda,)
        form = line.kind.value
        known = self._tables.ids(form)
        if line.target in known:
            return self._tables.made(form, line.target)
        near = nearest(line.target, known)
        put = f"[[{form}: {near}]]" if near else None
        self._report(issue("TX206", line.location, form=form, found=line.target, near=near, put=put))
        return ()


def _is_annex(record: Record) -> bool:
    return record.code("type") == "annex"


def _words(record: Record, column: str) -> Content:
    value = record.value(column)
    return value.content if isinstance(value, Piece) else ()


def _finished(document: Document, finish: Finish, workbook: Workbook, report: Report) -> Document:
    changed: list[Content] = []

    def change(carrier: Carrier) -> Carrier:
        content = finish.text(carrier.content, carrier.location or workbook.location, report)
        if content is carrier.content:
            return carrier
        changed.append(content)
        return worded(carrier, content)

    finished = rebuilt(document, change)
    # What stayed as it was has no symbol in it.
    _check_references(finished, changed, workbook.sheet("references"), report)
    return finished


def _check_references(document: Document, texts: Iterable[Content], references: Sheet, report: Report) -> None:
    """TX220 and TX224: what the box cites, what the text cites, and what the references sheet says of both."""
    boxes = [box for box in document.box if box.unit == "label.box.references"]
    in_box = [carrier for box in boxes for carrier in carriers_below(box)]
    apart = {id(carrier.content) for carrier in in_box}
    cited = _cited(text for text in texts if id(text) not in apart)
    for record in references:
        symbol = record.code("symbol")
        if symbol and symbol not in cited:
            report(issue("TX224", record.at("symbol"), symbol=symbol))
    if boxes:
        here = next((carrier.location for carrier in in_box[1:] if carrier.location), references.location)
        check_box(references, _cited(carrier.content for carrier in in_box), here, report)


def _cited(texts: Iterable[Content]) -> set[str]:
    return {comparable(one.text) for text in texts for one in inlines(text) if isinstance(one, Symbol)}
