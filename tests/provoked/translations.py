"""TR: faults of the catalogues of translations."""

from __future__ import annotations

from tests.provoked.case import FINAL, Action, Case, cells, several, written
from tests.provoked.example import EXAMPLE, with_packs
from tests.provoked.pages import HEADER
from tests.provoked.tables import TABLE

SPANISH = (*FINAL, "--lang", "es")


def _catalogue(text: str) -> Action:
    """A Spanish catalogue as it is written here."""
    return several(
        lambda project: with_packs(project, ["es"]), written(f"{EXAMPLE}/translations/es.po", f"{HEADER}\n{text}".encode())
    )


_INVISIBLE = 'msgctxt "p1"\nmsgid "Le Conseil se réunit à Genève."\nmsgstr "El Consejo se reúne en \u202bGinebra."\n'

CASES = {
    "TR101": Case("es.po 7:1", _catalogue('msgctxt "p1"\nmsgid "Le Conseil siège."\nmsgstr "El Consejo se')),
    "TR102": Case("es.po 20:1"),
    "TR103": Case("es.po", run=SPANISH),
    "TR104": Case("es.po *:1", run=SPANISH),
    "TR201": Case("es.po *:1"),
    "TR202": Case("es.po *:1", given=TABLE),
    "TR203": Case("es.po *:1"),
    "TR204": Case("es.po *:1"),
    "TR205": Case("es.po *:1"),
    "TR206": Case("es.po *:1", given=cells("references", {"A2": "cl-23-1", "C2": "CL-23/1"})),
    "TR207": Case("es.po *:1"),
    "TR208": Case("es.po *:1"),
    "TR209": Case("es.po *:1"),
    "TR210": Case("es.po *:1"),
    "TR211": Case("es.po *:1"),
    "TR212": Case("es.po 5:1", _catalogue(_INVISIBLE), also=("TR217",)),
    "TR213": Case("zh.po *:1", also=("TR208", "TR217")),
    "TR214": Case("es.po *:1"),
    "TR215": Case("es.po *:1"),
    "TR216": Case("es.po *:1"),
    "TR217": Case("es.po *:1"),
    "TR218": Case("es.po *:1"),
    "TR219": Case("es.po *:1"),
    "TR220": Case("es.po *:1"),
    "TR221": Case("es.po *:1"),
    "TR222": Case("es.po *:1"),
    "TR223": Case("es.po"),
    "TR224": Case("es.po *:1"),
}
