"""Parity: what a translation has in common with its source, unit by unit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pipeline.check.parity.characters import characters, direction, doubtful, turning
from pipeline.check.parity.completeness import all_spaces, blank, length, long, of_words, sentences, untranslated
from pipeline.check.parity.dates import dates, with_digits
from pipeline.check.parity.marks import (
    document_symbols,
    emphasis,
    facts,
    fields,
    footnotes,
    links,
    named_otherwise,
    references,
    unlike,
)
from pipeline.check.parity.numbers import numbers
from pipeline.check.parity.punctuation import end, ending_otherwise, pairs, pairs_of, with_pairs
from pipeline.check.parity.sieve import Texts
from pipeline.check.parity.terms import (
    acronyms,
    concepts,
    forbidden,
    forbidden_terms,
    known_concepts,
    lacking_concepts,
    unnamed_acronyms,
    with_forbidden,
)
from pipeline.check.parity.text import Compared, Original, Translation
from pipeline.check.parity.typography import rules, typography, with_rules
from pipeline.issues import Issue, issue
from pipeline.localise.catalogue import Entry
from pipeline.localise.pack import Pack
from pipeline.model.inlines import Content


@dataclass(frozen=True, slots=True)
class Check:
    """A check by the name that a waiver calls it; one that compares needs a source that has not changed since.

    `likely` says in which of the translations into a language it may find something, by their numbers: in the others it does not.
    """

    name: str
    found: Callable[[Original, Translation], Iterable[Issue]]
    likely: Callable[[Compared], Iterable[int]]
    compares: bool = True


CHECKS = (
    Check("blank", blank, all_spaces, compares=False),
    Check("fact", facts, unlike),
    Check("field", fields, unlike),
    Check("reference", references, unlike),
    Check("footnote", footnotes, unlike),
    Check("link", links, unlike),
    Check("symbol", document_symbols, named_otherwise),
    Check("date", dates, with_digits),
    Check("number", numbers, with_digits),
    Check("emphasis", emphasis, unlike),
    Check("untranslated", untranslated, of_words),
    Check("length", length, long),
    Check("sentences", sentences, long),
    Check("end", end, ending_otherwise),
    Check("concept", concepts, lacking_concepts),
    Check("acronym", acronyms, unnamed_acronyms),
    Check("direction", direction, turning, compares=False),
    Check("character", characters, doubtful, compares=False),
    Check("pair", pairs, with_pairs, compares=False),
    Check("typography", typography, with_rules, compares=False),
    Check("term", forbidden, with_forbidden, compares=False),
)


def originals(contents: Iterable[Content], pack: Pack) -> list[Original]:
    """Texts in the language they were written in, as translations are compared with them."""
    made = [Original(content, pack) for content in contents]
    named = known_concepts(pack).left(Texts([one.words for one in made]), range(len(made)))
    for one, concepts_ in zip(made, named, strict=True):
        one.concepts = concepts_
    return made


def translations(entries: Iterable[Entry], pack: Pack) -> list[Translation]:
    """Entries of a catalogue, as they are compared with their sources."""
    made = [Translation(entry, pack) for entry in entries]
    # The words of most are all that is typed: then they are looked through as that.
    others = [at for at, one in enumerate(made) if one.words != one.entry.text]
    texts = Texts([*(one.entry.text for one in made), *(made[at].words for at in others)])
    words = {**{at: at for at in range(len(made))}, **{at: place for place, at in enumerate(others, len(made))}}
    typed = range(len(made))
    left = (rules(pack).left(texts, typed), pairs_of(pack).left(texts, typed))
    terms = forbidden_terms(pack).left(texts, {*words.values()})
    for at, (one, own_rules, own_pairs) in enumerate(zip(made, *left, strict=False)):
        one.rules, one.pairs, one.forbidden = own_rules, own_pairs, terms[words[at]]
    return made


def likely(compared: Compared) -> list[list[Check]]:
    """For each translation into a language the checks that may find something in it, in their order."""
    made: list[list[Check]] = [[] for _ in compared]
    if compared:
        numbers_of = {find: find(compared) for find in dict.fromkeys(check.likely for check in CHECKS)}
        for check in CHECKS:
            for at in numbers_of[check.likely]:
                made[at].append(check)
    return made


def parity_issues(was: Original, now: Translation, checks: Iterable[Check] = CHECKS, *, fresh: bool) -> Iterator[Issue]:
    """All that is wrong in a translation; where its source has changed since (`fresh` is false), what can be said without it.

    Of the `checks` those that are not given find nothing. A check that the entry waives is a note (TR221) with its reason; a
    waiver that nothing needs is a warning (TR222).
    """
    if now.entry.waivers:
        yield from _waived(was, now, fresh=fresh)
        return
    for check in checks:
        if fresh or not check.compares:
            yield from check.found(was, now)


def _waived(was: Original, now: Translation, *, fresh: bool) -> Iterator[Issue]:
    entry = now.entry
    names = [check.name for check in CHECKS]
    for check in CHECKS:
        if check.compares and not fresh:
            continue
        found = tuple(check.found(was, now))
        reason = entry.waivers.get(check.name)
        if reason is None:
            yield from found
        elif found:
            yield now.issue("TR221", check=check.name, reason=reason)
        else:
            yield issue("TR222", entry.location, unit=entry.unit, check=check.name, known=", ".join(names))
    for name in entry.waivers:
        if name not in names:
            yield issue("TR222", entry.location, unit=entry.unit, check=name, known=", ".join(names))
