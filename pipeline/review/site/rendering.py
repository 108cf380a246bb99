"""The pages of the review site: what is known of documents in their languages, as files of HTML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined

from pipeline.issues import Issue, Location, Severity
from pipeline.localise.catalogue import State
from pipeline.messages import Messages
from pipeline.model.blocks import Document
from pipeline.model.inlines import Note
from pipeline.model.walk import carriers, inlines
from pipeline.review.site.rows import Place, places, title
from pipeline.review.trace import Origin, Sources, note_origins, origins

_OPEN = (State.STALE, State.MISSING)
_ASSETS = ("site.css", "site.js")


@dataclass(frozen=True, slots=True)
class Language:
    """A language as a page names it and as a browser needs to know it."""

    code: str
    tag: str
    endonym: str
    direction: str


@dataclass(frozen=True, slots=True)
class Column:
    """A document in one language: `shown` is its settled document or, where there is another state, the redline from that.

    `states` has those of its units, `issues` all that was found in it; `files` are names and addresses, from the page of
    the matrix, of what there is to open.
    """

    language: Language
    shown: Document
    sources: Sources
    states: Mapping[str, State]
    issues: Sequence[Issue] = ()
    files: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Unbuilt:
    """A language in which faults keep a document from being built; None where they are those of its sources."""

    language: Language | None
    issues: Sequence[Issue]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A document in the languages that it can be built in, that of its sources first, and the others."""

    id: str
    columns: tuple[Column, ...]
    unbuilt: tuple[Unbuilt, ...] = ()

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages that it is or ought to be in."""
        return (*(one.language for one in self.columns), *(one.language for one in self.unbuilt if one.language))


@dataclass(frozen=True, slots=True)
class _About:
    unit: str
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Finding:
    code: str
    message: str
    fix: str


@dataclass(frozen=True, slots=True)
class _Shown:
    id: str
    kind: str
    depth: int
    source: Place | None
    other: Place | None
    state: str = ""
    findings: tuple[_Finding, ...] = ()
    about: tuple[_About, ...] = field(default=())

    @property
    def change(self) -> str:
        changes = {place.change for place in (self.source, self.other) if place}
        return next((change for change in ("changed", "renumbered") if change in changes), "")

    @property
    def untranslated(self) -> bool:
        return self.state in {state.value for state in _OPEN}


def site(documents: Sequence[Reviewed], ref: str, messages: Messages) -> Mapping[str, bytes]:
    """The files of the site by their path in its folder; `ref` is what the redlines compare with, empty where nothing."""
    say = messages.site
    shared = {"say": say, "ui": messages.language, "ref": ref}
    languages = list(dict.fromkeys(language for document in documents for language in document.languages))
    files: dict[str, str] = {}
    matrix = []
    for document in documents:
        pages = {column.language.code: _page(document, column, messages) for column in document.columns}
        for code, page in pages.items():
            files[f"{document.id}/{code}.html"] = _templates().get_template("document.html").render(page, up="../", **shared)
        matrix.append(_matrix_row(document, pages, messages))
    index = _templates().get_template("index.html").render(languages=languages, matrix=matrix, up="", **shared)
    assets = {name: _asset(name) for name in _ASSETS}
    return {name: text.encode() for name, text in {"index.html": index, **files, **assets}.items()}


def _page(document: Reviewed, column: Column, messages: Messages) -> dict[str, object]:
    """What the page of a document in one language shows, beside its source where it is another."""
    source = document.columns[0]
    other = None if column is source else column
    tags = {one.language.code: one.language.tag for one in document.columns}
    rows = tuple(_rows(source, other, tags, messages))
    return {
        "symbol": source.shown.symbol,
        "name": title(source.sources.settled),
        "source": source.language,
        "other": other.language if other else None,
        "current": column.language.code,
        "chooser": [one.language for one in document.columns],
        "rows": rows,
        "counts": {
            "changed": sum(row.change == "changed" for row in rows),
            "renumbered": sum(row.change == "renumbered" for row in rows),
            "untranslated": sum(row.untranslated for row in rows),
            "findings": sum(bool(row.findings) for row in rows),
        },
    }


def _rows(source: Column, other: Column | None, tags: Mapping[str, str], messages: Messages) -> Iterator[_Shown]:
    column = other or source
    left = places(source.shown, tags)
    right = {place.key: place for place in places(other.shown, tags)} if other else {}
    about = dict(_about(column))
    found = _findings(column, messages)
    for place in left:
        # What was removed, or stands where it moved away from, is a row without a name of its own: a name stands once.
        id_ = place.units[0] if place.text and place.key == place.units[0] else ""
        states = [column.states[unit] for unit in place.units if unit in column.states]
        state = next((one.value for one in (State.MISSING, State.STALE) if one in states), states[0].value if states else "")
        yield _Shown(
            id=id_,
            kind=place.kind,
            depth=place.depth,
            source=place,
            other=right.get(place.key),
            state=state,
            findings=tuple(finding for unit in place.units for finding in found.get(unit, ())),
            about=tuple(
                _About(unit if place.table else "", about[unit]) for unit in dict.fromkeys(place.units) if about.get(unit)
            ),
        )
    known = {place.key for place in left}
    for key, place in right.items():
        if key not in known:
            yield _Shown(id="", kind=place.kind, depth=place.depth, source=None, other=place)


def _about(column: Column) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    for unit, found in _origins(column):
        yield unit, tuple((origin.role.value, str(origin.location)) for origin in found)


def _origins(column: Column) -> Iterator[tuple[str, tuple[Origin, ...]]]:
    for carrier in carriers(column.sources.settled):
        notes = (inline for inline in inlines(carrier.content) if isinstance(inline, Note))
        yield (
            carrier.unit,
            (*origins(carrier, column.sources), *(one for note in notes for one in note_origins(note, column.sources))),
        )


def _findings(column: Column, messages: Messages) -> Mapping[str, list[_Finding]]:
    """What was found in the texts of a document, by unit; a place that several texts are made from counts for the first."""
    units: dict[tuple[object, ...], str] = {}
    for of, found in _origins(column):
        for origin in found:
            units.setdefault(_spot(origin.location), of)
    made: dict[str, list[_Finding]] = {}
    for issue in column.issues:
        unit = units.get(_spot(issue.location))
        if unit is not None and issue.severity > Severity.NOTE:
            made.setdefault(unit, []).append(_Finding(issue.code, messages.message(issue), messages.fix(issue)))
    return made


def _spot(location: Location) -> tuple[object, ...]:
    if location.path.suffix.lower() == ".xlsx":
        return location.path, location.part, location.row, location.column
    return location.path, location.row


def _matrix_row(document: Reviewed, pages: Mapping[str, Mapping[str, object]], messages: Messages) -> dict[str, object]:
    built = {column.language.code: _counted(document, column, pages) for column in document.columns}
    faults = {one.language.code if one.language else "": _told(one.issues, messages) for one in document.unbuilt}
    return {
        "id": document.id,
        "symbol": document.columns[0].shown.symbol if document.columns else "",
        "languages": built,
        "faults": faults,
    }


def _told(issues: Sequence[Issue], messages: Messages) -> list[_Finding]:
    errors = (issue for issue in issues if issue.severity is Severity.ERROR)
    return [_Finding(f"{issue.code} {issue.location}", messages.message(issue), messages.fix(issue)) for issue in errors]


def _counted(document: Reviewed, column: Column, pages: Mapping[str, Mapping[str, object]]) -> dict[str, object]:
    states = list(column.states.values())
    stale, missing = states.count(State.STALE), states.count(State.MISSING)
    findings = sum(issue.severity > Severity.NOTE for issue in column.issues)
    counts: Mapping[str, int] = pages[column.language.code]["counts"]  # type: ignore[assignment]
    grave = [key for key, count in (("findings", findings), ("missing", missing), ("stale", stale)) if count]
    return {
        "page": f"{document.id}/{column.language.code}.html",
        "units": sum(state is not State.ORPHAN for state in states),
        "done": sum(state in (State.ORIGINAL, State.FRESH) for state in states),
        "stale": stale,
        "missing": missing,
        "findings": findings,
        "changes": counts["changed"],
        "worst": grave[0] if grave else "fine",
        "files": column.files,
    }


def _asset(name: str) -> str:
    return resources.files(__package__).joinpath("pages", name).read_text("utf-8")


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader(__package__, "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
