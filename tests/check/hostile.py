"""Broken and odd templates that were thought of after the rules, to break them: what other programs write, and what hides."""

from __future__ import annotations

from tests.check.templates import (
    BODY,
    BODY_AT,
    BOX,
    BY,
    DOC,
    FIRST_FOOTER,
    FIRST_HEADER,
    HEADER,
    NOTES,
    RELS,
    SETTINGS,
    SOURCE,
    SPACES,
    STYLES,
    SYMBOL,
    TITLE,
    TITLE_AT,
    WEBSITE,
    Broken,
    added,
    both,
    complex_field,
    control,
    run,
    story,
    text_box,
)
from tests.documents import shell

TITLE_SLOT = (DOC, TITLE_AT, 1, 11)
FINE = (DOC, "title")
PAGE = shell().parts[DOC].decode()
GOOGLE = '<w:id w:val="5"/><w:tag w:val="goog_rdk_0"/>'
MISSING = ("TP104", "", 0, 0, 0)
BEGIN, SEPARATE, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
SOURCE_LINE = f'<w:p><w:pPr><w:pStyle w:val="Source"/></w:pPr>{SOURCE}</w:p>'


def entries(properties: str) -> tuple[str, str, str]:
    """A style of entries with other properties."""
    text = shell().parts[STYLES].decode()
    style = text[text.index('w:styleId="enumlev1"') :].partition("</w:style>")[0]
    before, _, after = style.partition("<w:pPr>")
    return STYLES, style, f"{before}<w:pPr>{properties}{after}"


def numbering(look: str) -> tuple[tuple[str, str, str], ...]:
    """A list 4 whose level looks like this."""
    level = f'<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">{look}</w:lvl></w:abstractNum>'
    return added(
        "word/numbering.xml", "numbering", story("numbering", f'{level}<w:num w:numId="4"><w:abstractNumId w:val="0"/></w:num>')
    )


def alternatives(inner: str) -> str:
    return f'<mc:AlternateContent {SPACES}><mc:Choice Requires="wps">{inner}</mc:Choice><mc:Fallback>{inner}</mc:Fallback></mc:AlternateContent>'


HEAD, TAIL = run("{{ ti"), run("tle }}")
TEXT = "<w:t>{{ title }}</w:t>"
NUMBER = '<w:numPr><w:numId w:val="4"/></w:numPr>'
HOSTILE = [
    # Other programs
    Broken("the controls of Google", ((DOC, TITLE, control(GOOGLE, TITLE)),), (), shows=FINE),
    Broken("the controls of Google around a paragraph", ((DOC, SOURCE_LINE, control(GOOGLE, SOURCE_LINE)),), (), shows=(DOC, "source")),
    Broken("the page numbers of Word's gallery", ((HEADER, run("{{ page }}"), control('<w:docPartObj><w:docPartGallery w:val="Page Numbers"/></w:docPartObj>', run("{{ page }}"))),), (("TP121", HEADER, 1, 1, 10),)),
    Broken("a locked control", ((DOC, TITLE, control('<w:lock w:val="sdtContentLocked"/>', TITLE)),), (("TP121", *TITLE_SLOT),)),
    Broken("JSON in the name of a control", ((DOC, TITLE, control('<w:tag w:val=\'{"a":{"b":{}}}\'/>', TITLE)),), (), shows=FINE),
    Broken("other prefixes", ((DOC, PAGE, PAGE.replace("<w:", "<x:").replace("</w:", "</x:").replace(" w:", " x:").replace("xmlns:w=", "xmlns:x=")),), (("TP110", DOC, 0, 0, 0),)),
    Broken("indented", ((DOC, TITLE, "<w:r>\n  <w:t>{{\n  title }}</w:t>\n</w:r>"),), (("TP115", DOC, TITLE_AT, 1, 13),), shows=FINE),
    Broken("CDATA", ((DOC, TITLE, "<w:r><w:t><![CDATA[{{ title }}]]></w:t></w:r>"),), (), shows=FINE),
    Broken("a heading list of LibreOffice", (*numbering('<w:numFmt w:val="none"/><w:lvlText w:val=""/>'), entries(NUMBER)), (), shows=FINE),
    Broken("a list that is none", (entries('<w:numPr><w:numId w:val="0"/></w:numPr>'),), (), shows=FINE),
    Broken("a list that numbers", (*numbering('<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>'), entries(NUMBER)), (("TP134", "", 0, 0, 0),)),
    Broken("switches that are off", ((DOC, TITLE, run("{{ title }}", '<w:vanish w:val="0"/><w:rtl w:val="false"/>')), (DOC, "<w:titlePg/>", '<w:titlePg/><w:bidi w:val="off"/>')), (), shows=FINE),
    Broken("a hidden paragraph mark", ((DOC, '<w:pStyle w:val="Title1"/>', '<w:pStyle w:val="Title1"/><w:rPr><w:vanish/></w:rPr>'),), (), shows=FINE),
    Broken("a smart tag", ((DOC, TITLE, f'<w:smartTag w:uri="u" w:element="place">{TITLE}</w:smartTag>'),), (), shows=FINE),
    Broken("the mark of the last change", ((DOC, BODY, f'{BODY}<w:bookmarkStart w:id="8" w:name="_GoBack"/><w:bookmarkEnd w:id="8"/>'),), (), shows=(DOC, "Text.")),
    # Hiding places
    Broken("an entity", ((DOC, "<w:document ", '<!DOCTYPE w:document [<!ENTITY t "{{ 7*7 }}">]><w:document '), (DOC, TITLE, f"{TITLE}<w:r><w:t>&t;</w:t></w:r>")), (("FI141", DOC, 0, 0, 0),)),
    Broken("four hundred runs deep", ((DOC, TITLE, "<w:r>" * 400 + TITLE + "</w:r>" * 400),), (("FI144", DOC, 0, 0, 0),)),
    Broken("both branches in a paragraph", ((DOC, TITLE, alternatives(TITLE)),), (), shows=FINE),
    Broken("both branches in a run", ((DOC, TITLE, f"<w:r>{alternatives(TEXT)}</w:r>"),), (("TP119", DOC, TITLE_AT, 0, 0), ("TP119", DOC, TITLE_AT, 0, 0), MISSING)),
    Broken("the body in both branches", ((DOC, BODY, alternatives(BODY)),), (("TP107", DOC, BODY_AT, 1, 11), ("TP123", DOC, BODY_AT, 1, 11), ("TP107", DOC, BODY_AT, 12, 11), ("TP123", DOC, BODY_AT, 12, 11), ("TP109", DOC, BODY_AT, 12, 11))),
    Broken("a command in the fallback alone", ((HEADER, SYMBOL, both(SYMBOL)[::-1].replace("{{ symbol }}"[::-1], "{{ x.__y }}"[::-1], 1)[::-1]),), (("TP122", HEADER, 3, 1, 12), ("TP118", HEADER, 4, 1, 11))),
    Broken("a tag half in a link", ((DOC, TITLE, f'{HEAD}<w:hyperlink w:anchor="_top">{TAIL}</w:hyperlink>'),), (("TP120", *TITLE_SLOT),)),
    Broken("a tag around a field", ((DOC, TITLE, f'{HEAD}<w:fldSimple w:instr=" PAGE ">{run("1")}</w:fldSimple>{TAIL}'),), (("TP103", DOC, TITLE_AT, 1, 12), MISSING)),
    Broken("a table of contents around slots", ((DOC, SOURCE, f"{BEGIN}<w:r><w:instrText> TOC </w:instrText></w:r>{SEPARATE}{SOURCE}"), (DOC, TITLE, TITLE + END)), (("TP120", DOC, 8, 1, 12), ("TP120", *TITLE_SLOT))),
    Broken("a code that another field makes", ((DOC, SOURCE, SOURCE + BEGIN + complex_field(" QUOTE 68 68 69 ", run("DDE")) + SEPARATE + END),), (("TP156", DOC, 8, 0, 0),)),
    Broken("a watermark", ((HEADER, SYMBOL, f'{SYMBOL}<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" id="s"><v:textpath string="{{{{ title }}}}"/></v:shape></w:pict></w:r>'),), (("TP119", HEADER, 2, 0, 0),)),
    Broken("a variable of the file", ((SETTINGS, "<w:decimalSymbol", '<w:docVars><w:docVar w:name="a" w:val="{{ title }}"/></w:docVars><w:decimalSymbol'),), (("TP119", SETTINGS, 0, 0, 0),)),
    Broken("a chart", added("word/charts/chart1.xml", "chart", '<c xmlns="x"><t>{</t><t>{ title }}</t><t>{{ title }}</t></c>', "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"), (("TP119", "word/charts/chart1.xml", 0, 0, 0), ("TP119", "word/charts/chart1.xml", 0, 0, 0))),
    Broken("a header that is the page", ((RELS, 'Target="header2.xml"', 'Target="document.xml"'),), (("TP110", RELS, 0, 0, 0),)),
    # Where it is not seen
    Broken("the first page switched off by a word", ((DOC, "<w:titlePg/>", '<w:titlePg w:val="0"/>'),), (("TP125", FIRST_FOOTER, 1, 3, 13),)),
    Broken("shown by the second section", ((DOC, f"<w:p>{BODY}</w:p>", f'<w:p>{BODY}</w:p><w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="rIdHeader"/><w:footerReference w:type="first" r:id="rIdFooterFirst"/><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:pPr></w:p>'), (DOC, '<w:headerReference w:type="default" r:id="rIdHeader"/><w:headerReference w:type="first" r:id="rIdHeaderFirst"/><w:footerReference w:type="default" r:id="rIdFooter"/><w:footerReference w:type="first" r:id="rIdFooterFirst"/><w:pgSz w:w="11906" w:h="16838" w:code="9"/>', '<w:pgSz w:w="11906" w:h="16838"/>')), (), shows=(HEADER, "symbol")),
    Broken("in a table of a header", ((HEADER, f'<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>{SYMBOL}</w:p>', f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9000"/></w:tblGrid><w:tr><w:tc><w:p>{SYMBOL}</w:p></w:tc></w:tr></w:tbl><w:p/>'),), (), shows=(HEADER, "symbol")),
    Broken("beside a text box of its own", ((HEADER, SYMBOL, SYMBOL + text_box(f"<w:p>{SYMBOL}</w:p>")),), (("TP122", HEADER, 3, 1, 12),), shows=(HEADER, "symbol")),
    # What spoils a document quietly
    Broken("a footnote of its own", ((DOC, SOURCE, f'{SOURCE}<w:r><w:footnoteReference w:id="1"/></w:r>'), (NOTES, "</w:footnotes>", '<w:footnote w:id="1"><w:p><w:r><w:t>n</w:t></w:r></w:p></w:footnote></w:footnotes>')), (("TP127", DOC, 8, 0, 0),)),
    Broken("a paragraph from right to left", ((DOC, '<w:pStyle w:val="Title1"/>', '<w:pStyle w:val="Title1"/><w:bidi/>'),), (("TP161", DOC, TITLE_AT, 0, 0),)),
    Broken("a run from right to left", ((DOC, TITLE, run("{{ title }}", "<w:rtl/>")),), (("TP161", DOC, TITLE_AT, 0, 0),)),
    Broken("a changed paragraph mark", ((DOC, '<w:pStyle w:val="Title1"/>', f'<w:pStyle w:val="Title1"/><w:rPr><w:ins w:id="9" {BY}/></w:rPr>'),), (("TP106", DOC, TITLE_AT, 0, 0),), {"found": "{{ title }}"}),
    Broken("a picture beside the body", ((DOC, BODY, f"{BODY}<w:r><w:pict/></w:r>"),), (("TP124", DOC, BODY_AT, 1, 11),)),
    Broken("a page break before the body", ((DOC, f"<w:p>{BODY}", f"<w:p><w:pPr><w:pageBreakBefore/></w:pPr>{BODY}"),), (("TP124", DOC, BODY_AT, 1, 11),)),
    Broken("a style in its own chain", ((STYLES, '<w:name w:val="Normal"/>', '<w:name w:val="Normal"/><w:basedOn w:val="Heading1"/>'),), (("TP110", STYLES, 0, 0, 0),)),
    Broken("sizes in points", ((DOC, 'w:w="11906" w:h="16838"', 'w:w="595.3pt" w:h="841.9pt"'),), (("TP110", DOC, 0, 0, 0),)),
    Broken("half a size", ((STYLES, '<w:szCs w:val="24"/>', '<w:szCs w:val="12.5"/>'),), (("TP110", STYLES, 0, 0, 0),)),
    Broken("invisible signs beside the body", ((DOC, BODY, run("\u00a0") + BODY + run("\u200b")),), (), shows=(DOC, "Text.")),
    Broken("another header switched off", ((FIRST_HEADER, "</w:pPr>", "</w:pPr>" + run("{{ nothing }}")), (DOC, "<w:titlePg/>", "")), (("TP103", FIRST_HEADER, 1, 1, 13), ("TP125", FIRST_FOOTER, 1, 3, 13))),
    Broken("the box beside a bullet", ((DOC, BOX, run("•") + BOX),), (("TP107", DOC, 10, 2, 10),), {"found": "•"}),
    Broken("a slot cut by a deletion", ((DOC, TITLE, f'{HEAD}<w:del w:id="4" {BY}><w:r><w:delText>x</w:delText></w:r></w:del>{TAIL}'),), (("TP106", DOC, TITLE_AT, 0, 0),)),
    Broken("a website of two brackets", ((FIRST_FOOTER, WEBSITE, run("[[ website }}")),), (("TP116", FIRST_FOOTER, 1, 3, 13),), {"put": "{{ website }}"}),
]  # fmt: skip
