"""Sources that somebody changes, and a build folder that somebody deletes, while a build goes on."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.assemble import build as building
from pipeline.assemble import formatting, outputs, sources
from tests.faults.small import NAME, Contents, build, change, contents, council, folder, small
from tests.project import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small(tmp_path)


@pytest.fixture
def during(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Do something once, just before a step begins."""

    def let(room: object, step: str, work: Callable[[], object]) -> None:
        real, left = getattr(room, step), [work]

        def stepped(*arguments: object, **options: object) -> object:
            if left:
                left.pop()()
            return real(*arguments, **options)

        monkeypatch.setattr(room, step, stepped)

    return let


def another_was_built(project: Project) -> Contents:
    """What is to be built; another state was built since, so that there is something to write."""
    new = build(project)
    change(project, 1)
    old = build(project)
    assert old.keys() == new.keys()
    change(project, 0)
    return new


@pytest.mark.parametrize("name", ["text.md", "document.xlsx", "names.csv", "council.docx"])
@pytest.mark.parametrize("gone", [False, True])
def test_a_source_that_is_changed_while_a_document_is_made_keeps_it_from_being_written(
    project: Project, during: Callable[..., None], name: str, gone: bool
) -> None:
    old = build(project)
    change(project, 1)
    (path,) = [path for path in project.root.rglob(name) if not path.parent.name.startswith("state")]
    kept = path.read_bytes()
    during(building, "made", path.unlink if gone else lambda: path.write_bytes(kept + b"\n"))
    code, said = council(project, "build")
    assert (code, said.count("error FS118")) == (3, 1)
    assert name in said
    assert contents(project) == old
    path.write_bytes(kept)
    assert build(project) != old


def test_a_source_that_is_half_there_when_it_is_read_is_said_to_have_changed(
    project: Project, during: Callable[..., None]
) -> None:
    path = project.fragment("text.md", NAME)
    whole = path.read_bytes()
    path.write_bytes(whole[: whole.index("é".encode()) + 1])
    during(sources, "compose", lambda: path.write_bytes(whole))
    code, said = council(project, "build")
    assert code == 3
    assert "TX101" in said
    assert "FS118" in said
    build(project)


def test_a_build_folder_that_is_deleted_under_way_is_said_and_made_again(project: Project, during: Callable[..., None]) -> None:
    new = another_was_built(project)
    during(outputs, "write_together", lambda: shutil.rmtree(project.root / "build"))
    code, said = council(project, "build")
    assert code in (0, 3)
    assert "internal" not in said
    assert contents(project) in ({}, new)
    assert build(project) == new


def test_files_that_are_deleted_before_they_are_moved_are_missed_and_said(
    project: Project, during: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    new = another_was_built(project)
    real = os.replace

    def emptied(source: object, target: object) -> None:
        shutil.rmtree(folder(project), ignore_errors=True)
        real(source, target)

    monkeypatch.setattr(os, "replace", emptied)
    code, said = council(project, "build")
    assert (code, "FS115" in said) == (3, True)
    monkeypatch.setattr(os, "replace", real)
    assert build(project) == new


def test_a_fragment_that_is_changed_while_it_is_mended_keeps_what_was_typed(
    project: Project, during: Callable[..., None]
) -> None:
    path = project.fragment("text.md", NAME)
    path.write_text("1.9\tUn texte.\n", "utf-8")
    during(formatting, "numbered", lambda: path.write_text("1.9\tUn texte, et ce que l'on vient de taper.\n", "utf-8"))
    code, said = council(project, "fmt")
    assert (code, "FS118" in said) == (3, True)
    assert "taper" in path.read_text("utf-8")
    assert council(project, "fmt")[0] == 0
    assert path.read_text("utf-8").startswith("1.1\tUn texte, et ce que l'on vient de taper. {#p")


def test_a_fragment_that_is_a_link_is_mended_where_it_leads(project: Project) -> None:
    path = project.fragment("text.md", NAME)
    shared = project.root / "shared.md"
    shared.write_text("1.9\tUn texte.\n", "utf-8")
    path.unlink()
    path.symlink_to(shared)
    assert council(project, "fmt")[0] == 0
    assert path.is_symlink()
    assert shared.read_text("utf-8").startswith("1.1\t")
