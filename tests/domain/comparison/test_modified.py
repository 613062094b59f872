"""Words before a thing by which only one of two clauses makes less of it."""

import pytest

from guicheng.domain.comparison.modified import modifiers_beyond


@pytest.mark.parametrize(
    ("text", "other", "words"),
    [
        ("有偿维修工单保存3年", "维修工单保存3年", ("有偿",)),
        ("框架采购合同签订后归档", "所有采购合同签订后归档", ("框架",)),
        ("自有车辆每日巡查2次", "车辆每日巡查2次", ("自有",)),
        ("大会议室每日清洁2次", "会议室每日清洁2次", ("大",)),
        ("每年对军属业主走访1次", "每年对业主走访1次", ("军属",)),
        ("已评价工单保存3年", "工单保存3年", ("已评价",)),
        ("收费工单完工后一周之内打电话回访一遍客户", "工单完工后7日内回访", ("收费",)),
    ],
)
def test_a_word_before_a_thing_makes_less_of_it(text: str, other: str, words: tuple[str, ...]) -> None:
    assert modifiers_beyond(text, other) == words


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("小区电梯每15日维保1次", "电梯每15日维保1次"),
        ("项目各类投诉当日答复", "投诉当日答复"),
        ("发生电梯困人的，20分钟到场", "电梯困人的，20分钟到场"),
        ("保洁员给花坛浇水2次", "花坛浇水2次"),
        ("乔木和灌木每年修剪2次", "灌木每年修剪2次"),
        ("物业服务企业发现楼道内有杂物，24小时内清除", "楼道内有杂物的，自发现起24小时内清走"),
        ("有偿工单保存3年", "收费工单保存3年"),
        ("有偿工单保存3年", "订单保存3年"),
        ("有偿维护施工器材每周抽查", "维修工单每周抽查"),
        ("12345投诉当日答复", "投诉当日答复"),
        ("每周擦洗电梯", "在每个电梯旁贴告示"),
    ],
)
def test_what_leaves_nothing_out_makes_no_less_of_it(text: str, other: str) -> None:
    assert modifiers_beyond(text, other) == ()
