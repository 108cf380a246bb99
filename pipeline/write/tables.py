"""Tables, with their rows and columns that went or came."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model.blocks import Cell, Table
from pipeline.model.tracked import Was
from pipeline.wml import make
from pipeline.wml.track import Track, cell_mark, mark, table_change, width_change
from pipeline.write.paragraphs import Paragraphs
from pipeline.write.styles import Role
from pipeline.write.within import DELETED, INSERTED, Within

_MARGIN = 1134
"""How far the columns that went may stand out beside those that are, together, in twips."""


def table(table: Table, within: Within, paragraphs: Paragraphs, width: int) -> str:
    """A table as wide as `width`, in twips; a table does not move, it goes and comes."""
    made = _Table(table, within.still, paragraphs, width)
    return made.written() if paragraphs.story.package.reviewer else made.settled()


class _Table:
    def __init__(self, table: Table, within: Within, paragraphs: Paragraphs, width: int) -> None:
        was = table.change.node if isinstance(table.change, Was) else table
        assert isinstance(was, Table)
        self._table = table
        self._within = within
        self._paragraphs = paragraphs
        self._package = paragraphs.story.package
        self._width = width
        self._new = _widths(table, width)
        self._old = _widths(was, width)

    def settled(self) -> str:
        """The table of a document that has one state only."""
        head = self._table.head
        rows = [*((head,) if head else ()), *(row.cells for row in self._table.rows)]
        carrier, within = self._paragraphs.carrier, self._within
        made = [
            make.row(
                [make.cell(width, carrier(cell, within)) for cell, width in zip(cells, self._new, strict=True)],
                head=at == 0 and bool(head),
            )
            for at, cells in enumerate(rows)
        ]
        return make.table(self._properties(head=bool(head), was_head=bool(head)), self._new, made)

    def written(self) -> str:
        """The table of a redline."""
        tracks = [self._within.at(cell).track.still for cell in self._table.head]
        new, old = any(track.in_new for track in tracks), any(track.in_old for track in tracks)
        rows: list[tuple[Sequence[Cell], Within]] = []
        if tracks:
            rows.append((self._table.head, self._within if new and old else INSERTED if new else DELETED))
        rows += [(row.cells, self._within.at(row).still) for row in self._table.rows]
        grid = next((self._columns(cells, within) for cells, within in rows if within.track is Track.KEPT), self._new)
        head = new if self._within.track.in_new else old
        made = [self._row(*row, head=bool(tracks) and at == 0) for at, row in enumerate(rows)]
        return make.table(self._properties(head=head, was_head=old), grid, made)

    def _properties(self, *, head: bool, was_head: bool) -> str:
        style, rtl = self._package.styles[Role.TABLE], self._package.tongue.rtl
        change = ""
        if self._within.track is Track.KEPT and head != was_head:
            change = table_change(make.table_properties(style, self._width, head=was_head, rtl=rtl), self._package.stamp())
        return make.table_properties(style, self._width, head=head, rtl=rtl, change=change)

    def _row(self, cells: Sequence[Cell], within: Within, *, head: bool) -> str:
        widths = self._columns(cells, within)
        own = within.track is not Track.KEPT
        sign = mark(within.track, self._package.stamp()) if own else ""
        old = iter(self._old)
        made = []
        for cell, width in zip(cells, widths, strict=True):
            inside = within.at(cell).still
            was = next(old) if inside.track.in_old else width
            sign_of_cell = ""
            if not own and inside.track is not Track.KEPT:
                sign_of_cell = cell_mark(inside.track, self._package.stamp())
            if not own and was != width:
                sign_of_cell += width_change(was, self._package.stamp())
            made.append(make.cell(width, self._paragraphs.carrier(cell, inside), mark=sign_of_cell))
        return make.row(made, head=head, mark=sign)

    def _columns(self, cells: Sequence[Cell], within: Within) -> list[int]:
        """The widths of a row's cells: as they are now, and of those that went as much as the margin leaves them."""
        new, old = iter(self._new), iter(self._old)
        tracks = [within.at(cell).track.still for cell in cells]
        went = sum(not track.in_new for track in tracks)
        made = []
        for track in tracks:
            was = next(old) if track.in_old else 0
            if track.in_new:
                made.append(next(new))
            else:
                made.append(was if within.track is Track.DELETED else min(was, _MARGIN // went))
        return made


def _widths(table: Table, width: int) -> list[int]:
    share = width / sum(table.widths)
    made = [round(one * share) for one in table.widths]
    made[-1] += width - sum(made)
    return made
