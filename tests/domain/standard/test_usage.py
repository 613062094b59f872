"""How the clauses of a company use words."""

from __future__ import annotations

import pytest

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import Level, terms_of
from guicheng.domain.standard.entries import Entry
from guicheng.domain.standard.resemblance import Resemblance
from guicheng.domain.standard.usage import Usage
from guicheng.domain.values import Severity

TEXTS = [
    "栖梧苑单元大堂地面每日拖洗1次。",
    "栖梧苑地下车库地面每周冲洗1次。",
    "栖梧苑园区绿地草坪留茬6至8厘米。",
    "澄安医院电梯轿厢每4小时消毒1次。",
    "澄安医院屋顶花园排水口每月清掏1次。",
    "澄安医院急诊通道口禁止停放车辆。",
    "栖梧苑电梯轿厢每日消毒1次。",
]


def entry(text):
    clause = read(text)
    return Entry(clause, terms_of(clause), Level.COMPANY, text)


def found(*texts):
    return [
        (each.entry, each.other, each.finding.severity)
        for each in Resemblance([entry(text) for text in texts]).findings()
    ]


def test_names_of_estates_are_found_by_their_coming_again():
    assert Usage(TEXTS).names == {"栖梧苑", "澄安医院"}
    assert Usage(TEXTS[:2]).names == frozenset()
    # What everybody says is no name, and of 巡查栖梧苑 the name is what stands elsewhere as well.
    assert Usage([f"小区花园每日清扫{number}次。" for number in range(5)]).names == frozenset()
    longer = [*TEXTS, *(f"秩序员巡查栖梧苑，每日{number}次。" for number in range(1, 4))]
    assert "栖梧苑" in Usage(longer).names
    assert not any(name.startswith("查") for name in Usage(longer).names)


def test_promises_of_two_estates_are_two():
    usage = Usage(TEXTS)
    assert usage.are_of_two_estates(TEXTS[3], TEXTS[6])
    assert not usage.are_of_two_estates(TEXTS[0], TEXTS[1])
    assert not usage.are_of_two_estates(TEXTS[0], "电梯轿厢每日消毒1次。")
    assert usage.without_names(TEXTS[0]) == "单元大堂地面每日拖洗1次。"
    pair = [TEXTS[3], TEXTS[6]]
    assert [each for each in found(*TEXTS) if {each[0], each[1]} == {3, 6}] == []
    # Without the others nobody knows that these are names.
    assert len(found(*(text.replace("澄安医院", "南楼").replace("栖梧苑", "") for text in pair))) <= 1


def test_what_few_clauses_share_tells_more():
    usage = Usage(TEXTS)
    rare, common = (usage.told_in_common(*pair) for pair in (("排水口清掏", "清掏排水口"), ("每日消毒", "每月消毒")))
    assert rare > common > 0
    assert usage.told_in_common("排水口", "轿厢") == 0


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("变配电室温度不得高于40℃。", "变配电室温度不得高于35℃，超过的开启排风机。", Severity.WARNING),
        ("发现整条回路不亮后，电工2小时内恢复。", "发现公共灯具不亮后，电工12小时内修复。", Severity.HINT),
    ],
)
def test_few_signs_are_a_hint(one, other, wanted):
    assert found(one, other) == [(1, 0, wanted)]
