"""What a cell holds and what it shows, from its type, its number format and the text that is stored."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping

from pipeline.read.sheets.formats import GENERAL, Format, Kind
from pipeline.read.sheets.looks import plain, shown_number, shown_time
from pipeline.read.sheets.serials import AFTER_LAST, Calendar, written_day
from pipeline.read.sheets.stream import truth
from pipeline.read.sheets.texts import cleaned

Raw = str | bool | int | float | datetime.date | None
"""What a cell can hold."""

Reading = tuple[Raw, str, str]
"""The value (None where there is none), what is shown where that is not the value, and the code of what is wrong."""

MOST_DIGITS = 15
"""How many digits Excel keeps of a number."""

# What xsd:double allows, but for INF and NaN: a cell that shows them is an error value.
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?")
_WHOLE = re.compile(r"-?[0-9]{1,400}")
_ENDLESS = float("inf")
# An error value as a program stores it that knows no such type, or as it was pasted, in whatever language (#NOM?, #DIV/0!, #N/A).
_ERROR = re.compile(r"#(?:[^\W\d_]{3,9}(?:/0)?[!?]|N/[A-Z])")

# Space of any kind, and characters that have neither ink nor width (Unicode, Default_Ignorable_Code_Point); in a raw string, since
# some of them count as letters.
_UNSEEN = re.compile(
    r"[\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0]+"
)


def read_value(kind: str, form: Format, text: str, calendar: Calendar) -> Reading:
    """What a cell of this type (but `s`, which shares its text) holds."""
    read = _READERS.get(kind)
    return read(text, form, calendar) if read else (None, text, "XL313")


def read_text(text: str) -> Reading:
    """What a cell with this text holds, which is `cleaned` already."""
    if text[:1] == "#" and text.isupper() and _ERROR.fullmatch(text):
        return None, text, "XL210"
    return (text or None, "", "") if text.isascii() or not unseen(text) else (None, "", "XL314")


def unseen(text: str) -> bool:
    """Whether there is nothing in a text that a person could see."""
    return _UNSEEN.fullmatch(text) is not None


def _text(text: str, _form: Format, _calendar: Calendar) -> Reading:
    return read_text(cleaned(text))


def _number(text: str, form: Format, calendar: Calendar) -> Reading:
    value: float
    if text.isascii() and text.isdigit() and len(text) < MOST_DIGITS:
        value = int(text)
        if form is GENERAL:
            return value, "", ""
    elif _WHOLE.fullmatch(text := text.strip()):
        value = int(text)
    elif not text:
        return None, "", ""
    elif not _NUMBER.fullmatch(text) or abs(value := float(text)) == _ENDLESS:
        return None, text, "XL313"
    match form.kind:
        case Kind.DATE:
            return _day(value, form, calendar)
        case Kind.TIME if not 0 <= value < AFTER_LAST:
            return None, plain(value), "XL304"
        case Kind.TIME:
            return shown_time(value, form), "", ""
        case _ if abs(value) >= 10**MOST_DIGITS:
            return None, text, "XL312"
        case Kind.NUMBER:
            shown = shown_number(value, form)
            return value, "" if shown is None or shown == plain(value) else shown, ""
        case Kind.GENERAL:
            return value, "", ""


def _day(serial: float, form: Format, calendar: Calendar) -> Reading:
    if isinstance(serial, int) and (day := calendar.whole_day(serial)):
        return day, "", ""
    moment = calendar.day(serial)
    if moment is None:
        return None, plain(serial), "XL304"
    return moment.date(), _with_time(moment) if form.has_time else "", ""


def _with_time(moment: datetime.datetime) -> str:
    """A day with its time, if it has one."""
    return moment.replace(microsecond=0).isoformat(" ") if moment.time() != datetime.time() else ""


def _written(text: str, _form: Format, _calendar: Calendar) -> Reading:
    moment = written_day(text)
    match moment:
        case datetime.datetime():
            return moment.date(), _with_time(moment), ""
        case datetime.time():
            return moment.replace(microsecond=0).isoformat(), "", ""
        case None:
            return None, text, "XL313"


def _flag(text: str, _form: Format, _calendar: Calendar) -> Reading:
    text = text.strip()
    return (truth(text), "", "") if text in ("0", "1", "true", "false") else (None, text, "XL313")


def _error(text: str, _form: Format, _calendar: Calendar) -> Reading:
    return None, text.strip(), "XL210"


_READERS: Mapping[str, Callable[[str, Format, Calendar], Reading]] = {
    "n": _number,
    "str": _text,
    "inlineStr": _text,
    "b": _flag,
    "d": _written,
    "e": _error,
}
