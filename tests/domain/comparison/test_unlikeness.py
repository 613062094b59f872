"""Words and numbers that keep two clauses from being one, whatever else they share."""

from __future__ import annotations

import pytest

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import Verdict, compare_asked


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        # Turns at several hours each are not told by their greatest number.
        (
            "园区巡逻白天（8:00—20:00）不少于4次，夜间（20:00—次日8:00）不少于2次。",
            "园区巡逻8:00—20:00至少3次，20:00—次日8:00至少4次。",
            Verdict.CANNOT_COMPARE,
        ),
        (
            "园区巡逻白天（8:00—20:00）不少于4次，夜间（20:00—次日8:00）不少于3次。",
            "园区巡逻8:00—20:00至少4次，20:00—次日8:00至少3次。",
            Verdict.EQUAL,
        ),
    ],
)
def test_what_is_counted_otherwise_is_not_told_by_its_number(one, other, wanted):
    assert compare_asked(read(one), read(other)).verdict is wanted
    assert compare_asked(read(other), read(one)).verdict is wanted.swapped
