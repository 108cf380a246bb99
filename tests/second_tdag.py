"""A second draft of the information document, as an editor and five translators make it: in the sources, and nowhere else."""

from __future__ import annotations

import datetime

import polib

from tests.project import TDAG, Project
from tests.second_draft import FIRST_SENTENCE, translated

_NEW = {
    "p90": {
        "fr": "Le financement des projets.",
        "en": "The financing of projects.",
        "es": "La financiación de los proyectos.",
        "ru": "Финансирование проектов.",
        "zh": "项目的供资。",
        "ar": "تمويل المشاريع.",
    },
    "p92": {
        "fr": "Publier en ligne le programme complet, avec la liste des orateurs.",
        "en": "Publish the full programme online, with the list of speakers.",
        "es": "Publicar en línea el programa completo, con la lista de oradores.",
        "ru": "Опубликовать в онлайновом режиме полную программу со списком выступающих.",
        "zh": "在网上公布完整的日程安排和发言者名单。",
        "ar": "نشر البرنامج الكامل على الإنترنت، مع قائمة المتحدثين.",
    },
    "p58.fn.overview": dict.fromkeys(("fr", "en", "es", "ru", "zh", "ar"), "TDAG-20/DT/2."),
}
_WORDS = {
    "fr": ("organisées", "tenues"),
    "en": ("side events", "side events held in parallel"),
    "es": ("organizados", "celebrados"),
    "ru": ("проводимые", "организуемые"),
    "zh": ("举办", "举行"),
    "ar": ("المنظَّمة", "المعقودة"),
}


def second_tdag(project: Project) -> None:
    """Fifteen changes: revision and date, a contact, facts, entries, notes, emphasis, split, merged, moved, new and removed texts."""
    _workbook(project)
    _fragments(project)
    assert project.run("fmt", TDAG).exit_code == 0
    assert project.run("catalogue", "update", TDAG).exit_code == 0
    for catalogue in (project.sources / TDAG / "translations").glob("*.po"):
        _translate(polib.pofile(str(catalogue), wrapwidth=0), catalogue.stem)


def _workbook(project: Project) -> None:
    for key, value in (
        ("revision_kind", "rev"),
        ("revision_number", 1),
        ("date", datetime.date(2020, 5, 18)),
        ("contact_phone", "+41 22 730 5111"),
    ):
        project.set_value("settings", key, "value", value, TDAG)
    project.set_value("facts", "dialogue.date", "start", datetime.date(2020, 3, 25), TDAG)
    project.set_value("facts", "dialogue.participants", "number", 175, TDAG)
    project.set_value("conferences", "cmdt98", "end", datetime.date(1998, 4, 2), TDAG)
    project.set_value("conferences", "cmdt17", "pages", 822, TDAG)


def _fragments(project: Project) -> None:
    def edit(name: str, old: str, new: str) -> None:
        project.edit(name, old, new, TDAG)

    edit("box-resume.md", "4)\t", f"4)\t{_NEW['p90']['fr']} {{#p90}}\n5)\t")
    edit("box-resume.md", *_WORDS["fr"])
    edit("introduction.md", "rapport final de 166", "rapport final de 167")
    _without(project, "introduction.md", "{#p8}")
    edit("question-1.md", "six[^regions] régions", "six régions")
    _without(project, "question-1.md", "[^regions]:")
    moved = _without(project, "question-1.md", "{#p17}")
    split = _without(project, "question-1.md", "{#p16}")
    first, second = FIRST_SENTENCE.fullmatch(split).groups()
    project.edit(
        "question-1.md",
        "# Propositions {#p18}",
        f"{first} {{#p16}}\n\n{second.replace('p16', 'p91')}\n\n# Propositions {{#p18}}",
        TDAG,
    )
    edit("question-1.md", "# Défi à relever {#p13}\n", f"# Défi à relever {{#p13}}\n\n{moved}\n")
    edit("question-3.md", "*Mobile World Congress*", "**Mobile World Congress**")
    edit("question-3.md", " {#p58}", f"[^overview] {{#p58}}\n\n[^overview]: {_NEW['p58.fn.overview']['fr']}")
    merged = _without(project, "question-4.md", "{#p69}")
    edit("question-4.md", " {#p68}", f" {merged.replace('p69', 'p68')}")
    edit("question-4.md", "\nDéterminer à quel public", f"\n{_NEW['p92']['fr']} {{#p92}}\n\nDéterminer à quel public")


def _without(project: Project, name: str, mark: str) -> str:
    """Take the line with this mark, and the empty one after it, out of a fragment; returns it."""
    path = project.fragment(name, TDAG)
    lines = path.read_text("utf-8").split("\n")
    (at,) = [at for at, line in enumerate(lines) if mark in line]
    line = lines[at]
    del lines[at : at + 2]
    path.write_text("\n".join(lines), "utf-8", newline="\n")
    return line


def _translate(catalogue: polib.POFile, language: str) -> None:
    before = {entry.msgctxt: entry.msgstr for entry in catalogue}
    first, second = FIRST_SENTENCE.fullmatch(before["p16"]).groups()
    space = "" if language == "zh" else " "
    translated(
        catalogue,
        {unit: words[language] for unit, words in _NEW.items()}
        | {
            "p5": before["p5"].replace(*_WORDS[language]),
            "p9": before["p9"].replace("166", "167"),
            "p15": before["p15"].replace("[^regions]", ""),
            "p16": first,
            "p91": second,
            "p56": before["p56"].replace("*Mobile World Congress*", "**Mobile World Congress**"),
            "p58": f"{before['p58']}[^overview]",
            "p68": f"{before['p68']}{space}{before['p69']}",
        },
    )
