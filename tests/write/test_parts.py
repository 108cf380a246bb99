"""The parts beside the text: properties, relationships, types, language, provenance."""

from __future__ import annotations

import datetime
import json

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipeline.gate.reading import FORBIDDEN
from pipeline.wml.names import CP, CT, DC, DCTERMS, VT, R, W, w
from pipeline.write.parts import (
    PROVENANCE,
    Properties,
    core,
    custom,
    item_properties,
    provenance,
    with_footnotes,
    with_relationships,
    with_types,
)

MOMENT = datetime.datetime(2022, 3, 2, tzinfo=datetime.UTC)
TYPED = st.text(st.characters(codec="utf-8")).filter(lambda text: not FORBIDDEN.search(text) and "\r" not in text)
FOOTNOTES = (
    f'<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p/></w:footnote>'
    '<w:footnote w:id="1"><w:p><w:r><w:t>left over</w:t></w:r></w:p></w:footnote></w:footnotes>'
).encode()


def text_of(root: etree._Element, name: str) -> str:
    (found,) = root.iter(name)
    return found.text or ""


@given(TYPED)
def test_core_properties_hold_a_title_as_it_was_typed(title: str) -> None:
    root = etree.fromstring(core(Properties(title, "", "", "fr-CH", MOMENT)))
    assert text_of(root, f"{{{DC}}}title") == title


def test_core_properties_name_the_document_and_nobody() -> None:
    root = etree.fromstring(core(Properties("Titre", "Conseil 2022", "C22/23-F", "fr-CH", MOMENT)))
    assert text_of(root, f"{{{DC}}}subject") == "Conseil 2022"
    assert text_of(root, f"{{{CP}}}keywords") == "C22/23-F"
    assert text_of(root, f"{{{DC}}}language") == "fr-CH"
    assert {text_of(root, f"{{{DCTERMS}}}{name}") for name in ("created", "modified")} == {"2022-03-02T00:00:00Z"}
    assert not {"creator", "lastModifiedBy"} & {etree.QName(node).localname for node in root}


@given(st.dictionaries(st.text('abc-&<"', min_size=1), TYPED))
def test_custom_properties_come_back_by_name(values: dict[str, str]) -> None:
    root = etree.fromstring(custom(values))
    assert {one.get("name"): one.findtext(f"{{{VT}}}lpwstr") or "" for one in root} == values
    assert [one.get("pid") for one in root] == [str(number) for number in range(2, 2 + len(values))]


@given(st.recursive(TYPED, lambda inner: st.lists(inner) | st.dictionaries(TYPED, inner)).map(lambda value: {"about": value}))
def test_provenance_comes_back_whole(about: dict[str, object]) -> None:
    root = etree.fromstring(provenance(json.dumps(about).encode()))
    assert root.tag == f"{{{PROVENANCE}}}provenance"
    assert json.loads(root.text or "") == about


def test_the_id_of_the_provenance_is_made_from_the_build() -> None:
    build = "0123456789abcdef" * 4
    assert b'itemID="{01234567-89AB-CDEF-0123-456789ABCDEF}"' in item_properties(build)
    assert item_properties(build) != item_properties(build[::-1])


def test_new_relationships_come_after_those_that_are_there() -> None:
    first = with_relationships(None, [("rId1", f"{R}/styles", "styles.xml", False)])
    root = etree.fromstring(with_relationships(first, [("rId2", f"{R}/hyperlink", "https://a.org/?a=1&b=2", True)]))
    assert [(one.get("Id"), one.get("Target"), one.get("TargetMode")) for one in root] == [
        ("rId1", "styles.xml", None),
        ("rId2", "https://a.org/?a=1&b=2", "External"),
    ]


def test_a_part_has_one_content_type() -> None:
    empty = f'<Types xmlns="{CT}"/>'.encode()
    once = with_types(empty, {"word/footnotes.xml": "a"})
    assert with_types(once, {"word/footnotes.xml": "b"}) == once
    assert [one.get("PartName") for one in etree.fromstring(once)] == ["/word/footnotes.xml"]


def test_footnotes_of_the_template_go_and_its_separators_stay() -> None:
    body = '<w:footnote w:id="1"><w:p><w:hyperlink r:id="rIdLink1"/></w:p></w:footnote>'
    root = etree.fromstring(with_footnotes(FOOTNOTES, body))
    assert [note.get(w("type")) for note in root] == ["separator", "continuationSeparator", None]
    assert "left over" not in "".join(root.itertext())
    assert root[-1].find(f".//{w('hyperlink')}").get(f"{{{R}}}id") == "rIdLink1"
