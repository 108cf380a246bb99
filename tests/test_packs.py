"""Every language pack, line by line against the wordings that were read in issued documents."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pipeline.issues import Issue
from pipeline.localise.pack import Pack
from pipeline.model.values import Day, Name, Number, Typed, span
from pipeline.read.pack import read_pack
from tests.conftest import ROOT

PACKS = sorted(path.parent for path in (ROOT / "sources" / "languages").glob("*/pack.toml"))


def examples() -> Iterator[Any]:
    for folder in PACKS:
        for example in tomllib.loads((folder / "examples.toml").read_text("utf-8"))["example"]:
            yield pytest.param(folder, example, id=f"{folder.name}: {example['expected']}")


@cache
def pack_of(folder: Path) -> tuple[Pack, tuple[Issue, ...]]:
    found: list[Issue] = []
    return read_pack(folder, found.append), tuple(found)


def value_of(given: Any) -> Typed:
    """A day, two days, a number, or a name as `{kind, code}`."""
    match given:
        case [datetime.date() as day]:
            return Day(day)
        case [datetime.date() as start, datetime.date() as end]:
            return span(start, end)
        case {"kind": str(kind), "code": str(code)}:
            return Name(kind, code)
        case int() | float():
            return Number(given)
        case _:
            raise ValueError(f"not understood: {given!r}")


@pytest.mark.parametrize(("folder", "example"), list(examples()))
def test_an_example_reads_as_in_issued_documents(folder: Path, example: dict[str, Any]) -> None:
    assert pack_of(folder)[0].printed(value_of(example["value"]), example["form"]) == example["expected"]


@pytest.mark.parametrize("folder", PACKS, ids=lambda folder: folder.name)
def test_nothing_is_wrong_in_a_pack_and_it_is_the_one_its_folder_says(folder: Path) -> None:
    pack, found = pack_of(folder)
    assert found == ()
    assert pack.code == folder.name


@pytest.mark.parametrize("folder", PACKS, ids=lambda folder: folder.name)
@pytest.mark.parametrize("kind", [Day, Number])
def test_each_kind_of_value_has_an_example(folder: Path, kind: type) -> None:
    given = tomllib.loads((folder / "examples.toml").read_text("utf-8"))["example"]
    assert any(isinstance(value_of(example["value"]), kind) for example in given)


def test_no_two_packs_have_the_same_letter() -> None:
    letters = [pack_of(folder)[0].letter for folder in PACKS]
    assert sorted(set(letters)) == sorted(letters)


@pytest.mark.parametrize("folder", PACKS, ids=lambda folder: folder.name)
def test_every_pack_has_the_labels_and_patterns_of_the_others(folder: Path) -> None:
    mine, first = pack_of(folder)[0], pack_of(PACKS[0])[0]
    assert set(mine.labels) == set(first.labels)
    assert set(mine.periods) == set(first.periods)
    assert set(mine.numbers) == set(first.numbers)
