"""Facts, labels, patterns and cross references made literal, in the words of one language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from pipeline.localise.pack import Pack
from pipeline.model.blocks import Annex, Carrier, Document, Section
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
from pipeline.model.walk import carriers, mapped, rebuilt
from pipeline.resolve.numbering import numbered

_IN_ADDRESS = re.compile(r"\{(\w+)\}")


def settled(document: Document, pack: Pack) -> Document:
    """The document with nothing left to decide: what is written, compared and frozen.

    The checks have passed: every label, name and form that the document asks for is in the pack (LG102, TX205, XL206), and
    every reference has a target (TX207, TX215).
    """
    document = numbered(document, pack.marker)
    in_words = rebuilt(document, lambda carrier: _in_words(carrier, pack))
    return rebuilt(in_words, _Referring(in_words).refer)


def called(document: Document) -> Mapping[str, str]:
    """What cross references call each unit and bookmark of a numbered document; one that has no number and is no heading is absent."""
    names: dict[str, str] = {}
    for carrier in carriers(document):
        label = getattr(carrier, "label", "")
        text = label or (plain(carrier.content) if isinstance(carrier, Section | Annex) else "")
        for name in (carrier.unit, *getattr(carrier, "names", ())):
            if name and text:
                names[name] = text
    return names


def _in_words(carrier: Carrier, pack: Pack) -> Carrier:
    made = replace(carrier, content=_worded(carrier.content, pack, ()))
    if isinstance(made, Annex):
        key, fields = ("annex.many", (("number", Text(str(made.number))),)) if made.number else ("annex.one", ())
        return replace(made, label=plain(_worded((Label(key, fields),), pack, ())))
    return made


def _worded(content: Content, pack: Pack, fields: Fields) -> Content:
    def word(inline: Inline) -> Content:
        match inline:
            case Value(value=value, form=form) if value is not None:
                return (replace(inline, text=pack.printed(value, pack.form(value, form))),)
            case Field():
                return _filled(inline, dict(fields), pack)
            case Link(url):
                return _addressed(inline, _address(url, dict(fields), pack))
            case Symbol(text, url):
                return (Symbol(text, _address(url, {}, pack)),)
            case _:
                return (inline,)

    return mapped(tuple(made for inline in content for made in _expanded(inline, pack)), word)


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
            return _worded((replace(value, form=field.form),), pack, ())
        case Choice(forms):
            return (dict(forms)[field.form] if field.form else forms[0][1],)
        case PageNumber() | Text():
            return (value,)
        case Piece():
            return (value,)


def _address(url: str, fields: Mapping[str, FieldValue], pack: Pack) -> str:
    """The address with its fields; empty where the row has none for it."""
    known = {"lang": pack.code, "letter": pack.letter}

    def value(found: re.Match[str]) -> str:
        field = fields.get(found[1])
        return field.text if isinstance(field, Text) else known.get(found[1], "")

    # The field may be a whole address that itself names the language.
    return _IN_ADDRESS.sub(value, _IN_ADDRESS.sub(value, url))


def _addressed(link: Link, url: str) -> Content:
    return (Link(url, link.content),) if url else link.content


class _Referring:
    """Puts into each cross reference what its target is called."""

    def __init__(self, document: Document) -> None:
        self._called = called(document)

    def refer(self, carrier: Carrier) -> Carrier:
        return replace(carrier, content=mapped(carrier.content, self._text))

    def _text(self, inline: Inline) -> Content:
        return (replace(inline, text=self._called[inline.target]),) if isinstance(inline, Reference) else (inline,)
