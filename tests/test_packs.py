"""Every language pack, line by line against the wordings that were read in issued documents."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pipeline.check.pack.examples import printed_by
from pipeline.issues import Issue
from pipeline.localise.pack import Pack
from pipeline.model.values import Day, Number
from pipeline.read.examples import Example, read_examples
from pipeline.read.pack import read_pack
from tests.conftest import ROOT

PACKS = sorted(path.parent for path in (ROOT / "sources" / "languages").glob("*/pack.toml"))


def examples() -> Iterator[Any]:
    for folder in PACKS:
        for example in examples_of(folder):
            yield pytest.param(folder, example, id=f"{folder.name}: {example.expected}")


@cache
def pack_of(folder: Path) -> tuple[Pack, tuple[Issue, ...]]:
    found: list[Issue] = []
    return read_pack(folder, found.append), tuple(found)


@cache
def examples_of(folder: Path) -> tuple[Example, ...]:
    found: list[Issue] = []
    made = read_examples(folder / "examples.toml", found.append)
    assert found == []
    return tuple(made)


@pytest.mark.parametrize(("folder", "example"), list(examples()))
def test_an_example_reads_as_in_issued_documents(folder: Path, example: Example) -> None:
    assert printed_by(pack_of(folder)[0], example) == example.expected


@pytest.mark.parametrize("folder", PACKS, ids=lambda folder: folder.name)
def test_nothing_is_wrong_in_a_pack_and_it_is_the_one_its_folder_says(folder: Path) -> None:
    pack, found = pack_of(folder)
    assert found == ()
    assert pack.code == folder.name


@pytest.mark.parametrize("folder", PACKS, ids=lambda folder: folder.name)
@pytest.mark.parametrize("kind", [Day, Number])
def test_each_kind_of_value_has_an_example(folder: Path, kind: type) -> None:
    assert any(isinstance(example.value, kind) for example in examples_of(folder))


def test_no_two_packs_have_the_same_letter() -> None:
    letters = [pack_of(folder)[0].letter for folder in PACKS]
    assert sorted(set(letters)) == sorted(letters)


@pytest.mark.parametrize("folder", PACKS, ids=lambda folder: folder.name)
def test_every_pack_has_the_labels_and_patterns_of_the_others(folder: Path) -> None:
    mine, first = pack_of(folder)[0], pack_of(PACKS[0])[0]
    assert set(mine.labels) == set(first.labels)
    assert set(mine.periods) == set(first.periods)
    assert set(mine.numbers) == set(first.numbers)
