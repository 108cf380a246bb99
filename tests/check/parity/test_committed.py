"""The committed translations have what their sources have: no error, no warning, and every waiver with its reason."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest

from pipeline.check.parity.structure import structure, structure_issues
from pipeline.issues import Location, Severity
from pipeline.localise.catalogue import State
from pipeline.model.inlines import Content, Inline, Note
from pipeline.model.walk import mapped, rebuilt
from tests.check.parity.catalogues import DOCUMENTS, LANGUAGES, PLACES, committed, source, translated

every = pytest.mark.parametrize("language", LANGUAGES)
each = pytest.mark.parametrize("document", DOCUMENTS)

WAIVED = {
    ("council-2022-wtdc", "ar"): ["p41: end"],
    ("council-2022-wtdc", "ru"): ["p35: acronym"],
    ("council-2022-wtdc", "zh"): ["p35: acronym"],
    ("tdag-2020-web-dialogue", "ar"): ["settings.meeting: number"],
}
"""The checks that an entry waives; its line in the catalogue gives the reason."""


@each
@every
def test_a_committed_translation_has_no_fault_and_no_waiver_that_is_not_known(document: str, language: str) -> None:
    ready, found = translated(document, language)
    grave = Counter(one.severity for one in found)
    assert grave[Severity.ERROR] == 0
    assert grave[Severity.WARNING] == 0, found
    waived = [f"{dict(one.arguments)['unit']}: {dict(one.arguments)['check']}" for one in found if one.code == "TR221"]
    assert waived == WAIVED.get((document, language), [])
    assert all(len(dict(one.arguments)["reason"]) > 20 for one in found if one.code == "TR221")
    assert set(ready.states.values()) == {State.FRESH}


@every
def test_an_entry_typed_again_is_the_same_to_every_check(language: str) -> None:
    for one in committed(language):
        assert one.with_text(one.entry.text).issues() == one.issues()


@each
@every
def test_both_languages_have_the_same_structure(document: str, language: str) -> None:
    made, _ = translated(document, language)
    assert list(structure(made.document)) == list(structure(source(document).document))
    assert sum(" table " in line for line in structure(made.document)) == (2 if document == DOCUMENTS[0] else 0)


def test_a_structure_has_every_kind_of_node() -> None:
    lines = [line for document in DOCUMENTS for line in structure(source(document).document)]
    kinds = {line.split()[1] for line in lines}
    assert kinds >= {"line", "paragraph", "section", "field", "annex", "list", "entry", "table", "row", "cell", "agenda"}
    assert any(re.search(r" p\d+\.fn\.", line) for line in lines)


def test_a_footnote_that_one_language_has_not_is_another_structure() -> None:
    whole = source(DOCUMENTS[1]).document
    bare = rebuilt(whole, lambda carrier: replace(carrier, content=mapped(carrier.content, without_note)))
    (found,) = structure_issues(whole, bare, Location(PLACES.catalogue(DOCUMENTS[1], "en")))
    assert found.code == "TR223"
    # What is shown is for people: no depth, no names of the code.
    assert re.fullmatch(r"(?:indented )?paragraph [\d.]* ?p\d+ p\d+\.fn\.\w+", dict(found.arguments)["expected"])


def without_note(inline: Inline) -> Content:
    return () if isinstance(inline, Note) else (inline,)
