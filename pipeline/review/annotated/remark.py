"""What a copy says of an issue."""

from __future__ import annotations

from pipeline.issues import Issue
from pipeline.messages import Messages


def severity(found: Issue, messages: Messages) -> str:
    """How grave it is, in a word."""
    return messages.word(found.severity.name.lower())


def remark(found: Issue, messages: Messages) -> str:
    """An issue as a remark at the place itself: what is wrong and, on a line of its own, how to mend it."""
    fix = f"{messages.word('fix')}: {messages.fix(found)}"
    return f"{severity(found, messages)} {found.code}: {messages.message(found)}\n{fix}"
