"""The rules of the pack for typed text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from pipeline.check.parity.sieve import Sieve
from pipeline.check.parity.text import Compared, Original, Translation
from pipeline.issues import Issue
from pipeline.localise.pack import Pack
from pipeline.localise.typography import Rule


def typography(_was: Original, now: Translation) -> Iterator[Issue]:
    """TR217 and TR218: what a rule forbids or misses in the text as it is typed, as the rule says error or warning."""
    text = now.entry.text
    for rule in now.rules:
        found = rule.pattern.search(text)
        if (found is None) == rule.required:
            code = "TR217" if rule.grave else "TR218"
            near = text[max(0, found.start() - 12) : found.end() + 12] if found else text[:24]
            yield now.issue(code, rule=rule.message, found=near.strip())


def with_rules(compared: Compared) -> Iterable[int]:
    """Those that may break a rule."""
    return [at for at, (_, now) in enumerate(compared) if now.rules]


@lru_cache(64)
def rules(pack: Pack) -> Sieve[Rule]:
    """The rules of a pack; what must stand in a text is looked for in every one."""
    return Sieve((rule, () if rule.required else rule.needed) for rule in pack.typography.rules)
