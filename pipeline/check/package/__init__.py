"""The faults of a Word package that make Word refuse it, repair it, or lose something without a word.

Each rule is one small function over the package as `opened` reads it; what the Open XML SDK sees and what it misses is
told in `shared/reliability.md` section 1. The rules ask no clock, disk or network. The file is read as it is, without
limits: one that comes from outside passes `gate` first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
from pipeline.check.package.opened import opened
from pipeline.check.package.rules import Rule

__all__ = ["RULES", "Fault", "faults"]


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault: the rule that is broken, the part it is in (none for the whole file), and what exactly is wrong."""

    rule: str
    part: str
    detail: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.part}: {self.detail}"


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
    package = opened(data, marks)
    for name, rule in RULES.items():
        for part, detail in rule(package):
            yield Fault(name, part, detail)
