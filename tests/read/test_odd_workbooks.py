"""Odd but honest workbooks read right, or name the cell that cannot be read as it is meant."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from pipeline.issues import SourceError
from pipeline.messages import Messages
from pipeline.read.excerpt import excerpt
from pipeline.read.sheets.stream import DamagedError, Stream
from tests.read.odd import (
    BOOK,
    MAIN,
    OFFICE,
    RELATIONS,
    SHEET,
    STRICT,
    STRICT_OFFICE,
    STRINGS,
    STYLES,
    TYPES,
    cell,
    container,
    grids,
    only,
    row,
    sheet,
    strings,
    styles,
    written,
)
from tests.read.sources import argument, places

JUNE = datetime.date(2022, 6, 6)
"""Serial 44718."""

ONE = row('<c r="B2"><v>1</v></c>', number=2)


# How programs other than Excel write a workbook


def test_cells_and_rows_that_do_not_say_where_they_stand_follow_one_another(tmp_path: Path) -> None:
    rows = '<row><c><v>1</v></c><c/><c r="E1"><v>2</v></c><c><v>3</v></c></row><row r="4"><c><v>4</v></c></row><row><c><v>5</v></c></row>'
    grid, found = only(tmp_path, rows)
    assert found == []
    assert dict(grid.values) == {(1, 1): 1, (1, 5): 2, (1, 6): 3, (4, 1): 4, (5, 1): 5}


def test_cells_and_rows_may_stand_in_any_order_and_size_says_nothing(tmp_path: Path) -> None:
    rows = row('<c r="b2"><v>3</v></c><c r="A2"><v>2</v></c>', number=2) + row('<c r="A1"><v>1</v></c>')
    grid, found = only(tmp_path, rows, before='<dimension ref="A1:XFD1048576"/>')
    assert found == []
    assert dict(grid.values) == {(2, 2): 3, (2, 1): 2, (1, 1): 1}
    assert (grid.rows, grid.columns) == (2, 2)


@pytest.mark.parametrize(
    "target",
    [
        "worksheets/sheet1.xml",
        "/xl/worksheets/sheet1.xml",
        "./worksheets/sheet1.xml",
        "../xl/worksheets/sheet1.xml",
        "worksheets\\sheet1.xml",
        "Worksheets/Sheet1.XML",
        "worksheets/sheet%31.xml",
    ],
)
def test_a_part_is_found_however_its_name_is_written(tmp_path: Path, target: str) -> None:
    parts = container([sheet(ONE)])
    parts[RELATIONS] = parts[RELATIONS].replace(b"worksheets/sheet1.xml", target.encode())
    (grid,), found = grids(written(tmp_path, parts))
    assert (dict(grid.values), found) == ({(2, 2): 1}, [])


@pytest.mark.parametrize("change", [str.upper, lambda name: name.replace("/", "\\")], ids=["capitals", "backslashes"])
def test_a_workbook_whose_parts_are_written_otherwise_is_read(tmp_path: Path, change) -> None:
    renamed = {change(name): data for name, data in container([sheet(ONE)]).items()}
    (grid,), found = grids(written(tmp_path, renamed))
    assert (dict(grid.values), found) == ({(2, 2): 1}, [])


def test_a_workbook_whose_parts_stand_elsewhere_is_refused_with_the_reason(tmp_path: Path) -> None:
    parts = {name.removeprefix("xl/"): data for name, data in container([sheet(ONE)]).items()}
    with pytest.raises(SourceError) as refused:
        grids(written(tmp_path, parts))
    assert refused.value.issue.code == "FI127"


def test_the_workbook_may_stand_anywhere_in_the_container(tmp_path: Path) -> None:
    parts = {name.removeprefix("xl/"): data for name, data in container([sheet(ONE)]).items()}
    for name in (TYPES, "_rels/.rels"):
        parts[name] = parts[name].replace(b"xl/", b"")
    (grid,), found = grids(written(tmp_path, parts))
    assert (dict(grid.values), found) == ({(2, 2): 1}, [])


def test_the_types_of_parts_may_be_given_by_their_endings(tmp_path: Path) -> None:
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    bare = f'{types}<Default Extension="xml" ContentType="{main}"/></Types>'
    (grid,), found = grids(written(tmp_path, container([sheet(ONE)], {TYPES: bare})))
    assert (dict(grid.values), found) == ({(2, 2): 1}, [])


@pytest.mark.parametrize("prefix", ["x", "ns0"])
def test_elements_may_have_any_prefix(tmp_path: Path, prefix: str) -> None:
    text = sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>un</t></is></c></row>')
    text = text.replace("<", f"<{prefix}:").replace(f"<{prefix}:/", f"</{prefix}:").replace("xmlns=", f"xmlns:{prefix}=")
    (grid,), _ = grids(written(tmp_path, container([text])))
    assert dict(grid.values) == {(1, 1): "un"}


def test_elements_of_other_namespaces_are_passed_over(tmp_path: Path) -> None:
    after = '<extLst><ext xmlns:x="urn:x"><x:c r="A9"><x:v>9</x:v></x:c></ext></extLst>'
    assert dict(only(tmp_path, ONE, after=after)[0].values) == {(2, 2): 1}


def test_a_workbook_in_strict_open_xml_is_read(tmp_path: Path) -> None:
    cells = '<c r="A1" t="s"><v>0</v></c><c r="B1" t="d" s="1"><v>2022-06-06</v></c>'
    parts = container([sheet(row(cells))], {STYLES: styles("yyyy-mm-dd"), STRINGS: strings("<t>un</t>")})
    strict = {
        name: data.replace(MAIN.encode(), STRICT.encode()).replace(OFFICE.encode(), STRICT_OFFICE.encode())
        for name, data in parts.items()
    }
    assert strict[BOOK] != parts[BOOK]
    (grid,), found = grids(written(tmp_path, strict))
    assert (dict(grid.values), found) == ({(1, 1): "un", (1, 2): JUNE}, [])


@pytest.mark.parametrize("style", ['s=""', 's="99"', 's="-1"', 's="x"', ""])
def test_a_style_that_is_not_there_is_none(tmp_path: Path, style: str) -> None:
    assert cell(tmp_path, f'<c r="B2" {style}><v>44718</v></c>', styles=styles("yyyy-mm-dd")) == (44718, "", [])


def test_a_workbook_without_styles_or_shared_strings_is_read(tmp_path: Path) -> None:
    assert cell(tmp_path, '<c r="B2" s="1"><v>44718</v></c>') == (44718, "", [])


def test_the_sheets_keep_the_order_of_the_tabs_and_charts_are_none(tmp_path: Path) -> None:
    parts = container({"zebra": sheet(ONE), "chart": "<chartsheet/>", "apple": sheet(ONE)})
    chart = f'Type="{OFFICE}/worksheet" Target="worksheets/sheet2.xml"'.encode()
    parts[RELATIONS] = parts[RELATIONS].replace(chart, chart.replace(b"/worksheet", b"/chartsheet", 1))
    made, found = grids(written(tmp_path, parts))
    assert ([grid.name for grid in made], found) == (["zebra", "apple"], [])


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_read_and_known_to_be_hidden(tmp_path: Path, state: str) -> None:
    parts = container([sheet(ONE)])
    parts[BOOK] = parts[BOOK].replace(b"<sheet ", f'<sheet state="{state}" '.encode())
    (grid,), _ = grids(written(tmp_path, parts))
    assert grid.hidden
    assert dict(grid.values) == {(2, 2): 1}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_part_may_be_in_any_encoding_that_it_names(tmp_path: Path, encoding: str) -> None:
    text = sheet(row('<c r="A1" t="inlineStr"><is><t>été</t></is></c>'))
    parts = container([text])
    parts[SHEET] = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>{text}'.encode(encoding)
    (grid,), _ = grids(written(tmp_path, parts))
    assert grid.values[1, 1] == "été"


# Texts


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("<t>un</t>", "un"),
        ("<r><t>un </t></r><r><rPr><b/></rPr><t>deux</t></r>", "un deux"),
        ('<t xml:space="preserve">  un  deux </t>', "un  deux"),
        ("<t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh><phoneticPr fontId='1'/>", "東京"),
        ("<r><t>a</t></r><rPh sb='0' eb='1'><t>x</t></rPh><r><t>b</t></r>", "ab"),
        ("<t>a<!-- b -->c<![CDATA[<d>]]></t>", "ac<d>"),
        ("<t>&lt;b&gt; &amp; &#233;</t>", "<b> & é"),
        ("<t>deux_x000D_\nlignes</t>", "deux\nlignes"),
        ("<t>un&#13;&#10;deux</t>", "un\ndeux"),
        ("<t>_x0041__x005F_x0041_</t>", "A_x0041_"),
        ("<t>_x005f_x000D_</t>", "_x000D_"),
        ("<t>_X0041_ _x041_ x0041_</t>", "_X0041_ _x041_ x0041_"),
        ("<t>_xD83D__xDE00_</t>", "\U0001f600"),
        ("<t>e\u0301te\u0301 \u0627\u0654 \u30cf\u309a</t>", "été أ パ"),
        ("<t>\u2126 \u212b \u0651\u064e \u1112\u1161</t>", "\u2126 \u212b \u0651\u064e \u1112\u1161"),
        ("<t>\ufb01 \u00a0\u2011\u200f</t>", "\ufb01 \u00a0\u2011\u200f"),
        ("<t>'007</t>", "'007"),
        ("<t/>", None),
        ("", None),
        ("<t> \n\t</t>", None),
    ],
)
def test_a_text_is_read_as_it_was_typed_shared_or_in_its_cell(tmp_path: Path, text: str, value: str | None) -> None:
    assert cell(tmp_path, f'<c r="B2" t="inlineStr"><is>{text}</is></c>') == (value, "", [])
    shared = strings("<t>not this</t>", text)
    assert cell(tmp_path, '<c r="B2" t="s"><v>1</v></c>', strings=shared) == (value, "", [])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('<c r="B2" t="str"><v>un</v></c>', "un"),
        ('<c r="B2" t="str"><f>A1</f><v>_x000D_un</v></c>', "un"),
        ('<c r="B2" t="inlineStr"><v>un</v></c>', "un"),
        ('<c r="B2" t="s"><v> 0 </v></c>', "partagé"),
        ('<c r="B2" t="b"><v>1</v></c>', True),
        ('<c r="B2" t="b"><v>false</v></c>', False),
        ('<c r="B2" t="n"><v> 12 </v></c>', 12),
        ('<c r="B2"><v>1.5E3</v></c>', 1500.0),
        ('<c r="B2"><v>-.5</v></c>', -0.5),
        ('<c r="B2"><v/></c>', None),
        ('<c r="B2"/>', None),
        ('<c r="B2" t="d"><v>2022-06-06T00:00:00</v></c>', JUNE),
        ('<c r="B2" t="d"><v>2022-06-06T00:00:00Z</v></c>', JUNE),
        ('<c r="B2" t="d"><v>14:30:00</v></c>', "14:30:00"),
    ],
)
def test_a_cell_of_each_type_is_read(tmp_path: Path, text: str, value: object) -> None:
    found, shown, codes = cell(tmp_path, text, strings=strings("<t>partagé</t>"))
    assert (found, type(found), shown, codes) == (value, type(value), "", [])


@pytest.mark.parametrize(
    ("text", "code", "found"),
    [
        ('<c r="B2" t="e"><v>#REF!</v></c>', "XL210", "#REF!"),
        ('<c r="B2" t="e"><f>A1</f><v>#N/A</v></c>', "XL210", "#N/A"),
        ('<c r="B2"><f>A1+1</f></c>', "XL211", "=A1+1"),
        ('<c r="B2" t="str"><f>A1</f></c>', "XL211", "=A1"),
        ('<c r="B2"><f t="array" ref="B2:B3">A1:A2</f><v/></c>', "XL211", "=A1:A2"),
        ('<c r="B2"><v>1E+400</v></c>', "XL313", "1E+400"),
        ('<c r="B2"><v>NaN</v></c>', "XL313", "NaN"),
        ('<c r="B2"><v>INF</v></c>', "XL313", "INF"),
        ('<c r="B2"><v>1,5</v></c>', "XL313", "1,5"),
        ('<c r="B2"><v>1_000</v></c>', "XL313", "1_000"),
        ('<c r="B2"><v>١٢</v></c>', "XL313", "١٢"),
        ('<c r="B2" t="b"><v>maybe</v></c>', "XL313", "maybe"),
        ('<c r="B2" t="d"><v>06/06/2022</v></c>', "XL313", "06/06/2022"),
        ('<c r="B2" t="s"><v>7</v></c>', "XL313", "7"),
        ('<c r="B2" t="s"><v>-1</v></c>', "XL313", "-1"),
        ('<c r="B2" t="x"><v>un</v></c>', "XL313", "un"),
        ('<c r="B2"><v>12345678901234567890</v></c>', "XL312", "12345678901234567890"),
        ('<c r="B2"><v>1.2345678901234567E+19</v></c>', "XL312", "1.2345678901234567E+19"),
        ('<c r="B2"><v>' + "9" * 500 + "</v></c>", "XL313", "9" * 500),
    ],
)
def test_what_cannot_be_read_is_named_by_cell_and_left_out(tmp_path: Path, text: str, code: str, found: str) -> None:
    assert cell(tmp_path, text) == (None, found, [code])


def test_a_cell_that_was_left_out_is_shown_below_its_fault(tmp_path: Path) -> None:
    _, (found,) = only(tmp_path, row('<c r="A1" t="e"><v>#REF!</v></c>'))
    assert excerpt(found.location, Messages("en"))[1:] == [" 1│ #REF!", "  │ ^^^^^"]


def test_cells_that_share_a_formula_without_a_value_name_it(tmp_path: Path) -> None:
    first = '<c r="A1"><f t="shared" ref="A1:A2" si="0">B1*2</f><v>2</v></c>'
    grid, (found,) = only(tmp_path, row(first) + row('<c r="A2"><f t="shared" si="0"/></c>', number=2))
    assert dict(grid.values) == {(1, 1): 2}
    assert (places([found]), argument(found, "found")) == ([("XL211", "a!A2")], "=B1*2")


def test_fifteen_digits_are_not_too_many(tmp_path: Path) -> None:
    assert cell(tmp_path, '<c r="B2"><v>999999999999999</v></c>') == (999_999_999_999_999, "", [])


def test_a_cell_that_is_twice_in_the_file_is_named(tmp_path: Path) -> None:
    grid, found = only(tmp_path, row('<c r="B2"><v>1</v></c><c r="B2"><v>2</v></c>', number=2))
    assert places(found) == [("XL318", "a!B2")]
    assert (grid.values[2, 2], dict(grid.shown)) == (1, {})


@pytest.mark.parametrize("text", ["\u00a0", "\u200b", "\ufeff", "\u00ad", "\u2028\u00a0 \u3000", "\u3164", "\u200f\u2060"])
def test_a_cell_with_nothing_to_be_seen_is_named_and_read_as_empty(tmp_path: Path, text: str) -> None:
    assert cell(tmp_path, f'<c r="B2" t="inlineStr"><is><t>{text}</t></is></c>') == (None, "", ["XL314"])
    assert cell(tmp_path, '<c r="B2" t="s"><v>0</v></c>', strings=strings(f"<t>{text}</t>")) == (None, "", ["XL314"])


# Dates and numbers


@pytest.mark.parametrize(
    "code",
    [
        "yyyy-mm-dd",
        "dd/mm/yyyy",
        "[$-40C]d mmmm yyyy;@",
        "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy",
        '"le "d mmmm',
        "mmm-yy",
        "[Red]m/d/yy",
        'yyyy"年"m"月"d"日"',
        "[$-411]ge.m.d",
    ],
)
def test_a_number_in_a_format_of_dates_is_a_date(tmp_path: Path, code: str) -> None:
    assert cell(tmp_path, '<c r="B2" s="1"><v>44718</v></c>', styles=styles(code)) == (JUNE, "", [])


@pytest.mark.parametrize("number", [*range(14, 18), 22, *range(27, 32), *range(34, 37), *range(50, 59)])
def test_a_number_in_a_built_in_format_of_dates_is_a_date(tmp_path: Path, number: int) -> None:
    made = styles().replace('<cellXfs><xf numFmtId="0"/>', f'<cellXfs><xf numFmtId="0"/><xf numFmtId="{number}"/>')
    assert cell(tmp_path, '<c r="B2" s="1"><v>44718</v></c>', styles=made) == (JUNE, "", [])


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        ("General", 44718, ""),
        ("0", 44718, ""),
        ('0" days"', 44718, "44718 days"),
        ('"dmy"0', 44718, "dmy44718"),
        ("0.00E+00", 44718, ""),
        ("#,##0", 44718, "44,718"),
        ("@", 44718, ""),
        ("# ?/?", 44718, ""),
    ],
)
def test_a_number_in_another_format_is_a_number(tmp_path: Path, code: str, value: int, shown: str) -> None:
    assert cell(tmp_path, '<c r="B2" s="1"><v>44718</v></c>', styles=styles(code)) == (value, shown, [])


@pytest.mark.parametrize(
    ("code", "serial", "value"),
    [
        ("h:mm", "0.604166666666667", "14:30"),
        ("hh:mm:ss", "0.604166666666667", "14:30:00"),
        ("h:mm AM/PM", "0.604166666666667", "2:30 PM"),
        ("[h]:mm", "1.10416666666667", "26:30"),
        ("mm:ss", "0.010416666666667", "15:00"),
        ("h\\hmm", "44718.604166666666", "14h30"),
    ],
)
def test_a_time_is_what_the_cell_shows(tmp_path: Path, code: str, serial: str, value: str) -> None:
    assert cell(tmp_path, f'<c r="B2" s="1"><v>{serial}</v></c>', styles=styles(code)) == (value, "", [])


@pytest.mark.parametrize(
    ("code", "serial", "shown"),
    [
        ("yyyy-mm-dd hh:mm", "44718.604166666666", "2022-06-06 14:30:00"),
        ("yyyy-mm-dd hh:mm", "44718", ""),
        ("yyyy-mm-dd", "44718.604166666666", ""),
        ("yyyy-mm-dd hh:mm", "44717.999999999999", ""),
    ],
)
def test_a_date_with_a_time_is_the_date_and_shows_the_time_where_its_format_does(
    tmp_path: Path, code: str, serial: str, shown: str
) -> None:
    assert cell(tmp_path, f'<c r="B2" s="1"><v>{serial}</v></c>', styles=styles(code)) == (JUNE, shown, [])


@pytest.mark.parametrize(
    ("serial", "value"),
    [("1", "1900-01-01"), ("59", "1900-02-28"), ("61", "1900-03-01"), ("2958465", "9999-12-31"), ("44718", "2022-06-06")],
)
def test_the_days_of_the_calendar_are_counted_as_excel_counts_them(tmp_path: Path, serial: str, value: str) -> None:
    found, _, codes = cell(tmp_path, f'<c r="B2" s="1"><v>{serial}</v></c>', styles=styles("yyyy-mm-dd"))
    assert (found, codes) == (datetime.date.fromisoformat(value), [])


def test_a_time_that_no_clock_shows_is_named(tmp_path: Path) -> None:
    for serial in ("-0.5", "1E+300", "2958466"):
        assert cell(tmp_path, f'<c r="B2" s="1"><v>{serial}</v></c>', styles=styles("[h]:mm"))[::2] == (None, ["XL304"])


@pytest.mark.parametrize("serial", ["60", "0", "0.5", "-1", "2958466", "1E+300", "44718000"])
def test_a_day_outside_the_calendar_is_named(tmp_path: Path, serial: str) -> None:
    assert cell(tmp_path, f'<c r="B2" s="1"><v>{serial}</v></c>', styles=styles("yyyy-mm-dd"))[::2] == (None, ["XL304"])


@pytest.mark.parametrize("said", ["1", "true"])
def test_a_workbook_may_count_from_1904(tmp_path: Path, said: str) -> None:
    properties = f'<workbookPr date1904="{said}"/>'
    for serial, value in (("43256", JUNE), ("0", datetime.date(1904, 1, 1)), ("60", datetime.date(1904, 3, 1))):
        text = f'<c r="B2" s="1"><v>{serial}</v></c>'
        assert cell(tmp_path, text, styles=styles("yyyy-mm-dd"), properties=properties) == (value, "", [])


@pytest.mark.parametrize(
    ("code", "stored", "shown"),
    [("0%", "0.69", "69%"), ("0.0%", "0.695", "69.5%"), ("#,##0.00\\ [$€-40C]", "1300", "1,300.00 €"), ("000", "7", "007")],
)
def test_what_a_format_makes_of_a_number_is_known(tmp_path: Path, code: str, stored: str, shown: str) -> None:
    assert cell(tmp_path, f'<c r="B2" s="1"><v>{stored}</v></c>', styles=styles(code)) == (float(stored), shown, [])


# What surrounds the cells


def test_merged_cells_matter_only_where_they_cover_what_is_filled(tmp_path: Path) -> None:
    rows = row('<c r="A1"><v>1</v></c><c r="B1"><v>2</v></c>') + row('<c r="A5"><v>5</v></c>', number=5)
    merged = '<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="C1:D9"/><mergeCell ref="A5"/></mergeCells>'
    grid, found = only(tmp_path, rows, after=merged)
    assert [(*place, argument(each, "range")) for place, each in zip(places(found), found, strict=True)] == [
        ("XL215", "a!A1", "A1:B2"),
        ("XL215", "a!A5", "A5:A5"),
    ]
    assert dict(grid.values) == {(1, 1): 1, (5, 1): 5}


def test_hidden_rows_and_columns_that_hold_something_are_known(tmp_path: Path) -> None:
    rows = (
        row('<c r="A1"><v>1</v></c><c r="C1"><v>1</v></c>')
        + row('<c r="A2"><v>2</v></c>', number=2, more=' hidden="1"')
        + row('<c r="A3"><v>3</v></c>', number=3, more=' hidden="false"')
        + row('<c r="A4"><v>4</v></c>', number=4, more=' ht="0"')
        + row(number=5, more=' hidden="1"')
    )
    columns = '<cols><col min="2" max="3" hidden="true"/><col min="9" max="16384" hidden="1"/></cols>'
    grid, found = only(tmp_path, rows, before=columns)
    assert (grid.hidden_rows, grid.hidden_columns, grid.filtered, found) == ({2, 4}, {3}, False, [])
    filtered = '<autoFilter ref="A1:C9"><filterColumn colId="0"><filters/></filterColumn></autoFilter>'
    assert only(tmp_path, rows, after=filtered)[0].filtered


# Sound parts that are no workbook


@pytest.mark.parametrize(
    ("part", "old", "new", "place"),
    [
        (SHEET, 'r="B2"', 'r="ZZZZ2"', "r=ZZZZ2 (a!2)"),
        (SHEET, 'r="B2"', 'r="B0"', "r=B0 (a!2)"),
        (SHEET, 'r="B2"', 'r="XFE2"', "r=XFE2 (a!2)"),
        (SHEET, 'r="2"', 'r="1048577"', "r=1048577 (a!1048577)"),
        (SHEET, 'r="2"', 'r="x"', "xl/worksheets/sheet1.xml (a!1)"),
        (SHEET, '<c r="B2">', "<c/>" * 16_385 + "<c>", "2: > 16384 (a!2)"),
        (SHEET, "worksheet", "chartsheet", "xl/worksheets/sheet1.xml"),
        (RELATIONS, "sheet1.xml", "sheet2.xml", "/xl/worksheets/sheet2.xml (a!1)"),
        (RELATIONS, 'Id="rId1"', 'Id="rId9"', "xl/workbook.xml: a"),
        (BOOK, "workbook", "document", "xl/workbook.xml"),
    ],
)
def test_what_no_workbook_has_is_named_with_the_place_where_it_breaks(
    tmp_path: Path, part: str, old: str, new: str, place: str
) -> None:
    parts = container([sheet(ONE)])
    text = parts[part].decode()
    assert old in text
    parts[part] = text.replace(old, new).encode()
    with pytest.raises(SourceError) as refused:
        grids(written(tmp_path, parts))
    assert (refused.value.issue.code, argument(refused.value.issue, "place")) == ("XL101", place)


@pytest.mark.parametrize(
    "before",
    [
        '<!DOCTYPE worksheet SYSTEM "http://127.0.0.1/a">',
        '<!DOCTYPE a [<!ENTITY b "c">]>',
        '<?xml version="1.0" encoding="x"?>',
    ],
)
@pytest.mark.parametrize("text", ["", "<c", "&b;", "\x01"])
def test_the_reader_itself_resolves_nothing_and_stops_at_what_is_not_well_formed(before: str, text: str) -> None:
    def silent(*_: object) -> None: ...

    with pytest.raises(DamagedError):
        Stream().read("a.xml", f"{before}<worksheet>{text}</worksheet>".encode(), "worksheet", silent, silent, silent)


def test_a_text_longer_than_a_cell_can_be_is_known_by_its_length(tmp_path: Path) -> None:
    text = f'<c r="B2" t="inlineStr"><is><t>{"x" * 32_768}</t></is></c>'
    assert cell(tmp_path, text) == ("x" * 32_768, "", [])
    escapes = f'<c r="B2" t="inlineStr"><is><t>{"_x0041_" * 32_767}</t></is></c>'
    assert cell(tmp_path, escapes) == ("A" * 32_767, "", [])
