"""A template as it is looked at: its stories, styles and settings, parsed once, and the place of everything in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from pipeline.check.template.sheet import Sheet, sheet_of
from pipeline.gate.kinds import Kind
from pipeline.gate.reading import read_container
from pipeline.issues import Issue, Location, issue
from pipeline.wml.names import MC, W, w
from pipeline.wml.text import paragraph_of
from pipeline.wml.tree import MAIN, DamagedError, Related, related, tree

Element = etree._Element

STYLES, SETTINGS, NUMBERING = "word/styles.xml", "word/settings.xml", "word/numbering.xml"
RELATIONS = "word/_rels/document.xml.rels"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_PAGES = ("document", "header", "footer")
_NOTES = ("footnotes", "endnotes", "comments")
_FALLBACK = f"{{{MC}}}Fallback"


@dataclass(frozen=True, slots=True, eq=False)
class Story:
    """A part that holds paragraphs; `numbers` are theirs, counted from 1 as they stand in the part, text boxes included."""

    location: Location
    kind: str
    root: Element
    numbers: Mapping[Element, int]

    @property
    def name(self) -> str:
        """The name of the part."""
        return self.location.part

    @property
    def holds_slots(self) -> bool:
        """Whether slots are filled there: in the page, headers and footers."""
        return self.kind in _PAGES

    def at(self, element: Element, column: int = 0, length: int = 0) -> Location:
        """The place of an element: its paragraph, and where given the character in the paragraph's text, from 1."""
        paragraph = paragraph_of(element)
        row = 0 if paragraph is None else self.numbers[paragraph]
        return Location(self.location.path, self.name, row, column, length)

    def each(self, *names: str) -> Iterator[Element]:
        """The elements of these local names, but those that repeat in a fallback what stands before it."""
        return (element for element in self.root.iter(*map(w, names)) if not repeated(element))


@dataclass(frozen=True, slots=True)
class Template:
    """A template; a part that is damaged is left out, and told in `damage`."""

    path: Path
    parts: Mapping[str, bytes]
    stories: tuple[Story, ...]
    relations: tuple[Related, ...]
    styles: Element | None
    sheet: Sheet
    settings: Element | None
    damage: tuple[Issue, ...]

    @property
    def page(self) -> Element | None:
        """The root of the main part."""
        return next((story.root for story in self.stories if story.kind == "document"), None)


def opened(path: Path) -> Template:
    """The template in a file; raises SourceError as `read_container` does."""
    parts = read_container(path, Kind.WORD)
    damage: list[Issue] = []

    def root(name: str, tag: str = "") -> Element | None:
        """The root of a part, if it is there and sound."""
        try:
            found = tree(parts[name])
        except (KeyError, DamagedError):
            damage.append(issue("TP110", Location(path, name)))
            return None
        if etree.QName(found).namespace == _STRICT:
            if name == MAIN:
                damage.append(issue("TP111", Location(path)))
            return None
        # docxtpl knows the elements by the prefix that Word gives them.
        if (tag and found.tag != w(tag)) or found.nsmap.get("w") != W:
            damage.append(issue("TP110", Location(path, name)))
            return None
        return found

    try:
        relations = tuple(related(parts))
    except DamagedError:
        # Which parts are the document's is not known.
        broken = issue("TP110", Location(path, RELATIONS))
        return Template(path, parts, (), (), None, sheet_of(None, None), None, (broken,))
    if any(other.name == MAIN for other in relations):
        damage.append(issue("TP110", Location(path, RELATIONS)))
    names = {**{other.name: other.kind for other in relations if other.kind in (*_PAGES, *_NOTES)}, MAIN: "document"}
    stories = []
    for name, kind in names.items():
        found = root(name, "document" if name == MAIN else "")
        if found is not None:
            numbers = {paragraph: number for number, paragraph in enumerate(found.iter(w("p")), 1)}
            stories.append(Story(Location(path, name), kind, found, numbers))
    settings = root(SETTINGS, "settings") if SETTINGS in parts else None
    styles = root(STYLES, "styles")
    sheet = sheet_of(styles, root(NUMBERING, "numbering") if NUMBERING in parts else None)
    return Template(path, parts, tuple(stories), relations, styles, sheet, settings, tuple(damage))


def repeated(element: Element) -> bool:
    """Whether an element stands in an `mc:Fallback`, which repeats what programs that know more read before it."""
    return next(element.iterancestors(_FALLBACK), None) is not None


def quoted(text: str, longest: int = 60) -> str:
    """A text as a message shows it: on one line, not too long, and what cannot be seen named by its number."""
    shown = "".join(
        character if character == " " or character.isprintable() else f"[U+{ord(character):04X}]" for character in text
    )
    return shown if len(shown) <= longest else shown[: longest - 1] + "…"
