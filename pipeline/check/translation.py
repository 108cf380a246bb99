"""What must hold between a translation and its source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.issues import Issue, issue
from pipeline.localise.catalogue import Catalogue, State
from pipeline.localise.units import Unit


def translation_issues(
    units: Sequence[Unit], catalogue: Catalogue, states: Mapping[str, State], *, final: bool
) -> Iterator[Issue]:
    """TR103 and TR104: in a final, each unit that has no translation, or one whose source has changed since."""
    if final:
        for unit in units:
            if states[unit.id] is State.MISSING:
                yield issue("TR103", catalogue.location, unit=unit.id, lang=catalogue.language)
            elif states[unit.id] is State.STALE:
                yield issue("TR104", catalogue.entries[unit.id].location, unit=unit.id, lang=catalogue.language)
