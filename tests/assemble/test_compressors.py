"""Files that another compressor makes: it is asked for or it is not used, and nothing but the bytes of the package differs."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from isal import isal_zlib

from pipeline.assemble.build import perform
from pipeline.assemble.clusters import OtherCodeError, packed, perform_sent
from pipeline.assemble.places import Places
from pipeline.assemble.task import Outcome, Task
from pipeline.write.zipped import Compressor
from tests.assemble.test_incremental import contents, made, prepared, run, stamps
from tests.faults.small import NAME, folder
from tests.project import Project, parts

ISAL = ("--compressor", "isal")
FILES = {"C23-7-F.docx", "C23-7-E.docx"}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return prepared(tmp_path / "project")


def manifest(project: Project) -> dict[str, Any]:
    return json.loads((folder(project) / "manifest.json").read_text("utf-8"))


def compressors(project: Project) -> Mapping[str, str]:
    """What the manifest says that each file was compressed by, without versions."""
    outputs = manifest(project)["outputs"]
    return {one["path"]: one["compressor"].split()[0] for one in outputs if "compressor" in one}


def same(made: dict[str, Any]) -> dict[str, Any]:
    """What does not hang on the compressor in a manifest."""
    outputs = [{key: one[key] for key in one.keys() - {"sha256", "compressor"}} for one in made["outputs"]]
    records = [{key: one[key] for key in one.keys() - {"key"}} for one in made["records"]]
    return {**made, "outputs": outputs, "records": records, "seal": ""}


def test_zlib_is_the_one_where_nothing_is_asked_for_whatever_is_installed(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(project)
    assert compressors(project) == dict.fromkeys(FILES, "zlib")
    monkeypatch.setitem(sys.modules, "isal.isal_zlib", None)
    assert made(run(project, "--compressor", "zlib")) == set()


def test_another_compressor_makes_word_files_anew_and_changes_nothing_but_their_bytes(project: Project) -> None:
    run(project)
    before, told, old = contents(folder(project)), stamps(folder(project)), manifest(project)
    wanted = {name: parts(folder(project) / name) for name in FILES}
    assert made(run(project, *ISAL)) == FILES
    after = contents(folder(project))
    assert {name for name in after if after[name] != before[name]} == {*FILES, "manifest.json"}
    assert {name for name, stamp in stamps(folder(project)).items() if told[name] != stamp} == {*FILES, "manifest.json"}
    assert {name: parts(folder(project) / name) for name in FILES} == wanted
    assert compressors(project) == dict.fromkeys(FILES, "isal")
    assert same(manifest(project)) == same(old)
    assert {one["parts"] for one in old["outputs"] if "parts" in one} == {
        one["parts"] for one in manifest(project)["outputs"] if "parts" in one
    }
    assert made(run(project, *ISAL)) == set()
    run(project, *ISAL, build="again")
    assert contents(project.root / "again" / NAME) == after
    run(project)
    assert contents(folder(project)) == before


def test_each_file_has_its_own_compressor_in_the_manifest(project: Project) -> None:
    run(project, "--lang", "fr")
    run(project, "--lang", "en", *ISAL)
    mixed = {"C23-7-F.docx": "zlib", "C23-7-E.docx": "isal"}
    assert compressors(project) == mixed
    before = stamps(folder(project))
    assert made(run(project, "--lang", "fr")) == made(run(project, "--lang", "en", *ISAL)) == set()
    assert stamps(folder(project)) == before
    # What stands of a language is said of it although nothing else in a manifest that was touched is believed.
    path = folder(project) / "manifest.json"
    path.write_bytes(path.read_bytes() + b"\n")
    assert made(run(project, "--lang", "fr", *ISAL)) == {"C23-7-F.docx"}
    run(project, "--lang", "fr", "--force")
    assert compressors(project) == mixed


def test_a_manifest_that_names_no_compressor_of_a_file_names_none_later(project: Project) -> None:
    """As that of version 0.2.0, which named one for all."""
    run(project)
    path = folder(project) / "manifest.json"
    old = manifest(project)
    outputs = [{key: one[key] for key in one.keys() - {"compressor"}} for one in old["outputs"]]
    path.write_text(json.dumps({**old, "outputs": outputs, "compressor": {"name": "zlib"}}), "utf-8")
    run(project, "--lang", "en", *ISAL)
    assert compressors(project) == {"C23-7-E.docx": "isal"}


def task(project: Project, compressor: Compressor) -> Task:
    places = Places(project.sources, project.templates, project.root / "build")
    return Task(places, NAME, (), None, final=False, compressor=compressor)


def files(outcome: Outcome) -> Mapping[str, tuple[bytes, str]]:
    return {code: (piece.docx, piece.compressor) for code, (_, piece) in outcome.languages.items() if piece}


def test_a_task_that_is_sent_away_is_compressed_as_it_is_here(project: Project) -> None:
    here = files(perform(task(project, "isal")))
    assert here != files(perform(task(project, "zlib")))
    sent = packed(task(project, "isal"))
    assert files(perform_sent(sent)) == here
    with pytest.raises(OtherCodeError, match="isal"):
        perform_sent(replace(sent, code=packed(task(project, "zlib")).code))


def test_processes_compress_by_what_is_asked_for(project: Project) -> None:
    run(project, *ISAL)
    run(project, *ISAL, "--jobs", "2", build="other")
    assert contents(project.root / "other") == contents(project.root / "build")


def test_where_it_is_not_installed_nothing_is_touched(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    run(project)
    litter = folder(project) / ".council-1.tmp"
    litter.touch()
    before = stamps(project.root / "build")
    monkeypatch.setitem(sys.modules, "isal.isal_zlib", None)
    for options in ((), ("--force",)):
        result = project.run("build", *ISAL, *options)
        assert (result.exit_code, "error FS125" in result.stderr, made(result)) == (3, True, set())
        assert "pip install 'council[isal]'" in result.stderr
    assert stamps(project.root / "build") == before
    assert litter.exists()


def test_it_is_loaded_only_where_it_is_asked_for(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    real = isal_zlib.compress
    monkeypatch.setattr(isal_zlib, "compress", lambda *given: (asked.append(given), real(*given))[1])
    run(project)
    assert asked == []
    run(project, *ISAL)
    assert asked
