"""Fields: begin, code, separator, result, end (ECMA-376 part 1, 17.16.18). Word prints a broken one as it likes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from pipeline.check.package.parts import Element, Part
from pipeline.check.package.rules import Rule, in_every_word_part, near
from pipeline.wml.names import w

_FIELD: Final = w("fldChar")
_CODES: Final = (w("instrText"), w("delInstrText"))
_TEXT: Final = w("t")
_NOTES: Final = frozenset(map(w, ("footnotes", "endnotes", "comments")))


@dataclass(slots=True)
class _Open:
    """A field that has begun and not ended."""

    begin: Element
    code: list[str] = field(default_factory=list)
    in_result: bool = False


@in_every_word_part
def field_never_ended(part: Part) -> Iterator[str]:
    """A field begins and does not end in the same story."""
    yield from _events(part, "never ended")


@in_every_word_part
def field_never_begun(part: Part) -> Iterator[str]:
    """A field ends or separates that has not begun, or separates twice."""
    yield from _events(part, "never begun")


@in_every_word_part
def code_outside_field(part: Part) -> Iterator[str]:
    """A field code stands outside a field, or in its result, where it shows as nothing at all."""
    yield from _events(part, "code outside")


@in_every_word_part
def text_in_field_code(part: Part) -> Iterator[str]:
    """Text stands where the code of a field is, and so is never printed."""
    yield from _events(part, "text in code")


def codes(part: Part) -> Iterator[tuple[str, Element]]:
    """The code of every field, with the element where the field begins."""
    for simple in part.each(w("fldSimple")):
        yield simple.get(w("instr"), ""), simple
    for story in _stories(part):
        fields: list[_Open] = []
        for element in part.each(_FIELD, *_CODES, under=story):
            kind = element.get(w("fldCharType"))
            if kind == "begin":
                fields.append(_Open(element))
            elif not fields:
                continue
            elif element.tag in _CODES:
                fields[-1].code.append(element.text or "")
            elif kind == "end":
                ended = fields.pop()
                yield "".join(ended.code), ended.begin


def _events(part: Part, wanted: str) -> Iterator[str]:
    """What goes wrong in the fields of a part, of the one kind that a rule asks for."""
    tags = (_FIELD, *_CODES, _TEXT) if wanted == "text in code" else (_FIELD, *_CODES)
    for story in _stories(part):
        fields: list[_Open] = []
        for element in part.each(*tags, under=story):
            happened = _step(fields, element)
            if happened == wanted:
                yield f"field: {happened}{near(element)}"
        if wanted == "never ended":
            for left in fields:
                yield f"field: {wanted}{near(left.begin)}"


def _step(fields: list[_Open], element: Element) -> str:
    """Takes the fields that are open past one element; says what is wrong with it there."""
    match element.get(w("fldCharType")):
        case "begin":
            fields.append(_Open(element))
        case "separate":
            if not fields or fields[-1].in_result:
                return "never begun"
            fields[-1].in_result = True
        case "end":
            if not fields:
                return "never begun"
            fields.pop()
        case None if element.tag in _CODES and (not fields or fields[-1].in_result):
            return "code outside"
        case None if element.tag == _TEXT and fields and not fields[-1].in_result:
            return "text in code"
    return ""


def _stories(part: Part) -> Iterator[Element]:
    """The stretches of text in which a field must both begin and end: each note and comment is one of its own."""
    if part.root is not None:
        yield from part.root.iterchildren("{*}*") if part.root.tag in _NOTES else (part.root,)


RULES: Final[tuple[Rule, ...]] = (
    field_never_ended,
    field_never_begun,
    code_outside_field,
    text_in_field_code,
)
