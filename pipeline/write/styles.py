"""The styles that a document is written with: a contract with the template, by name.

Names are matched without regard to case, spaces and underscores (`Heading_b`, `Headingb`, `heading b`): templates of the field
spell them in all these ways. A style that is missing is reported by `check.template`, never invented.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from lxml import etree

from pipeline.wml.names import w


class Role(Enum):
    """What a style is for; the value is its name."""

    NORMAL = "Normal"
    AFTER_TITLE = "Normal_after_title"
    BEFORE_TABLE = "Normal_before_table"
    HEADING_1 = "Heading_1"
    HEADING_2 = "Heading_2"
    HEADING_3 = "Heading_3"
    HEADING_BOLD = "Heading_b"
    HEADING_ITALIC = "Heading_i"
    ENUM_1 = "enumlev1"
    ENUM_2 = "enumlev2"
    ENUM_3 = "enumlev3"
    BOX_HEAD = "Box_head"
    RULE = "Rule"
    ANNEX_NUMBER = "Annex_No"
    ANNEX_TITLE = "Annex_title"
    AGENDA_PART = "Agenda_part"
    AGENDA_ITEM = "Agenda_item"
    AGENDA_SUB = "Agenda_sub"
    TABLE = "Table_council"
    TABLE_HEAD = "Table_head"
    TABLE_TEXT = "Table_text"
    FOOTNOTE = "footnote text"
    FOOTNOTE_CALL = "footnote reference"
    LINK = "Hyperlink"

    # Each paragraph asks for its style, and the hash of an Enum is its name's, computed in Python.
    __hash__ = object.__hash__


TYPES = {Role.TABLE: "table", Role.FOOTNOTE_CALL: "character", Role.LINK: "character"}
"""The types of the styles that are not of paragraphs."""

Styles = Mapping[Role, str]
"""The ids of the template's styles by role."""


def normalised(name: str) -> str:
    """A style name as it is compared."""
    return name.lower().replace("_", "").replace(" ", "")


def styles_of(part: bytes) -> dict[Role, str]:
    """The ids of the styles that a `styles.xml` has for the roles; a role without a style of its type is absent."""
    known = {
        (style.get(w("type"), "paragraph"), normalised(name.get(w("val"), ""))): style.get(w("styleId"), "")
        for style in etree.fromstring(part).iter(w("style"))
        if (name := style.find(w("name"))) is not None
    }
    return {role: known[key] for role in Role if (key := (TYPES.get(role, "paragraph"), normalised(role.value))) in known}
