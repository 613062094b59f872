"""A second duty at the end of a clause."""

from __future__ import annotations

import pytest

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import Verdict, compare_asked
from guicheng.domain.comparison.joined import joined_in


@pytest.mark.parametrize(
    ("a", "b", "wanted"),
    [
        ("跑水后20分钟内到场，并疏散附近住户。", "跑水后20分钟内到场。", Verdict.TIGHTER),
        ("跑水后20分钟内到场，并疏散附近住户。", "跑水后30分钟内到场。", Verdict.TIGHTER),
        ("跑水后40分钟内到场，并疏散附近住户。", "跑水后30分钟内到场。", Verdict.COMPATIBLE),
        ("水箱每月清洗1次，并更换滤芯。", "水箱每季度清洗1次，并涂刷防腐漆。", Verdict.COMPATIBLE),
        ("消杀提前3日公告，现场须设置警示牌。", "消杀提前3日公告。", Verdict.TIGHTER),
        ("消杀须在8:00前完成，并收走毒饵。", "消杀不得早于10:00开始。", None),
    ],
)
def test_a_second_duty_makes_a_clause_tighter_or_neither(a, b, wanted):
    found, swapped = compare_asked(read(a), read(b)).verdict, compare_asked(read(b), read(a)).verdict
    assert found is swapped.swapped
    assert wanted in {found, None}


@pytest.mark.parametrize(
    ("text", "other", "more"),
    [
        ("停水提前3天张贴通知，并短信告知业主。", "停水提前2天张贴通知。", "并短信告知业主"),
        ("停水提前3天张贴通知，并短信告知业主。", "停水提前2天张贴通知，同时短信告知。", None),
        ("巡查每日1次，并填写台账。", "巡查每日2次，须作记录。", None),
        ("应张贴通知，并短信告知业主。", "停水提前2天张贴通知。", None),
        ("大堂每日保洁2次，确保整洁。", "大堂每日保洁2次。", None),
        ("停水提前3天张贴通知，并且不得少于72小时。", "停水提前2天张贴通知。", None),
    ],
)
def test_only_what_the_other_clause_does_not_say_is_a_second_duty(text, other, more):
    found = joined_in(text, other)
    assert (found and found.more) == more


def test_a_conflict_stays_one_whatever_is_asked_for_besides():
    a, b = "货梯须在8:00至10:00运送垃圾，并铺设防护垫。", "货梯只能在18:00至20:00运送垃圾。"
    assert compare_asked(read(a), read(b)).verdict is Verdict.CONFLICT
