"""What a language pack must have for a document: every label, name and pattern that it asks for."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.issues import Issue, Location, issue, nearest
from pipeline.localise.pack import Pack
from pipeline.model.blocks import Document
from pipeline.model.inlines import Choice, Composed, Content, Field, Fields, Label, PageNumber, Piece, Text, Value
from pipeline.model.records import Workbook
from pipeline.model.values import Name
from pipeline.model.walk import carriers, inlines


def name_issues(workbook: Workbook, pack: Pack) -> Iterator[Issue]:
    """XL206: each region, country, city or language in a cell that the pack does not name, or not in the form asked for."""
    for record in (workbook.settings, *(record for sheet in workbook.sheets.values() for record in sheet)):
        for column in record.columns.values():
            value = column.value
            if not isinstance(value, Name):
                continue
            codes = sorted({code for kind, code, _ in pack.names if kind == value.kind})
            if value.code not in codes:
                same = (code for code in codes if code.lower() == value.code.lower())
                near = next(same, "") or nearest(value.code, codes)
                yield issue(
                    "XL206",
                    column.location,
                    found=value.code,
                    kind=value.kind,
                    lang=pack.code,
                    codes=", ".join(codes),
                    near=near,
                    put=(f"{near}:{value.form}" if value.form else near) if near else None,
                )
            elif value.form and value.form not in pack.forms(value):
                near = nearest(value.form, pack.forms(value))
                yield _form_issue(value.form, pack.forms(value), column.location, pack, f"{value.code}:{near}")


def language_issues(document: Document, pack: Pack, here: Location) -> Iterator[Issue]:
    """LG102 and TX205: labels that the pack has not, and patterns that it has not for the value they are to print."""
    if document.annexes:
        keys = ("annex.many",) if document.annexes[0].number else ("annex.one",)
        yield from _content_issues(tuple(Label(key, (("number", Text("")),)) for key in keys), pack, here)
    for carrier in carriers(document):
        # Characters alone ask for nothing.
        if len(carrier.content) != 1 or not isinstance(carrier.content[0], Text):
            yield from _content_issues(carrier.content, pack, carrier.location or here)


def _content_issues(content: Content, pack: Pack, at: Location) -> Iterator[Issue]:
    for inline in inlines(content):
        match inline:
            case Label(key, fields) if key in pack.labels:
                given = (*fields, ("letter", Text("")), ("lang", Text("")))
                yield from _pattern_issues(pack.labels[key], given, pack, at)
                yield from _place_issues(key, pack.labels[key], [name for name, _ in given], at)
            case Label(key):
                yield issue("LG102", at, key=key, lang=pack.code)
            case Composed(_, pattern, fields):
                yield from _pattern_issues(pattern, fields, pack, at)
            case Value(value=value, form=form) if value is not None and form and form not in pack.forms(value):
                place = inline.location or at
                put = f"{{{{{inline.name}:{nearest(form, pack.forms(value))}}}}}"
                yield _form_issue(form, pack.forms(value), place, pack, None if place.part else put)
            case _:
                pass


def _place_issues(key: str, label: Content, known: list[str], at: Location) -> Iterator[Issue]:
    """LG105: a place in a label for which nothing is there to fill it."""
    for inline in inlines(label):
        if isinstance(inline, Field) and inline.name not in known and inline.default is None:
            yield issue("LG105", inline.location or at, key=key, place=inline.name, places=", ".join(known))


def _pattern_issues(pattern: Content, given: Fields, pack: Pack, at: Location) -> Iterator[Issue]:
    fields = dict(given)
    for inline in inlines(pattern):
        if not isinstance(inline, Field):
            continue
        place = inline.location or at
        match fields.get(inline.name):
            case Value(value=value) if value is not None:
                asked = pack.form(value, inline.form)
                # A name that the pack lacks, or lacks in the form its cell asks for, is reported at that cell.
                own = isinstance(value, Name) and (value.form or not pack.forms(value))
                if asked not in pack.forms(value) and not own:
                    yield _form_issue(asked, pack.forms(value), place, pack)
            case Choice(forms):
                known = tuple(form for form, _ in forms)
                if (inline.form and inline.form not in known) or not known:
                    yield _form_issue(inline.form, known, place, pack)
            case Piece() | Text() | PageNumber() if inline.form:
                yield issue("TB109", place, field=inline.name, form=inline.form)
            case _:
                pass


def _form_issue(form: str, known: tuple[str, ...], at: Location, pack: Pack, put: str | None = None) -> Issue:
    """TX205; `put` is what stands there with the nearest form, where there is one."""
    near = nearest(form, known)
    return issue("TX205", at, form=form, known=", ".join(known), lang=pack.code, near=near, put=put if near else None)
