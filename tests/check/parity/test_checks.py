"""Each check on a text with its fault, and on one that looks like it and has none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.check.parity import CHECKS
from pipeline.check.parity.completeness import counted
from pipeline.check.parity.dates import found as dates_in
from pipeline.check.parity.numbers import found as numbers_in
from pipeline.check.parity.text import Side
from pipeline.check.translation import Originals, translation_issues
from pipeline.issues import REGISTRY, Issue, Location
from pipeline.localise.catalogue import Catalogue, Entry, State
from pipeline.model.inlines import Content, Note, Text
from pipeline.model.walk import mapped
from pipeline.read.markup import parsed
from tests.check.parity.catalogues import compared, pack
from tests.documents import document, paragraph, plain_section

HERE = Location(Path("ar.po"), row=7, column=1)
LONG = "La Conférence a examiné les rapports soumis par les commissions et en a pris note avec une vive satisfaction"
GROUPS = "The Conference considered the reports of the study groups and took note with satisfaction"


def content(text: str, unit: str) -> Content:
    own = lambda one: (replace(one, unit=f"{unit}.fn.{one.unit}"),) if isinstance(one, Note) else (one,)  # noqa: E731
    return mapped(parsed(text, HERE, lambda _: None, pattern=unit.endswith(".pattern")), own)


def issues(
    text: str,
    translation: str,
    language: str = "en",
    *,
    unit: str = "p1",
    fresh: bool = True,
    waivers: Mapping[str, str] | None = None,
) -> list[Issue]:
    """What is said of the translation of a French text."""
    entry = Entry(unit, text, translation, content(translation, unit), HERE, waivers=waivers or {})
    return compared(content(text, unit), pack("fr"), entry, pack(language), fresh=fresh)


def codes(text: str, translation: str, language: str = "en", **more) -> list[str]:
    return [found.code for found in issues(text, translation, language, **more)]


def side(text: str, language: str) -> Side:
    return Side((Text(text),), pack(language))


CASES = [
    ("TR201", "Du {{a.b:from}}.", "From {{a.c:from}}.", "From {{a.b:dash}}."),
    ("TR202", "{label} ({note})", "{label} (note)", "({note}) {label}"),
    ("TR203", "Voir [[ref: p2]].", "See [[ref: p3]].", "See [[ref: p2]]."),
    ("TR204", "Six[^a] pays[^b].", "Six[^a] countries.", "Six[^b] countries[^a]."),
    ("TR205", "[Site](https://a.b/c)", "[Site](https://a.b/d)", "[Web site](https://a.b/c)"),
    ("TR206", "La cote CL-19/33.", "Symbol CL 19/33.", "Symbol CL\u201119/33."),
    ("TR206", "La cote TDAG-21/2/13(Rév.1).", "Symbol TDAG-21/2/14(Rev.1).", "Symbol TDAG-21/2/13(Rev.1)."),
    ("TR207", "Le 1er avril 1998.", "On 2 April 1998.", "On 1 April 1998."),
    ("TR207", "Les 6 et 7 juin 2022.", "On 7 and 6 June 2022.", "6-7 June 2022."),
    ("TR207", "Le 6 juin.", "On 6 July.", "On 6 June."),
    ("TR208", "Environ 1\u00a0300 pages.", "Some 13 pages.", "Some 1\u202f300 pages."),
    ("TR208", "Environ 2,9 pages.", "Some 29 pages.", "Some 2.9 pages."),
    ("TR208", "Soit 69%.", "That is 69.", "That is 69%."),
    ("TR209", "Le **grand** *jour*.", "The great *day*.", "The *day*, the **great** one."),
    ("TR210", "Ordre", " \u00a0", "Order"),
    ("TR211", "Ordre de la journée", "Ordre de la journée", "Order of the day"),
    ("TR212", "Ordre", "Or\u202bder", "Or\u202bd\u202cer"),
    ("TR212", "Ordre", "Or\u2067d\u202cer", "Or\u2067d\u2069er"),
    ("TR212", "Ordre", "Or\u2069der", "Order"),
    ("TR213", "Ordre", "Order \ufedf", "Order"),
    ("TR213", "Ordre 7", "Order \u0667", "Order 7"),
    ("TR214", "Ordre;", "Order,", "Order;"),
    ("TR215", LONG, "The Conference noted", "The Conference considered the reports of the study groups and took note with satisfaction"),
    ("TR216", f"{LONG}. Fin.", f"{GROUPS}, the end.", f"{GROUPS}. The end."),
    ("TR217", "Ordre (jour)", "Order (day", "Order (day)"),
    ("TR217", "Ordre", "Order [’]", "Order []"),
    ("TR218", "Ordre", "An  order", "An order"),
    ("TR218", 'L\'"ordre"', 'The "order', 'The "order"'),
    ("TR219", "La CMDT", "The CMDT (WTDC)", "The WTDC"),
    ("TR220", "Le Conseil", "The Board", "The Council"),
    ("TR224", "La conférence", "The WTDC", "The conference"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "faulty", "sound"), CASES, ids=[f"{one[0]} {one[2][:20]}" for one in CASES])
def test_a_check_sees_its_fault_and_nothing_in_a_sound_text(code: str, text: str, faulty: str, sound: str) -> None:
    unit = "t.pattern" if "{label}" in text else "p1"
    assert code in codes(text, faulty, unit=unit)
    expected = (
        ["TR217", "TR217"]
        if code == "TR212" and "\u202b" in sound
        else ["TR217"]
        if code == "TR212" and "\u2067" in sound
        else []
    )
    assert code not in codes(text, sound, unit=unit)
    assert set(codes(text, sound, unit=unit)) <= set(expected)


def test_every_code_of_a_check_is_provoked_here() -> None:
    others = {"TR221", "TR222", "TR223"}  # below, and in test_committed
    assert {case[0] for case in CASES} | others == {code for code in REGISTRY if code.startswith("TR2")}


def test_a_place_and_what_differs_are_told() -> None:
    (found,) = issues("Voir 7 et 8.", "See 7 and 9.")
    assert found.location == HERE
    assert dict(found.arguments) == {"unit": "p1", "lang": "en", "missing": "8", "extra": "9"}


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("du 6 au 16 juin 2022", "fr", [("2022", "6", "6", "2022", "6", "16")]),
        ("23 mars – 1er avril 1998", "fr", [("1998", "3", "23", "1998", "4", "1")]),
        ("del 8 al 12 de noviembre de 2021", "es", [("2021", "11", "8", "2021", "11", "12")]),
        ("с 27 апреля по 3 мая 2021 года", "ru", [("2021", "4", "27", "2021", "5", "3")]),
        ("2018年4月17-27日，2019年1月2日", "zh", [("2018", "4", "17", "2018", "4", "27"), ("", "", "", "2019", "1", "2")]),
        ("في 8 أبريل 2021", "ar", [("", "", "", "2021", "4", "8")]),
        ("من 8 إلى 12 نوفمبر", "ar", [("", "11", "8", "", "11", "12")]),
        ("en 2022, novembre", "fr", []),
    ],
)
def test_a_date_is_read_in_each_language(text: str, language: str, expected: list[tuple[str, ...]]) -> None:
    assert list(dates_in(side(text, language))) == expected


def test_days_may_change_places_only_where_a_pack_says_so() -> None:
    assert codes("Les 6 et 7 juin 2022.", "يومي 7 و6 يونيو 2022.", "ar") == []
    assert codes("Les 6 et 7 juin 2022.", "7 и 6 июня 2022 года.", "ru") == ["TR207"]


def test_numbers_are_read_without_dates_months_and_names() -> None:
    assert numbers_in(side("P2C在2021年11月，67%，第1款", "zh")) == ("67 (percent)", "2021", "1")
    assert numbers_in(side("67 في المائة و1\u00a0300", "ar")) == ("67 (percent)", "1300")


def test_a_sentence_does_not_end_after_an_abbreviation_or_in_brackets() -> None:
    assert counted(side("Resolution 77 (Rev. Dubai, 2018). See No. 5. End", "en")) == 3
    assert counted(side("第一句。2021年第二句？", "zh")) == 2


def test_italic_counts_only_where_both_languages_have_it() -> None:
    assert "TR209" not in codes("Le *jour*.", "日。", "zh")


def test_a_text_in_another_script_needs_only_one_word_of_its_own() -> None:
    assert codes("Contexte de base", "Contexte", "ru") == ["TR211"]
    assert codes("Kigali", "Kigali", "ru") == []


def test_a_stale_entry_is_checked_for_what_needs_no_source() -> None:
    assert codes("Voir 7; voir 8", "See  9 (", fresh=False) == ["TR217", "TR218"]


def test_a_sign_without_its_other_is_shown_with_the_text_that_it_is_in() -> None:
    (found,) = issues("Ordre (jour)", "Order (day")
    assert dict(found.arguments)["found"] == "Order (day"


def test_a_waived_check_is_a_note_with_its_reason() -> None:
    (found,) = issues("Voir 7.", "See seven.", waivers={"number": "in words"})
    assert found.code == "TR221"
    assert dict(found.arguments) == {"unit": "p1", "lang": "en", "check": "number", "reason": "in words"}


def test_a_waiver_that_nothing_needs_or_knows_is_reported() -> None:
    found = issues("Voir 7.", "See 7.", waivers={"number": "in words", "nombre": "x"})
    assert [(one.code, dict(one.arguments)["check"]) for one in found] == [("TR222", "number"), ("TR222", "nombre")]


def test_checks_have_names_of_their_own() -> None:
    names = [check.name for check in CHECKS]
    assert len(set(names)) == len(names)


def test_missing_and_stale_units_stop_a_final_only() -> None:
    written = replace(document(plain_section(paragraph("Un.", "p1"), paragraph("Deux.", "p2"))), lines=(), box=())
    units = Originals(written, pack("fr"))
    stale = Entry("p2", "Trois.", "Two.", content("Two.", "p2"), HERE)
    catalogue = Catalogue("en", {"p2": stale}, HERE)
    states = {"p1": State.MISSING, "p2": State.STALE}
    found = [one.code for one in translation_issues(units, catalogue, states, pack("en"), final=True)]
    assert found == ["TR103", "TR104"]
    assert not list(translation_issues(units, catalogue, states, pack("en"), final=False))
