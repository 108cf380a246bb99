"""A second draft of the council report, as an editor and five translators make it: in the sources, and nowhere else."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping

import openpyxl
import polib

from tests.project import COUNCIL, Project

_FRAGMENT = "02-lieu-et-dates.md"
_NEW = {
    "p55": {
        "fr": "Le Groupe de travail du Conseil a examiné cette lettre le 14 avril 2021.",
        "en": "The Council working group considered that letter on 14 April 2021.",
        "es": "El Grupo de Trabajo del Consejo examinó esa carta el 14 de abril de 2021.",
        "ru": "Рабочая группа Совета рассмотрела это письмо 14 апреля 2021 года.",
        "zh": "理事会工作组于2021年4月14日审议了该函。",
        "ar": "ونظر فريق العمل التابع للمجلس في هذه الرسالة في 14 أبريل 2021.",
    },
    "agenda.credentials.label": {
        "fr": "Vérification des pouvoirs",
        "en": "Credentials",
        "es": "Credenciales",
        "ru": "Полномочия",
        "zh": "证书",
        "ar": "أوراق الاعتماد",
    },
    "tables.rpm-note.header": {
        "fr": "Observations",
        "en": "Remarks",
        "es": "Observaciones",
        "ru": "Примечания",
        "zh": "备注",
        "ar": "ملاحظات",
    },
    "tables.rpm-note.pattern": dict.fromkeys(("fr", "en", "es", "ru", "zh", "ar"), "{note|--}"),
    "meetings.irm-4.label": dict.fromkeys(("fr", "en", "es", "ru", "zh", "ar"), "IRM-4"),
    "p28.fn.rpm": dict.fromkeys(("fr", "en", "es", "ru", "zh", "ar"), "RPM-EUR, RPM-ASP."),
}
_ADDRESS = "https://www.itu.int/en/ITU-D/Conferences/TDAG/"
FIRST_SENTENCE = re.compile(r"(.*?(?:\.(?= )|。))\s*(.*)", re.DOTALL)


def second_draft(project: Project) -> None:
    """Sixteen changes, of all the kinds that reviewers ask about."""
    _workbook(project)
    _fragments(project)
    assert project.run("fmt", COUNCIL).exit_code == 0
    assert project.run("catalogue", "update", COUNCIL).exit_code == 0
    for catalogue in (project.sources / COUNCIL / "translations").glob("*.po"):
        _translate(polib.pofile(str(catalogue), wrapwidth=0), catalogue.stem)


def _workbook(project: Project) -> None:
    project.set_value("settings", "revision_kind", "value", "rev")
    project.set_value("settings", "revision_number", "value", 1)
    project.set_value("settings", "date", "value", datetime.date(2022, 3, 9))
    project.set_value("settings", "agenda_item", "value", None)
    project.set_value("facts", "youth.opening", "start", datetime.date(2022, 6, 3))
    project.set_value("sections", "p2c", "order", 4.5)
    new = {"type": "irm", "order": 4, "label": "IRM-4", "mode": "virtual"}
    project.add_row("meetings", id="irm-4", start=datetime.date(2022, 4, 5), end=datetime.date(2022, 4, 6), **new)
    _drop_row(project, "meetings", "event-leadership")
    project.add_row("tables", id="rpm-note", parent="rpm", order=3.5, header="Observations", width=15, pattern="{note|--}")
    label = _NEW["agenda.credentials.label"]["fr"]
    project.add_row("agenda", id="credentials", parent="part-programme", level="item", order=1.5, label=label)


def _fragments(project: Project) -> None:
    path = project.fragment(_FRAGMENT)
    lines = path.read_text("utf-8").splitlines()
    by_unit = {line.rpartition("{#")[2].rstrip("}"): line for line in lines}
    moved = by_unit["p10"]
    lines.remove(moved)
    lines.append(moved)
    lines.insert(lines.index(by_unit["p11"]) + 1, f"2.6\t{_NEW['p55']['fr']} {{#p55}}")
    first, second = FIRST_SENTENCE.fullmatch(by_unit["p19"]).groups()
    lines[lines.index(by_unit["p19"])] = f"{first} {{#p19}}\n2.14\t{second.replace('{#p19}', '{#p56}')}"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    project.edit(_FRAGMENT, "CL-19/33, datée du 22", "CL-19/33, datée du 23")
    project.edit("03-preparation.md", "https://www.itu.int/ITU-D/TDAG/", _ADDRESS)
    project.edit("04-processus.md", "Generation Connect est", "**Generation Connect** est")
    project.edit("04-processus.md", " {#p28}", f"[^rpm] {{#p28}}\n[^rpm]: {_NEW['p28.fn.rpm']['fr']}")


def _drop_row(project: Project, sheet: str, key: str) -> None:
    book = openpyxl.load_workbook(project.workbook())
    row = next(cell.row for cell in book[sheet]["A"] if cell.value == key)
    book[sheet].delete_rows(row)
    book.save(project.workbook())


def _translate(catalogue: polib.POFile, language: str) -> None:
    entries = {entry.msgctxt: entry for entry in catalogue}
    first, second = FIRST_SENTENCE.fullmatch(entries["p19"].msgstr).groups()
    texts = {unit: words[language] for unit, words in _NEW.items()} | {
        "p8": re.sub("(?<!\\d)22(?!\\d)", "23", entries["p8"].msgstr),
        "p19": first,
        "p21": re.sub(r"\]\([^)]*\)", f"]({_ADDRESS})", entries["p21"].msgstr, count=1),
        "p28": f"{entries['p28'].msgstr}[^rpm]",
        "p31": entries["p31"].msgstr.replace("Generation Connect", "**Generation Connect**", 1).replace("由其主办", "由其承办"),
        "p56": second,
    }
    translated(catalogue, texts)


def translated(catalogue: polib.POFile, texts: Mapping[str, str]) -> None:
    """Give units their translations, as one who has looked at them."""
    for entry in catalogue:
        if entry.msgctxt in texts:
            entry.msgstr = texts[entry.msgctxt]
            entry.previous_msgid = None
            entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    catalogue.save()
