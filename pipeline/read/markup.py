r"""The marks inside a text: the one door to markdown-it-py, of which only inline rules run.

`**strong** *emphasis* ^superscript^ [text](address) [^footnote] [[ref: unit]] {{fact:pattern}}` and `\*`; in a pattern also
`{field:form|default}`. Nothing else is a mark: no typographer, no entity, no HTML, no underscore emphasis.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import stripEscape
from markdown_it.rules_inline import StateInline, emphasis, escape
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

_LEFT = re.compile(r"\{\{[^{}\0]*\}\}|\[\[[^\[\]\0]*\]\]|\{#[^{}\0]*\}")
# Marks that lack a sign: they would be printed, and nobody meant that.
_HALF = (
    r"\{\{[\w.-]+(?::\w*)?\}?|(?<![{\w\0])\{[\w.:-]+\}\}"
    r"|\[\[(?:ref|table|list|agenda)\b[^\[\]\0]*\]?|(?<![\[\0])\[(?:ref|table|list): *[^\[\]\0]*\]\]"
    r"|\[\^[\w.-]+(?![\w.-])(?![^\[\]\0]*\])|\{#[\w.-]+(?=\s*\Z)|\[[^\[\]\0]*\]\(https?://[^\s\0]*"
)
_LEFT_OVER = re.compile(rf"{_LEFT.pattern}|{_HALF}")
_LEFT_IN_PATTERN = re.compile(rf"{_LEFT.pattern}|\{{[^{{}}\0]*\}}|{_HALF}")
_REMARK = re.compile(r"\{#(?:\s|.*#\}\Z)")
"""A comment in the languages of templates, which is text here like everything of theirs; an id has no space before it."""
_ADDRESS = re.compile(r"([A-Za-z][\w+.-]*):[^\s<>\"\\\\]+\Z")
_FIELD = re.compile(r"\{\w+\}\S*\Z")
SCHEMES = ("http", "https", "mailto")
"""The schemes that a link may have; anything else could reach the reader's machine."""

_PATTERNS = {
    "note": re.compile(r"\[\^([\w.-]+)\]"),
    "reference": re.compile(r"\[\[ref:[ \t]*([^\[\]\s]+)[ \t]*\]\]"),
    "fact": re.compile(r"\{\{([A-Za-z][\w.-]*)(?::(\w+))?\}\}"),
    "field": re.compile(r"\{([A-Za-z]\w*)(?::(\w+))?(?:\|([^{}]*))?\}"),
    "superscript": re.compile(r"\^((?:\\\S|[^\\^\s])+)\^"),
}
# Marks of markdown-it's own that hold nothing but words: with a letter or a figure at both ends, stars are marks wherever they stand.
# Each begins with its sign, by which it is searched for.
_WORDS = r"[^\W_](?:[^][*^{}\\\n]*[^\W_])?"
_SIMPLE = {
    "link": re.compile(r"\[([^][*^{}\\\n]+)\]\(((?:https?|mailto):[^\s()<>\"&*\\]+)\)(?!\))"),
    "strong": re.compile(rf"\*(?<!\*\*)\*({_WORDS})\*\*(?!\*)"),
    "emphasis": re.compile(rf"\*(?<!\*\*)({_WORDS})\*(?!\*)"),
}


def is_marked(text: str) -> bool:
    """Whether a text has a sign that marks begin with: one without any is text and nothing else."""
    return "{" in text or "[" in text or "*" in text or "^" in text or "\\" in text


def parsed(text: str, location: Location, report: Report, *, pattern: bool = False) -> Content:
    """The text with its marks. Places inside it are counted from `location`, the place of its first character.

    Reports TX216 for an address of another scheme or with a space, TX221 for a link without text, and what looks like a mark
    and is none. With `pattern`, `{field}` is a mark too, and an address may be one.
    """
    if not is_marked(text):
        return (Text(text, _placed(location, 0, len(text))),) if text else ()
    if (whole := _whole(text, location, pattern=pattern)) is not None:
        return whole
    tokens: list[Token] = []
    _parser().inline.parse(text, _parser(), {"pattern": pattern}, tokens)
    content = _content(iter(tokens), _Places(text, location), "")
    _check_leftovers(tokens, text, location, report, pattern=pattern)
    for inline in content:
        _check_links(inline, location, report, pattern=pattern)
    return content


def _whole(text: str, location: Location, *, pattern: bool) -> Content | None:
    """The text where none of its marks holds another, and all of them are whole; None where it takes more to tell."""
    if "\\" in text:
        return None
    expression, kinds = _EXPRESSIONS[pattern]
    made: list[Inline] = []
    end = 0
    for found in expression.finditer(text):
        start = found.start()
        if start > end:
            made.append(Text(text[end:start], _placed(location, end, start - end)))
        end = found.end()
        kind, groups = kinds[found.lastindex or 0]
        made.append(_MADE[kind](found.groups()[groups], _placed(location, start, end - start)))
    if end < len(text):
        made.append(Text(text[end:], _placed(location, end, len(text) - end)))
    left = [part.text for part in made if isinstance(part, Text)]
    return None if any("{" in text or "[" in text or "*" in text for text in left) else tuple(made)


def _placed(at: Location, start: int, length: int) -> Location:
    """The place of a stretch of a text; in a cell, the cell."""
    return Location(at.path, at.part, at.row, at.column + (0 if at.part else start), length)


def _check_leftovers(tokens: Sequence[Token], text: str, location: Location, report: Report, *, pattern: bool) -> None:
    """TX221 for an id inside a text, XL219 for one in a cell, TX225 for what looks like a mark, or lacks a sign of one, and is none.

    All of them would be printed as they are typed.
    """
    end = 0
    # An escaped sign is another kind of token, and what follows it is meant.
    typed = "\0".join(token.content if token.type == "text" else "" for token in tokens)
    if "{" not in typed and "[" not in typed:
        return
    for found in (_LEFT_IN_PATTERN if pattern else _LEFT_OVER).finditer(typed):
        start = max(end, text.find(found[0], end))
        end = start + len(found[0])
        at = _placed(location, start, len(found[0]))
        if not found[0].startswith("{#") or not found[0].endswith("}") or _REMARK.match(found[0]):
            report(issue("TX225", at, found=found[0]))
        else:
            report(issue("XL219" if location.part else "TX221", at, found=found[0]))


def is_address(url: str) -> bool:
    """Whether a link may have this address: one of SCHEMES, and nothing that an address cannot hold."""
    found = _ADDRESS.match(url)
    return found is not None and found[1].lower() in SCHEMES


def _check_links(inline: Inline, location: Location, report: Report, *, pattern: bool) -> None:
    if isinstance(inline, Link):
        if not (is_address(inline.url) or (pattern and _FIELD.match(inline.url))):
            report(issue("TX216", location, url=inline.url))
        if not inline.content:
            report(issue("TX221", location, found=f"[]({inline.url})"))
    if isinstance(inline, Strong | Emphasis | Link | Superscript):
        for inner in inline.content:
            _check_links(inner, location, report, pattern=pattern)


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
        return _placed(self._location, start, len(stretch))

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
                made.append(_MADE[kind](tuple(token.meta["groups"]), places.next(token.content)))
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


_MADE: Mapping[str, Callable[[tuple[Any, ...], Location], Inline]] = {
    # The reader of fragments puts the body and the unit in; until then `unit` is the key that calls it.
    "note": lambda groups, at: Note(groups[0], (), at),
    "reference": lambda groups, at: Reference(groups[0], location=at),
    "fact": lambda groups, at: Value(groups[0], None, groups[1] or "", location=at),
    "field": lambda groups, at: Field(groups[0], groups[1] or "", groups[2], at),
    "superscript": lambda groups, _: Superscript((Text(stripEscape(groups[0])),)),
    "link": lambda groups, at: Link(groups[1], (Text(groups[0], _placed(at, 1, len(groups[0]))),)),
    "strong": lambda groups, at: Strong((Text(groups[0], _placed(at, 2, len(groups[0]))),)),
    "emphasis": lambda groups, at: Emphasis((Text(groups[0], _placed(at, 1, len(groups[0]))),)),
}


def _expression(marks: Mapping[str, re.Pattern[str]]) -> tuple[re.Pattern[str], Mapping[int, tuple[str, slice]]]:
    """These marks as one expression; the number of the last group of a match tells its kind, and which groups it has."""
    told: dict[int, tuple[str, slice]] = {}
    for kind, mark in marks.items():
        first, count = len(told), mark.groups
        told |= dict.fromkeys(range(first + 1, first + count + 1), (kind, slice(first, first + count)))
    return re.compile("|".join(mark.pattern for mark in marks.values())), told


_EVERY = _PATTERNS | _SIMPLE
_EXPRESSIONS = {True: _expression(_EVERY), False: _expression({kind: _EVERY[kind] for kind in _EVERY if kind != "field"})}
"""The marks that hold no others, in patterns and in other texts."""


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
    for kind in _PATTERNS:
        parser.inline.ruler.before("link", kind, _rule(kind))
    return parser


def _as_typed(url: str) -> str:
    return url


def _stars_only(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the signature of a rule
    return state.src[state.pos] == "*" and emphasis.tokenize(state, silent)


def _signs_only(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the signature of a rule
    return not state.src.startswith("\n", state.pos + 1) and escape(state, silent)


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
            token.meta = {"groups": found.groups()}
        state.pos = found.end()
        return True

    return rule
