"""Packages of Office and its kin: which one it is that a container holds, and the relationships between its parts.

Sources: ECMA-376 part 1 (11.2, 12.2, 13.2: content types), part 2 (6.5 relationships); [MS-OFFMACRO2] and [MS-XLSB] for the rest.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from pipeline.gate.kinds import Foreign, Kind
from pipeline.gate.naming import TYPES
from pipeline.gate.wellformed import parsed

_OPEN_DOCUMENTS = {
    b"opendocument.spreadsheet": ".ods",
    b"opendocument.text": ".odt",
    b"opendocument.presentation": ".odp",
    b"epub+zip": ".epub",
}
_MAIN: tuple[tuple[str, str, str], ...] = (
    ("spreadsheetml.sheet.main", "", ".xlsx"),
    ("wordprocessingml.document.main", "", ".docx"),
    ("spreadsheetml.template.main", "FI110", ".xltx"),
    ("wordprocessingml.template.main", "FI110", ".dotx"),
    ("ms-excel.sheet.binary", "FI108", ".xlsb"),
    ("ms-excel.sheet.macroenabled", "FI109", ".xlsm"),
    ("ms-excel.template.macroenabled", "FI109", ".xltm"),
    ("ms-excel.addin.macroenabled", "FI109", ".xlam"),
    ("ms-word.document.macroenabled", "FI109", ".docm"),
    ("ms-word.template.macroenabled", "FI109", ".dotm"),
    ("presentationml", "FI107", ".pptx"),
    ("ms-powerpoint", "FI107", ".pptm"),
    ("ms-visio", "FI107", ".vsdx"),
)
"""What the content type of the main part holds, the code of a file that is never wanted, and how it is named."""


@dataclass(frozen=True, slots=True)
class Relationship:
    """What a part refers to: `part` is the part that holds the relationship, `kind` the last word of its type."""

    part: str
    kind: str
    target: str
    external: bool


def foreign_container(names: Collection[str], head: bytes) -> Foreign | None:
    """What a container is that is no package of Office, by the names of its parts and the first bytes of the file."""
    if any(name.lower() == TYPES.lower() for name in names):
        return None
    if "mimetype" in names:
        return "FI106", next((suffix for sign, suffix in _OPEN_DOCUMENTS.items() if sign in head), "OpenDocument")
    if any(name.startswith("Index") and name.endswith((".iwa", ".zip")) for name in names):
        return "FI106", "iWork"
    return "FI114", "ZIP"


def foreign_package(parts: Mapping[str, bytes], kind: Kind) -> Foreign | None:
    """What a package is that is not of the kind wanted; None where it is."""
    types = _types(parts)
    if any(name.lower().endswith("vbaproject.bin") or "vbaproject" in types.of(name) for name in parts):
        return "FI109", {Kind.WORKBOOK: ".xlsm", Kind.WORD: ".docm"}[kind]
    targets = [each.target for each in relationships(parts, "_rels/.rels") if each.kind == "officeDocument"]
    if not targets:
        fixed = any(each.kind == "fixedrepresentation" for each in relationships(parts, "_rels/.rels"))
        return ("FI107", ".xps") if fixed else ("FI127", "")
    # Some programs write an absolute target, or a backslash.
    main = posixpath.normpath(targets[0].replace("\\", "/")).lstrip("/")
    content = types.of(main)
    for sign, code, suffix in _MAIN:
        if sign in content:
            if code or suffix != kind.value:
                return code or "FI107", suffix
            break
    else:
        return "FI127", ""
    # Who fills a template knows its parts by their usual names.
    wanted = "word/document.xml" if kind is Kind.WORD else main
    return None if {main, wanted} <= parts.keys() and main == wanted else ("FI127", "")


def relationships(parts: Mapping[str, bytes], name: str) -> Iterator[Relationship]:
    """The relationships that a part named `…/_rels/….rels` holds."""
    place = re.fullmatch(r"(?:(.*)/)?_rels/(.*)\.rels", name, re.IGNORECASE)
    if name not in parts or place is None:
        return
    for element in parsed(parts[name]).iter("{*}Relationship"):
        yield Relationship(
            part=posixpath.join(place[1] or "", place[2]),
            kind=str(element.get("Type", "")).rpartition("/")[2],
            target=str(element.get("Target", "")),
            external=str(element.get("TargetMode", "")).lower() == "external",
        )


@dataclass(frozen=True, slots=True)
class _Types:
    """The content types of a package, in small letters."""

    defaults: Mapping[str, str]
    overrides: Mapping[str, str]

    def of(self, name: str) -> str:
        own = self.overrides.get(name.lower())
        return own if own is not None else self.defaults.get(name.lower().rpartition(".")[2], "")


def _types(parts: Mapping[str, bytes]) -> _Types:
    root: etree._Element = parsed(parts[TYPES])
    defaults, overrides = (
        {
            str(element.get(key, "")).lower().lstrip("/"): str(element.get("ContentType", "")).lower()
            for element in root.iter(f"{{*}}{tag}")
        }
        for tag, key in (("Default", "Extension"), ("Override", "PartName"))
    )
    return _Types(defaults, overrides)
