"""Builds of what has changed: whatever was edited in between, they leave what a build of everything makes, and say the same."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings

from pipeline.assemble import build as building
from pipeline.cli import council
from pipeline.remembered import read
from tests.conftest import ROOT
from tests.faults.small import NAME, change, folder, small
from tests.project import Project, parts

LANGUAGES = ("en", "es")
Edit = Callable[[Project], None]


def prepared(root: Path) -> Project:
    """A small document with a paragraph to be translated, a catalogue, and a second document that nobody edits."""
    project = small(root)
    project.add_row("settings", NAME, key="last_unit", value=5)
    add_language(project, "en")
    shutil.copytree(project.sources / NAME, project.sources / "other")
    shutil.rmtree(project.sources / "other" / "translations")
    return project


def add_language(project: Project, language: str) -> None:
    if not (project.sources / "languages" / language).is_dir():
        shutil.copytree(ROOT / "sources" / "languages" / language, project.sources / "languages" / language)
    project.run("catalogue", "update", NAME, "--lang", language)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return prepared(tmp_path / "project")


def run(project: Project, *options: str, build: str = "build") -> Result:
    arguments = ("build", *options, "--build", str(project.root / build))
    result = project.run(*arguments)
    assert result.exit_code in (0, 1), result.output
    return result


@pytest.mark.parametrize("here", ["sources", "templates", "build", "."])
def test_a_project_is_the_same_from_each_of_its_folders(project: Project, here: str, monkeypatch: pytest.MonkeyPatch) -> None:
    run(project, NAME)
    before = contents(project.root / "build")
    monkeypatch.chdir(project.root / here)
    folders = [(name, os.path.relpath(project.root / name)) for name in ("sources", "templates", "build")]
    options = [word for name, folder in folders for word in (f"--{name}", folder)]
    result = CliRunner().invoke(council, ["build", NAME, *options], catch_exceptions=False)
    assert (result.exit_code, "made  " in result.stdout) == (0, False)
    assert contents(project.root / "build") == before


def contents(folder: Path) -> Mapping[str, bytes]:
    found = [path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".council")]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def stamps(folder: Path) -> Mapping[str, tuple[int, int]]:
    found = [path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".council")]
    return {path.relative_to(folder).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns) for path in found}


def made(result: Result) -> set[str]:
    """The names of the Word files that a build says it has made."""
    return {
        line.rsplit("/", 1)[1] for line in result.stdout.splitlines() if line.startswith("  made") and line.endswith(".docx")
    }


def issues(result: Result, build: Path) -> list[Any]:
    """What a build found; that a manifest was damaged is no matter of what is built."""
    return [one for one in json.loads(result.stdout.replace(str(build), "")) if one["code"] != "FS120"]


def told(build: Path, number: int, word: str = "") -> bytes | None:
    """What one would be told on a stream, by what the one run remembers that had this word; None where it would be made anew."""
    for path in build.glob(".council-*.index"):
        data = path.read_bytes()
        head, _, rest = data.partition(b"\n")
        key = rest[: int(head.split()[1])].decode("utf-8", "surrogateescape")
        if word in key.split("\0") or not word:
            pieces = read(data, key)
            return None if pieces is None else b"".join(text for stream, text in pieces if stream == number)
    return None


def cell(column: str, value: object) -> Edit:
    return lambda project: project.set_value("settings", column, "value", value, NAME) and None


def text(words: str) -> Edit:
    return lambda project: project.fragment("text.md", NAME).write_text(words, "utf-8", newline="\n") and None


def translated(words: str) -> Edit:
    def edit(project: Project) -> None:
        path = project.sources / NAME / "translations" / "en.po"
        if path.is_file():
            lines = path.read_text("utf-8").splitlines()
            at = max(at for at, line in enumerate(lines) if line.startswith("msgstr"))
            path.write_text("\n".join([*lines[:at], f'msgstr "{words}"', *lines[at + 1 :]]) + "\n", "utf-8")

    return edit


def appended(name: str, data: bytes) -> Edit:
    """Write at the end of a source, or take it away again where that was done before."""

    def edit(project: Project) -> None:
        path = project.root / name
        before = path.read_bytes() if path.is_file() else b""
        path.write_bytes(before.removesuffix(data) if before.endswith(data) else before + data)

    return edit


def template(project: Project) -> None:
    path = project.templates / "council.docx"
    other = ROOT / "templates" / "tdag.docx"
    real = ROOT / "templates" / "council.docx"
    path.write_bytes((other if path.read_bytes() == real.read_bytes() else real).read_bytes())


def fragment(project: Project) -> None:
    path = project.fragment("more.md", NAME)
    if path.exists():
        path.unlink()
    else:
        path.write_text("Un autre texte. {#p9}\n", "utf-8")


def second_language(project: Project) -> None:
    if (project.sources / "languages" / "es").is_dir():
        shutil.rmtree(project.sources / "languages" / "es")
    else:
        add_language(project, "es")


def catalogue(project: Project) -> None:
    path = project.sources / NAME / "translations" / "en.po"
    if path.exists():
        path.unlink()
    else:
        add_language(project, "en")


def output(number: int, data: bytes | None) -> Edit:
    """Take one of the outputs away, or put something else into it."""

    def edit(project: Project) -> None:
        there = (
            sorted(path for path in folder(project).iterdir() if path.suffix in (".docx", ".json"))
            if folder(project).is_dir()
            else []
        )
        if there:
            path = there[number % len(there)]
            path.unlink() if data is None else path.write_bytes(data)

    return edit


def manifest(change: Callable[[bytes], bytes]) -> Edit:
    def edit(project: Project) -> None:
        path = folder(project) / "manifest.json"
        if path.is_file():
            path.write_bytes(change(path.read_bytes()))

    return edit


def hashes_of_what_is_there(data: bytes) -> bytes:
    """A manifest in which nothing was ever found."""
    try:
        said = json.loads(data)
        for one in said["records"]:
            one["issues"] = []
        return json.dumps(said).encode()
    except (ValueError, KeyError):
        return data


EDITS: Mapping[str, Edit] = {
    "a title": cell("title", "Un autre titre"),
    "the first title": cell("title", "Préparation"),
    "another symbol": cell("symbol", "C23/9"),
    "the first symbol": cell("symbol", "C23/7"),
    "a cell that no text has": cell("last_unit", 7),
    "a setting that there is not": lambda project: project.add_row("settings", NAME, key="autre", value="x") and None,
    "a text": text("1.1\tLe texte. {#p1}\n1.2\tEncore un. {#p2}\n"),
    "a text with a warning": text("1.1\tLe texte. {#p1}\n1.2\tSans identifiant.\n"),
    "a text with an error": text("1.7\tLe texte. {#p1}\n"),
    "a text without notes": text("1.1\tLe premier état. {#p1}\n"),
    "a translation": translated("A text."),
    "another translation": translated("A text, with  two spaces."),
    "a pack": appended("sources/languages/en/names.csv", b"region,XXX,short,Xanadu,\n"),
    "a pack that is broken": appended("sources/languages/en/typography.toml", b"[[\n"),
    "the pack of the document": appended("sources/languages/fr/typography.toml", b"# \n"),
    "a template": template,
    "a fragment": fragment,
    "a language": second_language,
    "a catalogue": catalogue,
    "a catalogue without a pack": appended(f"sources/{NAME}/translations/pt.po", b""),
    "an output gone": output(0, None),
    "another output gone": output(3, None),
    "an output that somebody changed": output(1, b"x"),
    "another that somebody changed": output(2, b"{}"),
    "a manifest that is cut off": manifest(lambda data: data[:-20]),
    "a manifest that was emptied": manifest(lambda _: b"{}"),
    "a manifest that hides what was found": manifest(hashes_of_what_is_there),
    "a manifest that is newer": manifest(lambda data: data.replace(b'"schema": 1', b'"schema": 2')),
    "nothing": lambda _: None,
}
STATES = st.lists(st.lists(st.sampled_from(sorted(EDITS)), min_size=1, max_size=3), min_size=2, max_size=4)


@pytest.fixture(scope="module")
def template_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepared(tmp_path_factory.mktemp("incremental")).root


def compared(project: Project, touched: set[str], number: int) -> Iterator[str]:
    """Build what has changed, and everything in another folder; how they differ."""
    own, other = project.root / "build", project.root / f"full-{number}"
    before = contents(own)
    remembered = told(project.root / "build", 1, "json")
    result = run(project, "--format", "json")
    if remembered not in (None, result.stdout_bytes):
        yield f"{remembered!r} was remembered, and not {result.stdout!r}"
    full = run(project, "--format", "json", build=other.name)
    if result.exit_code != full.exit_code:
        yield f"{result.exit_code} and not {full.exit_code}"
    if issues(result, own) != issues(full, other):
        yield f"{issues(result, own)} and not {issues(full, other)}"
    found, expected = contents(own), contents(other)
    for name in sorted(found.keys() | expected.keys()):
        # Where a language could not be built, what stood there is as it was, and the manifest says so.
        stays = full.exit_code and (name.endswith("manifest.json") or name not in expected) and found.get(name) is not None
        # A marked copy lists that the manifest was not understood, too, and in another folder there was none.
        stays = stays or ("/check/" in name and "FS120" in result.stdout)
        if found.get(name) != expected.get(name) and not stays and (name in expected or name not in touched):
            yield f"{name} differs"
        if full.exit_code and name not in expected and found.get(name) != before.get(name):
            yield f"{name} was touched"
    shutil.rmtree(other)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(states=STATES)
def test_after_any_edits_a_build_leaves_and_says_what_a_full_build_does(
    template_project: Path, states: list[list[str]]
) -> None:
    with tempfile.TemporaryDirectory() as root:
        shutil.copytree(template_project, root, dirs_exist_ok=True)
        project = Project(Path(root))
        run(project)
        touched: set[str] = set()
        for number, edits in enumerate(states):
            before = contents(project.root / "build")
            for edit in edits:
                EDITS[edit](project)
            after = contents(project.root / "build")
            touched |= {name for name, data in after.items() if before.get(name) != data}
            # Files of which no manifest says whose they are stay, as those that somebody changed do.
            touched |= set(after) if any(name.endswith("manifest.json") for name in touched) else set()
            faults = list(compared(project, touched, number))
            assert not faults, (states[: number + 1], faults)


def test_nothing_is_made_again_where_nothing_has_changed(project: Project) -> None:
    first = run(project)
    assert made(first) == {"C23-7-F.docx", "C23-7-E.docx"}
    before = stamps(project.root / "build")
    again = run(project)
    assert made(again) == set()
    assert "Nothing has changed: 3 file(s) are as they were:" in again.stdout
    assert str(folder(project) / "C23-7-E.docx") in again.stdout
    assert stamps(project.root / "build") == before


def test_with_force_everything_is_made_and_the_same_bytes_are_left_alone(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(project)
    before = stamps(project.root / "build")
    monkeypatch.setattr("pipeline.assemble.build.standing", lambda _: pytest.fail("it was asked what stands"))
    again = run(project, "--force")
    assert made(again) == set()
    assert stamps(project.root / "build") == before


def test_a_cell_that_no_text_has_changes_no_word_file(project: Project) -> None:
    run(project)
    before = stamps(project.root / "build")
    cell("last_unit", 7)(project)
    assert made(run(project)) == set()
    after = stamps(project.root / "build")
    assert {name for name in after if after[name] != before[name]} == {f"{NAME}/manifest.json"}
    assert stamps(project.root / "build") == after


def test_what_touches_one_language_makes_that_one_only(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    run(project)
    asked: list[str] = []
    real = building.made

    def counted(places: Any, ready: Any, *rest: Any, **options: Any) -> Any:
        asked.append(ready.stem)
        return real(places, ready, *rest, **options)

    monkeypatch.setattr(building, "made", counted)
    translated("A text.")(project)
    assert made(run(project)) == {"C23-7-E.docx"}
    assert asked == ["C23-7-E"]


def test_a_document_of_which_nothing_changed_is_not_even_read(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    run(project)
    asked: list[str] = []
    real = building.original

    def counted(places: Any, id_: str, *rest: Any, **options: Any) -> Any:
        asked.append(id_)
        return real(places, id_, *rest, **options)

    monkeypatch.setattr(building, "original", counted)
    change(project, 1)
    run(project)
    assert asked == [NAME]


def test_what_is_still_to_be_translated_is_said_again(project: Project) -> None:
    first = [line for line in run(project).stdout.splitlines() if "draft: " in line]
    again = run(project).stdout.splitlines()
    assert [line for line in again if "draft: " in line] == first != []
    assert f"  as it was  {folder(project) / 'C23-7-E.docx'}" in again


@pytest.mark.parametrize("options", [("--format", "json"), ("--ui", "fr"), ("--format", "github"), ("--quiet",)], ids=" ".join)
def test_a_warning_is_given_again_in_the_shape_and_language_that_is_asked_for_now(
    project: Project, options: tuple[str, ...]
) -> None:
    EDITS["a text with a warning"](project)
    run(project)
    full = run(project, *options, build="full")
    again = run(project, *options)
    assert "TX202" in again.output
    there = str(project.root / "full"), str(project.root / "build")
    assert again.stderr == full.stderr.replace(*there)
    if options[0] == "--format":
        assert again.stdout == full.stdout


def test_another_time_of_the_properties_and_another_kind_are_other_files(project: Project) -> None:
    run(project, "other")
    dated = project.run("build", "other", env={"SOURCE_DATE_EPOCH": "1700000000"})
    assert made(dated) == {"C23-7-F.docx"}
    assert b"2023-11-14T22:13:20Z" in parts(project.root / "build" / "other" / "C23-7-F.docx")["docProps/core.xml"]
    assert made(project.run("build", "other", "--final")) == {"C23-7-F.docx"}
    assert made(project.run("build", "other", "--final")) == set()


def test_other_code_makes_everything_again(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    run(project)
    asked: Iterator[int] = itertools.count()
    real = building.original
    monkeypatch.setattr(building, "original", lambda *arguments, **options: (next(asked), real(*arguments, **options))[1])
    monkeypatch.setattr("pipeline.assemble.keys.code_version", lambda: "another")
    run(project)
    assert next(asked) == 2


def test_what_another_build_takes_away_meanwhile_is_made_all_the_same(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(project)
    whole = contents(project.root / "build")
    translated("A text.")(project)
    real = building.make_folder

    def emptied(path: Path) -> None:
        shutil.rmtree(path)
        real(path)

    monkeypatch.setattr(building, "make_folder", emptied)
    assert made(run(project)) == {"C23-7-F.docx", "C23-7-E.docx"}
    monkeypatch.undo()
    assert contents(project.root / "build").keys() == whole.keys()
    assert made(run(project)) == set()
