"""How files are read once."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from pipeline.gate.reading import read_bytes
from pipeline.gate.readings import reading_once
from pipeline.issues import SourceError


def test_a_file_is_read_once_and_what_was_read_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"first")
    with reading_once() as readings:
        assert read_bytes(path) == b"first"
        path.write_bytes(b"second")
        assert read_bytes(path) == b"first"
        assert readings.sha256(path) == hashlib.sha256(b"first").hexdigest()
    assert read_bytes(path) == b"second"
    assert readings.read(path, 5) == b"first"


def test_a_file_that_was_not_read_has_no_hash(tmp_path: Path) -> None:
    with reading_once() as readings, pytest.raises(SourceError):
        read_bytes(tmp_path / "a.md")
    assert readings.sha256(tmp_path / "a.md") is None
    assert readings.changed() == []


def test_each_file_that_was_changed_or_removed_is_named(tmp_path: Path) -> None:
    paths = {name: tmp_path / name for name in ("same", "again", "longer", "other", "gone", "folder")}
    for path in paths.values():
        path.write_bytes(b"first")
    with reading_once() as readings:
        for path in paths.values():
            read_bytes(path)
    assert readings.changed() == []
    readings.confirm()
    paths["again"].write_bytes(b"first")
    paths["longer"].write_bytes(b"first and more")
    paths["other"].write_bytes(b"FIRST")
    paths["gone"].unlink()
    paths["folder"].unlink()
    paths["folder"].mkdir()
    assert [(one.code, one.location.path.name) for one in readings.changed()] == [
        ("FS118", name) for name in ("longer", "other", "gone", "folder")
    ]
    with pytest.raises(SourceError, match="FS118"):
        readings.confirm()


def test_one_block_of_reading_does_not_know_what_another_has_read(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"first")
    with reading_once():
        read_bytes(path)
        path.write_bytes(b"second")
        with reading_once() as inner:
            assert read_bytes(path) == b"second"
        assert read_bytes(path) == b"first"
    assert inner.changed() == []
