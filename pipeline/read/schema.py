"""What each column of the workbook holds. Columns and sheets that are not named here are read by what their cells hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

ID = re.compile(r"[A-Za-z][\w.-]*\Z")
"""What can be an id, of a row of the workbook as of a line of a fragment."""


def fit(name: str, sign: str = "-") -> str:
    """The id that is most like a name that cannot be one: letters without accents, `sign` for all else; empty where none is."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    made = re.sub(r"[^A-Za-z0-9_.]+" if sign == "-" else r"[^A-Za-z0-9_]+", sign, plain).strip(f"{sign}.")
    made = made if made[:1].isalpha() or not made else f"p{made}"
    return made if ID.match(made) else ""


class Kind(Enum):
    """How a cell is read."""

    TEXT = "text"
    PATTERN = "pattern"
    CODE = "code"
    ADDRESS = "address"
    NAME = "name"
    DATE = "date"
    NUMBER = "number"
    FLAG = "flag"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Rule:
    """What one column holds: its kind, whether a cell may be empty, the codes it may hold, the names it takes.

    A text that is `number_free` gets its number from its place; one that is typed would stand there twice.
    """

    kind: Kind
    required: bool = False
    codes: tuple[str, ...] = ()
    names: str = ""
    number_free: bool = False


TEXT, PATTERN, CODE, DATE, NUMBER, FLAG = (
    Rule(kind) for kind in (Kind.TEXT, Kind.PATTERN, Kind.CODE, Kind.DATE, Kind.NUMBER, Kind.FLAG)
)
ADDRESS = Rule(Kind.ADDRESS)
ANY = Rule(Kind.ANY)


def _code(*codes: str, required: bool = False) -> Rule:
    return Rule(Kind.CODE, required, codes)


def _name(names: str) -> Rule:
    return Rule(Kind.NAME, names=names)


_REQUIRED = Rule(Kind.CODE, required=True)

SETTINGS: Mapping[str, Rule] = {
    "kind": _REQUIRED,
    "symbol": _REQUIRED,
    "revision_kind": _code("rev", "add", "corr"),
    "revision_number": NUMBER,
    "session": Rule(Kind.TEXT, required=True),
    "meeting": TEXT,
    "place": _name("city"),
    "start": DATE,
    "end": DATE,
    "agenda_item": CODE,
    "date": Rule(Kind.DATE, required=True),
    "original": Rule(Kind.NAME, required=True, names="language"),
    "text_language": _REQUIRED,
    "source": TEXT,
    "title": Rule(Kind.TEXT, required=True),
    "website": ADDRESS,
    "contact_name": TEXT,
    "contact_phone": CODE,
    "contact_email": CODE,
    "last_unit": NUMBER,
}
"""The settings sheet by key; keys that begin with `box.` name the fragments of the box's fields."""

SHEETS: Mapping[str, Mapping[str, Rule]] = {
    "sections": {
        "id": _REQUIRED,
        "parent": CODE,
        "order": NUMBER,
        "type": _code("section", "annex"),
        "numbered": FLAG,
        "bookmark": CODE,
        "heading": Rule(Kind.TEXT, number_free=True),
        "fragment": CODE,
    },
    "meetings": {
        "id": _REQUIRED,
        "type": _REQUIRED,
        "order": NUMBER,
        "label": TEXT,
        "region": _name("region"),
        "start": Rule(Kind.DATE, required=True),
        "end": DATE,
        "mode": CODE,
        "host": _name("country"),
        "place": _name("city"),
        "report": TEXT,
        "url": ADDRESS,
        "note": TEXT,
    },
    "conferences": {
        "id": _REQUIRED,
        "order": NUMBER,
        "label": TEXT,
        "start": DATE,
        "end": DATE,
        "place": _name("city"),
        "country": _name("country"),
        "results": TEXT,
        "pages": NUMBER,
    },
    "agenda": {
        "id": _REQUIRED,
        "parent": CODE,
        "level": _code("part", "item", "sub", required=True),
        "order": NUMBER,
        "label": Rule(Kind.TEXT, required=True, number_free=True),
        "note": TEXT,
    },
    "references": {
        "id": _REQUIRED,
        "kind": CODE,
        "symbol": _REQUIRED,
        "body": CODE,
        "url": ADDRESS,
        "in_box": FLAG,
    },
    "facts": {
        "id": _REQUIRED,
        "type": _code("date", "range", "number", "text", required=True),
        "start": DATE,
        "end": DATE,
        "number": NUMBER,
        "text": TEXT,
        "note": CODE,
    },
    "tables": {
        "id": _REQUIRED,
        "parent": CODE,
        "order": NUMBER,
        "form": _code("table", "list"),
        "sheet": CODE,
        "filter": CODE,
        "sort": CODE,
        "marker": _code("–", "•", "1)", "a)"),
        "header": TEXT,
        "width": NUMBER,
        "pattern": PATTERN,
    },
    "choices": {
        "id": _REQUIRED,
        "list": _REQUIRED,
        "short": TEXT,
        "long": TEXT,
    },
}
"""The sheets of records, by column."""

NEEDED = ("settings", "sections")
"""The sheets without which there is no document."""

UNREAD = ("README",)
"""Sheets for people only."""
