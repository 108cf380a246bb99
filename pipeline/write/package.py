"""A settled document and a shell into the parts of a .docx."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from pipeline.localise.layout import Layout
from pipeline.model.blocks import Document
from pipeline.model.inlines import Content, Link, Symbol
from pipeline.model.plain import plain
from pipeline.model.states import accepted, rejected, text_state
from pipeline.wml.names import REL, R, w
from pipeline.write import parts as made
from pipeline.write.blocks import Written, body, box
from pipeline.write.filling import Filling, filled
from pipeline.write.inlines import leaves, plain_look
from pipeline.write.paragraphs import footnotes
from pipeline.write.script import settings_in_script, styles_in_script, tongue_of, turn
from pipeline.write.shell import Shell, slots_in
from pipeline.write.story import Package, Reviewer, Story, targets_of
from pipeline.write.strands import tracked_runs
from pipeline.write.styles import Styles, styles_of
from pipeline.write.tags import BLOCKS
from pipeline.write.within import KEPT, old_targets
from pipeline.write.zipped import Carried

_BODY = "word/document.xml"
_NOTES = "word/footnotes.xml"
_STYLES = "word/styles.xml"
_SETTINGS = "word/settings.xml"
_TYPES = "[Content_Types].xml"
_PACKAGE = "_rels/.rels"
_CORE = "docProps/core.xml"
_APP = "docProps/app.xml"
_CUSTOM = "docProps/custom.xml"
_BUILD = "council-build"
_OFFICE = "application/vnd.openxmlformats-officedocument"
_WORDPROCESSING = f"{_OFFICE}.wordprocessingml"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_NO_NOTES = (
    '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
    "</w:footnotes>"
)


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a draft carries about itself, so that one that comes home by mail can be compared: see `assemble.manifest`."""

    build: str
    about: bytes


def written(
    document: Document,
    shell: Shell,
    layouts: Mapping[str, Layout],
    properties: made.Properties,
    provenance: Provenance | None,
    reviewer: Reviewer | None = None,
) -> dict[str, bytes]:
    """The parts of the document's file. With `provenance` it is a draft, without it a final.

    A redlined document has its changes tracked, as made by `reviewer`: with all accepted the file says what that of the new
    state says, with all rejected what that of the old one does, but for the alternative texts of pictures, which are the new ones.

    `layouts` has that of the document's language, and of those that untranslated texts are in. Every part of the template
    that holds no slot is carried over as it is, but for the language in styles and settings and for the lists of parts; from
    right to left also tables and sections are turned.
    """
    layout = layouts[document.language]
    states = (document, document) if reviewer is None else (accepted(document), rejected(document))
    targets = targets_of(states[0])
    base = _base(shell, layout, final=provenance is None)
    package = Package(
        styles=base.styles,
        tongue=tongue_of(layout),
        sources={code: tongue_of(other) for code, other in layouts.items()},
        targets=targets,
        final=provenance is None,
        bookmarks=base.bookmarks,
        italic=layout.italic,
        separators=base.separators,
        old_targets=targets if reviewer is None else old_targets(document, states[1], targets),
        reviewer=reviewer,
    )
    new: dict[str, bytes] = dict(base.parts)
    stories = {name: Story(package, taken=_last_link(new.get(_rels(name)))) for name in (*base.pages, _NOTES)}
    for name, page in base.pages.items():
        fillings = _fillings(document, states, stories[name], page)
        new[name] = filled(page.root, fillings, package.stamp)
    if package.notes:
        bodies = "".join(footnotes(stories[_NOTES]))
        new[_NOTES] = made.with_footnotes(shell.parts.get(_NOTES, _NO_NOTES.encode()), bodies)
    _relate(new, stories, "hyperlink")
    new[_CORE] = made.core(properties)
    _belong(new, _CORE, "rIdCore", f"{REL}/metadata/core-properties", _CORE_TYPE)
    if provenance is not None:
        _remember(new, provenance)
    return new


@dataclass(frozen=True, slots=True)
class _Page:
    """A part with slots, turned to the direction of the language; `slots` says how often each stands there."""

    root: etree._Element
    slots: Mapping[str, int]
    width: int


@dataclass(frozen=True, slots=True)
class _Base:
    """What all documents of a template have in a language: its parts, and the highest numbers taken in them."""

    parts: Mapping[str, Carried]
    pages: Mapping[str, _Page]
    styles: Styles
    bookmarks: int
    separators: int


@lru_cache(maxsize=32)
def _base(shell: Shell, layout: Layout, *, final: bool) -> _Base:
    parts = dict(shell.parts)
    _forget(parts, final=final)
    parts[_STYLES] = styles_in_script(parts[_STYLES], layout)
    if _SETTINGS in parts:
        parts[_SETTINGS] = settings_in_script(parts[_SETTINGS], layout)
    turned = {name: _turned(root, layout) for name, root in shell.marked.items()}
    return _Base(
        parts={name: Carried(part) for name, part in parts.items()},
        pages={name: _Page(root, Counter(slots_in(root)), _text_width(root)) for name, root in turned.items()},
        styles=styles_of(shell.parts[_STYLES]),
        bookmarks=_last_bookmark(shell),
        separators=made.last_separator(shell.parts[_NOTES]) if _NOTES in shell.parts else 0,
    )


def _turned(root: etree._Element, layout: Layout) -> etree._Element:
    copy = deepcopy(root)
    turn(copy, layout)
    return copy


def _fillings(document: Document, states: tuple[Document, Document], story: Story, page: _Page) -> dict[str, Filling]:
    """What each slot of a part is filled with, in reading order: footnotes and bookmarks are counted on the way.

    `states` are the new and the old one. A bookmark is there only the first time that a slot is.
    """
    slots = page.slots
    fillings: dict[str, Filling] = {}
    for line in document.lines:
        if line.slot not in slots:
            continue
        track = KEPT.at(line).track
        xmls = tuple(
            story.anchored(line, "", tracked_runs(line.content, story, plain_look(story), track), track)
            for _ in range(slots[line.slot])
        )
        new, old = (text_state(line.content, new=is_new) for is_new in (True, False))
        in_new, in_old = track.in_new and _shows(new, story), track.in_old and _shows(old, story)
        fillings[line.slot] = Filling(xmls, plain(new), in_new, in_old)
    if not slots.keys().isdisjoint(BLOCKS):
        fillings["box"] = _block(box(document, states, story, page.width - 2 * 108))
        fillings["body"] = _block(body(document, states, story, page.width))
    return fillings


def _block(written: Written) -> Filling:
    return Filling((written.xml,), "", written.in_new, written.in_old)


def _shows(content: Content, story: Story) -> bool:
    """Whether there is anything to see in a settled text."""
    return any(
        _shows(leaf.content, story) if isinstance(leaf, Link) else leaf.text != "" if isinstance(leaf, Symbol) else leaf != ""
        for leaf, _ in leaves(content, story, plain_look(story))
    )


def _text_width(root: etree._Element) -> int:
    """The width between the margins of the last section, in twips; that of A4 with 2 cm where it does not say."""
    section = root.find(f"{w('body')}/{w('sectPr')}")
    size = section.find(w("pgSz")) if section is not None else None
    margins = section.find(w("pgMar")) if section is not None else None
    if size is None or margins is None:
        return 9638
    return int(size.get(w("w"), "11906")) - int(margins.get(w("left"), "1134")) - int(margins.get(w("right"), "1134"))


def _last_bookmark(shell: Shell) -> int:
    ids = (mark.get(w("id"), "0") for root in shell.marked.values() for mark in root.iter(w("bookmarkStart")))
    return max((int(found) for found in ids if found.isdecimal()), default=0)


def _rels(part: str) -> str:
    folder, file = posixpath.split(part)
    return f"{folder}/_rels/{file}.rels"


def _last_link(rels: bytes | None) -> int:
    """The highest number of a link that the template has already: it may have been a draft once."""
    return max(map(int, re.findall(rb'"rIdLink(\d+)"', rels or b"")), default=0)


def _relate(new: dict[str, bytes], stories: Mapping[str, Story], kind: str) -> None:
    for name, story in stories.items():
        if story.links:
            links = ((id_, f"{R}/{kind}", url, True) for url, id_ in story.links.items())
            new[_rels(name)] = made.with_relationships(new.get(_rels(name)), links)
    rels = _rels(_BODY)
    if _NOTES in new and b"relationships/footnotes" not in new[rels]:
        new[rels] = made.with_relationships(new[rels], [("rIdNotes", f"{R}/footnotes", "footnotes.xml", False)])
        new[_TYPES] = made.with_types(new[_TYPES], {_NOTES: f"{_WORDPROCESSING}.footnotes+xml"})


def _belong(new: dict[str, bytes], part: str, id_: str, kind: str, content: str) -> None:
    """Relate a part to the package, unless the template has one of its kind."""
    if kind.encode() not in new[_PACKAGE]:
        new[_PACKAGE] = made.with_relationships(new[_PACKAGE], [(id_, kind, part, False)])
        new[_TYPES] = made.with_types(new[_TYPES], {part: content})


def _forget(new: dict[str, bytes], *, final: bool) -> None:
    """Take out what a template says about itself: who wrote and signed it, what it is attached to, that it was a draft once."""
    # A signature holds for the template, and for nothing that is made of it.
    signatures = [name for name in new if name.startswith("_xmlsignatures/")]
    for name in signatures:
        del new[name]
    if signatures:
        new[_PACKAGE] = made.without(new[_PACKAGE], "Type", {f"{REL}/digital-signature/origin"})
        new[_TYPES] = made.without(new[_TYPES], "PartName", {f"/{name}" for name in signatures})
    if _SETTINGS in new:
        new[_SETTINGS] = made.unattached(new[_SETTINGS])
        if _rels(_SETTINGS) in new:
            new[_rels(_SETTINGS)] = made.without(new[_rels(_SETTINGS)], "Type", {f"{R}/attachedTemplate"})
    if _APP in new:
        new[_APP] = made.app()
    own = [name for name in new if name.startswith("customXml/item") and made.PROVENANCE.encode() in new[name]]
    for name in own:
        del new[name]
        new.pop(_rels(name), None)
    if own:
        new[_rels(_BODY)] = made.without(new[_rels(_BODY)], "Target", {f"../{name}" for name in own})
        new[_TYPES] = made.without(new[_TYPES], "PartName", {f"/{name}" for name in own})
    if final and _CUSTOM in new:
        del new[_CUSTOM]
        new[_PACKAGE] = made.without(new[_PACKAGE], "Type", {f"{R}/custom-properties"})
        new[_TYPES] = made.without(new[_TYPES], "PartName", {f"/{_CUSTOM}"})
    elif _CUSTOM in new:
        new[_CUSTOM] = made.without(new[_CUSTOM], "name", {_BUILD})


def _remember(new: dict[str, bytes], provenance: Provenance) -> None:
    number = 1 + max((int(found[1]) for name in new if (found := re.match(r"customXml/item(\d+)\.xml", name))), default=0)
    item, properties = f"customXml/item{number}.xml", f"customXml/itemProps{number}.xml"
    new[item] = made.provenance(provenance.about)
    new[properties] = made.item_properties(provenance.build)
    new[_rels(item)] = made.with_relationships(None, [("rId1", f"{R}/customXmlProps", f"itemProps{number}.xml", False)])
    rels = _rels(_BODY)
    new[rels] = made.with_relationships(new[rels], [("rIdProvenance", f"{R}/customXml", f"../{item}", False)])
    new[_TYPES] = made.with_types(new[_TYPES], {properties: f"{_OFFICE}.customXmlProperties+xml"})
    new[_CUSTOM] = made.custom({_BUILD: provenance.build}, new.get(_CUSTOM))
    _belong(new, _CUSTOM, "rIdBuild", f"{R}/custom-properties", f"{_OFFICE}.custom-properties+xml")
