"""Facts, labels, patterns and cross references made literal, in the words of one language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from pipeline.localise.pack import Pack
from pipeline.model.blocks import Annex, Carrier, Document, Entry, Marker, Section
from pipeline.model.inlines import (
    Choice,
    Composed,
    Content,
    Field,
    Fields,
    FieldValue,
    Inline,
    Label,
    Link,
    PageNumber,
    Piece,
    Reference,
    Symbol,
    Text,
    Value,
)
from pipeline.model.plain import plain
from pipeline.model.values import Day, Name, Number, Period
from pipeline.model.walk import carriers, mapped, rebuilt, worded

_UNCOUNTED = (Marker.DASH, Marker.BULLET)
_IN_ADDRESS = re.compile(r"\{(\w+)\}")


def settled(document: Document, pack: Pack) -> Document:
    """A numbered document with nothing left to decide: what is written, compared and frozen.

    The checks have passed: every label, name and form that the document asks for is in the pack (LG102, TX205, XL206), and
    every reference has a target (TX207, TX215).
    """
    in_words = rebuilt(document, lambda carrier: _in_words(carrier, pack))
    return rebuilt(in_words, _Referring(in_words).refer)


def label_text(label: Label, pack: Pack) -> str:
    """A label of the pack with its fields, as plain text; raises KeyError where the pack has none of its key."""
    return plain(_worded((label,), pack, None))


def called(document: Document) -> Mapping[str, str]:
    """What cross references call each unit and bookmark of a numbered document; one that has no number and is no heading is absent."""
    names: dict[str, str] = {}
    for carrier in carriers(document):
        label = "" if isinstance(carrier, Entry) and carrier.marker in _UNCOUNTED else getattr(carrier, "label", "")
        text = label or (plain(carrier.content) if isinstance(carrier, Section | Annex) else "")
        for name in (carrier.unit, *getattr(carrier, "names", ())):
            if name and text:
                names[name] = text
    return names


def _in_words(carrier: Carrier, pack: Pack) -> Carrier:
    made = worded(carrier, _worded(carrier.content, pack, None))
    if isinstance(made, Annex):
        key, fields = ("annex.many", (("number", Text(str(made.number))),)) if made.number else ("annex.one", ())
        return replace(made, label=label_text(Label(key, fields), pack))
    return made


def _worded(content: Content, pack: Pack, fields: Fields | None) -> Content:
    def word(inline: Inline) -> Content:
        match inline:
            case Value(value=value, form=form) if value is not None:
                return (Value(inline.name, value, form, pack.printed(value, pack.form(value, form)), inline.location),)
            case Field():
                return _filled(inline, dict(fields or ()), pack)
            case Link(url):
                return _addressed(inline, _address(url, fields, pack))
            case Symbol(text, url):
                return (Symbol(text, _address(url, None, pack)),)
            case _:
                return (inline,)

    if any(isinstance(inline, Label | Composed) for inline in content):
        content = tuple(made for inline in content for made in _expanded(inline, pack))
    return mapped(content, word)


def _expanded(inline: Inline, pack: Pack) -> Content:
    """A pattern or label with the fields of its own; these stand at the top of a text, never inside its marks."""
    match inline:
        case Label(key, given):
            given = (*given, ("letter", Text(pack.letter)), ("lang", Text(pack.code)))
            return (Piece(f"label.{key}", _worded(pack.labels[key], pack, given)),)
        case Composed(_, pattern, given):
            return _worded(pattern, pack, given)
        case _:
            return (inline,)


def _filled(field: Field, fields: Mapping[str, FieldValue], pack: Pack) -> Content:
    value = fields.get(field.name)
    match value:
        case None:
            return (Text(field.default),) if field.default else ()
        case Value():
            return _worded((Value(value.name, value.value, field.form, value.text, value.location),), pack, None)
        case Choice(forms):
            return (dict(forms)[field.form] if field.form else forms[0][1],)
        case PageNumber() | Text():
            return (value,)
        case Piece():
            return (value,)


def _address(url: str, fields: Fields | None, pack: Pack) -> str:
    """The address with its fields, as they are in the workbook; nothing for one that the row leaves empty.

    Outside patterns (`fields` is None) only the language has places in an address; other braces are its own.
    """
    given = dict(fields or ())
    language = {"lang": pack.code, "letter": pack.letter}

    def named(found: re.Match[str]) -> str:
        return language.get(found[1], found[0])

    def filled(found: re.Match[str]) -> str:
        if found[1] in language or fields is None:
            return named(found)
        return _raw(given[found[1]]) if found[1] in given else ""

    # The field may be a whole address that itself names the language.
    return _IN_ADDRESS.sub(named, _IN_ADDRESS.sub(filled, url))


def _raw(field: FieldValue) -> str:
    match field:
        case Value(value=Number(number)):
            return f"{number:.15g}"
        case Value(value=Name(_, code)):
            return code
        case Value(value=Day(date) | Period(date)):
            return date.isoformat()
        case Choice(forms):
            return plain((forms[0][1],))
        case _:
            return plain((field,))


def _addressed(link: Link, url: str) -> Content:
    """The link, its text alone where it has no address; what it holds is no link of its own."""
    return (Link(url, mapped(link.content, _unlinked)),) if url else link.content


def _unlinked(inline: Inline) -> Content:
    match inline:
        case Link(_, content):
            return content
        case Symbol(text):
            return (Symbol(text, ""),)
        case _:
            return (inline,)


class _Referring:
    """Puts into each cross reference what its target is called."""

    def __init__(self, document: Document) -> None:
        self._called = called(document)

    def refer(self, carrier: Carrier) -> Carrier:
        return worded(carrier, mapped(carrier.content, self._text))

    def _text(self, inline: Inline) -> Content:
        return (replace(inline, text=self._called[inline.target]),) if isinstance(inline, Reference) else (inline,)
