"""What of a template comes along into its annotated copy: text, looks and pictures, and nothing that runs or is fetched."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from lxml import etree

from pipeline.check.package.parts import CONTENT_TYPES, Relationship
from pipeline.review.annotated.fields import disarm, unwrap
from pipeline.wml.names import CT, REL, R, V, w
from pipeline.wml.tree import MAIN, relationships_of, serialised, tree

_KINDS: Final = frozenset({
    "officeDocument", "core-properties", "extended-properties", "custom-properties", "styles", "numbering", "settings",
    "webSettings", "fontTable", "theme", "header", "footer", "footnotes", "endnotes", "comments", "commentsExtended",
    "commentsIds", "commentsExtensible", "people", "image",
})  # fmt: skip
"""The relationships that are followed, by the last word of their type; ECMA-376 part 1, 11.3, and [MS-DOCX] 2.1."""
_PICTURES: Final = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf")
_SCHEMES: Final = ("http:", "https:", "mailto:")
_HOLDERS: Final = tuple(map(w, ("drawing", "pict", "object", "mailMerge")))
"""What goes as a whole when something in it points at what is not carried over."""
_ADDRESSES: Final = frozenset({"src", "href", "althref"})
_MAIN_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def harmless(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The parts that the document reaches by relationships of a known kind.

    Macros, embedded and linked objects, controls, remote pictures, attached templates, mail merges, links other than to web and
    mail, and fields that fetch or run something stay behind, with the element that asks for them. Raises DamagedError.
    """
    made: dict[str, bytes] = {}
    waiting = [""]
    while waiting:
        source = waiting.pop()
        name = relationships_of(source)
        gone: set[str] = set()
        if name in parts:
            listed = tree(parts[name])
            for element in listed.findall(f"{{{REL}}}Relationship"):
                found = _relationship(source, name, element)
                if not _carried(found, parts):
                    gone.add(found.id)
                    listed.remove(element)
                elif not found.external and found.part not in made and found.part not in waiting:
                    waiting.append(found.part)
            made[name] = serialised(listed)
        if source:
            made[source] = _without(source, parts[source], gone)
    made[CONTENT_TYPES] = _types(parts[CONTENT_TYPES], made)
    return made


def _relationship(source: str, name: str, element: etree._Element) -> Relationship:
    external = element.get("TargetMode") == "External"
    return Relationship(
        source, name, element.get("Id", ""), element.get("Type", ""), element.get("Target", ""), external=external
    )


def _carried(found: Relationship, parts: Collection[str]) -> bool:
    if found.external:
        return found.kind == "hyperlink" and found.target.strip().lower().startswith(_SCHEMES)
    suffixes = _PICTURES if found.kind == "image" else (".xml",)
    return found.kind in _KINDS and found.part in parts and found.part.lower().endswith(suffixes)


def _without(name: str, part: bytes, gone: Collection[str]) -> bytes:
    """A part without the elements that point at relationships which are gone, without addresses in shapes, fields disarmed."""
    if not name.endswith(".xml"):
        return part
    root = tree(part)
    for node in [node for node in root.iter("*") if _points(node, gone)]:
        holder = next(node.iterancestors(*_HOLDERS), node)
        if node.tag == w("hyperlink"):
            unwrap(node)
        elif (parent := holder.getparent()) is not None:
            parent.remove(holder)
    for shape in root.iter(f"{{{V}}}*"):
        for attribute in [key for key in shape.attrib if etree.QName(key).localname in _ADDRESSES]:
            del shape.attrib[attribute]
    disarm(root)
    return serialised(root)


def _points(node: etree._Element, gone: Collection[str]) -> bool:
    return any(etree.QName(key).namespace == R and value in gone for key, value in node.attrib.items())


def _types(part: bytes, made: Collection[str]) -> bytes:
    """The content types of the parts that are left, the main one that of a plain document."""
    root = tree(part)
    extensions = {name.rpartition(".")[2].lower() for name in made}
    for known in root.findall(f"{{{CT}}}Default"):
        if known.get("Extension", "").lower() not in extensions:
            root.remove(known)
    for known in root.findall(f"{{{CT}}}Override"):
        name = known.get("PartName", "").lstrip("/")
        if name not in made:
            root.remove(known)
        elif name == MAIN:
            known.set("ContentType", _MAIN_TYPE)
    return serialised(root)
