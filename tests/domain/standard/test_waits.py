"""When a thing is given back, which another clause keeps back for longer."""

from __future__ import annotations

import pytest

from guicheng.domain.standard.claims import contradiction
from guicheng.domain.standard.waits import waits_in

DENIED = [
    ("装修押金验收合格满1个月无渗漏的全额退还。", "装修押金自竣工验收之日起满3个月后办理退款。"),
    ("装修竣工验收合格后7个工作日内，押金原路退回业主。", "装修保证金自验收通过之日起满三个月，复查无渗漏方可退还。"),
    ("租户退租交房后10日内退还租赁保证金。", "租赁保证金于租户退租后经过30日无欠费的再行退还。"),
    ("商户撤场验收后5日内退还质保金。", "质保金自商户撤场之日起期满半年方予退还。"),
    ("门禁卡押金自退卡之日起不超过3日退还。", "门禁卡押金须满15天后退还持卡人。"),
    ("装修押金验收通过后十个工作日，财务退还业主。", "装修保证金验收合格满三个月方可退还。"),
    ("装修押金第三个工作日打回业主账户。", "装修押金满半年后退还。"),
]
KEPT = [
    # Of two things.
    ("装修押金验收合格后7日内退还。", "租赁押金自退租之日起满3个月后退还。"),
    ("装修押金验收合格后7日内退还。", "押金满3个月后退还。"),
    # Both can be kept, or say one thing.
    ("装修押金满1个月后退还。", "装修保证金验收满一个月的全额退还。"),
    ("装修押金验收合格满30日后退还。", "装修押金自验收之日起60日内退还。"),
    ("装修押金验收合格后7日内退还。", "装修保证金自验收之日起15日内退还。"),
    # Nothing that is kept as a pledge, and nothing that is given back.
    ("报修工单完成后7日内回访。", "报修工单满3个月后归档。"),
    ("投诉7日内退还处理意见。", "投诉满3个月后退还档案室。"),
    ("装修押金在前台收取，退还时凭收据。", "装修押金满3个月后退还。"),
    ("装修押金退还后7日内开具收据。", "装修押金满3个月后退还。"),
]


@pytest.mark.parametrize(("mine", "theirs"), DENIED)
def test_one_keeps_back_what_the_other_has_given_back(mine, theirs):
    assert contradiction(mine, theirs) is not None
    assert contradiction(theirs, mine) is not None


@pytest.mark.parametrize(("mine", "theirs"), KEPT)
def test_what_is_of_another_thing_or_time_denies_nothing(mine, theirs):
    assert contradiction(mine, theirs) is None
    assert contradiction(theirs, mine) is None


def test_a_half_is_a_number_and_a_year_has_its_days():
    (wait,) = waits_in("租赁押金自退租之日起满半年后退还")
    assert (wait.days, wait.after) == (182.5, True)
