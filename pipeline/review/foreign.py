"""Two Word files that were not made here, compared by an engine: the one door to python-redlines (Docxodus), an optional extra.

Its result is handed out only where it keeps the law of redlines: with all changes accepted it reads as the new file, with all
rejected as the old one, in every part.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from lxml import etree

from pipeline.gate.kinds import Kind
from pipeline.gate.reading import read_container
from pipeline.gate.wellformed import parsed
from pipeline.issues import Location, SourceError, issue
from pipeline.review.word_text import word_text
from pipeline.wml import accept
from pipeline.wml.names import R, local
from pipeline.write.story import Reviewer
from pipeline.write.zipped import zipped

_RELATIONS = re.compile(r"word/_rels/(\w+\.xml)\.rels\Z")
_ICU = "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"


def compared(old: Path, new: Path, reviewer: Reviewer) -> bytes:
    """The new file with what it changes of the old one tracked.

    Raises SourceError RV109 where the engine is not installed, RV110 where it cannot compare them or its result is not exact.
    """
    try:
        from python_redlines import DocxodusEngine  # noqa: PLC0415 - an optional extra
    except ImportError as error:
        raise SourceError(issue("RV109", Location(new))) from error
    before, after = (_prepared(accept.accepted(read_container(path, Kind.WORD))) for path in (old, new))
    # The engine is a program of its own and needs no table of languages (review.md); without this it ends where there is none.
    os.environ.setdefault(_ICU, "1")
    try:
        made, _, _ = DocxodusEngine().run_redline(
            reviewer.author, zipped(before), zipped(after), conflate_spaces=False, date_time=reviewer.date
        )
    except (OSError, ValueError, RuntimeError) as error:
        raise SourceError(issue("RV110", Location(new))) from error
    parts = _unpacked(made, new)
    for state, wanted in ((accept.accepted, after), (accept.rejected, before)):
        if _read(state, parts) != word_text(zipped(wanted)):
            raise SourceError(issue("RV110", Location(new)))
    return zipped(parts)


def _read(state: Callable[[Mapping[str, bytes]], dict[str, bytes]], parts: Mapping[str, bytes]) -> str:
    return word_text(zipped(state(parts)))


def _unpacked(data: bytes, path: Path) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except zipfile.BadZipFile as error:
        raise SourceError(issue("RV110", Location(path))) from error


def _prepared(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts with each relationship of text named by where it leads.

    The engine carries text of one file into the other with the names it had there, and names of two files may be the same.
    """
    made = dict(parts)
    for name, part in parts.items():
        found = _RELATIONS.match(name)
        if found is None or (owner := f"word/{found[1]}") not in parts:
            continue
        relations = parsed(part)
        names: dict[str, str] = {}
        for relation in relations:
            if local(str(relation.tag)) == "Relationship" and relation.get("Type", "").endswith(("/hyperlink", "/image")):
                target = f"{relation.get('Type')} {relation.get('Target')} {relation.get('TargetMode')}"
                names[relation.get("Id", "")] = f"rId{hashlib.sha256(target.encode()).hexdigest()[:12]}"
        kept: set[str] = set()
        for relation in list(relations):
            if relation.get("Id") in names:
                relation.set("Id", names[relation.get("Id", "")])
                if relation.get("Id") in kept:
                    relations.remove(relation)
                kept.add(relation.get("Id", ""))
        root = parsed(parts[owner])
        for element in root.iter():
            for key, value in element.attrib.items():
                if str(key).startswith(f"{{{R}}}") and value in names:
                    element.set(key, names[str(value)])
        made[name], made[owner] = (etree.tostring(one, xml_declaration=True, encoding="UTF-8") for one in (relations, root))
    return made
