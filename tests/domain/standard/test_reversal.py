"""Choices that two clauses turn round, in words that no table knows."""

from __future__ import annotations

import pytest

from guicheng.domain.standard.claims import contradiction
from guicheng.domain.standard.reversal import reversals_in

TURNED = [
    ("墙面补漆用滚筒滚涂，禁止喷涂。", "墙面补漆采用喷涂，不用滚筒。"),
    ("楼道照明由时控开关控制，不用声控。", "楼道照明采用声控感应，时控开关停用。"),
    ("员工请假由项目经理批准，部门主管无权批。", "请假审批人：部门主管，不报项目经理。"),
    ("绿植由租摆公司浇水，保洁员不浇。", "大堂绿植由保洁员浇水，租摆公司不管。"),
    ("水牌用磁吸固定，双面胶不得使用。", "水牌粘贴用双面胶，禁用磁吸。"),
]
NOT_TURNED = [
    # Both bar the same.
    ("水牌不得用双面胶，也不用磁吸。", "水牌禁用磁吸，双面胶不得使用。"),
    # One alone bars something.
    ("墙面补漆用滚筒滚涂。", "墙面补漆采用喷涂，不用滚筒。"),
    # They are of other things.
    ("墙面补漆用滚筒滚涂，禁止喷涂。", "铁门刷防锈漆采用喷涂，不用滚筒。"),
    # What is barred on a condition, or twice, is not barred.
    ("门禁卡由客服制作，未经登记不得补办。", "补办门禁卡须登记，客服不得拒绝制作。"),
    # What both bar is too little: 的, 了.
    ("灯具每日检查，不亮的更换。", "灯亮的不更换，每日检查。"),
]


def turned(one, other):
    return any(mine.denies(theirs) for mine in reversals_in(one) for theirs in reversals_in(other))


@pytest.mark.parametrize(("one", "other"), TURNED)
def test_each_takes_what_the_other_bars(one, other):
    assert turned(one, other)
    assert turned(other, one)
    assert contradiction(one, other) is not None


@pytest.mark.parametrize(("one", "other"), NOT_TURNED)
def test_nothing_is_turned_round(one, other):
    assert not turned(one, other)
    assert not turned(other, one)
