"""Templates, again: what Word, its kin and other hands put into one."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

from tests.check.templates import (
    BODY,
    DOC,
    RELS,
    SETTINGS,
    SPACES,
    TITLE,
    TYPES,
    Change,
    added,
    both,
    complex_field,
    control,
    run,
    text_box,
)
from tests.corpus.templates import MISSING, TITLE_AT, R, bad, fine, made
from tests.gate.files import Entry, compound, zipped
from tests.gate.files import container as packed
from tests.gate.test_containers import streamed


def whole() -> dict[str, bytes]:
    """The parts of the untouched template."""
    with zipfile.ZipFile(io.BytesIO(made())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def titled(piece: str, *more: Change) -> bytes:
    """The slot of the title as this piece of a paragraph."""
    return made((DOC, TITLE, piece), *more)


def of_the_web() -> bytes:
    """With the main part under the name that Word on the web gives it."""
    lists = {
        name: data.replace(b"word/document.xml", b"word/document2.xml")
        for name, data in whole().items()
        if name in (TYPES, "_rels/.rels")
    }
    return zipped({name.replace("document.xml", "document2.xml"): data for name, data in {**whole(), **lists}.items()})


def under(change: Callable[[str], str]) -> bytes:
    return zipped({change(name): data for name, data in whole().items()})


def of_type(content: str) -> bytes:
    types = whole()[TYPES].decode()
    return zipped(
        {
            **whole(),
            TYPES: types.replace(
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", content
            ).encode(),
        }
    )


def strict() -> bytes:
    """In Strict Open XML."""
    pairs = (
        (b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main"),
        (
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        ),
    )
    found = whole()
    for old, new in pairs:
        found = {name: data.replace(old, new) for name, data in found.items()}
    return zipped(found)


def prefixed() -> bytes:
    """With another prefix than w for the language of Word."""
    data = whole()
    text = data[DOC].decode()
    text = re.sub(r"(</?|\s)w:", r"\1ns0:", text).replace("xmlns:w=", "xmlns:ns0=")
    return zipped({**data, DOC: text.encode()})


def smart(inner: str) -> str:
    return f'<w:smartTag w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="place">{inner}</w:smartTag>'


WORD = (
    fine("a slot cut by a bookmark", titled(run("{{ ti") + '<w:bookmarkStart w:id="90" w:name="_Hlk1"/>' + run("tle }}") + '<w:bookmarkEnd w:id="90"/>'), late=True),
    fine("a slot cut by a smart tag", titled(run("{{ ") + smart(run("title")) + run(" }}")), late=True),
    fine("a slot cut by the mark of the last page break", titled('<w:r><w:t xml:space="preserve">{{ </w:t><w:lastRenderedPageBreak/><w:t>title }}</w:t></w:r>'), late=True),
    fine("a slot with revision marks of sessions", titled('<w:r w:rsidR="00A1"><w:t>{{ ti</w:t></w:r><w:r w:rsidR="00B2"><w:t>tle }}</w:t></w:r>'), late=True),
    fine("a slot in a content control", titled(control('<w:alias w:val="Titre"/><w:tag w:val="t"/><w:id w:val="77"/>', TITLE)), late=True),
    fine("a slot in a nested table", made((DOC, f"<w:p>{BODY}</w:p>", f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:p>{run('{{ source }}')}</w:p></w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl><w:p>{BODY}</w:p>")), late=True),
    bad("a slot in a text box of today and of old", titled(TITLE + both(run("{{ source }}"))), "TP122", late=True),
    bad("a slot in a table in a control in a text box", titled(TITLE + text_box(control("", f"<w:p>{run('{{ source }}')}</w:p>"))), "TP122", late=True),
    bad("a slot with an apostrophe of Word", titled(run("{{ l’title }}")), f"TP103 {TITLE_AT}", MISSING, late=True),
    fine("a slot with a soft hyphen", titled(run("{{ ti\u00adtle }}")), f"TP115 {TITLE_AT}", late=True),
    bad("a slot with a soft hyphen of Word", titled("<w:r><w:t>{{ ti</w:t><w:softHyphen/><w:t>tle }}</w:t></w:r>"), f"TP115 {TITLE_AT}", late=True),
    bad("a slot with a tab", titled("<w:r><w:t>{{</w:t><w:tab/><w:t>title }}</w:t></w:r>"), f"TP115 {TITLE_AT}", late=True),
    bad("a slot over two lines", titled("<w:r><w:t>{{ title</w:t><w:br/><w:t>}}</w:t></w:r>"), f"TP115 {TITLE_AT}", late=True),
    bad("a slot over two paragraphs", titled(run("{{ title") + "</w:p><w:p>" + run("}}")), f"TP117 {TITLE_AT}", late=True),
    bad("a slot with a Cyrillic letter", titled(run("{{ titl\u0435 }}")), f"TP103 {TITLE_AT}", MISSING, late=True),
    fine("a slot with a mark of direction", titled(run("{{ \u200etitle\u200e }}")), f"TP115 {TITLE_AT}", late=True),
    bad("a slot in a formula", titled(TITLE + '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>{{ title }}</m:t></m:r></m:oMath>'), f"TP119 {TITLE_AT}", late=True),
    bad("a slot in a ruby", titled(TITLE + f"<w:r><w:ruby><w:rubyPr/><w:rt>{run('{{ source }}')}</w:rt><w:rubyBase>{run('x')}</w:rubyBase></w:ruby></w:r>"), late=True),
    bad("a slot as alternative text of a picture", titled(TITLE + f'<w:r><w:drawing {SPACES}><wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="8" name="x" descr="{{{{ title }}}}"/><a:graphic><a:graphicData uri="x"/></a:graphic></wp:inline></w:drawing></w:r>'), late=True),
    bad("a slot in the address of a link", titled(f'<w:hyperlink r:id="rIdX" xmlns:r="{R}">{TITLE}</w:hyperlink>', (RELS, "</Relationships>", f'<Relationship Id="rIdX" Type="{R}/hyperlink" Target="https://x.org/{{{{ symbol }}}}" TargetMode="External"/></Relationships>')), f"TP119 {TITLE_AT}", f"TP120 {TITLE_AT}", late=True),
    bad("a slot in a link", titled(f'<w:hyperlink r:id="rIdX" xmlns:r="{R}">{TITLE}</w:hyperlink>', (RELS, "</Relationships>", f'<Relationship Id="rIdX" Type="{R}/hyperlink" Target="https://x.org/" TargetMode="External"/></Relationships>')), f"TP120 {TITLE_AT}", late=True),
    bad("a moved paragraph", titled(f'<w:moveFrom w:id="9" w:author="A" w:date="2022-01-31T10:00:00Z">{run("x")}</w:moveFrom>{TITLE}'), f"TP112 {TITLE_AT}", late=True),
    bad("a changed look", titled('<w:r><w:rPr><w:b/><w:rPrChange w:id="9" w:author="A" w:date="2022-01-31T10:00:00Z"><w:rPr/></w:rPrChange></w:rPr><w:t>{{ title }}</w:t></w:r>'), f"TP113 {TITLE_AT}", late=True),
    bad("tracking of changes switched on", made((SETTINGS, "<w:defaultTabStop", "<w:trackRevisions/><w:defaultTabStop")), late=True),
    bad("a field that fetches a picture", titled(TITLE + complex_field(' INCLUDEPICTURE "https://x.org/a.png" \\d ', run("x"))), f"TP156 {TITLE_AT}", late=True),
    bad("a field in its simple form that fetches", titled(f'{TITLE}<w:fldSimple w:instr=" INCLUDETEXT &quot;x.docx&quot; ">{run("x")}</w:fldSimple>'), f"TP156 {TITLE_AT}", late=True),
    bad("a field that asks a database", titled(TITLE + complex_field(' DATABASE \\d "x.mdb" \\c "DSN" \\s "SELECT" ', run("x"))), f"TP156 {TITLE_AT}", late=True),
    bad("a field within a field that fetches", titled(TITLE + '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> IF 1 = 1 </w:instrText></w:r>' + complex_field(" DDE x y ", run("x")) + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'), f"TP156 {TITLE_AT}", late=True),
    bad("a field that asks the reader", titled(TITLE + complex_field(' FILLIN "Nom?" ', run("x"))), f"TP152 {TITLE_AT}", late=True),
    bad("a button for a macro", titled(TITLE + complex_field(" MACROBUTTON Evil cliquez ", run("x"))), f"TP153 {TITLE_AT}", late=True),
    fine("a field for the number of pages", titled(TITLE + complex_field(" NUMPAGES \\* Arabic ", run("3"))), late=True),
    fine("a field in French separators", titled(TITLE + complex_field(' DATE \\@ "d MMMM yyyy" ', run("3"))), late=True),
    bad("an ActiveX control", made(*added("word/activeX/activeX1.xml", "control", '<ax:ocx xmlns:ax="http://schemas.microsoft.com/office/2006/activeX"/>', "application/vnd.ms-office.activeX+xml")), f"FI152 {DOC}", late=True),
    bad("an OLE object", titled(TITLE + '<w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" Type="Embed" ProgID="Package"/></w:object></w:r>', *added("word/embeddings/o.bin", "oleObject", "x", "application/vnd.openxmlformats-officedocument.oleObject")), f"TP157 {TITLE_AT}", late=True),
    bad("a linked OLE object", titled(TITLE, (RELS, "</Relationships>", f'<Relationship Id="rIdX" Type="{R}/oleObject" Target="file:///c:/x.xlsx" TargetMode="External"/></Relationships>')), f"FI152 {DOC}", late=True),
    bad("a template on a server", made(("word/_rels/settings.xml.rels", "", f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{R}/attachedTemplate" Target="file:///\\\\server\\x.dotm" TargetMode="External"/></Relationships>')), f"FI151 {SETTINGS}", late=True),
    fine("a template of the editor's own machine", made(("word/_rels/settings.xml.rels", "", f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{R}/attachedTemplate" Target="file:///C:\\Users\\marie\\Normal.dotm" TargetMode="External"/></Relationships>')), late=True),
    bad("building blocks", made(*added("word/glossary/document.xml", "glossaryDocument", '<w:glossaryDocument xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docParts/></w:glossaryDocument>', "application/vnd.openxmlformats-officedocument.wordprocessingml.document.glossary+xml")), late=True),
    bad("a picture from the network in an old drawing", titled(TITLE + '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata src="http://127.0.0.1:9/a.png"/></v:shape></w:pict></w:r>'), f"FI151 {DOC}", late=True),
    bad("a font from the network", made(*added("word/fontTable2.xml", "font", "<x/>", "application/x-font-ttf")), late=True),
    bad("a web extension", made(("_rels/.rels", "</Relationships>", '<Relationship Id="rIdX" Type="http://schemas.microsoft.com/office/2011/relationships/webextensiontaskpanes" Target="word/webextensions/taskpanes.xml"/></Relationships>'), ("word/webextensions/taskpanes.xml", "", "<x/>")), "FI152", late=True),
    bad("a ribbon of its own", made(("_rels/.rels", "</Relationships>", '<Relationship Id="rIdX" Type="http://schemas.microsoft.com/office/2006/relationships/ui/extensibility" Target="customUI/customUI.xml"/></Relationships>'), ("customUI/customUI.xml", "", "<x/>")), "FI152", late=True),
    bad("a signature", made(("_rels/.rels", "</Relationships>", '<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin" Target="_xmlsignatures/origin.sigs"/></Relationships>'), ("_xmlsignatures/origin.sigs", "", ""),
            (TYPES, "</Types>", '<Default Extension="sigs" ContentType="application/vnd.openxmlformats-package.digital-signature-origin"/></Types>')), late=True),
    bad("a label of confidentiality", made(("docMetadata/LabelInfo.xml", "", '<clbl:labelList xmlns:clbl="http://schemas.microsoft.com/office/2020/mipLabelMetadata"/>')), late=True),
    bad("a template of Word, renamed", of_type("application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"), "FI110", late=True),
    bad("a document with macros, renamed", of_type("application/vnd.ms-word.document.macroEnabled.main+xml"), "FI109", late=True),
    bad("a workbook, renamed", of_type("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"), "FI107", late=True),
    bad("an old document, renamed", compound("WordDocument", "1Table"), "FI104", late=True),
    bad("a document with a password", compound("EncryptionInfo", "EncryptedPackage"), "FI105", late=True),
    bad("a document of LibreOffice, renamed", zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}), "FI106", late=True),
    bad("a web page of Word", b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\n', "FI103", late=True),
    bad("a flat package", b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"/>', "FI112", late=True),
    fine("as a stream, with descriptors behind the parts", streamed(whole()), late=True),
    fine("with the main part named as Word on the web names it", of_the_web(), late=True),
    fine("with names in other capitals", under(lambda name: name.replace("word/", "Word/")), late=True),
    fine("with the list of types in small letters", under(str.lower), late=True),
    fine("with backslashes between folders", under(lambda name: name.replace("/", "\\")), late=True),
    fine("with folders among the parts", packed([Entry(b"word/", b"", 0, mode=0o40755), *(Entry(name.encode(), data) for name, data in whole().items())]), late=True),
    bad("with another prefix", prefixed(), f"TP110 {DOC}", late=True),
    bad("in Strict Open XML", strict(), "TP111", late=True),
    bad("a page of 100,000 nested elements", made((DOC, f"<w:p>{BODY}</w:p>", "<w:a>" * 100_000 + "</w:a>" * 100_000)), "FI144", late=True),
    bad("an attribute of 10 MB", made((DOC, "<w:body>", f'<w:body w:x="{"ab" * 5_000_000}">')), "FI144", late=True),
    bad("twenty thousand braces", titled(TITLE + run("{" * 20_000)), f"TP105 {TITLE_AT}", late=True),
)  # fmt: skip
