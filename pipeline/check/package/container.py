"""The package as a zip archive: entries and content types (ECMA-376 part 2, 6.2.2 names, 7.2.3 types, 7.3 zip)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from pipeline.check.package.parts import CONTENT_TYPES, Package
from pipeline.check.package.rules import Found, Rule

_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES: Final = {
    "officeDocument": f"{_WORD}.document.main+xml",
    "styles": f"{_WORD}.styles+xml",
    "settings": f"{_WORD}.settings+xml",
    "webSettings": f"{_WORD}.webSettings+xml",
    "numbering": f"{_WORD}.numbering+xml",
    "fontTable": f"{_WORD}.fontTable+xml",
    "footnotes": f"{_WORD}.footnotes+xml",
    "endnotes": f"{_WORD}.endnotes+xml",
    "comments": f"{_WORD}.comments+xml",
    "header": f"{_WORD}.header+xml",
    "footer": f"{_WORD}.footer+xml",
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
    "core-properties": "application/vnd.openxmlformats-package.core-properties+xml",
    "extended-properties": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    "custom-properties": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
}
_RELATIONSHIPS: Final = "application/vnd.openxmlformats-package.relationships+xml"


def not_a_package(package: Package) -> Iterator[Found]:
    """The bytes are not a zip archive, or an empty one."""
    if package.damage:
        yield "", package.damage


def duplicate_entry(package: Package) -> Iterator[Found]:
    """Two entries have one name; names that differ only in case are the same."""
    for name, count in Counter(entry.lower() for entry in package.entries).items():
        if count > 1:
            yield name, f"{count} entries of this name"


def bad_entry_name(package: Package) -> Iterator[Found]:
    """An entry's name is no part name: an absolute path, a backslash, an empty or dotted segment, an odd character."""
    for name in package.entries:
        segments = name.split("/")
        plain = re.fullmatch(r"[A-Za-z0-9!$&'()*+,\-./:;=@_~%\[\]]+", name) is not None
        if not plain or any(not segment or segment.endswith(".") for segment in segments):
            yield name, "not the name of a part"


def unreadable_entry(package: Package) -> Iterator[Found]:
    """An entry is damaged, encrypted, or compressed in a way that the packaging conventions do not allow."""
    yield from package.unreadable.items()


def missing_content_types(package: Package) -> Iterator[Found]:
    """There is no `[Content_Types].xml`."""
    if package.entries and CONTENT_TYPES not in package.entries:
        yield CONTENT_TYPES, "absent"


def part_without_content_type(package: Package) -> Iterator[Found]:
    """Neither an override nor a default gives the type of a part; Word refuses the file, the Open XML SDK does not."""
    types = package.parts.get(CONTENT_TYPES)
    if types is not None and types.root is not None:
        for name in package.parts:
            if name != CONTENT_TYPES and package.type_of(name) is None:
                yield name, "no content type"


def content_type_twice(package: Package) -> Iterator[Found]:
    """An extension or a part has two types."""
    for (kind, key), count in Counter(package.declared).items():
        if count > 1:
            yield CONTENT_TYPES, f"{kind} of {key}: {count} times"


def override_without_part(package: Package) -> Iterator[Found]:
    """A type is declared for a part that is not there."""
    names = {f"/{name}".lower() for name in package.entries}
    for kind, key in package.declared:
        if kind == "Override" and key not in names:
            yield CONTENT_TYPES, f"{key} is not in the package"


def wrong_content_type(package: Package) -> Iterator[Found]:
    """A part has another type than the relationship by which it is reached asks for."""
    expected = {name: _RELATIONSHIPS for name in package.parts if name.endswith(".rels")}
    for relationship in package.relationships:
        if relationship.kind in _TYPES and not relationship.external:
            expected[relationship.part] = _TYPES[relationship.kind]
        elif relationship.kind == "image" and not relationship.external:
            expected[relationship.part] = "image/"
    for name, wanted in expected.items():
        actual = package.type_of(name)
        if name in package.parts and actual is not None and not _fits(actual, wanted):
            yield name, f"{actual} where {wanted} belongs"


def _fits(actual: str, wanted: str) -> bool:
    return actual.startswith(wanted) if wanted.endswith("/") else actual == wanted


RULES: Final[tuple[Rule, ...]] = (
    not_a_package,
    duplicate_entry,
    bad_entry_name,
    unreadable_entry,
    missing_content_types,
    part_without_content_type,
    content_type_twice,
    override_without_part,
    wrong_content_type,
)
