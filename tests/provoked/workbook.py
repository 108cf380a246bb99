"""XL: faults of the workbook."""

from __future__ import annotations

import datetime

from tests.project import Project
from tests.provoked.case import Case, cells, on_sheet
from tests.provoked.example import EXAMPLE
from tests.provoked.tables import TABLE
from tests.read.sources import patched


def _far(project: Project) -> None:
    """A cell in a column that no sheet has: each part is sound, and no program could show it."""
    patched(project.workbook(EXAMPLE), "xl/worksheets/sheet1.xml", '<c r="A1"', '<c r="ZZZZ1"')


CASES = {
    "XL101": Case("document.xlsx", _far),
    "XL102": Case("document.xlsx", on_sheet("sections", lambda page: setattr(page, "title", "Rubriques")), also=("TX211",)),
    "XL103": Case("document.xlsx references!1"),
    "XL104": Case("document.xlsx meetings!E1"),
    "XL105": Case("document.xlsx sections!H1"),
    "XL316": Case("document.xlsx meetings!A3", cells("meetings", {"A3": "RPM-EUR"})),
    "XL201": Case("document.xlsx meetings!F4"),
    "XL202": Case("document.xlsx sections!A3"),
    "XL203": Case("document.xlsx meetings!F4"),
    "XL204": Case("document.xlsx meetings!G4"),
    "XL205": Case("document.xlsx sections!D3"),
    "XL206": Case("document.xlsx meetings!E4"),
    "XL207": Case(
        "document.xlsx references!C2",
        cells("references", {"A2": "council-22-4", "C2": datetime.date(2022, 4, 22)}),
    ),
    "XL208": Case("document.xlsx facts!E3"),
    "XL209": Case("document.xlsx sections!A3"),
    "XL210": Case("document.xlsx meetings!M2"),
    "XL211": Case("document.xlsx meetings!M2"),
    "XL212": Case("document.xlsx agenda!B3"),
    "XL213": Case("document.xlsx settings!A12"),
    "XL214": Case("document.xlsx settings!B4"),
    "XL215": Case("document.xlsx meetings!H2", on_sheet("meetings", lambda page: page.merge_cells("H2:H4"))),
    "XL216": Case("document.xlsx meetings!D2"),
    "XL217": Case("document.xlsx meetings!M2", cells("meetings", {"M2": "au siège_x0007_ de l'Union"})),
    "XL218": Case("document.xlsx agenda!B4"),
    "XL219": Case("document.xlsx agenda!E2"),
    "XL220": Case("document.xlsx sections!F2"),
    "XL222": Case("document.xlsx tables!J3", given=TABLE),
    "XL223": Case("document.xlsx settings!B6"),
}
