"""What may stand in what, and in which order (ECMA-376 part 1, 17; part 4, `wml.xsd`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from lxml import etree

from pipeline.check.package.parts import STORIES, Part
from pipeline.check.package.rules import Rule, in_every_word_part, near
from pipeline.wml.names import MC, W, local, w
from pipeline.wml.order import CHILDREN, REPEATED, UNORDERED

_MC: Final = frozenset(f"{{{MC}}}{name}" for name in ("AlternateContent", "Choice", "Fallback"))
_BLOCK_WRAPPERS: Final = _MC | set(map(w, ("sdt", "sdtContent", "customXml")))
_RUN_WRAPPERS: Final = _BLOCK_WRAPPERS | set(
    map(w, ("smartTag", "ins", "del", "moveFrom", "moveTo", "hyperlink", "fldSimple", "dir", "bdo"))
)
_BLOCK_PARENTS: Final = frozenset(
    map(w, ("body", "tc", "hdr", "ftr", "footnote", "endnote", "comment", "txbxContent", "docPartBody"))
)
_RUN_PARENTS: Final = frozenset(map(w, ("p", "rt", "rubyBase")))
_IN_RUNS: Final = (
    "t", "delText", "instrText", "delInstrText", "br", "cr", "noBreakHyphen", "fldChar", "footnoteReference",
    "endnoteReference", "commentReference", "footnoteRef", "annotationRef",
)  # fmt: skip
_PLACES: Final = {
    **dict.fromkeys(map(w, ("p", "tbl")), (_BLOCK_WRAPPERS, _BLOCK_PARENTS)),
    w("tr"): (_BLOCK_WRAPPERS, frozenset({w("tbl")})),
    w("tc"): (_BLOCK_WRAPPERS, frozenset({w("tr")})),
    **dict.fromkeys(map(w, ("r", "hyperlink", "fldSimple")), (_RUN_WRAPPERS, _RUN_PARENTS)),
    **dict.fromkeys(map(w, _IN_RUNS), (_MC, frozenset({w("r")}))),
    w("drawing"): (_MC, frozenset(map(w, ("r", "object", "background", "numPicBullet")))),
}
"""By element: what may stand between it and its true parent, and which that may be."""

_FIRST: Final = {w("pPr"): w("p"), w("rPr"): w("r"), w("tcPr"): w("tc"), w("trPr"): w("tr"), w("tblPr"): w("tbl")}
_MAY_PRECEDE: Final = {
    w("trPr"): {w("tblPrEx")},
    w("tblPr"): set(map(w, ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd"))),
}
_RANKS: Final = {
    parent: {child: 0 if child in UNORDERED.get(parent, ()) else rank for rank, child in enumerate(order)}
    for parent, order in CHILDREN.items()
}
_HOLDERS: Final = tuple(map(w, ("hdr", "ftr", "footnote", "endnote", "comment", "txbxContent")))


@in_every_word_part
def misplaced_element(part: Part) -> Iterator[str]:
    """A paragraph in a paragraph or run, a run in the body, text outside a run, a row outside a table."""
    for element in part.each(*_PLACES):
        wrappers, parents = _PLACES[str(element.tag)]
        parent = element.getparent()
        while parent is not None and parent.tag in wrappers:
            parent = parent.getparent()
        # Mathematics and other vocabularies hold runs and text in elements of their own.
        if parent is not None and parent.tag not in parents and etree.QName(parent).namespace == W:
            yield f"{local(str(element.tag))} in {local(str(parent.tag))}{near(element)}"


@in_every_word_part
def hyperlink_in_hyperlink(part: Part) -> Iterator[str]:
    """A link inside a link."""
    for element in part.each(w("hyperlink")):
        outer = next(element.iterancestors(w("hyperlink"), w("p")), None)
        if outer is not None and outer.tag == w("hyperlink"):
            yield f"a link inside another{near(element)}"


@in_every_word_part
def section_properties_not_last(part: Part) -> Iterator[str]:
    """The properties of the last section are not the last child of the body."""
    for body in part.each(w("body")):
        for element in body.iterchildren(w("sectPr")):
            if next(element.itersiblings("{*}*"), None) is not None:
                yield "w:sectPr before the end of w:body"


@in_every_word_part
def properties_not_first(part: Part) -> Iterator[str]:
    """The properties of a paragraph, run, cell, row or table stand after its content."""
    for element in part.each(*_FIRST):
        parent = element.getparent()
        if parent is None or parent.tag != _FIRST[str(element.tag)]:
            continue
        allowed = _MAY_PRECEDE.get(str(element.tag), set())
        if any(sibling.tag not in allowed for sibling in element.itersiblings("{*}*", preceding=True)):
            yield f"{local(str(element.tag))} after other content of {local(str(parent.tag))}{near(element)}"


@in_every_word_part
def child_out_of_order(part: Part) -> Iterator[str]:
    """A property stands before one that the schema wants before it; Word drops it without a word."""
    for parent, children in _families(part):
        ranks = _RANKS[parent]
        known = [child for child in children if child in ranks]
        for before, after in pairwise(known):
            if ranks[before] > ranks[after]:
                yield f"{after} after {before} in {parent}"


@in_every_word_part
def child_twice(part: Part) -> Iterator[str]:
    """A property stands twice."""
    for parent, children in _families(part):
        if len(set(children)) < len(children):
            for child, count in Counter(children).items():
                if count > 1 and child in _RANKS[parent] and child not in REPEATED:
                    yield f"{child} in {parent}: {count} times"


@in_every_word_part
def unknown_child(part: Part) -> Iterator[str]:
    """A property that there is none of, as `w:bold`."""
    for parent, children in _families(part):
        for child in children:
            if child not in _RANKS[parent]:
                yield f"{child} in {parent}"


@in_every_word_part
def story_without_paragraph(part: Part) -> Iterator[str]:
    """A header, footer, note, comment or text box without any paragraph or table."""
    if part.root is None or part.root.tag not in STORIES:
        return  # in the settings, w:footnote is only the name of a separator
    for element in part.each(*_HOLDERS):
        if next(element.iter(w("p"), w("tbl")), None) is None:
            yield f"{local(str(element.tag))} {element.get(w('id'), '')}".rstrip() + " is empty"


def _families(part: Part) -> Iterator[tuple[str, list[str]]]:
    """Every element whose children have an order, by local name, with its WordprocessingML children."""
    prefix = f"{{{W}}}"
    for element in part.each(*map(w, CHILDREN)):
        yield (
            local(str(element.tag)),
            [tag.removeprefix(prefix) for child in element if (tag := str(child.tag)).startswith(prefix)],
        )


RULES: Final[tuple[Rule, ...]] = (
    misplaced_element,
    hyperlink_in_hyperlink,
    section_properties_not_last,
    properties_not_first,
    child_out_of_order,
    child_twice,
    unknown_child,
    story_without_paragraph,
)
