"""`council fmt`: numbers that are claimed wrongly made right, ids given to lines that have none; not a byte else."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from pipeline.assemble.places import Places
from pipeline.assemble.sources import read_language, read_sources
from pipeline.check.document import without_id
from pipeline.gate.reading import read_bytes
from pipeline.gate.readings import reading_once
from pipeline.issues import Issue, Report, SourceError, failed
from pipeline.model.blocks import Carrier, Document
from pipeline.model.walk import carriers
from pipeline.resolve.numbering import numbered

_NUMBERED_ID = re.compile(r"[#\"]p(\d{1,8})\b")
_NAMES = re.compile(r"\{#[^{}]*\}\s*\Z")
_HOMES = ("text/*.md", "translations/*.po", "issued/**/*.json")
"""The files of a document in which an id stays taken for ever."""


@dataclass(frozen=True, slots=True)
class Mended:
    """What a fragment is to hold, and what of it is new: row, what stood there (nothing, for an id), what stands there now."""

    data: bytes
    changes: tuple[tuple[int, str, str], ...]


def formatted(places: Places, id_: str, report: Report) -> Mapping[Path, Mended]:
    """The fragments of a document that `fmt` changes.

    Nothing is changed, and the faults reported, where the settings are wrong: they say in which language numbers are and from
    which id on. Other faults are `check`'s to report. Raises SourceError where the sources cannot be read, or are changed
    meanwhile (FS118).
    """
    with reading_once() as readings:
        made = _formatted(places, id_, report)
        readings.confirm()
        return made


def _formatted(places: Places, id_: str, report: Report) -> Mapping[Path, Mended]:
    found: list[Issue] = []
    sources = read_sources(places, id_, found.append)
    wrong = [one for one in found if one.location.part == "settings" and failed([one])]
    for one in wrong:
        report(one)
    if wrong:
        return {}
    pack = read_language(places, sources.language, found.append) if sources.language else None
    if sources.document is None or pack is None:
        raise SourceError(next(one for one in found if failed([one])))
    edits: dict[Path, list[Carrier]] = defaultdict(list)
    for carrier in _to_mend(numbered(sources.document, pack.layout.marker)):
        assert carrier.location is not None
        edits[carrier.location.path].append(carrier)
    highest = int(sources.workbook.settings.number("last_unit") or 0)
    numbers = count(max(highest, _highest(places.sources / id_)) + 1)
    made = {path: _mended(read_bytes(path), found, numbers) for path, found in edits.items()}
    return {path: mended for path, mended in made.items() if mended.changes}


def _to_mend(document: Document) -> Iterator[Carrier]:
    for carrier in carriers(document):
        if carrier.location is None or carrier.location.path.suffix != ".md":
            continue
        claim = getattr(carrier, "claim", "")
        if without_id(carrier) or claim != (getattr(carrier, "label", "") or claim):
            yield carrier


def _highest(folder: Path) -> int:
    texts = (read_bytes(path).decode(errors="replace") for home in _HOMES for path in folder.glob(home))
    return max((int(found) for text in texts for found in _NUMBERED_ID.findall(text)), default=0)


def _mended(data: bytes, found: list[Carrier], numbers: Iterator[int]) -> Mended:
    """The file with its lines mended; line ends and a byte order mark stay."""
    mark = "\ufeff" if data.startswith(b"\xef\xbb\xbf") else ""
    lines = re.split(r"(\r\n|\n|\r)", data.decode("utf-8-sig"))
    changes: list[tuple[int, str, str]] = []
    for carrier in found:
        assert carrier.location is not None
        at = 2 * (carrier.location.row - 1)
        text, claim = lines[at], getattr(carrier, "claim", "")
        label = getattr(carrier, "label", "")
        if claim and label and claim != label:
            start = carrier.location.column - 1
            text = text[:start] + label + text[start + len(claim) :]
            changes.append((carrier.location.row, claim, label))
        if without_id(carrier):
            kept = text.rstrip(" \t")
            id_ = f"{{#p{next(numbers)}"
            # A line may have bookmarks already; the id comes first.
            named = _NAMES.search(kept)
            text = f"{kept[: named.start()]}{id_} {named[0][1:]}" if named else f"{kept} {id_}}}"
            changes.append((carrier.location.row, "", f"{id_}}}"))
        lines[at] = text
    return Mended((mark + "".join(lines)).encode(), tuple(changes))
