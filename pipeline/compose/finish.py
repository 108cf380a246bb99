"""What every text of a document gets, in whatever language: its facts in their places, its symbols recognised."""

from __future__ import annotations

from pipeline.compose.facts import facts_of, stated
from pipeline.compose.symbols import Symbols
from pipeline.issues import Location, Report
from pipeline.model.inlines import (
    Choice,
    Composed,
    Content,
    Emphasis,
    Fields,
    Label,
    Link,
    Note,
    Pending,
    Piece,
    Strong,
    Superscript,
    Text,
    Value,
)
from pipeline.model.records import Workbook
from pipeline.model.walk import mapped, reaching

_FACTS = reaching(Value)


class Finish:
    """The facts and symbols of a workbook."""

    def __init__(self, workbook: Workbook, report: Report) -> None:
        self._facts = facts_of(workbook.sheet("facts"), report)
        self._symbols = Symbols(workbook.sheet("references"), workbook.settings.code("symbol"))
        self._known: dict[int, tuple[object, bool]] = {}

    def text(self, content: Content, here: Location, report: Report) -> Content:
        """The text with what it names. Reports TX204 for an unknown fact, TX212 for an unknown symbol at its first place."""
        if not self._names(content):
            return content
        with_facts = mapped(content, stated(self._facts, here, report), _FACTS)
        return self._symbols.recognised(with_facts, here, report)

    def _names(self, content: Content) -> bool:
        """Whether there may be a fact or a symbol in a text: most have none, and stay as they are."""
        for inline in content:
            match inline:
                case Text():
                    if self._symbols.sign in inline.text:
                        return True
                case Value():
                    return True
                case Composed(_, pattern, fields):
                    if self._once(pattern, pattern) or self._in_fields(fields):
                        return True
                case Label(_, fields):
                    if self._in_fields(fields):
                        return True
                case Piece() | Strong() | Emphasis() | Superscript() | Link() | Note() | Pending():
                    if self._names(inline.content):
                        return True
                case _:
                    pass
        return False

    def _in_fields(self, fields: Fields) -> bool:
        for _, value in fields:
            match value:
                case Piece():
                    if self._names(value.content):
                        return True
                case Choice():
                    if self._once(value, tuple(piece for _, piece in value.forms)):
                        return True
                case _:
                    pass
        return False

    def _once(self, shared: object, content: Content) -> bool:
        """The same for what many rows share, a pattern or a choice, which is looked at once."""
        if id(shared) not in self._known:
            # What is kept is still there, and no other has its id.
            self._known[id(shared)] = shared, self._names(content)
        return self._known[id(shared)][1]
