"""The numbers that shifted between two states of a document, and what in its texts follows them and what does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model.blocks import Document, Entry
from pipeline.model.inlines import Content, Reference, Text
from pipeline.model.walk import carriers, inlines


@dataclass(frozen=True, slots=True)
class Renumbered:
    """A number that became another: the texts whose cross references follow it, and those that name it in words and do not."""

    unit: str
    before: str
    after: str
    follow: tuple[str, ...]
    stay: tuple[str, ...]


def renumbered(old: Document, new: Document) -> Iterator[Renumbered]:
    """The numbers that shifted between two settled documents."""
    before = {carrier.unit: str(getattr(carrier, "label", "")) for carrier in carriers(old) if carrier.unit}
    every = tuple(carriers(new))
    for carrier in every:
        label, was = str(getattr(carrier, "label", "")), before.get(carrier.unit, "")
        # Markers of lists are counted anew in each list, and nobody refers to them alone.
        if isinstance(carrier, Entry) or not (label and was and label != was):
            continue
        names = {carrier.unit, *getattr(carrier, "names", ())}
        follow = tuple(one.unit for one in every if names & _targets(one.content))
        mention = re.compile(rf"(?<![\d.\w/-]){re.escape(was)}(?![\d\w/-]|\.\d)")
        stay = tuple(one.unit for one in every if "." in was and any(map(mention.search, _typed(one.content))))
        yield Renumbered(carrier.unit, was, label, follow, stay)


def _targets(content: Content) -> set[str]:
    return {inline.target for inline in inlines(content) if isinstance(inline, Reference)}


def _typed(content: Content) -> Iterator[str]:
    return (inline.text for inline in inlines(content) if isinstance(inline, Text))
