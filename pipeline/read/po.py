"""PO files, for labels and catalogues: the door to polib, and a shorter way for files as programs write them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import polib

from pipeline.gate.reading import lines
from pipeline.gate.shown import shown
from pipeline.issues import Issue, Location, SourceError, issue

# A blank line, a comment (obsolete entries are that too), or a keyword with its text in quotes. polib takes a line without
# them, or one that was cut off, for a text that is shorter by a character. A plural has no place: a unit has one translation,
# and polib would hand over an empty one.
_LINE = re.compile(r'\s*(?:#.*|(?:(msgctxt|msgid|msgstr)\s+)?"(?:[^"\\]|\\.)*"\s*)?\Z')
_OPEN = ("msgctxt", "msgid")
"""Keywords with which no entry ends."""
_CONTINUED = re.compile(r'\s*(?:#~\s*)?(?:#\|\s*)?"')
_SKIPPED = re.compile(r"\s*(?:#~\|.*)?\Z")
_REMARK = re.compile(r"\s*(?:#~\s*)?#(?![~|])")
_PLACE = re.compile(r"\(line (\d+)\)")

LONGEST_TEXT = 65_536
"""Characters of one text of an entry, as they are typed: twice what a cell of Excel holds, so that each may be escaped. polib
joins the lines of a text one by one, which takes time with the square of their number."""

MOST_REMARKS = 1000
"""Lines of comments in a row, which polib joins likewise."""

_PART = r'[^"\\\n]*(?:\\.[^"\\\n]*)*'


def _text_over_lines(mark: str) -> str:
    """A text in quotes, on a line or folded over many, each of which begins with this mark."""
    return rf'"({_PART}(?:"\n{mark}"{_PART})*)"\n'


# What programs begin a file with; then entries as they write them: comments, the former text, and the three of the entry itself,
# all with a mark before them where it is obsolete.
_HEAD = re.compile(rf'(?:#[.:,]?(?: .*)?\n)*msgid ""\nmsgstr {_text_over_lines("")}\n*')
_ENTRY = re.compile(
    r"((?:#[.:,]? \S.*\n)*)"
    rf"(?:#\| msgid {_text_over_lines('#[|] ')})?"
    rf"(#~ )?msgctxt {_text_over_lines('(?(3)#~ )')}"
    rf"(?(3)#~ )msgid {_text_over_lines('(?(3)#~ )')}"
    rf"(?(3)#~ )msgstr {_text_over_lines('(?(3)#~ )')}\n*"
)
_FOLD = re.compile(r'"\n(?:#[~|] )?"')


class Message(NamedTuple):
    """An entry of a PO file: its unit, the text that it is a translation of, the translation, and the line where it begins.

    `former` is what the source was when the translation was made, empty where nothing says so. `remarks` are comments of people,
    `notes` those of programs, a line each.
    """

    unit: str
    source: str
    text: str
    row: int
    former: str = ""
    remarks: str = ""
    notes: str = ""
    fuzzy: bool = False
    obsolete: bool = False


class _Text(str):
    """A text of which polib sees the lines that editors see: it would also cut it at U+2028 and its like."""

    __slots__ = ()

    def splitlines(self, keepends: bool = False) -> list[str]:  # noqa: FBT001, FBT002, ARG002 - as str has it
        return lines(self)


def messages(path: Path, text: str, code: str) -> Sequence[Message]:
    """The entries in the text of the PO file at `path`, without its header. Raises as `po_file` does."""
    made = _as_programs_write(text)
    return made if made is not None else [_message(entry) for entry in po_file(path, text, code)]


def _message(entry: polib.POEntry) -> Message:
    return Message(
        entry.msgctxt or "",
        entry.msgid,
        entry.msgstr,
        entry.linenum or 0,
        entry.previous_msgid or "",
        entry.tcomment,
        entry.comment,
        entry.fuzzy,
        bool(entry.obsolete),
    )


def _as_programs_write(typed: str) -> Sequence[Message] | None:
    """The entries of a file that is written like most; None for any other, and for one that has a fault or may be too long."""
    text = "\n".join((*lines(typed), "")) if "\r" in typed else f"{typed}\n"
    head = _HEAD.match(text)
    if head is None or head.end() > LONGEST_TEXT or head[0].count("\n#") >= MOST_REMARKS:
        return None
    made = []
    at, row = head.end(), 1 + head[0].count("\n")
    while at < len(text):
        entry = _ENTRY.match(text, at)
        if entry is None or entry.end() - at > LONGEST_TEXT:
            return None
        comments, former, old, unit, source, translation = entry.groups()
        if not unit or comments.count("\n") > MOST_REMARKS:
            return None
        kinds: dict[str, list[str]] = {" ": [], ".": [], ":": [], ",": []}
        for comment in comments.split("\n")[:-1]:
            kinds[comment[1]].append(comment.rstrip()[2 if comment[1] == " " else 3 :])
        made.append(
            Message(
                _unfolded(unit),
                _unfolded(source),
                _unfolded(translation),
                row,
                _unfolded(former or ""),
                "\n".join(kinds[" "]),
                "\n".join(kinds["."]),
                any(flag.strip() == "fuzzy" for flags in kinds[","] for flag in flags.split(",")),
                old is not None,
            )
        )
        row += entry[0].count("\n")
        at = entry.end()
    return made


def _unfolded(text: str) -> str:
    whole = _FOLD.sub("", text) if "\n" in text else text
    return polib.unescape(whole) if "\\" in whole else whole


def po_file(path: Path, text: str, code: str) -> polib.POFile:
    """The entries in the text of the PO file at `path`.

    Raises SourceError with `code`, at the line, where it is none, and FI210 where a text or a comment has no end.
    """
    if fault := _fault(path, lines(text), code):
        raise SourceError(fault)
    try:
        # polib takes a text without a line end for the name of a file.
        return polib.pofile(_Text(text + "\n"), wrapwidth=0, encoding="utf-8")
    # polib raises OSError for a syntax error, with the line in its text.
    except (OSError, ValueError) as error:
        place = _PLACE.search(str(error))
        row = min(int(place[1]), len(lines(text))) if place else 0
        line = lines(text)[row - 1] if row else ""
        raise SourceError(_not_understood(path, row, line, code)) from error


def _fault(path: Path, rows: list[str], code: str) -> Issue | None:
    length = remarks = 0
    last, at = "", 0
    for row, line in enumerate(rows, 1):
        found = _LINE.match(line)
        if found is None:
            return _not_understood(path, row, line, code)
        if found[1]:
            last, at = found[1], row
        if _SKIPPED.match(line):
            continue
        remark = _REMARK.match(line) is not None
        length = length + len(line) if _CONTINUED.match(line) else len(line)
        remarks = remarks + 1 if remark else remarks if _CONTINUED.match(line) else 0
        if length > LONGEST_TEXT or remarks > MOST_REMARKS:
            return issue("FI210", Location(path, row=row, column=1), most=LONGEST_TEXT, remarks=MOST_REMARKS)
    return _not_understood(path, at, rows[at - 1], code) if last in _OPEN else None


def _not_understood(path: Path, row: int, line: str, code: str) -> Issue:
    return issue(code, Location(path, row=row, column=1 if row else 0, length=len(line)), found=shown(line.strip()))
