"""Two clauses in the same words, and what the same words do not tell."""

from __future__ import annotations

import pytest

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import Verdict, compare_asked
from guicheng.domain.comparison.phrasing import rephrased


def verdict(one, other):
    return compare_asked(read(one), read(other)).verdict


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("枯死的苗木7日内补种。", "发现苗木枯死，应在一周之内补种完毕。", Verdict.EQUAL),
        ("计划停电至少提前1天通知住户。", "住户须在计划停电三天以前得到通知。", Verdict.LOOSER),
        ("展厅室温保持在18～24℃。", "展厅的室温应在20℃至26℃之间。", Verdict.COMPATIBLE),
    ],
)
def test_the_order_of_words_and_one_more_of_them_tell_nothing(one, other, wanted):
    assert verdict(one, other) is wanted
    assert verdict(other, one) is wanted.swapped


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("物业3日内答复业主委员会。", "业主委员会3日内答复物业。"),
        ("维修合格率达98%。", "维修及时率不低于95%。"),
        ("垃圾桶每天清倒两次。", "垃圾桶应当每周冲洗2次。"),
    ],
)
def test_other_parties_shares_and_tasks_stay_apart(one, other):
    assert verdict(one, other) is Verdict.DISJOINT


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("物品放行须经业主签字或者主管签字。", "物品放行须经业主签字和主管签字。", Verdict.LOOSER),
        ("物品放行须经业主签字和主管签字。", "物品放行须经业主签字或者主管签字。", Verdict.TIGHTER),
        # Who else must agree is another matter.
        ("物品放行须经业主签字或者客服主管签字。", "物品放行须经业主签字和楼层管理员签字。", Verdict.CANNOT_COMPARE),
    ],
)
def test_one_of_several_who_agree_is_less_than_all_of_them(one, other, wanted):
    assert verdict(one, other) is wanted


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("货梯载重达到标识的20成时停用。", "货梯载重达到标识的30成时停用。"),
        ("PM2.5超过150时暂停户外作业。", "PM2.5超过200时暂停户外作业。"),
        ("使用90号汽油的车辆禁止进入。", "使用95号汽油的车辆禁止进入。"),
        ("三类人员禁止入内。", "五类人员禁止入内。"),
    ],
)
def test_acts_whose_numbers_differ_are_never_called_one(one, other):
    assert verdict(one, other) is Verdict.CANNOT_COMPARE


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("保安员每年培训不少于40学时。", "保安员每季度培训不少于10学时。", Verdict.LOOSER),
        ("保安员每季度培训不少于10学时。", "保安员每年培训不少于48学时。", Verdict.COMPATIBLE),
        ("有效投诉每年不超过6件。", "有效投诉每月不超过6件。", Verdict.TIGHTER),
        ("有效投诉每月不超过1件。", "有效投诉每季度不超过3件。", Verdict.TIGHTER),
    ],
)
def test_amounts_of_a_period_are_set_beside_those_of_a_longer_one(one, other, wanted):
    assert verdict(one, other) is wanted


@pytest.mark.parametrize(
    "text",
    [
        "户外人员密集处禁止摆摊",
        "业主自家装修须登记",
        "初审完成后3日内公示",
        "停用电梯须提前1天通知",
        "两次巡逻相隔两小时",
    ],
)
def test_a_piece_of_another_word_is_not_put_in_other_words(text):
    assert rephrased(text) == text


def test_a_deposit_stays_the_one_that_it_is():
    assert rephrased("借用雨伞不收取押金") == "借用雨伞押金收费0元"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "业主户内、公共部位发生水管爆裂的，接报后15分钟内到场。",
            "公共部位水管爆裂，维修人员接报后15分钟内到达现场。",
        ),
        ("业主专有部分、共用部位漏电的，接报后30分钟内到场。", "共用部位漏电，接报后30分钟内到场。"),
        ("室内外公共区域每日清扫一次。", "室外公共区域每日清扫一次。"),
    ],
)
def test_a_place_more_beside_the_same_ones_is_more_than_the_same(one, other):
    assert compare_asked(read(one), read(other)).verdict is Verdict.TIGHTER
    assert compare_asked(read(other), read(one)).verdict is Verdict.LOOSER
