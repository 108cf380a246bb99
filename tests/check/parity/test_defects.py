"""Defects that translations have, planted one by one in the committed catalogues: the checks see nearly all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.issues import Severity
from pipeline.model.inlines import Text
from pipeline.model.values import Number
from tests.check.parity.catalogues import LANGUAGES, Translation, committed, pack, source
from tests.check.parity.defects import KINDS

PERCENT = "per cent is lost"

MISSED = {("a negation is inserted", language): "no check of a text's form sees what it means" for language in LANGUAGES}
"""The cases that no check catches, with the reason."""


def planted(kind: str, language: str) -> Iterator[tuple[Translation, str]]:
    """Every entry that the kind applies to, with the text that has the defect."""
    for one in committed(language):
        sound = with_percent(one) if kind == PERCENT else one
        text = KINDS[kind](sound)
        if text is not None and text != sound.entry.text:
            yield sound, text


def with_percent(one: Translation) -> Translation:
    """The entry and its unit with a percentage in brackets at the end: the documents have none."""
    french = f" ({source(one.document).pack.printed(Number(69), 'percent')})"
    own = f" ({pack(one.language).printed(Number(69), 'percent')})"
    marks = str.maketrans("() ", "（） ") if one.language == "zh" else {}
    unit = replace(one.unit, content=(*one.unit.content, Text(french)))
    return replace(one.with_text(one.entry.text + own.translate(marks).strip() if marks else one.entry.text + own), unit=unit)


def is_caught(sound: Translation, text: str) -> bool:
    """Whether something is said of the text that was not said of the sound one."""
    before = {(found.code, found.arguments) for found in sound.issues()}
    return any(
        (found.code, found.arguments) not in before and found.severity > Severity.NOTE
        for found in sound.with_text(text).issues()
    )


def cases() -> list[tuple[str, str]]:
    """Each kind in each language that it applies to."""
    return [(kind, language) for kind in KINDS for language in LANGUAGES if next(planted(kind, language), None)]


def test_there_are_28_kinds_and_135_cases() -> None:
    assert len(KINDS) == 28
    assert len(cases()) == 135


def test_at_least_130_of_the_135_are_caught_and_the_others_are_known() -> None:
    missed = [case for case in cases() if not is_caught(*next(planted(*case)))]
    assert missed == list(MISSED)
    assert len(cases()) - len(missed) >= 130
