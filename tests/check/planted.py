"""Faults to plant in the clean package, one at a time, each with the rule that must find it and no other."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass

from pipeline.wml.names import R
from tests.check.packages import CLEAN, DOCUMENT, packed, with_change, with_part, without_part

DOC = "word/document.xml"
RELS = "word/_rels/document.xml.rels"
TYPES = "[Content_Types].xml"
MARK = "\ue000body\ue001"


@dataclass(frozen=True, slots=True)
class Planted:
    """A fault as a sentence, the rule that must find it, and the package that has it."""

    sentence: str
    rule: str
    package: bytes


def in_document(sentence: str, rule: str, old: str, new: str) -> Planted:
    """A fault in the main document."""
    return Planted(sentence, rule, with_change(DOC, old, new))


def in_part(sentence: str, rule: str, part: str, old: str, new: str) -> Planted:
    """A fault in another part."""
    return Planted(sentence, rule, with_change(part, old, new))


def before_section(sentence: str, rule: str, blocks: str) -> Planted:
    """A fault in blocks at the end of the body."""
    return in_document(sentence, rule, "<w:p/>\n<w:sectPr>", f"<w:p/>{blocks}<w:p/>\n<w:sectPr>")


def in_run(sentence: str, rule: str, content: str) -> Planted:
    """A fault in a paragraph of its own."""
    return before_section(sentence, rule, f"<w:p><w:r>{content}</w:r></w:p>")


def _damaged() -> bytes:
    """The clean package with a byte of its numbering changed after the checksum was taken."""
    return packed(CLEAN).replace(b"%1.", b"%2.")


def _compressed_by_bzip2() -> bytes:
    store = io.BytesIO()
    with zipfile.ZipFile(store, "w") as archive:
        for name, content in CLEAN.items():
            archive.writestr(name, content, zipfile.ZIP_BZIP2 if name == "word/numbering.xml" else zipfile.ZIP_STORED)
    return store.getvalue()


def _with_styles(*styles: str) -> bytes:
    return with_change("word/styles.xml", "</w:styles>", "".join(styles) + "</w:styles>")


CONTAINER = (
    Planted("text that is no archive", "not-a-package", b"Bonjour"),
    Planted("an archive without entries", "not-a-package", packed({})),
    Planted("an entry twice", "duplicate-entry", packed(CLEAN, [("word/styles.xml", CLEAN["word/styles.xml"])])),
    Planted("two entries that differ in case", "duplicate-entry", packed(CLEAN, [("word/Styles.xml", "<x/>")])),
    Planted("an entry outside the folder", "bad-entry-name", with_part("../evil.xml", "<x/>")),
    Planted("an entry with a backslash", "bad-entry-name", with_part("word\\extra.xml", "<x/>")),
    Planted("an entry with a damaged byte", "unreadable-entry", _damaged()),
    Planted("an entry compressed by bzip2", "unreadable-entry", _compressed_by_bzip2()),
    Planted("no list of content types", "missing-content-types", without_part(TYPES)),
    Planted("a part without content type", "part-without-content-type", with_part("word/media/image2.emf", b"x")),
    in_part(
        "an extension with two content types",
        "content-type-twice",
        TYPES,
        '<Default Extension="png"',
        '<Default Extension="PNG" ContentType="image/png"/><Default Extension="png"',
    ),
    in_part(
        "a content type for an absent part",
        "override-without-part",
        TYPES,
        "</Types>",
        '<Override PartName="/word/footer9.xml" ContentType="text/x"/></Types>',
    ),
    in_part("a main document typed as a template", "wrong-content-type", TYPES, "document.main+xml", "template.main+xml"),
    in_part("a picture typed as text", "wrong-content-type", TYPES, "image/png", "text/plain"),
)

SYNTAX = (
    in_part(
        "a document type declaration",
        "document-type-declaration",
        "word/settings.xml",
        "<w:settings",
        "<!DOCTYPE x><w:settings",
    ),
    in_part("a raw control character", "forbidden-character", "word/styles.xml", "Table Grid", "Table\x01Grid"),
    in_part("a control character as a reference", "forbidden-character", "docProps/core.xml", "Report", "Re&#x1F;port"),
    in_part("U+FFFF as a reference", "forbidden-character", "docProps/core.xml", "Report", "Re&#65535;port"),
    Planted(
        "a lone surrogate",
        "forbidden-character",
        with_part("docProps/core.xml", str(CLEAN["docProps/core.xml"]).encode().replace(b"Report", b"Re\xed\xa0\x80port")),
    ),
    in_part("U+FFFF in a header", "forbidden-character", "word/header1.xml", "C22", "C\uffff22"),
    in_part("a part that does not parse", "not-well-formed", "word/settings.xml", "</w:settings>", ""),
    in_document(
        "an ignorable prefix that is not declared", "undeclared-prefix", 'mc:Ignorable="w14"', 'mc:Ignorable="w14 wp14"'
    ),
    in_run(
        "a choice that requires an undeclared prefix",
        "undeclared-prefix",
        '<mc:AlternateContent><mc:Choice Requires="wps"><w:t>x</w:t></mc:Choice></mc:AlternateContent>',
    ),
)

RELATIONSHIPS = (
    in_part("no main document", "no-main-document", "_rels/.rels", '/officeDocument"', '/other"'),
    in_part("a relationship id twice", "duplicate-relationship-id", RELS, 'Id="rId2"', 'Id="rId3"'),
    in_part(
        "two parts with styles",
        "two-parts-of-one-kind",
        RELS,
        "</Relationships>",
        f'<Relationship Id="rId20" Type="{R}/styles" Target="styles.xml"/></Relationships>',
    ),
    Planted(
        "a relationship without target",
        "relationship-without-target",
        with_change(
            RELS,
            "</Relationships>",
            '<Relationship Id="rId20" Type="x/chart" Target="charts/chart1.xml"/></Relationships>',
        ),
    ),
    in_part("an address not marked as external", "external-without-mode", RELS, ' TargetMode="External"', ""),
    in_part(
        "a picture fetched from the network",
        "remote-content",
        RELS,
        "</Relationships>",
        '<Relationship Id="rId20" Type="x/image" Target="https://a.example/a.png" TargetMode="External"/></Relationships>',
    ),
    Planted(
        "settings where styles belong",
        "wrong-root-element",
        with_part("word/settings.xml", CLEAN["word/numbering.xml"]),
    ),
    in_document("a link to an unknown relationship", "unknown-relationship", '"rId8"', '"rId88"'),
    in_document(
        "a link by the relationship of a picture",
        "relationship-of-wrong-kind",
        '<w:hyperlink r:id="rId8">',
        '<w:hyperlink r:id="rId7">',
    ),
)

PROPERTIES = (
    in_part("two titles", "core-property-twice", "docProps/core.xml", "<dc:title>", "<dc:title>Old</dc:title><dc:title>"),
    in_part(
        "keywords in a wrong namespace",
        "unknown-core-property",
        "docProps/core.xml",
        "<dc:title>",
        "<dc:keywords/><dc:title>",
    ),
    in_part("a date that there is not", "bad-core-date", "docProps/core.xml", "2022-01-31", "2022-02-31"),
    in_part("a date that is not marked as one", "bad-core-date", "docProps/core.xml", ' xsi:type="dcterms:W3CDTF"', ""),
    in_part("a custom property with id 1", "bad-custom-property", "docProps/custom.xml", 'pid="2"', 'pid="1"'),
)

STRUCTURE = (
    in_document("a paragraph in a paragraph", "misplaced-element", "<w:p><w:ins ", "<w:p><w:p/><w:ins "),
    in_run("a paragraph in a run", "misplaced-element", "<w:p/>"),
    before_section("text in a paragraph without run", "misplaced-element", "<w:p><w:t>bare</w:t></w:p>"),
    before_section("a run in the body", "misplaced-element", "<w:r><w:t>bare</w:t></w:r>"),
    before_section(
        "a paragraph in a content control inside a paragraph",
        "misplaced-element",
        "<w:p><w:sdt><w:sdtContent><w:p/></w:sdtContent></w:sdt></w:p>",
    ),
    before_section(
        "a link in a link",
        "hyperlink-in-hyperlink",
        '<w:p><w:hyperlink w:anchor="opening"><w:hyperlink w:anchor="opening"/></w:hyperlink></w:p>',
    ),
    in_document(
        "a paragraph after the last section's properties",
        "section-properties-not-last",
        "</w:sectPr>",
        "</w:sectPr><w:p/>",
    ),
    before_section("paragraph properties after a run", "properties-not-first", "<w:p><w:r><w:t>x</w:t></w:r><w:pPr/></w:p>"),
    in_run("run properties after text", "properties-not-first", "<w:t>x</w:t><w:rPr><w:b/></w:rPr>"),
    before_section(
        "paragraph properties out of order",
        "child-out-of-order",
        '<w:p><w:pPr><w:jc w:val="left"/><w:keepNext/></w:pPr></w:p>',
    ),
    in_run("run properties out of order", "child-out-of-order", '<w:rPr><w:sz w:val="28"/><w:b/></w:rPr><w:t>x</w:t>'),
    in_document(
        "table properties out of order",
        "child-out-of-order",
        '<w:tblStyle w:val="Grid"/><w:tblW w:w="0" w:type="auto"/>',
        '<w:tblW w:w="0" w:type="auto"/><w:tblStyle w:val="Grid"/>',
    ),
    in_document(
        "cell properties out of order",
        "child-out-of-order",
        '<w:tcW w:w="4000" w:type="dxa"/><w:gridSpan w:val="2"/>',
        '<w:gridSpan w:val="2"/><w:tcW w:w="4000" w:type="dxa"/>',
    ),
    in_document(
        "row properties after a tracked insertion",
        "child-out-of-order",
        "<w:tblHeader/>",
        '<w:ins w:id="200" w:author="A"/><w:tblHeader/>',
    ),
    in_document(
        "section properties out of order",
        "child-out-of-order",
        "</w:sectPr>",
        '<w:type w:val="continuous"/></w:sectPr>',
    ),
    in_part(
        "settings out of order",
        "child-out-of-order",
        "word/settings.xml",
        "</w:settings>",
        "<w:trackRevisions/></w:settings>",
    ),
    in_part(
        "a list before its definition",
        "child-out-of-order",
        "word/numbering.xml",
        "<w:abstractNum w",
        '<w:num w:numId="2"><w:abstractNumId w:val="3"/></w:num><w:abstractNum w',
    ),
    in_run("a run property twice", "child-twice", "<w:rPr><w:b/><w:b/></w:rPr><w:t>x</w:t>"),
    in_run("a run property of HTML", "unknown-child", "<w:rPr><w:bold/></w:rPr><w:t>x</w:t>"),
    in_part(
        "a header without paragraph",
        "story-without-paragraph",
        "word/header1.xml",
        str(CLEAN["word/header1.xml"]).partition('"w14">')[2],
        "</w:hdr>",
    ),
)

ROW = "<w:tr><w:tc><w:p/></w:tc></w:tr>"
GRID = '<w:tblPr/><w:tblGrid><w:gridCol w:w="900"/></w:tblGrid>'
TABLES = (
    before_section("a cell without paragraph", "cell-without-paragraph", f"<w:tbl>{GRID}<w:tr><w:tc/></w:tr></w:tbl>"),
    before_section(
        "a cell that ends in a table",
        "cell-ending-in-table",
        f"<w:tbl>{GRID}<w:tr><w:tc><w:p/><w:tbl>{GRID}{ROW}</w:tbl></w:tc></w:tr></w:tbl>",
    ),
    before_section("a row without cells", "row-without-cells", f"<w:tbl>{GRID}{ROW}<w:tr/></w:tbl>"),
    before_section("a table without rows", "table-without-rows", f"<w:tbl>{GRID}</w:tbl>"),
    before_section("a table without properties", "table-without-properties", f"<w:tbl>{GRID[10:]}{ROW}</w:tbl>"),
    before_section("a table without grid", "table-without-grid", f"<w:tbl><w:tblPr/>{ROW}</w:tbl>"),
    in_document("a cell wider than the grid", "span-beyond-grid", '<w:gridSpan w:val="2"/>', '<w:gridSpan w:val="3"/>'),
)

BARE_DRAWING = re.search(r"<w:drawing>.*</w:drawing>", DOCUMENT)
assert BARE_DRAWING is not None
SECOND_DRAWING = BARE_DRAWING[0].replace('wp:docPr id="1"', 'wp:docPr id="2"')
CONTROLS = (
    before_section(
        "a content control without content",
        "control-without-content",
        '<w:sdt><w:sdtPr><w:id w:val="8"/></w:sdtPr></w:sdt>',
    ),
    before_section(
        "a content control's id twice",
        "duplicate-control-id",
        '<w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>',
    ),
    in_document(
        "a content control's id of 33 bits",
        "control-id-out-of-range",
        '<w:id w:val="7"/>',
        '<w:id w:val="2147483648"/>',
    ),
    in_run("a drawing's id twice", "duplicate-drawing-id", BARE_DRAWING[0]),
    in_run(
        "a drawing without description",
        "drawing-without-alternative-text",
        SECOND_DRAWING.replace(' descr="The emblem"', ""),
    ),
)

BOOKMARKS = (
    before_section(
        "a bookmark opened twice",
        "bookmark-opened-twice",
        '<w:p><w:bookmarkStart w:id="2" w:name="a"/><w:bookmarkStart w:id="2" w:name="b"/><w:bookmarkEnd w:id="2"/></w:p>',
    ),
    before_section("a bookmark never closed", "bookmark-never-closed", '<w:p><w:bookmarkStart w:id="2" w:name="a"/></w:p>'),
    before_section("a bookmark never opened", "bookmark-never-opened", '<w:p><w:bookmarkEnd w:id="2"/></w:p>'),
    before_section("a bookmark closed twice", "bookmark-never-opened", '<w:p><w:bookmarkEnd w:id="1"/></w:p>'),
    before_section(
        "a bookmark's name twice, in other case",
        "duplicate-bookmark-name",
        '<w:p><w:bookmarkStart w:id="2" w:name="OPENING"/><w:bookmarkEnd w:id="2"/></w:p>',
    ),
    before_section(
        "a bookmark's name of 41 characters",
        "bookmark-name-too-long",
        f'<w:p><w:bookmarkStart w:id="2" w:name="{"a" * 41}"/><w:bookmarkEnd w:id="2"/></w:p>',
    ),
    before_section(
        "a bookmark's name with a hyphen",
        "bad-bookmark-name",
        '<w:p><w:bookmarkStart w:id="2" w:name="rpm-afr"/><w:bookmarkEnd w:id="2"/></w:p>',
    ),
    in_document("a link to an absent bookmark", "link-to-absent-bookmark", 'w:anchor="opening"', 'w:anchor="closing"'),
    in_document("a field that refers to an absent bookmark", "reference-to-absent-bookmark", "REF opening", "REF closing"),
    before_section(
        "a simple field that refers to an absent bookmark",
        "reference-to-absent-bookmark",
        '<w:p><w:fldSimple w:instr="PAGEREF closing"/></w:p>',
    ),
)

FIELDS = (
    in_document("a field never ended", "field-never-ended", '<w:r><w:fldChar w:fldCharType="end"/></w:r>', ""),
    in_document(
        "a field never begun",
        "field-never-begun",
        "<w:r><w:t>An entry",
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>An entry',
    ),
    in_document(
        "a field separated twice",
        "field-never-begun",
        '<w:fldChar w:fldCharType="separate"/>',
        '<w:fldChar w:fldCharType="separate"/><w:fldChar w:fldCharType="separate"/>',
    ),
    in_run("a field code outside a field", "code-outside-field", "<w:instrText>PAGE</w:instrText>"),
    in_document(
        "text in a field code",
        "text-in-field-code",
        "<w:r><w:instrText ",
        "<w:r><w:t>lost</w:t></w:r><w:r><w:instrText ",
    ),
)

NOTES = "word/footnotes.xml"
NOTE = '<w:footnote w:id="{}"><w:p/></w:footnote></w:footnotes>'
REFERENCE = '<w:r><w:footnoteReference w:id="1"/></w:r>'
FOOTNOTES = (
    in_document(
        "a reference to an absent footnote",
        "footnote-undefined",
        REFERENCE,
        f"{REFERENCE}{REFERENCE.replace('1', '9')}",
    ),
    in_part("a footnote's id twice", "footnote-defined-twice", NOTES, "</w:footnotes>", NOTE.format(1)),
    in_document("two references to one footnote", "footnote-referenced-twice", REFERENCE, REFERENCE * 2),
    in_part("a footnote without reference", "footnote-never-referenced", NOTES, "</w:footnotes>", NOTE.format(2)),
    Planted(
        "a footnote's id beyond what Word takes",
        "footnote-id-out-of-range",
        packed(
            {
                **CLEAN,
                DOC: DOCUMENT.replace('footnoteReference w:id="1"', 'footnoteReference w:id="32768"'),
                NOTES: str(CLEAN[NOTES]).replace('<w:footnote w:id="1"', '<w:footnote w:id="32768"'),
            }
        ),
    ),
    in_part("no separator of footnotes", "no-footnote-separator", NOTES, 'w:type="separator"', 'w:type="continuationNotice"'),
    in_part(
        "a separator that only the settings know",
        "no-footnote-separator",
        "word/settings.xml",
        '<w:footnote w:id="-1"/>',
        '<w:footnote w:id="-2"/>',
    ),
    in_part("a footnote inside a footnote", "footnote-outside-body", NOTES, "<w:r><w:t>A note</w:t></w:r>", REFERENCE),
    in_part(
        "a footnote in a header",
        "footnote-outside-body",
        "word/header1.xml",
        "<w:r><w:t>C22/23-F</w:t></w:r>",
        REFERENCE,
    ),
)

REVISIONS = (
    in_document(
        "a reference to an absent comment",
        "comment-undefined",
        '<w:r><w:commentReference w:id="0"/></w:r>',
        '<w:r><w:commentReference w:id="0"/></w:r><w:r><w:commentReference w:id="5"/></w:r>',
    ),
    in_part(
        "a comment's id twice",
        "duplicate-comment-id",
        "word/comments.xml",
        "</w:comments>",
        '<w:comment w:id="0" w:author="B"><w:p/></w:comment></w:comments>',
    ),
    in_part(
        "a comment without reference",
        "comment-never-referenced",
        "word/comments.xml",
        "</w:comments>",
        '<w:comment w:id="5" w:author="B"><w:p/></w:comment></w:comments>',
    ),
    in_document("a comment's range never closed", "comment-range-unpaired", '<w:commentRangeEnd w:id="0"/>', ""),
    in_document("a comment's range never opened", "comment-range-unpaired", '<w:commentRangeStart w:id="0"/>', ""),
    in_document("two tracked changes with one id", "duplicate-revision-id", 'w:id="102"', 'w:id="101"'),
    in_document(
        "a tracked change on a day that there is not",
        "bad-revision-date",
        '<w:ins w:id="101" w:author="A" w:date="2022-01-31',
        '<w:ins w:id="101" w:author="A" w:date="2022-01-32',
    ),
    in_part("a comment dated in words", "bad-revision-date", "word/comments.xml", "2022-01-31T10:00:00Z", "31 janvier 2022"),
    in_document("text that stands in a deletion", "text-in-deletion", "<w:delText>struck</w:delText>", "<w:t>struck</w:t>"),
    in_document(
        "deleted text in an insertion",
        "deleted-text-outside-deletion",
        "<w:t>added</w:t>",
        "<w:delText>added</w:delText>",
    ),
)

TEXT = (
    in_run("a C1 control character", "stray-character", "<w:t>a\x85b</w:t>"),
    in_run("a replacement character", "stray-character", "<w:t>a\ufffdb</w:t>"),
    in_document("a space lost at the end", "lost-space", '<w:t xml:space="preserve">See', "<w:t>See"),
    in_run("a newline in text", "newline-in-text", "<w:t>one\ntwo</w:t>"),
    in_run("a tab in text", "newline-in-text", "<w:t>one\ttwo</w:t>"),
    in_run("characters in a run without text element", "text-outside-text", "bare"),
    in_run("a mark left over", "left-over-mark", f"<w:t>{MARK}</w:t>"),
    before_section(
        "a mark left over in two runs",
        "left-over-mark",
        f"<w:p><w:r><w:t>{MARK[:3]}</w:t></w:r><w:r><w:t>{MARK[3:]}</w:t></w:r></w:p>",
    ),
    in_part("a mark left over in the title", "left-over-mark", "docProps/core.xml", "Report", MARK),
)

STYLES = (
    before_section(
        "a paragraph in an unknown style", "unknown-style", '<w:p><w:pPr><w:pStyle w:val="Enumlev1"/></w:pPr></w:p>'
    ),
    in_run("a run in an unknown style", "unknown-style", '<w:rPr><w:rStyle w:val="Strong"/></w:rPr><w:t>x</w:t>'),
    in_part(
        "a style based on an unknown one",
        "unknown-style",
        "word/styles.xml",
        '<w:basedOn w:val="Normal"/>',
        '<w:basedOn w:val="Title"/>',
    ),
    before_section(
        "a paragraph in a character style", "style-of-wrong-kind", '<w:p><w:pPr><w:pStyle w:val="Link"/></w:pPr></w:p>'
    ),
    Planted("a style's id twice", "duplicate-style", _with_styles('<w:style w:type="table" w:styleId="Grid"/>')),
    Planted(
        "a style's name twice",
        "duplicate-style",
        _with_styles('<w:style w:type="table" w:styleId="Grid1"><w:name w:val="Table Grid"/></w:style>'),
    ),
    Planted(
        "two styles based on each other",
        "style-based-on-itself",
        _with_styles(
            '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>',
            '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>',
        ),
    ),
    in_document("an unknown list", "unknown-numbering", '<w:numId w:val="1"/>', '<w:numId w:val="4"/>'),
    in_part(
        "a list without definition",
        "unknown-abstract-numbering",
        "word/numbering.xml",
        '<w:abstractNumId w:val="3"/>',
        '<w:abstractNumId w:val="4"/>',
    ),
    in_part(
        "a list's id twice",
        "duplicate-numbering-id",
        "word/numbering.xml",
        "</w:numbering>",
        '<w:num w:numId="1"><w:abstractNumId w:val="3"/></w:num></w:numbering>',
    ),
)

VALUES = (
    in_document("an alignment of CSS", "value-outside-enumeration", '<w:jc w:val="left"/>', '<w:jc w:val="justify"/>'),
    in_run("a switch that says yes", "value-outside-enumeration", '<w:rPr><w:b w:val="yes"/></w:rPr><w:t>x</w:t>'),
    in_document("a size with a decimal", "bad-number", '<w:sz w:val="28"/>', '<w:sz w:val="10.5"/>'),
    in_part("a colour with a hash", "bad-colour", "word/styles.xml", '"0000FF"', '"#0000FF"'),
    in_run("shading without its pattern", "missing-attribute", '<w:rPr><w:shd w:fill="FFFF00"/></w:rPr><w:t>x</w:t>'),
)

PLANTED = (
    *CONTAINER, *SYNTAX, *RELATIONSHIPS, *PROPERTIES, *STRUCTURE, *TABLES, *CONTROLS, *BOOKMARKS, *FIELDS, *FOOTNOTES,
    *REVISIONS, *TEXT, *STYLES, *VALUES,
)  # fmt: skip
