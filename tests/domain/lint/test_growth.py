"""Work on hostile text grows with its length, not faster."""

from __future__ import annotations

import pytest

from effort import steps
from guicheng.domain.clause.reader import read
from guicheng.domain.lint import check

UNITS = [
    "停水欠费",
    "《及时",
    "发现处理。",
    "立即",
    "每日2次；",
    "人脸必须",
    "扣分",
    "欠费不放行",
    "《》整洁",
    "不得",
    "若干",
    "欠费停水。",
    "业主欠费停水保安扣留",
]
SHORT, LONG = 4_000, 40_000


def work(unit, length):
    # Tables are loaded and patterns compiled before anything is counted.
    check(read(unit * 7), select=["DU", "FL", "MH", "YS"])
    clause = read((unit * (length // len(unit) + 1))[:length])
    return steps(lambda: check(clause, select=["DU", "FL", "MH", "YS"]))


@pytest.mark.parametrize("unit", UNITS)
def test_ten_times_the_text_takes_about_ten_times_the_work(unit):
    """Steps, not seconds: bench/reading.py measures what one character costs in short texts and in long ones."""
    assert work(unit, LONG) <= 12 * work(unit, SHORT)
