"""Tracked changes as strings (ECMA-376 part 1, 17.13.5): what is inserted, deleted or moved, and what a property was.

Each takes a `stamp`, the attributes that say its number, who made the change and when.
"""

from __future__ import annotations

from enum import Enum

from pipeline.wml.make import escaped


class Track(Enum):
    """How a stretch of a document is tracked; the value is the element around runs, and the mark of a paragraph.

    `in_new` and `in_old` say which states have it.
    """

    KEPT = ""
    INSERTED = "ins"
    DELETED = "del"
    MOVED_FROM = "moveFrom"
    MOVED_TO = "moveTo"

    def __init__(self, element: str) -> None:
        self.in_new = element not in ("del", "moveFrom")
        self.in_old = element not in ("ins", "moveTo")

    @property
    def still(self) -> Track:
        """The same without the move: tables and their rows do not move in Word, they go and come."""
        if self is Track.MOVED_FROM:
            return Track.DELETED
        return Track.INSERTED if self is Track.MOVED_TO else self


def stamp(number: int, author: str, date: str) -> str:
    """The attributes of a change; `date` as 2022-03-02T00:00:00Z."""
    return f' w:id="{number}" w:author="{escaped(author)}" w:date="{date}"'


def tracked(track: Track, inner: str, stamp: str) -> str:
    """Runs that were inserted, deleted or moved; links and bookmarks stand around them, not in them."""
    return f"<w:{track.value}{stamp}>{inner}</w:{track.value}>"


def mark(track: Track, stamp: str) -> str:
    """The mark of a paragraph or row that was inserted, deleted or moved."""
    return f"<w:{track.value}{stamp}/>"


def cell_mark(track: Track, stamp: str) -> str:
    """The mark of a cell that was inserted or deleted (17.13.5.1, 17.13.5.2)."""
    return f"<w:{'cellIns' if track.in_new else 'cellDel'}{stamp}/>"


def moved(track: Track, inner: str, name: str, number: int, stamp: str) -> str:
    """What stands in a paragraph that was moved, in the range that links both its places by `name` (17.13.5.21 to 28)."""
    return f'<w:{track.value}RangeStart{stamp} w:name="{escaped(name)}"/>{inner}<w:{track.value}RangeEnd w:id="{number}"/>'


def run_change(properties: str, stamp: str) -> str:
    """What the properties of a run were (17.13.5.30); `properties` is a `w:rPr` or nothing."""
    return f"<w:rPrChange{stamp}>{properties or '<w:rPr/>'}</w:rPrChange>"


def paragraph_change(style: str, stamp: str, *, keep_next: bool = False) -> str:
    """What the style of a paragraph was (17.13.5.29)."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties += "<w:keepNext/>" if keep_next else ""
    return f"<w:pPrChange{stamp}><w:pPr>{properties}</w:pPr></w:pPrChange>"


def width_change(width: int, stamp: str) -> str:
    """What the width of a cell was, in twips (17.13.5.36)."""
    return f'<w:tcPrChange{stamp}><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr></w:tcPrChange>'


def table_change(properties: str, stamp: str) -> str:
    """What the properties of a table were, a `w:tblPr` (17.13.5.34)."""
    return f"<w:tblPrChange{stamp}>{properties}</w:tblPrChange>"
