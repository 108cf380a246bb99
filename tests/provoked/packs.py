"""LG: faults of language packs."""

from __future__ import annotations

from tests.conftest import ROOT
from tests.project import Project
from tests.provoked.case import Case, nothing, removed, replaced, written
from tests.provoked.example import EXAMPLE, with_packs


def _others(project: Project) -> None:
    """All the packs there are: a pack is checked beside the others."""
    with_packs(project, (path.parent.name for path in (ROOT / "sources" / "languages").glob("*/pack.toml")))


FRENCH, SPANISH, RUSSIAN, ARABIC = (("pack", "check", code) for code in ("fr", "es", "ru", "ar"))

CASES = {
    "LG101": Case("labels.po 131:1", replaced("languages/fr/labels.po", 'msgstr "ANNEXE"', "msgstr ANNEXE")),
    "LG102": Case("document.xlsx settings!B9"),
    "LG103": Case("français"),
    "LG104": Case("names.csv *:1"),
    "LG105": Case("formats.toml"),
    "LG106": Case("portugais.po", written(f"{EXAMPLE}/translations/portugais.po", b'msgid ""\nmsgstr ""\n')),
    "LG201": Case("labels.po *:1", given=_others, run=FRENCH),
    "LG202": Case("labels.po *:1", given=_others, run=FRENCH, also=("LG201",)),
    "LG203": Case("names.csv *:1", given=_others, run=FRENCH),
    "LG204": Case("labels.po *:1", given=_others, run=SPANISH),
    "LG205": Case("labels.po *:1", given=_others, run=SPANISH),
    "LG206": Case("labels.po *:1", given=_others, run=RUSSIAN),
    "LG207": Case("labels.po *:9", given=_others, run=ARABIC),
    "LG208": Case("labels.po *:1", given=_others, run=SPANISH),
    "LG209": Case("examples.toml *:1", given=_others, run=FRENCH),
    "LG210": Case("examples.toml *:1", given=_others, run=FRENCH),
    "LG211": Case("examples.toml *:1", given=_others, run=FRENCH),
    "LG212": Case("pack.toml 7:1", nothing, given=_others, run=FRENCH),
    "LG213": Case(
        "pack.toml 7:1", replaced("languages/fr/pack.toml", 'status = "draft"', 'status = "signed"'), given=_others, run=FRENCH
    ),
    "LG214": Case("examples.toml", removed("languages/fr/examples.toml"), given=_others, run=FRENCH),
    "LG216": Case("pack.toml *:1", given=_others, run=FRENCH),
    "LG217": Case(
        "pack.toml 3:16",
        replaced("languages/fr/pack.toml", "français", "franc\u0327ais"),
        given=_others,
        run=FRENCH,
    ),
    "LG218": Case("pack.toml *:1", given=_others, run=FRENCH, also=("LG209",)),
    "LG301": Case("es", nothing, given=_others, run=("pack", "new", "es", "--from", "fr")),
    "LG302": Case("portugais", nothing, run=("pack", "new", "portugais", "--from", "fr")),
}
