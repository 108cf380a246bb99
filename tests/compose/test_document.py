"""A workbook and its fragments into a document."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from pipeline.compose.document import compose
from pipeline.compose.finish import Finish
from pipeline.issues import Issue
from pipeline.model.blocks import Document
from pipeline.model.plain import plain
from pipeline.model.records import FieldContent, Record, Sheet
from pipeline.model.values import Name
from pipeline.read.fragments import read_fragment
from pipeline.review.text import text_view
from tests.documents import argument, codes, french, piece, record, settled, sheet, workbook
from tests.project import COUNCIL, TDAG, Project, tree, visible
from tests.project import paragraphs as paragraphs_of

Compose = Callable[..., tuple[Document | None, list[Issue]]]


@pytest.fixture
def composed(tmp_path: Path) -> Compose:
    """The document of these settings, sheets and fragments (by name), and what was reported."""

    def make(settings: Mapping[str, FieldContent | None], *sheets: Sheet, **texts: str) -> tuple[Document | None, list[Issue]]:
        found: list[Issue] = []
        fragments = {}
        for name, text in texts.items():
            path = tmp_path / f"{name}.md"
            path.write_text(text, "utf-8")
            fragments[path.name] = read_fragment(path, found.append)
        book = workbook(settings, *sheets)
        return compose("small", book, fragments, Finish(book, found.append), found.append), found

    return make


def section(id_: str, heading: str | None = None, row: int = 2, **values: FieldContent | None) -> Record:
    """A row of the sections sheet; its fragment bears its id."""
    text = heading and piece(f"sections.{id_}.heading", heading)
    given = {"type": "section", "parent": None, "numbered": False, "heading": text, "fragment": f"{id_}.md", **values}
    return record("sections", id_, row, **given)


def view(composed: tuple[Document | None, list[Issue]]) -> list[str]:
    """The text view without masthead; nothing was reported."""
    document, found = composed
    assert document is not None
    assert found == []
    lines = text_view(settled(document, french())).splitlines()
    return [line for line in lines if line and not line.startswith("[")]


def test_sections_nest_by_their_parents(composed: Compose) -> None:
    rows = sheet(
        "sections",
        section("a", "A", numbered=True),
        section("b", "B", 3, numbered=True, parent="a"),
        section("c", "C", 4, parent="b"),
    )
    assert view(composed({}, rows, a="1.1\tin a", b="1.2.1\tin b", c="in c")) == [
        "1  A",
        "1.1  in a",
        "1.2  B",
        "1.2.1  in b",
        "C",
        "in c",
    ]


def test_an_annex_holds_the_sections_under_it_and_counts_anew(composed: Compose) -> None:
    rows = sheet(
        "sections",
        section("a", "A", numbered=True),
        section("x", "X", 3, type="annex"),
        section("y", "Y", 4, parent="x", numbered=True),
        section("z", "Z", 5, parent="x", numbered=True),
    )
    found = composed({}, rows, a="1.1\tin a", x="in x", y="1.1\tin y", z="2.1\tin z")
    assert view(found) == ["1  A", "1.1  in a", "ANNEXE — X", "in x", "1  Y", "1.1  in y", "2  Z", "2.1  in z"]


def test_an_annex_stands_under_no_section(composed: Compose) -> None:
    rows = sheet("sections", section("a", "A"), section("x", "X", 3, type="annex", parent="a"))
    document, found = composed({}, rows, a="in a", x="in x")
    assert document is not None
    assert (len(document.annexes), [len(one.blocks) for one in document.body], codes(found)) == (1, [1], ["XL212"])


def test_two_annexes_are_numbered_and_one_is_not(composed: Compose) -> None:
    one, two = section("x", "X", type="annex"), section("y", "Y", 3, type="annex")
    assert view(composed({}, sheet("sections", one), x="in x")) == ["ANNEXE — X", "in x"]
    assert view(composed({}, sheet("sections", one, two), x="in x", y="in y")) == [
        "ANNEXE 1 — X",
        "in x",
        "ANNEXE 2 — Y",
        "in y",
    ]


def test_the_box_has_its_fields_in_the_order_of_the_settings(composed: Compose) -> None:
    settings = {"box.action": "action.md", "box.summary": "summary.md"}
    found = composed(settings, sheet("sections"), summary="Le résumé.", action="La suite.\n____________")
    assert view(found) == ["| Suite à donner", "| La suite.", "| ____________", "| Résumé", "| Le résumé."]


def test_a_document_without_box_annex_or_section_is_one(composed: Compose) -> None:
    document, found = composed({}, sheet("sections"))
    assert (document and (document.box, document.body, document.annexes), found) == (((), (), ()), [])


def test_facts_and_symbols_are_recognised_wherever_text_stands(composed: Compose) -> None:
    settings = {"title": piece("settings.title", "Titre {{day:long}} CL-19/33"), "box.summary": "summary.md"}
    document, found = composed(
        settings,
        sheet("sections", section("a", "Le {{day:long}}")),
        sheet("facts", record("facts", "day", type="date", start=datetime.date(2022, 6, 6))),
        sheet("references", record("references", "r", symbol="CL-19/33", url="https://a.org/{lang}", in_box=False)),
        summary="Le {{day:long}}, CL-19/33.",
        a="Le {{day:long}}[^n].\n[^n]: voir CL-19/33, le {{day:long}}",
    )
    assert document is not None
    assert found == []
    assert text_view(settled(document, french())).splitlines() == [
        "[session] Conseil 2022",
        "[number] Document C22/99-F",
        "[date] 2 mars 2022",
        "[title] Titre 6 juin 2022 [CL-19/33](https://a.org/fr)",
        "[emblem] Emblème de l'organisation",
        "[page] #",
        "[symbol] C22/99-F",
        "",
        "| Résumé",
        "| Le 6 juin 2022, [CL-19/33](https://a.org/fr).",
        "",
        "Le 6 juin 2022",
        "",
        "Le 6 juin 2022[^: voir [CL-19/33](https://a.org/fr), le 6 juin 2022].",
    ]


@pytest.mark.parametrize(
    ("settings", "code"),
    [({"kind": "councl"}, ["XL205"]), ({"kind": None}, []), ({"date": None}, [])],
)
def test_without_a_kind_or_a_date_there_is_no_document(
    settings: dict[str, FieldContent | None], code: list[str], composed: Compose
) -> None:
    document, found = composed(settings, sheet("sections"))
    assert document is None
    # What the reader of the workbook reported is not reported again.
    assert codes(found) == code


@pytest.mark.parametrize(
    ("rows", "texts", "code", "arguments"),
    [
        ([section("a", "A", fragment="b.md")], {"c": "x"}, "TX210", {"fragment": "b.md", "near": "c.md"}),
        ([section("a")], {"a": "[[table: rmp]]"}, "TX206", {"found": "rmp", "near": "rpm"}),
        ([section("a")], {"a": "[[list: rpm]]"}, "TX206", {"found": "rpm", "form": "list"}),
        ([section("a")], {"a": "{{dat:long}}"}, "TX204", {"name": "dat"}),
        ([section("a")], {"a": "voir CL-19/33"}, "TX212", {"symbol": "CL-19/33"}),
        ([section("a", numbered=True)], {"a": "x"}, "XL201", {"column": "heading"}),
    ],
)
def test_what_does_not_fit_together_is_reported(
    rows: list[Record], texts: dict[str, str], code: str, arguments: dict[str, str], composed: Compose
) -> None:
    tables = sheet("tables", record("tables", "rpm", parent=None, form="table", sheet="none"))
    _, found = composed({}, sheet("sections", *rows), tables, **texts)
    (one,) = [one for one in found if one.code == code]
    assert dict(one.arguments).items() >= arguments.items()


def test_what_nothing_uses_is_reported(composed: Compose) -> None:
    tables = sheet("tables", record("tables", "rpm", parent=None, form="table", sheet="none"))
    _, found = composed({}, sheet("sections"), tables, lost="Text.")
    assert sorted(codes(found)) == ["TB106", "TX211"]


def test_a_hyphen_of_another_kind_is_a_matter_of_the_line_and_not_of_the_reference(composed: Compose) -> None:
    references = sheet("references", record("references", "r", symbol="CL-19/33", url=None, in_box=True))
    settings = {"box.references": "refs.md"}
    _, found = composed(settings, sheet("sections", section("a")), references, refs="CL\u201119/33", a="CL\u201119/33")
    assert "TX220" not in codes(found)
    assert "TX212" not in codes(found)


REVISED = {"revision_kind": "rev", "revision_number": 1}


@pytest.mark.parametrize(
    ("settings", "stem", "number", "symbol"),
    [
        ({}, "C22-99", "Document C22/99-F", "C22/99-F"),
        (REVISED, "C22-99(Rev.1)", "Révision 1 au Document C22/99-F", "C22/99(Rev.1)-F"),
        ({**REVISED, "revision_number": 12}, "C22-99(Rev.12)", "Révision 12 au Document C22/99-F", "C22/99(Rev.12)-F"),
        ({**REVISED, "revision_number": None}, "C22-99(Rev.1)", "Révision 1 au Document C22/99-F", "C22/99(Rev.1)-F"),
        ({**REVISED, "revision_kind": "add"}, "C22-99(Add.1)", "Addendum 1 au Document C22/99-F", "C22/99(Add.1)-F"),
        ({**REVISED, "revision_kind": "corr"}, "C22-99(Corr.1)", "Corrigendum 1 au Document C22/99-F", "C22/99(Corr.1)-F"),
        ({"symbol": 'C<22>:"99" |?*\\/x'}, "C-22---99-------x", 'Document C<22>:"99" |?*\\/x-F', 'C<22>:"99" |?*\\/x-F'),
    ],
)
def test_a_revision_shows_in_masthead_header_and_file_name(
    settings: dict[str, FieldContent | None], stem: str, number: str, symbol: str, composed: Compose
) -> None:
    document, found = composed(settings, sheet("sections"))
    assert document is not None
    assert found == []
    texts = {line.slot: plain(line.content) for line in settled(document, french()).lines}
    assert (document.stem, texts["number"], texts["symbol"]) == (stem, number, symbol)


def test_an_empty_setting_is_an_empty_line(composed: Compose) -> None:
    document, _ = composed({"place": Name("city", "geneva"), "start": datetime.date(2022, 3, 21)}, sheet("sections"))
    assert document is not None
    texts = {line.slot: plain(line.content) for line in settled(document, french()).lines}
    assert texts["place"] == "Genève, 21 mars 2022"
    assert {slot for slot, text in texts.items() if not text} == {"agenda_item", "original", "source", "website", "page"}


def test_a_revision_is_built_under_its_name_with_its_symbol_in_masthead_and_header(project: Project) -> None:
    project.set_value("settings", "revision_kind", "value", "rev")
    project.set_value("settings", "revision_number", "value", 1)
    path = project.built(COUNCIL)
    assert path.name == "C22-23(Rev.1)-F.docx"
    assert "Révision 1 au Document C22/23-F" in [text for _, text in paragraphs_of(path)]
    assert "C22/23(Rev.1)-F" in visible(tree(path, "word/header1.xml"))


@pytest.mark.parametrize("document", [COUNCIL, TDAG])
@pytest.mark.parametrize("keys", [["website"], ["agenda_item"], ["source"], ["website", "agenda_item", "source", "place"]])
def test_the_committed_documents_can_be_built_without_an_optional_setting(
    document: str, keys: list[str], project: Project
) -> None:
    for key in keys:
        project.set_value("settings", key, "value", None, document)
    project.built(document)


def test_the_contacts_of_a_document_can_all_be_empty(project: Project) -> None:
    for key in ("contact_name", "contact_phone", "contact_email"):
        project.set_value("settings", key, "value", None, TDAG)
    assert "Contact" not in visible(tree(project.built(TDAG), "word/footer2.xml"))


def test_an_agenda_without_lines_and_an_empty_fragment_are_reported(composed: Compose) -> None:
    _, found = composed({}, sheet("sections", section("a"), section("b", row=3)), a="Texte.\n[[agenda]]", b=" \n")
    assert [(one.code, one.location.path.name, one.location.row) for one in found] == [
        ("TB111", "a.md", 2),
        ("TX226", "b.md", 0),
    ]


def test_an_empty_fragment_of_the_box_is_reported_and_one_that_could_not_be_read_is_not_again(project: Project) -> None:
    project.fragment("box-resume.md").write_text("\n", "utf-8")
    assert ("TX226", "box-resume.md", "") in project.issues(COUNCIL)
    project.fragment("box-resume.md").write_bytes(b"R\xe9sum\xe9")
    assert [code for code, file, _ in project.issues(COUNCIL) if file == "box-resume.md"] == ["TX101"]


def test_a_row_that_no_table_prints_is_reported_at_its_row(project: Project) -> None:
    row = {"start": datetime.date(2021, 5, 3), "mode": "virtual", "host": "CH"}
    at = project.add_row("meetings", id="rpm-x", type="rmp", region="AFR", url="https://www.itu.int/", **row)
    assert project.issues(COUNCIL) == [("TB112", "document.xlsx", f"meetings!A{at}")]


PLACE, START = Name("city", "geneva"), datetime.date(2022, 3, 21)


@pytest.mark.parametrize(
    ("settings", "want"),
    [
        ({"place": PLACE, "start": START}, []),
        ({"place": None, "start": None}, []),
        ({"place": PLACE, "start": None}, ["start"]),
        ({"place": None, "start": START}, ["place"]),
        ({"place": None, "start": None, "meeting": piece("settings.meeting", "25")}, []),
        ({"kind": "tdag", "place": None, "start": None, "meeting": piece("settings.meeting", "25")}, ["place", "start"]),
        ({"kind": "tdag", "place": PLACE, "start": START, "meeting": None}, []),
    ],
)
def test_a_line_of_the_masthead_that_is_half_filled_is_reported(
    settings: dict[str, FieldContent | None], want: list[str], composed: Compose
) -> None:
    _, found = composed(settings, sheet("sections"))
    assert [(one.code, argument(one, "key")) for one in found] == [("XL223", key) for key in want]


def test_place_and_dates_stand_without_a_meeting_too(composed: Compose) -> None:
    document, _ = composed({"kind": "tdag", "place": PLACE, "start": START, "meeting": None}, sheet("sections"))
    assert document is not None
    texts = {line.slot: plain(line.content) for line in settled(document, french()).lines}
    assert texts["meeting"] == "Genève, 21 mars 2022"
