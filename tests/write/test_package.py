"""A settled document and a template into a package, whatever the template brings along."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from pipeline.model.blocks import Document
from pipeline.model.inlines import Link, Text
from pipeline.wml.names import CUSTOM, EP, REL, VT, R, w
from pipeline.write.parts import PROVENANCE
from pipeline.write.shell import Shell, read_shell
from pipeline.write.zipped import zipped
from tests.documents import (
    SLOTS,
    box_field,
    document,
    line,
    made,
    note,
    numbered_paragraph,
    paragraph,
    plain_section,
    section,
    see,
    shell,
    table,
)
from tests.project import visible

RELS = "word/_rels/document.xml.rels"
WORD_TYPES = "application/vnd.openxmlformats-officedocument"


@pytest.fixture
def template(tmp_path: Path) -> Callable[..., Shell]:
    """The council template with parts replaced, added or, where they are None, left out."""

    def changed(parts: dict[str, bytes | None]) -> Shell:
        whole = {**shell().parts, **parts}
        path = tmp_path / "council.docx"
        path.write_bytes(zipped({name: data for name, data in whole.items() if data is not None}))
        return read_shell(path, (*SLOTS, "box", "body"))

    return changed


def related(part: str, id_: str, kind: str, target: str) -> bytes:
    return (
        shell()
        .parts[part]
        .replace(
            b"</Relationships>", f'<Relationship Id="{id_}" Type="{R}/{kind}" Target="{target}"/></Relationships>'.encode()
        )
    )


def typed(part: str, kind: str) -> bytes:
    types = shell().parts["[Content_Types].xml"]
    return types.replace(b"</Types>", f'<Override PartName="/{part}" ContentType="{WORD_TYPES}.{kind}+xml"/></Types>'.encode())


def noted(count: int = 2) -> Document:
    return document(plain_section(*(paragraph((Text("a"), note(f"note {at}", f"n{at}"))) for at in range(1, count + 1))))


@pytest.mark.parametrize(("separator", "continuation"), [(-1, 0), (0, 1), (-1, 7)])
def test_footnotes_never_take_the_id_of_a_separator(template: Callable[..., Shell], separator: int, continuation: int) -> None:
    # Word 2007 and LibreOffice number their separators 0 and 1.
    settings = shell().parts["word/settings.xml"].decode()
    settings = re.sub(r'<w:footnote w:id="-1"/>', f'<w:footnote w:id="{separator}"/>', settings)
    settings = re.sub(r'<w:footnote w:id="0"/>', f'<w:footnote w:id="{continuation}"/>', settings)
    own = shell().parts["word/footnotes.xml"].decode()
    own = own.replace('w:id="0"', f'w:id="{continuation}"').replace('w:id="-1"', f'w:id="{separator}"')
    word = made(noted(), template({"word/footnotes.xml": own.encode(), "word/settings.xml": settings.encode()}))
    notes = {one.get(w("id")): visible(one) for one in word.tree("word/footnotes.xml")}
    calls = [call.get(w("id")) for call in word.tree().iter(w("footnoteReference"))]
    assert [notes[call] for call in calls] == ["\tnote 1", "\tnote 2"]


def test_a_template_without_footnotes_gets_them(template: Callable[..., Shell]) -> None:
    parts = shell().parts
    rels = re.sub(rb"<Relationship [^>]*footnotes\.xml\"/>", b"", parts[RELS])
    types = re.sub(rb"<Override [^>]*footnotes\.xml[^>]*/>", b"", parts["[Content_Types].xml"])
    settings = re.sub(rb"<w:footnotePr>.*?</w:footnotePr>", b"", parts["word/settings.xml"])
    bare = {"word/footnotes.xml": None, RELS: rels, "[Content_Types].xml": types, "word/settings.xml": settings}
    word = made(noted(), template(bare))
    assert [visible(one) for one in word.tree("word/footnotes.xml")][-2:] == ["\tnote 1", "\tnote 2"]
    assert "word/footnotes.xml" not in made(document(), template(bare)).parts


def test_a_template_without_core_properties_gets_them(template: Callable[..., Shell]) -> None:
    rels = re.sub(rb"<Relationship [^>]*core\.xml\"/>", b"", shell().parts["_rels/.rels"])
    types = re.sub(rb"<Override [^>]*core\.xml[^>]*/>", b"", shell().parts["[Content_Types].xml"])
    bare = template({"docProps/core.xml": None, "_rels/.rels": rels, "[Content_Types].xml": types})
    word = made(document(), bare)
    targets = [one.get("Target") for one in etree.fromstring(word.parts["_rels/.rels"])]
    assert targets.count("docProps/core.xml") == 1


LABEL = (
    f'<Properties xmlns="{CUSTOM}" xmlns:vt="{VT}"><property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" '
    'name="Label"><vt:lpwstr>Public</vt:lpwstr></property></Properties>'
).encode()


@pytest.mark.parametrize("final", [False, True])
def test_a_template_may_have_custom_properties_of_its_own(template: Callable[..., Shell], final: bool) -> None:
    labelled = template(
        {
            "docProps/custom.xml": LABEL,
            "_rels/.rels": related("_rels/.rels", "rId9", "custom-properties", "docProps/custom.xml"),
            "[Content_Types].xml": typed("docProps/custom.xml", "custom-properties"),
        }
    )
    word = made(document(), labelled, final=final)
    if final:
        assert "docProps/custom.xml" not in word.parts
        assert not any(b"custom" in word.parts[part] for part in ("_rels/.rels", "[Content_Types].xml"))
    else:
        names = [one.get("name") for one in etree.fromstring(word.parts["docProps/custom.xml"])]
        assert names == ["Label", "council-build"]


@pytest.mark.parametrize("final", [False, True])
def test_nothing_is_said_of_who_made_the_template_and_where_it_lies(template: Callable[..., Shell], final: bool) -> None:
    attached = b'<w:attachedTemplate xmlns:r="%s" r:id="rId1"/><w:trackRevisions/><w:defaultTabStop ' % R.encode()
    target = 'Target="file:///C:/Users/eve/a.dotx" TargetMode="External"'
    rels = f'<Relationships xmlns="{REL}"><Relationship Id="rId1" Type="{R}/attachedTemplate" {target}/></Relationships>'
    own = {
        "docProps/app.xml": f'<Properties xmlns="{EP}"><Company>Firm</Company><Manager>Eve</Manager></Properties>'.encode(),
        "word/settings.xml": shell().parts["word/settings.xml"].replace(b"<w:defaultTabStop ", attached),
        "word/_rels/settings.xml.rels": rels.encode(),
    }
    word = made(document(), template(own), final=final)
    assert word.tree("word/settings.xml").find(w("attachedTemplate")) is None
    assert word.tree("word/settings.xml").find(w("trackRevisions")) is None
    assert list(etree.fromstring(word.parts["word/_rels/settings.xml.rels"])) == []
    assert [(etree.QName(one).localname, one.text) for one in etree.fromstring(word.parts["docProps/app.xml"])] == [
        ("Application", "council")
    ]
    assert not any(sign in data for data in word.parts.values() for sign in (b"Firm", b"Eve", b"a.dotx"))


@pytest.mark.parametrize("final", [False, True])
def test_the_signature_of_a_template_holds_for_no_document(template: Callable[..., Shell], final: bool) -> None:
    name = "_xmlsignatures/sig1.xml"
    kind = f"{REL}/digital-signature"
    relation = f'<Relationship Id="rIdSigned" Type="{kind}/origin" Target="_xmlsignatures/origin.sigs"/></Relationships>'
    signed = f'<Override PartName="/{name}" ContentType="application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml"/>'
    origin = '<Default Extension="sigs" ContentType="application/vnd.openxmlformats-package.digital-signature-origin"/>'
    own = {
        "_rels/.rels": shell().parts["_rels/.rels"].replace(b"</Relationships>", relation.encode()),
        "[Content_Types].xml": shell().parts["[Content_Types].xml"].replace(b"</Types>", f"{origin}{signed}</Types>".encode()),
        "_xmlsignatures/origin.sigs": b"",
        "_xmlsignatures/_rels/origin.sigs.rels": f'<Relationships xmlns="{REL}"/>'.encode(),
        name: b"<Signature/>",
    }
    word = made(document(), template(own), final=final)
    assert not any(part.startswith("_xmlsignatures/") for part in word.parts)
    assert b"signature" not in word.parts["_rels/.rels"]
    assert b"/_xmlsignatures/" not in word.parts["[Content_Types].xml"]


def test_a_draft_may_be_the_template_of_the_next(tmp_path: Path) -> None:
    path = tmp_path / "council.docx"
    units = document(plain_section(paragraph("[Body](https://a.org).", "p1")))
    slots = {part: shell().parts[part] for part in shell().marked}
    path.write_bytes(zipped({**made(units).parts, **slots}))
    again = read_shell(path, (*SLOTS, "box", "body"))
    draft, final = made(units, again), made(units, again, final=True)
    assert "Body." in draft.texts()
    assert len([name for name in draft.parts if re.fullmatch(r"customXml/item\d+\.xml", name)]) == 1
    assert not any(PROVENANCE.encode() in data for data in final.parts.values())


def test_a_template_may_have_bookmarks_of_its_own(template: Callable[..., Shell]) -> None:
    mark = b'<w:bookmarkStart w:id="4" w:name="%s"/><w:bookmarkEnd w:id="4"/>'
    root = shell().parts["word/document.xml"].replace(b"<w:sectPr>", b"<w:p>" + mark % b"Proposal" + b"</w:p><w:sectPr>")
    heading = section("H", paragraph((see("Proposal"),)), numbered=False, unit="p1", names=("Proposal",))
    header = shell().parts["word/header2.xml"].replace(b"</w:p>", mark % b"_GoBack" + b"</w:p>")
    word = made(document(section("A", paragraph("x", "p9"))), template({"word/document.xml": root, "word/header2.xml": header}))
    ids = [start.get(w("id")) for start in word.tree().iter(w("bookmarkStart"))]
    assert len(ids) == len(set(ids))
    with pytest.raises(AssertionError, match="duplicate-bookmark-name"):
        made(document(heading), template({"word/document.xml": root}))


def test_a_draft_carries_what_it_was_made_from_and_a_final_nothing() -> None:
    draft, final = made(noted()), made(noted(), final=True)
    (item,) = [name for name in draft.parts if re.fullmatch(r"customXml/item\d+\.xml", name)]
    about = etree.fromstring(draft.parts[item])
    assert about.tag == f"{{{PROVENANCE}}}provenance"
    assert json.loads(about.text or "") == {"document": "small"}
    assert not [name for name in final.parts if "customXml" in name or "custom.xml" in name]
    assert not any(b"_u_" in data for name, data in final.parts.items() if name.endswith(".xml"))


def test_the_same_document_is_the_same_bytes() -> None:
    units = document(
        section("A", numbered_paragraph("Text. [l](https://a.org)", "p1"), table(("a", "b"))), lines=[line("title", "Titre")]
    )
    assert made(units).data == made(units).data


def test_the_language_stands_in_styles_and_settings() -> None:
    word = made(document())
    lang = word.tree("word/styles.xml").find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}/{w('lang')}")
    assert lang.get(w("val")) == "fr-CH"
    assert word.tree("word/settings.xml").find(w("themeFontLang")).get(w("val")) == "fr-CH"


TYPED = "\"A\" & <b> 'c' {{ d }} {% e %} {f} é 中 ع \U0001f30d"


def test_user_text_is_unchanged_in_body_box_header_footer_note_and_properties() -> None:
    word = made(
        document(
            section((Text(TYPED),), paragraph((Text(TYPED), note("", "n"))), table(((Text(TYPED),),)), numbered=False),
            lines=[line(slot, (Text(TYPED),)) for slot in ("title", "symbol", "website", "session")],
            box=(box_field("summary", paragraph((Text(TYPED),))),),
        ),
        title=TYPED,
    )
    assert word.texts().count(TYPED) == 6
    assert TYPED in word.texts("word/header1.xml")
    assert f"• {TYPED} •" in word.texts("word/footer2.xml")
    assert TYPED in etree.fromstring(word.parts["docProps/core.xml"]).itertext()


def test_a_title_may_hold_a_link() -> None:
    word = made(document(lines=[line("title", (Text("Rapport "), Link("https://a.org", (Text("CL-19/33"),))))]))
    assert ("Title1", "Rapport CL-19/33") in word.paragraphs()
    assert list(word.links().values()) == ["https://a.org"]


@pytest.mark.parametrize(
    "url",
    [
        'https://a.org/?a=1&b="2"',
        "mailto:tdag@itu.int?subject=a%20b",
        "https://a.org/#x",
        "https://a.org/é",
        "https://a.org/a b",
    ],
)
def test_an_address_stays_as_it_was_typed(url: str) -> None:
    word = made(document(plain_section(paragraph((Link(url, (Text("a"),)),)))))
    assert list(word.links().values()) == [url]
