"""Issues as workflow commands, which GitHub shows beside the lines of a pull request.

Source: docs.github.com, "Workflow commands for GitHub Actions", and the escapes of actions/toolkit, core/src/command.ts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.issues import Issue, Severity
from pipeline.messages import Messages, in_order
from pipeline.messages.as_json import record

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_IN_TEXT = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = {**_IN_TEXT, ord(":"): "%3A", ord(","): "%2C"}


def as_github(messages: Messages, issues: Iterable[Issue]) -> Iterator[str]:
    """A line for each issue, sorted by place; a cell has no line, so that its place is in the title."""
    for issue in in_order(issues):
        found = record(messages, issue)
        properties: dict[str, object] = {"file": found["file"]}
        if found["line"]:
            properties["line"] = found["line"]
        if found["line"] and found["column"]:
            properties["col"] = found["column"]
            properties["endColumn"] = found["column"] + max(1, found["length"] or 1)
        properties["title"] = f"{issue.code} {found['place']}".rstrip()
        given = ",".join(f"{name}={str(value).translate(_IN_PROPERTY)}" for name, value in properties.items())
        text = f"{found['message']}\n{messages.word('fix')}: {found['fix']}"
        yield f"::{_COMMANDS[issue.severity]} {given}::{text.translate(_IN_TEXT)}"
