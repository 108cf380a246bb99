"""What the review site is made of: documents in their languages, with all that is known of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.issues import Issue
from pipeline.localise.catalogue import State
from pipeline.model.blocks import Document
from pipeline.review.numbers import Renumbered
from pipeline.review.progress import Listed
from pipeline.review.trace import Sources


@dataclass(frozen=True, slots=True)
class Language:
    """A language as a page names it and as a browser needs to know it."""

    code: str
    tag: str
    endonym: str
    direction: str


@dataclass(frozen=True, slots=True)
class Column:
    """A document in one language: `shown` is the redline from another state to `settled` or, where there is none, the same.

    Of the sources as they are there is more to tell: `sources` has what places are looked up in, `states` those of the units,
    `issues` all that was found. `files` are names and addresses, from the page of the matrix, of what there is to open,
    `redline` the name and bytes of the Word file with tracked changes, where there are any.
    """

    language: Language
    settled: Document
    shown: Document
    sources: Sources | None = None
    states: Mapping[str, State] = field(default_factory=dict)
    issues: Sequence[Issue] = ()
    files: tuple[tuple[str, str], ...] = ()
    redline: tuple[str, bytes] | None = None


@dataclass(frozen=True, slots=True)
class Unbuilt:
    """A language in which faults keep a document from being built; None where they are those of its sources."""

    language: Language | None
    issues: Sequence[Issue]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A document in the languages that it can be built in, that of its sources first, and the others.

    `listed` are its changes and how far the languages are with them, `shifted` the numbers that became others.
    """

    id: str
    columns: tuple[Column, ...]
    unbuilt: tuple[Unbuilt, ...] = ()
    listed: tuple[Listed, ...] = ()
    shifted: tuple[Renumbered, ...] = ()

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages that it is or ought to be in."""
        return (*(one.language for one in self.columns), *(one.language for one in self.unbuilt if one.language))
