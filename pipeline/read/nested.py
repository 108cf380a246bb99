"""Marks inside others, and signs that may be none: the one door to markdown-it-py, of which only inline rules run.

It takes 30 ms to load. Most documents have no text that needs it, so `markup` asks for it only then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, emphasis, escape
from markdown_it.token import Token

from pipeline.issues import Location
from pipeline.model.inlines import Content, Emphasis, Inline, Link, Strong, Text
from pipeline.read.marks import MADE, PATTERNS, placed


def nested(text: str, location: Location, *, pattern: bool) -> tuple[Content, str]:
    """A text with its marks, and what of it is printed as it is typed, with a NUL for each mark between."""
    tokens: list[Token] = []
    _parser().inline.parse(text, _parser(), {"pattern": pattern}, tokens)
    # An escaped sign is another kind of token, and what follows it is meant.
    typed = "\0".join(token.content if token.type == "text" else "" for token in tokens)
    return _content(iter(tokens), _Places(text, location), ""), typed


class _Places:
    """Where each stretch of a text stands, asked for in reading order."""

    def __init__(self, text: str, location: Location) -> None:
        self._text = text
        self._location = location
        self._end = 0

    def next(self, stretch: str) -> Location:
        """The place of the next stretch that reads so; in a cell, the cell."""
        found = self._text.find(stretch, self._end)
        start = self._end if found < 0 else found
        self._end = start + len(stretch)
        return placed(self._location, start, len(stretch))

    def skip(self, stretch: str) -> None:
        """Go behind what is no text of its own: an address may read like the text that follows it."""
        found = self._text.find(stretch, self._end)
        self._end = self._end if found < 0 else found + len(stretch)


def _content(tokens: Iterator[Token], places: _Places, closing: str, within: frozenset[str] = frozenset()) -> Content:
    """What stands up to this token; `within` are the looks that it has already: bold in bold is bold, however deep."""
    made: list[Inline] = []
    again: list[str] = []
    for token in tokens:
        match token.type:
            case "strong_open" | "em_open" if token.tag in within:
                again.append(token.type.replace("open", "close"))
            case kind if again and kind == again[-1]:
                again.pop()
            case "text" | "text_special":
                if token.content:
                    made.append(Text(token.content, places.next(token.content)))
            case "strong_open":
                made.append(Strong(_content(tokens, places, "strong_close", within | {token.tag})))
            case "em_open":
                made.append(Emphasis(_content(tokens, places, "em_close", within | {token.tag})))
            case "link_open":
                # A title has no place in Word; with it the address is none, and is reported.
                url = " ".join(str(token.attrs[name]) for name in ("href", "title") if name in token.attrs)
                made.append(Link(url, _content(tokens, places, "link_close", within)))
                places.skip(str(token.attrs["href"]))
            case kind if kind == closing:
                break
            case kind:
                made.append(MADE[kind](tuple(token.meta["groups"]), places.next(token.content)))
    return _joined(made)


def _joined(parts: list[Inline]) -> Content:
    made: list[Inline] = []
    for part in parts:
        last = made[-1] if made else None
        if isinstance(part, Text) and isinstance(last, Text):
            made[-1] = Text(last.text + part.text, last.location)
        else:
            made.append(part)
    return tuple(made)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero")
    parser.enable(["escape", "emphasis", "link"])
    parser.enable(["balance_pairs"])
    # Addresses stay as typed: percent-encoding them would change what the page shows and what is compared.
    parser.normalizeLink = _as_typed  # type: ignore[method-assign]
    parser.validateLink = bool  # type: ignore[method-assign, assignment]
    parser.inline.ruler.at("emphasis", _stars_only)
    parser.inline.ruler.at("escape", _signs_only)
    for kind in PATTERNS:
        parser.inline.ruler.before("link", kind, _rule(kind))
    return parser


def _as_typed(url: str) -> str:
    return url


def _stars_only(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the signature of a rule
    return state.src[state.pos] == "*" and emphasis.tokenize(state, silent)


def _signs_only(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the signature of a rule
    return not state.src.startswith("\n", state.pos + 1) and escape(state, silent)


def _rule(kind: str) -> Callable[[StateInline, bool], bool]:
    pattern = PATTERNS[kind]

    def rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the signature of a rule
        if kind == "field" and not state.env["pattern"]:
            return False
        found = pattern.match(state.src, state.pos)
        if found is None:
            return False
        if not silent:
            token = state.push(kind, "", 0)
            token.content = found[0]
            token.meta = {"groups": found.groups()}
        state.pos = found.end()
        return True

    return rule
