"""Facts, labels, patterns and cross references made literal, in the words of one language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from pipeline.localise.pack import Pack
from pipeline.model.blocks import AgendaLine, Annex, BoxField, Carrier, Cell, Document, Entry, Line, Marker, Section
from pipeline.model.inlines import (
    Choice,
    Composed,
    Content,
    Field,
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
from pipeline.model.remade import remade
from pipeline.model.values import Day, Name, Number, Period
from pipeline.model.walk import carriers, mapped, reaching, rebuilt, worded

_UNCOUNTED = (Marker.DASH, Marker.BULLET)
_IN_ADDRESS = re.compile(r"\{(\w+)\}")
_OPEN = reaching(Value, Reference, Symbol, Field)
_NAMELESS = (AgendaLine, Annex)
_HEADED = (Section, Annex)
_EXPANDED = frozenset({Label, Composed})
_LINKED = reaching(Symbol)


def settled(document: Document, pack: Pack) -> Document:
    """A numbered document with nothing left to decide: what is written, compared and frozen.

    The checks have passed: every label, name and form that the document asks for is in the pack (LG102, TX205, XL206), and
    every reference has a target (TX207, TX215).
    """
    before = _Words(pack)

    @cache
    def names() -> Mapping[str, str]:
        # References are called by numbers and headings in words, those in a heading itself not being settled.
        return _called(before.settled(one) if isinstance(one, _HEADED) else one for one in carriers(document))

    return rebuilt(document, _Words(pack, lambda target: names()[target]).settled)


def label_text(label: Label, pack: Pack) -> str:
    """A label of the pack with its fields, as plain text; raises KeyError where the pack has none of its key."""
    return plain(_Words(pack).text((label,)))


def called(document: Document) -> Mapping[str, str]:
    """What cross references call each unit and bookmark of a numbered document; one that has no number and is no heading is absent."""
    return _called(carriers(document))


def _called(texts: Iterable[Carrier]) -> Mapping[str, str]:
    names: dict[str, str] = {}
    for carrier in texts:
        match carrier:
            case Cell() | Line() | BoxField():
                continue
            case Entry() if carrier.marker in _UNCOUNTED:
                continue
            case Section() | Annex():
                text = carrier.label or plain(carrier.content)
            case _:
                text = carrier.label
        if text:
            marks = () if isinstance(carrier, _NAMELESS) else carrier.names
            names |= dict.fromkeys(filter(None, (carrier.unit, *marks)), text)
    return names


class _Words:
    """Puts texts into the words of a language; `call` says what the target of a cross reference is called.

    A choice, which many rows share, is put into words once for each form.
    """

    def __init__(self, pack: Pack, call: Callable[[str], str] = lambda _: "") -> None:
        self._pack = pack
        self._call = call
        self._own = (("letter", Text(pack.letter)), ("lang", Text(pack.code)))
        self._chosen: dict[tuple[int, str], tuple[Choice, Content]] = {}

    def settled(self, carrier: Carrier) -> Carrier:
        content = self.text(carrier.content)
        if isinstance(carrier, Annex):
            number = (("number", Text(str(carrier.number))),) if carrier.number else ()
            label = self.text((Label("annex.many" if number else "annex.one", number),))
            return remade(carrier, content=content, label=plain(label))
        return worded(carrier, content)

    def text(self, content: Content) -> Content:
        if _EXPANDED.isdisjoint(map(type, content)):
            return mapped(content, self._word, _OPEN)
        if len(content) == 1:
            return self._expanded(content[0])
        return tuple([made for inline in content for made in self._expanded(inline)])

    def _expanded(self, inline: Inline) -> Content:
        """A pattern or label with the fields of its own; these stand at the top of a text, never inside its marks."""
        match inline:
            case Composed():
                return self._filled(inline.pattern, dict(inline.fields))
            case Label(key, given):
                return (Piece(f"label.{key}", self._filled(self._pack.labels[key], dict((*given, *self._own)))),)
            case _:
                return mapped((inline,), self._word, _OPEN)

    def _filled(self, pattern: Content, given: Mapping[str, FieldValue]) -> Content:
        def word(inline: Inline) -> Content:
            match inline:
                case Field():
                    return self._field(inline, given)
                case Link(url):
                    return _addressed(inline, _address(url, given, self._pack))
                case _:
                    return self._word(inline)

        made: list[Inline] = []
        for inline in pattern:
            match inline:
                # Most of a pattern.
                case Text():
                    made.append(inline)
                case Field():
                    made += self._field(inline, given)
                case _:
                    made += mapped((inline,), word, _OPEN)
        return tuple(made)

    def _word(self, inline: Inline) -> Content:
        match inline:
            case Value():
                return (self._printed(inline, inline.form),)
            case Reference(target):
                return (Reference(target, self._call(target), inline.location),)
            case Link(url):
                return _addressed(inline, _address(url, None, self._pack))
            case Symbol(text, url):
                return (Symbol(text, _address(url, None, self._pack)),)
            case Field():
                return self._field(inline, {})
            case _:
                return (inline,)

    def _field(self, field: Field, given: Mapping[str, FieldValue]) -> Content:
        value = given.get(field.name)
        match value:
            case None:
                return (Text(field.default),) if field.default else ()
            case Value():
                return (self._printed(value, field.form),)
            case Choice():
                return self._choice(value, field.form)
            case PageNumber() | Text():
                return (value,)
            case Piece(unit, content):
                words = mapped(content, self._word, _OPEN)
                return (value if words is content else Piece(unit, words),)

    def _choice(self, choice: Choice, form: str) -> Content:
        key = (id(choice), form)
        if key not in self._chosen:
            piece = dict(choice.forms)[form] if form else choice.forms[0][1]
            # What is kept is still there, and no other has its id.
            self._chosen[key] = choice, mapped((piece,), self._word, _OPEN)
        return self._chosen[key][1]

    def _printed(self, value: Value, form: str) -> Value:
        """A value in words; one of a fact that is wrong, which was reported, has none."""
        text = value.text if value.value is None else self._pack.printed(value.value, self._pack.form(value.value, form))
        return Value(value.name, value.value, form, text, value.location)


def _address(url: str, given: Mapping[str, FieldValue] | None, pack: Pack) -> str:
    """The address with its fields, as they are in the workbook; nothing for one that the row leaves empty.

    Outside patterns (`given` is None) only the language has places in an address; other braces are its own.
    """
    if "{" not in url:
        return url
    language = {"lang": pack.code, "letter": pack.letter}

    def named(found: re.Match[str]) -> str:
        return language.get(found[1], found[0])

    def filled(found: re.Match[str]) -> str:
        if found[1] in language or given is None:
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
    return (Link(url, mapped(link.content, _unlinked, _LINKED)),) if url else link.content


def _unlinked(inline: Inline) -> Content:
    match inline:
        case Link(_, content):
            return content
        case Symbol(text):
            return (Symbol(text, ""),)
        case _:
            return (inline,)
