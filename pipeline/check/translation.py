"""What must hold between a translation and its source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.check.parity import parity_issues
from pipeline.issues import Issue, issue
from pipeline.localise.catalogue import Catalogue, State
from pipeline.localise.pack import Pack
from pipeline.localise.units import Unit


def translation_issues(
    units: Sequence[Unit], catalogue: Catalogue, states: Mapping[str, State], source: Pack, pack: Pack, *, final: bool
) -> Iterator[Issue]:
    """What is wrong in each unit's translation (TR2..).

    In a final also TR103 and TR104: each unit that has none, or one whose source has changed since.
    """
    for unit in units:
        state, entry = states[unit.id], catalogue.entries.get(unit.id)
        if final and state is State.MISSING:
            yield issue("TR103", catalogue.location, unit=unit.id, lang=catalogue.language)
        elif final and state is State.STALE:
            yield issue("TR104", catalogue.entries[unit.id].location, unit=unit.id, lang=catalogue.language)
        if entry is not None and state is not State.MISSING:
            yield from parity_issues(unit, entry, source, pack, fresh=state is State.FRESH)
