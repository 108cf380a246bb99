"""Accepting and rejecting the tracked changes of a Word package: all of them, in all its parts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from lxml import etree

from pipeline.wml.names import w
from pipeline.wml.states import settle

_STORIES: Final = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml\Z")
_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
_MAIN: Final = "word/document.xml"
_NOTES: Final = {"footnote": "word/footnotes.xml", "endnote": "word/endnotes.xml", "comment": "word/comments.xml"}


def accepted(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts of a package with every change accepted."""
    return _settled(parts, new=True)


def rejected(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts of a package with every change rejected."""
    return _settled(parts, new=False)


def _settled(parts: Mapping[str, bytes], *, new: bool) -> dict[str, bytes]:
    made = dict(parts)
    roots = {name: etree.fromstring(part, _PARSER) for name, part in parts.items() if _STORIES.match(name)}
    before = {kind: _called(roots[_MAIN], kind) for kind in _NOTES}
    for root in roots.values():
        settle(root, new=new)
    for kind, name in _NOTES.items():
        if name in roots:
            # A note goes with its call.
            gone = before[kind] - _called(roots[_MAIN], kind)
            for note in [note for note in roots[name] if note.get(w("id")) in gone]:
                roots[name].remove(note)
    for name, root in roots.items():
        made[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return made


def _called(root: etree._Element, kind: str) -> set[str | None]:
    return {call.get(w("id")) for call in root.iter(w(f"{kind}Reference"))}
