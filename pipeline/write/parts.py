"""The parts of a package beside its text: relationships, content types, properties, language, provenance."""

from __future__ import annotations

import datetime
import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

from pipeline.wml.make import escaped
from pipeline.wml.names import CP, CT, CUSTOM, DC, DCMITYPE, DCTERMS, EP, REL, VT, XSI, R, w

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PROVENANCE = "urn:council:provenance"
"""The namespace of the custom XML part in which a draft says where its texts come from."""
_EXTERNAL = ' TargetMode="External"'
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # the property set of custom properties, [MS-OSHARED] 2.3.3.2.1


@dataclass(frozen=True, slots=True)
class Properties:
    """The core properties; `moment` is both created and modified."""

    title: str
    subject: str
    keywords: str
    language: str
    moment: datetime.datetime


def core(properties: Properties) -> bytes:
    """`docProps/core.xml` (ECMA-376 part 2, 11); no person is named in it."""
    moment = properties.moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    parts = (
        f"<dc:title>{escaped(properties.title)}</dc:title>",
        f"<dc:subject>{escaped(properties.subject)}</dc:subject>",
        f"<cp:keywords>{escaped(properties.keywords)}</cp:keywords>",
        f"<dc:language>{escaped(properties.language)}</dc:language>",
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>',
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified>',
    )
    spaces = f'xmlns:cp="{CP}" xmlns:dc="{DC}" xmlns:dcterms="{DCTERMS}" xmlns:dcmitype="{DCMITYPE}" xmlns:xsi="{XSI}"'
    return f"{_HEAD}<cp:coreProperties {spaces}>{''.join(parts)}</cp:coreProperties>".encode()


def custom(values: Mapping[str, str], part: bytes | None = None) -> bytes:
    """`docProps/custom.xml`: properties of the house's own, as text, after those that `part` has under other names."""
    empty = f'<Properties xmlns="{CUSTOM}" xmlns:vt="{VT}"/>'.encode()
    root = etree.fromstring(without(part or empty, "name", values))
    first = 1 + max((int(known.get("pid", "1")) for known in root), default=1)
    for number, (name, value) in enumerate(values.items(), first):
        new = etree.SubElement(root, f"{{{CUSTOM}}}property", fmtid=_FORMAT_ID, pid=str(number), name=name)
        etree.SubElement(new, f"{{{VT}}}lpwstr").text = value
    return _written(root)


def provenance(about: bytes) -> bytes:
    """The custom XML part of a draft: one element with JSON in it, so that any editor carries it along unread."""
    text = about.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")
    return b"".join((f'{_HEAD}<provenance xmlns="{PROVENANCE}">'.encode(), text, b"</provenance>"))


def item_properties(build: str) -> bytes:
    """The properties of that custom XML part (22.5.2.1); its id is made from the build, so that it is the same each time."""
    id_ = f"{{{build[:8]}-{build[8:12]}-{build[12:16]}-{build[16:20]}-{build[20:32]}}}".upper()
    space = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
    schemas = f'<ds:schemaRefs><ds:schemaRef ds:uri="{PROVENANCE}"/></ds:schemaRefs>'
    return f'{_HEAD}<ds:datastoreItem xmlns:ds="{space}" ds:itemID="{id_}">{schemas}</ds:datastoreItem>'.encode()


def app() -> bytes:
    """`docProps/app.xml` with nothing in it: no company, no manager, no counts that would be wrong."""
    return f'{_HEAD}<Properties xmlns="{EP}"><Application>council</Application></Properties>'.encode()


def unattached(part: bytes) -> bytes:
    """A settings part without what it was worked on with: its template, an address on somebody's machine; tracking switched on."""
    root = etree.fromstring(part)
    for mark in (*root.findall(w("attachedTemplate")), *root.findall(w("trackRevisions"))):
        root.remove(mark)
    return _written(root)


def without(part: bytes, attribute: str, values: Container[str]) -> bytes:
    """A part without the children of which this attribute has one of these values."""
    root = etree.fromstring(part)
    root[:] = [known for known in root if known.get(attribute, "") not in values]
    return _written(root)


def with_relationships(part: bytes | None, new: Iterable[tuple[str, str, str, bool]]) -> bytes:
    """A relationships part with more of them: (id, type, target, external). Without `part`, a new one."""
    made = "".join(
        f'<Relationship Id="{id_}" Type="{kind}" Target="{escaped(target)}"{_EXTERNAL if external else ""}/>'
        for id_, kind, target, external in new
    )
    if part is None:
        return f'{_HEAD}<Relationships xmlns="{REL}">{made}</Relationships>'.encode()
    root = etree.fromstring(part)
    root.extend(etree.fromstring(f'<Relationships xmlns="{REL}">{made}</Relationships>'))
    return _written(root)


def with_types(part: bytes, new: Mapping[str, str]) -> bytes:
    """`[Content_Types].xml` with the types of more parts; those it has stay."""
    root = etree.fromstring(part)
    known = {override.get("PartName") for override in root}
    for name, kind in new.items():
        if f"/{name}" not in known:
            etree.SubElement(root, f"{{{CT}}}Override", PartName=f"/{name}", ContentType=kind)
    return _written(root)


def with_footnotes(part: bytes, bodies: str) -> bytes:
    """A footnotes part whose separators stay and whose notes are `bodies`."""
    root = etree.fromstring(part)
    for note in list(root):
        if note.get(w("type")) not in ("separator", "continuationSeparator", "continuationNotice"):
            root.remove(note)
    text = etree.tostring(root, encoding="unicode")
    opening, closing = re.fullmatch(r"(<w:footnotes[^>]*>.*)(</w:footnotes>)", text, re.DOTALL).groups()  # type: ignore[union-attr]
    if f'"{R}"' not in opening:
        opening = opening.replace("<w:footnotes", f'<w:footnotes xmlns:r="{R}"', 1)
    return f"{_HEAD}{opening}{bodies}{closing}".encode()


def last_separator(part: bytes) -> int:
    """The highest id among the separators of a footnotes part; 0 where, as in Word since 2010, they have none above."""
    separators = (note for note in etree.fromstring(part) if note.get(w("type"), "normal") != "normal")
    return max((int(note.get(w("id"), "0")) for note in separators), default=0)


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
