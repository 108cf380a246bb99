"""Frozen dataclasses with slots, as `dataclasses` makes them, in less than half the time; and so is a value of one.

A fresh process makes a hundred and forty of them before it does anything else. `dataclasses` compiles six functions for each, one
after the other (before Python 3.13). Here those that differ are compiled in one piece, and those that do not are the same for all.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, fields
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

__all__ = ["dataclass"]

C = TypeVar("C", bound=type)

_ORDER = {"__lt__": "<", "__le__": "<=", "__gt__": ">", "__ge__": ">="}


if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(
        *, frozen: bool, slots: bool, eq: bool = True, order: bool = False, kw_only: bool = False
    ) -> Callable[[C], C]:
        """A class decorator, which is `dataclasses.dataclass` to all who read the code, people and type checkers."""
        assert frozen
        assert slots
        comparisons = {**({"__eq__": "=="} if eq else {}), **(_ORDER if order else {})}

        def decorate(cls: C) -> C:
            # Where a class says nothing of itself, `dataclasses` writes out its signature, which takes longer than all the rest.
            cls.__doc__ = cls.__doc__ or cls.__name__
            made = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(cls)
            for name, function in {**_SHARED, **_own(made, comparisons)}.items():
                # As with `dataclasses`, what a class says itself holds.
                if name not in vars(made):
                    setattr(made, name, function)
            return made

        return decorate


def _own(cls: Any, comparisons: dict[str, str]) -> dict[str, Callable[..., Any]]:
    """The functions that hang on the fields of a class."""
    every = fields(cls)
    scope: dict[str, Any] = {"__name__": cls.__module__, "MISSING": MISSING}
    for one in every:
        scope[f"put_{one.name}"] = getattr(cls, one.name).__set__
        scope[f"default_{one.name}"], scope[f"make_{one.name}"] = one.default, one.default_factory
    compared = [one for one in every if one.compare]
    source = [f"def __init__({_parameters(every)}):", *map(_put, every), " return"]
    for name, sign in comparisons.items():
        same = "if other.__class__ is self.__class__ else NotImplemented"
        source += (f"def {name}(self, other):", f" return {_all('self', compared)} {sign} {_all('other', compared)} {same}")
    names = ["__init__", *comparisons]
    if "__eq__" in comparisons:
        hashed = [one for one in every if (one.compare if one.hash is None else one.hash)]
        source += ("def __hash__(self):", f" return hash({_all('self', hashed)})")
        names.append("__hash__")
    exec("\n".join(source), scope)  # noqa: S102 - nothing is in it but the names of fields
    for name in names:
        scope[name].__qualname__ = f"{cls.__qualname__}.{name}"
    return {name: scope[name] for name in names}


def _parameters(every: tuple[Field[Any], ...]) -> str:
    named = [_parameter(one) for one in every if one.kw_only]
    return ", ".join(("self", *(_parameter(one) for one in every if not one.kw_only), *(("*", *named) if named else ())))


def _parameter(one: Field[Any]) -> str:
    if one.default is not MISSING:
        return f"{one.name}=default_{one.name}"
    return one.name if one.default_factory is MISSING else f"{one.name}=MISSING"


def _put(one: Field[Any]) -> str:
    value = one.name if one.default_factory is MISSING else f"make_{one.name}() if {one.name} is MISSING else {one.name}"
    return f" put_{one.name}(self, {value})"


def _all(whose: str, some: list[Field[Any]]) -> str:
    return f"({''.join(f'{whose}.{one.name}, ' for one in some)})"


def _repr(self: Any) -> str:
    shown = (f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _refuse_to_set(_self: Any, name: str, _value: Any) -> NoReturn:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_self: Any, name: str) -> NoReturn:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, one.name) for one in fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    for one, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, one.name, value)


_SHARED: dict[str, Callable[..., Any]] = {
    "__repr__": _repr,
    "__setattr__": _refuse_to_set,
    "__delattr__": _refuse_to_delete,
    "__getstate__": _state,
    "__setstate__": _restore,
}
