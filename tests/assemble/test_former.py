"""How a manifest is written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pipeline.assemble.former import sealed
from pipeline.gate.reading import sha256
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
