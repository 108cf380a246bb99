"""What every text of a document gets, in whatever language: its facts in their places, its symbols recognised."""

from __future__ import annotations

from pipeline.compose.facts import facts_of, stated
from pipeline.compose.symbols import Symbols
from pipeline.issues import Location, Report
from pipeline.model.inlines import Content
from pipeline.model.records import Workbook
from pipeline.model.walk import mapped


class Finish:
    """The facts and symbols of a workbook."""

    def __init__(self, workbook: Workbook, report: Report) -> None:
        self._facts = facts_of(workbook.sheet("facts"), report)
        self._symbols = Symbols(workbook.sheet("references"), workbook.settings.code("symbol"))

    def text(self, content: Content, here: Location, report: Report) -> Content:
        """The text with what it names. Reports TX204 for an unknown fact, TX212 for an unknown symbol at its first place."""
        return self._symbols.recognised(mapped(content, stated(self._facts, here, report)), here, report)
