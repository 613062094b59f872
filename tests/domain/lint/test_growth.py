"""Work on hostile text grows with its length, not faster."""

from __future__ import annotations

import time

import pytest

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
]
SHORT, LONG = 4_000, 40_000


def seconds(unit, length):
    clause = read((unit * (length // len(unit) + 1))[:length])
    taken = []
    for _attempt in range(3):
        start = time.process_time()
        check(clause, select=["DU", "FL", "MH", "YS"])
        taken.append(time.process_time() - start)
    return min(taken)


@pytest.mark.parametrize("unit", UNITS)
def test_ten_times_the_text_takes_about_ten_times_the_work(unit):
    # Quadratic work would take 100 times as long; the bound leaves room for a busy machine.
    assert seconds(unit, LONG) <= 35 * max(seconds(unit, SHORT), 0.002)
