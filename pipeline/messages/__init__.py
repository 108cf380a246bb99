"""What people read, in each language that has a table here; and the shape of an issue in text and in JSON."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from pipeline.issues import Issue, Location, Severity

Excerpt = Callable[[Location], Sequence[str]]
"""What shows the surroundings of a place: the rows of a sheet, the lines of a fragment."""


def languages() -> tuple[str, ...]:
    """The languages that messages exist in."""
    names = (entry.name for entry in resources.files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


@dataclass(frozen=True, slots=True)
class Messages:
    """The messages in one language."""

    language: str

    def say(self, key: str, **arguments: object) -> str:
        """A sentence that is not an issue."""
        return str(_table(self.language)["say"][key]).format(**arguments)

    def site(self, key: str, **arguments: object) -> str:
        """A wording of the review site."""
        return str(_table(self.language)["site"][key]).format(**arguments)

    def message(self, issue: Issue) -> str:
        """What is wrong, with the nearest name where there is one."""
        return self._worded(issue, "message")

    def fix(self, issue: Issue) -> str:
        """How to mend it."""
        near = dict(issue.arguments).get("near", "")
        question = f" ({self._word('near').format(near=near)})" if near else ""
        return self._worded(issue, "fix") + question

    def text(self, issue: Issue, excerpt: Excerpt) -> str:
        """An issue in the shape of a compiler's: code and place, surroundings, and the way to mend it."""
        head = f"{self._word(issue.severity.name.lower())} {issue.code}  {issue.location}  {self.message(issue)}"
        lines = [head, *(f"      {line}" for line in excerpt(issue.location))]
        return "\n".join((*lines, f"      = {self._word('fix')}: {self.fix(issue)}"))

    def data(self, issue: Issue) -> Mapping[str, Any]:
        """An issue as JSON's values."""
        return {
            "code": issue.code,
            "severity": issue.severity.name.lower(),
            "file": issue.location.path.as_posix(),
            "place": issue.location.place,
            "message": self.message(issue),
            "fix": self.fix(issue),
        }

    def _worded(self, issue: Issue, part: str) -> str:
        return str(_table(self.language)[issue.code][part]).format(**dict(issue.arguments))

    def _word(self, key: str) -> str:
        return str(_table(self.language)["words"][key])


def counted(issues: Sequence[Issue]) -> tuple[int, int]:
    """How many errors and how many warnings there are."""
    errors = sum(issue.severity is Severity.ERROR for issue in issues)
    return errors, sum(issue.severity is Severity.WARNING for issue in issues)


def as_json(messages: Messages, issues: Sequence[Issue]) -> str:
    """All issues as one JSON array."""
    return json.dumps([messages.data(issue) for issue in issues], ensure_ascii=False, indent=1)


@cache
def _table(language: str) -> Mapping[str, Any]:
    return tomllib.loads(resources.files(__name__).joinpath(f"{language}.toml").read_text("utf-8"))
