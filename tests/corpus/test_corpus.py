"""Every file of the corpus gets its one answer, names its place, and leaves in build/ what stood there where it is refused."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from tests.corpus.books import BOOKS, FOREIGN_BOOKS, typed
from tests.corpus.catalogues import CATALOGUES
from tests.corpus.fragments import FRAGMENTS
from tests.corpus.habits import HABITS
from tests.corpus.odd import BOOK, TEMPLATE, TEXT, Odd
from tests.corpus.packs import PACKS
from tests.corpus.programs import PROGRAMS
from tests.corpus.running import answers, bilingual, outputs, place, shown, told, with_odd
from tests.corpus.templates import EVERYWHERE, FOREIGN_TEMPLATES, TEMPLATES, made
from tests.corpus.typed import TYPED
from tests.corpus.word import WORD
from tests.project import Project, parts
from tests.provoked.example import EXAMPLE

OWN: tuple[Odd, ...] = (*BOOKS, *PROGRAMS, *TEMPLATES, *WORD, *CATALOGUES, *FRAGMENTS, *PACKS, *HABITS)
CORPUS = (*OWN, *FOREIGN_BOOKS, *FOREIGN_TEMPLATES)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return bilingual(tmp_path_factory.mktemp("corpus") / "project")


def test_the_corpus_has_files_of_every_kind_and_a_third_of_its_own_were_written_to_break_the_code() -> None:
    kinds = Counter(odd.kind for odd in OWN)
    assert set(kinds) == {"xlsx", "docx", "po", "md", "toml", "csv"}
    assert min(kinds.values()) >= 20
    assert len(OWN) >= 250
    assert sum(odd.late for odd in OWN) * 3 >= len(OWN)
    assert len({(odd.file, odd.name) for odd in CORPUS}) == len(CORPUS)


@pytest.mark.parametrize("odd", CORPUS, ids=lambda odd: f"{odd.kind}: {odd.name}")
def test_each_file_gets_its_answer(built: Project, tmp_path: Path, odd: Odd) -> None:
    project = with_odd(built, odd, tmp_path / "project")
    found = told(project, "check")
    assert answers(found.said, odd.says), (found.said, odd.says)
    assert found.result.exit_code == odd.exit
    for one in found.issues:
        assert one.location.path.is_relative_to(project.root)
        assert one.code in found.result.output
    assert "Traceback" not in found.result.output
    named = Path(odd.file).name
    assert not odd.says or named in found.result.output or any(one.location.path.name != named for one in found.issues)
    made_ = told(project, "build")
    assert made_.result.exit_code == odd.exit
    if odd.refused:
        assert outputs(project) == outputs(built)
        return
    text = shown(project)
    assert [one for one in odd.shows if one not in text] == []
    assert [one for one in odd.hides if one in text] == []


@pytest.mark.parametrize("text", TYPED)
def test_what_is_typed_stands_in_body_header_footer_footnote_and_properties_letter_by_letter(
    built: Project, tmp_path: Path, text: str
) -> None:
    shutil.copytree(built.root, tmp_path / "project")
    project = Project(tmp_path / "project")
    whole = f"A {text} Z"
    place(project, BOOK, typed("settings", B11=whole, A12="website", B12="https://www.itu.int"))
    place(project, TEXT, f"1.1\tLe Conseil[^a] dit {whole} ici. {{#p1}}\n[^a]: Note {whole} là.\n".encode())
    place(project, TEMPLATE, made(*EVERYWHERE))
    found = told(project, "build")
    assert found.result.exit_code == 0, found.result.output
    assert {one.code for one in found.issues} <= {"TX225"}
    (path,) = (project.root / "build" / EXAMPLE).glob("*-F.docx")
    texts = {name: letters(part) for name, part in parts(path).items() if name.endswith(".xml")}
    for name in ("word/document.xml", "word/header1.xml", "word/footer2.xml", "word/footnotes.xml", "docProps/core.xml"):
        assert whole in texts[name], name
    assert texts["word/document.xml"].count(whole) == 2


def letters(part: bytes) -> str:
    """All text of a part, the signs that are elements in it as such."""
    signs = {"noBreakHyphen": "\u2011", "softHyphen": "\u00ad", "br": "\n", "tab": "\t"}
    root = etree.fromstring(part)
    return "".join(signs.get(etree.QName(one).localname, one.text or "") for one in root.iter("*"))
