"""Accepting and rejecting does with each tracked change what Word does with it."""

from __future__ import annotations

import pytest
from lxml import etree

from pipeline.wml.accept import accepted, rejected
from pipeline.wml.names import R, W, w
from tests.check.packages import CLEAN
from tests.project import visible

STAMP = 'w:author="A" w:date="2022-03-02T00:00:00Z"'


def change(name: str, inner: str = "", number: int = 1) -> str:
    return f'<w:{name} w:id="{number}" {STAMP}>{inner}</w:{name}>'


def run(text: str, properties: str = "", name: str = "t") -> str:
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:{name} xml:space="preserve">{text}</w:{name}></w:r>'


def paragraph(inner: str, mark: str = "", style: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{f'<w:rPr>{change(mark)}</w:rPr>' if mark else ''}</w:pPr>{inner}</w:p>"


def cell(inner: str, properties: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="1000" w:type="dxa"/>{properties}</w:tcPr>{inner}</w:tc>'


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='1000'/><w:gridCol w:w='1000'/></w:tblGrid>{''.join(rows)}</w:tbl>"


def states(body: str) -> tuple[etree._Element, etree._Element]:
    """The body with its changes accepted, and with them rejected."""
    document = f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}<w:p/><w:sectPr/></w:body></w:document>'.encode()
    made = [take({"word/document.xml": document})["word/document.xml"] for take in (accepted, rejected)]
    new, old = (etree.fromstring(one)[0] for one in made)
    return new, old


def texts(body: etree._Element) -> list[str]:
    return [visible(one) for one in body.iter(w("p"))][:-1]


def styles(body: etree._Element) -> list[str]:
    return [one.get(w("val"), "") for one in body.iter(w("pStyle"))]


def test_runs_come_and_go() -> None:
    new, old = states(paragraph(run("a ") + change("del", run("b", name="delText")) + change("ins", run("c")) + run(" d")))
    assert (texts(new), texts(old)) == (["a c d"], ["a b d"])
    assert next(old.iter(w("delText")), None) is None, "what is back is text"


def test_what_was_inserted_and_deleted_again_is_in_no_state() -> None:
    new, old = states(paragraph(run("a") + change("ins", change("del", run("b", name="delText"), 2))))
    assert (texts(new), texts(old)) == (["a"], ["a"])


@pytest.mark.parametrize(("come", "gone"), [("ins", "del"), ("moveTo", "moveFrom")])
def test_a_whole_paragraph_comes_and_goes(come: str, gone: str) -> None:
    text = "delText" if gone == "del" else "t"
    body = paragraph(run("a"), style="A") + paragraph(change(gone, run("b", name=text)), gone, "B")
    new, old = states(body + paragraph(change(come, run("c")), come, "C") + paragraph(run("d"), style="D"))
    assert (texts(new), styles(new)) == (["a", "c", "d"], ["A", "C", "D"])
    assert (texts(old), styles(old)) == (["a", "b", "d"], ["A", "B", "D"])
    assert not [node for node in new.iter() if "move" in str(node.tag)]


def test_a_paragraph_whose_mark_goes_runs_on_into_the_next_and_looks_like_it() -> None:
    new, old = states(paragraph(run("a "), "del", "A") + paragraph(run("b"), style="B"))
    assert (texts(new), styles(new)) == (["a b"], ["B"])
    assert (texts(old), styles(old)) == (["a ", "b"], ["A", "B"])


def test_an_empty_paragraph_stays_where_the_format_needs_one() -> None:
    gone = paragraph(change("del", run("a", name="delText")), "del")
    new, _ = states(table(f"<w:tr>{cell(gone)}</w:tr>") + gone + table(f"<w:tr>{cell(paragraph(run('b')))}</w:tr>"))
    assert [local.tag for local in new][:3] == [w("tbl"), w("p"), w("tbl")], "two tables stay two"
    assert [len(one.findall(w("p"))) for one in new.iter(w("tc"))] == [1, 1], "a cell has a paragraph"


def test_an_empty_paragraph_goes_where_nothing_needs_it() -> None:
    gone = paragraph(change("del", run("a", name="delText")), "del")
    new, _ = states(paragraph(run("x")) + gone + table(f"<w:tr>{cell(paragraph(run('b')))}</w:tr>"))
    assert [local.tag for local in new][:2] == [w("p"), w("tbl")]


def test_rows_come_and_go_and_a_table_with_its_last() -> None:
    def row(text: str, mark: str = "") -> str:
        return f"<w:tr><w:trPr>{change(mark) if mark else ''}</w:trPr>{cell(paragraph(run(text)))}</w:tr>"

    new, old = states(table(row("a"), row("b", "ins"), row("c", "del")) + paragraph("") + table(row("d", "del")))
    assert (texts(new), texts(old)) == (["a", "b", ""], ["a", "c", "", "d"])
    assert len(list(new.iter(w("tbl")))) == 1


def test_cells_come_and_go_and_the_grid_follows() -> None:
    width = change("tcPrChange", '<w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>', 2)
    row = cell(paragraph(run("a")), width) + cell(paragraph(run("b")), change("cellIns"))
    new, old = states(table(f"<w:tr>{row}</w:tr>"))
    assert (texts(new), texts(old)) == (["a", "b"], ["a"])
    assert [[column.get(w("w")) for column in one.iter(w("gridCol"))] for one in (new, old)] == [["1000", "1000"], ["2000"]]
    assert not list(old.iter(w("cellIns"), w("tcPrChange")))


def test_properties_are_what_they_are_or_what_they_were() -> None:
    bold = run("a", "<w:b/>" + change("rPrChange", "<w:rPr><w:i/></w:rPr>"))
    style = change("pPrChange", '<w:pPr><w:pStyle w:val="Old"/><w:keepNext/></w:pPr>')
    new, old = states(f'<w:p><w:pPr><w:pStyle w:val="New"/><w:rPr>{change("ins")}</w:rPr>{style}</w:pPr>{bold}</w:p><w:p/>')
    names = [[child.tag for child in one.find(f".//{w('r')}/{w('rPr')}")] for one in (new, old)]
    assert names == [[w("b")], [w("i")]]
    assert (styles(new), styles(old)) == (["New"], [])
    assert next(new.iter(w("pPrChange"), w("rPrChange")), None) is None


def test_a_link_without_text_is_gone() -> None:
    link = f'<w:hyperlink r:id="rId1">{change("del", run("a", name="delText"))}</w:hyperlink>'
    new, old = states(paragraph(link + run("b")))
    assert (next(new.iter(w("hyperlink")), None), len(list(old.iter(w("hyperlink"))))) == (None, 1)


def test_a_bookmark_that_goes_on_outlives_the_paragraph_it_starts_in() -> None:
    start = '<w:bookmarkStart w:id="3" w:name="long"/>'
    whole = '<w:bookmarkStart w:id="4" w:name="short"/><w:bookmarkEnd w:id="4"/>'
    gone = paragraph(start + whole + change("del", run("a", name="delText")), "del")
    new, _ = states(gone + paragraph(run("b") + '<w:bookmarkEnd w:id="3"/>'))
    assert [mark.get(w("name")) for mark in new.iter(w("bookmarkStart"))] == ["long"]


def test_a_deleted_field_is_a_field_again() -> None:
    code = run(" PAGE ", name="delInstrText")
    _, old = states(paragraph(change("del", code)))
    assert [node.text for node in old.iter(w("instrText"))] == [" PAGE "]


def test_a_footnote_goes_with_its_call() -> None:
    parts = {name: part.encode() if isinstance(part, str) else part for name, part in CLEAN.items()}
    call = b'<w:r><w:footnoteReference w:id="1"/></w:r>'
    assert call in parts["word/document.xml"]
    parts["word/document.xml"] = parts["word/document.xml"].replace(call, change("ins", call.decode(), 900).encode())
    for take, count in ((accepted, 3), (rejected, 2)):
        assert len(etree.fromstring(take(parts)["word/footnotes.xml"])) == count


def test_a_package_without_changes_says_the_same() -> None:
    parts = {name: part.encode() if isinstance(part, str) else part for name, part in CLEAN.items()}
    plain = parts | {"word/document.xml": accepted(parts)["word/document.xml"]}
    assert accepted(plain).keys() == rejected(plain).keys() == parts.keys()
    assert accepted(plain)["word/document.xml"] == rejected(plain)["word/document.xml"]
    assert accepted(plain)["word/styles.xml"] is parts["word/styles.xml"]
