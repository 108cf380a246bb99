"""XL: faults of the workbook."""

from __future__ import annotations

import datetime

from openpyxl.worksheet.worksheet import Worksheet

from pipeline.read import page
from tests.project import Project, parts
from tests.provoked.case import Action, Case, cells, nothing, on_sheet, several
from tests.provoked.example import EXAMPLE
from tests.provoked.tables import TABLE
from tests.read.sources import patched


def titled(page: Worksheet) -> None:
    """A title above the header."""
    page.insert_rows(1)
    page["A1"] = "Wording of the modes"


def hide_row(page: Worksheet) -> None:
    """Hide row 3."""
    page.row_dimensions[3].hidden = True


def filter_rows(page: Worksheet) -> None:
    """A filter that Excel hides rows by."""
    page.auto_filter.ref = "A1:M4"
    page.auto_filter.add_filter_column(4, ["EUR", "AFR"])


def shown_as(sheet: str, cell: str, number: float, form: str) -> Action:
    """A number in a format."""

    def put(page: Worksheet) -> None:
        page[cell] = number
        page[cell].number_format = form

    return on_sheet(sheet, put)


def in_file(old: str, new: str) -> Action:
    """Change what no program that people type into would write: the one part that has such a text."""

    def change(project: Project) -> None:
        path = project.workbook(EXAMPLE)
        (name,) = (name for name, data in parts(path).items() if old.encode() in data)
        patched(path, name, old, new)

    return change


CASES = {
    "XL101": Case("document.xlsx", in_file('<c r="E3" t="n"><v>1300', '<c r="E0" t="n"><v>1300')),
    "XL102": Case("document.xlsx", on_sheet("sections", lambda page: setattr(page, "title", "Rubriques")), also=("TX211",)),
    "XL103": Case("document.xlsx references!1"),
    "XL104": Case("document.xlsx meetings!E1"),
    "XL105": Case("document.xlsx sections!H1"),
    "XL116": Case("document.xlsx meetings", on_sheet("meetings", lambda page: setattr(page, "sheet_state", "hidden"))),
    "XL117": Case("document.xlsx choices!2", on_sheet("choices", titled)),
    # As many places as the other sheets have at the most.
    "XL118": Case("document.xlsx meetings", nothing, during=lambda patch, _: patch.setattr(page, "_PLACES", 35)),
    "XL119": Case("document.xlsx agendas", on_sheet("agenda", lambda page: setattr(page, "title", "agendas"))),
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
    "XL301": Case("document.xlsx meetings!3", on_sheet("meetings", hide_row)),
    "XL302": Case("document.xlsx meetings!3", several(on_sheet("meetings", filter_rows), on_sheet("meetings", hide_row))),
    "XL303": Case(
        "document.xlsx meetings!E", on_sheet("meetings", lambda page: setattr(page.column_dimensions["E"], "hidden", True))
    ),
    "XL304": Case("document.xlsx meetings!F4", shown_as("meetings", "F4", 60, "dd/mm/yyyy")),
    "XL305": Case("document.xlsx meetings!F4"),
    "XL306": Case("document.xlsx meetings!F4", shown_as("meetings", "F4", 44284.6, "dd/mm/yyyy hh:mm")),
    "XL307": Case("document.xlsx facts!E3", shown_as("facts", "E3", 0.69, "0%")),
    "XL308": Case("document.xlsx facts!E3", shown_as("facts", "E3", 1300, '0.0,"k"')),
    "XL309": Case("document.xlsx facts!E3"),
    "XL310": Case("document.xlsx facts!E3"),
    "XL311": Case("document.xlsx meetings!F4"),
    "XL312": Case("document.xlsx facts!E3", cells("facts", {"E3": 12345678901234567890})),
    "XL313": Case("document.xlsx facts!E3", in_file("<v>1300</v>", "<v>1,300</v>")),
    "XL314": Case("document.xlsx meetings!M2", cells("meetings", {"M2": "\u00a0"})),
    "XL315": Case("document.xlsx meetings!E4"),
    "XL316": Case("document.xlsx agenda!A4"),
    "XL317": Case("document.xlsx facts!G2"),
    "XL318": Case("document.xlsx facts!E3", in_file('<c r="E3" t="n">', '<c r="E3"><v>1400</v></c><c r="E3" t="n">')),
    "XL319": Case("document.xlsx meetings!M2", cells("meetings", {"M2": "\u202eC23/7"})),
    "XL320": Case("document.xlsx meetings!M2", cells("meetings", {"M2": "\U0001f600" * 16_384})),
    "XL321": Case("document.xlsx meetings!N1"),
    "XL322": Case("document.xlsx meetings!AN2"),
    "XL323": Case("document.xlsx facts", in_file('name="choices"', 'name="facts"')),
}
