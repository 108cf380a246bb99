"""Frozen classes are to all who use them what `dataclasses` would have made."""

from __future__ import annotations

import copy
import dataclasses
import operator
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, field, fields, replace
from itertools import product
from typing import Any

import pytest

from pipeline import frozen
from pipeline.model import blocks, inlines

WAYS = (dataclasses.dataclass, frozen.dataclass)
VALUES = (("a", 1), ("a", 2), ("b", 1))


def classes(way: Callable[..., Any]) -> tuple[Any, ...]:
    """The same classes, made one way."""

    @way(frozen=True, slots=True)
    class Base:
        name: str
        number: int = field(default=0, compare=False, kw_only=True)

    @way(frozen=True, slots=True)
    class Derived(Base):
        inner: tuple[Any, ...] = ()
        known: dict[str, int] = field(default_factory=dict, hash=False)
        secret: str = field(default="", repr=False)

        def __len__(self) -> int:
            return len(self.inner)

    @way(frozen=True, slots=True, order=True)
    class Ordered:
        name: str
        number: int

    @way(frozen=True, slots=True, eq=False)
    class Alone:
        name: str

    @way(frozen=True, slots=True, kw_only=True)
    class Named:
        name: str
        number: int = 1

    @way(frozen=True, slots=True)
    class Own:
        name: str
        __hash__ = object.__hash__

    @way(frozen=True, slots=True)
    class Empty:
        pass

    return Base, Derived, Ordered, Alone, Named, Own, Empty


THEIRS, OURS = map(classes, WAYS)
PAIRS = pytest.mark.parametrize(("theirs", "ours"), list(zip(THEIRS, OURS, strict=True)), ids=lambda one: one.__name__)


def arguments(cls: Any) -> dict[str, Any]:
    return {"name": "a"} if any(one.name == "name" for one in fields(cls)) else {}


def given(cls: Any, **more: Any) -> Any:
    required = {"number": 1} if cls.__name__ == "Ordered" else {}
    return cls(**{**arguments(cls), **required, **more})


@PAIRS
def test_a_value_is_made_and_shown_as_theirs(theirs: Any, ours: Any) -> None:
    one, other = given(theirs), given(ours)
    assert repr(one) == repr(other)
    assert theirs.__match_args__ == ours.__match_args__
    assert theirs.__slots__ == ours.__slots__
    assert [(f.name, getattr(one, f.name)) for f in fields(one)] == [(f.name, getattr(other, f.name)) for f in fields(other)]
    assert ours.__init__.__qualname__ == theirs.__init__.__qualname__
    for wrong in ({"nothing": 1}, {"name": "a", "nothing": 1}):
        for cls in (theirs, ours):
            with pytest.raises(TypeError):
                cls(**wrong)
    said = []
    for cls in (theirs, ours):
        try:
            cls("a", 1, 2, 3, 4, 5)
        except TypeError as error:
            said.append(str(error))
    assert said[0] == said[1]


@pytest.mark.parametrize(("theirs", "ours"), list(zip(THEIRS, OURS, strict=True))[:-1])
def test_a_value_is_frozen_as_theirs(theirs: Any, ours: Any) -> None:
    for cls in (theirs, ours):
        one = given(cls)
        for change in (lambda one=one: setattr(one, "name", "b"), lambda one=one: delattr(one, "name")):
            with pytest.raises(FrozenInstanceError, match="field 'name'"):
                change()
        # `dataclasses` itself stumbles over a name that is no field.
        with pytest.raises((FrozenInstanceError, TypeError)):
            one.more = 1
        assert not hasattr(one, "__dict__")


@PAIRS
def test_values_are_equal_and_hashed_as_theirs(theirs: Any, ours: Any) -> None:
    assert (given(theirs) == given(theirs)) is (given(ours) == given(ours))
    assert (given(theirs) == 1) is (given(ours) == 1)
    assert given(theirs) != given(ours)
    assert (hash(given(theirs)) == hash(given(theirs))) is (hash(given(ours)) == hash(given(ours)))
    if theirs.__name__ not in {"Alone", "Own"}:
        assert hash(given(theirs)) == hash(given(ours))


def test_a_field_that_is_not_compared_does_not_count() -> None:
    for base, derived, *_ in (THEIRS, OURS):
        assert base("a", number=1) == base("a", number=2)
        assert hash(base("a", number=1)) == hash(base("a", number=2))
        assert derived("a", (), {"b": 1}) != derived("a", (), {"b": 2})
        assert hash(derived("a", (), {"b": 1})) == hash(derived("a", (), {"b": 2}))
        assert base("a") != derived("a")
        assert derived("a").known is not derived("a").known


def test_values_are_ordered_as_theirs() -> None:
    theirs, ours = THEIRS[2], OURS[2]
    for compare in (operator.lt, operator.le, operator.gt, operator.ge):
        for one, other in product(VALUES, VALUES):
            assert compare(theirs(*one), theirs(*other)) is compare(ours(*one), ours(*other))
        with pytest.raises(TypeError):
            compare(ours("a", 1), 1)


def test_a_value_is_copied_replaced_and_sent_to_another_process() -> None:
    base, derived, *_ = OURS
    assert replace(derived("a", (1,)), name="b") == derived("b", (1,))
    assert copy.copy(base("a")) == base("a")
    assert copy.deepcopy(derived("a", ([],))) == derived("a", ([],))
    paragraph = blocks.Paragraph("p1", 0, (inlines.Text("a"),))
    assert pickle.loads(pickle.dumps(paragraph)) == paragraph
