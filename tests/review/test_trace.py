"""Where a text comes from, and what a place in the sources touches."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.assemble.places import Places
from pipeline.assemble.trace import traced
from pipeline.issues import Location
from pipeline.model.inlines import Note
from pipeline.model.walk import carriers, inlines
from pipeline.review.trace import Role, Sources, named, note_origins, origins, touched

PLACES = Places(Path("sources"), Path("templates"), Path("build"))


@pytest.fixture(scope="module")
def sources() -> Sources:
    (made,) = traced(PLACES, "council-2022-wtdc", ["ru"])
    assert made.sources is not None
    return made.sources


def places(sources: Sources, name: str) -> set[tuple[str, str, str]]:
    (carrier,) = named(sources.settled, name, {})
    return {(one.role.value, one.location.path.name, one.location.place) for one in origins(carrier, sources)}


def test_a_paragraph_comes_from_its_line_its_translation_the_facts_and_documents_it_names_and_patterns(
    sources: Sources,
) -> None:
    assert places(sources, "p17") == {
        ("text", "02-lieu-et-dates.md", "11:1"),
        ("translation", "ru.po", "95:1"),
        ("reference", "document.xlsx", "references!C10"),
        ("fact", "document.xlsx", "facts!C2"),
        ("fact", "document.xlsx", "facts!D2"),
        ("form", "formats.toml", "27:1"),
    }


def test_a_composed_cell_comes_from_all_its_cells_and_its_pattern(sources: Sources) -> None:
    found = places(sources, "rpm.rpm-eur.rpm-dates")
    cells = {place for role, _, place in found if role == "text"}
    assert cells == {"meetings!F2", "meetings!G2", "meetings!H2"}
    assert {role for role, _, _ in found} == {"text", "pattern", "translation", "choice", "form"}


def test_a_line_of_the_masthead_names_its_slot_its_label_and_its_name(sources: Sources) -> None:
    assert {role for role, _, _ in places(sources, "line.place")} == {"text", "label", "name", "form", "slot"}


def test_a_number_names_its_paragraph(sources: Sources) -> None:
    (by_number,), (by_unit,) = named(sources.settled, "2.11", {}), named(sources.settled, "p17", {})
    assert by_number == by_unit
    assert named(sources.settled, "_u_x", {"_u_x": "p17"}) == (by_unit,)
    assert named(sources.settled, "99.9", {}) == ()


def test_a_cross_reference_names_its_target(sources: Sources) -> None:
    roles = {role for carrier in carriers(sources.settled) for role in (one.role for one in origins(carrier, sources))}
    assert Role.TARGET in roles


def test_every_text_of_the_document_has_a_place_that_can_be_opened(sources: Sources) -> None:
    for carrier in carriers(sources.settled):
        found = [one.location for one in origins(carrier, sources)]
        assert found, carrier.unit
        assert all(location.path.is_file() for location in found), carrier.unit
        for note in (inline for inline in inlines(carrier.content) if isinstance(inline, Note)):
            assert note_origins(note, sources)


WORKBOOK = Path("sources/council-2022-wtdc/document.xlsx")


@pytest.mark.parametrize(
    ("place", "units"),
    [
        (Location(WORKBOOK, "meetings", 4, 6), {"rpm.rpm-afr.rpm-dates": True}),
        (
            Location(WORKBOOK, "meetings", 4, 3),
            dict.fromkeys([f"rpm.rpm-afr.rpm-{c}" for c in ("region", "dates", "host", "report")], False),
        ),
        (Location(WORKBOOK, "facts", 3, 4), {"p7": True}),
        (Location(Path("sources/council-2022-wtdc/text/02-lieu-et-dates.md"), row=11, column=7), {"p17": True}),
        (Location(Path("sources/council-2022-wtdc/translations/ru.po"), row=95), {"p17": True}),
        (
            Location(WORKBOOK, "sections", 4, 3),
            dict.fromkeys(["sections.preparation.heading", *(f"p{n}" for n in range(20, 27))], False),
        ),
        (Location(WORKBOOK, "README", 1, 1), {}),
    ],
)
def test_a_place_touches_what_is_made_of_it_and_by_its_row_what_its_row_makes(
    sources: Sources, place: Location, units: dict[str, bool]
) -> None:
    assert {one.carrier.unit: one.direct for one in touched(place, sources)} == units


def test_an_entry_that_a_text_was_made_from_touches_that_text(sources: Sources) -> None:
    for carrier in carriers(sources.settled):
        for origin in origins(carrier, sources):
            if origin.role is Role.TEXT and origin.location.row:
                assert carrier.unit in {one.carrier.unit for one in touched(origin.location, sources)}
