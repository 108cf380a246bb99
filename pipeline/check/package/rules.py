"""What a rule is: a function over an opened package that yields where it is broken, and how.

A rule's name is its function's name; the package `pipeline.check.package` turns it into kebab case.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import wraps
from typing import TypeAlias

from pipeline.check.package.parts import Element, Package, Part
from pipeline.wml.names import w

Found: TypeAlias = tuple[str, str]
"""The name of a part, and what is wrong in it."""
Rule: TypeAlias = Callable[[Package], Iterator[Found]]


def in_every_word_part(rule: Callable[[Part], Iterator[str]]) -> Rule:
    """A rule that looks at one WordprocessingML part at a time and yields only what is wrong in it."""

    @wraps(rule)
    def over(package: Package) -> Iterator[Found]:
        for part in package.word:
            for detail in _once(part, rule):
                yield part.name, detail

    return over


def in_the_part(kind: str) -> Callable[[Callable[[Part], Iterator[str]]], Rule]:
    """A rule that looks at the one part of this kind that the main document has."""

    def of_kind(rule: Callable[[Part], Iterator[str]]) -> Rule:
        @wraps(rule)
        def over(package: Package) -> Iterator[Found]:
            part = package.related(kind)
            if part is not None:
                for detail in _once(part, rule):
                    yield part.name, detail

        return over

    return of_kind


def _once(part: Part, rule: Callable[[Part], Iterator[str]]) -> tuple[str, ...]:
    """What a rule finds in a part; looked for once."""
    if rule not in part.found:
        part.found[rule] = tuple(rule(part))
    return part.found[rule]


def near(element: Element) -> str:
    """Where an element stands, for a person: the first words of its paragraph, or nothing."""
    tag = w("p")
    paragraph = element if element.tag == tag else next(element.iterancestors(tag), None)
    if paragraph is None:
        return ""
    words = "".join(map(str, paragraph.itertext(w("t"), w("delText"))))[:40].strip()
    return f", near “{words}”" if words else ""


def number(value: str | None) -> int | None:
    """The whole number that an attribute holds, if it holds one."""
    return int(value) if value is not None and re.fullmatch(r"[+-]?[0-9]{1,18}", value) else None
