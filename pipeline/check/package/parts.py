"""A package as the rules see it: its entries, its parts with their XML parsed once, its types and relationships.

Sources: ECMA-376 part 2 (Open Packaging Conventions), 6.2 parts, 6.5 relationships, 7.2 content types in a zip.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, TypeAlias
from urllib.parse import unquote

from lxml import etree

from pipeline.wml.names import MC, R, W, local, w

Element: TypeAlias = etree._Element

CONTENT_TYPES: Final = "[Content_Types].xml"
STORIES: Final = frozenset(map(w, ("document", "hdr", "ftr", "footnotes", "endnotes", "comments")))
XML: Final = (".xml", ".rels", ".vml")
FALLBACK: Final = f"{{{MC}}}Fallback"
_DOCTYPES: Final = tuple("<!DOCTYPE".encode(coding) for coding in ("utf-8", "utf-16-le", "utf-16-be"))


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One part. `root` is its XML, if it is XML that parses; `error` says why it does not."""

    name: str
    content: bytes
    root: Element | None = None
    error: str = ""
    has_fallback: bool = False
    found: dict[object, tuple[str, ...]] = field(default_factory=dict)
    """What rules that look at one part have found in it: a part of a template is the same in each document."""

    def each(self, *tags: str, under: Element | None = None) -> Iterator[Element]:
        """The elements of these names in document order, but those in an `mc:Fallback`.

        A fallback repeats what stands in the choice before it, ids and names included, and Word reads only one of them.
        """
        top = self.root if under is None else under
        if top is None:
            return
        if not self.has_fallback:
            yield from top.iter(*tags)
            return
        for element in top.iter(*tags):
            if next(element.iterancestors(FALLBACK), None) is None:
                yield element

    @property
    def doctype(self) -> bool:
        """Whether a document type declaration stands in it; such a part is not parsed, as its entities may explode."""
        return self.name.endswith(XML) and any(doctype in self.content for doctype in _DOCTYPES)


@dataclass(frozen=True, slots=True)
class Relationship:
    """One relationship: `source` is the part that has it (none for the package), `file` the part that lists it."""

    source: str
    file: str
    id: str
    type: str
    target: str
    external: bool

    @property
    def kind(self) -> str:
        """The last word of its type: `styles`, `hyperlink`, `officeDocument`."""
        return self.type.rpartition("/")[2]

    @property
    def part(self) -> str:
        """The name of the part that an internal target means."""
        target = unquote(self.target.partition("#")[0])
        return posixpath.normpath(posixpath.join("/", posixpath.dirname(self.source), target)).lstrip("/")


@dataclass(frozen=True)
class Package:
    """A package as the rules see it. Of entries with one name, the first is the part."""

    damage: str = ""
    entries: tuple[str, ...] = ()
    unreadable: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, Part] = field(default_factory=dict)
    declared: tuple[tuple[str, str], ...] = ()
    """What has a content type: `Default` or `Override`, and the extension or part name, as often as it is declared."""
    types: Mapping[tuple[str, str], str] = field(default_factory=dict)
    relationships: tuple[Relationship, ...] = ()
    marks: tuple[str, ...] = ()

    @cached_property
    def xml(self) -> tuple[Part, ...]:
        """The parts whose XML could be read."""
        return tuple(part for part in self.parts.values() if part.root is not None)

    @cached_property
    def word(self) -> tuple[Part, ...]:
        """The WordprocessingML parts: stories, styles, numbering, settings and the like."""
        return tuple(part for part in self.xml if part.root is not None and str(part.root.tag).startswith(f"{{{W}}}"))

    @cached_property
    def stories(self) -> tuple[Part, ...]:
        """The parts that hold text of the document itself; a glossary has styles and bookmarks of its own."""
        found = (part for part in self.word if part.root is not None and part.root.tag in STORIES)
        return tuple(part for part in found if "/glossary/" not in part.name) if self.main is not None else ()

    @cached_property
    def main(self) -> Part | None:
        """The main document, if it could be read."""
        return self.related("officeDocument", "")

    def related(self, kind: str, source: str | None = None) -> Part | None:
        """The readable part that the main document, or another source, has by a relationship of this kind."""
        part = self.parts.get(self._name(kind, source))
        return part if part is not None and part.root is not None else None

    def unread(self, kind: str) -> bool:
        """Whether the main document has such a part and it could not be read, so that nobody knows what it holds."""
        return self._name(kind) in self.entries and self.related(kind) is None

    def _name(self, kind: str, source: str | None = None) -> str:
        if source is None:
            source = self.main.name if self.main else ""
        return self._internal.get((source, kind), "")

    @cached_property
    def _internal(self) -> Mapping[tuple[str, str], str]:
        """The first part of each kind that a part has."""
        return {(other.source, other.kind): other.part for other in reversed(self.relationships) if not other.external}

    def type_of(self, name: str) -> str | None:
        """The content type of a part: that of its override, else of its extension."""
        extension = name.rpartition(".")[2].lower()
        return self.types.get(("Override", f"/{name}".lower()), self.types.get(("Default", extension)))


def selected(part: Part, path: str, **namespaces: str) -> Iterator[Any]:
    """What an XPath selects in a part: elements, or attributes and texts that know their element."""
    found: Any = () if part.root is None else part.root.xpath(path, namespaces=namespaces)
    yield from found


def pointers(part: Part) -> Iterator[tuple[Element, str, str]]:
    """Every attribute that points at a relationship: its element, its name and the id that it gives."""
    if R.encode() in part.content:
        for found in selected(part, "//@r:*", r=R):
            yield found.getparent(), local(found.attrname), str(found)
