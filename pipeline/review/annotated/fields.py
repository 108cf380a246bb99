"""Fields that only print what the document has, and the others made to do nothing (ECMA-376 part 1, 17.16)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from pipeline.wml.names import w

_HARMLESS: Final = frozenset({
    "AUTHOR", "COMMENTS", "CREATEDATE", "DATE", "DOCPROPERTY", "FILENAME", "FORMCHECKBOX", "FORMDROPDOWN", "FORMTEXT",
    "KEYWORDS", "LASTSAVEDBY", "LISTNUM", "NOTEREF", "NUMPAGES", "PAGE", "PAGEREF", "PRINTDATE", "REF", "REVNUM",
    "SAVEDATE", "SECTION", "SECTIONPAGES", "SEQ", "STYLEREF", "SUBJECT", "TIME", "TITLE", "TOC",
})  # fmt: skip
_CODES: Final = (w("instrText"), w("delInstrText"))


@dataclass(slots=True)
class _Open:
    """A field that has begun and not ended: the texts of its code, those of the fields in its code among them."""

    codes: list[etree._Element] = field(default_factory=list)
    own: list[str] = field(default_factory=list)
    in_result: bool = False


def disarm(root: etree._Element) -> None:
    """Take its code from every field that is not known to be harmless; what it printed last stays.

    The code of a field may be the result of another (`{ { QUOTE 68 68 69 } … }` is `{ DDE … }`), so with a field go those in its
    code.
    """
    for simple in list(root.iter(w("fldSimple"))):
        if not _harmless(simple.get(w("instr"), "")):
            unwrap(simple)
    fields: list[_Open] = []
    for element in root.iter(w("fldChar"), *_CODES):
        kind = element.get(w("fldCharType"))
        if kind == "begin":
            fields.append(_Open())
        elif element.tag in _CODES:
            if not fields:
                element.text = ""
            else:
                fields[-1].codes.append(element)
                fields[-1].own.append(element.text or "")
        elif fields and kind == "separate":
            fields[-1].in_result = True
        elif fields and kind == "end":
            _end(fields.pop(), fields[-1] if fields else None)
    while fields:
        _end(fields.pop(), fields[-1] if fields else None)


def _end(ended: _Open, around: _Open | None) -> None:
    if not _harmless("".join(ended.own)):
        for code in ended.codes:
            code.text = ""
    if around is not None and not around.in_result:
        around.codes += ended.codes


def _harmless(code: str) -> bool:
    word, *_ = (*code.split(), "")
    return word.upper() in _HARMLESS


def unwrap(element: etree._Element) -> None:
    """Put the children of an element in its place."""
    parent = element.getparent()
    assert parent is not None
    at = parent.index(element)
    parent[at : at + 1] = list(element)
