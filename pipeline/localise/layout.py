"""How a language stands on the page: its direction, fonts, sizes, and what Word is told of its runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Layout:
    """The layout of a language pack.

    `latin`, `east_asian` and `complex` are the language tags of `w:lang` for characters of these kinds, empty where the
    language has none. Fonts are empty where the template's own serve. Sizes of complex script are `complex_scale` times those
    of the template. `markers` are patterns of list labels by marker name, `signs` the letters that a marker counts with.
    """

    rtl: bool = False
    italic: bool = True
    latin: str = ""
    east_asian: str = ""
    complex: str = ""
    east_asian_font: str = ""
    complex_font: str = ""
    complex_scale: float = 1.0
    markers: Mapping[str, str] = field(default_factory=dict, hash=False)
    signs: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)

    def marker(self, kind: str, sign: str, count: int) -> str:
        """The label of the entry `count`: the language's own letter where it has so many, in the language's pattern."""
        letters = self.signs.get(kind, ())
        own = letters[count - 1] if 0 < count <= len(letters) else sign
        return self.markers[kind].format(sign=own) if kind in self.markers else own
