"""The libraries of Node that are installed, in tests/bench/node_modules: docxtemplater, docx-templates, Carbone.

Each keeps a process for a document, so that it is as warm as the others are; what it says it took is its CPU time.
"""

from __future__ import annotations

import atexit
import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import docx

from tests.bench.measure import Failed, Way
from tests.bench.said import Flat, Line, Run, Said

HERE = Path(__file__).parent
LIBRARIES = ("docxtemplater", "docx-templates", "carbone")
_MODULES = Path(os.environ.get("BENCH_NODE_MODULES", HERE / "node_modules"))
_LOOKS = ("plain", "bold", "italic", "raised")
_COLUMNS = (2, 4)

_running: dict[Sequence[str], subprocess.Popen[bytes]] = {}


def absent() -> list[str]:
    return [name for name in LIBRARIES if not (shutil.which("node") and (_MODULES / name).is_dir())]


def ways(document: Said, council: Path, styles: Sequence[str], out: Path) -> list[Way]:
    made = []
    for name in LIBRARIES:
        if name not in absent():
            data, template = out / f"{name}.json", out / f"{name}-template.docx"
            given = _GIVEN[name]
            body = {"box": given(document.box), "body": given(document.body)}
            data.write_text(json.dumps({**document.slots, **body}), "utf-8")
            _TEMPLATES[name](council, styles, template)
            made.append(Way(name, "node", "render", (name, data, template), out / f"{name}.docx"))
    return made


def render(library: str, data: Path, template: Path, path: Path) -> float:
    """Make the document once more; returns the seconds of CPU that it took."""
    command = ("node", str(HERE / "peers.cjs"), library, str(data), str(template), str(path))
    if command not in _running:
        variables = {**os.environ, "NODE_PATH": str(_MODULES)}
        _running[command] = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=variables)
    process = _running[command]
    assert process.stdin
    assert process.stdout
    process.stdin.write(b"again\n")
    process.stdin.flush()
    spent = process.stdout.readline()
    if not spent:
        raise Failed(library)
    return float(spent)


@atexit.register
def end() -> None:
    """End the processes that were started."""
    for process in _running.values():
        process.communicate()
    _running.clear()


def _runs(runs: Sequence[Run]) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    for run in runs:
        look = "bold" if run.bold else "italic" if run.italic else "raised" if run.raised else "plain"
        made.append({**{name: name == look for name in _LOOKS}, "t": run.text})
    return made


def _parts(blocks: Flat) -> list[dict[str, Any]]:
    """Paragraphs as {style: {runs}}, tables as {table4: {rows}}; a footnote is a paragraph after that which calls it."""
    made: list[dict[str, Any]] = []
    for block in blocks:
        if isinstance(block, Line):
            made.append({"kind": block.style, block.style: {"runs": _runs(block.runs)}})
            made += [{"kind": "Normal", "Normal": {"runs": _runs([Run(run.note)])}} for run in block.runs if run.note]
        else:
            rows = [{f"c{at}": cell.text for at, cell in enumerate(row)} for row in block.rows]
            kind = f"table{len(block.widths)}"
            made.append({"kind": kind, kind: {"rows": rows}})
    return made


def _groups(blocks: Flat) -> list[dict[str, Any]]:
    """Carbone has loops and no conditions on paragraphs: lines, and the table after them; neither styles nor looks."""
    made: list[dict[str, Any]] = [{"lines": [], "rows": []}]
    for block in blocks:
        if isinstance(block, Line):
            if made[-1]["rows"]:
                made.append({"lines": [], "rows": []})
            notes = [run.note for run in block.runs if run.note]
            made[-1]["lines"] += [{"t": text} for text in (block.text, *notes)]
        else:
            empty = {f"c{at}": "" for at in range(max(_COLUMNS))}
            made[-1]["rows"] += [empty | {f"c{at}": cell.text for at, cell in enumerate(row)} for row in block.rows]
    return made


class _Template:
    """The council's template with the marks of another library."""

    def __init__(self, council: Path, slot: str) -> None:
        self.word = docx.Document(str(council))
        self.ids = {style.style_id: style for style in self.word.styles}
        first, second = self.word.tables[:2]
        cells = [cell for row in first.rows for cell in row.cells]
        section = self.word.sections[0]
        for place in (self.word, *cells, section.header, section.first_page_footer):
            for paragraph in place.paragraphs:
                for run in paragraph.runs:
                    run.text = re.sub(r"\{\{ (\w+) \}\}", slot, run.text) if "{{ " in run.text else run.text
        body = next(paragraph for paragraph in self.word.paragraphs if "body" in paragraph.text)
        self.places = {"box": second.cell(0, 0).paragraphs[0], "body": body}
        for properties in self.word.element.iter("{*}docPr"):
            properties.set("descr", "")

    def put(self, place: str, runs: Sequence[tuple[str, str]], style: str = "") -> None:
        paragraph = self.places[place].insert_paragraph_before("", self.ids[style] if style else None)
        for look, text in runs:
            run = paragraph.add_run(text)
            run.bold, run.italic = look == "bold" or None, look == "italic" or None
            run.font.superscript = look == "raised" or None

    def table(self, place: str, *rows: Sequence[str]) -> None:
        table = self.word.add_table(len(rows), max(map(len, rows)), self.ids["Tablecouncil"])
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=False):
                cell.text = text
        self.places[place]._p.addprevious(table._tbl)

    def save(self, path: Path) -> None:
        for place in self.places.values():
            place.text = ""
        self.word.save(str(path))


def _docxtemplater(council: Path, styles: Sequence[str], path: Path) -> None:
    made = _Template(council, r"{\1}")
    for place in made.places:
        made.put(place, [("", f"{{#{place}}}")])
        for style in styles:
            looks = [(look, f"{{#{look}}}{{t}}{{/{look}}}") for look in _LOOKS]
            made.put(place, [("", f"{{#{style}}}")])
            made.put(place, [("", "{#runs}"), *looks, ("", "{/runs}")], style)
            made.put(place, [("", f"{{/{style}}}")])
        for count in _COLUMNS if place == "body" else ():
            cells = [f"{{c{at}}}" for at in range(count)]
            made.put(place, [("", f"{{#table{count}}}")])
            made.table(place, [f"{{#rows}}{cells[0]}", *cells[1:-1], f"{cells[-1]}{{/rows}}"])
            made.put(place, [("", f"{{/table{count}}}")])
        made.put(place, [("", f"{{/{place}}}")])
    made.save(path)


def _docx_templates(council: Path, styles: Sequence[str], path: Path) -> None:
    made = _Template(council, r"[[INS \1]]")
    for place in made.places:
        made.put(place, [("", f"[[FOR part IN {place}]]")])
        for style in styles:
            # Inside a table it knows no condition within a condition.
            inner = [(look, f"[[IF $run.{look}]][[INS $run.t]][[END-IF]]") for look in _LOOKS]
            looks = inner if place == "body" else [("", "[[INS $run.t]]")]
            made.put(place, [("", f"[[IF $part.kind === '{style}']]")])
            made.put(place, [("", f"[[FOR run IN $part.{style}.runs]]"), *looks, ("", "[[END-FOR run]]")], style)
            made.put(place, [("", "[[END-IF]]")])
        for count in _COLUMNS if place == "body" else ():
            cells = [f"[[INS $row.c{at}]]" for at in range(count)]
            made.put(place, [("", f"[[IF $part.kind === 'table{count}']]")])
            made.table(place, [f"[[FOR row IN $part.table{count}.rows]]"], cells, ["[[END-FOR row]]"])
            made.put(place, [("", "[[END-IF]]")])
        made.put(place, [("", "[[END-FOR part]]")])
    made.save(path)


def _carbone(council: Path, _: Sequence[str], path: Path) -> None:
    made = _Template(council, r"{d.\1}")
    for place in made.places:
        for at in ("i", "i+1"):
            made.put(place, [("", f"{{d.{place}[i].lines[{at}].t}}")])
        if place == "body":
            made.table(
                place, *([f"{{d.body[i].rows[{at}].c{count}}}" for count in range(max(_COLUMNS))] for at in ("i", "i+1"))
            )
        made.put(place, [("", f"{{d.{place}[i+1].lines[i].t}}")])
    made.save(path)


_GIVEN: dict[str, Callable[[Flat], list[dict[str, Any]]]] = {
    "docxtemplater": _parts,
    "docx-templates": _parts,
    "carbone": _groups,
}
_TEMPLATES = {"docxtemplater": _docxtemplater, "docx-templates": _docx_templates, "carbone": _carbone}
