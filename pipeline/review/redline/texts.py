"""Two states of a text as one, with its changes marked."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from pipeline.model.inlines import Content, Deleted, Inline, Inserted, Link, Note, Restyled
from pipeline.review.redline.matching import Pairs, common
from pipeline.review.redline.strands import Token, strand, woven

_SHORT = 3
"""An island of so many characters says too little to stand between two changes that are much larger."""
_LARGER = 2
_ANOTHER = 0.25
"""A text of which less than this is left is another text."""


@dataclass(slots=True)
class _Stretch:
    """Tokens of both states: the same ones where it is kept, else those that went and those that came."""

    old: list[Token]
    new: list[Token]
    kept: bool

    @property
    def size(self) -> int:
        return max(_size(self.old), _size(self.new))


def redlined_text(old: Content, new: Content) -> Content:
    """A text with what changed in it marked: `model.states` gives both states back, exactly."""
    if old == new:
        return new
    before, after = strand(old), strand(new)
    return tuple(inline for stretch in _smooth(_stretches(before, after)) for inline in _marked(stretch))


def _stretches(old: list[Token], new: list[Token]) -> list[_Stretch]:
    pairs = common(_landmarks(old), _landmarks(new))
    pairs = [(i, j) for i, j in pairs if _may_stay(old[i], new[j])]
    made: list[_Stretch] = []
    for i, j, kept in _steps(_widened(pairs, old, new), len(old), len(new)):
        if not made or made[-1].kept != kept:
            made.append(_Stretch([], [], kept))
        made[-1].old += [] if i is None else [old[i]]
        made[-1].new += [] if j is None else [new[j]]
    return made


def _landmarks(tokens: Sequence[Token]) -> list[Hashable]:
    """What tokens are compared by: a sign or space counts with what stands before it, or any would do for any."""
    keys: list[Hashable] = []
    before: Hashable = None
    for token in tokens:
        keys.append(token.key if token.says_something else (before, token.key))
        before = token.key
    return keys


def _may_stay(old: Token, new: Token) -> bool:
    """What has a text of its own can change there or in its frames, and not in both."""
    return old.path == new.path or old.simple or old.leaf == new.leaf


def _widened(pairs: Pairs, old: Sequence[Token], new: Sequence[Token]) -> Pairs:
    """The pairs with the signs and spaces before and after each gap that are the same in both."""
    made: Pairs = []
    start, at = 0, 0
    for end, to in [*pairs, (len(old), len(new))]:
        while start < end and at < to and _same(old[start], new[at]):
            made.append((start, at))
            start, at = start + 1, at + 1
        tail: Pairs = []
        last, other = end, to
        while start < last and at < other and _same(old[last - 1], new[other - 1]):
            last, other = last - 1, other - 1
            tail.append((last, other))
        made += [*reversed(tail), (end, to)]
        start, at = end + 1, to + 1
    return made[:-1]


def _same(old: Token, new: Token) -> bool:
    return old.key == new.key and _may_stay(old, new)


def _steps(pairs: Pairs, old: int, new: int) -> Iterator[tuple[int | None, int | None, bool]]:
    start, at = 0, 0
    for end, to in [*pairs, (old, new)]:
        yield from ((i, None, False) for i in range(start, end))
        yield from ((None, j, False) for j in range(at, to))
        if end < old:
            yield end, to, True
        start, at = end + 1, to + 1


def _smooth(stretches: list[_Stretch]) -> list[_Stretch]:
    """Without the islands that say nothing: a redline is read, and `a b` for `c d` is one change."""
    kept = sum(_size(stretch.new) for stretch in stretches if stretch.kept)
    least = min(sum(_size(stretch.old) for stretch in stretches), sum(_size(stretch.new) for stretch in stretches))
    another = kept < least * _ANOTHER
    made: list[_Stretch] = []
    for stretch in stretches:
        made.append(stretch)
        match made:
            case [*_, first, island, _] if not stretch.kept and _drowns(first, island, stretch, another=another):
                made[-3:] = [_Stretch(first.old + island.old + stretch.old, first.new + island.new + stretch.new, kept=False)]
    return made


def _drowns(before: _Stretch, island: _Stretch, after: _Stretch, *, another: bool) -> bool:
    if not all(token.simple for token in (*island.old, *island.new)):
        return False
    if not (before.old or after.old) or not (before.new or after.new):
        return False
    short = _size(island.new) <= _SHORT and _size(island.new) * _LARGER <= min(before.size, after.size)
    return another or short or not any(token.says_something for token in island.new)


def _size(tokens: Sequence[Token]) -> int:
    return sum(len(token.characters) for token in tokens)


def _marked(stretch: _Stretch) -> Iterator[Inline]:
    if not stretch.kept:
        if _reads_alike(stretch):
            yield Restyled(woven(stretch.old), woven(stretch.new))
            return
        if stretch.old:
            yield Deleted(woven(stretch.old))
        if stretch.new:
            yield Inserted(woven(stretch.new))
        return
    for same, run in groupby(zip(stretch.old, stretch.new, strict=True), lambda pair: _looks_alike(*pair)):
        pairs = list(run)
        if same:
            yield from woven([_merged(old, new) for old, new in pairs])
        else:
            yield Restyled(woven([old for old, _ in pairs]), woven([new for _, new in pairs]))


def _reads_alike(stretch: _Stretch) -> bool:
    """Whether what went and what came are the same characters: a date that was typed and is a fact now."""
    if not stretch.old or not stretch.new or not all(token.simple for token in (*stretch.old, *stretch.new)):
        return False
    return "".join(token.characters for token in stretch.old) == "".join(token.characters for token in stretch.new)


def _looks_alike(old: Token, new: Token) -> bool:
    return old.path == new.path and (old.leaf == new.leaf or not old.simple)


def _merged(old: Token, new: Token) -> Token:
    """A kept token; what changed inside a link or a footnote is marked there."""
    if isinstance(old.leaf, Link | Note) and isinstance(new.leaf, Link | Note) and old.leaf != new.leaf:
        return replace(new, leaf=replace(new.leaf, content=redlined_text(old.leaf.content, new.leaf.content)))
    return new
