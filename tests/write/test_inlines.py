"""Text into runs: marks, links, notes, fields."""

from __future__ import annotations

import pytest
from lxml import etree

from pipeline.model.inlines import (
    Composed,
    Content,
    Emphasis,
    Field,
    Label,
    Link,
    PageNumber,
    Piece,
    Reference,
    Strong,
    Superscript,
    Symbol,
    Text,
)
from pipeline.wml.make import Look, Tongue
from pipeline.wml.names import R, W, r, w
from pipeline.write.inlines import runs
from pipeline.write.story import Package, Story
from pipeline.write.styles import styles_of
from tests.documents import document as document_of
from tests.documents import made, note, numbered_paragraph, section, shell
from tests.project import visible


@pytest.fixture
def story() -> Story:
    styles = styles_of(shell().parts["word/styles.xml"])
    return Story(Package(styles, Tongue("fr-CH"), {}, {"p1": "_Ref1"}, final=False, bookmarks=0))


def tree(content: Content, story: Story) -> etree._Element:
    return etree.fromstring(f'<w:p xmlns:w="{W}" xmlns:r="{R}">{runs(content, story, Look())}</w:p>')


def looks(paragraph: etree._Element) -> list[tuple[str, set[str]]]:
    """Each run's text and the names of its properties."""
    made = []
    for run in paragraph.iter(w("r")):
        names = {child.tag.rpartition("}")[2] for child in run.find(w("rPr"))} if run.find(w("rPr")) is not None else set()
        made.append(("".join(text.text or "" for text in run.iter(w("t"))), names))
    return made


@pytest.mark.parametrize(
    ("content", "want"),
    [
        ((Text("a"),), [("a", set())]),
        ((Strong((Text("a"),)),), [("a", {"b", "bCs"})]),
        ((Emphasis((Text("a"),)),), [("a", {"i", "iCs"})]),
        ((Superscript((Text("e"),)),), [("e", {"vertAlign"})]),
        ((Strong((Text("a"), Emphasis((Text("b"),)))),), [("a", {"b", "bCs"}), ("b", {"b", "bCs", "i", "iCs"})]),
        ((Piece("u", (Text("a"), Strong((Text("b"),)))),), [("a", set()), ("b", {"b", "bCs"})]),
        ((Strong((Link("https://a.org", (Text("a"),)),)),), [("a", {"rStyle", "b", "bCs"})]),
        ((Symbol("CL-1/2", ""),), [("CL-1/2", set())]),
        ((Symbol("CL-1/2", "https://a.org"),), [("CL-1/2", {"rStyle"})]),
    ],
)
def test_marks_become_the_looks_of_runs(content: Content, want: list[tuple[str, set[str]]], story: Story) -> None:
    assert looks(tree(content, story)) == want


def test_a_link_has_its_address_in_the_relationships_of_its_part(story: Story) -> None:
    (link,) = tree((Link("https://a.org", (Text("a"),)),), story).iter(w("hyperlink"))
    assert story.links == {"https://a.org": link.get(r("id"))}


def test_two_links_to_one_address_share_a_relationship(story: Story) -> None:
    found = tree(
        (Link("https://a.org", (Text("a"),)), Symbol("b", "https://a.org"), Link("https://c.org", (Text("c"),))), story
    )
    ids = [link.get(r("id")) for link in found.iter(w("hyperlink"))]
    assert ids[0] == ids[1] != ids[2]


def test_a_link_around_nothing_is_not_made(story: Story) -> None:
    assert runs((Link("https://a.org", ()),), story, Look()) == ""


def test_notes_are_called_in_reading_order(story: Story) -> None:
    found = tree((note("one", "a"), Text("x"), Strong((note("two", "b"),))), story)
    assert [call.get(w("id")) for call in found.iter(w("footnoteReference"))] == ["1", "2"]
    assert [one.unit for one, _ in story.package.notes] == ["a", "b"]


def test_a_cross_reference_is_a_field_with_its_text_cached(story: Story) -> None:
    found = tree((Reference("p1", "2.4"),), story)
    assert [code.text for code in found.iter(w("instrText"))] == [" REF _Ref1 \\h "]
    assert visible(found) == "2.4"


def test_a_page_number_is_a_field(story: Story) -> None:
    assert [code.text for code in tree((PageNumber(),), story).iter(w("instrText"))] == [" PAGE "]


@pytest.mark.parametrize("inline", [Label("contact"), Composed("u", (), ()), Field("a", "", None)])
def test_what_is_not_settled_cannot_be_written(inline: Label | Composed | Field, story: Story) -> None:
    with pytest.raises(ValueError, match="not settled"):
        runs((inline,), story, Look())


def test_every_run_of_a_document_names_its_language() -> None:
    word = made(document_of(section("Heading", numbered_paragraph("a **b** [c](https://a.org) d^e^"))))
    generated = [run for run in word.tree().iter(w("r")) if visible(run) in ("Heading", "a ", "b", "c", " d", "e")]
    assert len(generated) == 6
    assert {run.find(f"{w('rPr')}/{w('lang')}").get(w("val")) for run in generated} == {"fr-CH"}
