"""TP and PK: faults of templates, and what comes of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline.issues import REGISTRY, Location, Severity
from tests.check.broken import BROKEN
from tests.check.hostile import HOSTILE
from tests.check.templates import save
from tests.project import Project
from tests.provoked.case import Action, Case, cells
from tests.read.sources import patched

BODY, TITLE = "<w:t>{{p body }}</w:t>", "<w:t>{{ title }}</w:t>"
DOCUMENT, STYLES = "word/document.xml", "word/styles.xml"


def _template(part: str, old: str, new: str) -> Action:
    """One text of a part of the template replaced."""
    return lambda project: patched(project.templates / "council.docx", part, old, new)


def _put(old: str, new: str) -> Action:
    return _template(DOCUMENT, old, new)


SPLIT = "{{ ti</w:t></w:r></w:p><w:p><w:r><w:t>tle }}</w:t></w:r></w:p>"
CASES = {
    "TP108": Case("council.docx", lambda project: (project.templates / "council.docx").unlink()),
    "TP117": Case(f"council.docx {DOCUMENT}, paragraph 9", _put("{{ title }}</w:t></w:r></w:p>", SPLIT), also=("TP104",)),
}


def _planted(code: str) -> Case:
    """The first of the broken templates in which this code stands at one place."""
    broken = next(one for one in (*BROKEN, *HOSTILE) if [found for found, *_ in one.expected].count(code) == 1)
    (at,) = (Location(Path("council.docx"), part, row).place for found, part, row, *_ in broken.expected if found == code)
    also = {found for found, *_ in broken.expected if REGISTRY[found] > Severity.NOTE} - {code}

    def plant(project: Project) -> None:
        save(broken.changes, project.templates / "council.docx")

    return Case(f"council.docx {at}".rstrip(), plant, also=tuple(also))


CASES |= {code: _planted(code) for code in REGISTRY if code.startswith("TP") and code not in CASES}
# The slot of the address is looked for where there is one.
CASES["TP125"] = replace(CASES["TP125"], given=cells("settings", {"A12": "website", "B12": "http://www.itu.int/council"}))
CASES = {code: CASES[code] for code in REGISTRY if code in CASES}
