"""Typography and terms as packs state them: what cannot be read is reported, and all packs speak of the same concepts."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.issues import Issue, SourceError
from pipeline.localise.pack import Pack
from pipeline.read.pack import read_pack
from tests.check.parity.catalogues import LANGUAGES, PLACES, pack
from tests.project import COUNCIL, Project


def changed(tmp_path: Path, file: str, old: str, new: str) -> tuple[Pack, list[str]]:
    """The English pack with one file changed, and what is reported."""
    folder = tmp_path / "en"
    shutil.copytree(PLACES.pack("en"), folder)
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")
    found: list[Issue] = []
    return read_pack(folder, found.append), [one.code for one in found]


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        ("typography.toml", r"'\(\s'", "'('", "FI208"),
        ("typography.toml", r"'\(\s'", r"'(\s+)+x'", "FI209"),
        ("typography.toml", 'severity = "error"', 'severity = "grave"', "LG104"),
        ("typography.toml", 'message = "No space', 'text = "No space', "LG104"),
        ("typography.toml", r"open = '\('", "open = '('", "FI208"),
        ("typography.toml", "ratio = [0.6, 1.7]", "ratio = [1.7, 0.6]", "LG104"),
        ("typography.toml", r"not_after = '\b(?:", "not_after = '((?:", "FI208"),
        ("terms.csv", "council,preferred", "council,good", "LG104"),
        ("terms.csv", r"\bCouncil\b", "(Council", "FI208"),
        ("terms.csv", r"\bCouncil\b", "(Coun*)*cil", "FI209"),
        ("terms.csv", "council,preferred,Council,", "council,preferred,,", "LG104"),
    ],
)
def test_a_rule_or_term_that_is_not_understood_is_reported(tmp_path: Path, file: str, old: str, new: str, code: str) -> None:
    assert changed(tmp_path, file, old, new)[1] == [code]


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        ("typography.toml", "[[pair]]", "[pair]", "FI202"),
        ("terms.csv", "concept,status", "id,status", "FI206"),
        ("typography.toml", "[length]", "[length", "FI201"),
    ],
)
def test_a_file_that_cannot_be_read_stops_the_pack(tmp_path: Path, file: str, old: str, new: str, code: str) -> None:
    with pytest.raises((SourceError, AssertionError)) as caught:
        changed(tmp_path, file, old, new)
    assert isinstance(caught.value, SourceError)
    assert caught.value.issue.code == code


@pytest.mark.parametrize("line", ['first = "{day}"', 'percent = "{number}%"', 'long = "{day} de {month} de {year}"'])
def test_a_pack_with_a_fault_in_its_formats_is_said_to_have_one_and_nothing_else(project: Project, line: str) -> None:
    path = project.sources / "languages" / "es" / "formats.toml"
    text = path.read_text("utf-8")
    assert text.count(line) == 1
    path.write_text(text.replace(line, line.partition("=")[0] + "= 7"), "utf-8")
    assert {code for code, *_ in project.issues(COUNCIL)} == {"LG104"}


@pytest.mark.parametrize("language", ["fr", *LANGUAGES])
def test_a_pack_says_of_signs_lengths_and_terms_what_the_checks_need(language: str) -> None:
    own = pack(language)
    low, high = own.typography.length
    assert 0 < low <= high < 2
    assert own.typography.rules
    assert {"(", '"'} <= {sign for sign in '("' if any(pair.opening.search(sign) for pair in own.typography.pairs)} | (
        {'"'} if language == "zh" else set()
    )
    assert own.terms.forbidden


@pytest.mark.parametrize("language", LANGUAGES)
def test_packs_call_the_concepts_of_the_documents_the_same(language: str) -> None:
    shared = set(pack("fr").terms.concepts) & set(pack("en").terms.concepts) & set(pack("es").terms.concepts)
    assert len(shared) > 40
    missing = shared - set(pack(language).terms.concepts)
    assert {"wtdc", "tdag", "wtsa", "wrc", "wsis", "sdg", "ict", "member-state", "sector-member", "resolution"} <= shared
    assert len(missing) <= 12, sorted(missing)


@pytest.mark.parametrize("language", ["fr", *LANGUAGES])
def test_a_term_is_recognised_by_its_own_stems(language: str) -> None:
    """A preferred term that its pattern does not find could never satisfy the check."""
    own = pack(language)
    lost = [concept.term for concept in own.terms.concepts.values() if not concept.pattern.search(concept.term)]
    assert lost == []
    assert [wrong.term for wrong in own.terms.forbidden if not wrong.pattern.search(wrong.term)] == []


def test_a_comma_and_a_stop_have_their_full_width_forms_from_the_pack() -> None:
    assert [pack("zh").typography.sign(one) for one in ".。，、x"] == [".", ".", ",", ",", ""]
    assert pack("en").typography.sign("。") == ""
