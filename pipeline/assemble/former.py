"""What the manifest of an earlier build says, read with distrust: it may be cut off, edited, or from somewhere else.

Only what the files themselves confirm is believed: a file is one of ours where it has the name and the hash that stand there.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from stat import S_ISREG
from typing import Any

from pipeline.assemble.record import Record, of_values
from pipeline.gate.container import LARGEST
from pipeline.gate.reading import sha256
from pipeline.issues import Location, Report, issue

MANIFEST = "manifest.json"
_SUFFIXES = (".docx", ".json")


@dataclass(frozen=True, slots=True, order=True)
class Output:
    """A file that was made: its name in the folder, its language, its hash; of a Word file also that of its parts."""

    path: str
    language: str
    sha256: str
    parts: str = ""

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


@dataclass(frozen=True, slots=True)
class Former:
    """What earlier builds have left; `superseded` are outputs that later ones replaced under another name.

    A unit has its `id`, `number` and `text` by language, and `sources`. There are `records` of languages, and one `about` the
    document itself, only where nobody has touched the manifest since it was written. `sha256` is the hash of the manifest, and it is `whole`
    where all that it names stands.
    """

    inputs: tuple[Input, ...] = ()
    outputs: tuple[Output, ...] = ()
    superseded: tuple[Output, ...] = ()
    units: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    records: tuple[Record, ...] = ()
    about: Record | None = None
    sha256: str = ""
    whole: bool = False

    def record(self, language: str) -> Record | None:
        """How a language was made whose files stand as they were made, under their own names."""
        names = {one.path for one in self.outputs if one.language == language}
        return next((one for one in self.records if one.language == language and names >= set(one.names)), None)

    def hashes(self, folder: Path) -> Mapping[Path, str]:
        """The hash of the manifest and of everything it names that stands."""
        return {folder / MANIFEST: self.sha256, **{folder / one.path: one.sha256 for one in (*self.outputs, *self.superseded)}}

    def only(self, languages: Collection[str]) -> Former:
        """What it says of some languages."""

        def of_them(values: Mapping[str, str]) -> dict[str, str]:
            return {code: value for code, value in values.items() if code in languages}

        return replace(
            self,
            inputs=tuple(
                replace(one, languages=tuple(code for code in one.languages if code in languages))
                for one in self.inputs
                if set(one.languages) & set(languages)
            ),
            outputs=tuple(one for one in self.outputs if one.language in languages),
            superseded=tuple(one for one in self.superseded if one.language in languages),
            records=tuple(one for one in self.records if one.language in languages),
            units={
                unit: {**entry, "number": of_them(entry["number"]), "text": of_them(entry["text"])}
                for unit, entry in self.units.items()
                if set(entry["text"]) & set(languages)
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
    # Whatever a text can make of a parser: a deep one ends in RecursionError.
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
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
        _text(one["id"]): {
            "id": one["id"],
            "number": _texts(one["number"]),
            "text": _texts(one["text"]),
            "sources": [_text(place) for place in one["sources"]],
        }
        for one in made["units"]
    }
    # Version 0.2.0 had no seal.
    about, records = None, []
    if made.get("seal") == seal(made) and written(made) == data:
        about, *records = map(of_values, made["records"])
    return Former(tuple(inputs), outputs, tuple(map(_output, made.get("superseded", ()))), units, tuple(records), about)


def written(made: Mapping[str, Any]) -> bytes:
    """A manifest as JSON with one line an entry: a tenth of the time that it takes with an indent, and better to compare."""

    def value(found: Any) -> str:
        if not isinstance(found, list):
            return json.dumps(found, ensure_ascii=False)
        return "[\n  " + ",\n  ".join(json.dumps(one, ensure_ascii=False) for one in found) + "\n ]"

    # The name of a file may be no text in any encoding.
    text = "{\n " + ",\n ".join(f'"{key}": {value(found)}' for key, found in made.items()) + "\n}\n"
    return text.encode("utf-8", "backslashreplace")


def seal(made: Mapping[str, Any]) -> str:
    """What shows that a manifest is as it was written: the hash of all it says but of what is still to be removed."""
    said = {key: value for key, value in made.items() if key not in ("seal", "superseded")}
    return sha256(json.dumps(said).encode())


def _output(one: Any) -> Output:
    return Output(_text(one["path"]), _text(one["language"]), _text(one["sha256"]), _text(one.get("parts", "")))


def _texts(values: Any) -> Mapping[str, str]:
    return {_text(key): _text(value) for key, value in values.items()}


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
