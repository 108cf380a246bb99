"""What must hold between a translation and its source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.issues import Issue, issue
from pipeline.localise.catalogue import Catalogue, State
from pipeline.localise.pack import Pack
from pipeline.localise.units import Unit, typed, units_of
from pipeline.model.blocks import Document

if TYPE_CHECKING:
    from pipeline.check.parity.text import Original


class Originals:
    """The units of a document in the language they are written in; what there is to find in one is found once for all languages.

    They are gone through when they are first asked for: a document that is translated into no language has no need of them.
    """

    def __init__(self, document: Document, pack: Pack) -> None:
        self._document = document
        self._pack = pack

    @cached_property
    def units(self) -> Sequence[Unit]:
        """All of them, in reading order."""
        return tuple(units_of(self._document))

    @cached_property
    def typed(self) -> Mapping[str, str]:
        """Each as it is typed, by its id."""
        return typed(self.units)

    @cached_property
    def texts(self) -> Mapping[str, Original]:
        """The text of each unit, as translations are compared with it."""
        # A document in the language that it is written in is compared with none.
        from pipeline.check.parity import originals  # noqa: PLC0415 - 20 ms

        return dict(
            zip((unit.id for unit in self.units), originals((unit.content for unit in self.units), self._pack), strict=True)
        )


def translation_issues(
    originals: Originals, catalogue: Catalogue, states: Mapping[str, State], pack: Pack, *, final: bool
) -> Iterator[Issue]:
    """What is wrong in each unit's translation (TR2..).

    In a final also TR103 and TR104: each unit that has none, or one whose source has changed since.
    """
    from pipeline.check.parity import likely, parity_issues, translations  # noqa: PLC0415

    made = [unit.id for unit in originals.units if unit.id in catalogue.entries and states[unit.id] is not State.MISSING]
    texts = originals.texts
    compared = [
        (texts[id_], now) for id_, now in zip(made, translations([catalogue.entries[id_] for id_ in made], pack), strict=True)
    ]
    doubtful = dict(zip(made, zip(compared, likely(compared), strict=True), strict=True))
    for unit in originals.units:
        state = states[unit.id]
        if final and state is State.MISSING:
            yield issue("TR103", catalogue.location, unit=unit.id, lang=catalogue.language)
        elif final and state is State.STALE:
            yield issue("TR104", catalogue.entries[unit.id].location, unit=unit.id, lang=catalogue.language)
        if unit.id in doubtful:
            (was, now), checks = doubtful[unit.id]
            yield from parity_issues(was, now, checks, fresh=state is State.FRESH)
