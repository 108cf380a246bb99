"""A settled document and a shell into the parts of a .docx."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Set
from dataclasses import dataclass

from lxml import etree

from pipeline.model.blocks import Document
from pipeline.model.plain import plain
from pipeline.wml.names import R, w
from pipeline.write import parts as made
from pipeline.write.blocks import body, box, footnotes
from pipeline.write.inlines import plain_look, runs
from pipeline.write.shell import BLOCKS, Filling, Shell, filled, slots_in
from pipeline.write.story import Package, Story, targets_of
from pipeline.write.styles import styles_of

_BODY = "word/document.xml"
_NOTES = "word/footnotes.xml"
_STYLES = "word/styles.xml"
_SETTINGS = "word/settings.xml"
_TYPES = "[Content_Types].xml"
_WORDPROCESSING = "application/vnd.openxmlformats-officedocument.wordprocessingml"
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
    about: Mapping[str, object]


def written(
    document: Document, shell: Shell, tag: str, properties: made.Properties, provenance: Provenance | None
) -> dict[str, bytes]:
    """The parts of the document's file. With `provenance` it is a draft, without it a final.

    `tag` is the language for Word. Every part of the template that holds no slot is carried over as it is, but for the
    language in styles and settings and for the lists of parts.
    """
    package = Package(
        styles=styles_of(shell.parts[_STYLES]),
        language=tag,
        targets=targets_of(document),
        final=provenance is None,
        bookmarks=_last_bookmark(shell),
    )
    stories = {name: Story(package) for name in (*shell.marked, _NOTES)}
    new = dict(shell.parts)
    for name, root in shell.marked.items():
        fillings = _fillings(document, stories[name], frozenset(slots_in(root)), _text_width(root))
        new[name] = filled(root, fillings).encode()
    if package.notes:
        bodies = "".join(footnotes(stories[_NOTES]))
        new[_NOTES] = made.with_footnotes(shell.parts.get(_NOTES, _NO_NOTES.encode()), bodies)
    _relate(new, stories, "hyperlink")
    new[_STYLES] = made.with_language(new[_STYLES], f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}/{w('lang')}", tag)
    if _SETTINGS in new:
        new[_SETTINGS] = made.with_language(new[_SETTINGS], w("themeFontLang"), tag)
    new["docProps/core.xml"] = made.core(properties)
    if provenance is not None:
        _remember(new, provenance)
    return new


def _fillings(document: Document, story: Story, slots: Set[str], width: int) -> dict[str, Filling]:
    """What each slot of a part is filled with, in reading order: footnotes and bookmarks are counted on the way."""
    look = plain_look(story)
    fillings: dict[str, Filling] = {}
    for line in document.lines:
        if line.slot not in slots:
            continue
        xml = runs(line.content, story, look)
        fillings[line.slot] = Filling(story.anchored(line, "", xml), plain(line.content))
    if not slots.isdisjoint(BLOCKS):
        fillings["box"] = Filling(box(document, story, width - 2 * 108), "")
        fillings["body"] = Filling(body(document, story, width), "")
    return fillings


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


def _relate(new: dict[str, bytes], stories: Mapping[str, Story], kind: str) -> None:
    for name, story in stories.items():
        if story.links:
            folder, file = posixpath.split(name)
            part = f"{folder}/_rels/{file}.rels"
            links = ((id_, f"{R}/{kind}", url, True) for url, id_ in story.links.items())
            new[part] = made.with_relationships(new.get(part), links)
    rels = "word/_rels/document.xml.rels"
    if _NOTES in new and b"relationships/footnotes" not in new[rels]:
        new[rels] = made.with_relationships(new[rels], [("rIdNotes", f"{R}/footnotes", "footnotes.xml", False)])
        new[_TYPES] = made.with_types(new[_TYPES], {_NOTES: f"{_WORDPROCESSING}.footnotes+xml"})


def _remember(new: dict[str, bytes], provenance: Provenance) -> None:
    number = 1 + max((int(found[1]) for name in new if (found := re.match(r"customXml/item(\d+)\.xml", name))), default=0)
    item, properties = f"customXml/item{number}.xml", f"customXml/itemProps{number}.xml"
    new[item] = made.provenance(provenance.about)
    new[properties] = made.item_properties(provenance.build)
    new[f"customXml/_rels/item{number}.xml.rels"] = made.with_relationships(
        None, [("rId1", f"{R}/customXmlProps", f"itemProps{number}.xml", False)]
    )
    new["docProps/custom.xml"] = made.custom({"council-build": provenance.build})
    rels = "word/_rels/document.xml.rels"
    new[rels] = made.with_relationships(new[rels], [("rIdProvenance", f"{R}/customXml", f"../{item}", False)])
    new["_rels/.rels"] = made.with_relationships(
        new["_rels/.rels"], [("rIdBuild", f"{R}/custom-properties", "docProps/custom.xml", False)]
    )
    new[_TYPES] = made.with_types(
        new[_TYPES],
        {
            properties: "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
            "docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        },
    )
