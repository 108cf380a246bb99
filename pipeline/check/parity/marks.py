"""Facts, fields, cross references, footnote calls, addresses, symbols and emphasis: each as often as in the source."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipeline.check.parity.text import differences, parts, symbols
from pipeline.issues import Issue, issue
from pipeline.localise.catalogue import Entry
from pipeline.localise.pack import Pack
from pipeline.localise.units import Unit
from pipeline.model.inlines import Content, Emphasis, Field, Inline, Link, Note, Piece, Reference, Strong, Text, Value


def facts(unit: Unit, entry: Entry, _source: Pack, pack: Pack) -> Iterator[Issue]:
    """TR201: the facts that are printed; the pattern of one may be another."""
    yield from _compared("TR201", unit, entry, pack, _named(_fact))


def fields(unit: Unit, entry: Entry, _source: Pack, pack: Pack) -> Iterator[Issue]:
    """TR202: the fields of a pattern."""
    yield from _compared("TR202", unit, entry, pack, _named(_field))


def references(unit: Unit, entry: Entry, _source: Pack, pack: Pack) -> Iterator[Issue]:
    """TR203: the cross references."""
    yield from _compared("TR203", unit, entry, pack, _named(_reference))


def footnotes(unit: Unit, entry: Entry, _source: Pack, pack: Pack) -> Iterator[Issue]:
    """TR204: the footnotes that are called."""
    yield from _compared("TR204", unit, entry, pack, _named(_footnote))


def links(unit: Unit, entry: Entry, _source: Pack, pack: Pack) -> Iterator[Issue]:
    """TR205: the addresses of links."""
    yield from _compared("TR205", unit, entry, pack, _named(_address))


def document_symbols(unit: Unit, entry: Entry, _source: Pack, pack: Pack) -> Iterator[Issue]:
    """TR206: the document symbols; a mark of revision behind one is the language's own."""
    yield from _compared("TR206", unit, entry, pack, symbols)


def emphasis(unit: Unit, entry: Entry, source: Pack, pack: Pack) -> Iterator[Issue]:
    """TR209: bold, and italic where both languages have it."""
    italic = source.layout.italic and pack.layout.italic

    def raised(inline: Inline) -> str:
        return "**" if isinstance(inline, Strong) else "*" if isinstance(inline, Emphasis) and italic else ""

    yield from _compared("TR209", unit, entry, pack, _named(raised))


def _compared(code: str, unit: Unit, entry: Entry, pack: Pack, found: Callable[[Content], list[str]]) -> Iterator[Issue]:
    missing, extra = differences(found(unit.content), found(entry.content))
    if missing or extra:
        yield issue(code, entry.location, unit=unit.id, lang=pack.code, missing=missing or "–", extra=extra or "–")


def _named(name: Callable[[Inline], str]) -> Callable[[Content], list[str]]:
    def found(content: Content) -> list[str]:
        # Most texts are characters and nothing else.
        if len(content) == 1 and isinstance(content[0], Text):
            return []
        return [one for one in map(name, parts(content)) if one]

    return found


def _fact(inline: Inline) -> str:
    match inline:
        case Value(name):
            return name
        # Only the text of a fact stands as a unit of its own among other text.
        case Piece(unit):
            return unit
        case _:
            return ""


def _field(inline: Inline) -> str:
    return inline.name if isinstance(inline, Field) else ""


def _reference(inline: Inline) -> str:
    return inline.target if isinstance(inline, Reference) else ""


def _footnote(inline: Inline) -> str:
    return inline.unit if isinstance(inline, Note) else ""


def _address(inline: Inline) -> str:
    return inline.url if isinstance(inline, Link) else ""
