"""The files that a build makes: sound, the same each time, with all they should hold and nothing they should not."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from pipeline.check.package import faults
from pipeline.model.dump import dumped, loaded
from pipeline.wml.names import w
from pipeline.write.zipped import parts_hash
from tests.conftest import ROOT
from tests.project import COUNCIL, TDAG, Project, paragraphs, parts, tree, visible
from tests.validator import available, findings

FILES = {COUNCIL: "C22-23-F", TDAG: "TDAG-20-INF-1-F"}
BOTH = pytest.mark.parametrize("document", FILES)
KINDS = pytest.mark.parametrize("final", [False, True], ids=["draft", "final"])


@BOTH
@KINDS
def test_every_file_is_free_of_faults(project: Project, document: str, final: bool) -> None:
    path = project.built(document, final=final)
    assert path.stem == FILES[document]
    assert list(faults(path.read_bytes())) == []


@pytest.mark.skipif(available() is not None, reason=available() or "")
def test_the_open_xml_sdk_finds_nothing(project: Project) -> None:
    paths = [project.built(document, final=final) for document in FILES for final in (False, True)]
    assert findings([*paths, *project.templates.glob("*.docx")]) == []


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_makes_a_pdf_of_each(project: Project, tmp_path: Path) -> None:
    paths = [project.built(document) for document in FILES]
    profile = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    for stem in FILES.values():
        assert (tmp_path / f"{stem}.pdf").read_bytes().startswith(b"%PDF-")


def test_the_same_sources_give_the_same_bytes_in_another_folder(project: Project, tmp_path: Path) -> None:
    other = Project.copied(ROOT, tmp_path / "ailleurs, là-bas")
    for document in FILES:
        for final in (False, True):
            first, second = project.built(document, final=final), other.built(document, final=final)
            for suffix in (".docx", ".json"):
                assert first.with_suffix(suffix).read_bytes() == second.with_suffix(suffix).read_bytes()
            assert (first.parent / "manifest.json").read_text() == (second.parent / "manifest.json").read_text()
    again = project.built(COUNCIL).read_bytes()
    assert again == other.built(COUNCIL).read_bytes()


def test_source_date_epoch_is_the_time_of_the_properties_and_nothing_else_changes(project: Project) -> None:
    plain = parts(project.built())
    project.run("build", COUNCIL, env={"SOURCE_DATE_EPOCH": "1700000000"})
    dated = parts(project.root / "build" / COUNCIL / "C22-23-F.docx")
    assert {name for name in plain if plain[name] != dated[name]} == {"docProps/core.xml"}
    assert b"2023-11-14T22:13:20Z" in dated["docProps/core.xml"]
    assert b"2022-03-02T00:00:00Z" in plain["docProps/core.xml"]


def test_every_entry_of_the_package_has_the_same_fixed_date(project: Project) -> None:
    with zipfile.ZipFile(project.built()) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"


@BOTH
def test_the_core_properties_say_what_the_document_is(project: Project, document: str) -> None:
    core = etree.fromstring(parts(project.built(document))["docProps/core.xml"])
    said = {etree.QName(node).localname: node.text for node in core}
    title = next(row["value"] for row in project.rows("settings", document) if row["key"] == "title")
    assert said["title"] == title
    assert said["language"] == "fr-CH"
    assert said["subject"]
    assert said["keywords"] in ("C22/23-F", "TDAG-20/INF/1-F")
    assert "creator" not in said


@BOTH
def test_the_language_is_set_on_the_styles_and_on_every_run_of_text(project: Project, document: str) -> None:
    path = project.built(document)
    styles = tree(path, "word/styles.xml")
    assert styles.find(f"{w('docDefaults')}//{w('lang')}").get(w("val")) == "fr-CH"
    for run in tree(path).iter(w("r")):
        if any(node.text and node.text.strip("_") for node in run.iter(w("t"))):
            assert run.find(f"{w('rPr')}/{w('lang')}").get(w("val")) == "fr-CH"


@BOTH
def test_no_empty_paragraph_serves_as_space(project: Project, document: str) -> None:
    path = project.built(document)
    empty = [p for p in tree(path).iter(w("p")) if not visible(p).strip() and p.find(f".//{w('drawing')}") is None]
    assert all(p.getparent().tag == w("tc") for p in empty), "only a cell without text may hold one"


def test_every_part_that_holds_no_slot_is_carried_over(project: Project) -> None:
    template, made = parts(project.templates / "council.docx"), parts(project.built(final=True))
    changed = {name for name in template if made.get(name) != template[name]}
    assert changed <= {
        "word/document.xml",
        "word/header1.xml",
        "word/footer2.xml",
        "word/_rels/document.xml.rels",
        "word/styles.xml",
        "word/settings.xml",
        "docProps/core.xml",
        "docProps/app.xml",
    }
    assert made["word/media/emblem.png"] == template["word/media/emblem.png"]


def test_a_final_says_nothing_of_where_it_comes_from(project: Project) -> None:
    path = project.built(TDAG, final=True)
    made = parts(path)
    assert not [name for name in made if name.startswith("customXml") or name == "docProps/custom.xml"]
    names = {
        node.get(w("name")) for part in made if part.endswith(".xml") for node in tree(path, part).iter(w("bookmarkStart"))
    }
    fields = "".join(node.text or "" for node in tree(path).iter(w("instrText")))
    assert names
    assert all(name in fields for name in names), "only the bookmarks that REF fields use"
    for data in made.values():
        assert str(project.root).encode() not in data
        assert b"_u_" not in data


def test_a_draft_marks_each_unit_and_says_what_it_is(project: Project) -> None:
    path = project.built()
    about = json.loads(tree(path, "customXml/item1.xml").text)
    assert about["document"] == COUNCIL
    assert about["language"] == "fr"
    units = {unit["id"]: unit for unit in about["units"]}
    assert units["p10"]["number"] == "2.4"
    assert units["p10"]["sources"] == [f"{COUNCIL}/text/02-lieu-et-dates.md 4:1"]
    assert units["rpm.rpm-eur.rpm-dates"]["sources"][0].startswith(f"{COUNCIL}/document.xlsx meetings!")
    marks = {node.get(w("name")) for node in tree(path).iter(w("bookmarkStart"))}
    assert units["p10"]["bookmark"] in marks
    assert len({unit["bookmark"] for unit in units.values()}) == len(units)


def test_cross_references_are_fields_to_the_number_they_show(project: Project) -> None:
    root = tree(project.built(final=True))
    codes = [node.text.split()[1] for node in root.iter(w("instrText")) if node.text.strip().startswith("REF")]
    assert codes
    for name in codes:
        (start,) = [node for node in root.iter(w("bookmarkStart")) if node.get(w("name")) == name]
        assert visible(start.getnext()).count(".") == 1, "the bookmark spans the number alone"


def test_the_bookmarks_that_the_editor_named_are_in_the_draft(project: Project) -> None:
    names = {node.get(w("name")) for node in tree(project.built(TDAG)).iter(w("bookmarkStart"))}
    assert {"Proposal", "Regions", "ReformGroup", "StrategicPlan"} <= names


def test_footnotes_are_numbered_in_reading_order(project: Project) -> None:
    path = project.built(TDAG)
    calls = [node.get(w("id")) for node in tree(path).iter(w("footnoteReference"))]
    bodies = [node.get(w("id")) for node in tree(path, "word/footnotes.xml") if node.get(w("type")) is None]
    assert calls == bodies == ["1", "2", "3"]


def test_the_settled_document_comes_back_from_its_json(project: Project) -> None:
    for document in FILES:
        text = project.built(document).with_suffix(".json").read_text("utf-8")
        assert dumped(loaded(text)) == text


def test_the_manifest_names_inputs_outputs_and_units_by_hash(project: Project) -> None:
    path = project.built()
    manifest = json.loads((path.parent / "manifest.json").read_text("utf-8"))
    inputs = {entry["path"]: entry["sha256"] for entry in manifest["inputs"]}
    for name in (f"sources/{COUNCIL}/document.xlsx", "templates/council.docx", "sources/languages/fr/labels.po"):
        assert inputs[name] == hashlib.sha256((project.root / name).read_bytes()).hexdigest()
    (word,) = [entry for entry in manifest["outputs"] if entry["path"] == path.name]
    assert word["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert word["parts"] == parts_hash(parts(path))
    assert word["compressor"].startswith("zlib ")
    units = {unit["id"]: unit for unit in manifest["units"]}
    assert units["p10"]["number"] == {"fr": "2.4"}
    assert {"settings.title", "line.symbol", "rpm.rpm-eur.rpm-host", "agenda.pp-18", "p54"} <= set(units)


def test_the_masthead_says_what_a_reader_expects(project: Project) -> None:
    texts = [text for _, text in paragraphs(project.built())]
    assert texts[:8] == [
        "Conseil 2022",
        "Genève, 21-31 mars 2022",
        "",
        "Point de l'ordre du jour: PL 1.2",
        "Document C22/23-F",
        "2 mars 2022",
        "Original: anglais",
        "Rapport du Secrétaire général",
    ]


def test_tables_repeat_their_header_and_no_row_breaks(project: Project) -> None:
    rpm, irm = tree(project.built()).findall(f"{w('body')}/{w('tbl')}")[2:4]
    heads = [row.find(f"{w('trPr')}/{w('tblHeader')}") is not None for row in rpm.iter(w("tr"))]
    assert heads == [True, *[False] * 6]
    assert all(row.find(f"{w('trPr')}/{w('tblHeader')}") is None for row in irm.iter(w("tr")))
    assert all(row.find(f"{w('trPr')}/{w('cantSplit')}") is not None for row in (*rpm.iter(w("tr")), *irm.iter(w("tr"))))


def test_a_language_without_pack_is_refused_with_those_there_are(project: Project) -> None:
    result = project.run("build", COUNCIL, "--lang", "xx")
    assert result.exit_code == 1
    assert "LG103" in result.stderr


@pytest.mark.parametrize("epoch", ["x", "-1", "1.5", "1e9", " 1700000000", "٣", "253402300800", "9" * 400])
def test_a_time_that_is_none_is_a_wrong_command_line(project: Project, epoch: str) -> None:
    result = project.run("build", COUNCIL, env={"SOURCE_DATE_EPOCH": epoch})
    assert result.exit_code == 2
    assert f"SOURCE_DATE_EPOCH is “{epoch}”" in result.stderr
    assert not (project.root / "build").exists()


@pytest.mark.parametrize(
    ("epoch", "said"), [("", None), ("0", "1970-01-01T00:00:00Z"), ("253402300799", "9999-12-31T23:59:59Z")]
)
def test_the_time_of_the_properties_is_that_of_the_epoch(project: Project, epoch: str, said: str | None) -> None:
    result = project.run("build", COUNCIL, "--lang", "fr", env={"SOURCE_DATE_EPOCH": epoch})
    assert result.exit_code == 0, result.output
    core = etree.fromstring(parts(project.root / "build" / COUNCIL / "C22-23-F.docx")["docProps/core.xml"])
    (created,) = [node.text for node in core if etree.QName(node).localname == "created"]
    assert created == (said or "2022-03-02T00:00:00Z")


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        (
            "labels.po",
            'msgctxt "box.summary"\nmsgid "Summary"\nmsgstr "Résumé"',
            'msgctxt "box.summary"\nmsgid "Summary"\nmsgstr ""',
            "LG102",
        ),
        ("names.csv", "region,EUR,short,EUR,", "region,EUR,short,,", "TX205"),
    ],
)
def test_a_wording_that_is_still_to_be_found_stops_a_build_that_needs_it(
    project: Project, file: str, old: str, new: str, code: str
) -> None:
    path = project.sources / "languages" / "fr" / file
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")
    assert code in [found for found, _, _ in project.issues(COUNCIL)]
    assert project.run("build", COUNCIL, "--lang", "fr").exit_code == 1


def test_a_file_that_cannot_be_replaced_keeps_no_other_from_being_written(project: Project) -> None:
    folder = project.root / "build" / COUNCIL
    folder.mkdir(parents=True)
    (folder / "~$2-23-A.docx").touch()
    (folder / "C22-23-S.docx").mkdir()
    result = project.run("build", COUNCIL)
    assert result.exit_code == 3
    assert "FS106" in result.stderr
    assert "FS114" in result.stderr
    assert "C22-23-A.new.docx" in result.stderr
    made = {path.name for path in folder.iterdir() if path.is_file()}
    words = {*(f"C22-23-{letter}.docx" for letter in "EFRC"), "C22-23-A.new.docx"}
    assert made == {*words, *(f"C22-23-{letter}.json" for letter in "EFSRCA"), "manifest.json", "~$2-23-A.docx"}
