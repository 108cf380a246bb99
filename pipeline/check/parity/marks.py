"""Facts, fields, cross references, footnote calls, addresses, symbols and emphasis: each as often as in the source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.check.parity.text import (
    BOLD,
    FACT,
    FIELD,
    FOOTNOTE,
    ITALIC,
    LINK,
    REFERENCE,
    Compared,
    Original,
    Translation,
    differences,
)
from pipeline.issues import Issue


def facts(was: Original, now: Translation) -> Iterable[Issue]:
    """TR201: the facts that are printed; the pattern of one may be another."""
    return _compared("TR201", was, now, (FACT,))


def fields(was: Original, now: Translation) -> Iterable[Issue]:
    """TR202: the fields of a pattern."""
    return _compared("TR202", was, now, (FIELD,))


def references(was: Original, now: Translation) -> Iterable[Issue]:
    """TR203: the cross references."""
    return _compared("TR203", was, now, (REFERENCE,))


def footnotes(was: Original, now: Translation) -> Iterable[Issue]:
    """TR204: the footnotes that are called."""
    return _compared("TR204", was, now, (FOOTNOTE,))


def links(was: Original, now: Translation) -> Iterable[Issue]:
    """TR205: the addresses of links."""
    return _compared("TR205", was, now, (LINK,))


def document_symbols(was: Original, now: Translation) -> Iterable[Issue]:
    """TR206: the document symbols; a mark of revision behind one is the language's own."""
    return _different("TR206", was.symbols, now.symbols, now)


def emphasis(was: Original, now: Translation) -> Iterable[Issue]:
    """TR209: bold, and italic where both languages have it."""
    italic = was.pack.layout.italic and now.pack.layout.italic
    return _compared("TR209", was, now, (BOLD, ITALIC) if italic else (BOLD,))


def unlike(compared: Compared) -> Iterable[int]:
    """Those with other marks than their source."""
    return [at for at, (was, now) in enumerate(compared) if was.marks != now.marks]


def named_otherwise(compared: Compared) -> Iterable[int]:
    """Those with other document symbols than their source."""
    return [at for at, (was, now) in enumerate(compared) if was.symbols != now.symbols]


def _compared(code: str, was: Original, now: Translation, kinds: tuple[int, ...]) -> Iterable[Issue]:
    before, after = ([name for kind, name in side.marks if kind in kinds] for side in (was, now))
    return _different(code, before, after, now)


def _different(code: str, before: Sequence[str], after: Sequence[str], now: Translation) -> Iterable[Issue]:
    if before == after:
        return ()
    missing, extra = differences(before, after)
    if not (missing or extra):
        return ()
    return (now.issue(code, missing=missing or "–", extra=extra or "–"),)
