"""The measurements, run small: that they still measure what they say. No time is asserted anywhere."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.assemble.one import in_language, original
from pipeline.issues import Issue, Severity
from tests.bench import generate, ours, raw, table, ways, wholes
from tests.bench.__main__ import run
from tests.bench.measure import Cost
from tests.bench.said import missing
from tests.bench.targets import Results, Target, targets


def test_every_way_writes_all_the_text(tmp_path: Path) -> None:
    found = run(tmp_path, ["S"], ["ways"], repeats=1, documents=0)
    assert {one.way.name: one.missing for one in found.ways["S"]} == {one.way.name: 0 for one in found.ways["S"]}
    assert len(found.ways["S"]) >= 11
    told = (tmp_path / "bench.md").read_text("utf-8")
    assert all(f"| {one.way.name} |" in told for one in found.ways["S"])
    assert re.search(r"\| S: writing alone, of raw \| \d.*? \| \D.*? \| \d.* × \| [a-z]", told)
    assert "| L: peak memory, whole, of raw |  | ≤ 3 (2) | not measured |" in told


def test_what_is_measured_beside_gives_a_figure_for_each_of_its_targets(tmp_path: Path) -> None:
    found = run(tmp_path, ["S"], ["languages", "redline", "cold"], repeats=1, documents=0)
    wanted = ("languages", "over bare Python", "redline")
    figures = [one.figure for one in targets(found) if any(word in one.what for word in wanted) and "session" not in one.what]
    assert len(figures) == 4
    assert None not in figures


def test_each_target_is_said_of_the_other_compressor_too_where_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    found = Results(costs={f"{name}{by}": Cost((1.0,)) for name in ("one language", "six languages") for by in ("", ", isal")})
    assert "| S: six languages, of one | 1.00 × | ≤ 3 (2) | stretch met | 1.00 × | stretch met |" in table.of_targets(found)
    assert "isal is not installed here" not in ways.absent({})
    monkeypatch.setattr(ways, "COMPRESSORS", ("zlib",))
    monkeypatch.setattr(table, "COMPRESSORS", ("zlib",))
    assert "| S: six languages, of one | 1.00 × | ≤ 3 (2) | stretch met |\n" in table.of_targets(found)
    assert "isal is not installed here" in ways.absent({})


def test_the_files_that_a_change_in_a_session_touches_are_counted(tmp_path: Path) -> None:
    costs, counts = wholes.session(tmp_path, 2, 1, ("fr", "es"))
    assert {name: (right, wanted) for name, (_, right, wanted) in counts.items()} == {
        "one cell": (2, 2),
        "one translation": (1, 1),
    }
    assert all(right <= written <= 4 for written, right, _ in counts.values())
    assert {"session, from nothing", "session, raw", "session, nothing changed"} <= costs.keys()


@pytest.mark.parametrize(("size", "languages"), [("S", ("ar", "en", "es", "ru", "zh")), ("M", ("zh",))])
def test_the_generated_sources_pass_the_checks(tmp_path: Path, size: str, languages: tuple[str, ...]) -> None:
    found: list[Issue] = []
    places = ours.places(generate.project(tmp_path, size))
    source = original(places, generate.MODEL, found.append)
    assert source is not None, found
    for language in languages:
        assert in_language(places, source, language, found.append) is not None, found
    assert [one for one in found if one.severity > Severity.NOTE] == []


def test_a_larger_size_has_as_many_copies_of_the_sections_and_of_the_agenda(tmp_path: Path) -> None:
    folder = generate.project(tmp_path, "M") / "sources" / generate.MODEL
    assert len(list((folder / "text").glob("0*.md"))) == 6 * generate.SIZES["M"]
    assert (folder / "translations" / "es.po").read_text("utf-8").count('msgctxt "p4-') == generate.SIZES["M"] - 1


def test_one_paragraph_in_a_hundred_is_changed_for_the_redline(tmp_path: Path) -> None:
    before, after = (
        [path.read_text("utf-8").split("\n") for path in sorted((root / "sources" / generate.MODEL / "text").iterdir())]
        for root in (generate.project(tmp_path, "M"), generate.edited(tmp_path, "M"))
    )
    pairs = [pair for old, new in zip(before, after, strict=True) for pair in zip(old, new, strict=True)]
    paragraphs = sum(bool(re.search(r"\{#p", old)) for old, _ in pairs)
    changed = sum(old != new for old, new in pairs)
    assert paragraphs // 100 - 1 <= changed <= paragraphs // 100 + 1


def test_a_text_that_is_left_out_is_missing_as_often_as_it_is(tmp_path: Path) -> None:
    size = ways.size(tmp_path, "S")
    around = ways.template(size.project / "templates" / "council.docx", size.said)
    path = tmp_path / "raw.docx"
    first, second, *others = size.said.body
    raw.write(replace(size.said, body=(first, *others), slots={**size.said.slots, "title": "x"}), around, path)
    assert missing(path, size.said) == [" ".join(second.text.split()), size.said.slots["title"]]
    raw.write(size.said, around, path)
    twice = replace(size.said, body=(first, second, second, *others))
    assert missing(path, twice) == [" ".join(second.text.split())]


@pytest.mark.parametrize(
    ("figure", "at_least", "verdict"),
    [
        (0.5, False, "stretch met"),
        (0.9, False, "met"),
        (1.5, False, "missed, by a factor of 1.50"),
        (None, False, "not measured"),
        (3, True, "stretch met"),
        (0.5, True, "missed, by a factor of 2.00"),
    ],
)
def test_a_target_is_met_by_far_or_missed_by_a_factor(figure: float | None, at_least: bool, verdict: str) -> None:
    assert Target("", figure, 1, 2 if at_least else 0.6, at_least=at_least).verdict() == verdict


def test_a_target_of_none_at_all_is_missed_by_a_count() -> None:
    assert [Target("", figure, 0, 0, unit="").verdict() for figure in (0, 3)] == ["stretch met", "missed, by 3"]
