"""The slots of a template's part spelled plainly, and every other brace hidden from docxtpl and Jinja.

So they see slots and nothing else, whatever the template holds: a tag in a comment of the file, in a field or in the name of
a bookmark is as much a tag for them as one that is printed.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from lxml import etree

from pipeline.wml.names import w
from pipeline.wml.text import put_text, text_of
from pipeline.write.tags import spelled, tags_in

# Two code points that are no characters (Unicode 23.7), and so stand in no text.
_HIDDEN = str.maketrans({"{": "\ufdd0", "}": "\ufdd1"})
_SHOWN = (("\ufdd0".encode(), b"{"), ("\ufdd1".encode(), b"}"))
# The end of a line is a space to Word, and a break to docxtpl.
_SPACES = str.maketrans("\t\n\r", "   ")
_DESCRIPTIONS = ("descr", "title", "alt")
_OF_TABLES = (w("tblCaption"), w("tblDescription"))


def descriptions(element: etree._Element) -> tuple[str, ...]:
    """The attributes in which an element holds an alternative text: a slot may stand there."""
    if element.tag in _OF_TABLES:
        return (w("val"),)
    return tuple(name for name in _DESCRIPTIONS if name in element.attrib)


def spell(root: etree._Element, slots: Collection[str]) -> bool:
    """Spell the slots of a part, and hide all its other braces; whether there is a slot in it."""
    for paragraph in root.iter(w("p")):
        for tag in reversed(tags_in(text_of(paragraph), slots)):
            if tag.filled:
                put_text(paragraph, tag.start, tag.end, tag.put)
    slot = re.compile(f"({'|'.join(re.escape(spelled(slot)) for slot in slots)})")
    found = False

    def hidden(text: str) -> str:
        nonlocal found
        pieces = slot.split(text)
        found = found or len(pieces) > 1
        return "".join(piece if at % 2 else piece.translate(_HIDDEN) for at, piece in enumerate(pieces))

    for element in root.iter():
        if element.text:
            here = element.tag == w("t")
            element.text = hidden(element.text.translate(_SPACES)) if here else element.text.translate(_HIDDEN)
        if element.tail:
            element.tail = element.tail.translate(_HIDDEN)
        described = descriptions(element)
        for name, value in element.attrib.items():
            element.set(name, hidden(_plainly(value, slots)) if name in described else value.translate(_HIDDEN))
    return found


def shown(part: bytes) -> bytes:
    """A part in UTF-8 with the braces that `spell` has hidden."""
    for hidden, brace in _SHOWN:
        part = part.replace(hidden, brace)
    return part


def _plainly(text: str, slots: Collection[str]) -> str:
    for tag in reversed(tags_in(text, slots)):
        if tag.filled:
            text = text[: tag.start] + tag.put + text[tag.end :]
    return text
