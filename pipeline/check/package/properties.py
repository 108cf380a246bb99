"""Core and custom properties (ECMA-376 part 2, 8.3 and annex C.3; part 1, 22.3)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from lxml import etree

from pipeline.check.package.parts import Package, Part
from pipeline.check.package.rules import Found, Rule, number
from pipeline.wml.names import CP, CUSTOM, DC, DCTERMS, XSI

_KNOWN: Final = frozenset(
    f"{{{namespace}}}{local}"
    for namespace, locals_ in (
        (CP, "category contentStatus contentType keywords lastModifiedBy lastPrinted revision version"),
        (DC, "creator description identifier language subject title"),
        (DCTERMS, "created modified"),
    )
    for local in locals_.split()
)
_DATES: Final = (f"{{{DCTERMS}}}created", f"{{{DCTERMS}}}modified")
_W3CDTF: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?|\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)")
_FIRST_ID: Final = 2
"""Ids 0 and 1 of a property set are taken ([MS-OLEPS] 2.18)."""


def core_property_twice(package: Package) -> Iterator[Found]:
    """A core property stands twice, as two titles; Word refuses the file, the Open XML SDK does not."""
    for part in _core(package):
        for name, count in Counter(str(element.tag) for element in part.each("{*}*")).items():
            if count > 1:
                yield part.name, f"{name}: {count} times"


def unknown_core_property(package: Package) -> Iterator[Found]:
    """A core property that there is none of, or in the wrong namespace; Word refuses the file."""
    for part in _core(package):
        for element in part.each("{*}*"):
            if element is not part.root and element.tag not in _KNOWN:
                yield part.name, str(element.tag)


def bad_core_date(package: Package) -> Iterator[Found]:
    """The date of creation or modification is not a W3CDTF date, or not marked as one."""
    for part in _core(package):
        for element in part.each(*_DATES):
            marked = element.get(f"{{{XSI}}}type", "").rpartition(":")[2]
            if marked != "W3CDTF":
                yield part.name, f"{etree.QName(element).localname} without xsi:type W3CDTF"
            elif not _is_date(element.text or ""):
                yield part.name, f"{etree.QName(element).localname}: {element.text!r}"


def bad_custom_property(package: Package) -> Iterator[Found]:
    """Two custom properties share a name or an id, or an id is below 2."""
    part = package.related("custom-properties", "")
    if part is None:
        return
    properties = list(part.each(f"{{{CUSTOM}}}property"))
    for attribute in ("pid", "name"):
        for value, count in Counter(element.get(attribute, "").casefold() for element in properties).items():
            if count > 1:
                yield part.name, f"{attribute} {value}: {count} times"
    for element in properties:
        id_ = number(element.get("pid"))
        if id_ is None or id_ < _FIRST_ID:
            yield part.name, f"pid {element.get('pid')}"


def _core(package: Package) -> Iterator[Part]:
    part = package.related("core-properties", "")
    if part is not None:
        yield part


def _is_date(text: str) -> bool:
    match = _W3CDTF.fullmatch(text)
    if match is None:
        return False
    try:
        if match[1]:
            date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
        else:
            datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


RULES: Final[tuple[Rule, ...]] = (
    core_property_twice,
    unknown_core_property,
    bad_core_date,
    bad_custom_property,
)
