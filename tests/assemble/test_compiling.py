"""Compiled templates are kept in the build folder, and what is kept there changes nothing but the time it takes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

import pytest

from pipeline.assemble import compiling as module
from pipeline.assemble.compiling import compiling
from pipeline.gate.kinds import Kind
from pipeline.gate.reading import read_container
from pipeline.write.shell import compiled
from tests.assemble.test_remembering import damaged
from tests.documents import SLOTS, TEMPLATE

NAMES = frozenset((*SLOTS, "box", "body"))
PARTS = read_container(TEMPLATE, Kind.WORD)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Collection[str]]:
    """The slots of each template that docxtpl was asked for."""
    asked: list[Collection[str]] = []

    def counted(parts: Mapping[str, bytes], names: Collection[str]) -> Mapping[str, bytes]:
        asked.append(names)
        return compiled(parts, names)

    monkeypatch.setattr(module, "compiled", counted)
    return asked


def kept(build: Path) -> list[Path]:
    return list(build.glob(".council-*"))


def test_a_template_is_compiled_once_and_is_the_same_the_second_time(tmp_path: Path, made: list[Collection[str]]) -> None:
    first, second = (compiling(tmp_path)(PARTS, NAMES) for _ in range(2))
    assert list(first.items()) == list(second.items()) == list(compiled(PARTS, NAMES).items())
    assert len(made) == 1


def test_another_template_or_other_slots_are_compiled_anew(tmp_path: Path, made: list[Collection[str]]) -> None:
    compile_ = compiling(tmp_path)
    compile_(PARTS, NAMES)
    compile_({**PARTS, "word/media/emblem.png": b"another"}, NAMES)
    compile_(PARTS, NAMES | {"another"})
    assert len(made) == len(kept(tmp_path)) == 3


def test_another_program_compiles_anew(tmp_path: Path, made: list[Collection[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    compiling(tmp_path)(PARTS, NAMES)
    monkeypatch.setattr(module, "code_version", lambda: "another")
    compiling(tmp_path)(PARTS, NAMES)
    assert len(made) == 2


@pytest.mark.parametrize("number", range(7))
def test_what_is_damaged_changes_nothing(tmp_path: Path, number: int) -> None:
    first = compiling(tmp_path)(PARTS, NAMES)
    (path,) = kept(tmp_path)
    path.write_bytes(damaged(path.read_bytes())[number])
    assert compiling(tmp_path)(PARTS, NAMES) == first
    assert compiling(tmp_path)(PARTS, NAMES) == first


def test_what_is_kept_of_another_template_is_not_taken(tmp_path: Path, made: list[Collection[str]]) -> None:
    compiling(tmp_path)(PARTS, NAMES)
    (path,) = kept(tmp_path)
    other = {**PARTS, "word/media/emblem.png": b"another"}
    compiling(tmp_path)(other, NAMES)
    (second,) = set(kept(tmp_path)) - {path}
    second.write_bytes(path.read_bytes())
    compiling(tmp_path)(other, NAMES)
    assert len(made) == 3


def test_where_nothing_can_be_kept_a_template_is_compiled_as_ever(tmp_path: Path, made: list[Collection[str]]) -> None:
    absent = tmp_path / "absent" / "build"
    assert compiling(absent)(PARTS, NAMES) == compiling(absent)(PARTS, NAMES)
    assert not absent.parent.exists()
    assert len(made) == 2


def test_only_the_last_templates_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_KEPT", 2)
    for name in ("a", "b", "c"):
        compiling(tmp_path)(PARTS, NAMES | {name})
    assert len(kept(tmp_path)) == 2
