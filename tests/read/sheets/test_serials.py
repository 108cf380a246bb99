"""Days as a workbook counts them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.sheets.serials import AFTER_LAST, Calendar

EDGES = (-1, 0, 1, 59, 60, 61, AFTER_LAST - 1, AFTER_LAST, 10**18)


@given(st.sampled_from(EDGES) | st.integers(-10, AFTER_LAST + 10), st.booleans())
def test_a_whole_day_is_that_of_its_moment(serial: int, from_1904: bool) -> None:
    calendar = Calendar(from_1904)
    moment = calendar.day(serial)
    found = calendar.whole_day(serial)
    assert found is None or (moment is not None and found == moment.date())
    assert found is not None or from_1904 or moment is None or serial < 60
