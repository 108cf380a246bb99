"""The words that a language has for the concepts of its documents, as its pack states them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.gate.expressions import pattern_of
from pipeline.gate.needed import Needed


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept: the first term that is preferred for it, and the expression of all that are preferred or admitted.

    A text that it is found in has what is `needed`.
    """

    term: str
    expression: str
    needed: Needed = ()

    @property
    def pattern(self) -> re.Pattern[str]:
        """What recognises a term."""
        return pattern_of(self.expression)


@dataclass(frozen=True, slots=True)
class Forbidden:
    """A term not to be used, the expression of it, and the one to use in its place (empty where the pack has none).

    A text that it is found in has what is `needed`.
    """

    term: str
    expression: str
    instead: str
    needed: Needed = ()

    @property
    def pattern(self) -> re.Pattern[str]:
        """What recognises the term. Most are in no text: they are not compiled before one is looked for."""
        return pattern_of(self.expression)


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a language pack; concepts have the same ids in all packs."""

    concepts: Mapping[str, Concept] = field(default_factory=dict)
    forbidden: tuple[Forbidden, ...] = ()
