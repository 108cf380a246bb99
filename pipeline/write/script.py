"""The neutral template in the script of a language: tags and fonts in its styles, and its direction.

Word takes the complex-script font, size and weight of a style where a run is right-to-left, and mirrors what is said to be
left or right in a right-to-left paragraph (ISO 29500 17.3.1.6, 17.3.2.30, 17.4.1).
"""

from __future__ import annotations

from lxml import etree

from pipeline.localise.layout import Layout
from pipeline.wml.make import Tongue
from pipeline.wml.names import w
from pipeline.wml.order import PARAGRAPH_PROPERTIES, SECTION_PROPERTIES, STYLE, TABLE_PROPERTIES
from pipeline.wml.place import put


def tongue_of(layout: Layout) -> Tongue:
    """What the runs of a language say of it."""
    return Tongue(layout.latin, layout.east_asian, layout.complex, layout.rtl)


def styles_in_script(part: bytes, layout: Layout) -> bytes:
    """A styles part in the script of a language: tags and fonts in the defaults, sizes, italics, direction."""
    root = etree.fromstring(part)
    defaults = root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
    if defaults is not None:
        _tag(defaults.find(w("lang")), layout)
    _fonts(root, defaults, layout)
    for size in root.iter(w("szCs")):
        size.set(w("val"), str(round(int(size.get(w("val"), "24")) * layout.complex_scale)))
    if not layout.italic:
        for mark in [*root.iter(w("i")), *root.iter(w("iCs"))]:
            mark.getparent().remove(mark)  # type: ignore[union-attr]
    if layout.rtl:
        for style in root.iter(w("style")):
            # The others inherit it.
            if style.get(w("type")) == "paragraph" and style.find(w("basedOn")) is None:
                put(put(style, "pPr", STYLE), "bidi", PARAGRAPH_PROPERTIES)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def settings_in_script(part: bytes, layout: Layout) -> bytes:
    """A settings part that names the language for the fonts of a theme."""
    root = etree.fromstring(part)
    _tag(root.find(w("themeFontLang")), layout)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def turn(root: etree._Element, layout: Layout) -> None:
    """Turn the tables and sections of a part of the template to the direction of the language."""
    if not layout.rtl:
        return
    for properties in root.iter(w("tblPr")):
        put(properties, "bidiVisual", TABLE_PROPERTIES)
    for section in root.iter(w("sectPr")):
        put(section, "bidi", SECTION_PROPERTIES)


def _tag(lang: etree._Element | None, layout: Layout) -> None:
    if lang is not None:
        for name, tag in (("val", layout.latin), ("eastAsia", layout.east_asian), ("bidi", layout.complex)):
            if tag:
                lang.set(w(name), tag)


def _fonts(root: etree._Element, defaults: etree._Element | None, layout: Layout) -> None:
    """Name the fonts of the language in the defaults, and take those of other scripts out of the styles that would win."""
    own = None if defaults is None else defaults.find(w("rFonts"))
    for name, font in (("eastAsia", layout.east_asian_font), ("cs", layout.complex_font)):
        if not font:
            continue
        for fonts in root.iter(w("rFonts")):
            fonts.attrib.pop(w(name), None)
        if own is not None:
            own.set(w(name), font)
