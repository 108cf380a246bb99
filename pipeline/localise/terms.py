"""The words that a language has for the concepts of its documents, as its pack states them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.gate.needed import Needed


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept: the first term that is preferred for it, and what recognises all that are preferred or admitted.

    A text that its pattern is found in has what is `needed`.
    """

    term: str
    pattern: re.Pattern[str]
    needed: Needed = ()


@dataclass(frozen=True, slots=True)
class Forbidden:
    """A term not to be used, what recognises it, and the one to use in its place (empty where the pack has none)."""

    term: str
    pattern: re.Pattern[str]
    instead: str
    needed: Needed = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a language pack; concepts have the same ids in all packs."""

    concepts: Mapping[str, Concept] = field(default_factory=dict)
    forbidden: tuple[Forbidden, ...] = ()
