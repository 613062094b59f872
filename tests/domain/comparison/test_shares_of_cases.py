"""The share of cases in which a limit is kept, in whatever words and over which period it is judged."""

from __future__ import annotations

import pytest

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import Verdict, compare_asked


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("急修30分钟内到场率不低于95%。", "急修20分钟内到场的占98%以上。", Verdict.LOOSER),
        ("95%的急修应在30分钟内到场。", "急修30分钟到场率不低于90%。", Verdict.TIGHTER),
        ("每月统计，报修24小时内修复的比例不低于90%。", "报修48小时修复率每月不低于90%。", Verdict.TIGHTER),
        ("客服电话铃响3声内接听的比例不低于95%。", "客服电话3声内接听率应达到90%。", Verdict.TIGHTER),
        ("投诉3日内办结率按季度不低于95%。", "按季度考核，投诉5日内办结的不少于90%。", Verdict.TIGHTER),
        ("一般维修24小时完成率每月达95%以上。", "一般维修24小时完成的比例，每月不低于95%。", Verdict.EQUAL),
        ("按月统计，投诉24小时内答复的不低于98%。", "投诉12小时内答复率每月达到99%。", Verdict.LOOSER),
        ("急修20分钟到场率每季度不低于95%。", "急修30分钟到场率每月不低于95%。", Verdict.COMPATIBLE),
        ("电梯困人20分钟内到场率100%。", "电梯困人一律20分钟内到场。", Verdict.EQUAL),
        ("来电10秒内接起率不低于90%，按月考核。", "每月统计，10秒内接起的来电不少于95%。", Verdict.LOOSER),
        ("按月统计，急修30分钟内到场的不低于95%。", "急修接报后一律30分钟内到场。", Verdict.LOOSER),
        ("急修15分钟内到场率98%，按月统计。", "每月统计一次，急修20分钟内到场的应不少于95%。", Verdict.TIGHTER),
        (
            "急修30分钟内到场的比例按月考核，每月不低于98%。",
            "急修工单30分钟到场率，按季度统计不低于95%。",
            Verdict.TIGHTER,
        ),
        ("急修未按时到场的比例，按月统计不得超过2%。", "急修按时到场率每月不低于98%。", Verdict.EQUAL),
        ("投诉未及时回复的比例每月不得超过3%。", "投诉及时回复率每月不低于95%。", Verdict.TIGHTER),
        ("报修未按期完成的比例按月考核，不超过5%。", "报修按期完成率每月达到96%。", Verdict.LOOSER),
        ("服务热线95%以上的来电在铃响三声内接听。", "服务热线来电一律在铃响三声内接听。", Verdict.LOOSER),
        ("按月统计，路灯完好率不低于98%。", "路灯完好率每月统计一次，不低于95%。", Verdict.TIGHTER),
        ("每季度考核，回访率不低于90%。", "按季统计，回访率应达到95%以上。", Verdict.LOOSER),
        ("投诉办结率按年统计，达到98%以上。", "投诉办结率年度不低于95%。", Verdict.TIGHTER),
        (
            "当月病区运送任务中，至少80%应在接单后二十分钟内送达。",
            "病区运送任务接单后20分钟内送达的比例，按月统计不得低于95%。",
            Verdict.LOOSER,
        ),
    ],
)
def test_a_share_of_cases_is_compared_with_its_limit_and_period(one, other, wanted):
    assert compare_asked(read(one), read(other)).verdict is wanted
    assert compare_asked(read(other), read(one)).verdict is wanted.swapped
