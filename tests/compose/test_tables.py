"""Tables and lists out of rows of the `tables` sheet: a new one needs no code."""

from __future__ import annotations

import datetime

import pytest

from pipeline.compose.tables import Tables
from pipeline.issues import Issue
from pipeline.model.blocks import Block, Document, Enumeration, Marker, Table
from pipeline.model.inlines import Link
from pipeline.model.plain import plain
from pipeline.model.records import FieldContent, Record
from pipeline.model.values import Name
from pipeline.model.walk import inlines
from tests.documents import argument, codes, document, french, made, piece, plain_section, record, settled, sheet, workbook

MEETINGS = sheet(
    "meetings",
    *(
        record("meetings", id_, row, type=kind, order=order, label=piece(f"meetings.{id_}.label", label), start=datetime.date(2021, month, 9),
               end=None, mode=mode, place=place and Name("city", place), url=url)
        for row, (id_, kind, order, label, month, mode, place, url) in enumerate(
            [
                ("eur", "rpm", 2, "Europe", 3, "virtual", None, "https://a.org/{lang}"),
                ("afr", "rpm", 1, "Afrique", 4, "virtual", None, None),
                ("irm", "irm", 3, "IRM-1", 1, "physical", "geneva", None),
            ],
            2,
        )
    ),
)  # fmt: skip


def spec(id_: str, row: int = 2, **values: FieldContent | None) -> Record:
    """A row of the tables sheet; `header` and `pattern` as typed."""
    for name in ("header", "pattern"):
        if isinstance(typed := values.get(name), str):
            values[name] = piece(f"tables.{id_}.{name}", typed, pattern=True)
    return record("tables", id_, row, **{"sheet": None, **values})


def table(**values: FieldContent | None) -> Record:
    return spec("t", form="table", **{"sheet": "meetings", **values})


def column(id_: str, row: int, pattern: str | None = "{label}", **values: FieldContent | None) -> Record:
    return spec(id_, row, parent="t", **{"order": row, "pattern": pattern, **values})


def composed(*rows: Record, form: str = "table") -> tuple[tuple[Block, ...], list[Issue]]:
    found: list[Issue] = []
    tables = Tables(workbook({}, sheet("tables", *rows), MEETINGS), found.append)
    assert tables.ids(form) == ["t"]
    return tables.made(form, "t"), found


def only(blocks: tuple[Block, ...]) -> tuple[Document, Table | Enumeration]:
    """The settled document and the one table or list in it."""
    found = settled(document(plain_section(*blocks)), french())
    (block,) = found.body[0].blocks
    assert isinstance(block, Table | Enumeration)
    return found, block


def cells(*rows: Record) -> list[list[str]]:
    """What the cells of the table say, and that its Word file is sound."""
    blocks, found = composed(*rows)
    assert found == []
    made(document(plain_section(*blocks)))
    _, block = only(blocks)
    assert isinstance(block, Table)
    return [[plain(cell.content) for cell in row.cells] for row in block.rows]


def test_a_table_has_a_row_for_each_record_that_its_filter_accepts() -> None:
    assert cells(table(filter="type=rpm"), column("a", 3), column("b", 4, "{start:long}")) == [
        ["Europe", "9 mars 2021"],
        ["Afrique", "9 avril 2021"],
    ]


@pytest.mark.parametrize(
    ("sort", "want"),
    [
        ("", ["Europe", "Afrique", "IRM-1"]),
        ("order", ["Afrique", "Europe", "IRM-1"]),
        ("start", ["IRM-1", "Europe", "Afrique"]),
        ("label", ["Afrique", "Europe", "IRM-1"]),
        ("type", ["IRM-1", "Europe", "Afrique"]),
        ("id", ["Afrique", "Europe", "IRM-1"]),
    ],
)
def test_the_rows_come_in_the_order_of_a_column(sort: str, want: list[str]) -> None:
    assert [row[0] for row in cells(table(sort=sort), column("a", 3))] == want


def test_rows_of_one_order_are_one_column_and_the_first_that_accepts_a_record_gives_the_cell() -> None:
    virtual = column("v", 3, "{label} en ligne", order=1, filter="mode=virtual")
    physical = column("p", 4, "{label}, {place}", order=1, filter="mode=physical")
    assert cells(table(), virtual, physical) == [["Europe en ligne"], ["Afrique en ligne"], ["IRM-1, Genève"]]


def test_columns_without_an_order_are_each_their_own() -> None:
    rows = cells(
        table(filter="type=irm"), column("a", 3, "a", order=5), column("b", 5, "b", order=None), column("c", 6, "c", order=None)
    )
    assert rows == [["a", "b", "c"]]


def test_a_head_is_there_where_one_column_has_a_header() -> None:
    headed, bare = (composed(table(), column("a", 3, header=header), column("b", 4))[0][0] for header in ("Région", None))
    assert isinstance(headed, Table)
    assert isinstance(bare, Table)
    assert [plain(cell.content) for cell in headed.head] == ["Région", ""]
    assert bare.head == ()


def test_widths_are_shares_and_equal_where_none_is_given() -> None:
    (found,) = composed(table(), column("a", 3, width=20), column("b", 4, width=35.5), column("c", 5))[0]
    assert isinstance(found, Table)
    assert found.widths == (20, 35.5, 1.0)


def test_every_cell_has_a_unit_of_its_own_made_of_ids() -> None:
    (found,) = composed(table(), column("a", 3, header="A"), column("b", 4))[0]
    assert isinstance(found, Table)
    assert [cell.unit for row in found.rows for cell in row.cells][:3] == ["t.eur.a", "t.eur.b", "t.afr.a"]
    assert [cell.unit for cell in found.head] == ["tables.a.header", "tables.b.header"]


def test_a_link_without_an_address_in_its_row_is_its_text() -> None:
    blocks, _ = composed(table(filter="type=rpm"), column("a", 3, "[Rapport]({url})"))
    _, found = only(blocks)
    assert isinstance(found, Table)
    links = [[one.url for one in inlines(row.cells[0].content) if isinstance(one, Link)] for row in found.rows]
    assert links == [["https://a.org/fr"], []]
    assert [plain(row.cells[0].content) for row in found.rows] == ["Rapport", "Rapport"]
    assert list(made(document(plain_section(*blocks))).links().values()) == ["https://a.org/fr"]


@pytest.mark.parametrize(
    ("marker", "kind"),
    [(None, Marker.DASH), ("–", Marker.DASH), ("•", Marker.BULLET), ("1)", Marker.ARABIC), ("a)", Marker.LETTER)],
)
def test_a_list_has_an_entry_for_each_record(marker: str | None, kind: Marker) -> None:
    blocks, found = composed(
        spec("t", form="list", sheet="meetings", sort="order", marker=marker, pattern="{label}, {start:long}"), form="list"
    )
    assert found == []
    made(document(plain_section(*blocks)))
    _, listed = only(blocks)
    assert isinstance(listed, Enumeration)
    assert [one.unit for one in listed.entries] == ["t.afr", "t.eur", "t.irm"]
    assert {one.marker for one in listed.entries} == {kind}
    assert plain(listed.entries[0].content) == "Afrique, 9 avril 2021"


@pytest.mark.parametrize(
    ("rows", "want"),
    [
        ([table()], ["TB101"]),
        ([table(), column("a", 3, None)], ["TB101"] * 3),
        ([table(sheet="meeting"), column("a", 3)], ["TB102"]),
        ([table(sort="ordre"), column("a", 3)], ["TB103"]),
        ([table(filter="type=irm"), column("a", 3, "{lable}")], ["TB103"]),
        ([table(filter="typ=irm"), column("a", 3)], ["TB104"]),
        ([table(filter="type=irm"), column("a", 3, filter="mode")], ["TB104"]),
        ([table(filter="type=irm"), column("a", 3, "{url}")], ["TB105"]),
        ([table(filter="type=nothing"), column("a", 3)], ["TB107"]),
        ([table(filter="type=rpm"), column("a", 3, filter="mode=physical")], ["TB108", "TB108"]),
    ],
)
def test_what_is_wrong_in_the_tables_sheet_is_reported(rows: list[Record], want: list[str]) -> None:
    assert sorted(set(codes(composed(*rows)[1]))) == sorted(set(want))


def test_a_list_without_pattern_is_reported() -> None:
    blocks, found = composed(spec("t", form="list", sheet="meetings"), form="list")
    assert set(codes(found)) == {"TB101"}
    assert not [one for block in blocks for one in block.entries if one.content]  # type: ignore[union-attr]


def test_tables_that_nothing_asks_for_are_known() -> None:
    tables = Tables(workbook({}, sheet("tables", table(), column("a", 3), spec("l", 4, form="list")), MEETINGS), lambda _: None)
    tables.made("table", "t")
    assert [one.id for one in tables.unused()] == ["l"]


@pytest.mark.parametrize("width", [0, -1, -0.5])
def test_a_width_is_more_than_nothing(width: float) -> None:
    blocks, found = composed(table(filter="type=rpm"), column("a", 3, width=width), column("b", 4, width=3))
    (found_one,) = found
    assert (found_one.code, argument(found_one, "found")) == ("XL222", f"{width:g}")
    assert found_one.location.place.startswith("tables!")
    (block,) = blocks
    assert isinstance(block, Table)
    assert block.widths == (1.0, 3.0)


@pytest.mark.parametrize(
    ("rows", "asked", "want"),
    [
        ([table(filter="type=rpm"), column("a", 3)], ["t"], ["irm"]),
        ([table(), column("a", 3)], ["t"], []),
        (
            [table(filter="type=rpm"), column("a", 3), spec("u", 4, form="table", sheet="meetings", filter="type=irm")],
            ["t", "u"],
            [],
        ),
        # A table that is itself reported, as unused or for its filter, says nothing about the rows.
        (
            [table(filter="type=rpm"), column("a", 3), spec("u", 4, form="table", sheet="meetings", filter="type=irm")],
            ["t"],
            [],
        ),
        (
            [table(filter="type=rpm"), column("a", 3), spec("u", 4, form="table", sheet="meetings", filter="typ=irm")],
            ["t", "u"],
            [],
        ),
        ([table(filter="type=rpm"), column("a", 3)], [], []),
    ],
)
def test_rows_that_no_table_prints_are_known(rows: list[Record], asked: list[str], want: list[str]) -> None:
    tables = Tables(workbook({}, sheet("tables", *rows), MEETINGS), lambda _: None)
    for one in asked:
        tables.made("table", one)
    assert [one.id for one in tables.unprinted()] == want
