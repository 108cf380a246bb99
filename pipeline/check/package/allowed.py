"""What attributes may be: enumerations, numbers, colours, and those that must be there (ECMA-376 part 4, `wml.xsd`).

Of the schema's several hundred attributes those that a writer or a template can plausibly get wrong. A key is
`element@attribute`, or `parent/element@attribute` where the element's name has several meanings; it goes before the
key without parent.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final


def _words(text: str) -> list[str]:
    return text.split()


_BORDERS: Final = (
    "nil none single thick double dotted dashed dotDash dotDotDash triple thinThickSmallGap thickThinSmallGap "
    "thinThickThinSmallGap thinThickMediumGap thickThinMediumGap thinThickThinMediumGap thinThickLargeGap "
    "thickThinLargeGap thinThickThinLargeGap wave doubleWave dashSmallGap dashDotStroked threeDEmboss threeDEngrave "
    "outset inset"
)
"""Without the 160 pictures that may frame a page."""
_SHADINGS: Final = (
    "nil clear solid horzStripe vertStripe reverseDiagStripe diagStripe horzCross diagCross thinHorzStripe "
    "thinVertStripe thinReverseDiagStripe thinDiagStripe thinHorzCross thinDiagCross pct5 pct10 pct12 pct15 pct20 "
    "pct25 pct30 pct35 pct37 pct40 pct45 pct50 pct55 pct60 pct62 pct65 pct70 pct75 pct80 pct85 pct87 pct90 pct95"
)
_NUMBERS: Final = (
    "decimal upperRoman lowerRoman upperLetter lowerLetter ordinal cardinalText ordinalText hex chicago "
    "ideographDigital japaneseCounting aiueo iroha decimalFullWidth decimalHalfWidth japaneseLegal "
    "japaneseDigitalTenThousand decimalEnclosedCircle decimalFullWidth2 aiueoFullWidth irohaFullWidth decimalZero "
    "bullet ganada chosung decimalEnclosedFullstop decimalEnclosedParen decimalEnclosedCircleChinese "
    "ideographEnclosedCircle ideographTraditional ideographZodiac ideographZodiacTraditional taiwaneseCounting "
    "ideographLegalTraditional taiwaneseCountingThousand taiwaneseDigital chineseCounting chineseLegalSimplified "
    "chineseCountingThousand koreanDigital koreanCounting koreanLegal koreanDigital2 vietnameseCounting russianLower "
    "russianUpper none numberInDash hebrew1 hebrew2 arabicAlpha arabicAbjad hindiVowels hindiConsonants hindiNumbers "
    "hindiCounting thaiLetters thaiNumbers thaiCounting bahtText dollarText custom"
)
_UNDERLINES: Final = (
    "single words double thick dotted dottedHeavy dash dashedHeavy dashLong dashLongHeavy dotDash dashDotHeavy "
    "dotDotDash dashDotDotHeavy wave wavyHeavy wavyDouble none"
)
_COLOURS: Final = (
    "black blue cyan green magenta red yellow white darkBlue darkCyan darkGreen darkMagenta darkRed darkYellow "
    "darkGray lightGray none"
)
_JUSTIFICATIONS: Final = (
    "left start center right end both mediumKashida distribute numTab highKashida lowKashida thaiDistribute"
)
_DIRECTIONS: Final = "tb rl lr tbV rlV lrV btLr lrTb lrTbV tbLrV tbRl tbRlV"
_EDGES: Final = _words("top left start bottom right end insideH insideV between bar tl2br tr2bl")
_WIDTHS: Final = _words("tblW tcW tblInd tblCellSpacing wBefore wAfter")
_SWITCHES: Final = _words(
    "b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden rtl "
    "cs specVanish keepNext keepLines pageBreakBefore widowControl suppressLineNumbers suppressAutoHyphens kinsoku "
    "wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd contextualSpacing mirrorIndents "
    "suppressOverlap bidiVisual cantSplit tblHeader hidden noWrap tcFitText hideMark formProt noEndnote titlePg "
    "rtlGutter evenAndOddHeaders updateFields trackRevisions mirrorMargins autoHyphenation qFormat semiHidden "
    "unhideWhenUsed locked isLgl"
)

ENUMERATIONS: Final[Mapping[str, str]] = {
    "br@type": "page column textWrapping",
    "br@clear": "none left right all",
    "fldChar@fldCharType": "begin separate end",
    "jc@val": _JUSTIFICATIONS,
    "lvlJc@val": _JUSTIFICATIONS,
    **dict.fromkeys((f"{parent}/jc@val" for parent in ("tblPr", "tblPrEx", "trPr")), "left start center right end"),
    "vAlign@val": "top center both bottom",
    "vMerge@val": "continue restart",
    "hMerge@val": "continue restart",
    "u@val": _UNDERLINES,
    "highlight@val": _COLOURS,
    "shd@val": _SHADINGS,
    "bdr@val": _BORDERS,
    **{
        f"{parent}/{edge}@val": _BORDERS
        for parent in ("pBdr", "tblBorders", "tcBorders")
        for edge in _EDGES
    },
    "vertAlign@val": "baseline superscript subscript",
    "em@val": "none dot comma circle underDot",
    "tabs/tab@val": "clear left start center right end decimal bar num",
    "tabs/tab@leader": "none dot hyphen underscore heavy middleDot",
    "ptab@alignment": "left center right",
    "ptab@relativeTo": "margin indent",
    "ptab@leader": "none dot hyphen underscore middleDot",
    "spacing@lineRule": "auto exact atLeast",
    "trHeight@hRule": "auto exact atLeast",
    "sectPr/type@val": "nextPage nextColumn continuous evenPage oddPage",
    "pgSz@orient": "portrait landscape",
    "headerReference@type": "even default first",
    "footerReference@type": "even default first",
    "footnote@type": "normal separator continuationSeparator continuationNotice",
    "endnote@type": "normal separator continuationSeparator continuationNotice",
    "pos@val": "pageBottom beneathText sectEnd docEnd",
    "numRestart@val": "continuous eachSect eachPage",
    **dict.fromkeys((f"{width}@type" for width in _WIDTHS), "nil pct dxa auto"),
    "tblLayout@type": "fixed autofit",
    "tblOverlap@val": "never overlap",
    "style@type": "paragraph character table numbering",
    "tblStylePr@type": (
        "wholeTable firstRow lastRow firstCol lastCol band1Vert band2Vert band1Horz band2Horz neCell nwCell "
        "seCell swCell"
    ),
    "numFmt@val": _NUMBERS,
    "pgNumType@fmt": _NUMBERS,
    "suff@val": "tab space nothing",
    "multiLevelType@val": "singleLevel multilevel hybridMultilevel",
    "textDirection@val": _DIRECTIONS,
    "textAlignment@val": "top center baseline bottom auto",
    "docGrid@type": "default lines linesAndChars snapToChars",
    "rFonts@hint": "default eastAsia cs",
    "dir@val": "ltr rtl",
    "bdo@val": "ltr rtl",
    **dict.fromkeys((f"{switch}@val" for switch in _SWITCHES), "0 1 true false on off"),
}  # fmt: skip

_WHOLE: Final = re.compile(r"[+-]?[0-9]+")
_MEASURE: Final = re.compile(r"[+-]?[0-9]+|-?[0-9]+(\.[0-9]+)?(mm|cm|in|pt|pc|pi|%)")
_COLOUR: Final = re.compile(r"auto|[0-9A-Fa-f]{6}")

_WHOLES: Final = _words(
    "numId@val ilvl@val outlineLvl@val gridSpan@val gridBefore@val gridAfter@val pgNumType@start docGrid@linePitch "
    "lvl/start@val uiPriority@val"
)
_MEASURES: Final = _words(
    "sz@val szCs@val kern@val position@val rPr/spacing@val spacing@before spacing@after spacing@line ind@left "
    "ind@start ind@right ind@end ind@firstLine ind@hanging pgSz@w pgSz@h pgMar@top pgMar@right pgMar@bottom pgMar@left "
    "pgMar@header pgMar@footer pgMar@gutter cols@space gridCol@w tabs/tab@pos trHeight@val defaultTabStop@val"
)
NUMERIC: Final[Mapping[str, re.Pattern[str]]] = {
    **dict.fromkeys(_WHOLES, _WHOLE),
    **dict.fromkeys((*_MEASURES, *(f"{width}@w" for width in _WIDTHS)), _MEASURE),
}

COLOURED: Final[Mapping[str, re.Pattern[str]]] = dict.fromkeys(
    ["color@val", "shd@fill", "shd@color", "u@color", "bdr@color"]
    + [f"{parent}/{edge}@color" for parent in ("pBdr", "tblBorders", "tcBorders", "pgBorders") for edge in _EDGES],
    _COLOUR,
)

REQUIRED: Final = _words(
    "pStyle@val rStyle@val tblStyle@val numId@val ilvl@val outlineLvl@val jc@val shd@val color@val highlight@val "
    "sz@val szCs@val vertAlign@val em@val gridSpan@val textDirection@val numFmt@val tabs/tab@val tabs/tab@pos name@val "
    "basedOn@val next@val link@val fldChar@fldCharType fldSimple@instr pgMar@top pgMar@right pgMar@bottom pgMar@left "
    "pgMar@header pgMar@footer pgMar@gutter headerReference@type footerReference@type bookmarkStart@id "
    "bookmarkStart@name bookmarkEnd@id footnote@id endnote@id footnoteReference@id endnoteReference@id comment@id "
    "comment@author commentReference@id commentRangeStart@id commentRangeEnd@id ins@id ins@author del@id del@author "
    "moveFrom@id moveFrom@author moveTo@id moveTo@author rPrChange@id rPrChange@author pPrChange@id pPrChange@author "
    "num@numId abstractNum@abstractNumId lvl@ilvl tblStylePr@type"
)
