"""A project in a folder of its own: its sources can be edited as an editor edits them, and the command run on them."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
from click.testing import CliRunner, Result
from lxml import etree

from pipeline.cli import council
from pipeline.wml.names import w

COUNCIL = "council-2022-wtdc"
TDAG = "tdag-2020-web-dialogue"


@dataclass(frozen=True)
class Project:
    """Sources, templates and build folders below `root`."""

    root: Path

    @classmethod
    def copied(cls, origin: Path, root: Path) -> Project:
        for folder in ("sources", "templates"):
            shutil.copytree(origin / folder, root / folder)
        return cls(root)

    @property
    def sources(self) -> Path:
        return self.root / "sources"

    @property
    def templates(self) -> Path:
        return self.root / "templates"

    def workbook(self, document: str = COUNCIL) -> Path:
        return self.sources / document / "document.xlsx"

    def fragment(self, name: str, document: str = COUNCIL) -> Path:
        return self.sources / document / "text" / name

    def rows(self, sheet: str, document: str = COUNCIL) -> list[dict[str, Any]]:
        """The rows of a sheet as mappings, for looking things up."""
        values = list(openpyxl.load_workbook(self.workbook(document))[sheet].iter_rows(values_only=True))
        return [dict(zip(values[0], row, strict=True)) for row in values[1:]]

    def set_cell(self, sheet: str, cell: str, value: object, document: str = COUNCIL) -> None:
        """Type a value into a cell named by its letters."""
        book = openpyxl.load_workbook(self.workbook(document))
        book[sheet][cell] = value
        book.save(self.workbook(document))

    def set_value(self, sheet: str, key: str, column: str, value: object, document: str = COUNCIL) -> str:
        """Type a value into the row whose first cell is `key`; returns the name of the cell."""
        book = openpyxl.load_workbook(self.workbook(document))
        page = book[sheet]
        letter = next(cell.column_letter for cell in page[1] if cell.value == column)
        row = next(cell.row for cell in page["A"] if cell.value == key)
        page[f"{letter}{row}"] = value
        book.save(self.workbook(document))
        return f"{letter}{row}"

    def add_row(self, sheet: str, document: str = COUNCIL, /, **values: object) -> int:
        """Add a row with these columns below the others; returns its number."""
        book = openpyxl.load_workbook(self.workbook(document))
        page = book[sheet]
        row = 1 + max(cell.row for cell in page["A"] if cell.value is not None)
        for cell in page[1]:
            if cell.value in values:
                page[f"{cell.column_letter}{row}"] = values[str(cell.value)]
        book.save(self.workbook(document))
        return row

    def add_sheet(self, name: str, rows: list[list[object]], document: str = COUNCIL) -> None:
        """Add a sheet with these rows, the header first."""
        book = openpyxl.load_workbook(self.workbook(document))
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
        book.save(self.workbook(document))

    def edit(self, name: str, old: str, new: str, document: str = COUNCIL) -> int:
        """Replace a text of a fragment, which stands there once; returns its line."""
        path = self.fragment(name, document)
        text = path.read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        path.write_text(text.replace(old, new), "utf-8", newline="\n")
        return text[: text.index(old)].count("\n") + 1

    def append(self, name: str, text: str, document: str = COUNCIL) -> int:
        """Add lines at the end of a fragment, a new one where there is none; returns the number of the first."""
        path = self.fragment(name, document)
        before = path.read_text("utf-8") if path.is_file() else ""
        if before and not before.endswith("\n"):
            before += "\n"
        path.write_text(before + text + "\n", "utf-8", newline="\n")
        return before.count("\n") + 1

    def run(self, *arguments: str, env: Mapping[str, str] | None = None) -> Result:
        """Run `council` on this project."""
        # `pack` and `catalogue` are groups: their options come after the second word.
        words = 2 if arguments[0] in ("pack", "catalogue") else 1
        (command, *_), rest = arguments[:words], arguments[words:]
        folders = ["--sources", str(self.sources)]
        if command in ("build", "check", "text", "diff", "changes", "issue", "review", "why", "impact"):
            folders += ["--templates", str(self.templates)]
        if command in ("build", "check", "diff", "review"):
            folders += ["--build", str(self.root / "build")]
        return CliRunner().invoke(council, [*arguments[:words], *folders, *rest], env=dict(env or {}), catch_exceptions=False)

    def issues(self, *documents: str) -> list[tuple[str, str, str]]:
        """What `council check` finds, notes left out: code, file below the sources, place; in its order."""
        found = json.loads(self.run("check", "--format", "json", *documents).stdout)
        return [(one["code"], Path(one["file"]).name, one["place"]) for one in found if one["severity"] != "note"]

    def built(self, document: str = COUNCIL, language: str = "fr", *, final: bool = False) -> Path:
        """Build one document in one language and return its Word file."""
        result = self.run("build", document, "--lang", language, *(["--final"] if final else []))
        assert result.exit_code == 0, result.output
        folder = self.root / "build" / document
        (path,) = (folder / "final" if final else folder).glob("*.docx")
        return path

    def text(self, document: str = COUNCIL) -> str:
        """The text view of a document."""
        result = self.run("text", document)
        assert result.exit_code == 0, result.output
        return result.stdout


def parts(path: Path) -> dict[str, bytes]:
    """The parts of a package by name."""
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def tree(path: Path, part: str = "word/document.xml") -> etree._Element:
    """A part of a package as a tree."""
    return etree.fromstring(parts(path)[part])


def visible(node: etree._Element) -> str:
    """The text of a paragraph or table as a reader sees it, tabs as such."""
    signs = {w("tab"): "\t", w("br"): "\n", w("noBreakHyphen"): "\u2011", w("softHyphen"): "\u00ad"}
    runs = [child for child in node.iter() if child.getparent() is not None and child.getparent().tag == w("r")]
    return "".join(child.text or "" if child.tag == w("t") else signs.get(child.tag, "") for child in runs)


def paragraphs(path: Path) -> list[tuple[str, str]]:
    """The paragraphs of the body, tables included: style id and visible text."""
    made = []
    for paragraph in tree(path).iter(w("p")):
        style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        made.append(("" if style is None else style.get(w("val"), ""), visible(paragraph)))
    return made
