"""Who a clause tells to act, where a duty of law binds one party and not its neighbour."""

from __future__ import annotations

import pytest

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison.doers import told_apart, told_to


@pytest.mark.parametrize(
    ("party", "text", "told"),
    [
        ("maintainer", "维保单位20分钟内到场", True),
        ("maintainer", "接到困人报警后，维保单位20分钟内到场", True),
        ("maintainer", "困人后维保值班员20分钟内到场", True),
        ("maintainer", "困人20分钟内到场", True),
        ("maintainer", "电梯安全管理员20分钟内到场", False),
        ("maintainer", "维保单位变更后，电梯安全管理员5日内登记", False),
        ("maintainer", "维保单位的信息由工程主管每年核对1次", False),
        ("committee", "业主委员会每季度公布收支，由客服主管张贴", True),
        ("owner", "客服专员告知业主禁止行为", False),
    ],
)
def test_a_neighbour_that_acts_is_not_the_party(party, text, told):
    assert told_to(party, normalize(text)) is told


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("建设单位应答复业主的询问", True),
        ("业主委员会须定期公布收支", True),
        ("业主要求答复的，客服专员2小时内答复", False),
        ("业主应提前申请，工程主管3日内答复", False),
        ("检测单位检测水质每季度1次", False),
        ("答复业主的询问", False),
    ],
)
def test_a_party_apart_from_the_company_is_told_to_act(text, apart):
    assert told_apart(normalize(text)) is apart
