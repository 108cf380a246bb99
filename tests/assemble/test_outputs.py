"""What a build leaves in its folder: its own files, whatever was built when, and what is somebody else's."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from pipeline.assemble.former import Former, read_former
from pipeline.gate.reading import sha256
from pipeline.issues import Issue
from tests.project import TDAG, Project

STEM = "TDAG-20-INF-1"
ALL = {f"{STEM}-{letter}{suffix}" for letter in "EFS" for suffix in (".docx", ".json")} | {"manifest.json"}


@pytest.fixture
def folder(project: Project) -> Path:
    for language in ("ar", "ru", "zh"):
        (project.sources / TDAG / "translations" / f"{language}.po").unlink()
    return project.root / "build" / TDAG


def build(project: Project, *options: str, code: int = 0) -> str:
    result = project.run("build", TDAG, *options)
    assert result.exit_code == code, result.output
    return result.output


def contents(folder: Path) -> Mapping[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def said(folder: Path) -> Any:
    return json.loads((folder / "manifest.json").read_text("utf-8"))


def renamed(project: Project, symbol: str = "TDAG-20/INF/9") -> None:
    project.set_value("settings", "symbol", "value", symbol, TDAG)


def test_a_build_of_one_language_keeps_what_the_manifest_says_of_the_others(project: Project, folder: Path) -> None:
    build(project)
    before = contents(folder)
    assert set(before) == ALL
    build(project, "--lang", "fr")
    assert contents(folder) == before
    build(project, "--lang", "es,en")
    assert contents(folder) == before


def test_built_one_by_one_or_all_at_once_the_folder_is_the_same(project: Project, folder: Path) -> None:
    for language in ("fr", "es", "en"):
        build(project, "--lang", language)
    one_by_one = contents(folder)
    for path in folder.iterdir():
        path.unlink()
    build(project)
    assert contents(folder) == one_by_one


def test_the_manifest_says_which_state_of_a_file_each_language_was_made_from(project: Project, folder: Path) -> None:
    build(project, "--lang", "fr,en")
    name = f"sources/{TDAG}/text/introduction.md"
    (entry,) = [one for one in said(folder)["inputs"] if one["path"] == name]
    assert entry["languages"] == ["en", "fr"]
    project.edit("introduction.md", "du changement", "des changements", TDAG)
    build(project, "--lang", "fr")
    entries = {one["languages"][0]: one["sha256"] for one in said(folder)["inputs"] if one["path"] == name}
    assert entries == {"en": entry["sha256"], "fr": sha256((project.root / name).read_bytes())}
    packs = {one["path"]: one["languages"] for one in said(folder)["inputs"] if one["path"].endswith("pack.toml")}
    assert packs == {"sources/languages/en/pack.toml": ["en"], "sources/languages/fr/pack.toml": ["en", "fr"]}


def test_what_was_changed_or_removed_since_is_no_longer_said_of(project: Project, folder: Path) -> None:
    build(project, "--lang", "fr,en,es")
    (folder / f"{STEM}-E.docx").write_bytes(b"edited")
    (folder / f"{STEM}-S.docx").unlink()
    (folder / f"{STEM}-S.json").unlink()
    build(project, "--lang", "fr")
    assert [one["path"] for one in said(folder)["outputs"]] == [f"{STEM}-E.json", f"{STEM}-F.docx", f"{STEM}-F.json"]
    assert all(set(unit["text"]) <= {"en", "fr"} for unit in said(folder)["units"])
    assert contents(folder)[f"{STEM}-E.docx"] == b"edited"


def test_files_of_an_earlier_symbol_go_when_the_new_ones_stand(project: Project, folder: Path) -> None:
    build(project)
    (folder / "notes.docx").write_bytes(b"somebody's")
    (folder / f"{STEM}-E.docx").write_bytes(b"edited")
    renamed(project)
    output = build(project)
    assert set(contents(folder)) == {name.replace("INF-1", "INF-9") for name in ALL} | {"notes.docx", f"{STEM}-E.docx"}
    assert f"{STEM}-F.docx" in output
    assert "superseded" not in said(folder)
    first = contents(folder)
    build(project)
    assert contents(folder) == first


def test_a_build_of_one_language_removes_the_earlier_files_of_that_language_only(project: Project, folder: Path) -> None:
    build(project, "--lang", "fr,en")
    renamed(project)
    build(project, "--lang", "fr")
    assert set(contents(folder)) == {f"TDAG-20-INF-{name}" for name in ("9-F.docx", "9-F.json", "1-E.docx", "1-E.json")} | {
        "manifest.json"
    }
    build(project, "--lang", "fr,en")
    assert {name[:13] for name in contents(folder)} == {"TDAG-20-INF-9", "manifest.json"}


def test_while_not_all_is_in_its_place_nothing_is_removed(project: Project, folder: Path) -> None:
    build(project)
    renamed(project)
    names = project.sources / "languages" / "es" / "names.csv"
    text = names.read_text("utf-8")
    names.write_text("x", "utf-8")
    build(project, code=1)
    assert set(contents(folder)) >= ALL
    assert f"{STEM}-S.docx" in {one["path"] for one in said(folder)["outputs"]}
    names.write_text(text, "utf-8")
    build(project)
    assert set(contents(folder)) == {name.replace("INF-1", "INF-9") for name in ALL}


def test_an_earlier_file_that_is_open_stays_until_it_is_closed(project: Project, folder: Path) -> None:
    build(project, "--lang", "fr")
    (folder / f".~lock.{STEM}-F.docx#").touch()
    renamed(project)
    build(project, "--lang", "fr")
    assert f"{STEM}-F.docx" in contents(folder)
    assert [one["path"] for one in said(folder)["superseded"]] == [f"{STEM}-F.docx"]
    (folder / f".~lock.{STEM}-F.docx#").unlink()
    build(project, "--lang", "fr")
    assert set(contents(folder)) == {"TDAG-20-INF-9-F.docx", "TDAG-20-INF-9-F.json", "manifest.json"}


def test_the_file_beside_an_open_one_goes_when_that_was_closed(project: Project, folder: Path) -> None:
    build(project, "--lang", "fr")
    before = contents(folder)
    (folder / f".~lock.{STEM}-F.docx#").touch()
    project.edit("introduction.md", "du changement", "des changements", TDAG)
    output = build(project, "--lang", "fr", code=3)
    assert f"made  {folder / STEM}-F.new.docx" in output
    assert contents(folder)[f"{STEM}-F.docx"] == before[f"{STEM}-F.docx"]
    (folder / f".~lock.{STEM}-F.docx#").unlink()
    new = contents(folder)[f"{STEM}-F.new.docx"]
    build(project, "--lang", "fr")
    after = contents(folder)
    assert set(after) == set(before)
    assert after[f"{STEM}-F.docx"] == new


def test_the_last_files_of_a_language_that_is_no_longer_there_go_with_a_build_of_all(project: Project, folder: Path) -> None:
    build(project)
    (project.sources / TDAG / "translations" / "es.po").unlink()
    build(project, "--lang", "fr")
    assert set(contents(folder)) == ALL
    build(project)
    assert set(contents(folder)) == ALL - {f"{STEM}-S.docx", f"{STEM}-S.json"}


def test_drafts_and_finals_do_not_touch_each_other(project: Project, folder: Path) -> None:
    build(project, "--lang", "fr")
    build(project, "--lang", "fr", "--final")
    (folder / "others").mkdir()
    (folder / "others" / "notes.xlsx").write_bytes(b"x")
    renamed(project)
    build(project, "--lang", "fr")
    assert (folder / "final" / f"{STEM}-F.docx").is_file()
    assert (folder / "others" / "notes.xlsx").is_file()


WRONG = [
    b"",
    b"\xff\xfe",
    b"null",
    b"[]",
    b"{}",
    b"[" * 100_000,
    b'{"schema": 2}',
    b'{"schema": 1, "outputs": 3, "inputs": [], "units": []}',
    b'{"schema": 1, "outputs": [{"path": 3, "language": "fr", "sha256": ""}], "inputs": [], "units": []}',
    b'{"schema": 1, "outputs": [], "inputs": [], "units": [{"id": "p1", "number": 3, "text": {}, "sources": []}]}',
    b'{"schema": 1, "outputs": [], "inputs": [], "units": [' + b"9" * 10_000 + b"]}",
]


@pytest.mark.parametrize("data", WRONG, ids=range(len(WRONG)))
def test_a_manifest_that_is_none_says_nothing_and_that_is_said(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "manifest.json").write_bytes(data)
    found: list[Issue] = []
    assert read_former(tmp_path, found.append) == Former()
    assert [(one.code, one.location.path) for one in found] == [("FS120", tmp_path / "manifest.json")]


def test_a_manifest_that_is_cut_off_is_made_anew(project: Project, folder: Path) -> None:
    build(project, "--lang", "fr")
    whole = contents(folder)
    (folder / "manifest.json").write_bytes(whole["manifest.json"][:-9])
    assert "FS120" in build(project, "--lang", "fr")
    assert contents(folder) == whole


def test_a_manifest_that_names_what_is_not_its_own_does_no_harm(project: Project, folder: Path, tmp_path: Path) -> None:
    build(project, "--lang", "fr")
    outside, inside = tmp_path / "outside.docx", folder / "inside"
    outside.write_bytes(b"somebody's")
    inside.mkdir()
    (inside / "a.docx").write_bytes(b"somebody's")
    (folder / "notes.txt").write_bytes(b"somebody's")
    (folder / "linked.docx").symlink_to(outside)
    (folder / "edited.docx").write_bytes(b"edited")
    (folder / "folder.docx").mkdir()
    hostile = said(folder)
    mine = [
        *("../../../outside.docx", str(outside), "inside/a.docx", "./inside/../edited.docx", "notes.txt", "linked.docx"),
        *("folder.docx", "manifest.json", "", ".", "..", "a\0.docx", "x" * 5000 + ".docx", "\ud800.docx"),
    ]
    digest = sha256(b"somebody's")
    hostile["outputs"] += [{"path": name, "language": "fr", "sha256": digest} for name in mine]
    hostile["superseded"] = [{"path": "edited.docx", "language": "fr", "sha256": digest}, *hostile["outputs"]]
    (folder / "manifest.json").write_text(json.dumps(hostile), "utf-8")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and path.name != "manifest.json"}
    build(project, "--lang", "fr")
    assert {path: path.read_bytes() for path in before} == before
    assert [one["path"] for one in said(folder)["outputs"]] == [f"{STEM}-F.docx", f"{STEM}-F.json"]
