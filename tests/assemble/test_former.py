"""How a manifest is written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.assemble import former as module
from pipeline.assemble.former import MANIFEST, read_former, sealed
from pipeline.gate.reading import sha256
from pipeline.issues import Issue
from tests.strategies import words

# What may be taken for the structure around it, for an escape, or for a letter of another form; "\udc80" is of no encoding.
_ODD = ('"', "\\", '}, {"id": ', "\\u2013", "\x01", "\x7f", "\n", "é", "\u2028", "🌍", "\udc80", "ud83c")


def texts() -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(_ODD) | words(), max_size=4).map("".join)


def entries(first: str) -> st.SearchStrategy[list[Mapping[str, Any]]]:
    languages = st.dictionaries(st.sampled_from(["fr", "id"]), texts())
    values = st.tuples(texts(), languages, st.lists(texts()), st.lists(st.tuples(texts(), languages)))
    return st.lists(values.map(lambda found: dict(zip((first, "number", "sources", "issues"), found, strict=True))))


def plainly(made: Mapping[str, Any]) -> bytes:
    """The same, each entry written by itself."""
    said = {key: found for key, found in made.items() if key != "superseded"}
    with_seal = {**made, "seal": sha256(json.dumps(said).encode())}

    def value(found: Any) -> str:
        if not isinstance(found, list):
            return json.dumps(found, ensure_ascii=False)
        return "[\n  " + ",\n  ".join(json.dumps(one, ensure_ascii=False) for one in found) + "\n ]"

    lines = ",\n ".join(f'"{key}": {value(found)}' for key, found in with_seal.items())
    return f"{{\n {lines}\n}}\n".encode("utf-8", "backslashreplace")


@given(texts(), entries("path"), entries("path"), entries("id"))
def test_a_manifest_has_a_line_for_each_entry_and_a_seal(name: str, inputs: Any, superseded: Any, units: Any) -> None:
    made = {"schema": 1, "council": name, "inputs": inputs, "superseded": superseded, "units": units}
    assert sealed(made) == plainly(made)


RECORD = {"language": "", "key": "k", "stem": "council", "source": "fr", "missing": 0, "stale": 0, "issues": []}


def read(folder: Path, made: Mapping[str, Any], *, touched: bool = False) -> tuple[module.Former, list[str]]:
    found: list[Issue] = []
    data = sealed({"schema": 1, "inputs": [], "outputs": [], "units": [], **made})
    (folder / MANIFEST).write_bytes(data.replace(b'"schema"', b' "schema"') if touched else data)
    return read_former(folder, found.append), [one.code for one in found]


def test_what_a_manifest_tells_is_believed_until_somebody_touches_it(tmp_path: Path) -> None:
    told = {"records": [RECORD, {**RECORD, "language": "fr", "stem": "C22-23-F"}]}
    former, found = read(tmp_path, told)
    assert former.about is not None
    assert ([one.language for one in former.records], found) == (["fr"], [])
    former, found = read(tmp_path, told, touched=True)
    assert (former.about, former.records, found) == (None, (), [])


@pytest.mark.parametrize("records", [[], [{**RECORD, "issues": [["XX999", "sources/x", "", 0, 0, 0, {}]]}], [7], None, 7])
def test_records_that_cannot_be_are_a_fault_of_an_untouched_manifest_only(tmp_path: Path, records: Any) -> None:
    assert read(tmp_path, {"records": records})[1] == ["FS120"]
    former, found = read(tmp_path, {"records": records}, touched=True)
    assert (former.about, former.records, found) == (None, (), [])


def test_the_seal_is_not_looked_at_where_nothing_is_to_be_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = {"records": [RECORD, {**RECORD, "language": "fr", "stem": "C22-23-F"}]}
    former, _ = read(tmp_path, data)
    monkeypatch.setattr(module, "sealed", None)
    assert former.only([]).records == ()
