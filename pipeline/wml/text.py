"""The text of a paragraph, character by character, and the elements that hold it.

A paragraph's text is its own: what a text box that hangs on it says belongs to the paragraphs in the box. Tabs, breaks and
the two hyphens that are elements count as one character each, so that a place in the text is a place on the page.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from pipeline.wml.names import XML_SPACE, w

_SIGNS = {w("tab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "\u2011", w("softHyphen"): "\u00ad"}


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """An element of a run that holds text: a `w:t`, or a sign of one character. `start` counts from 0."""

    element: etree._Element
    start: int
    text: str

    @property
    def end(self) -> int:
        """The place behind its last character."""
        return self.start + len(self.text)


def paragraph_of(element: etree._Element) -> etree._Element | None:
    """The nearest paragraph that an element is, or stands in."""
    return element if element.tag == w("p") else next(element.iterancestors(w("p")), None)


def stretches(paragraph: etree._Element) -> list[Stretch]:
    """The text of a paragraph, element by element."""
    made: list[Stretch] = []
    start = 0
    for element in paragraph.iter(w("t"), *_SIGNS):
        # A `w:tab` of the paragraph's properties is a tab stop.
        parent = element.getparent()
        if parent is None or parent.tag != w("r") or paragraph_of(element) is not paragraph:
            continue
        text = _SIGNS.get(str(element.tag)) or element.text or ""
        made.append(Stretch(element, start, text))
        start += len(text)
    return made


def text_of(paragraph: etree._Element) -> str:
    """The text of a paragraph."""
    return "".join(stretch.text for stretch in stretches(paragraph))


def put_text(paragraph: etree._Element, start: int, end: int, text: str) -> None:
    """Put a text in the place of the characters from `start` to `end`, where its first one stands, with that one's look."""
    for stretch in stretches(paragraph):
        first, last = max(start, stretch.start) - stretch.start, min(end, stretch.end) - stretch.start
        if first >= last:
            continue
        if stretch.element.tag == w("t"):
            stretch.element.text = stretch.text[:first] + text + stretch.text[last:]
            stretch.element.set(XML_SPACE, "preserve")
            text = ""
        else:
            stretch.element.getparent().remove(stretch.element)  # type: ignore[union-attr]
