"""TX: faults of the fragments."""

from __future__ import annotations

from pipeline.gate.kinds import Kind
from pipeline.gate.texts import MOST_LINES, MOST_MARKS
from tests.provoked.case import FINAL, Case, cells, fragment, several, written
from tests.provoked.example import EXAMPLE, FRAGMENT
from tests.provoked.tables import TABLE

# A box that cites the circular which the text cites too.
_BOX = several(
    cells("settings", {"A12": "box.references", "B12": "box-references.md"}),
    fragment("1.1→Lettre circulaire CL-23/1. {#p1}\n"),
)

CASES = {
    "FI128": Case(FRAGMENT, fragment("\n" * (MOST_LINES[Kind.MARKDOWN] + 1))),
    "FI129": Case(FRAGMENT, fragment(("*" * 1000 + "\n") * (MOST_MARKS // 1000 + 1))),
    "TX101": Case(f"{FRAGMENT} 1:6", written(f"{EXAMPLE}/text/{FRAGMENT}", b"1.1\tR\xe9sum\xe9 {#p1}\n")),
    "TX102": Case(f"{FRAGMENT} 2:15", fragment("Le Conseil siège. {#p1}\n1.1→Le Conseil\x0bdécide. {#p2}\n")),
    "TX201": Case(f"{FRAGMENT} 2:1"),
    "TX202": Case(f"{FRAGMENT} 2:1"),
    "TX203": Case(f"{FRAGMENT} 2:1"),
    "TX204": Case(f"{FRAGMENT} 1:22"),
    "TX205": Case(f"{FRAGMENT} 1:22"),
    "TX206": Case(f"{FRAGMENT} 2:1", given=TABLE, also=("TB106",)),
    "TX207": Case(f"{FRAGMENT} 2:18"),
    "TX208": Case(f"{FRAGMENT} 1:16"),
    "TX209": Case(f"{FRAGMENT} 2:1"),
    "TX210": Case("document.xlsx sections!G2", also=("TX211",)),
    "TX211": Case("02-lieu.md"),
    "TX212": Case(f"{FRAGMENT} 1:16"),
    "TX213": Case(f"{FRAGMENT} 2:1"),
    "TX214": Case(f"{FRAGMENT} 2:1"),
    "TX215": Case(f"{FRAGMENT} 2:18"),
    "TX216": Case(f"{FRAGMENT} 1:5"),
    "TX217": Case(f"{FRAGMENT} 2:1", run=FINAL),
    "TX218": Case(f"{FRAGMENT} 1:23"),
    "TX219": Case(f"{FRAGMENT} 1:29"),
    "TX220": Case("document.xlsx references!F2", given=_BOX),
    "TX221": Case(f"{FRAGMENT} 2:1"),
    "TX222": Case(f"{FRAGMENT} 2:1"),
    "TX223": Case(f"{FRAGMENT} 1:1"),
    "TX224": Case("document.xlsx references!C2"),
    "TX225": Case(f"{FRAGMENT} 1:22"),
    "TX226": Case(FRAGMENT),
}
