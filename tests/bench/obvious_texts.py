"""The texts of the obvious pipeline: facts, dates, names, marks and symbols into runs."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from babel.dates import get_month_names
from markdown_it import MarkdownIt

from tests.bench.said import Run

Row = Mapping[str, Any]


@dataclass(slots=True)
class Sources:
    """What was read; `numbers` has that of each unit, once its fragment was gone through."""

    sheets: dict[str, list[Row]]
    names: dict[tuple[str, str, str], str]
    formats: dict[str, Any]
    labels: dict[str, str]
    folder: Path
    months: Mapping[int, str] = field(default_factory=lambda: get_month_names("wide", locale="fr"))
    markdown: MarkdownIt = field(default_factory=lambda: MarkdownIt("zero").enable(["emphasis", "link", "escape"]))
    numbers: dict[str, str] = field(default_factory=dict)
    _grouped: dict[tuple[str, str], dict[Any, list[Row]]] = field(default_factory=dict)

    def by(self, sheet: str, column: str) -> dict[Any, list[Row]]:
        """The rows of a sheet by what they have in a column; sorted out once."""
        if (sheet, column) not in self._grouped:
            rows = self._grouped[sheet, column] = {}
            for row in self.sheets[sheet]:
                rows.setdefault(row[column], []).append(row)
        return self._grouped[sheet, column]


def period(found: Sources, start: datetime.datetime, end: datetime.datetime | None, form: str) -> str:
    """A day or a period, by a pattern of the language pack."""

    def day(date: datetime.datetime) -> str:
        return str(found.formats["day"]["first"] if date.day == 1 else date.day)

    if end is None or start == end:
        return str(found.formats["date"][form]).format(day=day(start), month=found.months[start.month], year=start.year)
    same = "other" if start.year != end.year else "same_year" if start.month != end.month else "same_month"
    return str(found.formats["range"][form][same]).format(
        day1=day(start), month1=found.months[start.month], year1=start.year,
        day2=day(end), month2=found.months[end.month], year2=end.year,
    )  # fmt: skip


class Texts:
    """Texts with marks into runs."""

    def __init__(self, found: Sources) -> None:
        self.found = found
        self.facts = {row["id"]: row for row in found.sheets["facts"]}
        self.urls = {row["symbol"]: row["url"].format(lang="fr") if row["url"] else "" for row in found.sheets["references"]}
        symbols = sorted(self.urls, key=len, reverse=True)
        self.symbols = re.compile(rf"(?<![\w/-])({'|'.join(map(re.escape, symbols))})(?![\w/])")
        self.choices = {row["id"]: row for row in found.sheets["choices"]}

    def runs(self, text: str, notes: Mapping[str, str]) -> tuple[Run, ...]:
        """The runs of a text of a fragment."""
        text = re.sub(r"\{\{([\w.-]+):(\w+)\}\}", self._fact, text)
        made: list[Run] = []
        pieces = re.split(r"\[\^([\w-]+)\]", text)
        for at, piece in enumerate(pieces):
            if at % 2:
                made[-1] = replace(made[-1], note=notes[piece])
            elif piece:
                made += self._marked(piece)
        return tuple(made)

    def filled(self, pattern: str, row: Row) -> tuple[Run, ...]:
        """The runs of a pattern of the workbook, filled from a row."""
        return tuple(
            self._marked(re.sub(r"\{(\w+)(?::(\w+))?(?:\|([^}]*))?\}", lambda place: self._field(place, row), pattern))
        )

    def _fact(self, call: re.Match[str]) -> str:
        fact = self.facts[call[1]]
        return period(self.found, fact["start"], fact["end"], call[2])

    def _field(self, place: re.Match[str], row: Row) -> str:
        name, form, default = place.groups()
        names = self.found.names
        if name == "dates":
            return period(self.found, row["start"], row["end"], form)
        value = row[name]
        if value is None:
            return default or ""
        match name:
            case "region":
                return names["region", value, form]
            case "host":
                code, _, style = value.partition(":")
                return names["country", code, style or "short"]
            case "place":
                return names["city", value, "short"]
            case "mode":
                return str(self.choices[value][form])
            case "url":
                return str(value).format(lang="fr")
            case _:
                return str(value)

    def _marked(self, text: str) -> list[Run]:
        if not re.search(r"[*\[\\]", text):
            return self._linked(text)
        made: list[Run] = []
        bold, italic, url = False, False, ""
        for token in self.found.markdown.parseInline(text)[0].children or ():
            match token.type:
                case "strong_open" | "strong_close":
                    bold = token.type == "strong_open"
                case "em_open" | "em_close":
                    italic = token.type == "em_open"
                case "link_open" | "link_close":
                    url = str(token.attrs.get("href", ""))
                case _ if token.content:
                    made += self._linked(token.content, bold=bold, italic=italic, url=url)
        return made

    def _linked(self, text: str, *, bold: bool = False, italic: bool = False, url: str = "") -> list[Run]:
        if url:
            return [Run(text, bold, italic, url=url)]
        pieces = self.symbols.split(text)
        return [Run(text, bold, italic, url=self.urls[text] if at % 2 else "") for at, text in enumerate(pieces) if text]
