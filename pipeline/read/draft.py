"""Drafts and frozen documents: the settled Document that a file of ours carries with it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.gate.kinds import Kind
from pipeline.gate.reading import read_container, read_text
from pipeline.gate.wellformed import parsed
from pipeline.issues import Location, SourceError, issue
from pipeline.model.blocks import Document
from pipeline.model.dump import loaded, revived
from pipeline.write.parts import PROVENANCE

_MOST_VALUES = 2_500_000
"""Values that it may hold, by estimate: each takes about 64 bytes, and a document of 500 pages has 700,000."""
_OURS = f'"is": "{Document.__name__}"'


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as it was built: its document, the hash of that state, and the unit of each hidden bookmark."""

    document: Document
    build: str
    bookmarks: Mapping[str, str]


def read_draft(path: Path) -> Draft:
    """The document inside a draft .docx.

    Raises SourceError RV103 where it carries none (a final, another's file), RV112 where that is not what was written.
    """
    for name, part in read_container(path, Kind.WORD).items():
        if name.startswith("customXml/item") and PROVENANCE.encode() in part:
            try:
                about = json.loads(_bounded("".join(parsed(part).itertext())))
                return _draft(about)
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
                raise SourceError(issue("RV112", Location(path))) from error
    raise SourceError(issue("RV103", Location(path)))


def _draft(about: Mapping[str, Any]) -> Draft:
    bookmarks = {str(unit["bookmark"]): str(unit["id"]) for unit in about["units"]}
    return Draft(revived(about["settled"]), str(about["build"]), bookmarks)


def read_settled(path: Path) -> Document:
    """The document in a JSON file that a build or `council issue` wrote.

    Raises SourceError RV103 where it is none, RV112 where it is not what was written.
    """
    text = read_text(path)
    try:
        return loaded(_bounded(text))
    except (ValueError, RecursionError) as error:
        raise SourceError(issue("RV112" if _OURS in text else "RV103", Location(path))) from error


def _bounded(text: str) -> str:
    """The text; raises ValueError where it would become more than the machine should hold."""
    if sum(map(text.count, ",[{")) > _MOST_VALUES:
        raise ValueError(text[:40])
    return text
