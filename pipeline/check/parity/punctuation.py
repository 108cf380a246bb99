"""Signs of punctuation: the one that ends a text, and those that come in twos."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import lt

from pipeline.check.parity.sieve import Sieve
from pipeline.check.parity.text import Compared, Original, Side, Translation
from pipeline.issues import Issue
from pipeline.localise.pack import Pack
from pipeline.localise.typography import Pair


def end(was: Original, now: Translation) -> Iterable[Issue]:
    """TR214: a text that ends with a sign of another kind."""
    wanted, found = was.once(_end), _end(now)
    if wanted == found:
        return ()
    return (now.issue("TR214", expected=wanted or "–", found=found or "–"),)


def ending_otherwise(compared: Compared) -> Iterable[int]:
    """Those that end with another sign than their source."""
    return [at for at, (was, now) in enumerate(compared) if was.once(_end) != _end(now)]


def _end(side: Side) -> str:
    last = side.words.rstrip()[-1:]
    return side.pack.typography.sign(last) if last else ""


def pairs(_was: Original, now: Translation) -> Iterator[Issue]:
    """TR217 and TR218: brackets and quotation marks without the other of the two."""
    text = now.entry.text
    for pair in now.pairs:
        if not _balanced(text, pair):
            yield now.issue("TR217" if pair.grave else "TR218", rule=pair.message, found=text[:24].strip())


def _balanced(text: str, pair: Pair) -> bool:
    opening = [found.start() for found in pair.opening.finditer(text)]
    closing = [found.start() for found in pair.closing.finditer(text)]
    if opening == closing:
        return len(opening) % 2 == 0
    # As many of both, and the n-th is opened before the n-th is closed.
    return len(opening) == len(closing) and all(map(lt, opening, closing))


def with_pairs(compared: Compared) -> Iterable[int]:
    """Those that may have one of the signs."""
    return [at for at, (_, now) in enumerate(compared) if now.pairs]


@lru_cache(64)
def pairs_of(pack: Pack) -> Sieve[Pair]:
    """The signs of a pack that come in twos."""
    return Sieve((pair, pair.needed) for pair in pack.typography.pairs)
