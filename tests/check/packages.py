"""A small valid Word package, made from strings, for tests to break in one place at a time."""

from __future__ import annotations

import base64
import io
import warnings
import zipfile
from collections.abc import Iterable, Mapping

from pipeline.wml.names import ADEC, CP, CT, CUSTOM, DC, DCTERMS, MC, PIC, REL, VT, W14, WP, XSI, A, R, W

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_STORY = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="{MC}" xmlns:w14="{W14}" mc:Ignorable="w14"'
_PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")

TYPES = f"""{_HEAD}<Types xmlns="{CT}">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Default Extension="png" ContentType="image/png"/>
<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/>
<Override PartName="/word/numbering.xml" ContentType="{_WORD}.numbering+xml"/>
<Override PartName="/word/settings.xml" ContentType="{_WORD}.settings+xml"/>
<Override PartName="/word/footnotes.xml" ContentType="{_WORD}.footnotes+xml"/>
<Override PartName="/word/comments.xml" ContentType="{_WORD}.comments+xml"/>
<Override PartName="/word/header1.xml" ContentType="{_WORD}.header+xml"/>
<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>
<Override PartName="/docProps/custom.xml"
 ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/>
</Types>"""

ROOT_RELATIONSHIPS = f"""{_HEAD}<Relationships xmlns="{REL}">
<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/>
<Relationship Id="rId2" Type="{REL}/metadata/core-properties" Target="docProps/core.xml"/>
<Relationship Id="rId3" Type="{R}/custom-properties" Target="docProps/custom.xml"/>
</Relationships>"""

RELATIONSHIPS = f"""{_HEAD}<Relationships xmlns="{REL}">
<Relationship Id="rId1" Type="{R}/styles" Target="styles.xml"/>
<Relationship Id="rId2" Type="{R}/numbering" Target="numbering.xml"/>
<Relationship Id="rId3" Type="{R}/settings" Target="/word/settings.xml"/>
<Relationship Id="rId4" Type="{R}/footnotes" Target="footnotes.xml"/>
<Relationship Id="rId5" Type="{R}/comments" Target="comments.xml"/>
<Relationship Id="rId6" Type="{R}/header" Target="header1.xml"/>
<Relationship Id="rId7" Type="{R}/image" Target="media/image1.png"/>
<Relationship Id="rId8" Type="{R}/hyperlink" Target="https://www.itu.int/" TargetMode="External"/>
</Relationships>"""

DRAWING = f"""<w:drawing><wp:inline xmlns:wp="{WP}"><wp:extent cx="9525" cy="9525"/>\
<wp:docPr id="1" name="Emblem" descr="The emblem"/><a:graphic xmlns:a="{A}"><a:graphicData uri="{PIC}">\
<pic:pic xmlns:pic="{PIC}"><pic:nvPicPr><pic:cNvPr id="0" name="image1.png"/><pic:cNvPicPr/></pic:nvPicPr>\
<pic:blipFill><a:blip r:embed="rId7"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="9525" cy="9525"/></a:xfrm>\
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>\
</wp:inline></w:drawing>"""

DECORATIVE = f"""<a:extLst xmlns:a="{A}"><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}">\
<adec:decorative xmlns:adec="{ADEC}" val="1"/></a:ext></a:extLst>"""

DOCUMENT = f"""{_HEAD}<w:document {_STORY}><w:body>
<w:p><w:pPr><w:pStyle w:val="Heading1"/><w:keepNext/><w:jc w:val="left"/></w:pPr>\
<w:bookmarkStart w:id="1" w:name="opening"/><w:r><w:rPr><w:b/><w:sz w:val="28"/></w:rPr><w:t>Opening</w:t></w:r>\
<w:bookmarkEnd w:id="1"/></w:p>
<w:p><w:r><w:t xml:space="preserve">See paragraph </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>\
<w:r><w:instrText xml:space="preserve"> REF opening \\h </w:instrText></w:r>\
<w:r><w:fldChar w:fldCharType="separate"/></w:r>\
<w:r><w:t>Opening</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>\
<w:hyperlink w:anchor="opening"><w:r><w:rPr><w:rStyle w:val="Link"/></w:rPr><w:t>above</w:t></w:r></w:hyperlink>\
<w:hyperlink r:id="rId8"><w:r><w:t>the Union</w:t></w:r></w:hyperlink></w:p>
<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>An entry</w:t></w:r>\
<w:r><w:footnoteReference w:id="1"/></w:r><w:commentRangeStart w:id="0"/><w:r><w:t>noted</w:t></w:r>\
<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>
<w:p><w:ins w:id="101" w:author="A" w:date="2022-01-31T10:00:00Z"><w:r><w:t>added</w:t></w:r></w:ins>\
<w:del w:id="102" w:author="A" w:date="2022-01-31T10:00:00Z"><w:r><w:delText>struck</w:delText></w:r></w:del></w:p>
<w:p><w:r>{DRAWING}</w:r></w:p>
<w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr>\
<w:sdtContent><w:p><w:r><w:t>controlled</w:t></w:r></w:p></w:sdtContent></w:sdt>
<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/><w:tblW w:w="0" w:type="auto"/></w:tblPr>\
<w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid>\
<w:tr><w:trPr><w:tblHeader/></w:trPr>\
<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/><w:gridSpan w:val="2"/></w:tcPr>\
<w:p><w:r><w:t>wide</w:t></w:r></w:p></w:tc></w:tr>\
<w:tr><w:tc><w:p><w:r><w:t>one</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>two</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p/>
<w:sectPr><w:headerReference w:type="default" r:id="rId6"/><w:pgSz w:w="11907" w:h="16840"/>\
<w:pgMar w:top="1418" w:right="1134" w:bottom="1418" w:left="1134" w:header="720" w:footer="720" w:gutter="0"/>\
</w:sectPr>
</w:body></w:document>"""

STYLES = f"""{_HEAD}<w:styles xmlns:w="{W}">
<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="fr-FR"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>\
<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="character" w:styleId="Link"><w:name w:val="Hyperlink"/>\
<w:rPr><w:color w:val="0000FF"/></w:rPr></w:style>
<w:style w:type="table" w:styleId="Grid"><w:name w:val="Table Grid"/></w:style>
</w:styles>"""

NUMBERING = f"""{_HEAD}<w:numbering xmlns:w="{W}">
<w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>\
<w:lvlText w:val="%1."/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="3"/></w:num>
</w:numbering>"""

SETTINGS = f"""{_HEAD}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>\
<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr></w:settings>"""

FOOTNOTES = f"""{_HEAD}<w:footnotes {_STORY}>
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
<w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>A note</w:t></w:r></w:p></w:footnote>
</w:footnotes>"""

COMMENTS = f"""{_HEAD}<w:comments {_STORY}><w:comment w:id="0" w:author="A" w:date="2022-01-31T10:00:00Z">\
<w:p><w:r><w:t>A remark</w:t></w:r></w:p></w:comment></w:comments>"""

HEADER = f"""{_HEAD}<w:hdr {_STORY}><w:p><w:r><w:t>C22/23-F</w:t></w:r>\
<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:hdr>"""

CORE = f"""{_HEAD}<cp:coreProperties xmlns:cp="{CP}" xmlns:dc="{DC}" xmlns:dcterms="{DCTERMS}" xmlns:xsi="{XSI}">\
<dc:title>Report</dc:title><dcterms:created xsi:type="dcterms:W3CDTF">2022-01-31T10:00:00Z</dcterms:created>\
</cp:coreProperties>"""

CUSTOM_PROPERTIES = f"""{_HEAD}<Properties xmlns="{CUSTOM}" xmlns:vt="{VT}">\
<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="build"><vt:lpwstr>abc</vt:lpwstr></property>\
</Properties>"""

CLEAN: Mapping[str, str | bytes] = {
    "[Content_Types].xml": TYPES,
    "_rels/.rels": ROOT_RELATIONSHIPS,
    "word/document.xml": DOCUMENT,
    "word/_rels/document.xml.rels": RELATIONSHIPS,
    "word/styles.xml": STYLES,
    "word/numbering.xml": NUMBERING,
    "word/settings.xml": SETTINGS,
    "word/footnotes.xml": FOOTNOTES,
    "word/comments.xml": COMMENTS,
    "word/header1.xml": HEADER,
    "word/media/image1.png": _PNG,
    "docProps/core.xml": CORE,
    "docProps/custom.xml": CUSTOM_PROPERTIES,
}


def packed(parts: Mapping[str, str | bytes], more: Iterable[tuple[str, str | bytes]] = ()) -> bytes:
    """The parts as the bytes of a .docx, uncompressed; `more` are entries that may repeat a name."""
    store = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(store, "w") as archive:
        warnings.simplefilter("ignore", UserWarning)  # of a name twice, which is what some tests want
        for name, content in (*parts.items(), *more):
            archive.writestr(zipfile.ZipInfo(name), content)
    return store.getvalue()


def with_change(part: str, old: str, new: str) -> bytes:
    """The clean package with one place of one part changed; the place must be there exactly once."""
    content = CLEAN[part]
    assert isinstance(content, str)
    assert content.count(old) == 1, f"{content.count(old)} times in {part}: {old}"
    return packed({**CLEAN, part: content.replace(old, new)})


def with_part(part: str, content: str | bytes) -> bytes:
    """The clean package with one part added or replaced."""
    return packed({**CLEAN, part: content})


def without_part(part: str) -> bytes:
    """The clean package without one part."""
    return packed({name: content for name, content in CLEAN.items() if name != part})
