"""TP and PK: faults of templates, and what comes of them."""

from __future__ import annotations

from tests.project import Project
from tests.provoked.case import Action, Case
from tests.read.sources import patched

BODY, TITLE = "<w:t>{{p body }}</w:t>", "<w:t>{{ title }}</w:t>"
DOCUMENT, STYLES = "word/document.xml", "word/styles.xml"


def _template(part: str, old: str, new: str) -> Action:
    """One text of a part of the template replaced."""
    return lambda project: patched(project.templates / "council.docx", part, old, new)


def _put(old: str, new: str) -> Action:
    return _template(DOCUMENT, old, new)


def _spoilt(project: Project) -> None:
    (project.templates / "council.docx").write_bytes(b"\xd0\xcf\x11\xe0")


CASES = {
    "TP101": Case("council.docx", _spoilt),
    "TP102": Case("council.docx", _template(STYLES, '<w:name w:val="enumlev1"/>', '<w:name w:val="liste"/>')),
    "TP103": Case(f"council.docx {DOCUMENT}, paragraph 9", _put("{{ title }}", "{{ titre }}"), also=("TP104",)),
    "TP104": Case("council.docx", _put("{{ title }}", "Rapport")),
    "TP105": Case(f"council.docx {DOCUMENT}, paragraph 9", _put("{{ title }}", "{{ title|upper }}"), also=("TP104",)),
    "TP106": Case(
        f"council.docx {DOCUMENT}, paragraph 9", _put(f"<w:r>{TITLE}", f'<w:commentRangeStart w:id="0"/><w:r>{TITLE}')
    ),
    "TP107": Case(f"council.docx {DOCUMENT}, paragraph 11", _put(BODY, "<w:t>Texte: {{p body }}</w:t>")),
    "TP108": Case("council.docx", lambda project: (project.templates / "council.docx").unlink()),
    "TP109": Case("council.docx", _put(f"<w:r>{BODY}</w:r></w:p>", f"<w:r>{BODY}</w:r></w:p><w:p><w:r>{BODY}</w:r></w:p>")),
}
