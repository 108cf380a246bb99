"""The council document: what its masthead, header and footer say."""

from __future__ import annotations

from pipeline.compose.masthead import address_line, fixed, labelled, page_line, symbol_line, written
from pipeline.model.blocks import Line
from pipeline.model.records import Record


def lines(settings: Record) -> tuple[Line, ...]:
    """The slots of `templates/council.docx` in reading order."""
    return (
        written(settings, "session"),
        labelled(settings, "place", "masthead.place", "place", "dates"),
        labelled(settings, "agenda_item", "masthead.agenda_item", "agenda_item"),
        symbol_line(settings, "number", "masthead", "number"),
        labelled(settings, "date", "masthead.date", "date"),
        labelled(settings, "original", "masthead.original", "original"),
        written(settings, "source"),
        written(settings, "title"),
        fixed(settings, "emblem", "masthead.emblem"),
        page_line("page", "header.number", settings),
        symbol_line(settings, "symbol", "header", "symbol"),
        address_line(settings, "website"),
    )
