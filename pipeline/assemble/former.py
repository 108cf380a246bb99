"""What the manifest of an earlier build says, read with distrust: it may be cut off, edited, or from somewhere else.

Only what the files themselves confirm is believed: a file is one of ours where it has the name and the hash that stand there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from pathlib import Path
from stat import S_ISREG
from typing import Any

from pipeline.assemble.record import Record, of_values
from pipeline.gate.container import LARGEST
from pipeline.gate.reading import sha256
from pipeline.issues import Location, Report, issue

MANIFEST = "manifest.json"
_SUFFIXES = (".docx", ".json")
_WRONG = (ValueError, TypeError, KeyError, AttributeError, RecursionError)
"""Whatever a text can make of a parser: a deep one ends in RecursionError."""
_as_json = json.JSONEncoder(check_circular=False).encode
_ESCAPE = re.compile(r"\\(?:u(?:d[89ab]..\\u(?=d[c-f]))?....|.)")
"""An escape of JSON, or two that are one letter."""


@dataclass(frozen=True, slots=True, order=True)
class Output:
    """A file that was made: its name in the folder, its language, its hash; of a Word file also that of its parts, and what compressed them."""

    path: str
    language: str
    sha256: str
    parts: str = ""
    compressor: str = ""

    def stands(self, folder: Path) -> bool:
        """Whether it is there, as it was made."""
        path = folder / self.path
        # What is no plain name leads out of the folder; what is no file of ours is not touched.
        if Path(self.path).name != self.path or path.suffix not in _SUFFIXES or self.path == MANIFEST:
            return False
        try:
            found = path.lstat()
            return S_ISREG(found.st_mode) and found.st_size <= LARGEST and sha256(path.read_bytes()) == self.sha256
        except (OSError, ValueError):  # ValueError: a NUL in the name
            return False


@dataclass(frozen=True, slots=True, order=True)
class Input:
    """A file that was read: its path from the project's folder, its hash, the languages that were made from that state of it."""

    path: str
    sha256: str
    languages: tuple[str, ...]


class _Seal:
    """Whether a manifest is as it was written. That takes as long as all the rest, and is found out only for what is believed."""

    def __init__(self, made: Mapping[str, Any], data: bytes) -> None:
        self._made = made
        self._data = data

    @cached_property
    def holds(self) -> bool:
        """Whether nobody has touched it. Version 0.2.0 had no seal."""
        if "seal" not in self._made:
            return False
        try:
            return sealed({key: value for key, value in self._made.items() if key != "seal"}) == self._data
        except RecursionError:
            return False


@dataclass(frozen=True, slots=True)
class Former:
    """What earlier builds have left; `superseded` are outputs that later ones replaced under another name.

    A unit has its `id`, `number` and `text` by language, and `sources`. The records that it tells, first that of the document
    itself, are believed only where its seal holds: nobody has touched it since it was written. `sha256` is the hash of the
    manifest, and it is `whole` where all that it names stands.
    """

    inputs: tuple[Input, ...] = ()
    outputs: tuple[Output, ...] = ()
    superseded: tuple[Output, ...] = ()
    units: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    told: tuple[Record, ...] = ()
    seal: _Seal | None = None
    sha256: str = ""
    whole: bool = False

    @property
    def records(self) -> tuple[Record, ...]:
        """The records of languages."""
        told = self.told[1:]
        return told if told and self.seal and self.seal.holds else ()

    @property
    def about(self) -> Record | None:
        """The record of the document itself."""
        return self.told[0] if self.seal and self.seal.holds else None

    def record(self, language: str) -> Record | None:
        """How a language was made whose files stand as they were made, under their own names."""
        names = {one.path for one in self.outputs if one.language == language}
        return next((one for one in self.records if one.language == language and names >= set(one.names)), None)

    def hashes(self, folder: Path) -> Mapping[Path, str]:
        """The hash of the manifest and of everything it names that stands."""
        return {folder / MANIFEST: self.sha256, **{folder / one.path: one.sha256 for one in (*self.outputs, *self.superseded)}}

    def only(self, languages: Collection[str]) -> Former:
        """What it says of some languages."""
        wanted = set(languages)
        if not wanted:
            return replace(self, inputs=(), outputs=(), superseded=(), told=self.told[:1], units={})

        def of_them(values: Mapping[str, str]) -> dict[str, str]:
            return {code: value for code, value in values.items() if code in wanted}

        return replace(
            self,
            inputs=tuple(
                replace(one, languages=tuple(code for code in one.languages if code in wanted))
                for one in self.inputs
                if not wanted.isdisjoint(one.languages)
            ),
            outputs=tuple(one for one in self.outputs if one.language in wanted),
            superseded=tuple(one for one in self.superseded if one.language in wanted),
            told=(*self.told[:1], *(one for one in self.told[1:] if one.language in wanted)),
            units={
                unit: {**entry, "number": of_them(entry["number"]), "text": of_them(entry["text"])}
                for unit, entry in self.units.items()
                if not wanted.isdisjoint(entry["text"])
            },
        )


def read_former(folder: Path, report: Report) -> Former:
    """What the manifest in a folder says of files that still stand; nothing where there is none.

    Reports FS120 where there is one that is not understood.
    """
    path = folder / MANIFEST
    try:
        if not path.is_file():
            return Former()
        with path.open("rb") as stream:
            # Of a larger one the end is missing, and it is not understood.
            data = stream.read(LARGEST)
        former = _former(json.loads(data), data)
    except (OSError, *_WRONG):
        report(issue("FS120", Location(path)))
        return Former()
    named = (*former.outputs, *former.superseded)
    standing = {one for one in named if one.stands(folder)}
    hash_ = sha256(data)
    if standing.issuperset(named):
        return replace(former, sha256=hash_, whole=True)
    return replace(
        former.only({one.language for one in former.outputs if one in standing}),
        outputs=tuple(one for one in former.outputs if one in standing),
        superseded=tuple(one for one in former.superseded if one in standing),
        sha256=hash_,
    )


def _former(made: Any, data: bytes) -> Former:
    """The values of a manifest, each of its type; raises what the first wrong one makes Python raise."""
    if made["schema"] != 1:
        raise ValueError(made["schema"])
    outputs = tuple(map(_output, made["outputs"]))
    every = sorted({one.language for one in outputs})
    inputs = (
        # Version 0.2.0 did not write the languages.
        Input(_text(one["path"]), _text(one["sha256"]), tuple(map(_text, one.get("languages", every))))
        for one in made["inputs"]
    )
    units = {
        one["id"]: {"id": one["id"], "number": one["number"], "text": one["text"], "sources": one["sources"]}
        for one in made["units"]
    }
    for name in ("number", "text"):
        _all_texts(chain.from_iterable([one[name].values() for one in units.values()]))
    _all_texts(units)
    _all_texts(chain.from_iterable([one["sources"] for one in units.values()]))
    seal = _Seal(made, data)
    superseded = tuple(map(_output, made.get("superseded", ())))
    return Former(tuple(inputs), outputs, superseded, units, _told(made, seal), seal)


def _told(made: Any, seal: _Seal) -> tuple[Record, ...]:
    """The records of a manifest; what cannot be one is a fault only of one that nobody has touched."""
    try:
        about, *records = map(of_values, made.get("records", ()))
    except _WRONG:
        if seal.holds:
            raise
        return ()
    return (about, *records)


def sealed(made: Mapping[str, Any]) -> bytes:
    """A manifest as JSON with one line an entry, and the seal that shows that it is as it was written.

    The seal is the hash of all that it says but of what is still to be removed. Each list is written at once and divided then, in
    a tenth of the time that it takes with an indent.
    """
    texts = {key: _as_json(found) for key, found in made.items()}
    said = ", ".join(f'"{key}": {text}' for key, text in texts.items() if key != "superseded")
    lines = [f'"{key}": {_lined(_ESCAPE.sub(_letter, text), made[key])}' for key, text in texts.items()]
    lines.append(f'"seal": "{sha256(f"{{{said}}}".encode())}"')
    # The name of a file may be no text in any encoding.
    return ("{\n " + ",\n ".join(lines) + "\n}\n").encode("utf-8", "backslashreplace")


def _letter(escape: re.Match[str]) -> str:
    """What an escape stands for, where JSON may hold that as it is: no quote, stroke or control."""
    letter: str = json.loads(f'"{escape[0]}"')
    return letter if escape[0].startswith("\\u") and letter >= " " else escape[0]


def _lined(text: str, found: Any) -> str:
    """A list with each entry on its own line: all begin with one key, and nothing in them reads as an end before that begin."""
    if not isinstance(found, list):
        return text
    key = next(iter(found[0]), "") if found and isinstance(found[0], dict) else ""
    entries = text[1:-1].replace(f'}}, {{"{key}": ', f'}},\n  {{"{key}": ')
    return f"[\n  {entries}\n ]"


def _output(one: Any) -> Output:
    # Those of a .json are not there, and version 0.2.0 did not write the last.
    more = (one.get(name, "") for name in ("parts", "compressor"))
    return Output(*map(_text, (one["path"], one["language"], one["sha256"], *more)))


def _all_texts(values: Iterable[Any]) -> None:
    """Raises TypeError where one of the values is no text."""
    if not {str}.issuperset(map(type, values)):
        raise TypeError(values)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
