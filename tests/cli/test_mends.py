"""What an issue says to put in the place of a fault is put there by machine, and the fault is gone."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

import pipeline
from tests.project import COUNCIL, Project

Found = dict[str, Any]
PROCESS = "04-processus.md"


def plan(project: Project, code: str, command: tuple[str, ...]) -> Iterator[Found]:
    """What a command finds of one code that says what to put there, or what is near."""
    for found in json.loads(project.run(*command, "--format", "json").stdout):
        if found["code"] == code and (found["replacement"] is not None or found["near"]):
            yield found


def put(found: Found, text: str | None = None) -> None:
    """Put the replacement, or another text, in the place that an issue names, and touch nothing else."""
    given = found["replacement"] if text is None else text
    path = Path(found["file"])
    if found["cell"]:
        book = openpyxl.load_workbook(path)
        book[found["sheet"]][found["cell"]] = given
        book.save(path)
        return
    lines = path.read_text("utf-8").split("\n")
    row, start = found["line"] - 1, found["column"] - 1
    lines[row] = lines[row][:start] + given + lines[row][start + found["length"] :]
    path.write_text("\n".join(lines), "utf-8", newline="\n")


def put_near(found: Found) -> None:
    put(found, found["near"])


def name_sheet(found: Found) -> None:
    path = Path(found["file"])
    book = openpyxl.load_workbook(path)
    book[found["sheet"]].title = found["near"]
    book.save(path)


def rename_sheet(found: Found) -> None:
    path = Path(found["file"])
    book = openpyxl.load_workbook(path)
    book[found["near"]].title = "sections"
    book.save(path)


def rename_key(found: Found) -> None:
    path = Path(found["file"])
    path.write_text(path.read_text("utf-8").replace("direktion", found["near"]), "utf-8")


def rename_slot(found: Found) -> None:
    word = docx.Document(found["file"])
    next(p for p in word.paragraphs if "{{ titel }}" in p.text).runs[0].text = found["near"]
    word.save(found["file"])


def cell(sheet: str, key: str, column: str, value: str) -> Callable[[Project], object]:
    return lambda project: project.set_value(sheet, key, column, value)


def edit(name: str, old: str, new: str) -> Callable[[Project], object]:
    return lambda project: project.edit(name, old, new)


def header(project: Project) -> None:
    project.set_cell("meetings", "A1", "id")
    project.set_cell("meetings", "G1", "ends")


def key(project: Project) -> None:
    book = openpyxl.load_workbook(project.workbook())
    at = next(found for found in book["settings"]["A"] if found.value == "website")
    at.value = "websit"
    book.save(project.workbook())


def without_sheet(project: Project) -> None:
    book = openpyxl.load_workbook(project.workbook())
    book["sections"].title = "section"
    book.save(project.workbook())


def nearly_a_sheet(project: Project) -> None:
    book = openpyxl.load_workbook(project.workbook())
    book["facts"].title = "fact"
    book.save(project.workbook())


def bookmark(project: Project) -> None:
    project.edit(PROCESS, "{#p27}", "{#p27 #irm_places}")
    project.edit(PROCESS, "[[ref: p27]]", "[[ref: irm_place]]")


def pack(name: str, old: str, new: str) -> Callable[[Project], object]:
    def change(project: Project) -> None:
        path = project.sources / "languages" / name
        path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8", newline="\n")

    return change


def slot(project: Project) -> None:
    path = project.templates / "council.docx"
    word = docx.Document(str(path))
    next(p for p in word.paragraphs if "{{ title }}" in p.text).runs[0].text = "{{ titel }}"
    word.save(str(path))


CHECK = ("check", COUNCIL)
PACK = ("pack", "check", "fr")
MENDS: dict[str, list[tuple[Callable[[Project], object], Callable[[Found], None], tuple[str, ...]]]] = {
    "XL102": [(without_sheet, rename_sheet, CHECK)],
    "XL104": [(header, put, CHECK)],
    "XL119": [(nearly_a_sheet, name_sheet, CHECK)],
    "XL205": [
        (cell("meetings", "rpm-arb", "mode", "virtuel"), put, CHECK),
        (cell("agenda", "declaration", "level", "Item"), put, CHECK),
        (cell("settings", "kind", "value", "concil"), put, CHECK),
    ],
    "XL206": [
        (cell("meetings", "rpm-eur", "region", "EURO"), put, CHECK),
        (cell("meetings", "rpm-eur", "host", "ch"), put, CHECK),
    ],
    "XL209": [(cell("agenda", "declaration", "id", "2 déclaration finale!"), put, CHECK)],
    "XL212": [(cell("agenda", "declaration", "parent", "part-p2"), put, CHECK)],
    "XL213": [(key, put, CHECK)],
    "XL217": [(cell("agenda", "declaration", "label", "Décla_x0007_ration"), put, CHECK)],
    "XL220": [(cell("sections", "context", "heading", "1. Contexte"), put, CHECK)],
    "XL315": [(cell("meetings", "rpm-arb", "mode", "virtual\u200b"), put, CHECK)],
    "TX102": [(edit(PROCESS, "4.5\tRéuni", "4.5\tRé\x07uni"), put, CHECK)],
    "TX201": [(edit("02-lieu-et-dates.md", "2.4\t", "2.5\t"), put, CHECK)],
    "TX204": [(edit(PROCESS, "{{tdag.autumn:from}}", "{{tdag.automne:from}}"), put, CHECK)],
    "TX205": [
        (edit(PROCESS, "{{tdag.autumn:from}}", "{{tdag.autumn:form}}"), put, CHECK),
        (cell("meetings", "rpm-eur", "region", "EUR:shrt"), put, CHECK),
    ],
    "TX206": [(edit(PROCESS, "[[table: irm]]", " [[table: imr]] "), put, CHECK)],
    "TX207": [(bookmark, put, CHECK)],
    "TX210": [(cell("sections", "p2c", "fragment", "06-partner.md"), put, CHECK)],
    "TX212": [(edit("02-lieu-et-dates.md", "CL-21/23.", "CL-21/24."), put_near, CHECK)],
    "TX213": [(edit("05-en-route-pour-addis.md", "c)\touvrir", "*\touvrir"), put, CHECK)],
    "TX214": [(edit(PROCESS, "[[table: irm]]", "\t[[tabel: irm]]"), put, CHECK)],
    "TX218": [
        (edit("01-contexte.md", "{#p4}", "{#4 #premier-point}"), put, CHECK),
        (edit("01-contexte.md", "{#p4}", "{#p4 #premier-point}"), put, CHECK),
    ],
    "TB102": [(cell("tables", "irm", "sheet", "meeting"), put, CHECK)],
    "TB103": [
        (cell("tables", "rpm-host", "pattern", "*{hots|--}* \\[1\\]"), put, CHECK),
        (cell("tables", "rpm", "sort", "strat"), put, CHECK),
    ],
    "LG202": [(pack("fr/layout.toml", "direction", "direktion"), rename_key, PACK)],
    "LG207": [(pack("ar/names.csv", "ا", "\ufe8d"), put, ("pack", "check", "ar"))],
    "LG217": [(pack("fr/names.csv", "é", "e\u0301"), put, PACK)],
    "TP103": [(slot, rename_slot, CHECK)],
}
ON_THE_COMMAND_LINE = {"FS104", "RV101"}
IN_TEMPLATES = {"TP105", "TP115", "TP116", "TP118", "TP132"}
"""Those that tests/check mends in its broken templates."""


def offering() -> set[str]:
    """The codes that are reported with something to put there, or with what is near."""
    return {
        str(node.args[0].value)
        for path in Path(pipeline.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "issue" and isinstance(node.args[0], ast.Constant)
        for given in node.keywords
        if given.arg in ("put", "near")
        and not (isinstance(given.value, ast.Constant) and given.value.value == "" and given.arg == "near")
    }


def test_every_code_that_offers_something_is_tried() -> None:
    assert offering() == {*MENDS, *ON_THE_COMMAND_LINE, *IN_TEMPLATES}


CASES = [(code, *case) for code, cases in MENDS.items() for case in cases]


@pytest.mark.parametrize(("code", "plant", "mend", "command"), CASES, ids=[code for code, *_ in CASES])
def test_a_fault_is_mended_by_machine(
    project: Project, code: str, plant: Callable[[Project], object], mend: Callable[[Found], None], command: tuple[str, ...]
) -> None:
    assert list(plan(project, code, command)) == []
    plant(project)
    found = list(plan(project, code, command))
    assert len(found) >= 1, json.loads(project.run(*command, "--format", "json").stdout)
    if mend is put:
        assert found[0]["replacement"] is not None
    mend(found[0])
    left = json.loads(project.run(*command, "--format", "json").stdout)
    assert [one for one in left if one["code"] == code] == []


def test_a_document_that_is_not_there_is_asked_for_again_by_the_nearest_name(project: Project) -> None:
    (found,) = json.loads(project.run("check", "council-2022-wtcd", "--format", "json").stdout)
    assert (found["code"], found["near"], found["replacement"]) == ("FS104", COUNCIL, None)
    assert project.run("check", found["near"]).exit_code == 0
