"""Sources of any size, made from the committed council report through the public formats: workbook, fragments, catalogues.

There is no chance in it: the same size gives the same sources. Each copy of the report's sections has ids, tables, meetings and
agenda lines of its own, so that nothing is the same twice but the words. These do come again, every 27 kB or so: a file with little
around its words (python-docx, Carbone) is compressed to a tenth of what real text would be, and the sooner.
"""

from __future__ import annotations

import datetime
import hashlib
import re
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import polib

ROOT = Path(__file__).parent.parent.parent
MODEL = "council-2022-wtdc"
SIZES = {"S": 1, "M": 20, "L": 200}
"""Copies of the report's sections: about 90, 1,800 and 18,000 paragraphs."""
ROWS = {"T1k": 1_000, "T10k": 10_000}
"""Rows of one table of four columns."""

_STAMP = "made"
"""The file of a project that says what it was made of."""

_LOOKS = {"p52": (r"^(\w+)", r"**\1**"), "p53": (r"^(\w+)", r"*\1*"), "p54": (r"([.。]?)$", r"[^more]\1")}
"""What the report has not and a document may have: a bold word, an italic one, and the call of a footnote."""
_NOTE, _NOTE_UNIT, _NOTE_LIKE = "[^more]: Lieu, site, dates et durée de la CMDT", "p54.fn.more", "sections.venue.heading"
_PARAGRAPH = re.compile(r"(?m)^(–\t)?(.*) \{#(p\d+(?:-\d+)?)\}$")

_SECTIONS = 6
_CLAIM = re.compile(r"(\d+)((?:\.\d+)+)(?=\t)")
_ID = re.compile(r"(\{#p\d+)|(\[\[(?:ref|table|list): *)([\w-]+)")

Row = dict[str, Any]


def project(folder: Path, size: str, name: str = "") -> Path:
    """A project with one document of this size in all languages; returns its folder, `name` if it is to have one."""
    root = folder / (name or size)

    def make() -> None:
        _begin(root)
        document(root / "sources" / MODEL, size)

    return _once(root, make)


def edited(folder: Path, size: str) -> Path:
    """The same project with one paragraph in a hundred changed: in each, a word is added."""
    root = folder / f"{size}-edited"

    def make() -> None:
        shutil.copytree(project(folder, size), root, ignore=shutil.ignore_patterns(_STAMP, "build"))
        count = 0
        for path in sorted((root / "sources" / MODEL / "text").iterdir()):
            lines = path.read_text("utf-8").split("\n")
            for at, line in enumerate(lines):
                if _PARAGRAPH.search(line):
                    count += 1
                    if count % 100 == 50:
                        lines[at] = line.replace(" ", " encore ", 1)
            path.write_text("\n".join(lines), "utf-8", newline="\n")

    return _once(root, make)


def session(folder: Path, documents: int = 150) -> Path:
    """A project with many documents of size S in all languages, each with a symbol of its own."""
    root = folder / f"session-{documents}"

    def make() -> None:
        _begin(root)
        for number in range(1, documents + 1):
            document(root / "sources" / f"document-{number:03}", "S", symbol=f"C22/{number}")

    return _once(root, make)


def _once(root: Path, make: Callable[[], None]) -> Path:
    """A project, made anew where it is not there or was made of something else."""
    stamp = root / _STAMP
    if not stamp.is_file() or stamp.read_text("ascii") != _state():
        shutil.rmtree(root, ignore_errors=True)
        make()
        stamp.write_text(_state(), "ascii")
    return root


@cache
def _state() -> str:
    """The hash of all that projects are made of."""
    model = (path for folder in (MODEL, "languages") for path in (ROOT / "sources" / folder).rglob("*"))
    files = sorted(path for path in (Path(__file__), *model, *(ROOT / "templates").iterdir()) if path.is_file())
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def _begin(root: Path) -> None:
    """A project with templates and language packs, and no document."""
    for part in ("templates", "sources/languages"):
        shutil.copytree(ROOT / part, root / part)


def document(folder: Path, size: str, symbol: str = "") -> None:
    """The sources of one document."""
    copies, rows = SIZES.get(size, 1), ROWS.get(size, 0)
    model = ROOT / "sources" / MODEL
    (folder / "text").mkdir(parents=True)
    (folder / "translations").mkdir()
    book = openpyxl.load_workbook(model / "document.xlsx")
    made = openpyxl.Workbook(write_only=True)
    for sheet in book:
        header, *lines = (list(row) for row in sheet.iter_rows(values_only=True))
        page = made.create_sheet(sheet.title)
        page.append(header)
        for row in _rows(sheet.title, [dict(zip(header, line, strict=True)) for line in lines], copies, rows, symbol):
            page.append([row.get(column) for column in header])
    made.save(folder / "document.xlsx")
    for copy in range(1, copies + 1):
        for path in sorted((model / "text").glob("*.md")):
            if copy == 1 or path.name[0].isdigit():
                text = path.read_text("utf-8")
                (folder / "text" / _named(path.name, copy)).write_text(_fragment(text, copy), "utf-8", newline="\n")
    for path in sorted((model / "translations").glob("*.po")):
        _catalogue(path, folder / "translations" / path.name, copies)


def _named(name: str, copy: int) -> str:
    return name if copy == 1 else f"{name.removesuffix('.md')}-{copy}.md"


def _id(id_: str, copy: int) -> str:
    return id_ if copy == 1 else f"{id_}-{copy}"


def _fragment(text: str, copy: int) -> str:
    """A fragment of one copy: its numbers are those of its section, its ids and what it refers to are its own."""
    text = _PARAGRAPH.sub(lambda found: f"{found[1] or ''}{_looking(found[3], found[2])} {{#{found[3]}}}", text)
    if _NOTE.partition(":")[0] in text:
        text = f"{text.rstrip()}\n{_NOTE}\n"
    if copy == 1:
        return text
    lines = (
        _CLAIM.sub(lambda claim: f"{int(claim[1]) + _SECTIONS * (copy - 1)}{claim[2]}", line, count=1)
        for line in text.split("\n")
    )
    return _own("\n".join(lines), copy)


def _own(text: str, copy: int) -> str:
    """A text with the ids of its copy, and what it refers to."""

    def own(found: re.Match[str]) -> str:
        return f"{found[1]}-{copy}" if found[1] else f"{found[2]}{_id(found[3], copy)}"

    return text if copy == 1 else _ID.sub(own, text)


def _looking(unit: str, text: str) -> str:
    """A text of the report, in its own language or in another, with the look that its unit gets."""
    pattern, look = _LOOKS.get(unit, ("^", ""))
    return re.sub(pattern, look, text, count=1)


def _rows(sheet: str, model: list[Row], copies: int, rows: int, symbol: str) -> Iterator[Row]:
    for copy in range(1, copies + 1):
        for row in model:
            if made := _row(sheet, row, copy, copies, symbol):
                yield made
    if sheet == "meetings":
        meetings = [row for row in model if row["type"] == "rpm"]
        for number in range(len(meetings), rows):
            days = datetime.timedelta(number % 700)
            like = meetings[number % len(meetings)]
            yield {
                **like,
                "id": f"rpm-{number}",
                "order": number + 1,
                "start": like["start"] + days,
                "end": like["end"] + days,
            }


def _row(sheet: str, row: Row, copy: int, copies: int, symbol: str) -> Row | None:
    order = {"order": row["order"] + 1000 * (copy - 1)} if row.get("order") else {}
    match sheet:
        case "sections" if row["type"] == "annex":
            return {**row, "order": 1000 * copies} if copy == 1 else None
        case "sections":
            return {**row, **order, "id": _id(row["id"], copy), "fragment": _named(row["fragment"], copy)}
        case "meetings":
            return {**row, "id": _id(row["id"], copy), "type": _id(row["type"], copy)}
        case "agenda":
            return {**row, **order, "id": _id(row["id"], copy), "parent": row["parent"] and _id(row["parent"], copy)}
        case "tables":
            filter_ = row["filter"] and re.sub(r"(type=\w+)", lambda found: _id(found[1], copy), row["filter"], count=1)
            parent = row["parent"] and _id(row["parent"], copy)
            return {**row, **order, "id": _id(row["id"], copy), "parent": parent, "filter": filter_}
        case "settings" if symbol and row["key"] == "symbol":
            return {**row, "value": symbol}
        case _:
            return row if copy == 1 else None


def _catalogue(model: Path, path: Path, copies: int) -> None:
    catalogue = polib.pofile(str(model), wrapwidth=0)
    entries = [(entry.msgctxt, entry.msgid, entry.msgstr, entry.comment, entry.tcomment) for entry in catalogue]
    entries += [(_NOTE_UNIT, *entry[1:]) for entry in entries if entry[0] == _NOTE_LIKE]
    made = polib.POFile(wrapwidth=0)
    made.metadata = catalogue.metadata
    for copy in range(1, copies + 1):
        for model_unit, msgid, msgstr, comment, tcomment in entries:
            unit = _unit(model_unit, copy)
            if copy > 1 and unit == model_unit:
                continue
            # Chinese has no italics.
            looking = msgstr if (path.stem, model_unit) == ("zh", "p53") else _looking(model_unit, msgstr)
            source, translation = _own(_looking(model_unit, msgid), copy), _own(looking, copy)
            made.append(polib.POEntry(msgctxt=unit, msgid=source, msgstr=translation, comment=comment, tcomment=tcomment))
    made.save(str(path))


def _unit(unit: str, copy: int) -> str:
    """The unit of a copy; what all copies share (settings, choices, the box, the annex) keeps its own."""
    if copy == 1 or re.match(r"(settings|choices|references|facts|sections\.annex)", unit) or unit in ("p1", "p2", "p3"):
        return unit
    if found := re.match(r"(sections|meetings|agenda|tables)\.([\w-]+)(\.\w+)$", unit):
        return f"{found[1]}.{_id(found[2], copy)}{found[3]}"
    return re.sub(r"^p\d+", lambda found: _id(found[0], copy), unit)
