"""Parts under other names than Office gives them: they are found under the usual ones, and their bytes are the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.gate.kinds import Kind
from pipeline.gate.naming import respelled
from pipeline.gate.reading import read_container
from pipeline.wml.tree import related
from tests.gate.files import WORD, WORKBOOK, Parts, zipped

LISTS = ("[Content_Types].xml", "_rels/.rels")
OTHERWISE: dict[str, Callable[[str], str]] = {
    "in capitals": str.upper,
    "in small letters": str.lower,
    "in folders with a capital": lambda name: name.replace("word/", "Word/").replace("xl/", "XL/"),
    "with backslashes": lambda name: name.replace("/", "\\"),
}


@pytest.mark.parametrize("how", OTHERWISE)
@pytest.mark.parametrize(
    ("kind", "parts"), [(Kind.WORD, WORD), (Kind.WORKBOOK, WORKBOOK)], ids=lambda one: getattr(one, "name", "")
)
def test_parts_are_found_by_the_names_that_the_package_calls_them_by(
    tmp_path: Path, how: str, kind: Kind, parts: Parts
) -> None:
    path = tmp_path / f"file{kind.value}"
    path.write_bytes(zipped({OTHERWISE[how](name): part for name, part in parts.items()}))
    found = read_container(path, kind)
    led_to = {other.name for other in related(parts)} if kind is Kind.WORD else set(parts)
    for name in {*LISTS, *led_to}:
        assert found[name] == parts[name], name


def test_the_main_part_of_word_on_the_web_is_called_as_word_calls_it() -> None:
    web = {
        name.replace("document.xml", "document2.xml"): part.replace(b"word/document.xml", b"word/document2.xml")
        if name in LISTS
        else part
        for name, part in WORD.items()
    }
    assert respelled(web, Kind.WORD) == dict(WORD)


def test_nothing_changes_where_all_is_called_as_usual() -> None:
    assert respelled(WORD, Kind.WORD) == dict(WORD)
    assert list(respelled(WORKBOOK, Kind.WORKBOOK)) == list(WORKBOOK)
