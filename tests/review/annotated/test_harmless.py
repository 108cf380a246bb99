"""What runs or is fetched stays behind when a template is copied, and the copy is as sound as the template was."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import etree

from pipeline.check.package import faults
from pipeline.issues import Issue, Location, issue
from pipeline.messages import Messages
from pipeline.review.annotated.fields import disarm
from pipeline.review.annotated.template import annotated_template
from pipeline.wml.names import REL, R, W, w
from tests.check.packages import CLEAN, DRAWING, packed
from tests.project import visible
from tests.review.annotated.test_workbook import parts_of
from tests.validator import available, findings

DOC, RELS, TYPES = "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"
SETTINGS, SETTINGS_RELS = "word/settings.xml", "word/_rels/settings.xml.rels"
EVIL = "https://evil.example/x"
NOTED = "<w:r><w:t>noted</w:t></w:r>"


def text(part: str) -> str:
    found = CLEAN[part]
    assert isinstance(found, str)
    return found


def related(kind: str, target: str, *, external: bool = True, part: str = RELS) -> str:
    mode = ' TargetMode="External"' if external else ""
    made = f'<Relationship Id="rIdEvil" Type="{R}/{kind}" Target="{target}"{mode}/>'
    if part != RELS:
        return f'<Relationships xmlns="{REL}">{made}</Relationships>'
    return text(RELS).replace("</Relationships>", f"{made}</Relationships>")


def beside(xml: str) -> str:
    """The main story with something more in one of its paragraphs."""
    return text(DOC).replace(NOTED, f"{NOTED}{xml}")


def field(code: str, result: str = "kept") -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{code}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'<w:r><w:t>{result}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


PICTURE = DRAWING.replace('r:embed="rId7"', 'r:link="rIdEvil"').replace('docPr id="1"', 'docPr id="2"')
VML = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
OBJECT = (
    f'<w:r><w:object><v:shape {VML} id="s1" style="width:10pt;height:10pt"/>'
    f'<o:OLEObject {VML} Type="Embed" ProgID="Evil" ShapeID="s1" DrawAspect="Content" ObjectID="_1" r:id="rIdEvil"/></w:object></w:r>'
)
BINARY = text(TYPES).replace("<Override", '<Default Extension="bin" ContentType="application/evil"/><Override', 1)
HOSTILE: Mapping[str, Mapping[str, str | bytes]] = {
    "a remote picture": {DOC: beside(f"<w:r>{PICTURE}</w:r>"), RELS: related("image", EVIL)},
    "a link to a script": {
        DOC: beside('<w:hyperlink r:id="rIdEvil"><w:r><w:t>kept</w:t></w:r></w:hyperlink>'),
        RELS: related("hyperlink", "javascript:evil"),
    },
    "a link to a file": {
        DOC: beside('<w:hyperlink r:id="rIdEvil"><w:r><w:t>kept</w:t></w:r></w:hyperlink>'),
        RELS: related("hyperlink", r"file:///\\evil\x"),
    },
    "an attached template": {
        SETTINGS: text(SETTINGS)
        .replace("<w:settings ", f'<w:settings xmlns:r="{R}" ')
        .replace("<w:defaultTabStop", '<w:attachedTemplate r:id="rIdEvil"/><w:defaultTabStop'),
        SETTINGS_RELS: related("attachedTemplate", EVIL, part=SETTINGS_RELS),
    },
    "an embedded object": {
        DOC: beside(OBJECT),
        RELS: related("oleObject", "embeddings/evil.bin", external=False),
        TYPES: BINARY,
        "word/embeddings/evil.bin": b"evil",
    },
    "macros": {
        RELS: related("vbaProject", "evil.bin", external=False),
        TYPES: BINARY,
        "word/evil.bin": b"evil",
    },
    "another document inside": {
        DOC: text(DOC).replace("<w:sectPr>", '<w:altChunk r:id="rIdEvil"/><w:sectPr>'),
        RELS: related("aFChunk", "evil.html", external=False),
        TYPES: BINARY.replace('"bin"', '"html"'),
        "word/evil.html": b"<script>evil</script>",
    },
    "a sub-document": {
        DOC: beside('<w:subDoc r:id="rIdEvil"/>'),
        RELS: related("subDocument", EVIL),
    },
    "a field that runs a program": {DOC: beside(field(r" DDEAUTO c:\\evil \\a "))},
    "a field that fetches a text": {DOC: beside(field(f' INCLUDETEXT "{EVIL}" '))},
    "a field that fetches a picture": {DOC: beside(f'<w:fldSimple w:instr="INCLUDEPICTURE {EVIL}">{NOTED}</w:fldSimple>')},
    "an address in a shape": {
        DOC: beside(
            f'<w:r><w:pict><v:shape {VML} id="s2" href="{EVIL}"><v:imagedata src="{EVIL}" o:title="x"/></v:shape></w:pict></w:r>'
        )
    },
}


@pytest.fixture(params=HOSTILE, ids=lambda name: name)
def hostile(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "council.docx"
    path.write_bytes(packed({**CLEAN, **HOSTILE[request.param]}))
    assert any("evil" in str(part) for part in HOSTILE[request.param].values())
    return path


def issues(path: Path) -> list[Issue]:
    return [issue("TP105", Location(path, DOC, 3), found="noted")]


def test_what_is_hostile_stays_behind(hostile: Path) -> None:
    data = annotated_template(hostile, issues(hostile), Messages("en"))
    for name, part in parts_of(data).items():
        assert b"evil" not in part.lower(), name
        assert b"evil" not in name.encode(), name
    assert list(faults(data)) == []
    body = etree.fromstring(parts_of(data)[DOC])
    lines = [visible(paragraph) for paragraph in body.iter(w("p"))]
    assert lines[0] == "Opening"
    assert lines[2].startswith("An entrynoted")
    if b"kept" in hostile.read_bytes():
        assert "kept" in lines[2]
    assert "controlled" in lines


@pytest.mark.skipif(available() is not None, reason=available() or "")
def test_the_open_xml_sdk_finds_nothing_in_the_copies(tmp_path: Path) -> None:
    made = []
    for number, parts in enumerate(HOSTILE.values()):
        path = tmp_path / f"{number}.docx"
        path.write_bytes(packed({**CLEAN, **parts}))
        made.append(tmp_path / f"{number}.check.docx")
        made[-1].write_bytes(annotated_template(path, issues(path), Messages("en")))
    assert findings(made) == []


def test_what_is_harmless_comes_along(tmp_path: Path) -> None:
    path = tmp_path / "council.docx"
    path.write_bytes(packed(CLEAN))
    made = parts_of(annotated_template(path, issues(path), Messages("en")))
    assert set(made) == set(CLEAN)
    for kept in (b"REF opening", b'w:anchor="opening"', b'r:id="rId8"', b'r:embed="rId7"', b"w:sdtContent"):
        assert kept in made[DOC], kept
    assert b"https://www.itu.int/" in made[RELS]
    assert b" PAGE " in made["word/header1.xml"]


def codes(xml: str) -> list[str]:
    root = etree.fromstring(f'<w:p xmlns:w="{W}">{xml}</w:p>')
    disarm(root)
    return [code.text or "" for code in root.iter(w("instrText"))]


def nested(inside: str, rest: str) -> str:
    begin, end = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    return f"{begin}{inside}<w:r><w:instrText>{rest}</w:instrText></w:r>{end}"


@pytest.mark.parametrize(
    ("xml", "want"),
    [
        (field(" PAGE "), [" PAGE "]),
        (field("ref p17 \\h"), ["ref p17 \\h"]),
        (field(" DDE x "), [""]),
        (field("dde x"), [""]),
        (field(""), [""]),
        ("<w:r><w:instrText>DDE</w:instrText></w:r>", [""]),
        (nested(field("QUOTE 68 68 69"), " x"), ["", ""]),
        (nested(field("REF command"), " x"), ["", ""]),
        (nested(field("REF command"), ""), ["", ""]),
        (nested(field("NUMPAGES"), "SEQ x"), ["NUMPAGES", "SEQ x"]),
        (field("REF a", f"</w:t></w:r>{field('DDE x')}<w:r><w:t>"), ["REF a", ""]),
        ('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDE x</w:instrText></w:r>', [""]),
    ],
)
def test_a_field_keeps_its_code_only_where_it_is_known_to_be_harmless(xml: str, want: list[str]) -> None:
    assert codes(xml) == want
