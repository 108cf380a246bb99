"""TB: faults of tables and lists."""

from __future__ import annotations

from tests.provoked.case import Case, cells, fragment, several
from tests.provoked.example import FRAGMENT

TABLE = several(
    cells(
        "tables",
        {"A2": "rpm", "E2": "meetings", "F2": "type=rpm", "A3": "rpm-region", "B3": "rpm", "K3": "{region:short}"},
    ),
    fragment("1.1→Les réunions ont été: {#p1}\n[[table: rpm]]\n"),
)
"""A table of one column, and the line that asks for it."""

CASES = {
    "TB101": Case("document.xlsx tables!A2", given=TABLE),
    "TB102": Case("document.xlsx tables!E2", given=TABLE),
    "TB103": Case("document.xlsx tables!K3", given=TABLE),
    "TB104": Case("document.xlsx tables!F2", given=TABLE),
    "TB105": Case("document.xlsx meetings!I3", given=TABLE),
    "TB106": Case("document.xlsx tables!A2", given=TABLE),
    "TB107": Case("document.xlsx tables!F2", given=TABLE),
    "TB108": Case("document.xlsx meetings!A2", given=TABLE),
    "TB109": Case("document.xlsx tables!K3", given=TABLE),
    "TB110": Case(f"{FRAGMENT} 4:1", given=TABLE),
    "TB111": Case(f"{FRAGMENT} 2:1"),
    "TB112": Case("document.xlsx meetings!A4", given=TABLE),
}
