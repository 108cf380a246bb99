r"""The marks inside a text.

`**strong** *emphasis* ^superscript^ [text](address) [^footnote] [[ref: unit]] {{fact:pattern}}` and `\*`; in a pattern also
`{field:form|default}`. Nothing else is a mark: no typographer, no entity, no HTML, no underscore emphasis.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.issues import Location, Report, issue
from pipeline.model.inlines import Content, Emphasis, Inline, Link, Strong, Superscript, Text
from pipeline.read.marks import MADE, PATTERNS, SIMPLE, SIMPLE_IN_PATTERN, placed

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


def is_marked(text: str) -> bool:
    """Whether a text has a sign that marks begin with: one without any is text and nothing else."""
    return "{" in text or "[" in text or "*" in text or "^" in text or "\\" in text


def parsed(text: str, location: Location, report: Report, *, pattern: bool = False) -> Content:
    """The text with its marks. Places inside it are counted from `location`, the place of its first character.

    Reports TX216 for an address of another scheme or with a space, TX221 for a link without text, and what looks like a mark
    and is none. With `pattern`, `{field}` is a mark too, and an address may be one.
    """
    if not is_marked(text):
        return (Text(text, placed(location, 0, len(text))),) if text else ()
    if (whole := _whole(text, location, pattern=pattern)) is not None:
        return whole
    from pipeline.read.nested import nested  # noqa: PLC0415 - 30 ms that most documents need not spend

    content, typed = nested(text, location, pattern=pattern)
    _check_leftovers(typed, text, location, report, pattern=pattern)
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
            made.append(Text(text[end:start], placed(location, end, start - end)))
        end = found.end()
        kind, groups = kinds[found.lastindex or 0]
        made.append(MADE[kind](found.groups()[groups], placed(location, start, end - start)))
    if end < len(text):
        made.append(Text(text[end:], placed(location, end, len(text) - end)))
    left = [part.text for part in made if isinstance(part, Text)]
    return None if any("{" in text or "[" in text or "*" in text for text in left) else tuple(made)


def _check_leftovers(typed: str, text: str, location: Location, report: Report, *, pattern: bool) -> None:
    """TX221 for an id inside a text, XL219 for one in a cell, TX225 for what looks like a mark, or lacks a sign of one, and is none.

    All of them would be printed as they are typed.
    """
    end = 0
    if "{" not in typed and "[" not in typed:
        return
    for found in (_LEFT_IN_PATTERN if pattern else _LEFT_OVER).finditer(typed):
        start = max(end, text.find(found[0], end))
        end = start + len(found[0])
        at = placed(location, start, len(found[0]))
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


def _expression(marks: Mapping[str, re.Pattern[str]]) -> tuple[re.Pattern[str], Mapping[int, tuple[str, slice]]]:
    """These marks as one expression; the number of the last group of a match tells its kind, and which groups it has."""
    told: dict[int, tuple[str, slice]] = {}
    for kind, mark in marks.items():
        first, count = len(told), mark.groups
        told |= dict.fromkeys(range(first + 1, first + count + 1), (kind, slice(first, first + count)))
    return re.compile("|".join(mark.pattern for mark in marks.values())), told


_EXPRESSIONS = {
    True: _expression(PATTERNS | SIMPLE_IN_PATTERN),
    False: _expression({kind: mark for kind, mark in (PATTERNS | SIMPLE).items() if kind != "field"}),
}
"""The marks that hold no others, in patterns and in other texts."""
