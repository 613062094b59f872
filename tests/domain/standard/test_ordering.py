"""Which of two steps, or of the things of a list, comes first."""

from __future__ import annotations

import pytest

from guicheng.domain.standard.claims import contradiction

#: One puts first what the other puts last.
AT_ODDS = [
    ("洗手间先擦台盆，再刷马桶。", "洗手间以马桶为先、台盆为末。"),
    ("会议室保洁先擦桌面，地面放在最后。", "会议室保洁顺序：地面→桌面"),
    ("停电恢复后，按消防泵、电梯、路灯的顺序合闸。", "恢复供电时先送路灯，再送消防泵，电梯排在最后。"),
    ("新来的保安没考过，既不能单独站岗，也不能顶岗。", "新来的保安先站岗一周，再参加培训。"),
    ("保安岗前培训合格，才准站岗。", "新保安报到当天就上岗，培训放到下周。"),
    ("恢复送电先合高压侧开关，后合低压侧开关。", "送电时低压侧应先于高压侧合闸。"),
    ("检修后送电，低压要等高压合上以后才准合。", "检修后送电由低压至高压的次序。"),
    ("员工离职的工资结算，以归还工服为前提。", "员工离职先结清工资，再收回工服。"),
    ("材料到货验收之后才能付款。", "材料验收在付款以后进行。"),
    ("凭验收单方可支付货款。", "供应商的货款先付清，货到了再验收。"),
    ("报修单先报价，经业主同意后再派单。", "报修单先派单，修完再报价。"),
    ("装修户先交押金，物业才审核图纸。", "装修图纸审核通过后再去交押金。"),
    ("租户搬出家具须先取得业主同意，然后开具放行条。", "租户搬出家具可先开条放行，事后两日内补业主同意。"),
    ("交房时业主先验房并签认，之后领取钥匙。", "交房时业主先签收全套钥匙，再由管家陪同验房。"),
    ("有偿维修先到前台交费，凭收据安排师傅上门。", "有偿维修完工并经业主验收后再收费。"),
]
#: Other things, another procedure, or other steps of it.
SIDE_BY_SIDE = [
    ("洗手间先擦台盆，再刷马桶。", "会议室先擦玻璃，再擦桌面。"),
    ("停电检修先断低压侧，后断高压侧。", "恢复送电先合高压侧，后合低压侧。"),
    ("新员工入职先签合同，再领工服。", "员工离职先交还工服，再结工资。"),
    ("送电按消防泵、电梯、路灯的顺序合闸。", "巡查按路灯、电梯、消防泵的顺序进行。"),
    ("地面先扫后拖。", "墙面先除尘，再擦拭。"),
    ("材料验收后付款。", "保洁费考核后付款。"),
    ("会议室先擦桌面，再拖地面。", "会议室先开窗，再擦桌面。"),
    ("先验电，后挂接地线。", "先挂警示牌，再验电。"),
    ("先关阀，再通知业主。", "先通知维保，再打120。"),
    ("消防报警先现场确认，再消音。", "消防报警先消音，再复位。"),
    ("交房时业主先验房并签认，之后领取钥匙。", "业主先签收装修手册，再领取钥匙。"),
    ("租户搬出家具须先取得业主同意，然后开具放行条。", "访客车辆可先抬杆放行，事后补登记。"),
]


@pytest.mark.parametrize(("mine", "theirs"), AT_ODDS)
def test_orders_the_other_way_round_contradict(mine, theirs):
    """Steps, things in a list, and what is the condition of what."""
    assert contradiction(mine, theirs) is not None
    assert contradiction(theirs, mine) is not None


@pytest.mark.parametrize(("mine", "theirs"), SIDE_BY_SIDE)
def test_orders_of_other_things_stand_side_by_side(mine, theirs):
    """Supply is switched off in the opposite order."""
    assert contradiction(mine, theirs) is None
