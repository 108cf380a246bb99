"""What cells usually hold is read a column at a time as it is read a cell at a time."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.gate.reading import FORBIDDEN
from pipeline.issues import Issue
from pipeline.model.records import Sheet
from pipeline.read import records
from pipeline.read.characters import is_sound, turned, unusable
from pipeline.read.grid import Grid, Raw
from pipeline.read.near import Nearest
from pipeline.read.page import Page, read_page
from pipeline.read.records import Reading
from pipeline.read.schema import SHEETS
from pipeline.read.typed import Typing
from pipeline.read.usual import UNUSUAL, Ids, Values

DAY = datetime.date(2021, 3, 29)
TEXTS = (
    *("a", "p-1", "Été", "b c", " x", "'q", "x\u200b", "\u200b", "\u00a0", "рpm", "rpm", "é.1", "_a", "1x"),
    *("yes", "no", "Yes", "12", "3.5", "29/03/2021", "1.", "I.\tx", "2.1 Titre", "A\nB", "note: b", "a:b", "CZ:formal", "CZ: "),
    *("https://itu.int/{lang}", "HTTPS://itu.int", "ftp://x", "https://a b", "mailto:a@itu.int", "mailto:é@itu.int"),
    *("section", "annex", "table", "list", "part", "sub", "–", "a)", "1)"),
    *(
        "**f**",
        "[a](https://x.y)",
        "{a}",
        "a[^b]",
        "\\",
        "^er^",
        "\ufffd",
        "\x07",
        "\u202ex",
        "\u2066x",
        "\u2066x\u2069",
        "\ue000",
    ),
    *("x" * 32_767, "x" * 32_768, "🌍" * 16_384, "é" * 16_384),
)
VALUES: tuple[Raw, ...] = (*TEXTS, 0, 1, -3, 44_281, 1.5, 0.69, True, False, DAY)


@st.composite
def pages(draw: st.DrawFn) -> Page:
    """A sheet with rows in which anything stands under any name."""
    name = draw(st.sampled_from([*SHEETS, "own"]))
    names = draw(st.permutations([*(SHEETS.get(name) or ("id", "label", "x")), "more"]))
    names = names[: draw(st.sampled_from([len(names), len(names), 2]))]
    values: dict[tuple[int, int], Raw] = {(1, column): title for column, title in enumerate(names, 1)}
    shown: dict[tuple[int, int], str] = {}
    for row in draw(st.lists(st.integers(2, 40), max_size=4, unique=True)):
        for column, title in enumerate(names, 1):
            usually = st.just(f"p{row}") if title == "id" else st.sampled_from(("a", "b c", DAY, 7, "yes", "CZ", "fr:short"))
            if (value := draw(st.none() | usually | usually | st.sampled_from(VALUES))) is not None:
                values[row, column] = value
            if draw(st.integers(0, 9)) == 0:
                shown[row, column] = draw(st.sampled_from(["69%", "1,300", "#N/A", "2021-03-29 14:30:00"]))
    grid = Grid(name, values, max(row for row, _ in values), len(names), shown)
    return read_page(Path("document.xlsx"), grid, "id")


def outcome(page: Page) -> tuple[object, list[Issue]]:
    """The records of a page with all their places, and what was reported."""
    found: list[Issue] = []
    nearest = Nearest()
    read: Sheet = Reading(Typing("fr", nearest, found.append), nearest, found.append).sheet(page)
    return [(repr(one), [column.location for column in one.columns.values()]) for one in read], found


def no_ids(page: Page, _: int) -> Ids:
    return [UNUSUAL] * len(page.rows)


def no_values(page: Page, *_: object) -> Values:
    return [UNUSUAL] * len(page.rows)


@given(pages())
def test_a_column_at_a_time_is_a_cell_at_a_time(page: Page) -> None:
    quickly = outcome(page)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(records, "usual_ids", no_ids)
        patch.setattr(records, "usual_values", no_values)
        assert quickly == outcome(page)


@given(st.sampled_from(TEXTS) | st.text(st.characters() | st.sampled_from("\u2066\u2069\u202a\u202c\n\u00a0"), min_size=1))
def test_a_sound_text_has_neither_what_cannot_be_printed_nor_what_turns_it_round(text: str) -> None:
    assert is_sound(text) == (
        not unusable(text) and not turned(text) and len(text.encode("utf-16-le", "surrogatepass")) <= 65_534
    )


def test_of_what_is_forbidden_only_the_sign_of_a_lost_character_is_printable() -> None:
    assert [char for char in map(chr, range(0x110000)) if char.isprintable() and FORBIDDEN.match(char)] == ["\ufffd"]
