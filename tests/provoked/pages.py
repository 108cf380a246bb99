"""The examples on the pages that explain codes, typed into a project as a reader would type them."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import polib

import pipeline.messages
from pipeline.messages import languages
from tests.project import Project
from tests.provoked.case import Action, cells, fragment, replaced, several, written
from tests.provoked.example import EXAMPLE, with_packs

EXPLAIN = Path(pipeline.messages.__file__).parent / "explain"
Page = Mapping[str, str]

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
HEADINGS = {
    "settings.session": ("Conseil 2023", "Consejo 2023"),
    "settings.title": ("Préparation de la Conférence", "Preparación de la Conferencia"),
    "sections.context.heading": ("Contexte", "Contexto"),
}
"""What a final in Spanish needs besides the paragraph."""

_SHEET = re.compile(r"(?:sheet|feuille) (\w+)\Z")
_LETTERS = re.compile(r" *│ ([A-Z ]+)\Z")
_ROW = re.compile(r" *(\d+)│ ?(.*)\Z")
_DAY = re.compile(r"(\d\d)/(\d\d)/(\d{4})\Z")


@cache
def pages(language: str) -> Mapping[str, Page]:
    """The pages in a language by code."""
    return tomllib.loads((EXPLAIN / f"{language}.toml").read_text("utf-8"))


def typed(page: Page, part: str) -> Action:
    """Type the wrong or the right example of a page into a project.

    An example is blocks between blank lines; the first line of each names the sheet or the file that the others show a piece
    of. A piece of a language pack is the same in both examples but for the fault, so that it can be put in the other's place.
    """
    right = dict(_blocks(page["right"]))
    # A catalogue brings the paragraph that it translates; a fragment that is shown beside it stands in its place.
    blocks = sorted(_blocks(page[part]), key=lambda block: not block[0].startswith("translations/"))
    return several(*(_action(head, lines, right.get(head, lines)) for head, lines in blocks))


def begins(project: Project, page: Page) -> int:
    """On which line of its file the wrong example stands: the piece of a pack or of a catalogue."""
    for head, lines in _blocks(page["wrong"]):
        if head.startswith(("languages/", "translations/")):
            path = project.sources / head if head.startswith("languages/") else project.sources / EXAMPLE / head
            before, found, _ = path.read_text("utf-8").partition("\n".join(lines))
            assert found
            return before.count("\n") + 1
    raise AssertionError("no piece of a pack or of a catalogue")


def tried(code: str) -> tuple[str, ...]:
    """The languages whose examples of a code are to be tried: those of two may be the same but for the word for a sheet."""
    made: dict[str, str] = {}
    for language in languages():
        page = pages(language)[code]
        made.setdefault(re.sub(r"(?m)^(?:sheet|feuille) ", "", page["wrong"] + page["right"]), language)
    return tuple(made.values())


def _blocks(example: str) -> Iterator[tuple[str, list[str]]]:
    for block in re.split(r"\n{2,}", example.strip("\n")):
        head, *lines = block.split("\n")
        yield head, lines


def _action(head: str, lines: list[str], right: list[str]) -> Action:
    if found := _SHEET.match(head):
        return cells(found[1], dict(_cells(lines)))
    if head.startswith("text/"):
        return fragment("\n".join(lines) + "\n", head.removeprefix("text/"))
    if head.startswith("translations/"):
        return _entry(head, "\n".join(lines) + "\n")
    if head.startswith("languages/"):
        return replaced(head, "\n".join(right), "\n".join(lines))
    raise AssertionError(f"no place for an example of {head!r}")


def _cells(lines: list[str]) -> Iterator[tuple[str, object]]:
    """The cells by name: what stands under a letter, up to the next one, is in its column."""
    letters = _LETTERS.match(lines[0])
    assert letters, lines[0]
    columns = [(one.start(), one[0]) for one in re.finditer("[A-Z]+", letters[1])]
    ends = [start for start, _ in columns[1:]] + [10_000]
    for line in lines[1:]:
        row = _ROW.match(line)
        assert row, line
        for (start, letter), end in zip(columns, ends, strict=True):
            yield f"{letter}{row[1]}", _value(row[2][start:end].strip())


def _value(text: str) -> object:
    if day := _DAY.match(text):
        return datetime.date(int(day[3]), int(day[2]), int(day[1]))
    return int(text) if re.fullmatch(r"-?\d{1,9}", text) else text or None


def _entry(name: str, text: str) -> Action:
    """A catalogue of what is shown and of the headings of the small project, and the paragraph that is translated."""
    language = Path(name).stem
    others = HEADINGS if language == "es" else {}
    unit, source = polib.pofile(text, wrapwidth=0)[0].msgctxt, polib.pofile(text, wrapwidth=0)[0].msgid
    entries = "".join(f'\nmsgctxt "{key}"\nmsgid "{was}"\nmsgstr "{now}"\n' for key, (was, now) in others.items())

    def write(project: Project) -> None:
        with_packs(project, [language])
        written(f"{EXAMPLE}/{name}", f"{HEADER}{entries}\n{text}".encode())(project)
        if unit == "p1":
            fragment(f"1.1→{source} {{#p1}}\n")(project)

    return write
