"""How files are written."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Collection
from pathlib import Path

import pytest

from pipeline.gate.locks import lock
from pipeline.gate.writing import write_file, write_together
from pipeline.issues import Issue, SourceError

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions, links or locks")


def refused(path: Path) -> Issue:
    with pytest.raises(SourceError) as found:
        write_file(path, b"new")
    return found.value.issue


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, int, Collection[str]], list[object]]:
    """Let a function of the system fail, as it does when it is asked for one of these names; what it was asked is returned."""

    def let(function: str, number: int, of: Collection[str] = ()) -> list[object]:
        real, asked = getattr(os, function), []

        def failing_function(*arguments: object) -> object:
            asked.append(arguments)
            if not of or Path(str(arguments[-1])).name in of:
                raise OSError(number, os.strerror(number))
            return real(*arguments)

        monkeypatch.setattr(os, function, failing_function)
        return asked

    return let


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


@pytest.mark.parametrize("name", ["a b.docx", "Résumé – 2.docx", "تقرير.docx", "报告.docx", f"{'x' * 250}.docx"[-255:]])
def test_a_file_may_have_any_name_that_the_disk_takes(tmp_path: Path, name: str) -> None:
    write_file(tmp_path / name, b"new")
    assert names(tmp_path) == {name}


@posix
@pytest.mark.parametrize("mask", [0o022, 0o077])
def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        write_file(tmp_path / "a", b"new")
        (tmp_path / "b").touch()
        assert os.umask(mask) == mask
    finally:
        os.umask(before)
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


@posix
@pytest.mark.parametrize("mode", [0o600, 0o664, 0o444])
def test_a_file_that_is_replaced_keeps_its_permissions(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(mode)
    write_file(path, b"new")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new", mode)


@posix
def test_a_link_in_the_place_of_a_file_is_replaced_and_what_it_leads_to_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"somebody's")
    (tmp_path / "a.docx").symlink_to(tmp_path / "elsewhere")
    write_file(tmp_path / "a.docx", b"new")
    assert not (tmp_path / "a.docx").is_symlink()
    assert (tmp_path / "a.docx").read_bytes() == b"new"
    assert (tmp_path / "elsewhere").read_bytes() == b"somebody's"


@posix
def test_a_link_to_a_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "share").mkdir()
    (tmp_path / "build").symlink_to(tmp_path / "share")
    write_file(tmp_path / "build" / "a.docx", b"new")
    assert names(tmp_path / "share") == {"a.docx"}


@pytest.mark.parametrize("number", [errno.EACCES, errno.EPERM, errno.EBUSY])
def test_a_target_that_is_open_stays_and_the_new_file_stands_beside_it(
    tmp_path: Path, failing: Callable[..., list[object]], number: int
) -> None:
    path = tmp_path / "C22-23.1-F.docx"
    path.write_bytes(b"old")
    failing("replace", number, {path.name})
    issue = refused(path)
    assert (issue.code, issue.location.path, dict(issue.arguments)) == ("FS101", path, {"beside": "C22-23.1-F.new.docx"})
    assert (tmp_path / "C22-23.1-F.new.docx").read_bytes() == b"new"
    assert path.read_bytes() == b"old"
    assert len(names(tmp_path)) == 2


def test_where_that_file_is_open_too_nobody_says_that_it_was_written(
    tmp_path: Path, failing: Callable[..., list[object]]
) -> None:
    failing("replace", errno.EACCES, {"a.docx", "a.new.docx"})
    issue = refused(tmp_path / "a.docx")
    assert (issue.code, issue.location.path) == ("FS107", tmp_path / "a.docx")
    assert names(tmp_path) == set()


@pytest.mark.parametrize(
    ("owner", "content", "code", "who"),
    [
        ("~$2-23-F.docx", b"\x05Marie" + bytes(48) + b"\x05\x00" + "Marie".encode("utf-16-le") + bytes(96), "FS105", "Marie"),
        ("~$2-23-F.docx", b"", "FS106", None),
        (".~lock.C22-23-F.docx#", b",marie,poste,25.11.2024 14:42,file:///home/marie;", "FS105", "marie"),
    ],
)
def test_a_file_that_an_editor_has_open_is_not_replaced_even_where_the_system_would(
    tmp_path: Path, owner: str, content: bytes, code: str, who: str | None
) -> None:
    path = tmp_path / "C22-23-F.docx"
    path.write_bytes(b"old")
    (tmp_path / owner).write_bytes(content)
    issue = refused(path)
    said = dict(issue.arguments)
    assert (issue.code, said.get("who"), said["owner"], said["beside"]) == (code, who, owner, "C22-23-F.new.docx")
    assert path.read_bytes() == b"old"
    assert (tmp_path / "C22-23-F.new.docx").read_bytes() == b"new"
    (tmp_path / ".~lock.C22-23-F.new.docx#").touch()
    assert refused(path).code == "FS107"


def test_a_folder_in_the_place_of_the_file_stays(tmp_path: Path) -> None:
    (tmp_path / "a.docx" / "inside").mkdir(parents=True)
    issue = refused(tmp_path / "a.docx")
    assert (issue.code, issue.location.path) == ("FS114", tmp_path / "a.docx")
    assert names(tmp_path) == {"a.docx"}


@pytest.mark.parametrize("name", ["a.docx", "final/a.docx"])
def test_a_file_in_the_place_of_the_folder_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "build").write_bytes(b"old")
    issue = refused(tmp_path / "build" / name)
    assert (issue.code, issue.location.path) == ("FS113", tmp_path / "build")
    assert (tmp_path / "build").read_bytes() == b"old"


@posix
def test_a_folder_that_is_a_link_to_nowhere_is_named(tmp_path: Path) -> None:
    (tmp_path / "build").symlink_to(tmp_path / "unplugged")
    issue = refused(tmp_path / "build" / "a.docx")
    assert (issue.code, issue.location.path) == ("FS113", tmp_path / "build")


def test_a_name_that_is_too_long_is_said(tmp_path: Path) -> None:
    issue = refused(tmp_path / f"{'x' * 300}.docx")
    assert (issue.code, dict(issue.arguments)) == ("FS112", {"reason": "ENAMETOOLONG"})
    assert names(tmp_path) == set()


@pytest.mark.parametrize(("function", "number", "code"), [("fsync", errno.EIO, "FS116"), ("replace", errno.EIO, "FS116")])
def test_a_fault_of_the_disk_is_said_at_once_and_not_tried_again(
    tmp_path: Path, failing: Callable[..., list[object]], function: str, number: int, code: str
) -> None:
    (tmp_path / "a.docx").write_bytes(b"old")
    asked = failing(function, number)
    assert refused(tmp_path / "a.docx").code == code
    assert len(asked) == 1
    assert names(tmp_path) == {"a.docx"}
    assert (tmp_path / "a.docx").read_bytes() == b"old"


def test_a_file_system_that_cannot_be_asked_to_put_files_on_the_disk_is_written_all_the_same(
    tmp_path: Path, failing: Callable[..., list[object]]
) -> None:
    assert failing("fsync", errno.EINVAL) == []
    write_file(tmp_path / "a.docx", b"new")
    assert (tmp_path / "a.docx").read_bytes() == b"new"


def test_no_file_is_replaced_where_one_of_them_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    found: list[Issue] = []
    with pytest.raises(SourceError, match="FS112"):
        write_together({tmp_path / "a": b"new", tmp_path / ("x" * 300): b"new"}, found.append)
    assert (tmp_path / "a").read_bytes() == b"old"
    assert names(tmp_path) == {"a"}
    assert found == []


def test_a_file_that_cannot_be_moved_keeps_no_other_from_it(tmp_path: Path) -> None:
    (tmp_path / "a.docx").mkdir()
    (tmp_path / ".~lock.b.docx#").touch()
    found: list[Issue] = []
    paths = [tmp_path / name for name in ("a.docx", "b.docx", "c.docx")]
    standing = write_together(dict.fromkeys(paths, b"new"), found.append)
    assert standing == {paths[1]: tmp_path / "b.new.docx", paths[2]: paths[2]}
    assert [one.code for one in found] == ["FS114", "FS106"]


def test_what_a_killed_run_has_left_is_swept_and_what_another_is_writing_is_not(tmp_path: Path) -> None:
    dead, live = tmp_path / ".council-0123abcd.tmp", tmp_path / ".council-4567abcd.tmp"
    for path in (dead, live, tmp_path / ".council.lock", tmp_path / ".council-notes.tmp", tmp_path / "somebody's.tmp"):
        path.touch()
    dead.chmod(0o444)
    with live.open("rb+") as stream:
        assert lock(stream.fileno())
        write_file(tmp_path / "a", b"new")
        assert names(tmp_path) == {"a", live.name, ".council-notes.tmp", "somebody's.tmp"}
    write_file(tmp_path / "a", b"new")
    assert names(tmp_path) == {"a", ".council-notes.tmp", "somebody's.tmp"}


@posix
def test_a_link_that_looks_like_litter_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"somebody's")
    (tmp_path / ".council-0123abcd.tmp").symlink_to(tmp_path / "elsewhere")
    write_file(tmp_path / "a", b"new")
    assert (tmp_path / "elsewhere").read_bytes() == b"somebody's"
