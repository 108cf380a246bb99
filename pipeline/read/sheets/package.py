"""The parts of a workbook's container, found whatever program named them (ECMA-376 part 2)."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from pipeline.read.sheets.stream import Attributes, DamagedError, Stream

_MAIN = ("spreadsheetml.sheet.main+xml", "ms-excel.sheet.macroenabled.main+xml", "spreadsheetml.template.main+xml")


@dataclass(frozen=True, slots=True)
class Relationship:
    """What a part refers to: the last word of its type (`worksheet`, `styles`), and the name of the part."""

    kind: str
    target: str


@dataclass(slots=True)
class Package:
    """The parts by name. Names are compared without regard to case, kind of slash and percent signs (part 2, 6.2.2.3)."""

    parts: Mapping[str, bytes]
    stream: Stream = field(default_factory=Stream)
    _names: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self._names = {_plain(name): name for name in reversed(tuple(self.parts))}

    def find(self, name: str) -> str:
        """The name of the part that is meant, as it stands in the container; empty where there is none."""
        return self._names.get(_plain(name), "")

    def data(self, name: str) -> bytes:
        """A part that must be there; raises DamagedError where it is not."""
        found = self.find(name)
        if not found:
            raise DamagedError(name)
        return self.parts[found]

    def workbook(self) -> str:
        """The name of the main part, as the list of content types has it. Raises DamagedError where there is none."""
        found: list[str] = []

        def start(tag: str, attributes: Attributes) -> None:
            if tag == "Override" and attributes.get("ContentType", "").lower().endswith(_MAIN):
                found.append(attributes.get("PartName", ""))

        types = "[Content_Types].xml"
        self.stream.read(types, self.data(types), "Types", start, _nothing, _nothing)
        # The name that Excel gives it: some programs list the part under a general type.
        name = next(filter(self.find, (*found, "xl/workbook.xml")), "")
        if not name:
            raise DamagedError(types)
        return self.find(name)

    def relationships(self, part: str) -> Mapping[str, Relationship]:
        """What a part refers to inside the container, by id."""
        folder, name = posixpath.split(_plain(part))
        made: dict[str, Relationship] = {}

        def start(tag: str, attributes: Attributes) -> None:
            if tag == "Relationship" and attributes.get("TargetMode", "").lower() != "external":
                target = posixpath.join("/", folder, attributes.get("Target", "").replace("\\", "/"))
                made[attributes.get("Id", "")] = Relationship(attributes.get("Type", "").rpartition("/")[2], target)

        found = self.find(f"{folder}/_rels/{name}.rels")
        if found:
            self.stream.read(found, self.parts[found], "Relationships", start, _nothing, _nothing)
        return made


def _plain(name: str) -> str:
    # Two slashes at the beginning would stay two.
    return posixpath.normpath("/" + unquote(name).replace("\\", "/").lstrip("/")).lower()


def _nothing(_: str) -> None:
    """Neither the ends of elements nor their texts say anything in these parts."""
