"""The name that may have been meant."""

from __future__ import annotations

from collections.abc import Collection

from pipeline.issues import nearest

_COMPARED = 20_000
_LONGEST = 100


class Nearest:
    """Finds the nearest of some names, as long as no more than twenty thousand have been compared.

    A search takes time in step with the names: ten thousand faults among ten thousand names would take hours.
    """

    def __init__(self) -> None:
        self._left = _COMPARED

    def of(self, typed: str, names: Collection[str], cutoff: float = 0.6) -> str:
        """The name that is most like what was typed, in any case of letters; empty where none is much like it."""
        if len(names) > self._left or len(typed) > _LONGEST:
            return ""
        self._left -= len(names)
        by_small = {name.lower(): name for name in names}
        return by_small.get(nearest(typed.strip().lower(), by_small, cutoff), "")
