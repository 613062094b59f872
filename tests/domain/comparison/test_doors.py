"""A door that one clause keeps as the other always forbids it."""

from __future__ import annotations

import pytest

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import Verdict, compare_asked
from guicheng.domain.comparison.doors import are_doors_turned


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("常闭式防火门应保持关闭状态。", "为通风，白天将常闭式防火门敞开。"),
        ("楼梯间防火门不得用物品撑开。", "楼梯间防火门白天用木楔顶开以便通行。"),
        ("疏散通道防火门须随时关好。", "夏季为通风，疏散通道防火门每日9:00至17:00保持打开。"),
        ("天台门平时上锁。", "通往天台的安全出口门不得上锁。"),
        ("地下室通道门每日8:00至22:00固定在开启位置。", "地下室通道门应始终保持关闭。"),
        ("垃圾房门使用后随手关闭。", "垃圾房门全天敞开。"),
        ("夜里23点以后，各楼栋疏散门一律上锁。", "建筑物的疏散门任何时候都不得锁闭。"),
    ],
)
def test_a_door_cannot_be_kept_both_ways(one, other):
    assert compare_asked(read(one), read(other)).verdict is Verdict.CONFLICT
    assert compare_asked(read(other), read(one)).verdict is Verdict.CONFLICT


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Two doors.
        ("垃圾房门使用后随手关闭。", "单元门全天敞开。"),
        # Two kinds of doors.
        ("常闭式防火门应保持关闭状态。", "常开式防火门平时保持开启状态。"),
        # In other hours.
        ("防火门夜间关闭。", "防火门白天敞开。"),
        ("防火门白天不得敞开。", "防火门夜间敞开。"),
        # One state in other words, and several states.
        ("防火门应保持关闭。", "防火门不得敞开。"),
        ("防火门白天敞开、夜间关闭。", "防火门应始终保持关闭。"),
        # No door, and no state.
        ("路灯随手关闭。", "防火门全天敞开。"),
        ("防火门每月检查一次。", "防火门应保持关闭。"),
    ],
)
def test_doors_that_can_be_kept_as_both_ask_are_not_turned(one, other):
    assert not are_doors_turned(one, other)
    assert not are_doors_turned(other, one)
