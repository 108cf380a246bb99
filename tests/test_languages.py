"""The page in each language: sound files, the right tags, fonts and directions, the same structure as the source."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from pipeline.check.package import faults
from pipeline.wml.names import w
from tests.conftest import ROOT
from tests.project import COUNCIL, TDAG, Project, parts, tree, visible
from tests.validator import available, findings

PACKS = ROOT / "sources" / "languages"
LAYOUTS: dict[str, dict[str, Any]] = {
    folder.name: tomllib.loads((folder / "layout.toml").read_text("utf-8")) for folder in PACKS.iterdir()
}
ABOUT = {folder.name: tomllib.loads((folder / "pack.toml").read_text("utf-8")) for folder in PACKS.iterdir()}
RTL = [code for code, layout in LAYOUTS.items() if layout["direction"] == "rtl"]
HAN = [code for code, layout in LAYOUTS.items() if layout.get("fonts", {}).get("east_asian")]
STEMS = {COUNCIL: "C22-23", TDAG: "TDAG-20-INF-1"}
_ARABIC = re.compile("[\u0600-\u06ff]")
_LATIN = re.compile("[A-Za-zÀ-ɏЀ-ӿ]")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Path]:
    """Both documents in every language, built once."""
    project = Project.copied(ROOT, tmp_path_factory.mktemp("six"))
    result = project.run("build")
    assert result.exit_code == 0, result.output
    return {
        (document, code): project.root / "build" / document / f"{STEMS[document]}-{about['letter']}.docx"
        for document in STEMS
        for code, about in ABOUT.items()
    }


EACH = pytest.mark.parametrize(("document", "code"), [(document, code) for document in STEMS for code in sorted(ABOUT)])


def test_one_command_builds_both_documents_in_all_six_languages(built: dict[tuple[str, str], Path]) -> None:
    assert len(built) == 12
    assert {path.stem.rpartition("-")[2] for path in built.values()} == set("EFSRCA")
    assert all(path.is_file() for path in built.values())


@EACH
def test_every_file_is_free_of_faults(built: dict[tuple[str, str], Path], document: str, code: str) -> None:
    assert list(faults(built[document, code].read_bytes())) == []


@pytest.mark.skipif(available() is not None, reason=available() or "")
def test_the_open_xml_sdk_finds_nothing_in_any_language(built: dict[tuple[str, str], Path]) -> None:
    assert findings(sorted(built.values())) == []


def shape(node: object) -> object:
    """A settled document without its words: classes, units, labels, what is in tables and lists."""
    if isinstance(node, list):
        return [shape(child) for child in node]
    if isinstance(node, dict):
        kept = {
            "is",
            "unit",
            "blocks",
            "entries",
            "rows",
            "cells",
            "lines",
            "body",
            "annexes",
            "box",
            "head",
            "marker",
            "level",
        }
        return {name: shape(value) for name, value in node.items() if name in kept or name == "numbered"}
    return node


@EACH
def test_the_structure_is_that_of_the_source(built: dict[tuple[str, str], Path], document: str, code: str) -> None:
    own, source = (json.loads(built[document, one].with_suffix(".json").read_text("utf-8")) for one in (code, "fr"))
    assert shape(own) == shape(source)


@EACH
def test_every_run_of_text_names_its_language(built: dict[tuple[str, str], Path], document: str, code: str) -> None:
    layout, tag = LAYOUTS[code].get("languages", {}), ABOUT[code]["tag"]
    want = {
        w("val"): layout.get("latin", "" if layout.get("complex") else tag),
        w("eastAsia"): layout.get("east_asian", ""),
        w("bidi"): layout.get("complex", ""),
    }
    for run in tree(built[document, code]).iter(w("r")):
        if any(node.text and node.text.strip("_") for node in run.iter(w("t"))):
            lang = run.find(f"{w('rPr')}/{w('lang')}")
            assert dict(lang.attrib) == {name: value for name, value in want.items() if value}, visible(run)


@EACH
def test_no_text_waits_for_its_translation(built: dict[tuple[str, str], Path], document: str, code: str) -> None:
    assert tree(built[document, code]).find(f".//{w('highlight')}") is None


def stories(path: Path) -> list[etree._Element]:
    """The parts with text of a package."""
    return [tree(path, name) for name in parts(path) if re.match(r"word/(document|header\d|footer\d|footnotes)\.xml", name)]


@pytest.mark.parametrize("document", STEMS)
@pytest.mark.parametrize("code", RTL)
class TestRightToLeft:
    """LibreOffice ignores `w:rtl`, so a picture proves nothing: these are the rules of ISO 29500 17.3.2.30 as invariants."""

    def test_a_run_with_arabic_letters_is_right_to_left_and_no_other(self, built, document: str, code: str) -> None:
        for root in stories(built[document, code]):
            for run in root.iter(w("r")):
                text = "".join(node.text or "" for node in run.iter(w("t")))
                rtl = run.find(f"{w('rPr')}/{w('rtl')}") is not None
                assert not (_ARABIC.search(text) and not rtl), text
                assert not (_LATIN.search(text) and rtl), text

    def test_symbols_are_one_island_each(self, built, document: str, code: str) -> None:
        texts = [
            "".join(node.text or "" for node in run.iter(w("t")))
            for root in stories(built[document, code])
            for run in root.iter(w("r"))
        ]
        known = {COUNCIL: ["RPM-EUR", "CL-19/33", "DM-21/1010", "PL 1.2"], TDAG: ["TDAG-20/DT/2", "Mobile World Congress"]}
        for symbol in known[document]:
            assert symbol in texts

    def test_sections_paragraphs_and_tables_are_turned(self, built, document: str, code: str) -> None:
        path = built[document, code]
        for root in stories(path):
            assert all(section.find(w("bidi")) is not None for section in root.iter(w("sectPr")))
            assert all(properties.find(w("bidiVisual")) is not None for properties in root.iter(w("tblPr")))
        styles = tree(path, "word/styles.xml")
        roots = [s for s in styles.iter(w("style")) if s.get(w("type")) == "paragraph" and s.find(w("basedOn")) is None]
        assert roots
        assert all(style.find(f"{w('pPr')}/{w('bidi')}") is not None for style in roots)

    def test_complex_script_has_its_font_size_and_weight(self, built, document: str, code: str) -> None:
        styles = tree(built[document, code], "word/styles.xml")
        fonts = styles.find(f"{w('docDefaults')}//{w('rFonts')}")
        assert fonts.get(w("cs")) == LAYOUTS[code]["fonts"]["complex"]
        scale = LAYOUTS[code]["sizes"]["complex_scale"]
        for properties in styles.iter(w("rPr")):
            size, complex_size = properties.find(w("sz")), properties.find(w("szCs"))
            if size is not None:
                assert int(complex_size.get(w("val"))) == round(int(size.get(w("val"))) * scale)
            for plain, complex_ in (("b", "bCs"), ("i", "iCs")):
                assert (properties.find(w(plain)) is None) == (properties.find(w(complex_)) is None)

    def test_a_range_is_in_logical_order_between_marks(self, built, document: str, code: str) -> None:
        text = "".join(visible(p) for root in stories(built[document, code]) for p in root.iter(w("p")))
        assert "\u200f-\u200f" in text
        assert {int(a) <= int(b) for a, b in re.findall("(\\d{1,2})\u200f-\u200f(\\d{1,2})(?!\\d)", text)} == {True}


@pytest.mark.parametrize("document", STEMS)
@pytest.mark.parametrize("code", HAN)
def test_han_text_has_its_font_its_hint_and_no_italics(built, document: str, code: str) -> None:
    path = built[document, code]
    styles = tree(path, "word/styles.xml")
    assert styles.find(f"{w('docDefaults')}//{w('rFonts')}").get(w("eastAsia")) == LAYOUTS[code]["fonts"]["east_asian"]
    assert styles.find(f".//{w('i')}") is None
    for run in tree(path).iter(w("r")):
        if any(re.search("[\u4e00-\u9fff“”（）]", node.text or "") for node in run.iter(w("t"))):
            assert run.find(f"{w('rPr')}/{w('rFonts')}").get(w("hint")) == "eastAsia"
            assert run.find(f"{w('rPr')}/{w('i')}") is None


def test_every_pack_is_a_draft_until_a_reviser_signs_it() -> None:
    for about in ABOUT.values():
        assert about["status"] == "draft" or (about["reviewer"] and about["reviewed_on"])
