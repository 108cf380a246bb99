"""What an editor adds needs the sources only, no code: each kind of addition, seen in the text of the document."""

from __future__ import annotations

import datetime

import openpyxl
import pytest

from pipeline.check.package import faults
from pipeline.wml.names import w
from tests.project import COUNCIL, Project, paragraphs, tree, visible


@pytest.fixture(autouse=True)
def _every_document_built_here_is_sound(project: Project):
    yield
    for path in project.root.glob("build/**/*.docx"):
        assert list(faults(path.read_bytes())) == []


def test_a_paragraph_is_a_line_and_fmt_renumbers_those_after_it(project: Project) -> None:
    project.edit("02-lieu-et-dates.md", "2.5\t", "2.5\tUn nouveau paragraphe.\n2.5\t")
    assert project.issues(COUNCIL) != []
    assert project.run("fmt").exit_code == 0
    assert project.issues(COUNCIL) == []
    text = project.text()
    assert "\n2.5  Un nouveau paragraphe.\n2.6  Dans une lettre" in text
    assert "\n2.14  Le nouveau lieu" in text
    assert "(voir le paragraphe 2.6)" in text, "the cross reference follows"


def test_a_section_is_a_row_and_a_fragment(project: Project) -> None:
    project.append("07-suite.md", "7.1\tUn premier paragraphe. {#p55}\n# Un intertitre {#p56}\n7.2\tUn second. {#p57}")
    project.add_row("sections", id="next", order=6.5, type="section", numbered="yes", heading="Suite", fragment="07-suite.md")
    assert "\n7  Suite\n\n7.1  Un premier paragraphe.\n\nUn intertitre\n\n7.2  Un second.\n" in project.text()
    assert ("Heading1", "7\tSuite") in paragraphs(project.built())


def test_a_table_column_is_a_row_of_the_tables_sheet(project: Project) -> None:
    project.add_row("tables", id="rpm-note", parent="rpm", order=5, header="Observations", width=20, pattern="{note|néant}")
    project.set_value("meetings", "rpm-arb", "note", "en trois langues")
    text = project.text()
    assert "Région | Dates | Pays hôte virtuel | Documents finals | Observations\n" in text
    assert "| en trois langues\n" in text
    table = tree(project.built()).findall(f".//{w('tbl')}")[2]
    assert [len(row.findall(w("tc"))) for row in table.iter(w("tr"))] == [5] * 7


def test_a_column_of_ones_own_in_a_sheet_can_be_printed(project: Project) -> None:
    book = openpyxl.load_workbook(project.workbook())
    book["meetings"]["N1"] = "participants"
    book["meetings"]["N2"] = 1300
    book.save(project.workbook())
    project.add_row("tables", id="rpm-n", parent="rpm", order=5, header="Participants", width=10, pattern="{participants|--}")
    assert "| 1\u00a0300\n" in project.text()


def test_a_whole_new_table_is_a_sheet_and_rows_of_the_tables_sheet(project: Project) -> None:
    project.add_sheet(
        "partners",
        [
            ["id", "name", "since", "share"],
            ["one", "Premier *partenaire*", datetime.date(2021, 9, 1), 40],
            ["two", "Second partenaire", datetime.date(2022, 1, 15), 60],
        ],
    )
    project.add_row("tables", id="partners", order=9, form="table", sheet="partners", sort="since")
    for order, (header, pattern) in enumerate([("Nom", "{name}"), ("Depuis", "{since:long}"), ("Part", "{share:percent}")]):
        project.add_row("tables", id=f"partners-{order}", parent="partners", order=order, header=header, pattern=pattern)
    project.append("06-partner2connect.md", "[[table: partners]]")
    text = project.text()
    assert (
        "Nom | Depuis | Part\nPremier *partenaire* | 1er septembre 2021 | 40%\nSecond partenaire | 15 janvier 2022 | 60%"
        in text
    )
    project.built()


def test_an_agenda_item_is_a_row_and_the_items_after_it_count_on(project: Project) -> None:
    project.add_row("agenda", id="new", parent="part-programme", level="item", order=1.5, label="Un nouveau point")
    text = project.text()
    assert "\n5  Résultats" in text
    assert "\n6  Un nouveau point\n7  " in text
    assert "\n15  Divers\n" in text


def test_a_second_annex_is_a_row_and_both_are_numbered(project: Project) -> None:
    project.append("annexe-2.md", "1\tUn premier point. {#p58}\n2\tUn second. {#p59}")
    project.add_row(
        "sections", id="annex-two", order=8, type="annex", numbered="no", heading="Calendrier", fragment="annexe-2.md"
    )
    text = project.text()
    assert "ANNEXE 1 — Projet" in text
    assert "ANNEXE 2 — Calendrier\n\n1  Un premier point.\n2  Un second." in text
    assert [text for style, text in paragraphs(project.built()) if style == "AnnexNo"] == ["ANNEXE 1", "ANNEXE 2"]


def test_a_seventh_region_is_a_line_of_the_language_pack(project: Project) -> None:
    row = {"start": datetime.date(2021, 5, 3), "end": datetime.date(2021, 5, 4), "mode": "virtual", "host": "CH"}
    project.add_row("meetings", id="rpm-pac", type="rpm", order=7, region="PAC", url="https://www.itu.int/", **row)
    assert {code for code, _, _ in project.issues(COUNCIL)} == {"XL206"}
    for names in project.sources.glob("languages/*/names.csv"):
        names.write_text(names.read_text("utf-8") + "region,PAC,short,PAC,a test\n", "utf-8")
    assert project.issues(COUNCIL) == []
    assert "RPM-PAC | 3-4 mai 2021 (virtuelle) | Suisse | " in project.text()


def test_a_revision_shows_in_masthead_header_and_file_name(project: Project) -> None:
    project.set_value("settings", "revision_kind", "value", "rev")
    project.set_value("settings", "revision_number", "value", 1)
    path = project.built()
    assert path.name == "C22-23(Rev.1)-F.docx"
    assert ("Mastheadref", "Révision 1 au Document C22/23-F") in paragraphs(path)
    (header,) = [visible(p) for p in tree(path, "word/header1.xml") if "C22" in visible(p)]
    assert header == "C22/23(Rev.1)-F"


def test_a_field_of_the_box_is_a_row_of_the_settings(project: Project) -> None:
    project.append("box-objet.md", "Informer le Conseil. {#p60}")
    project.add_row("settings", key="box.purpose", value="box-objet.md")
    assert "| Objet\n| Informer le Conseil.\n" in project.text()
