"""Parity: what a translation has in common with its source, unit by unit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from pipeline.check.parity.characters import characters, direction
from pipeline.check.parity.completeness import blank, length, sentences, untranslated
from pipeline.check.parity.dates import dates
from pipeline.check.parity.marks import document_symbols, emphasis, facts, fields, footnotes, links, references
from pipeline.check.parity.numbers import numbers
from pipeline.check.parity.punctuation import end, pairs, pairs_of
from pipeline.check.parity.sieve import Texts
from pipeline.check.parity.terms import acronyms, concepts, forbidden, forbidden_terms, known_concepts
from pipeline.check.parity.text import Original, Translation
from pipeline.check.parity.typography import rules, typography
from pipeline.frozen import dataclass
from pipeline.issues import Issue, issue
from pipeline.localise.catalogue import Entry
from pipeline.localise.pack import Pack
from pipeline.model.inlines import Content


@dataclass(frozen=True, slots=True)
class Check:
    """A check by the name that a waiver calls it; one that compares needs a source that has not changed since."""

    name: str
    found: Callable[[Original, Translation], Iterable[Issue]]
    compares: bool = True


CHECKS = (
    Check("blank", blank, compares=False),
    Check("fact", facts),
    Check("field", fields),
    Check("reference", references),
    Check("footnote", footnotes),
    Check("link", links),
    Check("symbol", document_symbols),
    Check("date", dates),
    Check("number", numbers),
    Check("emphasis", emphasis),
    Check("untranslated", untranslated),
    Check("length", length),
    Check("sentences", sentences),
    Check("end", end),
    Check("concept", concepts),
    Check("acronym", acronyms),
    Check("direction", direction, compares=False),
    Check("character", characters, compares=False),
    Check("pair", pairs, compares=False),
    Check("typography", typography, compares=False),
    Check("term", forbidden, compares=False),
)
_ALONE = tuple(check for check in CHECKS if not check.compares)


def originals(contents: Iterable[Content], pack: Pack) -> list[Original]:
    """Texts in the language they were written in, as translations are compared with them."""
    made = [Original(content, pack) for content in contents]
    named = known_concepts(pack).left(Texts([one.words for one in made]))
    for one, concepts_ in zip(made, named, strict=True):
        one.concepts = concepts_
    return made


def translations(entries: Iterable[Entry], pack: Pack) -> list[Translation]:
    """Entries of a catalogue, as they are compared with their sources."""
    made = [Translation(entry, pack) for entry in entries]
    typed, words = Texts([one.entry.text for one in made]), Texts([one.words for one in made])
    left = (rules(pack).left(typed), pairs_of(pack).left(typed), forbidden_terms(pack).left(words))
    for one, own_rules, own_pairs, own_terms in zip(made, *left, strict=True):
        one.rules, one.pairs, one.forbidden = own_rules, own_pairs, own_terms
    return made


def parity_issues(was: Original, now: Translation, *, fresh: bool) -> Iterator[Issue]:
    """All that is wrong in a translation; where its source has changed since (`fresh` is false), what can be said without it.

    A check that the entry waives is a note (TR221) with its reason; a waiver that nothing needs is a warning (TR222).
    """
    if now.entry.waivers:
        yield from _waived(was, now, fresh=fresh)
        return
    for check in CHECKS if fresh else _ALONE:
        yield from check.found(was, now)


def _waived(was: Original, now: Translation, *, fresh: bool) -> Iterator[Issue]:
    entry = now.entry
    names = [check.name for check in CHECKS]
    for check in CHECKS if fresh else _ALONE:
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
