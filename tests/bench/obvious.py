"""(e) The obvious pipeline, from the same sources to the same words: openpyxl, polib, markdown-it, a docxtpl shell, save.

It checks nothing, counts what has to be counted, and knows one language, French.
"""

from __future__ import annotations

import csv
import datetime
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import openpyxl
import polib
from babel.dates import get_month_names
from markdown_it import MarkdownIt

from tests.bench.peers import shell
from tests.bench.said import Flat, Grid, Line, Run, Said

Row = Mapping[str, Any]
_ROMAN = {500: "D", 400: "CD", 100: "C", 90: "XC", 50: "L", 40: "XL", 10: "X", 9: "IX", 5: "V", 4: "IV", 1: "I"}
_LETTER = re.compile(r"[a-z]\)")


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


def build(sources: Path, document: str, template: Path, path: Path) -> None:
    """Read a document's sources and write its file in the language they are written in."""
    shell(composed(read(sources, document)), template, path)


def read(sources: Path, document: str) -> Sources:
    book = openpyxl.load_workbook(sources / document / "document.xlsx", data_only=True)
    sheets = {sheet.title: _records(sheet) for sheet in book}
    pack = sources / "languages" / "fr"
    with (pack / "names.csv").open(encoding="utf-8", newline="") as file:
        names = {(row["kind"], row["code"], row["form"]): row["name"] for row in csv.DictReader(file)}
    formats = tomllib.loads((pack / "formats.toml").read_text("utf-8"))
    labels = {entry.msgctxt: entry.msgstr for entry in polib.pofile(str(pack / "labels.po"))}
    return Sources(sheets, names, formats, labels, sources / document / "text")


def composed(found: Sources) -> Said:
    """What the sources say, put together."""
    settings = {row["key"]: row["value"] for row in found.sheets["settings"]}
    texts = _Texts(found)
    box: list[Line | Grid] = []
    for key, value in settings.items():
        if key.startswith("box."):
            box += [Line("Boxhead", (Run(found.labels[key]),)), *_fragment(found, texts, value)]
    body: list[Line | Grid] = []
    number = 0
    for section in sorted(found.sheets["sections"], key=lambda row: row["order"]):
        if section["type"] == "annex":
            body += [Line("AnnexNo", (Run(found.labels["annex.one"]),)), Line("Annextitle", (Run(section["heading"]),))]
        else:
            number += 1
            body.append(Line("Heading1", (Run(f"{number}\t{section['heading']}"),)))
        body += _fragment(found, texts, section["fragment"], number)
    return Said(_masthead(found, settings), _referred(found, box), _referred(found, body))


def _records(sheet: Any) -> list[Row]:
    header, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, header), row, strict=True)) for row in rows]


def _masthead(found: Sources, settings: Row) -> dict[str, str]:
    symbol = f"{settings['symbol']}-F"
    place = found.names["city", settings["place"], "short"]
    return {
        "session": settings["session"],
        "place": f"{place}, {_period(found, settings['start'], settings['end'], 'dash')}",
        "agenda_item": found.labels["masthead.agenda_item"].format(agenda_item=settings["agenda_item"]),
        "number": f"Document {symbol}",
        "date": _period(found, settings["date"], None, "long"),
        "original": f"Original: {found.names['language', settings['original'], 'short']}",
        "source": settings["source"],
        "title": settings["title"],
        "emblem": found.labels["masthead.emblem"],
        "page": "",
        "symbol": symbol,
        "website": settings["website"],
    }


def _period(found: Sources, start: datetime.datetime, end: datetime.datetime | None, form: str) -> str:
    def day(date: datetime.datetime) -> str:
        return str(found.formats["day"]["first"] if date.day == 1 else date.day)

    if end is None or start == end:
        return str(found.formats["date"][form]).format(day=day(start), month=found.months[start.month], year=start.year)
    same = "other" if start.year != end.year else "same_year" if start.month != end.month else "same_month"
    return str(found.formats["range"][form][same]).format(
        day1=day(start), month1=found.months[start.month], year1=start.year,
        day2=day(end), month2=found.months[end.month], year2=end.year,
    )  # fmt: skip


def _fragment(found: Sources, texts: _Texts, name: str, section: int = 0) -> Iterator[Line | Grid]:
    """The paragraphs of a fragment, its tables and lists; numbers are counted, and kept for what refers to them."""
    lines = (found.folder / name).read_text("utf-8").split("\n")
    notes = dict(match.groups() for line in lines if (match := re.match(r"\[\^([\w-]+)\]: (.*)", line)))
    count, style, lettered = 0, "Normal", False
    for line in lines:
        if not line or line.startswith("[^"):
            continue
        if line.startswith("[["):
            yield from _directive(found, texts, line)
            continue
        if set(line) == {"_"}:
            yield Line("Rule", (Run(line),))
            continue
        label, tab, rest = line.rpartition("\t")
        text, _, unit = rest.partition(" {#")
        unit = unit.rstrip("} ")
        if re.fullmatch(r"\d+\.\d+", label):
            count += 1
            label, style, lettered = f"{section}.{count}", "Normal", False
        elif label == "–":
            style = "enumlev2" if lettered else "enumlev1"
        elif _LETTER.fullmatch(label):
            style, lettered = "enumlev1", True
        elif text.partition(":")[0].isupper():
            style, lettered = "enumlev1", False
        elif not tab:
            style, lettered = "Normal", False
        found.numbers[unit] = label
        marker = (Run(f"{label}\t"),) if label else ()
        yield Line(style, marker + texts.runs(text, notes))


def _directive(found: Sources, texts: _Texts, line: str) -> Iterator[Line | Grid]:
    kind, _, name = line.strip("[]").partition(": ")
    if kind == "agenda":
        yield from _agenda(found)
        return
    table = found.by("tables", "id")[name][0]
    column, _, value = table["filter"].partition("=")
    rows = sorted(found.by(table["sheet"], column)[value], key=lambda row: row[table["sort"]])
    if kind == "list":
        for row in rows:
            yield Line("enumlev1", (Run(f"{table['marker']}\t"), *texts.filled(table["pattern"], row)))
        return
    places: dict[int, list[Row]] = {}
    for column in found.by("tables", "parent")[name]:
        places.setdefault(column["order"], []).append(column)
    heads = [column[0]["header"] for column in places.values()]
    made = [tuple(Line("Tablehead", (Run(head),)) for head in heads)] if any(heads) else []
    for row in rows:
        chosen = [next(one for one in column if _fits(row, one["filter"])) for column in places.values()]
        made.append(tuple(Line("Tabletext", texts.filled(column["pattern"], row)) for column in chosen))
    yield Grid(tuple(column[0]["width"] for column in places.values()), tuple(made), any(heads))


def _fits(row: Row, condition: str | None) -> bool:
    column, _, value = (condition or "").partition("=")
    return not column or row[column] == value


def _agenda(found: Sources) -> Iterator[Line]:
    below = found.by("agenda", "parent")
    for rows in below.values():
        rows.sort(key=lambda row: row["order"])
    number = 0
    for part_number, part in enumerate(below[None]):
        note = f" – {part['note']}" if part["note"] else ""
        yield Line("Agendapart", (Run(f"{_roman(part_number + 1)}\t{part['label']}{note}"),))
        for one in below.get(part["id"], []):
            number += 1
            yield Line("Agendaitem", (Run(f"{number}\t{one['label']}"),))
            for at, sub in enumerate(below.get(one["id"], [])):
                yield Line("Agendasub", (Run(f"{chr(ord('a') + at)})\t{sub['label']}"),))


def _roman(number: int) -> str:
    made = ""
    for value, sign in _ROMAN.items():
        made += sign * (number // value)
        number %= value
    return made


class _Texts:
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
        return _period(self.found, fact["start"], fact["end"], call[2])

    def _field(self, place: re.Match[str], row: Row) -> str:
        name, form, default = place.groups()
        names = self.found.names
        if name == "dates":
            return _period(self.found, row["start"], row["end"], form)
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


def _referred(found: Sources, blocks: list[Line | Grid]) -> Flat:
    """The blocks with the numbers of what they refer to."""

    def number(call: re.Match[str]) -> str:
        return found.numbers[call[1]]

    made: list[Line | Grid] = []
    for block in blocks:
        if isinstance(block, Line) and "[[ref:" in block.text:
            runs = (replace(run, text=re.sub(r"\[\[ref: *([\w-]+)\]\]", number, run.text)) for run in block.runs)
            block = replace(block, runs=tuple(runs))  # noqa: PLW2901
        made.append(block)
    return tuple(made)
