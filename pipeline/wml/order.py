"""The order in which WordprocessingML wants the children of an element.

Source: ECMA-376 4th edition part 4, `wml.xsd` (transitional), read type by type and compared with the particles of the
Open XML SDK. Where the schema leaves the order open and the SDK does not (`rPr`), the SDK's is given: Word silently
drops run properties that are out of it. Local names; everything is in the namespace `W` but `mathPr` and
`schemaLibrary`. Children of other namespaces (`w14:…`) stand after these, before a `…Change`, and are not listed.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

Order = tuple[str, ...]

PARAGRAPH_PROPERTIES: Final[Order] = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
    "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct",
    "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing",
    "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl",
    "divId", "cnfStyle", "rPr", "sectPr", "pPrChange",
)  # fmt: skip

RUN_PROPERTIES: Final[Order] = (
    "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow",
    "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern", "position",
    "sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang",
    "eastAsianLayout", "specVanish", "oMath", "rPrChange",
)  # fmt: skip

MARK_PROPERTIES: Final[Order] = ("ins", "del", "moveFrom", "moveTo", *RUN_PROPERTIES)
"""The run properties of a paragraph mark (`w:pPr/w:rPr`), which say first whether the mark itself is tracked."""

TABLE_PROPERTIES: Final[Order] = (
    "tblStyle", "tblpPr", "tblOverlap", "bidiVisual", "tblStyleRowBandSize", "tblStyleColBandSize", "tblW", "jc",
    "tblCellSpacing", "tblInd", "tblBorders", "shd", "tblLayout", "tblCellMar", "tblLook", "tblCaption",
    "tblDescription", "tblPrChange",
)  # fmt: skip

TABLE_EXCEPTIONS: Final[Order] = (
    "tblW", "jc", "tblCellSpacing", "tblInd", "tblBorders", "shd", "tblLayout", "tblCellMar", "tblLook",
    "tblPrExChange",
)  # fmt: skip

ROW_PROPERTIES: Final[Order] = (
    "cnfStyle", "divId", "gridBefore", "gridAfter", "wBefore", "wAfter", "cantSplit", "trHeight", "tblHeader",
    "tblCellSpacing", "jc", "hidden", "ins", "del", "trPrChange",
)  # fmt: skip
"""The schema leaves those before `ins` in any order."""

CELL_PROPERTIES: Final[Order] = (
    "cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "textDirection",
    "tcFitText", "vAlign", "hideMark", "headers", "cellIns", "cellDel", "cellMerge", "tcPrChange",
)  # fmt: skip

SECTION_PROPERTIES: Final[Order] = (
    "headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar", "paperSrc", "pgBorders",
    "lnNumType", "pgNumType", "cols", "formProt", "vAlign", "noEndnote", "titlePg", "textDirection", "bidi",
    "rtlGutter", "docGrid", "printerSettings", "sectPrChange",
)  # fmt: skip
"""References to headers and footers may be mixed, up to six."""

SETTINGS: Final[Order] = (
    "writeProtection", "view", "zoom", "removePersonalInformation", "removeDateAndTime", "doNotDisplayPageBoundaries",
    "displayBackgroundShape", "printPostScriptOverText", "printFractionalCharacterWidth", "printFormsData",
    "embedTrueTypeFonts", "embedSystemFonts", "saveSubsetFonts", "saveFormsData", "mirrorMargins",
    "alignBordersAndEdges", "bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter", "gutterAtTop",
    "hideSpellingErrors", "hideGrammaticalErrors", "activeWritingStyle", "proofState", "formsDesign",
    "attachedTemplate", "linkStyles", "stylePaneFormatFilter", "stylePaneSortMethod", "documentType", "mailMerge",
    "revisionView", "trackRevisions", "doNotTrackMoves", "doNotTrackFormatting", "documentProtection",
    "autoFormatOverride", "styleLockTheme", "styleLockQFSet", "defaultTabStop", "autoHyphenation",
    "consecutiveHyphenLimit", "hyphenationZone", "doNotHyphenateCaps", "showEnvelope", "summaryLength",
    "clickAndTypeStyle", "defaultTableStyle", "evenAndOddHeaders", "bookFoldRevPrinting", "bookFoldPrinting",
    "bookFoldPrintingSheets", "drawingGridHorizontalSpacing", "drawingGridVerticalSpacing",
    "displayHorizontalDrawingGridEvery", "displayVerticalDrawingGridEvery", "doNotUseMarginsForDrawingGridOrigin",
    "drawingGridHorizontalOrigin", "drawingGridVerticalOrigin", "doNotShadeFormData", "noPunctuationKerning",
    "characterSpacingControl", "printTwoOnOne", "strictFirstAndLastChars", "noLineBreaksAfter", "noLineBreaksBefore",
    "savePreviewPicture", "doNotValidateAgainstSchema", "saveInvalidXml", "ignoreMixedContent",
    "alwaysShowPlaceholderText", "doNotDemarcateInvalidXml", "saveXmlDataOnly", "useXSLTWhenSaving",
    "saveThroughXslt", "showXMLTags", "alwaysMergeEmptyNamespace", "updateFields", "hdrShapeDefaults", "footnotePr",
    "endnotePr", "compat", "docVars", "rsids", "mathPr", "uiCompat97To2003", "attachedSchema", "themeFontLang",
    "clrSchemeMapping", "doNotIncludeSubdocsInStats", "doNotAutoCompressPictures", "forceUpgrade", "captions",
    "readModeInkLockDown", "smartTagType", "schemaLibrary", "shapeDefaults", "doNotEmbedSmartTags", "decimalSymbol",
    "listSeparator",
)  # fmt: skip

STYLE: Final[Order] = (
    "name", "aliases", "basedOn", "next", "link", "autoRedefine", "hidden", "uiPriority", "semiHidden",
    "unhideWhenUsed", "qFormat", "locked", "personal", "personalCompose", "personalReply", "rsid", "pPr", "rPr",
    "tblPr", "trPr", "tcPr", "tblStylePr",
)  # fmt: skip

LEVEL: Final[Order] = (
    "start", "numFmt", "lvlRestart", "pStyle", "isLgl", "suff", "lvlText", "lvlPicBulletId", "legacy", "lvlJc", "pPr",
    "rPr",
)  # fmt: skip

_EDGES: Final[Order] = ("top", "start", "left", "bottom", "end", "right")

CHILDREN: Final[Mapping[str, Order]] = MappingProxyType(
    {
        "pPr": PARAGRAPH_PROPERTIES,
        "rPr": MARK_PROPERTIES,
        "tblPr": TABLE_PROPERTIES,
        "tblPrEx": TABLE_EXCEPTIONS,
        "trPr": ROW_PROPERTIES,
        "tcPr": CELL_PROPERTIES,
        "sectPr": SECTION_PROPERTIES,
        "settings": SETTINGS,
        "styles": ("docDefaults", "latentStyles", "style"),
        "docDefaults": ("rPrDefault", "pPrDefault"),
        "style": STYLE,
        "tblStylePr": ("pPr", "rPr", "tblPr", "trPr", "tcPr"),
        "numbering": ("numPicBullet", "abstractNum", "num", "numIdMacAtCleanup"),
        "abstractNum": ("nsid", "multiLevelType", "tmpl", "name", "styleLink", "numStyleLink", "lvl"),
        "num": ("abstractNumId", "lvlOverride"),
        "lvl": LEVEL,
        "numPr": ("ilvl", "numId", "numberingChange", "ins"),
        "pBdr": ("top", "left", "bottom", "right", "between", "bar"),
        "pgBorders": ("top", "left", "bottom", "right"),
        "tblBorders": (*_EDGES, "insideH", "insideV"),
        "tcBorders": (*_EDGES, "insideH", "insideV", "tl2br", "tr2bl"),
        "tblCellMar": _EDGES,
        "tcMar": _EDGES,
        "sdt": ("sdtPr", "sdtEndPr", "sdtContent"),
    }
)
"""By parent, the whole list of children that it may have."""

REPEATED: Final[frozenset[str]] = frozenset({
    "headerReference", "footerReference", "activeWritingStyle", "attachedSchema", "smartTagType", "style",
    "tblStylePr", "numPicBullet", "abstractNum", "num", "lvl", "lvlOverride",
})  # fmt: skip
"""The children of `CHILDREN` that may stand more than once."""

UNORDERED: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "trPr": frozenset(ROW_PROPERTIES[:12]),
        "sectPr": frozenset({"headerReference", "footerReference"}),
    }
)
"""By parent, the children whose order among themselves is free."""
