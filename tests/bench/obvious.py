"""(e) The obvious pipeline, from the same sources to the same words: openpyxl, polib, markdown-it, a docxtpl shell, save.

It checks nothing, counts what has to be counted, and knows one language, French.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import polib

from tests.bench.obvious_texts import Row, Sources, Texts, period
from tests.bench.peers import shell
from tests.bench.said import Flat, Grid, Line, Run, Said

_ROMAN = {500: "D", 400: "CD", 100: "C", 90: "XC", 50: "L", 40: "XL", 10: "X", 9: "IX", 5: "V", 4: "IV", 1: "I"}
_LETTER = re.compile(r"[a-z]\)")


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
    texts = Texts(found)
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
        "place": f"{place}, {period(found, settings['start'], settings['end'], 'dash')}",
        "agenda_item": found.labels["masthead.agenda_item"].format(agenda_item=settings["agenda_item"]),
        "number": f"Document {symbol}",
        "date": period(found, settings["date"], None, "long"),
        "original": f"Original: {found.names['language', settings['original'], 'short']}",
        "source": settings["source"],
        "title": settings["title"],
        "emblem": found.labels["masthead.emblem"],
        "page": "",
        "symbol": symbol,
        "website": settings["website"],
    }


def _fragment(found: Sources, texts: Texts, name: str, section: int = 0) -> Iterator[Line | Grid]:
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


def _directive(found: Sources, texts: Texts, line: str) -> Iterator[Line | Grid]:
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
