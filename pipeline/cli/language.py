"""The language of messages: the one asked for, that of the environment, that of the configuration, that of the locale."""

from __future__ import annotations

import locale
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.issues import Location, Report, SourceError, issue
from pipeline.messages import languages

CONFIGURATION = ".council.toml"
"""The file that holds what a person or a project prefers; the first one from the current folder upwards counts."""
UI = "COUNCIL_UI"
ENGLISH = "en"
"""The language of messages where nothing says another."""
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
_LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")


def chosen_language(arguments: Sequence[str], environment: Mapping[str, str], folder: Path, report: Report) -> str:
    """The language that messages are in; English where nothing says another that they exist in.

    An `--ui` or COUNCIL_UI that is none of them is for the command line to refuse. Reports CF101 to CF103.
    """
    configured = _configured(folder, report)
    wanted = (*reversed(list(_asked(arguments))), environment.get(UI, ""), configured, _of_locale(environment))
    return next((language for language in wanted if language in languages()), ENGLISH)


def configurations(folder: Path) -> tuple[Path, ...]:
    """Where a configuration may stand, the nearest first."""
    return tuple(place / CONFIGURATION for place in (folder, *folder.parents))


def _asked(arguments: Sequence[str]) -> Iterator[str]:
    for at, argument in enumerate(arguments):
        if argument == "--":
            return
        if argument == "--ui":
            yield from arguments[at + 1 : at + 2]
        elif argument.startswith("--ui="):
            yield argument.partition("=")[2]


def _stands(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a folder above that may not be looked into is none of this project's
        return False


def _configured(folder: Path, report: Report) -> str:
    path = next(filter(_stands, configurations(folder)), None)
    if path is None:
        return ""
    from pipeline.gate.reading import lines, read_text  # noqa: PLC0415 - there is hardly ever such a file

    try:
        text = read_text(path)
        table = tomllib.loads(text)
    except SourceError as error:
        report(issue("CF101", error.issue.location))
        return ""
    except tomllib.TOMLDecodeError as error:
        found = _PLACE.search(str(error))
        all_of_it = lines(text)
        row, column = map(int, found.groups()) if found else (len(all_of_it), len(all_of_it[-1]) + 1)
        report(issue("CF101", Location(path, row=row, column=column)))
        return ""
    except RecursionError:
        report(issue("CF101", Location(path)))
        return ""
    for key in table:
        if key != "ui":
            report(issue("CF102", _place(path, text, key), key=key))
    return _language(table.get("ui", ""), _place(path, text, "ui"), report)


def _language(value: Any, at: Location, report: Report) -> str:
    if value == "" or value in languages():
        return str(value)
    report(issue("CF103", at, key="ui", found=value, known=", ".join(languages())))
    return ""


def _place(path: Path, text: str, key: str) -> Location:
    from pipeline.gate.reading import lines  # noqa: PLC0415

    for row, line in enumerate(lines(text), 1):
        if found := re.match(rf"\s*[\[\"']*({re.escape(key)})\b", line):
            return Location(path, row=row, column=found.start(1) + 1, length=len(key))
    return Location(path)


def _of_locale(environment: Mapping[str, str]) -> str:
    """The language of the locale (POSIX, Base Definitions 8.2): the first of the variables that is set decides."""
    name = next(filter(None, (environment.get(variable) for variable in _LOCALES)), "")
    if not name and sys.platform == "win32":
        # Windows names it in English words, `French_Switzerland`, which `normalize` knows by the first.
        name = locale.normalize((locale.getlocale()[0] or "").partition("_")[0])
    return re.split(r"[_.@-]", name)[0].lower()
