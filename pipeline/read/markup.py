r"""The marks inside a text: the one door to markdown-it-py, of which only inline rules run.

`**strong** *emphasis* ^superscript^ [text](address) [^footnote] [[ref: unit]] {{fact:pattern}}` and `\*`; in a pattern also
`{field:form|default}`. Nothing else is a mark: no typographer, no entity, no HTML, no underscore emphasis.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, emphasis
from markdown_it.token import Token

from pipeline.issues import Location, Report, issue
from pipeline.model.inlines import (
    Content,
    Emphasis,
    Field,
    Inline,
    Link,
    Note,
    Reference,
    Strong,
    Superscript,
    Text,
    Value,
)

SCHEMES = ("http", "https", "mailto")
"""The schemes that a link may have; anything else could reach the reader's machine."""

_PATTERNS = {
    "note": re.compile(r"\[\^([\w.-]+)\]"),
    "reference": re.compile(r"\[\[ref:[ \t]*([^\[\]\s]+)[ \t]*\]\]"),
    "fact": re.compile(r"\{\{([A-Za-z][\w.-]*)(?::(\w+))?\}\}"),
    "field": re.compile(r"\{([A-Za-z]\w*)(?::(\w+))?(?:\|([^{}]*))?\}"),
    "superscript": re.compile(r"\^([^\^\s]+)\^"),
}


def parsed(text: str, location: Location, report: Report, *, pattern: bool = False) -> Content:
    """The text with its marks. Places inside it are counted from `location`, the place of its first character.

    Reports TX216 for an address of another scheme. With `pattern`, `{field}` is a mark too.
    """
    tokens: list[Token] = []
    _parser().inline.parse(text, _parser(), {"pattern": pattern}, tokens)
    content = _content(iter(tokens), location, "")
    for inline in content:
        _check_links(inline, location, report)
    return content


def _check_links(inline: Inline, location: Location, report: Report) -> None:
    if isinstance(inline, Link):
        scheme = re.match(r"([A-Za-z][\w+.-]*):|(//|\\\\)", inline.url)
        if (scheme is None and not inline.url.startswith("{")) or (scheme is not None and scheme[1] not in SCHEMES):
            report(issue("TX216", location, url=inline.url))
    if isinstance(inline, Strong | Emphasis | Link | Superscript):
        for inner in inline.content:
            _check_links(inner, location, report)


def _content(tokens: Iterator[Token], location: Location, closing: str) -> Content:
    made: list[Inline] = []
    for token in tokens:
        match token.type:
            case "text" | "text_special":
                if token.content:
                    made.append(Text(token.content))
            case "strong_open":
                made.append(Strong(_content(tokens, location, "strong_close")))
            case "em_open":
                made.append(Emphasis(_content(tokens, location, "em_close")))
            case "link_open":
                made.append(Link(str(token.attrs["href"]), _content(tokens, location, "link_close")))
            case kind if kind == closing:
                break
            case kind:
                groups = tuple(token.meta["groups"])
                column = location.column + token.meta["at"] if location.row and not location.part else location.column
                made.append(_MADE[kind](groups, replace(location, column=column, length=len(token.content))))
    return _joined(made)


def _joined(parts: list[Inline]) -> Content:
    made: list[Inline] = []
    for part in parts:
        last = made[-1] if made else None
        if isinstance(part, Text) and isinstance(last, Text):
            made[-1] = Text(last.text + part.text)
        else:
            made.append(part)
    return tuple(made)


_MADE: Mapping[str, Callable[[tuple[Any, ...], Location], Inline]] = {
    # The reader of fragments puts the body and the unit in; until then `unit` is the key that calls it.
    "note": lambda groups, at: Note(groups[0], (), at),
    "reference": lambda groups, at: Reference(groups[0], location=at),
    "fact": lambda groups, at: Value(groups[0], None, groups[1] or "", location=at),
    "field": lambda groups, at: Field(groups[0], groups[1] or "", groups[2], at),
    "superscript": lambda groups, _: Superscript((Text(groups[0]),)),
}


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero")
    parser.enable(["escape", "emphasis", "link"])
    parser.enable(["balance_pairs"])
    # Addresses stay as typed: percent-encoding them would change what the page shows and what is compared.
    parser.normalizeLink = _as_typed  # type: ignore[method-assign]
    parser.validateLink = bool  # type: ignore[method-assign, assignment]
    parser.inline.ruler.at("emphasis", _stars_only)
    for kind in _PATTERNS:
        parser.inline.ruler.before("link", kind, _rule(kind))
    return parser


def _as_typed(url: str) -> str:
    return url


def _stars_only(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the signature of a rule
    return state.src[state.pos] == "*" and emphasis.tokenize(state, silent)


def _rule(kind: str) -> Callable[[StateInline, bool], bool]:
    pattern = _PATTERNS[kind]

    def rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the signature of a rule
        if kind == "field" and not state.env["pattern"]:
            return False
        found = pattern.match(state.src, state.pos)
        if found is None:
            return False
        if not silent:
            token = state.push(kind, "", 0)
            token.content = found[0]
            token.meta = {"groups": found.groups(), "at": state.pos}
        state.pos = found.end()
        return True

    return rule
