"""The faults of a Word package that make Word refuse it, repair it, or lose something without a word.

Each rule is one small function over the package as `opened` reads it; what the Open XML SDK sees and what it misses is
told in `shared/reliability.md` section 1. The rules ask no clock, disk or network. The file is read as it is, without
limits: one that comes from outside passes `gate` first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pipeline.check.package import (
    bookmarks,
    container,
    controls,
    fields,
    notes,
    properties,
    relationships,
    revisions,
    structure,
    styles,
    syntax,
    tables,
    text,
    values,
)
from pipeline.check.package.crossing import MISLED, holds
from pipeline.check.package.opened import assembled, opened
from pipeline.check.package.parts import Package
from pipeline.check.package.rules import Rule
from pipeline.check.package.sampling import Likeness, Sample, Shape

__all__ = ["RULES", "Fault", "broken", "faults"]


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault: the rule that is broken, the part it is in (none for the whole file), and what exactly is wrong."""

    rule: str
    part: str
    detail: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.part}: {self.detail}"


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was looked at of documents of one template: shapes, and packages but for these."""

    shapes: set[Shape] = field(default_factory=set)
    packages: set[Likeness] = field(default_factory=set)


_ROOMS: Final = (
    container,
    syntax,
    relationships,
    properties,
    structure,
    tables,
    controls,
    bookmarks,
    fields,
    notes,
    revisions,
    text,
    styles,
    values,
)
RULES: Final[dict[str, Rule]] = {rule.__name__.replace("_", "-"): rule for room in _ROOMS for rule in room.RULES}
"""Every rule by its name."""


def faults(data: bytes, marks: Sequence[str] = ()) -> Iterator[Fault]:
    """What is wrong with the .docx in these bytes; `marks` are texts that the maker may not have left in it."""
    yield from _found(opened(data, marks), RULES)


def broken(parts: Mapping[str, bytes], marks: Sequence[str] = ()) -> list[Fault]:
    """What is wrong with the .docx of these parts, as `faults` says it.

    The rules look at a sample of it first, and at all of it where that tells of a fault; a shape that they have seen in a
    document with the same styles and lists is not looked at again, nor is a package that is like one that had no fault.
    """
    same = (parts.get("word/styles.xml", b""), parts.get("word/numbering.xml", b""), tuple(marks))
    seen = _SEEN.get(same, _Seen())
    sample = Sample(parts, seen.shapes, marks)
    is_known = not sample.new and sample.likeness in seen.packages
    if holds(parts, sample.stories) and (is_known or not any(_found(assembled(sample.parts, marks), _OF_SAMPLES))):
        if len(_SEEN) >= _TEMPLATES or len(seen.shapes) > _MOST or len(seen.packages) > _MOST:
            _SEEN.clear()
        seen.shapes.update(sample.new)
        seen.packages.add(sample.likeness)
        _SEEN[same] = seen
        return []
    return [*_found(assembled(parts, marks), RULES)]


def _found(package: Package, rules: Mapping[str, Rule]) -> Iterator[Fault]:
    for name, rule in rules.items():
        for part, detail in rule(package):
            yield Fault(name, part, detail)


_OF_SAMPLES: Final = {name: rule for name, rule in RULES.items() if rule not in MISLED}
_SEEN: Final[dict[tuple[bytes, bytes, tuple[str, ...]], _Seen]] = {}
_TEMPLATES, _MOST = 16, 20_000
"""How many templates' shapes are kept in mind, and how many shapes and packages of one."""
