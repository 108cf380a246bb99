"""What must hold in a numbered document: claims, ids, cross references."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.check.document import document_issues, without_id
from pipeline.issues import Issue, Location
from pipeline.model.blocks import Block, Document, Enumeration, Marker
from pipeline.model.inlines import Text
from tests.documents import (
    HERE,
    annex,
    argument,
    box_field,
    codes,
    counted,
    document,
    entry,
    line,
    note,
    numbered_paragraph,
    paragraph,
    section,
    see,
    table,
)
from tests.project import COUNCIL, TDAG, Project


def at(row: int) -> Location:
    return Location(Path("fragment.md"), row=row, column=1)


def issues(found: Document, *, final: bool = False) -> list[Issue]:
    return list(document_issues(counted(found), HERE, final=final))


def whole(*blocks: Block) -> Document:
    """A document of one numbered section with these blocks."""
    return document(section("A", *blocks, unit="s1"))


@pytest.mark.parametrize("document", [COUNCIL, TDAG])
def test_the_committed_documents_are_without_fault(document: str, project: Project) -> None:
    assert project.issues(document) == []


@pytest.mark.parametrize(("claim", "right"), [("1.2", "1.1"), ("2.1", "1.1"), ("1.10", "1.1"), ("1.01", "1.1")])
def test_a_wrong_claim_is_an_error_with_the_right_number(claim: str, right: str) -> None:
    wrong = replace(numbered_paragraph(unit="p1"), claim=claim, location=at(3))
    (found,) = issues(whole(wrong))
    assert (found.code, found.location, argument(found, "found"), argument(found, "right")) == ("TX201", at(3), claim, right)


def test_right_claims_are_silent() -> None:
    second = replace(entry(Marker.LETTER, unit="p3"), claim="b)")
    listed = Enumeration((replace(entry(Marker.LETTER, unit="p2"), claim="a)"), second))
    assert issues(whole(replace(numbered_paragraph(unit="p1"), claim="1.1"), listed)) == []


def test_a_wrong_marker_is_reported_as_a_wrong_number_is() -> None:
    (found,) = issues(whole(Enumeration((replace(entry(Marker.LETTER, unit="p2"), claim="c)"),))))
    assert (found.code, argument(found, "right")) == ("TX201", "a)")


def test_a_number_that_is_too_short_for_its_section_is_reported() -> None:
    assert codes(issues(whole(replace(numbered_paragraph(unit="p1", depth=1), claim="2")))) == ["TX223"]


@pytest.mark.parametrize(("final", "code"), [(False, "TX202"), (True, "TX217")])
def test_a_line_without_id_is_a_warning_in_a_draft_and_an_error_in_a_final(final: bool, code: str) -> None:
    assert codes(issues(whole(paragraph(), Enumeration((entry(Marker.DASH),))), final=final)) == [code, code]


def test_only_lines_of_fragments_need_an_id() -> None:
    found = document(
        section("A", table(("a",)), unit="s"),
        lines=[replace(line("title", "T"), unit="")],
        box=(box_field("summary"),),
        annexes=(annex("X"),),
    )
    assert issues(found, final=True) == []
    assert not without_id(paragraph(""))


@pytest.mark.parametrize(
    ("first", "second", "id_"),
    [
        (paragraph(unit="p1"), paragraph(unit="p1"), "p1"),
        (paragraph(unit="p1", names=("Name",)), paragraph(unit="p2", names=("Name",)), "Name"),
        (paragraph(unit="p1", names=("Name",)), paragraph(unit="p2", names=("NAME",)), "NAME"),
        (paragraph(unit="Name"), paragraph(unit="p2", names=("Name",)), "Name"),
    ],
)
def test_an_id_or_name_given_twice_is_reported_with_both_places(first: Block, second: Block, id_: str) -> None:
    (found,) = issues(whole(replace(first, location=at(2)), replace(second, location=at(7))))  # type: ignore[type-var]
    assert (found.code, found.location, argument(found, "id"), argument(found, "other")) == (
        "TX203",
        at(7),
        id_,
        "fragment.md 2:1",
    )


def test_an_id_given_three_times_is_reported_twice() -> None:
    assert codes(issues(whole(*(paragraph(unit="p1") for _ in range(3))))) == ["TX203", "TX203"]


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("p1", []),
        ("p3", []),
        ("s1", []),
        ("Name", []),
        ("sections.annex-0.heading", []),
        ("p2", ["TX215"]),
        ("p4", ["TX215"]),
        ("p5.fn.a", ["TX215"]),
        ("p99", ["TX207"]),
        ("name", ["TX207"]),
        ("settings.title", ["TX215"]),
    ],
)
def test_a_reference_needs_a_target_that_has_a_number_or_is_a_heading(target: str, code: list[str]) -> None:
    blocks = (
        paragraph((see(target),), "p0"),
        replace(numbered_paragraph(unit="p1"), names=("Name",)),
        paragraph(unit="p2"),
        Enumeration((entry(Marker.LETTER, unit="p3"),)),
        Enumeration((entry(Marker.DASH, unit="p4"),)),
        paragraph((Text("a"), note("b", "p5.fn.a")), "p5"),
    )
    found = document(section("A", *blocks, unit="s1"), lines=[line("title", "T")], annexes=(annex("X"),))
    assert codes(issues(found)) == code


def test_a_reference_to_nothing_names_the_nearest() -> None:
    (found,) = issues(whole(numbered_paragraph(unit="aims"), paragraph((see("ains"),), "p18", location=at(4))))
    assert (found.code, found.location, argument(found, "near")) == ("TX207", at(4), "aims")
    assert argument(found, "put") == "[[ref: aims]]"


def test_an_id_that_was_counted_is_near_to_no_other() -> None:
    (found,) = issues(whole(numbered_paragraph(unit="p17"), paragraph((see("p71"),), "p18", location=at(4))))
    assert (argument(found, "near"), found.argument("put")) == ("", None)


def test_a_reference_inside_a_note_is_checked_too() -> None:
    call = replace(note("", "p1.fn.a"), content=(see("p9"),))
    assert codes(issues(whole(paragraph((Text("a"), call), "p1")))) == ["TX207"]
