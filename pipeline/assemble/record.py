"""What is kept of how a language was made, so that it need not be made again while nothing has changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.assemble.places import Places
from pipeline.issues import REGISTRY, Issue, Location

Said = tuple[str, str, str, int, int, int, tuple[tuple[str, str], ...]]
"""An issue as plain values: code, path from the project's folder, part, row, column, length, arguments."""


@dataclass(frozen=True, slots=True, order=True)
class Record:
    """How a document was made in one language, or, in none, what was found in the document itself.

    `key` names the state of all that it was made from (`assemble.keys`); nothing has an empty one. `source` is the language that
    the document is written in; `stem` the name of its files without suffix, in no language the kind of document. `missing` and
    `stale` count its translations. `issues` are what was found, all of it.
    """

    language: str
    key: str
    stem: str
    source: str
    missing: int = 0
    stale: int = 0
    issues: tuple[Said, ...] = ()

    @property
    def names(self) -> tuple[str, str]:
        """The names of its files."""
        return f"{self.stem}.docx", f"{self.stem}.json"


def said(places: Places, issues: Iterable[Issue]) -> tuple[Said, ...] | None:
    """Issues as plain values that hold in any folder; None where one of them is about a file of no project."""
    found: list[Said] = []
    for one in issues:
        at = one.location
        for name, root in _roots(places).items():
            if at.path.is_relative_to(root):
                path = f"{name}/{at.path.relative_to(root).as_posix()}"
                found.append((one.code, path, at.part, at.row, at.column, at.length, one.arguments))
                break
        else:
            return None
    return tuple(found)


def again(places: Places, issues: Sequence[Said]) -> tuple[Issue, ...]:
    """The issues that were made plain values of."""
    roots = _roots(places)

    def one(code: str, path: str, *at: Any) -> Issue:
        name, _, rest = path.partition("/")
        *place, arguments = at
        return Issue(code, Location(roots[name] / rest, *place), arguments)

    return tuple(one(*values) for values in issues)


def as_values(record: Record) -> Mapping[str, Any]:
    """A record for JSON."""
    issues = [[*values[:-1], dict(values[-1])] for values in record.issues]
    return {
        "language": record.language,
        "key": record.key,
        "stem": record.stem,
        "source": record.source,
        "missing": record.missing,
        "stale": record.stale,
        "issues": issues,
    }


def of_values(made: Any) -> Record:
    """The record that JSON was made of; raises what the first wrong value makes Python raise."""
    issues = []
    for code, path, part, row, column, length, arguments in made["issues"]:
        if code not in REGISTRY or str(path).partition("/")[0] not in _ROOTS:
            raise ValueError(code)
        place = (str(part), int(row), int(column), int(length))
        issues.append((code, str(path), *place, tuple((str(name), str(value)) for name, value in arguments.items())))
    language, key, stem, source = (str(made[name]) for name in ("language", "key", "stem", "source"))
    return Record(language, key, stem, source, int(made["missing"]), int(made["stale"]), tuple(issues))


_ROOTS = ("sources", "templates")


def _roots(places: Places) -> Mapping[str, Path]:
    return dict(zip(_ROOTS, (places.sources, places.templates), strict=True))
