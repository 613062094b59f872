"""Ways of doing one deed, and what only looks like one: ``comparison.aspects``."""

from __future__ import annotations

import pytest

from guicheng.domain.comparison.asked import read_rephrased
from guicheng.domain.comparison.aspects import are_of_one_deed
from guicheng.domain.comparison.side import Side
from guicheng.domain.comparison.vocabulary import shipped_vocabulary


def side(text):
    clause, terms = read_rephrased(text)
    return Side(clause, terms)


@pytest.mark.parametrize(
    ("a", "b", "told"),
    [
        ("化粪池每年清掏2次", "化粪池的清掏由有资质的单位实施", True),
        ("消防演练每半年一次", "消防演练参与率不低于70%", True),
        ("停电检修提前3日张贴公告", "停电检修的公告应载明起止时间", True),
        ("夜间巡逻每2小时一次", "夜间巡逻须两人同行", True),
        ("化粪池每年清掏2次", "化粪池清掏后恢复盖板", False),
        ("报修每日汇总1次", "报修及时率不低于95%", False),
        ("停水提前24小时告知业主", "停水由持证的人员操作", False),
        ("外墙每年清洗1次", "外墙的修补由有资质的单位承担", False),
        ("外墙每年清洗1次", "外墙每年清洗2次", False),
    ],
)
def test_a_deed_is_told_by_what_is_left_without_the_way_it_is_done(a, b, told):
    assert are_of_one_deed(side(a), side(b), shipped_vocabulary()) is told
    assert are_of_one_deed(side(b), side(a), shipped_vocabulary()) is told
