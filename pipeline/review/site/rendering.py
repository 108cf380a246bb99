"""The pages of the review site: what is known of documents in their languages, as files of HTML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pipeline.issues import Issue, Severity
from pipeline.localise.catalogue import State
from pipeline.messages import Messages
from pipeline.review.changes import Kind, changes
from pipeline.review.differences import numbered
from pipeline.review.progress import OPEN, Listed, sign
from pipeline.review.site.about import Finding, findings_in, told_about
from pipeline.review.site.marking import html
from pipeline.review.site.reviewed import Column, Reviewed
from pipeline.review.site.rows import Place, places, title

_ASSETS = ("site.css", "site.js")
_CHANGES = "changes.html"


@dataclass(frozen=True, slots=True)
class _About:
    unit: str
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Shown:
    id: str
    kind: str
    depth: int
    source: Place | None
    other: Place | None
    state: str = ""
    findings: tuple[Finding, ...] = ()
    about: tuple[_About, ...] = field(default=())

    @property
    def change(self) -> str:
        changes = {place.change for place in (self.source, self.other) if place}
        return next((change for change in ("changed", "renumbered") if change in changes), "")

    @property
    def untranslated(self) -> bool:
        return self.state in {state.value for state in OPEN}


def site(documents: Sequence[Reviewed], ref: str, messages: Messages) -> Mapping[str, bytes]:
    """The files of the site by their path in its folder; `ref` is what the redlines compare with, empty where nothing."""
    languages = list(dict.fromkeys(language for document in documents for language in document.languages))
    shared = {"say": messages.site, "ui": messages.language, "ref": ref}
    files: dict[str, bytes] = {name: _asset(name) for name in _ASSETS}
    matrix = []
    for document in documents:
        for column in document.columns:
            page = _page(document, column, messages)
            files[f"{document.id}/{column.language.code}.html"] = _rendered("document.html", page, up="../", **shared)
        if document.listed or document.shifted:
            files[f"{document.id}/{_CHANGES}"] = _rendered("changes.html", _changes(document, messages), up="../", **shared)
        files |= {f"{document.id}/{one.redline[0]}": one.redline[1] for one in document.columns if one.redline}
        matrix.append(_matrix_row(document, messages))
    files["index.html"] = _rendered("index.html", {"languages": languages, "matrix": matrix}, up="", **shared)
    return files


def _page(document: Reviewed, column: Column, messages: Messages) -> dict[str, object]:
    """What the page of a document in one language shows, beside its source where it is another."""
    source = document.columns[0]
    other = None if column is source else column
    tags = {one.language.code: one.language.tag for one in document.columns}
    found = findings_in(column, messages)
    rows = tuple(_rows(source, other, tags, found))
    return {
        **_named(document),
        "source": source.language,
        "other": other.language if other else None,
        "current": column.language.code,
        "findings": found.get("", ()),
        "rows": rows,
        "counts": {
            "changed": sum(row.change == Kind.CHANGED.value for row in rows),
            "renumbered": sum(row.change == Kind.RENUMBERED.value for row in rows),
            "untranslated": sum(row.untranslated for row in rows),
            "findings": sum(bool(row.findings) for row in rows),
        },
    }


def _named(document: Reviewed) -> dict[str, object]:
    """What stands above the pages of a document."""
    source = document.columns[0]
    return {
        "symbol": source.shown.symbol,
        "name": title(source.settled),
        "source": source.language,
        "chooser": [one.language for one in document.columns],
        "changes": _CHANGES if document.listed or document.shifted else "",
    }


def _changes(document: Reviewed, messages: Messages) -> dict[str, object]:
    """What the page of a document's changes shows: the list across languages, and the map of numbers."""
    tags = {one.language.code: one.language.tag for one in document.columns}

    own = document.columns[0].language.code

    def row(at: int, one: Listed) -> dict[str, object]:
        marks = [(column.language, one.states.get(column.language.code)) for column in document.columns]
        return {
            "at": at,
            "number": numbered(one.change),
            "unit": one.change.unit,
            "there": bool(one.change.unit) and one.change.kind is not Kind.REMOVED,
            "kind": one.change.kind.value,
            "words": _elsewhere(html(one.change.content, tags), f"{own}.html"),
            "marks": [(language, state.value if state in OPEN else "", sign(state, messages)) for language, state in marks],
        }

    return {
        **_named(document),
        "current": _CHANGES,
        "rows": [row(at, one) for at, one in enumerate(document.listed, 1)],
        "shifted": document.shifted,
    }


def _rows(
    source: Column, other: Column | None, tags: Mapping[str, str], found: Mapping[str, Sequence[Finding]]
) -> Iterator[_Shown]:
    column = other or source
    left = places(source.shown, tags, named=True)
    right = {place.key: place for place in places(other.shown, tags, named=False)} if other else {}
    about = dict(told_about(column))
    for place in left:
        # What was removed, or stands where it moved away from, is a row without a name of its own: a name stands once.
        id_ = place.units[0] if place.text and place.units else ""
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


def _matrix_row(document: Reviewed, messages: Messages) -> dict[str, object]:
    built = {column.language.code: _counted(document, column) for column in document.columns}
    faults = {one.language.code if one.language else "": _told(one.issues, messages) for one in document.unbuilt}
    return {
        "id": document.id,
        "symbol": document.columns[0].shown.symbol if document.columns else "",
        "changes": f"{document.id}/{_CHANGES}" if document.listed or document.shifted else "",
        "languages": built,
        "faults": faults,
    }


def _told(issues: Sequence[Issue], messages: Messages) -> list[Finding]:
    errors = (issue for issue in issues if issue.severity is Severity.ERROR)
    return [Finding(f"{issue.code} {issue.location}", messages.message(issue), messages.fix(issue)) for issue in errors]


def _counted(document: Reviewed, column: Column) -> dict[str, object]:
    states = list(column.states.values())
    stale, missing = states.count(State.STALE), states.count(State.MISSING)
    findings = sum(issue.severity > Severity.NOTE for issue in column.issues)
    grave = [key for key, count in (("findings", findings), ("missing", missing), ("stale", stale)) if count]
    return {
        "page": f"{document.id}/{column.language.code}.html",
        "units": sum(state is not State.ORPHAN for state in states),
        "done": sum(state in (State.ORIGINAL, State.FRESH) for state in states),
        "stale": stale,
        "missing": missing,
        "findings": findings,
        "changes": sum(change.kind is not Kind.RENUMBERED for change in changes(column.shown)),
        "worst": grave[0] if grave else "fine",
        "files": column.files,
        "redline": f"{document.id}/{quote(column.redline[0])}" if column.redline else "",
    }


def _elsewhere(words: Markup, page: str) -> Markup:
    """A text whose cross references lead into another page."""
    return Markup(words.replace('href="#', f'href="{page}#'))  # noqa: S704 - in a text quotes are escaped


def _rendered(name: str, page: Mapping[str, object], **shared: object) -> bytes:
    return _templates().get_template(name).render(page, **shared).encode()


def _asset(name: str) -> bytes:
    return resources.files(__package__).joinpath("pages", name).read_bytes()


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader(__package__, "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
