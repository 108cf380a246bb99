"""Parts of a template as trees and back."""

from __future__ import annotations

import posixpath
from pathlib import Path

from lxml import etree

from pipeline.issues import Location, SourceError, issue

BODY = "word/document.xml"
"""The part that holds the main story."""


def parsed(template: Path, name: str, part: bytes) -> etree._Element:
    """A part as a tree, with nothing resolved or fetched. Raises SourceError TP110 where it is damaged."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(part, parser)
    except etree.XMLSyntaxError as error:
        raise SourceError(issue("TP110", Location(template, name))) from error


def serialised(root: etree._Element) -> bytes:
    """A tree as a part."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def relationships_of(part: str) -> str:
    """The name of the part that lists the relationships of a part, of the whole package where it is empty."""
    folder, file = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{file}.rels")
