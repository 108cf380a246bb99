"""The page of each code: why there is such an issue and what it does, and an example, wrong and right."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.issues import REGISTRY
from pipeline.messages import Messages, load

_WIDTH = 88
_PLACE = re.compile(r"\{\w+\}")
_SENTENCE = re.compile(r".+?[.!?\u3002](?=\s|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Page:
    """What there is to say of a code: its message and mend without what was found, the cause, and the two examples."""

    code: str
    title: str
    fix: str
    cause: str
    wrong: str
    right: str

    @property
    def summary(self) -> str:
        """The first sentence of the cause; the message where there is no page yet."""
        found = _SENTENCE.match(self.cause.strip())
        return " ".join(found[0].split()) if found else self.title

    def text(self, messages: Messages) -> str:
        """The page as people read it."""
        head = f"{self.code} ({messages.word(REGISTRY[self.code].name.lower())})  {self.title}"
        examples = [(messages.word("wrong"), self.wrong), (messages.word("right"), self.right)]
        parts = [head, textwrap.fill(" ".join(self.cause.split()), _WIDTH)]
        parts += [f"{word}:\n{textwrap.indent(example.strip(chr(10)), '    ')}" for word, example in examples if example]
        return "\n\n".join([*filter(None, parts), textwrap.fill(f"{messages.word('fix')}: {self.fix}", _WIDTH)])


def page(messages: Messages, code: str) -> Page:
    """The page of a code of the registry."""
    sentences = load(messages.language)[code]
    title, fix = (_bare(sentences[part]) for part in ("message", "fix"))
    told = load(messages.language, "explain").get(code, {})
    return Page(code, title, fix, *(str(told.get(part, "")) for part in ("cause", "wrong", "right")))


def contents(messages: Messages) -> Iterator[str]:
    """All codes by group, a line each."""
    for group in dict.fromkeys(code[:2] for code in REGISTRY):
        yield f"{group}  {messages.word(group)}"
        yield from (f"  {code}  {page(messages, code).summary}" for code in REGISTRY if code.startswith(group))
        yield ""


def _bare(sentence: str) -> str:
    """A sentence with dots for what an issue puts into its places."""
    return _PLACE.sub("…", sentence.replace("{{", "\0").replace("}}", "\1")).replace("\0", "{").replace("\1", "}")
