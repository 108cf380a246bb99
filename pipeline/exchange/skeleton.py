"""A language pack that is only begun: the keys, codes and examples of another pack, without a word of its language."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping

import polib

from pipeline.gate.reading import lines
from pipeline.localise.cldr import Language
from pipeline.read.settings import toml_lines
from pipeline.read.wordings import ABOUT, FORMATS, LABELS, LAYOUT, NAMES, PackFiles

_EXAMPLES, _TERMS, _TYPOGRAPHY = "examples.toml", "terms.csv", "typography.toml"
_OF_A_SCRIPT = ("fonts", "languages", "sizes", "signs")
"""The tables of a layout that are right for one script, and commented out for another language."""


def begun(model: PackFiles, code: str, language: Language, taken: Collection[str]) -> Mapping[str, str]:
    """The files of a new pack, by name. `taken` are the letters that other packs have."""
    return {
        ABOUT: _about(model, code, language, taken),
        LABELS: _labels(model, code),
        FORMATS: _formats(model),
        NAMES: _names(model),
        LAYOUT: _layout(model, language),
        _EXAMPLES: _examples(model.texts.get(_EXAMPLES, "")),
        _TERMS: "".join(f"{line}\n" for line in lines(model.texts.get(_TERMS, ""))[:1]),
        _TYPOGRAPHY: "",
    }


def _about(model: PackFiles, code: str, language: Language, taken: Collection[str]) -> str:
    letters = [char for char in f"{code}ABCDEFGHIJKLMNOPQRSTUVWXYZ".upper() if char.isalpha()]
    own = {
        "code": code,
        "endonym": language.endonym,
        "locale": code.replace("-", "_"),
        "letter": next((letter for letter in letters if letter not in taken), ""),
        "tag": language.tag,
        "status": "draft",
        "reviewer": "",
        "reviewed_on": "",
    }
    keys = model.wordings[ABOUT]
    return "".join(f'{key} = "{own[key]}"\n' if key in own else f"{key} = {keys[key].text}\n" for key in keys)


def _labels(model: PackFiles, code: str) -> str:
    made = polib.POFile(wrapwidth=0)
    made.metadata = {
        "Language": code,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for key, wording in model.wordings[LABELS].items():
        # What has no word is the same in every language, until a translator says otherwise.
        made.append(polib.POEntry(msgctxt=key, msgid=wording.source, msgstr="" if _words(wording.source) else wording.source))
    return f"{made}\n" if not str(made).endswith("\n") else str(made)


def _words(source: str) -> bool:
    return any(char.isalpha() for char in re.sub(r"\{[^{}]*\}", "", source))


def _formats(model: PackFiles) -> str:
    """The patterns without words; those with words are commented out, and so is a table that has no others."""
    wordings = model.wordings[FORMATS]
    worded = {wording.location.row for wording in wordings.values() if wording.words}
    text = model.texts[FORMATS]
    keys = {row: key for key, row, _ in toml_lines(text)}
    kept = {key.rpartition(".")[0] for row, key in keys.items() if row not in worded}
    return "".join(_formats_lines(lines(text), keys, worded, kept)).lstrip()


def _formats_lines(text: list[str], keys: Mapping[int, str], worded: set[int], kept: set[str]) -> Iterator[str]:
    for row, line in enumerate(text, 1):
        header = re.match(r"\[([\w.-]+)\]", line)
        if row in worded or (header and header[1] not in kept):
            yield f"# {line}\n"
        elif row in keys:
            yield f"{line.partition('  #')[0].rstrip()}\n"
        elif header or not line.strip():
            yield f"{line}\n"


def _names(model: PackFiles) -> str:
    made = io.StringIO()
    table = csv.writer(made, lineterminator="\n")
    table.writerow(lines(model.texts[NAMES])[0].split(","))
    for key in model.wordings[NAMES]:
        table.writerow([*key.split(","), "", ""])
    return made.getvalue()


def _layout(model: PackFiles, language: Language) -> str:
    made: list[str] = []
    group = ""
    for line in lines(model.texts[LAYOUT]):
        if found := re.match(r"\[([\w.-]+)\]", line):
            group = found[1]
        if re.match(r"direction\s*=", line):
            made.append(f'direction = "{"rtl" if language.rtl else "ltr"}"')
        elif group in _OF_A_SCRIPT and line and not line.startswith("#"):
            made.append(f"# {line}")
        elif not line.startswith("#"):
            made.append(line)
    return "\n".join(made)


def _examples(text: str) -> str:
    """The values and patterns, without what is expected of them."""
    start = text.find("[[example]]")
    kept = (line for line in lines(text[start:] if start >= 0 else "") if not line.startswith("#"))
    return "\n".join('expected = ""' if re.match(r"expected\s*=", line) else line for line in kept)
