"""The lines that every kind of document has in its masthead, headers and footers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model.blocks import Line
from pipeline.model.inlines import Content, FieldValue, Label, Link, PageNumber, Piece, Text, Value
from pipeline.model.records import Record
from pipeline.model.values import Day, Name, Number, span

REVISIONS = {"rev": "Rev.", "add": "Add.", "corr": "Corr."}
"""How a symbol shows that it is a revision, an addendum or a corrigendum, in every language."""


def full_symbol(settings: Record) -> str:
    """The symbol as files are named by it: C22/23, C22/23(Rev.1)."""
    kind, number = settings.code("revision_kind"), settings.number("revision_number")
    return settings.code("symbol") + (f"({REVISIONS[kind]}{number or 1:g})" if kind else "")


def written(settings: Record, slot: str) -> Line:
    """A line that stands in the settings as it is printed; empty where the setting is. Only a text is translated."""
    value = settings.value(slot)
    if isinstance(value, Piece):
        return Line(value.unit, slot, value.content, settings.at(slot))
    return Line(f"line.{slot}", slot, (Text(str(value)),) if value is not None else (), settings.at(slot))


def labelled(settings: Record, slot: str, key: str, *names: str) -> Line:
    """A line that the language words, from the settings `names`; empty where one of them is."""
    fields = {name: _field(settings, name) for name in names}
    given = tuple((name, value) for name, value in fields.items() if value is not None)
    content: Content = (Label(key, given),) if len(given) == len(fields) else ()
    return Line(f"line.{slot}", slot, content, settings.at(names[0]) if names else settings.location)


def half_filled(settings: Record, names: Sequence[str]) -> Iterator[str]:
    """The settings of a line that are empty while others of it are filled: the line is then left out."""
    empty = [name for name in names if settings.empty("start" if name == "dates" else name)]
    return iter(empty if len(empty) < len(names) else [])


def symbol_line(settings: Record, slot: str, kind: str, plain: str) -> Line:
    """The symbol: by the label `<kind>.<plain>`, or for a revision by `<kind>.rev` and its number."""
    revised = settings.code("revision_kind")
    names = ("symbol", "revision") if revised else ("symbol",)
    return labelled(settings, slot, f"{kind}.{revised or plain}", *names)


def page_line(slot: str, key: str, settings: Record) -> Line:
    """The number of the page, as the language words it."""
    return Line(f"line.{slot}", slot, (Label(key, (("page", PageNumber()),)),), settings.location)


def fixed(settings: Record, slot: str, key: str) -> Line:
    """A wording of the language in which nothing of the document stands."""
    return Line(f"line.{slot}", slot, (Label(key),), settings.location)


def address_line(settings: Record, slot: str) -> Line:
    """The address of the organisation's site, linked to itself."""
    line = written(settings, slot)
    url = settings.code(slot)
    return Line(line.unit, slot, (Link(url, line.content),) if url else (), line.location)


def _field(settings: Record, name: str) -> FieldValue | None:
    if name == "dates":
        start = settings.date("start")
        return Value("settings.dates", span(start, settings.date("end")), "") if start else None
    if name == "revision":
        return Value("settings.revision_number", Number(settings.number("revision_number") or 1), "")
    value = settings.value(name)
    match value:
        case Piece() | None:
            return value
        case Name():
            return Value(f"settings.{name}", value, "")
        case str() | bool():
            return Text(str(value))
        case int() | float():
            return Value(f"settings.{name}", Number(value), "")
        case date:
            return Value(f"settings.{name}", Day(date), "")
