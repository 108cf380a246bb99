"""Content controls and drawings: what Word keeps count of by id, and what a person who cannot see it hears.

Sources: ECMA-376 part 1, 17.5.2 and 20.4.2.5; WCAG 2.1 criterion 1.1.1; [MS-ODRAWXML] 2.38 for decorative drawings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from pipeline.check.package.parts import Element, Part
from pipeline.check.package.rules import Rule, in_every_word_part, near, number
from pipeline.wml.names import ADEC, WP, w

_DOC_PR: Final = f"{{{WP}}}docPr"
_INT32: Final = range(-(2**31), 2**31)


@in_every_word_part
def control_without_content(part: Part) -> Iterator[str]:
    """A content control without `w:sdtContent`."""
    for control in part.each(w("sdt")):
        if control.find(w("sdtContent")) is None:
            yield f"a content control without content{near(control)}"


@in_every_word_part
def duplicate_control_id(part: Part) -> Iterator[str]:
    """Two content controls have one id."""
    ids = Counter(id_.get(w("val")) for id_ in _control_ids(part))
    for value, count in ids.items():
        if count > 1:
            yield f"content control {value}: {count} times"


@in_every_word_part
def control_id_out_of_range(part: Part) -> Iterator[str]:
    """The id of a content control is not a whole number of 32 bits."""
    for id_ in _control_ids(part):
        value = number(id_.get(w("val")))
        if value is None or value not in _INT32:
            yield f"content control {id_.get(w('val'))}"


@in_every_word_part
def duplicate_drawing_id(part: Part) -> Iterator[str]:
    """Two drawings have one id."""
    for value, count in Counter(drawing.get("id") for drawing in part.each(_DOC_PR)).items():
        if count > 1:
            yield f"drawing {value}: {count} times"


@in_every_word_part
def drawing_without_alternative_text(part: Part) -> Iterator[str]:
    """A drawing has no description and is not marked as decorative."""
    for drawing in part.each(_DOC_PR):
        decorative = any(mark.get("val") in ("1", "true") for mark in drawing.iter(f"{{{ADEC}}}decorative"))
        if not drawing.get("descr", "").strip() and not decorative:
            yield f"drawing {drawing.get('name') or drawing.get('id')}{near(drawing)}"


def _control_ids(part: Part) -> Iterator[Element]:
    for properties in part.each(w("sdtPr")):
        yield from properties.iterchildren(w("id"))


RULES: Final[tuple[Rule, ...]] = (
    control_without_content,
    duplicate_control_id,
    control_id_out_of_range,
    duplicate_drawing_id,
    drawing_without_alternative_text,
)
