"""Opening a package. Nothing is repaired and nothing refused here: what cannot be read is kept as its own reason."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from lxml import etree

from pipeline.check.package.parts import CONTENT_TYPES, FALLBACK, XML, Package, Part, Relationship
from pipeline.wml.names import CT, REL
from pipeline.write.zipped import Carried


def opened(content: bytes, marks: Sequence[str] = ()) -> Package:
    """The package in these bytes, however faulty."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        return Package(damage=str(error))
    parts: dict[str, Part] = {}
    unreadable: dict[str, str] = {}
    with archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        for entry in entries:
            name = entry.orig_filename
            if name in parts or name in unreadable:
                continue
            if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                unreadable[name] = "compressed otherwise than by deflate"
                continue
            try:
                parts[name] = _part(name, archive.read(entry))
            except (zipfile.BadZipFile, RuntimeError, OSError, EOFError, zlib.error) as error:
                unreadable[name] = str(error)
    return _package(parts, marks, entries=[entry.orig_filename for entry in entries], unreadable=unreadable)


def assembled(parts: Mapping[str, bytes], marks: Sequence[str] = ()) -> Package:
    """The package of these parts, as it will be when it is packed."""
    read = {name: (_carried if isinstance(content, Carried) else _part)(name, content) for name, content in parts.items()}
    return _package(read, marks, tuple(parts), {})


def _package(parts: Mapping[str, Part], marks: Sequence[str], entries: Sequence[str], unreadable: Mapping[str, str]) -> Package:
    declared = tuple(_declared(parts.get(CONTENT_TYPES)))
    return Package(
        damage="" if entries else "the archive is empty",
        entries=tuple(entries),
        unreadable=unreadable,
        parts=parts,
        declared=tuple(key for key, _ in declared),
        types=dict(declared),
        relationships=tuple(found for part in parts.values() for found in _relationships(part)),
        marks=tuple(marks),
    )


@lru_cache(maxsize=128)
def _carried(name: str, content: Carried) -> Part:
    """A part of a template, which is the same in each document: what was found in it stays with it."""
    return _part(name, content)


def _part(name: str, content: bytes) -> Part:
    bare = Part(name, content)
    if bare.doctype or not name.endswith(XML):
        return bare
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        return Part(name, content, error=str(error))
    return Part(name, content, root, has_fallback=next(root.iter(FALLBACK), None) is not None)


def _declared(types: Part | None) -> Iterator[tuple[tuple[str, str], str]]:
    if types is None or types.root is None:
        return
    for element in types.root.iter(f"{{{CT}}}Default", f"{{{CT}}}Override"):
        kind = etree.QName(element).localname
        key = element.get("Extension" if kind == "Default" else "PartName", "")
        yield (kind, key.lower()), element.get("ContentType", "")


def _relationships(part: Part) -> Iterator[Relationship]:
    place = re.fullmatch(r"(?:(.*)/)?_rels/(.*)\.rels", part.name)
    if place is None or part.root is None:
        return
    source = posixpath.join(place[1] or "", place[2])
    for element in part.root.iter(f"{{{REL}}}Relationship"):
        yield Relationship(
            source=source,
            file=part.name,
            id=element.get("Id", ""),
            type=element.get("Type", ""),
            target=element.get("Target", ""),
            external=element.get("TargetMode") == "External",
        )
