"""Supplies that may not be cut so that fees get paid are told by the supplies, not by the words."""

from __future__ import annotations

import pytest

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import Verdict, compare_asked


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("禁止以停水停电方式催收物业费。", "物业公司不得采取停止供水、供电的方式催交物业费。", Verdict.EQUAL),
        ("严禁以断水断电的办法催缴物业费。", "不得采取停止供水、供电、供热的方式催交物业费。", Verdict.LOOSER),
        (
            "物业服务人不得采取停止供电、供水、供热、供燃气等方式催交物业费。",
            "任何员工不得以停电方式催收物业费。",
            Verdict.TIGHTER,
        ),
        (
            "业主欠费超过半年的，停止向其供水。",
            "物业服务人不得采取停止供电、供水、供热、供燃气等方式催交物业费。",
            Verdict.CONFLICT,
        ),
        (
            "不得以停止供电、供水、供热、供燃气的方式催交物业费。",
            "催收物业费时，严禁停水、停电、停暖、停气。",
            Verdict.EQUAL,
        ),
        ("收费员不得断电催费。", "物业服务人不得采取停止供电、供水、供热、供燃气等方式催交物业费。", Verdict.LOOSER),
        ("不得以限制业主进出小区、停水停电等方式催交物业费。", "不得以停水停电方式催交物业费。", Verdict.TIGHTER),
        ("拖欠物业费的业主，暂停供电直至交清。", "严禁断水断电催缴物业费。", Verdict.CONFLICT),
        ("不得停水停电催收停车费。", "不得停水停电催收物业费。", Verdict.DISJOINT),
        # Whether an open list has the rest in it nobody knows.
        (
            "不得采取停电、停水等方式催交物业费。",
            "不得采取停电、停水方式催交物业费。",
            Verdict.CANNOT_COMPARE,
        ),
        # Neither bans anything, and other supplies.
        ("业主欠费超过半年的，停止向其供水。", "拖欠物业费的业主，暂停供电直至交清。", Verdict.CANNOT_COMPARE),
        ("业主欠费超过半年的，停止向其供水。", "严禁断电催缴物业费。", Verdict.DISJOINT),
        ("业主欠费超过半年的，停止向其供水。", "严禁以断电等方式催缴物业费。", Verdict.CONFLICT),
        ("严禁断水催缴物业费。", "严禁断电催缴物业费。", Verdict.COMPATIBLE),
    ],
)
def test_bans_on_cutting_supplies_are_told_by_the_supplies(one, other, wanted):
    assert compare_asked(read(one), read(other)).verdict is wanted
    assert compare_asked(read(other), read(one)).verdict is wanted.swapped
