"""Fragments: our own small reader splits a file into lines and each line into claim, text and id.

CommonMark's block rules are not used: they would merge `a)` lines, take `1)` for a list without its marker and twelve
underscores for a break.
"""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

from pipeline.gate.reading import FORBIDDEN, lines, read_text
from pipeline.issues import Location, Report, issue, nearest
from pipeline.model.blocks import Marker
from pipeline.model.fragments import Fragment, FragmentLine, LineKind
from pipeline.model.inlines import Content, Inline, Note
from pipeline.model.walk import inlines, mapped, worded
from pipeline.read.markup import parsed
from pipeline.read.schema import ID, fit

# Word takes letters, digits and underscores, 40 characters at most, not beginning with a digit.
BOOKMARK = re.compile(r"[^\W\d]\w{0,39}\Z")

# Pasted text has other blanks than those of the keyboard, behind its numbers and at its end.
_BLANKS = " \t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_BLANK = f"[{_BLANKS}]"
_IDS = re.compile(r"\{#([^{}]*)\}\s*\Z")
_RULE = re.compile(r"_{6,}[ \t]*\Z")
_NOTE = re.compile(r"\[\^([\w.-]+)\]:[ \t]*")
_DIRECTIVE = re.compile(r"\[\[[ \t]*+(\w+)[ \t]*+(?::([^\[\]]*+))?\]\][ \t]*\Z")
_HEADING = re.compile(r"(#{1,2})[ \t]+")
_NUMBER = re.compile(rf"(\d+(?:\.\d+)*)\.?(?:\t|{_BLANK}{{2}}){_BLANK}*")
# After a single blank a number may also begin a sentence ("3.5 millions", "12.05.2020"); as a claim it has a capital behind it,
# after marks and quotation marks perhaps.
_NUMBER_AND_BLANK = re.compile(rf"([1-9]\d{{0,2}}(?:\.[1-9]\d{{0,2}})+)\.?{_BLANK}(?=[*\[(\"'«“^{{]*(\w|\Z))")
_LISTED = re.compile(rf"(?:(\d{{1,3}}|[a-z]{{1,6}}|[A-Z])\)|([–•])){_BLANK}+")
_FOREIGN = re.compile(r"[-*‐‑—·o◦▪][ \t]+(?=\S)|[-*·]\t")
_UNKNOWN = re.compile(r"#{3,}(?=[ \t])|#+(?=[^\s#])|\S{1,12}(?=\t[ \t]*\S)")
_DIRECTIVES = {"table": LineKind.TABLE, "list": LineKind.LIST, "agenda": LineKind.AGENDA}


def read_fragment(path: Path, report: Report) -> Fragment:
    """One file of prose; raises SourceError where it cannot be read at all.

    Reports what is wrong line by line: TX102, TX203 (footnotes), TX208, TX209, TX213, TX214, TX216, TX218, TX219, TX221, TX222.
    """
    made: list[FragmentLine] = []
    left_out = False
    bodies: dict[str, tuple[Content, Location]] = {}
    whole = read_text(path)
    sound = FORBIDDEN.search(whole) is None
    for row, text in enumerate(lines(whole), 1):
        if not text.strip(" \t"):
            continue
        here = Location(path, row=row, column=1, length=len(text.strip()))
        if not sound and (found := FORBIDDEN.search(text)):
            report(issue("TX102", _at(here, found.start(), 1), character=f"U+{ord(found[0]):04X}", put=""))
            left_out = True
            continue
        if found := _NOTE.match(text):
            if found[1] in bodies:
                report(issue("TX203", here, id=f"[^{found[1]}]", other=bodies[found[1]][1].place))
            unit, _, text = _ids(text, here, report)  # noqa: PLW2901 - the id is split off
            body = text[found.end() :].rstrip(" \t")
            if unit or not body:
                report(issue("TX221", here, found=f"{{#{unit}}}" if unit else found[0].strip()))
            content = parsed(body, _at(here, found.end(), here.length), report)
            if any(isinstance(inline, Note) for inline in inlines(content)):
                report(issue("TX222", here))
            bodies[found[1]] = content, here
        elif line := _line(text, here, report):
            made.append(line)
        else:
            left_out = True
    noted = _with_notes(made, bodies, report) if "[^" in whole else tuple(made)
    return Fragment(path.name, noted, Location(path), readable=bool(made) or not left_out)


def _line(text: str, here: Location, report: Report) -> FragmentLine | None:
    unit, names, text = _ids(text, here, report)
    if _RULE.match(text):
        if unit:
            report(issue("TX221", here, found=f"{{#{unit}}}"))
        return FragmentLine(LineKind.RULE, (), here)
    lead = len(text) - len(text.lstrip(" \t"))
    if (found := _DIRECTIVE.match(text, lead)) and found[1] != "ref":
        kind, target = _DIRECTIVES.get(found[1]), (found[2] or "").strip(" \t")
        at = _at(here, lead, len(found[0].rstrip()))
        if kind is None or bool(target) == (kind is LineKind.AGENDA):
            near = nearest(found[1], _DIRECTIVES) if kind is None else ""
            put = found[0].rstrip().replace(found[1], near, 1) if near else None
            report(issue("TX214", at, found=found[0].rstrip(), near=near, put=put))
            return None
        if unit:
            report(issue("TX221", here, found=f"{{#{unit}}}"))
        return FragmentLine(kind, (), at, target=target)
    start, kind, claim, depth, at = _opening(text, lead, here, report)
    body = text[start:].rstrip(_BLANKS)
    if not body:
        report(issue("TX221", here, found=text.strip()))
        return None
    marker = _marker(claim) if kind is LineKind.ENTRY else None
    if body.startswith("\\") and _is_term(body[1:]):
        start, body = start + 1, body[1:]
    elif kind is LineKind.PLAIN and _is_term(body):
        kind, marker = LineKind.ENTRY, Marker.TERM
    content = parsed(body, _at(here, start, here.length), report)
    return FragmentLine(kind, content, at, unit, names, claim, marker, depth)


def _ids(text: str, here: Location, report: Report) -> tuple[str, tuple[str, ...], str]:
    found = _IDS.search(text)
    if found is None:
        return "", (), text
    names = [word.removeprefix("#") for word in found[1].split()]
    # Word's own bookmarks begin with an underscore; a line may have one before it has an id.
    unit = names.pop(0) if names and not names[0].startswith("_") else ""
    faulty = [] if (ID.match(unit) if unit else names) else [unit]
    faulty += [name for name in names if not BOOKMARK.match(name)]
    if faulty:
        at, put = _at(here, found.start(), len(found[0].strip())), _fitting(unit, names)
        for name in faulty:
            report(issue("TX218", at, name=name, put=put))
    return unit, tuple(names), text[: found.start()]


def _fitting(unit: str, names: list[str]) -> str | None:
    """An id and bookmarks as Word takes them, those that it does not take made like it; None where nothing is left of one."""
    fitting = [name if BOOKMARK.match(name) else fit(name, "_")[:40] for name in names]
    made = [unit if ID.match(unit) else fit(unit), *fitting] if unit else fitting
    return "{" + " ".join(f"#{name}" for name in made) + "}" if made and all(made) else None


def _at(here: Location, start: int, length: int) -> Location:
    return Location(here.path, "", here.row, start + 1, length)


def _opening(text: str, lead: int, here: Location, report: Report) -> tuple[int, LineKind, str, int, Location]:
    """Where the text of a line begins, and what its opening tells: its kind, claim and depth, and its place."""
    opening = 0
    kind, depth = LineKind.PLAIN, 0
    if found := _HEADING.match(text):
        opening, kind, depth = found.end(), LineKind.HEADING, len(found[1])
    elif lead:
        opening, kind = lead, LineKind.INDENTED
    if found := _NUMBER.match(text, opening) or _number_and_blank(text, opening):
        claim = found[1]
        depth = depth or claim.count(".") + 1
        kind = kind if kind is LineKind.HEADING else LineKind.NUMBERED
        return found.end(), kind, claim, depth, _at(here, opening, len(claim))
    if kind is not LineKind.HEADING:
        if found := _LISTED.match(text, opening):
            claim = f"{found[1]})" if found[1] else found[2]
            return found.end(), LineKind.ENTRY, claim, 0, _at(here, opening, len(claim))
        if found := _FOREIGN.match(text, opening):
            report(issue("TX213", _at(here, opening, 1), found=found[0].strip(), put=Marker.DASH.value))
        elif found := _UNKNOWN.match(text, opening):
            report(issue("TX221", _at(here, opening, len(found[0])), found=found[0]))
    return opening, kind, "", depth, _at(here, opening, here.length)


def _number_and_blank(text: str, opening: int) -> re.Match[str] | None:
    found = _NUMBER_AND_BLANK.match(text, opening)
    return found if found and (not found[2] or (found[2].isalpha() and not found[2].islower())) else None


def _marker(claim: str) -> Marker:
    """The kind of a marker by itself; `compose` tells i) after h) from i) before ii)."""
    sign = claim.removesuffix(")")
    if sign in ("–", "•"):
        return Marker(sign)
    if sign.isdecimal():
        return Marker.ARABIC
    if sign.isupper():
        return Marker.CAPITAL
    return Marker.ROMAN if len(sign) > 1 and set(sign) <= set("ivxlc") else Marker.LETTER


def _is_term(text: str) -> bool:
    term, colon, rest = text.partition(": ")
    if not (colon and rest and term.isupper()):
        return False
    return sum(map(str.isalpha, term)) > 3 and not any(map(str.isdecimal, term))  # noqa: PLR2004


def _with_notes(
    lines: list[FragmentLine], bodies: dict[str, tuple[Content, Location]], report: Report
) -> tuple[FragmentLine, ...]:
    called: dict[str, Location] = {}

    def noted(line: FragmentLine, inline: Inline) -> Content:
        if not isinstance(inline, Note):
            return (inline,)
        key, here = inline.unit, inline.location or line.location
        if key in called:
            report(issue("TX219", here, id=key, other=called[key].place))
        called[key] = here
        if key not in bodies:
            report(issue("TX208", here, id=key))
            return ()
        content, location = bodies[key]
        return (Note(f"{line.unit}.fn.{key}" if line.unit else "", content, location),)

    made = tuple(worded(line, mapped(line.content, partial(noted, line))) for line in lines)
    for key, (_, location) in bodies.items():
        if key not in called:
            report(issue("TX209", location, id=key))
    return made
