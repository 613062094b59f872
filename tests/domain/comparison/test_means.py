"""One means alone, beside another one that is kept open or that nobody may be made to use."""

from __future__ import annotations

import pytest

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import Verdict, compare_asked
from guicheng.domain.comparison.means import are_means_shut_out


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("停车费只收电子支付，不收现金。", "车主以现金支付停车费的，不得拒收。"),
        ("物业费缴纳仅支持线上支付。", "物业费缴纳应当提供现金方式，不得拒收现金。"),
        ("代缴燃气费一律扫码支付，不收现金。", "业主用现金交燃气费的，前台应予收取。"),
        ("前台收费只收现金，不支持刷卡和扫码。", "前台收费应当支持扫码支付。"),
        ("单元门只能刷脸开启，不再发放门禁卡。", "不得将人脸识别作为进出单元门的唯一验证方式。"),
        ("业主必须录入人脸信息方可进入小区。", "不得强制业主以人脸识别方式进入小区。"),
        ("小区大门只认人脸，不设其他验证方式。", "业主不同意人脸识别的，应当提供其他验证方式。"),
        ("访客一律刷脸进入。", "访客不愿刷脸的，可凭身份证登记进入。"),
        ("报修只受理线上申请，不接受电话报修。", "业主电话报修的，应予受理。"),
        ("投诉只通过APP提交，前台不受理。", "业主到前台投诉的，客服应当场受理登记。"),
        ("业主刷脸进出小区，不设其他进门方式。", "不得强制业主刷脸进出小区。"),
    ],
)
def test_what_leaves_one_means_only_stops_what_keeps_another_one(one, other):
    assert compare_asked(read(one), read(other)).verdict is Verdict.CONFLICT
    assert compare_asked(read(other), read(one)).verdict is Verdict.CONFLICT


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Of another matter.
        ("停车费只收电子支付，不收现金。", "业主以现金交纳物业费的，不得拒收。"),
        # What is shown beside other things keeps no other means out.
        ("访客一律登记身份证后进入小区。", "业主可刷脸进入小区。"),
        # A deposit for a means is none.
        ("不得收取门禁卡押金。", "业主应凭门禁卡进出小区。"),
        # Each may be used.
        ("停车费不收现金。", "停车费支持扫码支付。"),
        ("收取的现金必须当日存入银行。", "停车费应当支持扫码支付。"),
        # Nothing is told of means.
        ("路灯每周巡检一次。", "停车费只收现金。"),
    ],
)
def test_means_that_can_be_kept_side_by_side_shut_nothing_out(one, other):
    assert not are_means_shut_out(one, other)
    assert not are_means_shut_out(other, one)
