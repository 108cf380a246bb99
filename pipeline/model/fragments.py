"""A fragment as it was read: one line, one block, not yet put together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from pipeline.issues import Location
from pipeline.model.blocks import Marker
from pipeline.model.inlines import Content


class LineKind(Enum):
    """What a line of a fragment is."""

    NUMBERED = "numbered"
    PLAIN = "plain"
    INDENTED = "indented"
    ENTRY = "entry"
    HEADING = "heading"
    RULE = "rule"
    TABLE = "table"
    LIST = "list"
    AGENDA = "agenda"


@dataclass(frozen=True, slots=True)
class FragmentLine:
    """A line with its claim split off. `depth` counts the components of a number claim or the signs # of a heading.

    `target` names the table or list that the line stands for. `location` covers the claim where there is one, else the line.
    """

    kind: LineKind
    content: Content
    location: Location
    unit: str = ""
    names: tuple[str, ...] = ()
    claim: str = ""
    marker: Marker | None = None
    depth: int = 0
    target: str = ""


@dataclass(frozen=True, slots=True)
class Fragment:
    """A file of prose; one of which nothing could be read has no lines, and that was reported."""

    name: str
    lines: tuple[FragmentLine, ...]
    location: Location
    readable: bool = True
