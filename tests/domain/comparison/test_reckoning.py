"""Which of two numbers is more that are reckoned by other things depends on how large the estate is."""

from __future__ import annotations

import pytest

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import Verdict, compare_asked


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("每5万平方米配备1名客服管家。", "客服管家不少于4名。"),
        ("每500户配置1名秩序维护员。", "每3万平方米建筑面积配置1名秩序维护员。"),
        ("夜班秩序员人数不得低于白班的60%。", "夜班秩序员不少于4人。"),
        ("持证电工占工程人员的比例不低于50%。", "持证电工不少于3名。"),
        ("秩序维护员中退役军人的比例不低于30%。", "秩序维护队伍中至少有5名退役军人。"),
        ("年度有效投诉率不超过0.3%。", "全年有效投诉不超过5起。"),
        ("灭火器完好率不低于99%。", "失效的灭火器不得超过2具。"),
        ("每年走访业主户数不低于总户数的60%。", "每年走访业主不少于300户。"),
        # For each of several, and for all of them.
        ("每栋楼至少配备保洁员1名。", "本项目保洁员总数不少于6人。"),
        ("每台电梯备用钥匙不少于2把。", "全部电梯备用钥匙总数不少于10把。"),
        ("每班秩序维护员不少于4人。", "项目秩序维护员总数不少于12人。"),
        ("每层配备值班员1名。", "整个院区配备值班员不少于10名。"),
    ],
)
def test_numbers_reckoned_by_other_things_are_not_compared(one, other):
    assert compare_asked(read(one), read(other)).verdict is Verdict.CANNOT_COMPARE
    assert compare_asked(read(other), read(one)).verdict is Verdict.CANNOT_COMPARE


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        # A share of one thing and a number of another.
        ("秩序维护员持证上岗率100%。", "秩序维护员不少于6人。", Verdict.DISJOINT),
        ("客服人员不少于3人。", "每2万平方米配备保洁人员1名。", Verdict.DISJOINT),
        ("绿化覆盖率不低于35%。", "乔木不少于100株。", Verdict.DISJOINT),
        # What is measured in degrees is no number of things.
        ("档案室温度保持在14—24℃。", "档案室的相对湿度应在45%到60%之间。", Verdict.DISJOINT),
        # Reckoned by the same.
        ("每4万平方米配备1名客服人员。", "每5万平方米配备1名客服人员。", Verdict.TIGHTER),
        ("每栋楼至少配备保洁员2名。", "每栋楼至少配备保洁员1名。", Verdict.TIGHTER),
        ("本项目保洁员总数不少于8人。", "本项目保洁员总数不少于6人。", Verdict.TIGHTER),
        ("每班秩序维护员不少于4人。", "每班秩序维护员不少于3人。", Verdict.TIGHTER),
        # Times of the next day are counted by nothing.
        ("夜间下雪的，次日早8点前清出主路。", "夜间落雪，须在次日早晨7:00前清出主路。", Verdict.LOOSER),
        # Of other cases.
        ("一号楼保洁员不少于总人数的30%。", "地下车库保洁员不少于3人。", Verdict.DISJOINT),
    ],
)
def test_numbers_reckoned_by_one_thing_or_of_two_are_told_as_they_are(one, other, wanted):
    assert compare_asked(read(one), read(other)).verdict is wanted
    assert compare_asked(read(other), read(one)).verdict is wanted.swapped


def test_a_number_that_another_year_sets_is_not_told():
    one, other = read("每年举办的社区活动场次不少于上一年度。"), read("每年至少举办4场社区活动。")
    assert compare_asked(one, other).verdict is Verdict.CANNOT_COMPARE
    assert compare_asked(other, one).verdict is Verdict.CANNOT_COMPARE
