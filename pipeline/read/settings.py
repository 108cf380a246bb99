"""Settings in TOML: the one door to tomllib, whose findings are told with their line and in plain words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline.gate.reading import FORBIDDEN, lines
from pipeline.gate.shown import shown
from pipeline.issues import Location, SourceError, issue

DEEPEST = 8
"""Tables in tables; those of a language pack have two levels."""

# What a key of many parts costs grows with the square of them.
_DOTTED = re.compile(r"""(?:(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){12}""")
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))|\\([bf])")
_TWICE = re.compile(r"overwrite|twice|[Dd]uplicate|immutable|mutate")
_OPEN = re.compile(r"[Uu]nterminated|[Uu]nclosed|Illegal character '\\n'|Expected \"'\"|Expected '\"'")


def settings(path: Path, text: str) -> dict[str, Any]:
    """The tables in the text of the TOML file at `path`; raises SourceError FI201 to FI204 where it is none."""
    if dotted := _DOTTED.search(text):
        at = Location(path, row=len(lines(text[: dotted.start()])), column=1)
        raise SourceError(issue("FI204", at, deepest=DEEPEST))
    try:
        # An old Mac ends lines by a sign that TOML does not know; places are the same.
        made = tomllib.loads("\n".join(lines(text)))
    except RecursionError as error:
        raise SourceError(issue("FI204", Location(path), deepest=DEEPEST)) from error
    # int() refuses a number of 4,300 digits with an error of its own.
    except ValueError as error:
        raise SourceError(_fault(path, text, str(error))) from error
    if not _is_shallow(made, DEEPEST):
        raise SourceError(issue("FI204", Location(path), deepest=DEEPEST))
    return made


def check_printable(path: Path, text: str, table: Mapping[str, Any]) -> None:
    """Raise SourceError TX102, at its line, for a character in a text of the table that cannot be printed, however it is typed."""
    if found := next(filter(None, map(FORBIDDEN.search, _texts_in(table))), None):
        rows = (row for row, line in enumerate(lines(text), 1) if found[0] in _ESCAPE.sub(_unescaped, line))
        at = Location(path, row=next(rows, 0), column=1)
        raise SourceError(issue("TX102", at, character=f"U+{ord(found[0]):04X}"))


def _texts_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield key
            yield from _texts_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts_in(one)


def _unescaped(found: re.Match[str]) -> str:
    number = found[1] or found[2]
    return chr(int(number, 16)) if number else {"b": "\b", "f": "\f"}[found[3]]


def toml_lines(text: str) -> Iterator[tuple[str, int, str]]:
    """The lines of a TOML text that set a key: the key with its table's name before it, the number of the line, the line."""
    group = ""
    for row, line in enumerate(lines(text), 1):
        if found := re.match(r"\s*\[+([\w.-]+)\]+", line):
            group = f"{found[1]}."
        elif found := re.match(r"\s*([\w-]+)\s*=", line):
            yield group + found[1], row, line


def headers(text: str, name: str) -> list[int]:
    """The lines, from 1, at which the tables of a list `[[name]]` begin."""
    opening = re.compile(rf"\s*\[\[\s*{re.escape(name)}\s*\]\]")
    return [row for row, line in enumerate(lines(text), 1) if opening.match(line)]


def _fault(path: Path, text: str, said: str) -> Any:
    rows = lines(text)
    place = _PLACE.search(said)
    # What is missing at the end is missing in the last line that says something.
    row = int(place[1]) if place else max((at for at, line in enumerate(rows, 1) if line.strip()), default=1)
    row = min(row, len(rows))
    column = int(place[2]) if place else len(rows[row - 1]) + 1
    code = "FI202" if _TWICE.search(said) else "FI203" if _OPEN.search(said) else "FI201"
    return issue(code, Location(path, row=row, column=column), found=shown(rows[row - 1].strip()))


def _is_shallow(value: object, deepest: int) -> bool:
    if isinstance(value, Mapping):
        return deepest > 0 and all(_is_shallow(one, deepest - 1) for one in value.values())
    if isinstance(value, list):
        return deepest > 0 and all(_is_shallow(one, deepest - 1) for one in value)
    return True


def group(table: Mapping[str, Any], name: str, at: Location) -> Mapping[str, Any]:
    """A table in a table, empty where there is none; raises SourceError FI205 where something else has its name."""
    found = table.get(name, {})
    if not isinstance(found, dict):
        raise SourceError(issue("FI205", at, key=f"[{shown(name)}]"))
    return found


def texts(table: Mapping[str, Any], name: str, at: Location) -> Mapping[str, str]:
    """A table of texts; raises SourceError FI205 where a value is something else."""
    found = group(table, name, at)
    for key, value in found.items():
        if not isinstance(value, str):
            raise SourceError(issue("FI205", at, key=shown(f"{name}.{key}")))
    return found


def tables(table: Mapping[str, Any], name: str, at: Location) -> list[dict[str, Any]]:
    """A list of tables; raises SourceError FI205 where something else has its name."""
    found = table.get(name, [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise SourceError(issue("FI205", at, key=f"[[{shown(name)}]]"))
    return found
