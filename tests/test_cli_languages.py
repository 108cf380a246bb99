"""Languages on the command line: a seventh without code, one that is faulty, four files of twelve, and what is counted."""

from __future__ import annotations

import json
import re
from pathlib import Path

import polib
import pytest
from babel import Locale

from pipeline.check.package import faults
from pipeline.wml.names import w
from tests.conftest import ROOT
from tests.project import COUNCIL, TDAG, Project, paragraphs, tree, visible

PACKS = sorted(path.parent.name for path in (ROOT / "sources" / "languages").glob("*/pack.toml"))

LABELS = {
    "masthead.agenda_item": "Ponto da ordem do dia: {agenda_item}",
    "resolution.revised": "Resolução {number} (Rev. {place}, {year})",
    "masthead.number": "Documento n.º {symbol}-{letter}",
    "masthead.rev": "Revisão {revision} ao Documento {symbol}-{letter}",
    "masthead.add": "Adenda {revision} ao Documento {symbol}-{letter}",
    "masthead.corr": "Corrigenda {revision} ao Documento {symbol}-{letter}",
    "masthead.original": "Versão original: {original}",
    "masthead.emblem": "Emblema da organização",
    "header.rev": "{symbol}(Rev.{revision})-{letter}",
    "header.add": "{symbol}(Add.{revision})-{letter}",
    "header.corr": "{symbol}(Corr.{revision})-{letter}",
    "header.page": "Pág. {page}",
    "box.summary": "Resumo",
    "box.action": "Ação solicitada",
    "box.references": "Referências",
    "box.purpose": "Finalidade",
    "box.expected": "Resultados previstos:",
    "box.priority": "Domínio prioritário:",
    "contact": "Contato:",
    "contact.name": "Nome/Organização/Entidade:",
    "contact.phone": "Telefone n.º:",
    "contact.email": "Correio eletrónico:",
    "annex.one": "ANEXO ÚNICO",
    "annex.many": "ANEXO n.º {number}",
}
FORMATS = """
[day]
first = "1º"
other = "{day}"

[date]
long = "{day} de {month} de {year}"  # same as: es
dash = "{day} de {month} de {year}"  # same as: es
from = "em {day} de {month} de {year}"
list = "no dia {day} de {month} de {year}"
"""
PERIODS = """
[range.NAME]
same_month = "BEGIN{day1}JOIN{day2} de {month2} de {year2}"  # same as: es
same_year = "BEGIN{day1} de {month1}JOIN{day2} de {month2} de {year2}"  # same as: es
other = "BEGIN{day1} de {month1} de {year1}JOIN{day2} de {month2} de {year2}"  # same as: es
"""
DIGITS = """
[digits]
group = "\\u00A0"
decimal = ","

[number]
plain = "{number}"
percent = "{number}%"
"""
EXAMPLES = """
[[example]]
value = [1998-04-01]
form = "long"
expected = "1º de abril de 1998"

[[example]]
value = [2022-06-06, 2022-06-16]
form = "from"
expected = "de 6 a 16 de junho de 2022"

[[example]]
value = 1300
form = "plain"
expected = "1\\u00A0300"
"""
SECTION = {
    "sections.context.heading": "Contexto",
    "p4": "Nos termos do número 141 da Constituição da UIT, entre duas Conferências de Plenipotenciários realiza-se uma Conferência "
    "Mundial de Desenvolvimento das Telecomunicações (CMDT).",
    "p5": "Nos termos da Resolução 77 (Rev. Dubai, 2018) da Conferência de Plenipotenciários, a CMDT fora prevista para o quarto "
    "trimestre de 2021.",
    "p6": "Na sua Resolução 31 (Rev. Buenos Aires, 2017), a CMDT declarou-se firmemente convencida de que os Estados-Membros têm "
    "tudo a ganhar em que o Setor do Desenvolvimento das Telecomunicações da UIT (UIT-D) coordene os seus trabalhos preparatórios "
    "em cada uma das seis regiões.",
}


def fill_in(project: Project) -> None:
    """What a translator does with the skeleton of the Portuguese pack."""
    folder = project.sources / "languages" / "pt"
    labels = polib.pofile(str(folder / "labels.po"), wrapwidth=0)
    for one in labels:
        one.msgstr = LABELS.get(one.msgctxt, one.msgstr)
    labels.save()
    cldr = Locale("pt", "PT")
    cities = {
        "geneva": "Genebra",
        "kigali": "Quigali",
        "addis-ababa": "Adis Abeba",
        "valletta": "Valeta",
        "hyderabad": "Hiderabade",
    }
    lines = (folder / "names.csv").read_text("utf-8").splitlines()
    for at, line in enumerate(lines[1:], 1):
        kind, code, form, *_ = line.split(",")
        found = {"country": cldr.territories, "language": cldr.languages, "city": cities, "region": {}}[kind].get(code)
        lines[at] = f"{kind},{code},{form},{found or code.title().replace('-', ' ') if kind != 'region' else code},a test"
    (folder / "names.csv").write_text("\n".join(lines) + "\n", "utf-8")
    periods = [("long", "", "-"), ("dash", "", "-"), ("from", "de ", " a "), ("list", "nos dias ", " e ")]
    tables = (PERIODS.replace("NAME", name).replace("BEGIN", start).replace("JOIN", join) for name, start, join in periods)
    (folder / "formats.toml").write_text(FORMATS + "".join(tables) + DIGITS, "utf-8")
    (folder / "examples.toml").write_text(EXAMPLES, "utf-8")


def found_in(project: Project, language: str) -> list[str]:
    return [one["code"] for one in json.loads(project.run("pack", "check", "--format", "json", language).stdout)]


def count(project: Project) -> dict[str, dict[str, dict[str, int]]]:
    return json.loads(project.run("status", "--format", "json").stdout)


def code_of() -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in (ROOT / "pipeline").rglob("*.py")}


@pytest.fixture
def portuguese(project: Project) -> Project:
    assert project.run("pack", "new", "--from", "fr", "pt").exit_code == 0
    fill_in(project)
    return project


def test_a_pack_is_begun_with_every_file_and_no_word_of_its_model(project: Project) -> None:
    result = project.run("pack", "new", "--from", "fr", "pt")
    assert result.exit_code == 0, result.output
    folder, model = project.sources / "languages/pt", project.sources / "languages/fr"
    assert {path.name for path in folder.iterdir()} == {path.name for path in model.iterdir()}
    about = (folder / "pack.toml").read_text("utf-8")
    for line in ('code = "pt"', 'endonym = "português"', 'letter = "P"', 'status = "draft"'):
        assert line in about
    mine = {one.msgctxt: one for one in polib.pofile(str(folder / "labels.po"))}
    theirs = {one.msgctxt: one for one in polib.pofile(str(model / "labels.po"))}
    assert {key: one.msgid for key, one in mine.items()} == {key: one.msgid for key, one in theirs.items()}
    assert mine["box.summary"].msgstr == ""
    assert mine["masthead.date"].msgstr == "{date:long}"
    active = "\n".join(line for line in (folder / "formats.toml").read_text("utf-8").splitlines() if not line.startswith("#"))
    assert not re.search(r'"(?:du|le|les) ', active)
    assert (folder / "README.md").read_text("utf-8").startswith("# português\n")


def test_the_check_of_a_pack_that_is_begun_says_what_is_left_to_do_and_no_more(project: Project) -> None:
    project.run("pack", "new", "--from", "fr", "pt")
    found = json.loads(project.run("pack", "check", "--format", "json", "pt").stdout)
    assert {one["code"] for one in found} == {"LG104", "LG201", "LG203", "LG211", "LG212"}
    assert sum("labels.po" in one["file"] for one in found) == len(LABELS)
    names = (project.sources / "languages/pt/names.csv").read_text("utf-8").splitlines()
    assert sum(one["code"] == "LG203" for one in found) == len(names) - 1
    fill_in(project)
    assert found_in(project, "pt") == ["LG212"]
    assert [code for language in PACKS for code in found_in(project, language)] == ["LG212"] * len(PACKS)


def test_a_pack_that_is_only_begun_is_not_built_with_another_languages_words(project: Project) -> None:
    project.run("pack", "new", "--from", "fr", "pt")
    result = project.run("build", COUNCIL, "--lang", "pt")
    assert result.exit_code == 1
    assert {"LG102", "XL206", "TX205"} <= set(re.findall(r"error ([A-Z]{2}\d{3})", result.stderr))
    assert not list((project.root / "build").rglob("*.docx"))


def test_a_pack_is_never_begun_over_another_nor_for_a_language_that_is_none(project: Project) -> None:
    before = (project.sources / "languages/es/labels.po").read_bytes()
    for arguments, code in (
        (("--from", "fr", "es"), "LG301"),
        (("--from", "fr", "xq"), "LG302"),
        (("--from", "fr", "../es"), "LG302"),
        (("--from", "xx", "pt"), "LG103"),
    ):
        result = project.run("pack", "new", *arguments)
        assert result.exit_code == 1
        assert code in result.stderr
    assert (project.sources / "languages/es/labels.po").read_bytes() == before
    assert sorted(path.name for path in (project.sources / "languages").iterdir()) == PACKS


def test_a_pack_from_right_to_left_or_with_a_letter_taken_is_begun_as_cldr_says(project: Project) -> None:
    for code, direction in (("he", "rtl"), ("fi", "ltr")):
        project.run("pack", "new", "--from", "zh", code, "--endonym", "x-y")
        folder = project.sources / "languages" / code
        assert f'direction = "{direction}"' in (folder / "layout.toml").read_text("utf-8")
        assert 'endonym = "x-y"' in (folder / "pack.toml").read_text("utf-8")
        assert not re.search(r"(?m)^[^#]*(SimSun|zh-CN)", (folder / "layout.toml").read_text("utf-8"))
    assert 'letter = "I"' in (project.sources / "languages/fi/pack.toml").read_text("utf-8")


def test_portuguese_is_added_as_a_folder_and_one_translated_section_without_code(portuguese: Project) -> None:
    code = code_of()
    result = portuguese.run("catalogue", "update", COUNCIL, "--lang", "pt")
    assert result.exit_code == 0, result.output
    path = portuguese.sources / COUNCIL / "translations" / "pt.po"
    catalogue = polib.pofile(str(path), wrapwidth=0)
    for one in catalogue:
        one.msgstr = SECTION.get(one.msgctxt, "")
    catalogue.save()
    total = len(catalogue)
    assert count(portuguese)[COUNCIL]["pt"] == {
        "original": 0,
        "fresh": len(SECTION),
        "stale": 0,
        "missing": total - len(SECTION),
        "orphan": 0,
    }

    result = portuguese.run("build", COUNCIL, "--lang", "pt")
    assert result.exit_code == 0, result.output
    assert f"draft: {total - len(SECTION)} unit(s) without translation, 0 to be looked at again" in result.stdout
    (word,) = (portuguese.root / "build" / COUNCIL).glob("*.docx")
    assert word.name == "C22-23-P.docx"
    assert list(faults(word.read_bytes())) == []
    lines = [text for _, text in paragraphs(word)]
    assert "Documento n.º C22/23-P" in lines
    assert "1\tContexto" in lines
    assert f"1.1\t{SECTION['p4']}" in lines
    assert "2 de março de 2022" in lines
    missing = [p for p in tree(word).iter(w("p")) if visible(p).startswith("2.1\t")]
    assert len(missing) == 1
    runs = [run for run in missing[0].iter(w("r")) if run.find(w("t")) is not None and "".join(run.itertext()).strip()]
    marked = [run for run in runs if run.find(f"{w('rPr')}/{w('highlight')}") is not None]
    assert len(marked) >= len(runs) - 1, "all but the number"
    assert {run.find(f"{w('rPr')}/{w('lang')}").get(w("val")) for run in marked} == {"fr-CH"}
    done = [p for p in tree(word).iter(w("p")) if visible(p).startswith("1.1\t")]
    assert done[0].find(f".//{w('highlight')}") is None

    result = portuguese.run("build", COUNCIL, "--lang", "pt", "--final")
    assert result.exit_code == 1
    assert f"{total - len(SECTION)} error(s), 0 warning(s)" in result.stderr
    assert result.stderr.count("error TR103") == 1, "what needs the same mend is told together"
    assert re.search(r"and (\d+) more in \S+pt\.po", result.stderr)
    assert "“p7” is not translated into “pt”" in result.stderr
    assert not list((portuguese.root / "build").glob("*/final/*.docx"))
    assert code_of() == code


def test_four_files_are_built_where_two_languages_are_asked_for(project: Project) -> None:
    result = project.run("build", "--lang", "ar zh")
    assert result.exit_code == 0, result.output
    made = sorted(path.name for path in (project.root / "build").rglob("*.docx"))
    assert made == ["C22-23-A.docx", "C22-23-C.docx", "TDAG-20-INF-1-A.docx", "TDAG-20-INF-1-C.docx"]


def test_a_fault_of_one_language_keeps_that_one_from_being_built_and_no_other(project: Project) -> None:
    path = project.sources / COUNCIL / "translations" / "es.po"
    catalogue = polib.pofile(str(path), wrapwidth=0)
    next(one for one in catalogue if one.msgctxt == "p4").msgstr += " {{no.such.fact}}"
    catalogue.save()
    result = project.run("build", COUNCIL)
    assert result.exit_code == 1
    assert {Path(name).name for name in re.findall(r"^error \w+  (\S+)", result.stderr, re.MULTILINE)} == {"es.po"}
    made = {path.name for path in (project.root / "build" / COUNCIL).glob("*.docx")}
    assert made == {f"C22-23-{letter}.docx" for letter in "AECFR"}
    assert "not all of it could be built" in result.stderr


def test_a_fault_of_one_pack_keeps_that_language_from_being_built_and_no_other(project: Project) -> None:
    (project.sources / "languages/es/formats.toml").write_text("[date\n", "utf-8")
    result = project.run("build", COUNCIL)
    assert result.exit_code == 1
    assert "FI201" in result.stderr
    assert len(list((project.root / "build" / COUNCIL).glob("*.docx"))) == len(PACKS) - 1


def test_the_status_is_a_table_of_documents_and_languages(project: Project) -> None:
    project.edit("01-contexte.md", "se réunit dans", "est réunie dans")
    project.append("06-partner2connect.md", "Un paragraphe nouveau. {#p201}")
    result = project.run("status")
    assert result.exit_code == 0
    rows = [line.split() for line in result.stdout.splitlines()]
    assert rows[0] == ["original", "fresh", "stale", "missing", "orphan"]
    assert len(rows) == 1 + 2 * len(PACKS)
    counted = {tuple(row[:2]): row[2:] for row in rows[1:]}
    units = int(counted[COUNCIL, "fr"][0])
    assert counted[COUNCIL, "fr"] == [str(units), "-", "-", "-", "-"]
    assert counted[COUNCIL, "es"] == ["-", str(units - 2), "1", "1", "-"]
    assert len({len(line) for line in result.stdout.splitlines()}) == 1, "aligned"
    assert count(project)[COUNCIL]["es"] == {"original": 0, "fresh": units - 2, "stale": 1, "missing": 1, "orphan": 0}
    assert set(count(project)) == {COUNCIL, TDAG}
    assert project.run("status", COUNCIL).stdout.count("\n") == 1 + len(PACKS)


def test_the_status_of_a_language_without_catalogue_is_that_all_is_missing(project: Project) -> None:
    (project.sources / COUNCIL / "translations" / "es.po").unlink()
    counted = count(project)[COUNCIL]
    assert counted["es"]["missing"] == counted["fr"]["original"]


def test_a_catalogue_that_cannot_be_read_is_named_and_the_others_are_counted(project: Project) -> None:
    (project.sources / COUNCIL / "translations" / "es.po").write_text("no catalogue\n", "utf-8")
    result = project.run("status", COUNCIL)
    assert result.exit_code == 1
    assert "TR101" in result.stderr
    assert result.stdout.count("\n") == len(PACKS)


def test_a_catalogue_is_made_for_a_language_that_is_named_and_has_a_pack(project: Project) -> None:
    path = project.sources / COUNCIL / "translations" / "es.po"
    path.unlink()
    assert project.run("catalogue", "update", COUNCIL).exit_code == 0
    assert not path.exists()
    result = project.run("catalogue", "update", COUNCIL, "--lang", "es,fr")
    assert result.exit_code == 0
    assert re.search(r"es\.po: (\d+) new, 0 to be looked at again, \1 without translation", result.stdout)
    assert "X-Source-Language: fr" in path.read_text("utf-8")
    assert not (path.parent / "fr.po").exists(), "the language that the document is written in"
    result = project.run("catalogue", "update", COUNCIL, "--lang", "xx")
    assert result.exit_code == 1
    assert "LG103" in result.stderr


@pytest.mark.parametrize("command", [["status"], ["catalogue", "update"]])
def test_a_document_that_there_is_not_is_said_to_be_none(project: Project, command: list[str]) -> None:
    result = project.run(*command, "nothing")
    assert result.exit_code == 1
    assert "FS104" in result.stderr


def test_a_catalogue_without_a_pack_is_named_and_keeps_nothing_from_being_built(project: Project) -> None:
    folder = project.sources / COUNCIL / "translations"
    (folder / "en.po").rename(folder / "english.po")
    result = project.run("build", COUNCIL)
    assert result.exit_code == 0
    assert "LG106" in result.stderr
    assert not (project.root / "build" / COUNCIL / "C22-23-E.docx").exists()
