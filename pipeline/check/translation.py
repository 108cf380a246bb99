"""What must hold between a translation and its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.issues import Issue, issue
from pipeline.localise.catalogue import Catalogue, State
from pipeline.localise.pack import Pack
from pipeline.localise.units import Unit

if TYPE_CHECKING:
    from pipeline.check.parity.text import Original


class Originals:
    """The units of a document in the language they are written in; what there is to find in one is found once for all languages."""

    def __init__(self, units: Iterable[Unit], pack: Pack) -> None:
        self.units = tuple(units)
        self._pack = pack

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
    from pipeline.check.parity import parity_issues, translations  # noqa: PLC0415

    made = [unit.id for unit in originals.units if unit.id in catalogue.entries and states[unit.id] is not State.MISSING]
    compared = dict(zip(made, translations([catalogue.entries[id_] for id_ in made], pack), strict=True))
    for unit in originals.units:
        state = states[unit.id]
        if final and state is State.MISSING:
            yield issue("TR103", catalogue.location, unit=unit.id, lang=catalogue.language)
        elif final and state is State.STALE:
            yield issue("TR104", catalogue.entries[unit.id].location, unit=unit.id, lang=catalogue.language)
        if unit.id in compared:
            yield from parity_issues(originals.texts[unit.id], compared[unit.id], fresh=state is State.FRESH)
