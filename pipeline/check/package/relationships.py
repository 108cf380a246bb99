"""How the parts hang together (ECMA-376 part 2, 6.5; the kinds and their parts in part 1, 11.3)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from lxml import etree

from pipeline.check.package.parts import Package, Relationship, pointers
from pipeline.check.package.rules import Found, Rule, near
from pipeline.wml.names import CP, CUSTOM, A, V, w

_ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|\\\\")
_SINGLE: Final = frozenset({
    "officeDocument", "core-properties", "extended-properties", "custom-properties", "styles", "numbering", "settings",
    "webSettings", "fontTable", "theme", "footnotes", "endnotes", "comments",
})  # fmt: skip
_KINDS: Final = {
    (w("hyperlink"), "id"): "hyperlink",
    (w("headerReference"), "id"): "header",
    (w("footerReference"), "id"): "footer",
    (w("attachedTemplate"), "id"): "attachedTemplate",
    (f"{{{A}}}blip", "embed"): "image",
    (f"{{{V}}}imagedata", "id"): "image",
}

_ROOTS: Final = {
    "officeDocument": w("document"),
    "styles": w("styles"),
    "numbering": w("numbering"),
    "settings": w("settings"),
    "footnotes": w("footnotes"),
    "endnotes": w("endnotes"),
    "comments": w("comments"),
    "header": w("hdr"),
    "footer": w("ftr"),
    "core-properties": f"{{{CP}}}coreProperties",
    "custom-properties": f"{{{CUSTOM}}}Properties",
}


def no_main_document(package: Package) -> Iterator[Found]:
    """The package has no relationship to a main document."""
    kinds = {found.kind for found in package.relationships if not found.source}
    if package.entries and "officeDocument" not in kinds:
        yield "_rels/.rels", "no relationship to a main document"


def duplicate_relationship_id(package: Package) -> Iterator[Found]:
    """Two relationships of one part have the same id."""
    for (file, id_), count in Counter((found.file, found.id) for found in package.relationships).items():
        if count > 1:
            yield file, f"{id_}: {count} times"


def two_parts_of_one_kind(package: Package) -> Iterator[Found]:
    """A source has two parts of a kind of which there may be one only: two styles parts, two main documents."""
    kinds = Counter((found.file, found.kind) for found in package.relationships)
    for (file, kind), count in kinds.items():
        if count > 1 and kind in _SINGLE:
            yield file, f"{kind}: {count} relationships"


def relationship_without_target(package: Package) -> Iterator[Found]:
    """An internal relationship leads to a part that is not there."""
    for found in package.relationships:
        if not found.external and not _ABSOLUTE.match(found.target) and found.part not in package.entries:
            yield found.file, f"{found.id}: {found.target!r} is not in the package"


def external_without_mode(package: Package) -> Iterator[Found]:
    """A target outside the package is not marked as external."""
    for found in package.relationships:
        if not found.external and _ABSOLUTE.match(found.target):
            yield found.file, f"{found.id}: {found.target!r} without TargetMode"


def remote_content(package: Package) -> Iterator[Found]:
    """Something other than a link lies outside: a picture or a template that is fetched when the file is opened."""
    for found in package.relationships:
        if found.external and found.kind != "hyperlink":
            yield found.file, f"{found.id}: {found.kind} at {found.target!r}"


def wrong_root_element(package: Package) -> Iterator[Found]:
    """A part is of another kind of document than the relationship by which it is reached says."""
    for found in package.relationships:
        part = None if found.external else package.parts.get(found.part)
        wanted = _ROOTS.get(found.kind)
        if wanted is not None and part is not None and part.root is not None and part.root.tag != wanted:
            yield part.name, f"{part.root.tag!s} where {wanted} belongs"


def unknown_relationship(package: Package) -> Iterator[Found]:
    """An attribute points at a relationship that its part does not have."""
    known = _by_id(package)
    for part in package.xml:
        for element, _, id_ in pointers(part):
            if id_ and (part.name, id_) not in known:
                yield part.name, f"{etree.QName(element).localname} names {id_}{near(element)}"


def relationship_of_wrong_kind(package: Package) -> Iterator[Found]:
    """An element points at a relationship of another kind than it needs."""
    known = _by_id(package)
    for part in package.xml:
        for element, attribute, id_ in pointers(part):
            wanted = _KINDS.get((str(element.tag), attribute))
            found = known.get((part.name, id_))
            if wanted and found and found.kind != wanted:
                yield part.name, f"{etree.QName(element).localname} names {id_}, a relationship to {found.kind}"


def _by_id(package: Package) -> dict[tuple[str, str], Relationship]:
    return {(found.source, found.id): found for found in package.relationships}


RULES: Final[tuple[Rule, ...]] = (
    no_main_document,
    duplicate_relationship_id,
    two_parts_of_one_kind,
    relationship_without_target,
    external_without_mode,
    remote_content,
    wrong_root_element,
    unknown_relationship,
    relationship_of_wrong_kind,
)
