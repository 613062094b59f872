"""Words that stand in an order, of which one keeps another as a greater number keeps a smaller one."""

from __future__ import annotations

import pytest

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import Verdict, compare_asked
from guicheng.domain.comparison.ranked import ranked_in


@pytest.mark.parametrize(
    ("text", "scale", "lowest", "highest"),
    [
        ("救生员须持初级（五级）及以上救生员证", "skill", 0, 4),
        ("学历不低于大专", "education", 2, 5),
        ("年满50岁的，学历可放宽到初中及以下", "education", 0, 0),
        ("应有二级建造师及以上人员一名", "register", 0, 1),
        ("发现较大隐患时", "hazard", 1, 1),
        ("发现较大及以上隐患时", "hazard", 1, 3),
    ],
)
def test_a_rank_is_the_least_that_will_do_and_of_cases_just_one(text, scale, lowest, highest):
    assert (scale, lowest, highest) in {(each.scale, each.lowest, each.highest) for each in ranked_in(text)}


@pytest.mark.parametrize(
    "text",
    [
        "一级建造师或二级建造师须到场",
        "高级管理人员须佩戴工牌",
        "橙色标识牌须完好",
        "本科目培训满8学时",
        "高级工程须验收",
    ],
)
def test_words_that_name_no_rank_or_several_are_none(text):
    assert not ranked_in(text)


@pytest.mark.parametrize(
    ("a", "b", "wanted"),
    [
        ("发现一般隐患的，24小时内上报。", "发现重大隐患的，24小时内上报。", Verdict.DISJOINT),
        ("发现重大隐患的，2小时内上报。", "发现较大及以上隐患的，1小时内上报。", Verdict.LOOSER),
        ("发现重大隐患的，1小时内上报。", "发现较大及以上隐患的，2小时内上报。", Verdict.COMPATIBLE),
        ("项目经理应具有大专及以上学历。", "项目经理大专以上文化程度。", Verdict.EQUAL),
        ("会所厨师须为中级工及以上，从业3年以上。", "会所厨师须为高级工及以上，从业2年以上。", Verdict.COMPATIBLE),
        ("高压电工须持高级工及以上证书。", "低压电工须持中级工及以上证书。", Verdict.DISJOINT),
        ("电梯管理员须为大专及以上学历。", "会计须为本科及以上学历。", Verdict.DISJOINT),
        ("安保主管须为大专及以上学历。", "秩序维护主管须为本科及以上学历。", Verdict.DISJOINT),
        ("讲解员普通话达到二级甲等。", "讲解员普通话应当不低于二级乙等。", Verdict.TIGHTER),
        ("未取得中级工证书的，不得操作锅炉。", "未取得高级工证书的，不得操作锅炉。", Verdict.LOOSER),
        ("食堂员工学历要求初中及以下。", "食堂员工学历要求高中及以上。", Verdict.CANNOT_COMPARE),
        ("会计须有本科及以上学历，从业3年以上。", "会计须有从业5年以上经验。", Verdict.COMPATIBLE),
        ("会计从业3年以上，本科及以上学历。", "会计从业3年以上。", Verdict.TIGHTER),
        ("会计从业3年以上，本科及以上学历。", "会计从业3年以上，有会计职称。", None),
        ("会计须有大专及以上学历，从业3年以上。", "绿篱须有3次以上修剪。", None),
        ("绿化主管须有大专及以上学历。", "绿化技术主管须有大专及以上学历。", None),
    ],
)
def test_what_else_two_clauses_ask_for_counts_as_well(a, b, wanted):
    found, swapped = compare_asked(read(a), read(b)).verdict, compare_asked(read(b), read(a)).verdict
    assert found is swapped.swapped
    assert found is wanted or (wanted is None and found not in {Verdict.TIGHTER, Verdict.EQUAL, Verdict.CONFLICT})
