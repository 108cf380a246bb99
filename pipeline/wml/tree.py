"""A part of a package as a tree and back, and the parts that another is related to."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from pipeline.wml.names import REL

MAIN = "word/document.xml"
_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
)


class DamagedError(Exception):
    """A part that is not well-formed, or that declares a type, as none of Word's does."""


def tree(part: bytes) -> etree._Element:
    """The root of a part, without comments and processing instructions; raises DamagedError."""
    try:
        root = etree.fromstring(part, _PARSER)
    except etree.XMLSyntaxError as error:
        raise DamagedError from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise DamagedError
    return root


def serialised(root: etree._Element) -> bytes:
    """A tree as a part."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def relationships_of(part: str) -> str:
    """The name of the part that lists the relationships of a part, of the whole package where it is empty."""
    folder, file = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{file}.rels")


@dataclass(frozen=True, slots=True)
class Related:
    """A part that another one is related to: `kind` is the last word of the relationship's type (`header`, `styles`)."""

    id: str
    kind: str
    name: str


def related(parts: Mapping[str, bytes], source: str = MAIN) -> Iterator[Related]:
    """The parts that `source` is related to and that are there (ECMA-376 part 2, 6.5); raises DamagedError."""
    rels = parts.get(relationships_of(source))
    if rels is None:
        return
    for one in tree(rels).iter(f"{{{REL}}}Relationship"):
        name = posixpath.normpath(posixpath.join("/", posixpath.dirname(source), unquote(one.get("Target", "")))).lstrip("/")
        if one.get("TargetMode") != "External" and name in parts:
            yield Related(one.get("Id", ""), one.get("Type", "").rpartition("/")[2], name)
