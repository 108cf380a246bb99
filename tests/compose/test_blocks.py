"""The lines of a fragment into blocks: headings nest, list entries find their level."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.compose.blocks import blocks_of
from pipeline.issues import Issue
from pipeline.model.blocks import Block, Enumeration, Marker, Paragraph, Rule, Section
from pipeline.model.fragments import FragmentLine
from pipeline.model.plain import plain
from pipeline.read.fragments import read_fragment
from tests.documents import counted, document, entries, plain_section, table

Read = Callable[..., tuple[Block, ...]]


def nothing(_: FragmentLine) -> tuple[Block, ...]:
    return ()


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """The blocks of a fragment with these lines."""

    def blocks(*lines: str, insert: Callable[[FragmentLine], tuple[Block, ...]] = nothing) -> tuple[Block, ...]:
        path = tmp_path / "fragment.md"
        path.write_text("\n".join(lines), "utf-8")
        found: list[Issue] = []
        made = blocks_of(read_fragment(path, found.append).lines, insert)
        assert not found, found
        return made

    return blocks


def outline(blocks: tuple[Block, ...], depth: int = 0) -> list[str]:
    """One line a paragraph, entry or heading, with its computed label, a dot for each level it is below the top."""
    shown = []
    for block in counted(document(plain_section(*blocks))).body[0].blocks if not depth else blocks:
        match block:
            case Paragraph():
                shown.append("." * depth + ("→" if block.indented else "") + f"{block.label} {plain(block.content)}".strip())
            case Enumeration(every):
                for one in every:
                    shown += ["." * depth + f"{one.label} {plain(one.content)}".strip(), *outline(one.blocks, depth + 1)]
            case Section():
                shown += [
                    "." * depth + f"# {block.label} {plain(block.content)}".replace("  ", " "),
                    *outline(block.blocks, depth + 1),
                ]
            case _:
                shown.append("." * depth + type(block).__name__)
    return shown


@pytest.mark.parametrize(
    ("lines", "want"),
    [
        (["One.", "Two."], ["One.", "Two."]),
        (["a)\tone", "b)\ttwo", "Text.", "a)\tone"], ["a) one", "b) two", "Text.", "a) one"]),
        (["a)\tone", "–\tinner", "–\tinner", "b)\ttwo"], ["a) one", ".– inner", ".– inner", "b) two"]),
        (
            ["1)\tone", "a)\ttwo", "–\tthree", "i)\tfour", "ii)\tfour", "–\tthree", "2)\tone"],
            ["1) one", ".a) two", "..– three", "...i) four", "...ii) four", "..– three", "2) one"],
        ),
        (["–\touter", "a)\tinner", "–\touter", "a)\tinner"], ["– outer", ".a) inner", "– outer", ".a) inner"]),
        (["a)\tone", "\tcontinues", "b)\ttwo"], ["a) one", ".→continues", "b) two"]),
        (["a)\tone", "–\tinner", "\tcontinues"], ["a) one", ".– inner", "..→continues"]),
        (["\tstands alone", "Text."], ["→stands alone", "Text."]),
        (["ACCÈS: one", "ADOPTION: two"], ["ACCÈS: one", "ADOPTION: two"]),
        (["a)\tone", "____________", "b)\ttwo"], ["a) one", "Rule", "a) two"]),
        (["A)\tone", "B)\ttwo"], ["A) one", "B) two"]),
    ],
)
def test_an_entry_goes_to_the_open_list_of_its_marker_or_opens_a_deeper_one(
    lines: list[str], want: list[str], read: Read
) -> None:
    assert outline(read(*lines)) == want


LETTERS = [f"{sign})\tentry" for sign in "abcdefgh"]


@pytest.mark.parametrize(
    ("lines", "want"),
    [
        ([*LETTERS, "i)\tninth", "j)\ttenth"], ["i) ninth", "j) tenth"]),
        (["a)\tone", "i)\tinner", "ii)\tinner", "b)\ttwo"], [".i) inner", ".ii) inner", "b) two"]),
        (["i)\tone", "ii)\ttwo", "iii)\tthree", "iv)\tfour", "v)\tfive"], ["iv) four", "v) five"]),
        (["a)\tone", "b)\ttwo", "c)\tthree", "d)\tfour"], ["c) three", "d) four"]),
        (["i)\tone", "a)\tinner", "b)\tinner", "c)\tinner", "ii)\ttwo"], [".c) inner", "ii) two"]),
        (
            [*(f"{sign})\tentry" for sign in ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")), "x)\tten"],
            ["ix) entry", "x) ten"],
        ),
        ([*LETTERS, *(f"{sign})\tentry" for sign in "ijk"), "l)\ttwelfth"], ["k) entry", "l) twelfth"]),
    ],
)
def test_a_letter_that_is_a_roman_number_too_is_what_the_open_lists_expect(
    lines: list[str], want: list[str], read: Read
) -> None:
    assert outline(read(*lines))[-len(want) :] == want


def test_headings_hold_what_follows_up_to_the_next_of_their_depth(read: Read) -> None:
    lines = ["before", "# One", "in one", "## Deeper", "in deeper", "# Two", "in two"]
    assert outline(read(*lines)) == ["before", "# One", ".in one", ".# Deeper", "..in deeper", "# Two", ".in two"]


def test_a_heading_may_begin_deeper_than_the_next(read: Read) -> None:
    assert outline(read("## Deep", "text", "# Top", "text")) == ["# Deep", ".text", "# Top", ".text"]


def test_a_heading_ends_a_list(read: Read) -> None:
    assert outline(read("a)\tone", "# H", "a)\tone")) == ["a) one", "# H", ".a) one"]


def test_a_heading_with_a_number_is_numbered(read: Read) -> None:
    first, second = read("# 1.1 One", "# Two")
    assert isinstance(first, Section)
    assert isinstance(second, Section)
    assert (first.numbered, first.claim, second.numbered) == (True, "1.1", False)


def test_blocks_keep_their_ids_names_claims_and_places(read: Read) -> None:
    heading, *_ = read("# Propositions {#p1 #Proposal}", "1.1\tText. {#p2}", "a)\tentry {#p3}", "\tmore {#p4}")
    assert isinstance(heading, Section)
    paragraph, enumeration = heading.blocks
    assert isinstance(paragraph, Paragraph)
    assert isinstance(enumeration, Enumeration)
    (first,) = enumeration.entries
    (more,) = first.blocks
    assert isinstance(more, Paragraph)
    assert [one.unit for one in (heading, paragraph, first, more)] == ["p1", "p2", "p3", "p4"]
    assert heading.names == ("Proposal",)
    assert [one.claim for one in (heading, paragraph, first, more)] == ["", "1.1", "a)", ""]
    assert [one.location.row for one in (heading, paragraph, first, more) if one.location] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("lines", "want"),
    [
        (["[[table: t]]"], ["Table"]),
        (["a)\tone", "[[table: t]]", "a)\tone"], ["a) one", "Table", "a) one"]),
        (["[[list: l]]", "–\tmine"], ["– entry 1", "– entry 2", "– mine"]),
        (["a)\tone", "[[list: l]]", "b)\ttwo"], ["a) one", ".– entry 1", ".– entry 2", "b) two"]),
        (["Text.", "[[list: l]]", "Text."], ["Text.", "– entry 1", "– entry 2", "Text."]),
    ],
)
def test_what_is_composed_stands_where_it_is_asked_for(lines: list[str], want: list[str], read: Read) -> None:
    def insert(line: FragmentLine) -> tuple[Block, ...]:
        return (table(("a",)),) if line.target == "t" else (entries(Marker.DASH, 2),)

    assert outline(read(*lines, insert=insert)) == want


def test_a_composed_list_stays_one_of_its_own(read: Read) -> None:
    made = read("[[list: l]]", "–\tmine", insert=lambda _: (entries(Marker.DASH, 2),))
    assert [len(block.entries) for block in made if isinstance(block, Enumeration)] == [2, 1]


def test_nothing_makes_nothing(read: Read) -> None:
    assert read("", "  ", "\t") == ()
    assert read("____________") == (Rule(),)
