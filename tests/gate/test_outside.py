"""What a template may not take from outside or carry along, and what it may."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.gate.kinds import Kind
from pipeline.gate.outside import outside_issues
from pipeline.gate.reading import read_container
from tests.gate.files import WORD, changed, related, zipped
from tests.read.sources import argument

DOCUMENT, SETTINGS = "word/document.xml", "word/_rels/settings.xml.rels"
V = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'


def inserted(xml: str) -> bytes:
    return changed(WORD, DOCUMENT, "<w:body>", f"<w:body>{xml}")


def field(instruction: str) -> bytes:
    """A field with its instruction in one piece."""
    return inserted(f'<w:p><w:fldSimple w:instr="{instruction}"><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>')


def cut_field(*pieces: str, end: str = "end") -> bytes:
    """A field whose instruction Word has cut into runs; a piece in braces is a field itself."""
    return inserted(f"<w:p>{_field(*pieces)}</w:p>".replace('"end"', f'"{end}"'))


def _char(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _field(*pieces: str) -> str:
    made = [
        _field(piece[1:-1]) if piece.startswith("{") else f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces
    ]
    return f"{_char('begin')}{''.join(made)}{_char('separate')}<w:r><w:t>x</w:t></w:r>{_char('end')}"


BAD = {
    "a remote template": (related("attachedTemplate", "https://example.org/x.dotm", part=SETTINGS), "FI151", "word/settings.xml"),
    "a template on a server": (related("attachedTemplate", "file:///\\\\server\\x.dotx", part=SETTINGS), "FI151", "word/settings.xml"),
    "a template on a server, otherwise": (related("attachedTemplate", "file://server/x.dotx", part=SETTINGS), "FI151", "word/settings.xml"),
    "a template on a server, by its name": (related("attachedTemplate", "\\\\server\\x.dotx", part=SETTINGS), "FI151", "word/settings.xml"),
    "a template on a server, in disguise": (related("attachedTemplate", "file:///%5C%5Cserver/x.dotx", part=SETTINGS), "FI151", "word/settings.xml"),
    "a template of another part": (related("attachedTemplate", "file:///C:/x.dotx"), "FI151", DOCUMENT),
    "a linked picture": (related("image", "https://example.org/x.png"), "FI151", DOCUMENT),
    "a picture of another machine": (related("image", "\\\\server\\x.png"), "FI151", DOCUMENT),
    "an address where a part belongs": (related("image", "http://example.org/x.png", mode=""), "FI151", DOCUMENT),
    "a style sheet from elsewhere": (related("styles", "https://example.org/s.xml"), "FI151", DOCUMENT),
    "a type that nobody knows": (related("new", "https://example.org/"), "FI151", DOCUMENT),
    "a mode in small letters": (related("image", "x.png", mode=' TargetMode="external"'), "FI151", DOCUMENT),
    "a picture of an old drawing": (inserted(f'<w:p><w:r><w:pict><v:shape {V}><v:imagedata src="http://example.org/x.png"/></v:shape></w:pict></w:r></w:p>'), "FI151", DOCUMENT),
    "an old drawing's source": (inserted(f'<w:p><w:r><w:pict><v:shape {V}><v:fill o:href="\\\\s\\x"/></v:shape></w:pict></w:r></w:p>'), "FI151", DOCUMENT),
    "an embedded workbook": (related("package", "embeddings/a.xlsx", mode=""), "FI152", DOCUMENT),
    "an embedded object": (related("oleObject", "embeddings/oleObject1.bin", mode=""), "FI152", DOCUMENT),
    "a control": (related("control", "activeX/activeX1.xml", mode=""), "FI152", DOCUMENT),
    "a file that is put in on opening": (related("aFChunk", "a.html", mode=""), "FI152", DOCUMENT),
    "a file that is put in, by its element": (inserted('<w:altChunk r:id="rId8"/>'), "FI152", DOCUMENT),
    "an add-in": (related("webextensiontaskpanes", "word/webextensions/taskpanes.xml", mode="", part="_rels/.rels"), "FI152", ""),
    "a changed ribbon": (related("extensibility", "customUI/customUI.xml", mode="", part="_rels/.rels"), "FI152", ""),
    "a linked document": (related("subDocument", "b.docx"), "FI152", DOCUMENT),
    "an object by its element": (inserted(f'<w:p><w:r><w:object><o:OLEObject {V} Type="Embed"/></w:object></w:r></w:p>'), "FI152", DOCUMENT),
    "a mail merge": (changed(WORD, "word/settings.xml", "<w:zoom", '<w:mailMerge><w:query w:val="SELECT"/></w:mailMerge><w:zoom'), "FI152", "word/settings.xml"),
    "DDE": (field("DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe &quot;/k calc&quot;"), "FI153", DOCUMENT),
    "DDE in small letters": (field(" dde Excel a b "), "FI153", DOCUMENT),
    "DDE cut into runs": (cut_field(" D", "DE", "AUTO cmd"), "FI153", DOCUMENT),
    "a field whose name another one makes": (cut_field("{QUOTE 68 68 69}", " cmd"), "FI153", DOCUMENT),
    "a field whose name another one ends": (cut_field("DD", "{QUOTE 69}", " cmd"), "FI153", DOCUMENT),
    "a field in a field": (cut_field(" IF ", "{INCLUDETEXT c:/a.docx}", ' = 1 "a"'), "FI153", DOCUMENT),
    "a field without end": (cut_field("INCLUDEPICTURE x", end="separate"), "FI153", DOCUMENT),
    "an instruction without field": (inserted("<w:p><w:r><w:instrText>LINK Excel.Sheet a</w:instrText></w:r></w:p>"), "FI153", DOCUMENT),
    "a field with its switch at its name": (field("INCLUDETEXT\\* x"), "FI153", DOCUMENT),
    "a macro button": (field("MACROBUTTON NoMacro [Titre]"), "FI153", DOCUMENT),
    "a field in a header": (changed(WORD, "word/header1.xml", " PAGE ", "DATABASE \\d x"), "FI153", "word/header1.xml"),
    "a field in a footnote": (changed(WORD, "word/footnotes.xml", "<w:r><w:t>A note", '<w:fldSimple w:instr="RD x"/><w:r><w:t>A note'), "FI153", "word/footnotes.xml"),
    "a script as a link": (related("hyperlink", "javascript:alert(1)"), "FI154", DOCUMENT),
    "a file as a link": (related("hyperlink", "file:///etc/passwd"), "FI154", DOCUMENT),
    "another machine as a link": (related("hyperlink", "\\\\server\\share"), "FI154", DOCUMENT),
    "a path as a link": (related("hyperlink", "rapport.docx"), "FI154", DOCUMENT),
    "a program's own scheme": (related("hyperlink", "ms-word:ofe|u|https://example.org"), "FI154", DOCUMENT),
    "a field as a link": (field("HYPERLINK &quot;file:///c:/a.exe&quot;"), "FI154", DOCUMENT),
    "a field as a link to another machine": (field("HYPERLINK \\\\server\\a"), "FI154", DOCUMENT),
    "a field as a link behind switches": (field("HYPERLINK \\o &quot;https://example.org&quot; \\n javascript:x"), "FI154", DOCUMENT),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_what_comes_from_outside_is_named_with_its_part(tmp_path: Path, case: str) -> None:
    data, code, part = BAD[case]
    path = tmp_path / "council.docx"
    path.write_bytes(data)
    found = list(outside_issues(path, read_container(path, Kind.WORD)))
    assert {(one.code, one.location.part) for one in found} == {(code, part)}
    assert all(argument(one, "found") for one in found)


GOOD = {
    "nothing of the kind": zipped(WORD),
    "the path of a template on the editor's machine": related(
        "attachedTemplate", "file:///C:\\Users\\marie\\x.dotx", part=SETTINGS
    ),
    "the name of a template": related("attachedTemplate", "Normal.dotm", part=SETTINGS),
    "an address": related("hyperlink", "http://example.org/"),
    "a mail address": related("hyperlink", "MAILTO:a@example.org"),
    "a place in the document": related("hyperlink", "#opening"),
    "a picture": related("image", "media/image1.png", mode=""),
    "a link of an old drawing": inserted(f'<w:p><w:r><w:pict><v:shape {V} href="https://example.org/"/></w:pict></w:r></w:p>'),
    "a link as a field": field("HYPERLINK \\l &quot;opening&quot;"),
    "a link as a field with address": field("HYPERLINK &quot;https://example.org&quot; \\o &quot;c:\\\\x&quot;"),
    "a page number": field(" PAGE  \\* MERGEFORMAT "),
    "a page number with its switch at its name": field("NUMPAGES\\* Arabic"),
    "a calculation": field(" =SUM(ABOVE) "),
    "a condition": cut_field(" IF ", "{ PAGE }", ' = 1 "a" "b"'),
    "an empty field": field(" "),
    "a table of contents": field("TOC \\o &quot;1-3&quot; \\h \\z \\u"),
    "a text that speaks of fields": changed(WORD, DOCUMENT, "Opening", "DDEAUTO INCLUDETEXT"),
}


@pytest.mark.parametrize("case", GOOD)
def test_what_a_template_needs_may_stay(tmp_path: Path, case: str) -> None:
    path = tmp_path / "council.docx"
    path.write_bytes(GOOD[case])
    assert list(outside_issues(path, read_container(path, Kind.WORD))) == []
