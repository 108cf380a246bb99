"""How files are written."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from pipeline.gate.writing import write_file
from pipeline.issues import Issue, SourceError


def refused(path: Path) -> Issue:
    with pytest.raises(SourceError) as found:
        write_file(path, b"new")
    return found.value.issue


def blocked(path: Path) -> None:
    """Put something at `path` that no file can be moved over: what a lock is to Windows, a folder that is not empty is here."""
    (path / "inside").mkdir(parents=True)


def test_a_file_and_its_folders_are_made(tmp_path: Path) -> None:
    path = tmp_path / "build" / "final" / "C22-23-F.docx"
    write_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(path.parent.iterdir()) == [path]


def test_a_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    write_file(path, b"a longer old text")
    write_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_may_be_empty(tmp_path: Path) -> None:
    write_file(tmp_path / "a", b"")
    assert (tmp_path / "a").read_bytes() == b""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
@pytest.mark.parametrize("mask", [0o022, 0o077])
def test_a_file_has_the_permissions_of_any_new_file(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        write_file(tmp_path / "a", b"new")
        (tmp_path / "b").touch()
        assert os.umask(mask) == mask
    finally:
        os.umask(before)
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


def test_a_target_that_cannot_be_replaced_stays_and_the_new_file_stands_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "C22-23.1-F.docx"
    blocked(path)
    issue = refused(path)
    assert (issue.code, issue.location.path, dict(issue.arguments)) == ("FS101", path, {"beside": "C22-23.1-F.new.docx"})
    assert (tmp_path / "C22-23.1-F.new.docx").read_bytes() == b"new"
    assert (path / "inside").is_dir()
    assert len(list(tmp_path.iterdir())) == 2


def test_where_that_file_cannot_be_replaced_either_nobody_says_that_it_was(tmp_path: Path) -> None:
    blocked(tmp_path / "a.docx")
    blocked(tmp_path / "a.new.docx")
    issue = refused(tmp_path / "a.docx")
    assert (issue.code, issue.location.path) == ("FS102", tmp_path / "a.new.docx")
    assert {path.name for path in tmp_path.iterdir()} == {"a.docx", "a.new.docx"}


def test_a_folder_that_is_a_file_is_an_issue(tmp_path: Path) -> None:
    (tmp_path / "build").write_bytes(b"old")
    issue = refused(tmp_path / "build" / "a.docx")
    assert (issue.code, issue.location.path) == ("FS102", tmp_path / "build" / "a.docx")
    assert (tmp_path / "build").read_bytes() == b"old"
