"""Values of attributes: outside their enumerations, no numbers, no colours, or not there at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias, TypeVar

from pipeline.check.package.allowed import COLOURED, ENUMERATIONS, NUMERIC, REQUIRED
from pipeline.check.package.parts import Element, Part
from pipeline.check.package.rules import Rule, in_every_word_part, near
from pipeline.wml.names import local, w

T = TypeVar("T")

_Table: TypeAlias = dict[str, dict[str, list[tuple[str, T]]]]


def _table(keys: Mapping[str, T]) -> _Table[T]:
    """The keys by the element's name, then its parent's local name or none: the attributes, each with what it may be."""
    table: _Table[T] = {}
    for key, allowed in keys.items():
        place, _, attribute = key.partition("@")
        parent, _, name = place.rpartition("/")
        table.setdefault(w(name), {}).setdefault(parent, []).append((w(attribute), allowed))
    return table


def _asked(part: Part, table: _Table[T]) -> Iterator[tuple[Element, str, T]]:
    """Every element of a part that the table has, with an attribute to look at and what it may be."""
    for element in part.each(*table):
        by_parent = table[str(element.tag)]
        parent = element.getparent()
        name = local(str(parent.tag)) if parent is not None else ""
        for attribute, allowed in by_parent.get(name, by_parent.get("", [])):
            yield element, attribute, allowed


_ENUMERATED_TABLE: Final = _table({key: frozenset(values.split()) for key, values in ENUMERATIONS.items()})
_NUMERIC_TABLE: Final = _table(NUMERIC)
_COLOURED_TABLE: Final = _table(COLOURED)
_REQUIRED_TABLE: Final = _table(dict.fromkeys(REQUIRED, True))


@in_every_word_part
def value_outside_enumeration(part: Part) -> Iterator[str]:
    """An attribute has a value that the schema does not list."""
    for element, attribute, allowed in _asked(part, _ENUMERATED_TABLE):
        value = element.get(attribute)
        if value is not None and value not in allowed:
            yield _said(element, attribute)


@in_every_word_part
def bad_number(part: Part) -> Iterator[str]:
    """A size, distance or count is not a whole number (of twentieths, halves or eighths of a point), nor has a unit."""
    yield from _unlike(part, _NUMERIC_TABLE)


@in_every_word_part
def bad_colour(part: Part) -> Iterator[str]:
    """A colour is neither `auto` nor six hexadecimal digits."""
    yield from _unlike(part, _COLOURED_TABLE)


@in_every_word_part
def missing_attribute(part: Part) -> Iterator[str]:
    """An attribute that the schema requires is not there, as `w:val` of `w:shd`."""
    for element, attribute, _ in _asked(part, _REQUIRED_TABLE):
        if element.get(attribute) is None:
            yield f"{local(str(element.tag))} without {local(attribute)}{near(element)}"


def _unlike(part: Part, table: _Table[re.Pattern[str]]) -> Iterator[str]:
    for element, attribute, pattern in _asked(part, table):
        value = element.get(attribute)
        if value is not None and not pattern.fullmatch(value):
            yield _said(element, attribute)


def _said(element: Element, attribute: str) -> str:
    return f"{local(str(element.tag))} {local(attribute)}={element.get(attribute)!r}{near(element)}"


RULES: Final[tuple[Rule, ...]] = (
    value_outside_enumeration,
    bad_number,
    bad_colour,
    missing_attribute,
)
