"""A catalogue of translations, and what state each unit is in: computed from texts, never typed and never by similarity."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache

from pipeline.issues import Location
from pipeline.model.inlines import Content


class State(Enum):
    """What a unit is in a language."""

    ORIGINAL = "original"
    FRESH = "fresh"
    STALE = "stale"
    MISSING = "missing"
    ORPHAN = "orphan"


@dataclass(frozen=True, slots=True)
class Entry:
    """The translation of a unit.

    `source` is the text that it was made from, `text` the translation as typed and `content` the same with its marks.
    `doubtful` is a translation that somebody marked for review without a change of its source. `waivers` are the checks that
    a reviser let pass, each with the reason.
    """

    unit: str
    source: str
    text: str
    content: Content
    location: Location
    doubtful: bool = False
    waivers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The translations of one document into one language, by unit id."""

    language: str
    entries: Mapping[str, Entry]
    location: Location

    def states(self, typed: Mapping[str, str]) -> Mapping[str, State]:
        """The state of every unit of the document, of which each is `typed` like this, and of every entry that translates none."""
        made = {id_: self._state(id_, text) for id_, text in typed.items()}
        return {**made, **dict.fromkeys((id_ for id_ in self.entries if id_ not in made), State.ORPHAN)}

    def _state(self, id_: str, typed: str) -> State:
        entry = self.entries.get(id_)
        if entry is None or not entry.text:
            return State.MISSING
        same = entry.source == typed or normalised(entry.source) == normalised(typed)
        return State.FRESH if same and not entry.doubtful else State.STALE


_FOLDED = (("\u2011", "-"), ("\u2019", "'"), ("\u00ad", ""))


@lru_cache(8192)
def normalised(text: str) -> str:
    """A text as it is compared: what is only a matter of the line's end or of the keyboard does not count."""
    for typed, folded in _FOLDED:
        text = text.replace(typed, folded)
    # The no-break spaces are space too.
    return " ".join(text.split())


def waivers_in(comment: str) -> Iterator[tuple[str, str]]:
    """The waivers in a comment: a line `ok: number – the source counts the annex too` lets the check `number` pass."""
    for line in comment.splitlines():
        if found := re.match(r"\s*ok:\s*([\w-]+)\s*[–—:-]\s*(\S.*)", line):
            yield found[1], found[2].strip()
