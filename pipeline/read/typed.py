"""A cell into what its column asks for: a date, a number, a code, a text. What cannot be read as it is meant is reported."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from functools import cache

from pipeline.gate.reading import FORBIDDEN
from pipeline.issues import Location, Report, SourceError, issue
from pipeline.localise.cldr import month_names
from pipeline.messages import languages
from pipeline.model.inlines import Note, Piece
from pipeline.model.records import FieldContent
from pipeline.model.values import Name
from pipeline.model.walk import inlines
from pipeline.read.characters import bare, is_sound, latin, look_alike, named, turned, unusable
from pipeline.read.grid import Raw
from pipeline.read.markup import is_address, is_marked, parsed
from pipeline.read.near import Nearest
from pipeline.read.page import Cell
from pipeline.read.schema import Kind, Rule
from pipeline.read.sheets.looks import plain
from pipeline.read.sheets.serials import Calendar
from pipeline.read.sheets.stream import CELLS
from pipeline.read.sheets.texts import LONGEST
from pipeline.read.spelled import Month, days, is_time, month_of, numbers, period

TYPED_NUMBER = re.compile(r"(?:\d+(?:\.\d+)*|[IVXLC]+|[a-z])[.)]?\t|\d+(?:\.\d+)*[.)] ")
_FLAGS: Mapping[Raw, bool] = {True: True, False: False, "yes": True, "no": False}
_EXAMPLE = datetime.date(2021, 3, 29)
_SIGN = re.compile(r"[!-/:-@\[-`{-~\n]")
_SIGNS = 250_000
"""How many signs the marked texts of a workbook may have: each can begin a mark, and is tried as each kind of one."""

_YEARS = range(1950, 2100)


class Typing:
    """Reads cells by the rules of their columns, in a document whose texts are in `language`."""

    def __init__(self, language: str, nearest: Nearest, report: Report) -> None:
        self._language = language
        self._nearest = nearest
        self._report = report
        self._signs = _SIGNS

    def read(self, cell: Cell, rule: Rule, unit: str, end: Cell | None = None) -> FieldContent | None:
        """What a cell holds by the rule of its column; None where it is empty or wrong (which is reported).

        `end` is the cell into which the last day of a period belongs. Raises SourceError XL118 where the texts read so far have
        more marks than can be read in a reasonable time.
        """
        raw = cell.raw
        if raw is None or (isinstance(raw, str) and not self.sound(raw, cell.at)):
            return None
        match rule.kind:
            case Kind.DATE:
                return self._date(cell, end)
            case Kind.NUMBER:
                return self._number(cell)
            case Kind.FLAG:
                return self._flag(cell)
            case Kind.ANY if isinstance(raw, bool):
                return raw
            case Kind.ANY if isinstance(raw, int | float):
                return self._number(cell)
            case Kind.ANY if isinstance(raw, datetime.date):
                return self._date(cell, end)
            case Kind.ANY if is_address(str(raw)):
                return str(raw)
            case Kind.TEXT | Kind.PATTERN | Kind.ANY:
                return self._text(cell, rule, unit)
            case _:
                return self._code(cell, rule)

    def sound(self, text: str, at: Location) -> bool:
        """Whether a text has nothing in it that cannot be printed: XL217, XL319 and XL320 are reported."""
        if is_sound(text):
            return True
        if found := unusable(text):
            self._report(issue("XL217", at, character=found, put=FORBIDDEN.sub("", text)))
        elif found := turned(text):
            self._report(issue("XL319", at, character=found))
        else:
            self._report(issue("XL320", at, limit=LONGEST))
        return False

    def code(self, cell: Cell) -> str:
        """A cell as a code, without what nobody sees in it (XL315)."""
        shown = self.shown(cell)
        code, gone = bare(shown)
        if gone:
            self._report(issue("XL315", cell.at, found=shown, read=code, characters=gone, put=code))
        return code

    def shown(self, cell: Cell) -> str:
        """What a cell prints as a text.

        Where its format groups digits or begins decimals, which each language does in its own way, that is the plain number, and
        XL308 is reported.
        """
        raw = cell.raw
        if isinstance(raw, bool):
            # Excel shows TRUE, not True.
            return str(raw).upper()
        if not isinstance(raw, int | float):
            return raw.isoformat() if isinstance(raw, datetime.date) else raw or ""
        if cell.shown and not set(cell.shown) & {".", ","}:
            return cell.shown
        if cell.shown:
            self._report(issue("XL308", cell.at, shown=cell.shown, read=plain(raw)))
        return plain(raw)

    def _date(self, cell: Cell, end: Cell | None) -> datetime.date | None:
        raw = cell.raw
        if isinstance(raw, datetime.date):
            if cell.shown:
                self._report(issue("XL306", cell.at, shown=cell.shown, read=raw.isoformat()))
            return raw
        found = self.shown(cell)
        if is_time(found):
            self._report(issue("XL305", cell.at, found=found))
            return None
        month = _months(self._language)
        readings = days(found, month) or _of_serial(raw)
        if len(readings) > 1:
            self._report(issue("XL311", cell.at, found=found, readings=" / ".join(day.isoformat() for day in readings)))
            return None
        ends = period(found, month)
        first = ends[0] if ends else readings[0] if readings else _EXAMPLE
        last = f" ({end.at.cell}: {_typed(ends[1])})" if end and ends else ""
        self._report(issue("XL203", cell.at, found=found, entry=_typed(first), last=last))
        return None

    def _number(self, cell: Cell) -> float | None:
        raw = cell.raw
        if isinstance(raw, int | float) and not isinstance(raw, bool):
            return self._valued(raw, cell)
        found = self.shown(cell)
        readings = numbers(found) if isinstance(raw, str) else ()
        match readings:
            case [only]:
                self._report(issue("XL309", cell.at, found=found, entry=only))
            case [_, *_]:
                self._report(issue("XL310", cell.at, found=found, readings=" / ".join(readings)))
            case _:
                self._report(issue("XL208", cell.at, found=found))
        return None

    def _valued(self, raw: float, cell: Cell) -> float:
        value = Decimal(plain(raw))
        if "%" in cell.shown:
            # 69% is typed, and 0.69 is stored: the sign comes from the pattern that prints the number.
            value *= 100
            self._report(issue("XL307", cell.at, shown=cell.shown, read=format(value.normalize(), "f")))
        elif cell.shown and not _same(cell.shown, value):
            self._report(issue("XL308", cell.at, shown=cell.shown, read=plain(raw)))
        return int(value) if value == value.to_integral_value() else float(value)

    def _flag(self, cell: Cell) -> bool | None:
        value = cell.raw.lower() if isinstance(cell.raw, str) else cell.raw
        if value not in _FLAGS or isinstance(value, float | datetime.date):
            self._report(issue("XL205", cell.at, found=self.shown(cell), codes="yes, no", near=""))
            return None
        return _FLAGS[value]

    def _text(self, cell: Cell, rule: Rule, unit: str) -> Piece | None:
        text = self.shown(cell)
        if isinstance(cell.raw, datetime.date):
            self._report(issue("XL216", cell.at, found=text))
            return None
        if is_marked(text):
            self._signs -= len(_SIGN.findall(text))
            if self._signs < 0:
                raise SourceError(issue("XL118", cell.at, limit=CELLS))
        content = parsed(text, cell.at, self._report, pattern=rule.kind is Kind.PATTERN)
        for inline in inlines(content):
            # The body of a footnote is a line of a fragment; a cell has no room for one.
            if isinstance(inline, Note):
                self._report(issue("XL219", cell.at, found=f"[^{inline.unit}]"))
        if rule.number_free and (found := TYPED_NUMBER.match(text)):
            self._report(issue("XL220", cell.at, found=found[0].strip(), put=text[found.end() :].strip()))
        return Piece(unit, content)

    def _code(self, cell: Cell, rule: Rule) -> str | Name | None:
        if isinstance(cell.raw, datetime.date):
            day = cell.raw
            self._report(issue("XL207", cell.at, found=day.isoformat(), typed=f"{day.day}/{day.month}"))
            return None
        code = self.code(cell)
        if rule.kind is Kind.ADDRESS and not is_address(code):
            self._report(issue("TX216", cell.at, url=code))
            return None
        if rule.codes and code not in rule.codes:
            near = self._nearest.of(code, rule.codes)
            self._report(issue("XL205", cell.at, found=code, codes=", ".join(rule.codes), near=near, put=near or None))
            return None
        if strange := look_alike(code):
            self._report(issue("XL317", cell.at, found=code, character=named(strange), latin=latin(strange)))
        if rule.names:
            code, _, form = code.partition(":")
            return Name(rule.names, code.strip(), form.strip())
        return code


@cache
def _months(language: str) -> Month:
    """The months in a language and in those that messages come in."""
    names: dict[str, int] = {}
    for one in (*languages(), language):
        names |= month_names(one)
    return month_of(names)


def _of_serial(raw: Raw) -> tuple[datetime.date, ...]:
    """The day that a number without a date's format counts, where it is one of this age."""
    if not isinstance(raw, int) or isinstance(raw, bool):
        return ()
    day = Calendar().day(raw)
    return (day.date(),) if day and day.year in _YEARS else ()


def _typed(day: datetime.date) -> str:
    """A day as it is typed into Excel."""
    return f"{day:%d/%m/%Y}"


def _same(shown: str, value: Decimal) -> bool:
    try:
        return Decimal(shown.replace(",", "")) == value
    except InvalidOperation:
        return False
