"""Issues as SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format), which editors and code hosts show."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pipeline import __version__
from pipeline.issues import REGISTRY, Issue, Severity
from pipeline.messages import Messages, in_order, languages
from pipeline.messages.as_json import Record, record
from pipeline.messages.explain import page

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_NAME = "council"
_GUID = "5b0f6a52-3f0f-5c53-9a0f-5d0d3f1c7c11"
"""What the translations of the rules name the rules by (3.19.6); it is the same for ever."""


def as_sarif(messages: Messages, issues: Iterable[Issue]) -> str:
    """One run with all issues, sorted by place; its rules are the codes that occur, in every language that there is."""
    found = in_order(issues)
    codes = [code for code in REGISTRY if code in {issue.code for issue in found}]
    others = [language for language in languages() if language != messages.language]
    driver = {**_component(messages, codes), "guid": _GUID, "version": __version__}
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "language": messages.language,
        "columnKind": "unicodeCodePoints",
        "results": [_result(messages, issue, codes.index(issue.code)) for issue in found],
    }
    if codes:
        run["translations"] = [
            {
                **_component(Messages(language), codes),
                "contents": ["localizedData"],
                "associatedComponent": {"name": _NAME, "guid": _GUID},
            }
            for language in others
        ]
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def _component(messages: Messages, codes: Sequence[str]) -> dict[str, Any]:
    return {"name": _NAME, "language": messages.language, "rules": [_rule(messages, code) for code in codes]}


def _rule(messages: Messages, code: str) -> Mapping[str, Any]:
    told = page(messages, code)
    return {
        "id": code,
        "shortDescription": {"text": told.title},
        "fullDescription": {"text": told.cause or told.title},
        "help": {"text": told.text(messages)},
        "defaultConfiguration": {"level": _LEVELS[REGISTRY[code]]},
    }


def _result(messages: Messages, issue: Issue, rule: int) -> Mapping[str, Any]:
    found = record(messages, issue)
    artifact = {"uri": _uri(issue.location.path)}
    physical: dict[str, Any] = {"artifactLocation": artifact}
    region = _region(found)
    if region:
        physical["region"] = region
    place: dict[str, Any] = {"physicalLocation": physical}
    if logical := _logical(found):
        place["logicalLocations"] = [logical]
    made: dict[str, Any] = {
        "ruleId": issue.code,
        "ruleIndex": rule,
        "level": _LEVELS[issue.severity],
        "message": {"text": f"{found['message']}\n{messages.word('fix')}: {found['fix']}"},
        "locations": [place],
        # A cell or a paragraph is no region of a text file, so its replacement is not a fix that a program could apply.
        "properties": {
            name: value for name, value in (("near", found["near"]), ("put", found["replacement"])) if value is not None
        },
    }
    if region and found["replacement"] is not None:
        change = {"deletedRegion": region, "insertedContent": {"text": found["replacement"]}}
        fix = {
            "description": {"text": found["fix"]},
            "artifactChanges": [{"artifactLocation": artifact, "replacements": [change]}],
        }
        made["fixes"] = [fix]
    return made


def _region(found: Record) -> Mapping[str, int]:
    """The place in a text file (3.30); the column after the last one ends it."""
    if not found["line"]:
        return {}
    if not found["column"]:
        return {"startLine": found["line"]}
    end = found["column"] + (found["length"] or 0)
    return {"startLine": found["line"], "startColumn": found["column"], "endColumn": end}


def _logical(found: Record) -> Mapping[str, str]:
    """The place in a workbook, a catalogue or a Word file (3.33), which have no lines that an editor shows."""
    for kind, name in (("cell", found["cell"]), ("sheet", found["sheet"]), ("unit", found["unit"]), ("part", found["part"])):
        if name:
            return {"name": name, "fullyQualifiedName": found["place"] if kind != "unit" else name, "kind": kind}
    return {}


def _uri(path: Path) -> str:
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
