"""What a language pack must have for a document: every label, name and pattern that it asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from pipeline.issues import Issue, Location, issue, nearest
from pipeline.localise.pack import Pack
from pipeline.model.blocks import Document
from pipeline.model.inlines import (
    Choice,
    Composed,
    Content,
    Emphasis,
    Field,
    Fields,
    Label,
    Link,
    Note,
    PageNumber,
    Pending,
    Piece,
    Strong,
    Superscript,
    Text,
    Value,
)
from pipeline.model.records import Workbook
from pipeline.model.values import Name
from pipeline.model.walk import carriers, inlines

_ASKING = (Label, Composed, Value)


def name_issues(workbook: Workbook, pack: Pack) -> Iterator[Issue]:
    """XL206: each region, country, city or language in a cell that the pack does not name, or not in the form asked for."""
    records = [workbook.settings, *(record for sheet in workbook.sheets.values() for record in sheet)]
    for column in [column for record in records for column in record.columns.values() if isinstance(column.value, Name)]:
        value = cast("Name", column.value)
        forms = pack.forms(value)
        if not forms:
            codes = sorted({code for kind, code, _ in pack.names if kind == value.kind})
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
        elif value.form and value.form not in forms:
            near = nearest(value.form, forms)
            yield _form_issue(value.form, forms, column.location, pack, f"{value.code}:{near}")


def language_issues(document: Document, pack: Pack, here: Location) -> Sequence[Issue]:
    """LG102, LG105, TX205, TB109: labels that the pack has not, and patterns that it has not for the value they are to print."""
    asked = _Asked(pack)
    if document.annexes:
        key = "annex.many" if document.annexes[0].number else "annex.one"
        asked.text((Label(key, (("number", Text("")),)),), here)
    for carrier in carriers(document):
        asked.text(carrier.content, carrier.location or here)
    return asked.found


class _Asked:
    """What texts ask of a pack: `found` is what it has not. What many rows share, patterns and choices, is looked through once."""

    def __init__(self, pack: Pack) -> None:
        self.found: list[Issue] = []
        self._pack = pack
        self._shared: dict[int, tuple[object, Sequence[Field], bool]] = {}

    def text(self, content: Content, at: Location) -> None:
        """Look at a text that stands there."""
        for inline in content:
            match inline:
                case Text():
                    pass
                case Composed(_, pattern, fields):
                    self._pattern(pattern, fields, at)
                    if self._once(pattern, pattern)[1]:
                        self.text(pattern, at)
                    self._in_fields(fields, at)
                case Label(key, fields):
                    self._label(key, fields, at)
                    self._in_fields(fields, at)
                case Value():
                    self._value(inline, at)
                case Piece() | Strong() | Emphasis() | Superscript() | Link() | Note() | Pending():
                    self.text(inline.content, at)
                case _:
                    pass

    def _in_fields(self, fields: Fields, at: Location) -> None:
        for _, value in fields:
            match value:
                case Value():
                    self._value(value, at)
                case Piece():
                    self.text(value.content, at)
                case Choice(forms):
                    pieces = tuple([piece for _, piece in forms])
                    if self._once(value, pieces)[1]:
                        self.text(pieces, at)
                case _:
                    pass

    def _once(self, shared: object, content: Content) -> tuple[Sequence[Field], bool]:
        """The places for fields in what many rows share, and whether anything else in it asks for something."""
        if id(shared) not in self._shared:
            every = inlines(content)
            places = [inline for inline in every if isinstance(inline, Field)]
            # What is kept is still there, and no other has its id.
            self._shared[id(shared)] = shared, places, any(isinstance(inline, _ASKING) for inline in every)
        return self._shared[id(shared)][1:]

    def _label(self, key: str, fields: Fields, at: Location) -> None:
        label = self._pack.labels.get(key)
        if label is None:
            self.found.append(issue("LG102", at, key=key, lang=self._pack.code))
            return
        given = (*fields, ("letter", Text("")), ("lang", Text("")))
        self._pattern(label, given, at)
        # A place for which nothing is there to fill it.
        known = [name for name, _ in given]
        for place in self._once(label, label)[0]:
            if place.name not in known and place.default is None:
                self.found.append(issue("LG105", place.location or at, key=key, place=place.name, places=", ".join(known)))

    def _value(self, value: Value, at: Location) -> None:
        typed, form = value.value, value.form
        if typed is None or not form or form in self._pack.forms(typed):
            return
        place, forms = value.location or at, self._pack.forms(typed)
        put = f"{{{{{value.name}:{nearest(form, forms)}}}}}"
        self.found.append(_form_issue(form, forms, place, self._pack, None if place.part else put))

    def _pattern(self, pattern: Content, given: Fields, at: Location) -> None:
        places, _ = self._once(pattern, pattern)
        if not places:
            return
        fields = dict(given)
        for inline in places:
            place = inline.location or at
            match fields.get(inline.name):
                case Value(value=value) if value is not None:
                    asked, known = self._pack.form(value, inline.form), self._pack.forms(value)
                    # A name that the pack lacks, or lacks in the form its cell asks for, is reported at that cell.
                    own = isinstance(value, Name) and (value.form or not known)
                    if asked not in known and not own:
                        self.found.append(_form_issue(asked, known, place, self._pack))
                case Choice(forms):
                    known = tuple([form for form, _ in forms])
                    if (inline.form and inline.form not in known) or not known:
                        self.found.append(_form_issue(inline.form, known, place, self._pack))
                case Piece() | Text() | PageNumber() if inline.form:
                    self.found.append(issue("TB109", place, field=inline.name, form=inline.form))
                case _:
                    pass


def _form_issue(form: str, known: tuple[str, ...], at: Location, pack: Pack, put: str | None = None) -> Issue:
    """TX205; `put` is what stands there with the nearest form, where there is one."""
    near = nearest(form, known)
    return issue("TX205", at, form=form, known=", ".join(known), lang=pack.code, near=near, put=put if near else None)
