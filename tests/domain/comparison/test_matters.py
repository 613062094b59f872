"""Drills, courses and records are known by what they are of, however often they are held or long they are kept."""

from __future__ import annotations

import pytest

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import Verdict, compare_asked


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("每半年组织一次电梯困人演练。", "每半年组织一次消防演练。"),
        ("每年开展一次防汛演练。", "每年开展一次消防疏散演练。"),
        ("设备部每年举行一次水泵房水淹演练。", "设备部每年举行一次配电房失火演练。"),
        ("每季度开展消防培训一次。", "每季度开展客服礼仪培训一次。"),
        ("新员工消防培训不少于8课时。", "新员工礼仪培训不少于4课时。"),
        ("维修工单保存2年。", "投诉工单保存3年。"),
        ("巡逻记录保存1年。", "装修巡查记录保存2年。"),
        ("前台代收的包裹保管3日。", "代缴水电费的票据存根保存两年。"),
        ("代收包裹保管5日。", "拾得物品保管30日。"),
    ],
)
def test_other_matters_make_two_of_them(one, other):
    assert compare_asked(read(one), read(other)).verdict is Verdict.DISJOINT
    assert compare_asked(read(other), read(one)).verdict is Verdict.DISJOINT


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("每年至少组织两次消防演练。", "每年组织一次火灾疏散演练。", Verdict.TIGHTER),
        ("每年组织一次应急演练。", "每半年组织一次消防应急演练。", Verdict.LOOSER),
        ("交接班记录保存半年。", "值班交接记录保存1年。", Verdict.LOOSER),
        ("代收包裹存放3日。", "快递包裹代收后保管5日。", Verdict.LOOSER),
    ],
)
def test_one_matter_in_other_words_is_one(one, other, wanted):
    assert compare_asked(read(one), read(other)).verdict is wanted
    assert compare_asked(read(other), read(one)).verdict is wanted.swapped
