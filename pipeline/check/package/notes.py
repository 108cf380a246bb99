"""Footnotes and endnotes (ECMA-376 part 1, 17.11; [MS-OI29500] 2.1.301 for the ids that Word takes)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pipeline.check.package.parts import Element, Package, Part
from pipeline.check.package.rules import Found, Rule, near, number
from pipeline.wml.names import w

_IDS: Final = range(-(2**31), 2**15)
_SEPARATORS: Final = ("separator", "continuationSeparator")


@dataclass(frozen=True, slots=True)
class _Notes:
    """The notes of one kind: the part that holds them, those of text, and the references to them in the document."""

    kind: str
    part: Part | None
    defined: tuple[Element, ...]
    references: tuple[Element, ...]

    @property
    def of_text(self) -> Iterator[Element]:
        """The notes that are not separators."""
        return (note for note in self.defined if note.get(w("type"), "normal") == "normal")


def footnote_undefined(package: Package) -> Iterator[Found]:
    """A reference leads to a note that is not there."""
    for main, notes in _kinds(package):
        defined = {note.get(w("id")) for note in notes.defined}
        for reference in notes.references:
            if reference.get(w("id")) not in defined:
                yield main.name, f"{notes.kind} {reference.get(w('id'))}{near(reference)}"


def footnote_defined_twice(package: Package) -> Iterator[Found]:
    """Two notes have one id."""
    for _, notes in _kinds(package):
        for id_, count in Counter(note.get(w("id")) for note in notes.defined).items():
            if count > 1 and notes.part is not None:
                yield notes.part.name, f"{notes.kind} {id_}: {count} times"


def footnote_referenced_twice(package: Package) -> Iterator[Found]:
    """Two references lead to one note."""
    for main, notes in _kinds(package):
        for id_, count in Counter(reference.get(w("id")) for reference in notes.references).items():
            if count > 1:
                yield main.name, f"{notes.kind} {id_}: {count} references"


def footnote_never_referenced(package: Package) -> Iterator[Found]:
    """No reference leads to a note, whose text so is lost."""
    for _, notes in _kinds(package):
        referenced = {reference.get(w("id")) for reference in notes.references}
        for note in notes.of_text:
            if note.get(w("id")) not in referenced and notes.part is not None:
                yield notes.part.name, f"{notes.kind} {note.get(w('id'))}{near(next(note.iter(w('p')), note))}"


def footnote_id_out_of_range(package: Package) -> Iterator[Found]:
    """The id of a note is no whole number up to 32767."""
    for _, notes in _kinds(package):
        for note in notes.defined:
            id_ = number(note.get(w("id")))
            if (id_ is None or id_ not in _IDS) and notes.part is not None:
                yield notes.part.name, f"{notes.kind} {note.get(w('id'))}"


def no_footnote_separator(package: Package) -> Iterator[Found]:
    """There are notes without the two separators that Word wants, or the settings name one that is not there."""
    settings = package.related("settings")
    for _, notes in _kinds(package):
        if notes.part is None:
            continue
        types = {note.get(w("type")) for note in notes.defined}
        for missing in _SEPARATORS:
            if missing not in types:
                yield notes.part.name, f"no {notes.kind} of type {missing}"
        defined = {note.get(w("id")) for note in notes.defined}
        for named in settings.each(w(notes.kind)) if settings else ():
            if named.get(w("id")) not in defined:
                yield notes.part.name, f"no {notes.kind} {named.get(w('id'))}, which the settings name"


def footnote_outside_body(package: Package) -> Iterator[Found]:
    """A reference to a note stands in a note, a header, a footer or a comment."""
    main = package.main
    for part in package.stories:
        if part is not main:
            for reference in part.each(w("footnoteReference"), w("endnoteReference")):
                yield part.name, f"a note inside another story than the body{near(reference)}"


def _kinds(package: Package) -> Iterator[tuple[Part, _Notes]]:
    main = package.main
    if main is None:
        return
    for kind in ("footnote", "endnote"):
        if package.unread(f"{kind}s"):
            continue
        part = package.related(f"{kind}s")
        defined = tuple(part.each(w(kind))) if part else ()
        yield main, _Notes(kind, part, defined, tuple(main.each(w(f"{kind}Reference"))))


RULES: Final[tuple[Rule, ...]] = (
    footnote_undefined,
    footnote_defined_twice,
    footnote_referenced_twice,
    footnote_never_referenced,
    footnote_id_out_of_range,
    no_footnote_separator,
    footnote_outside_body,
)
