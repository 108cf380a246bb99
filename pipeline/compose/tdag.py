"""The document of an advisory group: its masthead names the meeting, its first page ends with a contact."""

from __future__ import annotations

from pipeline.compose.masthead import address_line, fixed, labelled, page_line, symbol_line, written
from pipeline.model.blocks import Line
from pipeline.model.records import Record

_CONTACTS = ("contact_name", "contact_phone", "contact_email")


def lines(settings: Record) -> tuple[Line, ...]:
    """The slots of `templates/tdag.docx` in reading order."""
    contacts = [name for name in _CONTACTS if settings.value(name) is not None]
    return (
        written(settings, "session"),
        labelled(settings, "meeting", "masthead.meeting", "meeting", "place", "dates")
        if settings.value("meeting")
        else labelled(settings, "meeting", "masthead.place", "place", "dates"),
        labelled(settings, "agenda_item", "masthead.agenda_item", "agenda_item"),
        symbol_line(settings, "number", "masthead", "number"),
        labelled(settings, "date", "masthead.date", "date"),
        labelled(settings, "original", "masthead.original", "original"),
        written(settings, "source"),
        written(settings, "title"),
        fixed(settings, "emblem", "masthead.emblem"),
        symbol_line(settings, "symbol", "header", "symbol"),
        page_line("page", "header.page", settings),
        fixed(settings, "contact", "contact") if contacts else written(settings, "contact"),
        *(line for name in _CONTACTS for line in _contact(settings, name)),
        address_line(settings, "website"),
    )


def _contact(settings: Record, name: str) -> tuple[Line, Line]:
    """The label of a contact row and what it says; both empty where the setting is."""
    value = written(settings, name)
    label = labelled(settings, f"{name}_label", name.replace("_", "."), name)
    return label, value
