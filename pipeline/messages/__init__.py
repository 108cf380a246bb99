"""What people read, in each language that has a table here.

The shapes that issues are shown in are `as_text`, `as_json`, `as_github` and `as_sarif`; `explain` has a page for each code.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.issues import Issue, Location, Severity
from pipeline.messages.screen import clean, isolated

_PART = re.compile(r"word/(document|header|footer|footnotes|endnotes|comments)(\d*)\.xml")


_HERE = Path(__file__).parent
_FIRST_CODE = re.compile(r"^\[[A-Z]{2}\d", re.MULTILINE)


def languages() -> tuple[str, ...]:
    """The languages that messages exist in."""
    return tuple(sorted(path.stem for path in _HERE.iterdir() if path.suffix == ".toml"))


@dataclass(frozen=True, slots=True)
class Messages:
    """The messages in one language."""

    language: str

    def say(self, key: str, **arguments: object) -> str:
        """A sentence that is not an issue."""
        return self._table("say")[key].format(**arguments)

    def word(self, key: str) -> str:
        """A word of the shape of issues, the name of a group of codes, or that of a part of a Word file."""
        return self._table("words")[key]

    def help(self, command: str, parameter: str = "") -> str:
        """What a command does, named with its groups (`pack check`), or what one of its parameters is for."""
        return self._of("parameters", command, parameter) if parameter else self._table("commands")[command]

    def metavar(self, command: str, parameter: str) -> str | None:
        """What stands for the value of a parameter; None where its type says it."""
        return self._of("metavars", command, parameter) if parameter in self._table("metavars") else None

    def spoken(self, english: str) -> str:
        """What click says in English, in this language; as it is where the table has it not."""
        keys = {text: key for key, text in wording("en")["click"].items()}
        return self._table("click")[keys[english]] if english in keys else english

    def site(self, key: str, **arguments: object) -> str:
        """A wording of the review site."""
        return self._table("site")[key].format(**arguments)

    def message(self, issue: Issue) -> str:
        """What is wrong."""
        return self._worded(issue, "message", str)

    def fix(self, issue: Issue) -> str:
        """How to mend it, with the nearest name where there is one."""
        return self._mend(issue, str)

    def on_screen(self, issue: Issue) -> tuple[str, str]:
        """The message and the mend as a terminal can show them: what was found in a file turns and hides nothing there."""

        def tame(text: str) -> str:
            return isolated(clean(text))

        return self._worded(issue, "message", tame), self._mend(issue, tame)

    def place(self, location: Location) -> str:
        """The place inside a file as people read it; `Location.place` says the same for programs, in no language."""
        part = _PART.fullmatch(location.part)
        if part is None:
            return isolated(clean(location.place))
        name = " ".join(filter(None, (self.word(part[1]), part[2])))
        return self.say("paragraph", part=name, number=location.row) if location.row else name

    def _mend(self, issue: Issue, tame: Callable[[str], str]) -> str:
        near = issue.argument("near")
        question = f" ({self.say('near', near=tame(near))})" if near else ""
        return self._worded(issue, "fix", tame) + question

    def _worded(self, issue: Issue, part: str, tame: Callable[[str], str]) -> str:
        arguments = {name: tame(value) for name, value in issue.arguments}
        return str(load(self.language)[issue.code][part]).format(**arguments)

    def _of(self, table: str, command: str, parameter: str) -> str:
        """What a table has for a parameter of this command, else what it has for one of this name."""
        found = self._table(table)
        return found.get(f"{command} {parameter}") or found[parameter]

    def _table(self, name: str) -> Mapping[str, str]:
        table: Mapping[str, str] = wording(self.language)[name]
        return table


def in_order(issues: Iterable[Issue]) -> list[Issue]:
    """Issues sorted by place, each once."""
    return list(dict.fromkeys(sorted(issues, key=lambda issue: (issue.location, issue.code))))


def counted(issues: Sequence[Issue]) -> tuple[int, int]:
    """How many errors and how many warnings there are."""
    errors = sum(issue.severity is Severity.ERROR for issue in issues)
    return errors, sum(issue.severity is Severity.WARNING for issue in issues)


@cache
def load(language: str, folder: str = "") -> Mapping[str, Any]:
    """A table of a language: of messages, or of the pages in `explain`."""
    return tomllib.loads(_text(language, folder))


@cache
def wording(language: str) -> Mapping[str, Any]:
    """The messages of a language without those of the codes, which stand behind all others: most runs need none of them."""
    text = _text(language)
    first = _FIRST_CODE.search(text)
    return tomllib.loads(text[: first.start()] if first else text)


def _text(language: str, folder: str = "") -> str:
    return (_HERE / folder / f"{language}.toml").read_text("utf-8")
