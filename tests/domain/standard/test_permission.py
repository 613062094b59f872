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
    ("保洁员捡到的饮料瓶不得自行变卖。", "楼层里的空瓶由保洁员自行处理，卖的钱归个人。"),
    ("收寄的废品个人不得私下卖，统一交仓库。", "废品谁收谁卖，归个人。"),
    ("宿舍内不准使用电磁炉。", "宿舍用电磁炉没问题，宿管不用管。"),
    ("值班室禁用取暖器。", "值班室电器清单|取暖器|允许"),
    ("业主送的土特产，员工一概谢绝。", "员工可以接受业主赠送的土特产，三日内登记。"),
    ("乘客电梯任何时候不得运货。", "货梯检修时，可改走客梯运送货物。"),
    ("送餐员一律不放行进院。", "骑手登记以后，可以把餐送到家门口。"),
    ("快递员|入楼：禁止", "快递员把包裹送到住户家门口，岗亭不拦人上楼。"),
    ("大堂内不得摆放展架做广告。", "商户可在大堂内摆放展架。"),
    ("阳台外侧不得放花盆。", "住户阳台外侧可放花盆，随便摆。"),
    ("业主报批后可以封闭阳台。", "本小区阳台一律不得封闭。"),
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
    ("保洁员捡到的饮料瓶不得自行变卖。", "业主可以出售家里的饮料瓶。"),
    ("宿舍内不准使用电磁炉。", "宿舍可以使用微波炉。"),
    ("客梯不得运货。", "货梯可以运货。"),
    ("快递员不得进入单元楼。", "送餐员可以把餐送到家门口。"),
    ("员工不得收受礼品。", "员工可以接受业主的口头表扬。"),
    ("值班室禁用取暖器。", "值班室可以使用微波炉。"),
    ("私自卖废纸箱的，按违纪处理。", "废纸箱由项目统一出售。"),
    ("大堂不得摆放展架。", "广场可以摆放展架。"),
    ("骑手一律不放行进院。", "骑手的餐品可以放门口餐架。"),
    ("草坪上不得搭帐篷。", "广场上可以搭帐篷。"),
    ("废纸箱不得私下卖掉。", "废纸箱可以出售，卖的钱交项目。"),
    ("业主报批后可以封闭阳台。", "本小区阳台不得堆放杂物。"),
    ("快递、送水人员的电动车不得驶入小区。", "快递人员登记后可步行进入小区派件。"),
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
