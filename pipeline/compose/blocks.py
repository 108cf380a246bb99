"""The lines of a fragment into blocks: headings nest, list entries find their level."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pipeline.model.blocks import Block, Entry, Enumeration, Marker, Paragraph, Rule, Section
from pipeline.model.fragments import FragmentLine, LineKind
from pipeline.resolve.signs import sign

Insert = Callable[[FragmentLine], tuple[Block, ...]]
"""What makes the blocks of a line that stands for a table, a list or the agenda."""


def blocks_of(lines: Sequence[FragmentLine], insert: Insert) -> tuple[Block, ...]:
    """The blocks of a fragment in order; a heading holds all up to the next one of its depth."""
    depths = [line.depth for line in lines if line.kind is LineKind.HEADING]
    if not depths:
        return _flat(lines, insert)
    top = min(depths)
    cuts = [at for at, line in enumerate(lines) if line.kind is LineKind.HEADING and line.depth == top]
    made = list(blocks_of(lines[: cuts[0]], insert))
    for at, end in zip(cuts, [*cuts[1:], len(lines)], strict=True):
        head, under = lines[at], blocks_of(lines[at + 1 : end], insert)
        made.append(
            Section(head.unit, head.content, bool(head.claim), under, head.names, claim=head.claim, location=head.location)
        )
    return tuple(made)


@dataclass(slots=True)
class _Open:
    """An entry whose deeper blocks are still coming."""

    line: FragmentLine
    marker: Marker
    blocks: list[Block] = field(default_factory=list)

    def closed(self) -> Entry:
        line = self.line
        return Entry(
            line.unit, self.marker, line.content, tuple(self.blocks), line.names, claim=line.claim, location=line.location
        )


class _Lists:
    """The lists that are open at a line, the deepest last; each is its entries so far."""

    def __init__(self) -> None:
        self.levels: list[list[_Open]] = []

    def add(self, line: FragmentLine) -> None:
        marker = self._marker(line)
        markers = [level[-1].marker for level in self.levels]
        if marker in markers:
            self._close_below(markers.index(marker) + 1)
            self.levels[-1].append(_Open(line, marker))
        else:
            self.levels.append([_Open(line, marker)])

    def attach(self, block: Block) -> bool:
        """Put a block under the deepest open entry; False where no list is open."""
        if self.levels:
            self.levels[-1][-1].blocks.append(block)
        return bool(self.levels)

    def close(self) -> list[Block]:
        """All that was open, as one list, and nothing open any more."""
        if not self.levels:
            return []
        self._close_below(1)
        entries = self.levels.pop()
        return [Enumeration(tuple(entry.closed() for entry in entries))]

    def _close_below(self, depth: int) -> None:
        while len(self.levels) > depth:
            entries = self.levels.pop()
            self.attach(Enumeration(tuple(entry.closed() for entry in entries)))

    def _marker(self, line: FragmentLine) -> Marker:
        """The line's kind of marker; `i)`, `v)`, `c)` … are what the open lists expect next."""
        marker = line.marker or Marker.DASH
        claim = line.claim.removesuffix(")")
        if marker not in (Marker.LETTER, Marker.ROMAN) or not set(claim) <= set("ivxlc"):
            return marker
        counting = [level for level in reversed(self.levels) if level[-1].marker in (Marker.LETTER, Marker.ROMAN)]
        for level in counting:
            if sign(level[-1].marker, len(level) + 1) == claim:
                return level[-1].marker
        if claim != "i" and counting and len(claim) == 1:
            return counting[0][-1].marker
        return Marker.ROMAN if claim == "i" else marker


def _flat(lines: Sequence[FragmentLine], insert: Insert) -> tuple[Block, ...]:
    made: list[Block] = []
    lists = _Lists()
    for line in lines:
        match line.kind:
            case LineKind.ENTRY:
                lists.add(line)
            case LineKind.INDENTED if lists.attach(_paragraph(line)):
                pass
            case LineKind.LIST:
                made += [block for block in insert(line) if not lists.attach(block)]
            case _:
                made += lists.close()
                match line.kind:
                    case LineKind.RULE:
                        made.append(Rule())
                    case LineKind.TABLE | LineKind.AGENDA:
                        made += insert(line)
                    case _:
                        made.append(_paragraph(line))
    return (*made, *lists.close())


def _paragraph(line: FragmentLine) -> Paragraph:
    return Paragraph(
        line.unit,
        line.content,
        depth=line.depth if line.kind is LineKind.NUMBERED else 0,
        indented=line.kind is LineKind.INDENTED,
        names=line.names,
        claim=line.claim,
        location=line.location,
    )
