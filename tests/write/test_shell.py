"""The shell: slots of ordinary templates, however Word cut them, filled without a trace and without loss."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from pipeline.issues import SourceError
from pipeline.wml.names import w
from pipeline.write.shell import read_shell, slots_in
from pipeline.write.tags import BLOCKS
from tests.documents import SLOTS, TEMPLATE, Word, box_field, document, line, made, paragraph, plain_section, shell
from tests.project import visible

HEADER = "word/header1.xml"
FOOTER = "word/footer2.xml"
EVERY = (*SLOTS, "box", "body", "contact_name", "contact_phone")


@pytest.fixture
def edited(tmp_path: Path) -> Callable[..., Path]:
    """A copy of a real template with texts of its parts replaced, each of which stands there once."""

    def edit(*changes: tuple[str, str, str], origin: Path = TEMPLATE) -> Path:
        path = tmp_path / origin.name
        parts = dict(_parts(origin))
        for part, old, new in changes:
            text = parts[part].decode()
            assert text.count(old) == 1, f"{old} stands {text.count(old)} times in {part}"
            parts[part] = text.replace(old, new).encode()
        with zipfile.ZipFile(path, "w") as archive:
            for name, data in parts.items():
                archive.writestr(name, data)
        return path

    return edit


def _parts(path: Path) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def _run(text: str, properties: str = "") -> str:
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}<w:t>{text}</w:t></w:r>"


TITLE = _run("{{ title }}")
SYMBOL = _run("{{ symbol }}")


def _filled(template: Path, **texts: str) -> Word:
    lines = [line(slot, text) for slot, text in texts.items()]
    return made(document(plain_section(paragraph("Body.")), lines=lines), read_shell(template, EVERY))


def test_the_committed_templates_hold_each_slot_they_need() -> None:
    every = [slot for root in shell().marked.values() for slot in slots_in(root)]
    assert sorted(every) == sorted((*SLOTS, *BLOCKS))


def test_parts_without_slots_are_carried_over_byte_for_byte(edited: Callable[..., Path]) -> None:
    path = edited()
    before, after = dict(_parts(path)), _filled(path).parts
    for name in ("word/header2.xml", "word/footer1.xml", "word/fontTable.xml", "word/media/emblem.png"):
        assert after[name] == before[name]


@pytest.mark.parametrize(
    "cut",
    [
        _run("{{ ti") + _run("tle }}"),
        _run("{") + _run("{ title }") + _run("}"),
        _run("{{") + '<w:proofErr w:type="spellStart"/>' + _run(" title ") + '<w:proofErr w:type="spellEnd"/>' + _run("}}"),
    ],
    ids=["two runs", "between braces", "spelling marks"],
)
def test_a_slot_that_word_cut_into_runs_is_found(edited: Callable[..., Path], cut: str) -> None:
    word = _filled(edited(("word/document.xml", TITLE, cut)), title="Titre")
    assert ("Title1", "Titre") in word.paragraphs()


def test_a_restyled_slot_passes_its_properties_on_to_every_run(edited: Callable[..., Path]) -> None:
    path = edited(("word/document.xml", TITLE, _run("{{ title }}", '<w:b/><w:color w:val="FF0000"/>')))
    word = _filled(path, title="Un *beau* titre")
    title = next(p for p in word.tree().iter(w("p")) if visible(p) == "Un beau titre")
    looks = [[child.tag.rpartition("}")[2] for child in run.find(w("rPr"))] for run in title.iter(w("r"))]
    assert looks == [["b", "color", "lang"], ["b", "i", "iCs", "color", "lang"], ["b", "color", "lang"]]


def test_what_a_text_says_of_itself_wins_over_its_slot(edited: Callable[..., Path]) -> None:
    path = edited((FOOTER, _run("{{ website }}"), _run("{{ website }}", '<w:rStyle w:val="Strong"/><w:lang w:val="en-GB"/>')))
    word = _filled(path, website="[itu.int](http://www.itu.int)")
    (link,) = word.tree(FOOTER).iter(w("hyperlink"))
    assert link.find(f".//{w('rStyle')}").get(w("val")) == "Hyperlink"
    assert link.find(f".//{w('lang')}").get(w("val")) == "fr-CH"


@pytest.mark.parametrize(
    ("run", "shown"),
    [
        ("<w:r><w:tab/><w:t>{{ symbol }}</w:t></w:r>", "\tC22/99"),
        (
            '<w:r><w:t xml:space="preserve">No </w:t><w:tab/><w:t>{{ symbol }}</w:t><w:tab/><w:t>end</w:t></w:r>',
            "No \tC22/99\tend",
        ),
        ("<w:r><w:t>{{ symbol }}</w:t><w:br/><w:t>{{ symbol }}</w:t></w:r>", "C22/99\nC22/99"),
        ("<w:r><w:t>Document {{ symbol }}-F</w:t></w:r>", "Document C22/99-F"),
    ],
    ids=["after a tab", "between tabs", "twice in one run", "inside words"],
)
def test_what_stands_in_the_run_of_a_slot_keeps_its_place(edited: Callable[..., Path], run: str, shown: str) -> None:
    word = _filled(edited((HEADER, SYMBOL, run)), symbol="C22/99")
    assert shown in word.texts(HEADER)


def test_a_slot_may_stand_twice_in_one_part(edited: Callable[..., Path]) -> None:
    path = edited(("word/document.xml", TITLE, TITLE + "<w:r><w:tab/></w:r>" + TITLE))
    assert ("Title1", "Titre\tTitre") in _filled(path, title="Titre").paragraphs()


TEXT_BOX = (
    '<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape id="box" style="width:100pt;height:20pt"><v:textbox>'
    "<w:txbxContent><w:p>{}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)


@pytest.mark.parametrize("beside", ["", "<w:r><w:t>beside</w:t></w:r>"])
def test_a_slot_in_a_text_box_is_filled(edited: Callable[..., Path], beside: str) -> None:
    word = _filled(edited((HEADER, SYMBOL, beside + TEXT_BOX.format(SYMBOL))), symbol="C22/99")
    (inside,) = word.tree(HEADER).iter(w("txbxContent"))
    assert visible(inside) == "C22/99"


def test_a_text_box_whose_slot_is_empty_leaves_the_text_around_it(edited: Callable[..., Path]) -> None:
    word = _filled(edited((HEADER, SYMBOL, _run("beside") + TEXT_BOX.format(SYMBOL))))
    assert any("beside" in shown for shown in word.texts(HEADER))


def test_an_empty_slot_takes_its_paragraph_along() -> None:
    full = made(document(lines=[line("source", "Rapport"), line("title", "Titre")]))
    without = made(document(lines=[line("title", "Titre")]))
    assert len(full.texts()) == len(without.texts()) + 1
    assert "Source" not in [style for style, _ in without.paragraphs()]


def test_an_empty_slot_takes_the_words_beside_it_along() -> None:
    assert made(document(lines=[line("website", "itu.int")])).texts(FOOTER) == ["• itu.int •"]
    assert made(document()).texts(FOOTER) == [""]


def test_two_tables_stay_two_where_all_between_them_is_empty() -> None:
    blocks = [child.tag for child in made(document()).tree().find(w("body"))]
    assert blocks[:3] == [w("tbl"), w("p"), w("tbl")]


def test_a_body_without_blocks_leaves_the_box_alone() -> None:
    word = made(document(box=(box_field("summary", paragraph("Le résumé.")),)))
    assert "Le résumé." in word.texts()


def test_an_empty_paragraph_before_a_block_slot_leaves_its_blocks(edited: Callable[..., Path]) -> None:
    body = "<w:p><w:r><w:t>{{p body }}</w:t></w:r></w:p>"
    word = _filled(edited(("word/document.xml", body, f"<w:p>{_run('{{ website }}')}</w:p>{body}")))
    assert "Body." in word.texts()


def test_a_box_without_fields_takes_its_table_along() -> None:
    full, without = (made(document(plain_section(paragraph("Body.")), box=box)) for box in (None, ()))
    assert len(list(full.tree().iter(w("tbl")))) == len(list(without.tree().iter(w("tbl")))) + 1
    assert "Body." in without.texts()


def test_a_table_that_says_something_else_stays_where_the_box_is_empty(edited: Callable[..., Path]) -> None:
    box = "<w:p><w:r><w:t>{{p box }}</w:t></w:r></w:p>"
    path = edited(("word/document.xml", box, f"<w:p>{_run('beside')}</w:p>{box}"))
    word = made(document(plain_section(paragraph("Body.")), box=()), read_shell(path, EVERY))
    assert "beside" in word.texts()


def test_a_row_of_which_nothing_is_filled_goes() -> None:
    filled = made(document(lines=[line("number", "C22/99")]))
    empty = made(document())
    assert len(list(filled.tree().iter(w("tr")))) == len(list(empty.tree().iter(w("tr")))) + 1


CONTACTS = tuple(f"contact_{name}{label}" for name in ("name", "phone", "email") for label in ("_label", ""))
TDAG_SLOTS = ("session", "meeting", *SLOTS[2:], "contact", *CONTACTS)


def _tdag(**texts: str) -> Word:
    """A document of an advisory group on the committed template; slots that are not named are empty."""
    template = read_shell(TEMPLATE.with_name("tdag.docx"), (*TDAG_SLOTS, *BLOCKS))
    lines = [line(slot, texts.get(slot, "")) for slot in TDAG_SLOTS if slot in texts or slot != "emblem"]
    return made(document(plain_section(paragraph()), lines=lines), template)


def test_only_the_rows_of_missing_contacts_go() -> None:
    word = _tdag(contact="Contact:", contact_email_label="Courriel:", contact_email="tdag@itu.int")
    rows = [[visible(cell) for cell in row.iter(w("tc"))] for row in word.tree(FOOTER).iter(w("tr"))]
    assert rows == [["Contact:", "", ""], ["", "Courriel:", "tdag@itu.int"]]


def test_a_table_that_has_no_row_left_goes() -> None:
    assert list(_tdag(website="itu.int").tree(FOOTER).iter(w("tbl"))) == []
    assert _tdag(website="itu.int").texts(FOOTER) == ["itu.int"]


def test_a_part_that_loses_all_it_says_keeps_a_paragraph() -> None:
    assert _tdag().texts(FOOTER) == [""]


def test_a_cell_never_ends_in_a_table(edited: Callable[..., Path]) -> None:
    inner = (
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='1000'/></w:tblGrid>"
        "<w:tr><w:tc><w:p><w:r><w:t>inner</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    place = '<w:p><w:pPr><w:pStyle w:val="Mastheadplace"/></w:pPr>'
    word = _filled(edited(("word/document.xml", place, inner + place)), session="Conseil")
    assert "inner" in word.texts()


def test_a_section_break_stays_where_its_paragraph_is_emptied(edited: Callable[..., Path]) -> None:
    style = '<w:pStyle w:val="Title1"/>'
    broken = f'{style}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    word = _filled(edited(("word/document.xml", style, broken)), source="Rapport")
    assert len(list(word.tree().iter(w("sectPr")))) == 2


EXPRESSIONS = ("{{ 7*7 }}", "{{ title|upper }}", "{% if title %}", "{# title #}", "{{ nothing }}", "{{ [].__class__ }}")
PLACES = {
    "text": ("{}", "<w:r><w:t>{}</w:t></w:r>"),
    "a comment of the file": ("", "<!-- {} -->"),
    "an instruction of the file": ("", "<?x {} ?>"),
    "the code of a field": ("{}", "<w:r><w:instrText>{}</w:instrText></w:r>"),
    "an attribute": ("{}", '<w:bookmarkStart w:id="9" w:name="{}"/><w:bookmarkEnd w:id="9"/>'),
    "deleted text": ("{}", "<w:del><w:r><w:delText>{}</w:delText></w:r></w:del>"),
    "between elements": ("{}", "<w:r/>{}"),
}


@pytest.mark.parametrize("tag", EXPRESSIONS)
@pytest.mark.parametrize("place", PLACES)
def test_docxtpl_sees_slots_and_nothing_else(edited: Callable[..., Path], tag: str, place: str) -> None:
    # `check.template` refuses each of these before: this is the second wall.
    left, written = PLACES[place]
    path = edited(("word/document.xml", TITLE, TITLE + written.format(tag)))
    root = read_shell(path, EVERY).marked["word/document.xml"]
    (paragraph,) = [one for one in root.iter(w("p")) if "title" in etree.tostring(one, encoding="unicode")]
    assert (tag in etree.tostring(paragraph, encoding="unicode")) is bool(left)
    assert slots_in(paragraph) == ["title"]


def test_braces_that_two_paragraphs_share_do_not_swallow_what_is_between(edited: Callable[..., Path]) -> None:
    path = edited(("word/document.xml", TITLE, f"{TITLE}{_run('{')}</w:p><w:p>{_run('% x %}')}{_run('kept')}"))
    assert "% x %}kept" in _filled(path, title="Titre").texts()


@pytest.mark.parametrize(
    "odd",
    [
        ('<w:tblGrid><w:gridCol w:w="9638"/></w:tblGrid>', ""),
        ('<w:tcW w:w="5000" w:type="pct"/></w:tcPr>', "<w:gridSpan/></w:tcPr>"),
    ],
    ids=["no grid", "a span of nothing"],
)
def test_what_docxtpl_cannot_take_is_a_fault_of_the_template(edited: Callable[..., Path], odd: tuple[str, str]) -> None:
    with pytest.raises(SourceError) as error:
        read_shell(edited(("word/document.xml", *odd)), EVERY)
    assert error.value.issue.code == "TP110"


def test_a_header_that_nothing_is_related_to_is_carried_over(edited: Callable[..., Path]) -> None:
    rels = "word/_rels/document.xml.rels"
    relation = next(one for one in _parts_text(rels).split("<") if 'Target="header1.xml"' in one)
    shell = read_shell(edited((rels, f"<{relation}", "")), EVERY)
    assert HEADER not in shell.marked
    assert HEADER in shell.parts


def _parts_text(name: str) -> str:
    return dict(_parts(TEMPLATE))[name].decode()


def test_no_text_of_a_user_passes_through_jinja() -> None:
    typed = 'A {{ symbol }} & {% if x %} <b> "q" }}'
    word = made(
        document(
            plain_section(paragraph(f"Text.{typed}")),
            lines=[line("title", typed), line("symbol", typed)],
            box=(box_field("summary", paragraph(typed)),),
        )
    )
    assert ("Title1", typed) in word.paragraphs()
    assert f"Text.{typed}" in word.texts()
    assert typed in word.texts()
    assert typed in word.texts(HEADER)


def test_the_alternative_text_of_the_emblem_is_filled_and_escaped() -> None:
    word = made(document(lines=[line("emblem", 'Emblème "rond" & <bleu>')]))
    described = [node.get("descr") for node in word.tree().iter() if str(node.tag).endswith("}docPr")]
    assert described == ['Emblème "rond" & <bleu>']


def test_one_shell_serves_many_documents() -> None:
    first, second = made(document(lines=[line("title", "Un")])), made(document(lines=[line("title", "Deux")]))
    assert ("Title1", "Un") in first.paragraphs()
    assert ("Title1", "Deux") in second.paragraphs()
    assert made(document(lines=[line("title", "Un")])).data == first.data
