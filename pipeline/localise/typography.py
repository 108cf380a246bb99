"""The rules that a language has for its typed text, as its pack states them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.gate.expressions import pattern_of
from pipeline.gate.needed import Needed


@dataclass(frozen=True, slots=True)
class Rule:
    """An expression that a text must hold (`required`) or must not, and what to say where it is broken.

    A text that it is found in has what is `needed`.
    """

    expression: str
    message: str
    grave: bool
    required: bool = False
    needed: Needed = ()

    @property
    def pattern(self) -> re.Pattern[str]:
        """What finds it. Most are not so much as looked for: they are not compiled before."""
        return pattern_of(self.expression)


@dataclass(frozen=True, slots=True)
class Pair:
    """Signs that come in twos: each opened before it is closed; where both are one sign, an even number of them.

    A text with one of them has what is `needed`.
    """

    opening: re.Pattern[str]
    closing: re.Pattern[str]
    message: str
    grave: bool
    needed: Needed = ()


@dataclass(frozen=True, slots=True)
class Typography:
    """The typography of a language pack.

    `length` is how long a text is, at least and at most, beside one of the same meaning in the language that all packs are
    measured by. `ends` has, by the sign . ? ! : ; or , the characters that stand for it in this language besides.
    `abbreviations` are what a point stands behind without ending a sentence.
    """

    rules: tuple[Rule, ...] = ()
    pairs: tuple[Pair, ...] = ()
    length: tuple[float, float] = (0.0, float("inf"))
    ends: Mapping[str, str] = field(default_factory=dict)
    abbreviations: re.Pattern[str] | None = None

    def sign(self, character: str) -> str:
        """The sign of punctuation that a character is, none for any other."""
        if character in _SIGNS:
            return character
        return next((sign for sign, others in self.ends.items() if character in others), "")


_SIGNS = frozenset(".?!:;,")
