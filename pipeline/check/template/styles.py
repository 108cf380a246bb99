"""The styles that documents are written with: there, of their type, and without what would spoil every document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Set

from lxml import etree

from pipeline.check.template.parts import STYLES, Element, Template
from pipeline.check.template.sheet import name_of
from pipeline.issues import Issue, Location, issue, nearest
from pipeline.wml.names import w
from pipeline.write.styles import TYPES, Role, normalised, styles_of

# Annex_NoTitle is another style than Annex_title, and no misspelling.
_NEAR = 0.92


def style_issues(template: Template) -> Iterator[Issue]:
    """What is not as Word writes it TP110, what is missing TP102, and TP131 to TP136."""
    if template.styles is None:
        return
    at, sheet = Location(template.path), template.sheet
    present = styles_of(etree.tostring(template.styles))
    if sheet.circular() or any(not (size.get(w("val")) or "").isdecimal() for size in template.styles.iter(w("szCs"))):
        yield issue("TP110", Location(template.path, STYLES))
    names = [(style.get(w("type"), "paragraph"), name_of(style)) for style in template.styles.iter(w("style"))]
    counts = Counter((kind, normalised(name)) for kind, name in names)
    for role in Role:
        if role not in present:
            yield _missing(at, role, [name for _, name in names])
        elif counts[TYPES.get(role, "paragraph"), normalised(role.value)] > 1:
            yield issue("TP133", at, style=role.value)
    ids = {role: id_ for role, id_ in present.items() if TYPES.get(role) != "table"}
    paragraphs = [id_ for role, id_ in ids.items() if role not in TYPES]
    for name in _owners(sheet.counter(id_) for id_ in paragraphs):
        yield issue("TP134", at, style=name)
    for name in _owners(sheet.owner(id_, "rPr", "vanish") for id_ in ids.values()):
        yield issue("TP135", at, style=name)
    turned = (
        *(sheet.owner(id_, "pPr", "bidi") for id_ in paragraphs),
        *(sheet.owner(id_, "rPr", "rtl") for id_ in ids.values()),
    )
    for name in _owners(turned):
        yield issue("TP136", at, style=name)


def _owners(found: Iterator[Element | None] | tuple[Element | None, ...]) -> list[str]:
    """The names of styles, each once: many may have a property from one."""
    return list(dict.fromkeys(name_of(style) for style in found if style is not None))


def _missing(at: Location, role: Role, names: list[str]) -> Issue:
    wanted = normalised(role.value)
    for name in names:
        if normalised(name) == wanted:
            return issue("TP131", at, style=role.value, found=name)
    others: Set[str] = {normalised(other.value) for other in Role}
    # Heading 4 is no misspelt Heading_2.
    likely = {
        normalised(name): name
        for name in names
        if normalised(name) not in others and re.findall(r"\d", name) == re.findall(r"\d", role.value)
    }
    if near := nearest(wanted, likely, _NEAR):
        return issue("TP132", at, style=role.value, found=likely[near], put=role.value)
    return issue("TP102", at, style=role.value)
