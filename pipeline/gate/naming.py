"""The parts of a package under the names by which the package itself calls them.

Names that differ in capitals alone are one name (ECMA-376 part 2, 6.2.2.3), which readers that look a part up by its usual name
would miss; and Word on the web calls the main part of a document `document2.xml`.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

from pipeline.gate.kinds import Kind

TYPES, ROOT = "[Content_Types].xml", "_rels/.rels"
_MAIN = "word/document.xml"
_RELATIONSHIP = re.compile(rb"<(?:\w+:)?Relationship\s[^<>]*>")
_TARGET = re.compile(rb'\sTarget\s*=\s*["\']([^"\']*)')
_PART_NAME = re.compile(rb'(PartName\s*=\s*["\']/)([^"\']*)')


def respelled(parts: Mapping[str, bytes], kind: Kind) -> dict[str, bytes]:
    """The parts, in their order, each under the name that a relationship has for it; what nothing leads to keeps its own.

    The main part of a Word file is called as Word calls it. Bytes change only in the lists that name a part otherwise.
    """
    wanted = {name.lower(): name for name in (TYPES, ROOT)}
    spelled = {name.lower(): name for name in parts}
    main = _main(parts.get(spelled.get(ROOT, ""), b"")) if kind is Kind.WORD else ""
    # Only its name may be another: what it leads to is counted from its folder.
    if posixpath.dirname(main).lower() == posixpath.dirname(_MAIN) and spelled.get(_MAIN, main).lower() == main.lower():
        wanted |= {main.lower(): _MAIN, _list_of(main).lower(): _list_of(_MAIN)}
    for name in sorted((name for name in parts if name.lower().endswith(".rels")), key=lambda name: name.lower() != ROOT):
        for target in _targets(wanted.get(name.lower(), name), parts[name]):
            wanted.setdefault(target.lower(), target)
            wanted.setdefault(_list_of(target).lower(), _list_of(target))
    if all(wanted.get(name.lower(), name) == name for name in parts):
        return dict(parts)
    made = {wanted.get(name.lower(), name): part for name, part in parts.items()}
    known = {name.lower(): name for name in made} | {main.lower(): wanted.get(main.lower(), main)}
    if TYPES in made:
        made[TYPES] = _PART_NAME.sub(
            lambda found: (
                found[1] + known.get(found[2].decode(errors="replace").lower(), found[2].decode(errors="replace")).encode()
            ),
            made[TYPES],
        )
    if ROOT in made and main:
        made[ROOT] = made[ROOT].replace(main.encode(), wanted[main.lower()].encode())
    return made


def _list_of(name: str) -> str:
    """The part that holds the relationships of a part."""
    folder, file = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def _targets(name: str, part: bytes) -> list[str]:
    """The parts that a list of relationships leads to."""
    folder = posixpath.dirname(posixpath.dirname(name))
    found = (_TARGET.search(one[0]) for one in _RELATIONSHIP.finditer(part) if b"External" not in one[0])
    texts = (one[1].decode(errors="replace").replace("\\", "/") for one in found if one)
    return [posixpath.normpath(posixpath.join("/", folder, text)).lstrip("/") for text in texts]


def _main(root: bytes) -> str:
    """The main part that the list of the whole package leads to."""
    found = (one[0] for one in _RELATIONSHIP.finditer(root) if b'/officeDocument"' in one[0] or b"/officeDocument'" in one[0])
    return next((target for one in found for target in _targets(ROOT, one)), "")
