"""What clauses ban and what they allow."""

from __future__ import annotations

import pytest

from guicheng.domain.standard.claims import contradiction
from guicheng.domain.standard.permission import permissions_in

#: One bans what the other allows.
AT_ODDS = [
    ("宠物狗一律不得乘坐客梯。", "业主牵绳带犬可以乘客梯上下楼。"),
    ("客梯内谢绝携犬，抱着也不行。", "携犬乘坐客梯的，队员不得阻拦。"),
    ("送餐员禁止进入园区。", "外卖骑手登记后，门岗应予放行，步行入园送餐。"),
    ("外卖员一概不放进小区。", "骑手登记→步行进小区→送餐上门"),
    ("地下车库内严禁电动自行车充电。", "电动自行车充电点｜地下车库二层"),
    ("业主不得查看监控录像。", "业主丢失物品的，填表后就能到监控室看录像。"),
    ("中心广场禁止跳广场舞。", "晚上七点到八点，居民可在中心广场跳舞。"),
    ("公共走廊插座：禁止商户接用", "商户经工程部批准，可以借用公共走廊的插座接电。"),
    ("楼顶露台不准烧烤。", "楼顶露台欢迎业主自带炉具烧烤。"),
    ("会所活动室不对外出租，婚礼、生日会一律谢绝。", "业主在会所活动室举办婚礼的，提前预约即可。"),
    ("草坪上禁止搭帐篷露营。", "周末草坪上可以搭帐篷，队员不用劝离。"),
    ("客梯携犬：禁止", "客梯携犬：准许"),
]
#: Another deed, another thing, somebody else, somewhere else, or a ban for some.
SIDE_BY_SIDE = [
    ("业主不得拷贝监控录像。", "业主登记后可以查看监控录像。"),
    ("外卖员的电动车不得骑入园区。", "外卖员登记后可以步行进入园区。"),
    ("楼道内禁止电动自行车充电。", "地下车库可为电动自行车充电。"),
    ("商户不得接用公共走廊插座。", "保洁员夜间可用公共走廊插座给洗地机充电。"),
    ("未经登记，访客不得进入小区。", "访客登记后可以进入小区。"),
    ("儿童游乐场禁止犬只进入。", "犬只可以乘坐客梯。"),
    ("犬只不得乘坐客梯。", "犬只不得进入客梯。"),
    ("泳池夜间不得游泳。", "泳池上午可以游泳。"),
    ("室内禁止吸烟。", "室外可以吸烟。"),
    ("员工不得收受礼品。", "员工可以调休。"),
    ("外卖餐品存放于东门，禁止寄存前台。", "外卖员登记后可以步行送餐到户。"),
    (
        "商户不得在大堂摆摊设点售卖饮料、水果和各类小吃礼盒等。",
        "业主可在大堂领取社区活动赠送的纪念品，欢迎参加义卖摆摊的邻里市集筹备会。",
    ),
]


@pytest.mark.parametrize(("mine", "theirs"), AT_ODDS)
def test_a_ban_and_a_leave_for_one_deed_contradict(mine, theirs):
    """Whichever way they are said."""
    assert contradiction(mine, theirs) is not None
    assert contradiction(theirs, mine) is not None


@pytest.mark.parametrize(("mine", "theirs"), SIDE_BY_SIDE)
def test_a_ban_on_something_else_denies_no_leave(mine, theirs):
    """The deed, the thing, the people and the place must be the same."""
    assert contradiction(mine, theirs) is None


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("队员不得拒绝。", [True]),
        ("恕不受理。", [False]),
        ("未登记的不得进入。", []),
        ("每日巡查两次。", []),
        ("住户持卡可以进入，访客不得进入。", [True, False]),
        ("吸烟点｜北门外", [True]),
    ],
)
def test_what_hinders_nobody_is_a_leave(text, allowed):
    """A ban on stopping somebody lets him; one for those who lack something stops nobody who has it."""
    assert [each.allowed for each in permissions_in(text)] == allowed
