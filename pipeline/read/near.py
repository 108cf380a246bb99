"""The name that may have been meant."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

_SEARCHES = 200
_LONGEST = 100


class Nearest:
    """Finds the nearest of some names, for the first two hundred that are asked for.

    A search takes time in step with the names: ten thousand faults among ten thousand names would take hours.
    """

    def __init__(self) -> None:
        self._left = _SEARCHES

    def of(self, typed: str, names: Collection[str], cutoff: float = 0.6) -> str:
        """The name that is most like what was typed, in any case of letters; empty where none is much like it."""
        if not self._left or len(typed) > _LONGEST:
            return ""
        self._left -= 1
        by_small = {name.lower(): name for name in names}
        near = get_close_matches(typed.strip().lower(), by_small, 1, cutoff)
        return by_small[near[0]] if near else ""
