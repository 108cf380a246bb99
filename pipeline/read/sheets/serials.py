"""Days as a workbook counts them (ECMA-376 part 1, 18.17.4)."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

AFTER_LAST = 2_958_466
"""The serial that no day has any more: that of 31 December 9999 is one less."""

_LEAP = 60
"""The serial of 29 February 1900, a day that there never was (and that Excel has, as Lotus 1-2-3 had it)."""

# A workbook knows no time zone.
_FIRST_1904, _FIRST, _FIRST_AFTER_LEAP = map(datetime.datetime.fromisoformat, ("1904-01-01", "1899-12-31", "1899-12-30"))
_BEFORE_FIRST = _FIRST_AFTER_LEAP.toordinal()


@dataclass(frozen=True, slots=True)
class Calendar:
    """How a workbook counts days: 1 January 1900 is 1, or 1 January 1904 is 0."""

    from_1904: bool = False

    def whole_day(self, serial: int) -> datetime.date | None:
        """The day that a whole number means; None where it is none of the calendar that Excel counts by today."""
        if self.from_1904 or not _LEAP < serial < AFTER_LAST:
            return None
        return datetime.date.fromordinal(_BEFORE_FIRST + serial)

    def day(self, serial: float) -> datetime.datetime | None:
        """The day and time that a serial number means, to the millisecond; None where the calendar has no such day."""
        try:
            days, milliseconds = divmod(round(serial * 86_400_000), 86_400_000)
            if not self.from_1904 and (days < 1 or days == _LEAP):
                return None
            first = _FIRST_1904 if self.from_1904 else _FIRST if days < _LEAP else _FIRST_AFTER_LEAP
            return first + datetime.timedelta(days, milliseconds=milliseconds) if days >= 0 else None
        except OverflowError:
            return None


def written_day(text: str) -> datetime.datetime | datetime.time | None:
    """A day, a day and time or a time as ISO 8601 writes it (cells of type `d`); None where it is none of them."""
    text = text.strip()
    for read in (datetime.datetime.fromisoformat, datetime.time.fromisoformat):
        try:
            return read(text).replace(tzinfo=None)
        except ValueError:
            continue
    return None
