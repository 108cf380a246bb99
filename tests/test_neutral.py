"""The pipeline knows no language: no code of one, no word of one and no letter that is not ASCII stands in what it does.

What people read on the command line is another matter: `messages/*.toml`, and the help that `cli` prints.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import polib

import pipeline
from pipeline.localise.pack import months
from pipeline.messages import languages
from pipeline.read.wordings import read_wordings
from tests.conftest import ROOT

PACKAGE = Path(pipeline.__file__).parent
PACKS = sorted(path.parent for path in (ROOT / "sources" / "languages").glob("*/pack.toml"))
HELP = PACKAGE / "cli"
MODULES = [path for path in sorted(PACKAGE.rglob("*.py")) if PACKAGE / "messages" not in path.parents]


def texts(path: Path) -> Iterator[tuple[str, int]]:
    """The string literals of a module with their lines, its docstrings left out; of an f-string, what is fixed in it."""
    tree = ast.parse(path.read_text("utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value, node.lineno


TEXTS = [(text, path, line) for path in MODULES for text, line in texts(path)]


@cache
def codes() -> set[str]:
    """Every name that a pack found here gives its language: its folder, its locale, its tag, the tags of its layout."""
    made: set[str] = set()
    for folder in PACKS:
        about = tomllib.loads((folder / "pack.toml").read_text("utf-8"))
        layout = tomllib.loads((folder / "layout.toml").read_text("utf-8"))
        made |= {folder.name, about["code"], about["locale"], about["tag"], *layout.get("languages", {}).values()}
    return made


@cache
def wordings() -> set[str]:
    """The wordings of the packs found here: labels, names, months; not those that every pack has, nor what has two letters."""
    sets: list[set[str]] = []
    for folder in PACKS:
        made: set[str] = set()
        files = read_wordings(folder)
        for entry in polib.pofile(str(folder / "labels.po")):
            made |= {part.strip(" :.,/()-") for part in re.split(r"\{[^{}]*\}", entry.msgstr)}
        made |= {wording.text for wording in files.wordings["names.csv"].values()}
        made |= set(months(files.about("locale")))
        made.add(files.about("endonym"))
        sets.append(made)
    # "Rev." in a symbol is the same in every language.
    return {text for text in set.union(*sets) - set.intersection(*sets) if sum(char.isalpha() for char in text) > 2}


def test_the_packs_are_found() -> None:
    assert len(PACKS) >= 6
    assert {"fr-CH", "zh-CN"} <= codes()
    assert {"ANNEXE", "Genève", "février", "Резюме"} <= wordings()


def test_no_code_of_a_language_stands_in_the_code() -> None:
    # The language that messages come in where nobody asks for one is that of `messages`, not of a document.
    found = [one for one in TEXTS if one[0] in codes() - (set(languages()) if HELP in one[1].parents else set())]
    assert found == []


def test_no_letter_that_is_not_ascii_stands_in_the_code() -> None:
    # From one character to another, in a regular expression, is a piece of Unicode and no word.
    plain = [(re.sub(r"(?s).-.", "", text), path, line) for text, path, line in TEXTS]
    assert [one for one in plain if any(char.isalpha() and not char.isascii() for char in one[0])] == []


def test_no_wording_of_a_pack_stands_in_the_code() -> None:
    known = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, wordings()))})(?!\w)")
    assert [(found[0], *one[1:]) for one in TEXTS if HELP not in one[1].parents and (found := known.search(one[0]))] == []


def test_no_letter_of_the_documents_of_a_language_is_compared_with() -> None:
    # C22/23-F: the letter is the pack's; a comparison with it would be a list of languages in disguise.
    letters = {read_wordings(folder).about("letter") for folder in PACKS}
    found = [
        (path.name, node.lineno)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Compare)
        for side in (node.left, *node.comparators)
        if isinstance(side, ast.Constant) and side.value in letters
    ]
    assert found == []
