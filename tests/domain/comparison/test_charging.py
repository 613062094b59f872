"""What is free in one clause and paid for in another."""

from __future__ import annotations

import pytest

from guicheng.domain.comparison import Verdict
from guicheng.domain.comparison.charging import compared_as_charges


@pytest.mark.parametrize(
    ("a", "b", "wanted"),
    [
        ("不收任何押金。", "装修押金每户不得超过1500元。", Verdict.TIGHTER),
        ("会客厅收费不超过每场300元。", "会客厅免费使用。", Verdict.LOOSER),
        ("轮椅借用免费。", "借用轮椅每次收费5元。", Verdict.CONFLICT),
        ("自行车棚免费停放。", "自行车棚停放按小时收费。", Verdict.CONFLICT),
        ("车辆停放20分钟以内免费。", "停车不足20分钟的，按1小时收费。", Verdict.CONFLICT),
        ("停放1小时以内免费。", "停放60分钟以内的，收费5元。", Verdict.CONFLICT),
        ("雨伞借用免收费用。", "免费借用雨伞。", Verdict.EQUAL),
        ("物业不向租户收取押金。", "租户须交纳押金，押金300元。", Verdict.CONFLICT),
        # Other things, other times, or cases of which not all is told.
        ("雨伞借用免费。", "轮椅借用免费。", None),
        ("车辆停放20分钟以内免费。", "停放按小时收费。", None),
        ("轮椅借用免费。", "雨伞借用每次5元。", None),
        ("免费。", "雨伞借用每次5元。", None),
        ("首次补办免费。", "补办每次10元。", None),
        ("老人停车免费。", "停车按小时收费。", None),
        ("停车免费，夜间须交费。", "停车按小时收费。", None),
        ("停放第20分钟起免费。", "停放按小时收费。", None),
        ("借用雨伞每次5元。", "借用雨伞不超过10元。", None),
        ("楼道每日清扫。", "雨伞借用免费。", None),
    ],
)
def test_what_is_free_is_set_beside_what_is_paid_for(a, b, wanted):
    found, swapped = compared_as_charges(a, b), compared_as_charges(b, a)
    assert (found and found.verdict) is wanted
    assert (swapped and swapped.verdict.swapped) is wanted
