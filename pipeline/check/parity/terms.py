"""The words of the institution: none that is forbidden, and those of the concepts that the source names, no others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from pipeline.check.parity.sieve import Sieve, Test
from pipeline.check.parity.text import Compared, Original, Translation
from pipeline.gate.needed import level
from pipeline.issues import Issue
from pipeline.localise.pack import Pack
from pipeline.localise.terms import Concept, Forbidden

SMALL = "\\x00-,.-@\\[-\u00bf\u00df-\u00ff\u0430-\u045f\u0600-\u06ff\u2000-\u203f\u3000-\u9fff\uff01-\uff0f\ufffc"
"""Characters that are neither capitals nor hyphens, as in a set of an expression: nearly all of most texts."""
_RUN = re.compile(f"[^{SMALL}]{{2,}}")


def forbidden(_was: Original, now: Translation) -> Iterator[Issue]:
    """TR219: a term that the language does not use."""
    for term in now.forbidden:
        if found := term.pattern.search(now.words):
            yield now.issue("TR219", found=found[0], instead=term.instead or "–")


def with_forbidden(compared: Compared) -> Iterable[int]:
    """Those that have such a term."""
    return [at for at, (_, now) in enumerate(compared) if now.forbidden]


def concepts(was: Original, now: Translation) -> Iterator[Issue]:
    """TR220: a concept that the source names, and none of the language's terms for it in the translation."""
    for id_, found in was.once(_named):
        own = now.pack.terms.concepts.get(id_)
        if own is not None and not own.pattern.search(now.words):
            yield now.issue("TR220", found=found, term=own.term)


def lacking_concepts(compared: Compared) -> Iterable[int]:
    """Those that lack a concept of their source."""
    places: dict[str, list[int]] = {}
    for at, (was, _) in enumerate(compared):
        for id_, _ in was.concepts:
            places.setdefault(id_, []).append(at)
    lacking: set[int] = set()
    for id_, those in places.items():
        if own := compared[0][1].pack.terms.concepts.get(id_):
            search = own.pattern.search
            lacking.update([at for at in those if not search(compared[at][1].words)])
    return lacking


def _named(was: Original) -> list[tuple[str, str]]:
    """The concepts that a text names, each with its first words for it."""
    return [(id_, found[0]) for id_, concept in was.concepts if (found := concept.pattern.search(was.words))]


def _ids(was: Original) -> frozenset[str]:
    return frozenset([id_ for id_, _ in was.once(_named)])


def acronyms(was: Original, now: Translation) -> Iterator[Issue]:
    """TR224: the acronym of a concept that the source does not name."""
    named = was.once(_ids)
    for acronym in capitals(now.words):
        known = _known(acronym, was.pack, now.pack)
        if known and named.isdisjoint(known):
            yield now.issue("TR224", found=acronym, term=was.pack.terms.concepts[known[0]].term)


def unnamed_acronyms(compared: Compared) -> Iterable[int]:
    """Those that may have the acronym of a concept that their source does not name."""
    texts = [now.words for _, now in compared]
    found: set[int] = set()
    # A NUL ends a run.
    for acronym in capitals("\0".join(texts)):
        if known := _known(acronym, compared[0][0].pack, compared[0][1].pack):
            those = [at for at, text in enumerate(texts) if acronym in text]
            found.update([at for at in those if compared[at][0].once(_ids).isdisjoint(known)])
    return found


def _known(acronym: str, source: Pack, own: Pack) -> Sequence[str]:
    """The concepts that this is a term for in one language, and that the other has terms for too."""
    return [id_ for id_ in _called(acronym, own) if id_ in source.terms.concepts]


@lru_cache(1024)
def _called(acronym: str, pack: Pack) -> tuple[str, ...]:
    """The concepts that this is a term for."""
    concepts_, alike = pack.terms.concepts.items(), level(acronym)
    # An acronym is short: the stretches of nearly all concepts are longer.
    possible = ((id_, one) for id_, one in concepts_ if not one.needed or any(map(alike.__contains__, one.needed[0])))
    return tuple(id_ for id_, concept in possible if concept.pattern.fullmatch(acronym))


def capitals(text: str) -> list[str]:
    """The runs of two capitals and more, each once; a letter of a script without capitals ends one."""
    runs: list[str] = []
    for run in dict.fromkeys(_RUN.findall(text)):
        whole = all(map(str.isupper, run.replace("-", "")))
        runs += (run,) if whole else "".join(one if one.isupper() or one == "-" else " " for one in run).split()
    return [run for run in dict.fromkeys([run.strip("-") for run in runs]) if len(run) > 1]


@lru_cache(64)
def forbidden_terms(pack: Pack) -> Sieve[Forbidden]:
    """The terms that a language does not use."""
    return Sieve(((term, term.needed) for term in pack.terms.forbidden), _holding)


@lru_cache(64)
def known_concepts(pack: Pack) -> Sieve[tuple[str, Concept]]:
    """The concepts that a language has terms for, by their ids."""
    return Sieve(
        (((id_, concept), concept.needed) for id_, concept in pack.terms.concepts.items()), lambda one: _holding(one[1])
    )


def _holding(one: Concept | Forbidden) -> Test:
    search = one.pattern.search
    return lambda text: search(text) is not None
