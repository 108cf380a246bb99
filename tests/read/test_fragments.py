"""Fragments: lines, their claims, ids and footnotes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.gate.reading import lines
from pipeline.issues import SourceError
from pipeline.model.blocks import Marker
from pipeline.model.fragments import LineKind
from pipeline.model.inlines import Note, Strong, Text, Value
from pipeline.model.plain import plain
from pipeline.model.walk import inlines
from tests.read.sources import argument, fragment, line, places, texts
from tests.strategies import any_text

NUMBERED, PLAIN, INDENTED, ENTRY, HEADING = (
    LineKind.NUMBERED,
    LineKind.PLAIN,
    LineKind.INDENTED,
    LineKind.ENTRY,
    LineKind.HEADING,
)


@pytest.mark.parametrize(
    ("typed", "kind", "claim", "depth", "text"),
    [
        ("2.4\tTexte {#p1}", NUMBERED, "2.4", 2, "Texte"),
        ("2.4 Texte {#p1}", NUMBERED, "2.4", 2, "Texte"),
        ("2.4    Texte {#p1}", NUMBERED, "2.4", 2, "Texte"),
        ("2.4.\tTexte {#p1}", NUMBERED, "2.4", 2, "Texte"),
        ("12.10.3\tTexte {#p1}", NUMBERED, "12.10.3", 3, "Texte"),
        ("7\tTexte {#p1}", NUMBERED, "7", 1, "Texte"),
        ("7.\tTexte {#p1}", NUMBERED, "7", 1, "Texte"),
        ("7  Texte {#p1}", NUMBERED, "7", 1, "Texte"),
        ("2.4\u00a0Texte {#p1}", NUMBERED, "2.4", 2, "Texte"),
        ("2.4\u2003Texte {#p1}", NUMBERED, "2.4", 2, "Texte"),
        ("2.4\u3000文本 {#p1}", NUMBERED, "2.4", 2, "文本"),
        ("2.4\u00a0\u00a0texte {#p1}", NUMBERED, "2.4", 2, "texte"),
        ("7\u00a0 Texte {#p1}", NUMBERED, "7", 1, "Texte"),
        ("2.4 Il est {#p1}", NUMBERED, "2.4", 2, "Il est"),
        ("2.4 Élan {#p1}", NUMBERED, "2.4", 2, "Élan"),
        ("2.4 والنص {#p1}", NUMBERED, "2.4", 2, "والنص"),
        ("## 2.1 Titre {#p1}", HEADING, "2.1", 2, "Titre"),
        ("3.5 millions de personnes {#p1}", PLAIN, "", 0, "3.5 millions de personnes"),
        ("3.5\u00a0millions {#p1}", PLAIN, "", 0, "3.5\u00a0millions"),
        ("3.5 œuvres {#p1}", PLAIN, "", 0, "3.5 œuvres"),
        ("3.5 миллиона {#p1}", PLAIN, "", 0, "3.5 миллиона"),
        ("3.5 2 {#p1}", PLAIN, "", 0, "3.5 2"),
        ("12.05.2020 une date {#p1}", PLAIN, "", 0, "12.05.2020 une date"),
        ("12.05.2020 Une date {#p1}", PLAIN, "", 0, "12.05.2020 Une date"),
        ("1.2020 Une date {#p1}", PLAIN, "", 0, "1.2020 Une date"),
        ("0.5 Mbit/s {#p1}", PLAIN, "", 0, "0.5 Mbit/s"),
        ("7 Texte {#p1}", PLAIN, "", 0, "7 Texte"),
        ("2022 fut une année {#p1}", PLAIN, "", 0, "2022 fut une année"),
        (r"1\.5 million {#p1}", PLAIN, "", 0, "1.5 million"),
        ("Texte {#p1}", PLAIN, "", 0, "Texte"),
        ("Un long début\tune tabulation {#p1}", PLAIN, "", 0, "Un long début\tune tabulation"),
        ("\tTexte {#p1}", INDENTED, "", 0, "Texte"),
        ("    Texte {#p1}", INDENTED, "", 0, "Texte"),
        ("# Titre {#p1}", HEADING, "", 1, "Titre"),
        ("## Titre {#p1}", HEADING, "", 2, "Titre"),
        ("## 2.1\tTitre {#p1}", HEADING, "2.1", 2, "Titre"),
        ("# a) Titre {#p1}", HEADING, "", 1, "a) Titre"),
    ],
)
def test_a_line_is_told_by_its_opening(tmp_path: Path, typed: str, kind: LineKind, claim: str, depth: int, text: str) -> None:
    read = line(tmp_path, typed)
    assert (read.kind, read.claim, read.depth, read.unit) == (kind, claim, depth, "p1")
    assert plain(read.content) == text


@pytest.mark.parametrize(
    ("typed", "marker", "claim"),
    [
        ("a)\tTexte", Marker.LETTER, "a)"),
        ("a) Texte", Marker.LETTER, "a)"),
        ("aa)\tTexte", Marker.LETTER, "aa)"),
        ("A)\tTexte", Marker.CAPITAL, "A)"),
        ("1)\tTexte", Marker.ARABIC, "1)"),
        ("10)\tTexte", Marker.ARABIC, "10)"),
        ("110)  Texte", Marker.ARABIC, "110)"),
        # Alone, i) may be the letter after h) or the first Roman number; what stands above it decides.
        ("i)\tTexte", Marker.LETTER, "i)"),
        ("ii)\tTexte", Marker.ROMAN, "ii)"),
        ("xiv)\tTexte", Marker.ROMAN, "xiv)"),
        ("–\tTexte", Marker.DASH, "–"),
        ("– Texte", Marker.DASH, "–"),
        ("–\u00a0Texte", Marker.DASH, "–"),
        ("a)\u2002Texte", Marker.LETTER, "a)"),
        ("•\tTexte", Marker.BULLET, "•"),
    ],
)
@pytest.mark.parametrize("lead", ["", "\t", "  "])
def test_a_list_marker_is_split_off(tmp_path: Path, typed: str, marker: Marker, claim: str, lead: str) -> None:
    read = line(tmp_path, lead + typed)
    assert (read.kind, read.marker, read.claim, plain(read.content)) == (ENTRY, marker, claim, "Texte")
    assert (read.location.column, read.location.length) == (len(lead) + 1, len(claim))


@pytest.mark.parametrize(
    "typed", ["(a) Texte", "a.) Texte", "Ab) Texte", "1000) Texte", "a)Texte", "–Texte", "-5 degrés", "*Texte*"]
)
def test_what_only_resembles_a_marker_is_text(tmp_path: Path, typed: str) -> None:
    read = line(tmp_path, typed)
    assert (read.kind, read.claim, plain(read.content)) == (PLAIN, "", typed.strip("*"))


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("ACCÈS: Raccorder", ENTRY),
        ("CRÉATION DE VALEUR: Bâtir", ENTRY),
        ("**ACCÈS**: Raccorder", ENTRY),
        ("Accès: Raccorder", PLAIN),
        ("ACCÈS:", PLAIN),
        ("UIT: une union", PLAIN),
        ("RÉSOLUTION 77: texte", PLAIN),
        ("\tACCÈS: Raccorder", INDENTED),
    ],
)
def test_a_term_in_capitals_and_a_colon_open_an_entry(tmp_path: Path, typed: str, kind: LineKind) -> None:
    read = line(tmp_path, typed)
    assert (read.kind, read.marker) == (kind, Marker.TERM if kind is ENTRY else None)
    assert plain(read.content) == typed.strip("\t").replace("**", "")


@pytest.mark.parametrize(
    ("typed", "unit", "names"),
    [
        ("Texte {#p17}", "p17", ()),
        ("Texte{#p17}  ", "p17", ()),
        ("Texte\t{#p17}", "p17", ()),
        ("Texte\u00a0{#p17}", "p17", ()),
        ("Texte {#p17}\u00a0", "p17", ()),
        ("Texte {#p17} \u202f\t", "p17", ()),
        ("Texte {#p17\u00a0#Proposal}", "p17", ("Proposal",)),
        ("Texte {#p17 #Proposal #_ref1}", "p17", ("Proposal", "_ref1")),
        ("Texte {#p17 Proposition}", "p17", ("Proposition",)),
        ("Texte {#annex-1.p17_b}", "annex-1.p17_b", ()),
        ("Texte", "", ()),
    ],
)
def test_the_id_and_the_names_are_no_part_of_the_text(tmp_path: Path, typed: str, unit: str, names: tuple[str, ...]) -> None:
    read = line(tmp_path, typed)
    assert (read.unit, read.names, plain(read.content)) == (unit, names, "Texte")


@pytest.mark.parametrize("typed", ["Texte {p1}", "Texte { #p1}"])
def test_braces_elsewhere_are_text(tmp_path: Path, typed: str) -> None:
    assert plain(line(tmp_path, typed).content) == typed


@pytest.mark.parametrize(
    ("typed", "kind", "target"),
    [
        ("[[table: rpm]]", LineKind.TABLE, "rpm"),
        ("[[ table : rpm ]]  ", LineKind.TABLE, "rpm"),
        ("\t[[list: events]]", LineKind.LIST, "events"),
        ("[[agenda]]", LineKind.AGENDA, ""),
        ("____________", LineKind.RULE, ""),
        ("______", LineKind.RULE, ""),
    ],
)
def test_a_line_may_stand_for_other_material(tmp_path: Path, typed: str, kind: LineKind, target: str) -> None:
    read = line(tmp_path, typed)
    assert (read.kind, read.target, read.content) == (kind, target, ())


def test_a_cross_reference_alone_on_a_line_is_a_paragraph(tmp_path: Path) -> None:
    assert line(tmp_path, "[[ref: p1]]").kind is PLAIN


@pytest.mark.parametrize(
    ("typed", "issues"),
    [
        ("a\fb", [("TX102", "1:2")]),
        ("a\x1b", [("TX102", "1:2")]),
        ("- Texte", [("TX213", "1:1")]),
        ("*\tTexte", [("TX213", "1:1")]),
        ("\t▪ Texte", [("TX213", "1:2")]),
        ("— Texte", [("TX213", "1:1")]),
        ("[[figure: a]]", [("TX214", "1:1")]),
        ("[[table]]", [("TX214", "1:1")]),
        ("[[agenda: a]]", [("TX214", "1:1")]),
        ("a [b](ftp://c)", [("TX216", "1:1")]),
        ("Texte {#1p}", [("TX218", "1:7")]),
        ("Texte {#}", [("TX218", "1:7")]),
        ("Texte\u00a0\u00a0{#1p}\u00a0", [("TX218", "1:8")]),
        ("Texte {#p1} suite", [("TX221", "1:7")]),
        ("Texte {#p1} {#p2}", [("TX221", "1:7")]),
        ("2.4\u00a0{#p1}", [("TX221", "1:1")]),
        ("Texte [[rfe: a]]", [("TX225", "1:7")]),
        ("2.4\tTexte {{a b}} {#p1}", [("TX225", "1:11")]),
        ("Texte {#p1 #2nd}", [("TX218", "1:7")]),
        (f"Texte {{#p1 #{'n' * 41}}}", [("TX218", "1:7")]),
        ("Texte {#p1 #a-b}", [("TX218", "1:7")]),
        ("(a)\tTexte", [("TX221", "1:1")]),
        ("a.\tTexte", [("TX221", "1:1")]),
        ("\tNote:\tTexte", [("TX221", "1:2")]),
        ("### Titre", [("TX221", "1:1")]),
        ("#Titre", [("TX221", "1:1")]),
        ("2.4\t{#p1}", [("TX221", "1:1")]),
        ("2.4 {#p1}", [("TX221", "1:1")]),
        ("a)\t", [("TX221", "1:1")]),
        ("a)\t{#p1}", [("TX221", "1:1")]),
        ("–  {#p1}", [("TX221", "1:1")]),
        ("{#p1}", [("TX221", "1:1")]),
        ("# {#p1}", [("TX221", "1:1")]),
        ("[[table: rpm]] {#p1}", [("TX221", "1:1")]),
        ("____________ {#p1}", [("TX221", "1:1")]),
        ("Texte[^a]", [("TX208", "1:6")]),
        ("[^a]: Texte", [("TX209", "1:1")]),
        ("Un[^a] deux[^a]\n[^a]: Texte", [("TX219", "1:12")]),
        ("Un[^a]\n[^a]: Texte\n[^a]: Texte", [("TX203", "3:1")]),
        ("Un[^a][^b]\n[^a]: Texte[^b]\n[^b]: Texte", [("TX222", "2:1")]),
        ("Un[^a]\n[^a]: Texte {#p1}", [("TX221", "2:1")]),
        ("Un[^a]\n[^a]: ", [("TX221", "2:1")]),
    ],
)
def test_a_fault_is_reported_at_its_place(tmp_path: Path, typed: str, issues: list[tuple[str, str]]) -> None:
    assert places(fragment(tmp_path, typed)[1]) == issues


def test_all_faults_are_reported_at_once(tmp_path: Path) -> None:
    _, found = fragment(tmp_path, "- Un\nDeux[^x]\n\n(a)\tTrois\n[[b: c]]\nQuatre\x07 {#p}\n")
    assert sorted(places(found)) == [("TX102", "6:7"), ("TX208", "2:5"), ("TX213", "1:1"), ("TX214", "5:1"), ("TX221", "4:1")]


def test_a_line_with_a_fault_is_still_there(tmp_path: Path) -> None:
    read, _ = fragment(tmp_path, "- Un {#p1}\n(a)\tDeux {#p2}\nTrois[^x] {#p3}")
    assert [each.unit for each in read.lines] == ["p1", "p2", "p3"]
    assert plain(read.lines[2].content) == "Trois"


def test_a_fault_says_what_was_found(tmp_path: Path) -> None:
    (one, two) = fragment(tmp_path, "Un\x1f\n\n(a)\tDeux")[1]
    assert argument(one, "character") == "U+001F"
    assert argument(two, "found") == "(a)"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_any_line_end_and_a_byte_order_mark_are_taken(tmp_path: Path, end: str, mark: bytes) -> None:
    typed = "1.1\tUn {#p1}\n\n \t\na)\tDeux {#p2}\n"
    read, found = fragment(tmp_path, mark + typed.replace("\n", end).encode())
    assert found == []
    assert [(each.kind, each.claim, each.unit, each.location.row) for each in read.lines] == [
        (NUMBERED, "1.1", "p1", 1),
        (ENTRY, "a)", "p2", 4),
    ]
    assert texts(read) == ["Un", "Deux"]


def test_other_separators_do_not_end_a_line(tmp_path: Path) -> None:
    assert texts(fragment(tmp_path, "Un\u2028deux {#p1}")[0]) == ["Un\u2028deux"]
    assert places(fragment(tmp_path, "Un\u0085deux {#p1}")[1]) == [("TX102", "1:3")]


def test_a_file_in_another_encoding_is_refused_with_the_place_of_its_first_byte(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as refused:
        fragment(tmp_path, "Un\r\nDeux à ".encode() + "été".encode("cp1252"))
    assert places([refused.value.issue]) == [("TX101", "2:8")]
    assert argument(refused.value.issue, "byte") == "0xE9"


@pytest.mark.parametrize("typed", ["", "\n\n", "\ufeff", " \t\n"])
def test_an_empty_file_is_an_empty_fragment(tmp_path: Path, typed: str) -> None:
    read, found = fragment(tmp_path, typed)
    assert (read.lines, found) == ((), [])


def test_the_text_of_a_footnote_goes_to_its_call_wherever_it_stands(tmp_path: Path) -> None:
    read, found = fragment(tmp_path, "[^a]: {{d}} *Un* [b](https://c)\n1.1\tTexte[^a] et **deux[^b]** {#p7}\n[^b]:Deux")
    assert found == []
    (only,) = read.lines
    first, second = (inline for inline in inlines(only.content) if isinstance(inline, Note))
    assert (first.unit, plain(first.content)) == ("p7.fn.a", " Un b")
    assert (second.unit, second.content) == ("p7.fn.b", (Text("Deux"),))
    assert any(isinstance(inline, Value) for inline in inlines(first.content))
    assert isinstance(only.content[-1], Strong)
    assert first.location is not None
    assert first.location.row == 1


def test_a_footnote_of_a_paragraph_without_id_has_none_either(tmp_path: Path) -> None:
    (only,) = fragment(tmp_path, "Texte[^a]\n[^a]: Un")[0].lines
    assert [inline.unit for inline in inlines(only.content) if isinstance(inline, Note)] == [""]


def test_a_mark_is_placed_where_it_stands_in_the_file(tmp_path: Path) -> None:
    (only,) = fragment(tmp_path, "\n1.1\tdu {{a.b:from}} {#p1}")[0].lines
    (value,) = (inline for inline in inlines(only.content) if isinstance(inline, Value))
    assert value.location is not None
    assert (value.location.place, value.location.length) == ("2:8", len("{{a.b:from}}"))


# The blanks behind a number and before an id are no part of the text.
UNMARKED = any_text().map(lambda text: "".join(char for char in text if char not in "\\*[^{").strip()).filter(bool)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fragments")


@given(text=UNMARKED)
def test_a_text_without_marks_comes_back_character_for_character(folder: Path, text: str) -> None:
    read, found = fragment(folder, f"2.4\t{text} {{#p1}}\r\n")
    assert found == []
    assert texts(read) == [text]


PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            ["\n", "\r\n", "\t", " ", "{#p1}", "{#", "}", "[^a]", "[^a]: ", "[[table: a]]", "[[ref: a]]", "]]", "\\"]
        ),
        st.sampled_from(["# ", "## ", "1.1", "10)", "i)", "–", "- ", "**", "*", "A: ", "____________", "{{a:b}}"]),
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=4),
    )
).map("".join)


@given(typed=PIECES)
def test_no_text_makes_the_reader_fail_and_each_line_is_in_the_file(folder: Path, typed: str) -> None:
    read, found = fragment(folder, typed)
    last = len(lines(typed))
    assert all(1 <= each.location.row <= last for each in (*read.lines, *found))
    # Nothing is lost in silence: with nothing reported, every line that holds something was read.
    if not found:
        kept = [text for text in lines(typed.removeprefix("\ufeff")) if text.strip(" \t") and not text.startswith("[^a]:")]
        assert len(read.lines) == len(kept)
