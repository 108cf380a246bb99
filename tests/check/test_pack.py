"""Language packs with faults of every kind, each named; and the committed ones, which have none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.messages import languages
from tests.conftest import ROOT
from tests.project import Project

PACKS = sorted(path.parent.name for path in (ROOT / "sources" / "languages").glob("*/pack.toml"))
UNSIGNED = ("LG212", "pack.toml")

# What is changed in which file of which pack, and what is said of it: code and file.
FAULTS = {
    "a label is missing": ("es", "labels.po", 'msgctxt "box.summary"\nmsgid "Summary"\nmsgstr "Resumen"\n', "", "LG201"),
    "a label is empty": ("es", "labels.po", 'msgstr "Resumen"', 'msgstr ""', "LG201"),
    "a label that no pack knows": (
        "es",
        "labels.po",
        'msgctxt "annex.one"',
        'msgctxt "box.sumary"\nmsgid "Summary"\nmsgstr "Breve"\n\nmsgctxt "annex.one"',
        "LG202",
    ),
    "a pattern is missing": ("fr", "formats.toml", 'percent = "{number}%" # 69%: CLDR has a no-break space', "", "LG201"),
    "a setting of the layout that no pack knows": (
        "fr",
        "layout.toml",
        'direction = "ltr"',
        'direction = "ltr"\nitalics = 1',
        "LG202",
    ),
    "a list label is missing": ("fr", "layout.toml", 'CAPITAL = "{sign})"\n', "", "LG201"),
    "a name is missing": ("ru", "names.csv", "region,ASP,long,Азиатско-Тихоокеанский регион,council documents\n", "", "LG203"),
    "a name is empty": ("ru", "names.csv", "ASP,long,Азиатско-Тихоокеанский регион,council documents", "ASP,long,,", "LG203"),
    "a label is another language's": ("es", "labels.po", 'msgstr "Resumen"', 'msgstr "Résumé"', "LG204"),
    "a pattern is another language's": (
        "es",
        "formats.toml",
        "del {day1} al {day2} de {month2} de {year2}",
        "du {day1} au {day2} {month2} {year2}",
        "LG204",
    ),
    "two labels have one wording": ("es", "labels.po", 'msgstr "Referencias"', 'msgstr "Resumen"', "LG205"),
    "a letter of another script": ("ru", "labels.po", 'msgstr "Резюме"', 'msgstr "Peзюме"', "LG206"),
    "a label in another script": ("ar", "labels.po", 'msgstr "ملخص"', 'msgstr "Podsumowanie"', "LG206"),
    "a name in another script": ("zh", "names.csv", "city,geneva,short,日内瓦", "city,geneva,short,Geneva", "LG206"),
    "letters in their shape on the page": ("ar", "labels.po", 'msgstr "ملخص"', 'msgstr "ﻣﻠﺨﺺ"', "LG207"),
    "a place is lost": ("es", "labels.po", 'msgstr "Original: {original}"', 'msgstr "Original:"', "LG208"),
    "a place is not one": ("zh", "labels.po", 'msgstr "第{page}页"', 'msgstr "第{seite}页"', "LG208"),
    "an example fails": (
        "fr",
        "examples.toml",
        'expected = "18-19 janvier 2021"',
        'expected = "18 - 19 janvier 2021"',
        "LG209",
    ),
    "an example of an unknown pattern": (
        "fr",
        "examples.toml",
        'form = "dash"\nexpected = "18-19 janvier 2021"',
        'form = "dsh"\nexpected = "18-19 janvier 2021"',
        "LG210",
    ),
    "an example of nothing": ("fr", "examples.toml", "value = [2021-01-18, 2021-01-19]\nform", "value = true\nform", "LG210"),
    "an example without its wording": ("fr", "examples.toml", 'expected = "18-19 janvier 2021"', 'expected = ""', "LG211"),
    "signed by nobody": ("fr", "pack.toml", 'status = "draft" ', 'status = "signed" ', "LG213"),
    "a code that is not the folder's": ("fr", "pack.toml", 'code = "fr"', 'code = "fra"', "LG216"),
    "an accent by itself": ("fr", "labels.po", 'msgstr "Résumé"', 'msgstr "Re\u0301sume\u0301"', "LG217"),
    "the letter of another": ("fr", "pack.toml", 'letter = "F" ', 'letter = "E" ', "LG218"),
    "a rule that is no expression": (
        "fr",
        "typography.toml",
        "[[forbid]]\npattern = '\\(\\s'",
        "[[forbid]]\npattern = '(\\s'",
        "FI208",
    ),
    "a term that is not understood": ("fr", "terms.csv", "council,preferred,Conseil,", "council,prefered,Conseil,", "LG104"),
    "a locale that CLDR does not know": ("fr", "pack.toml", 'locale = "fr" ', 'locale = "frx" ', "FI205"),
}


def checked(project: Project, *arguments: str) -> list[tuple[str, str]]:
    """The codes that `council pack check` gives, each with its file."""
    found = json.loads(project.run("pack", "check", "--format", "json", *arguments).stdout)
    return [(one["code"], Path(one["file"]).name) for one in found]


def plant(project: Project, name: str) -> tuple[str, tuple[str, str]]:
    language, file, old, new, code = FAULTS[name]
    path = project.sources / "languages" / language / file
    text = path.read_text("utf-8")
    assert text.count(old) == 1, (name, text.count(old))
    path.write_text(text.replace(old, new), "utf-8", newline="\n")
    return language, (code, file)


def test_the_committed_packs_have_no_error_and_each_is_unsigned(project: Project) -> None:
    assert checked(project) == [UNSIGNED] * len(PACKS)
    result = project.run("pack", "check")
    assert result.exit_code == 0
    assert result.stdout == f"{len(PACKS)} language pack(s) checked: no error\n"
    assert result.stderr.count("note LG212") == 1
    assert all(f"the pack “{language}”" in result.stderr for language in PACKS)


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_a_pack_is_named_once_and_nothing_else_is(project: Project, name: str) -> None:
    language, said = plant(project, name)
    found = checked(project, language)
    # A pattern or a letter that is changed or missing fails each of its examples too.
    fails_examples = said[1] == "formats.toml" or said[0] == "LG218"
    brought = {("LG209", "examples.toml"), ("LG210", "examples.toml")} if fails_examples else set()
    assert found.count(said) == 1
    assert set(found) - brought <= {said, UNSIGNED}


def test_what_is_not_understood_is_told_as_it_is_typed(project: Project) -> None:
    folder = project.sources / "languages/fr"
    for file, old, new in (
        ("examples.toml", "value = [2021-01-18, 2021-01-19]\nform", "form"),
        ("typography.toml", "pattern = '\\(\\s'\nmessage = ", "pattern = '\\(\\s'\nwords = "),
        ("typography.toml", "[[forbid]]\npattern = '\\d\\s%", "[[forbid]]\npattern = '(\\d\\s%"),
    ):
        text = (folder / file).read_text("utf-8")
        assert text.count(old) == 1
        (folder / file).write_text(text.replace(old, new), "utf-8", newline="\n")
    found = json.loads(project.run("pack", "check", "--format", "json", "fr").stdout)
    messages = [one["message"] for one in found if one["code"] in ("LG104", "LG210")]
    assert messages == [
        "the example is not understood: form, expected",
        "“[[forbid]] \\(\\s” is not understood",
    ]
    assert [one["place"] for one in found if one["code"] == "FI208"] != []


def test_a_pattern_that_is_changed_fails_each_of_its_examples(project: Project) -> None:
    path = project.sources / "languages/fr/formats.toml"
    path.write_text(path.read_text("utf-8").replace('first = "1er" ', 'first = "{day}" '), "utf-8")
    found = checked(project, "fr")
    assert set(found) == {("LG209", "examples.toml"), UNSIGNED}
    assert len(found) > 2


def test_a_file_that_the_others_have_is_missed(project: Project) -> None:
    (project.sources / "languages/es/README.md").unlink()
    (project.sources / "languages/es/examples.toml").unlink()
    assert checked(project, "es") == [("LG214", "README.md"), ("LG214", "examples.toml"), UNSIGNED]


def test_twelve_faults_in_one_pack_are_all_named_at_once(project: Project) -> None:
    folder = project.sources / "languages" / "es"
    edits = [
        ("labels.po", 'msgctxt "annex.many"', 'msgctxt "annex.some"'),
        ("labels.po", 'msgstr "Objeto"', 'msgstr "Objet"'),
        ("labels.po", 'msgstr "Referencias"', 'msgstr "Resumen"'),
        ("labels.po", 'msgstr "ANEXO"', 'msgstr "АNEXO"'),
        ("labels.po", 'msgstr "Página {page}"', 'msgstr "Página"'),
        ("labels.po", 'msgstr "Correo-e:"', 'msgstr "Correo-e: \ufe8d"'),
        ("names.csv", "country,CH,short,Suiza,UN names\n", ""),
        ("formats.toml", 'percent = "', 'per_cent = "'),
        ("pack.toml", 'status = "draft" ', 'status = "approved" '),
        ("pack.toml", 'letter = "S" ', 'letter = "E" '),
        ("typography.toml", "pattern = '", "pattern = '("),
    ]
    for file, old, new in edits:
        text = (folder / file).read_text("utf-8")
        assert old in text, old
        (folder / file).write_text(text.replace(old, new, 1), "utf-8", newline="\n")
    text = (folder / "terms.csv").read_text("utf-8")
    (folder / "terms.csv").write_text(f"{text}wtdc,wrong,CMDT,CMDT,x\n", "utf-8", newline="\n")
    codes = {code for code, _ in checked(project, "es")}
    assert codes >= {"LG104", "LG201", "LG202", "LG203", "LG204", "LG205", "LG206", "LG207", "LG208", "LG213", "LG218"}
    found = checked(project, "es")
    assert ("FI208", "typography.toml") in found
    assert ("LG104", "terms.csv") in found
    assert {("LG201", "labels.po"), ("LG201", "formats.toml"), ("LG202", "labels.po"), ("LG202", "formats.toml")} <= set(found)


def test_where_both_are_rightly_the_same_either_may_say_so(project: Project) -> None:
    for code in ("en", "fr"):
        path = project.sources / "languages" / code / "labels.po"
        text = path.read_text("utf-8")
        comment = f'#. same as: {"fr" if code == "en" else "en"}\nmsgctxt "contact"'
        assert comment in text
        path.write_text(text.replace(comment, 'msgctxt "contact"'), "utf-8")
    assert checked(project, "en", "fr").count(("LG204", "labels.po")) == 2
    path.write_text(path.read_text("utf-8").replace('msgctxt "contact"\n', '# same as: en\nmsgctxt "contact"\n'), "utf-8")
    assert checked(project, "en", "fr") == [UNSIGNED] * 2


def test_a_pack_can_be_compared_with_one_other_only(project: Project) -> None:
    (project.sources / "languages/es/names.csv").write_text("kind,code,form,name,origin\n", "utf-8")
    assert checked(project, "fr", "--against", "es") == [UNSIGNED]
    assert ("LG203", "names.csv") in checked(project, "es", "--against", "fr")
    assert checked(project, "fr", "--against", "xx") == [("LG103", "xx")]
    assert checked(project, "xx") == [("LG103", "xx")]


def test_a_pack_alone_is_compared_with_nothing(project: Project) -> None:
    for code in PACKS:
        if code != "fr":
            (project.sources / "languages" / code / "pack.toml").unlink()
    assert checked(project) == [UNSIGNED]


def test_a_signed_pack_is_silent(project: Project) -> None:
    path = project.sources / "languages/fr/pack.toml"
    text = path.read_text("utf-8").replace('status = "draft"', 'status = "signed"')
    path.write_text(
        text.replace('reviewer = ""', 'reviewer = "A. N."').replace('reviewed_on = ""', "reviewed_on = 2026-01-05"), "utf-8"
    )
    assert checked(project, "fr") == []


@pytest.mark.parametrize("ui", languages())
def test_faults_are_said_in_every_language_of_the_messages(project: Project, ui: str) -> None:
    plant(project, "a label is missing")
    result = project.run("pack", "check", "es", env={"COUNCIL_UI": ui})
    assert "LG201" in result.stderr
    assert "box.summary" in result.stderr
