"""What speaks for two promises being one, sign by sign."""

from __future__ import annotations

from itertools import combinations

import pytest

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import UNKNOWN, Level, Verdict, terms_of
from guicheng.domain.comparison.tables import rows_of, values
from guicheng.domain.standard.entries import Entry
from guicheng.domain.standard.sites import are_apart, sites_of
from guicheng.domain.standard.usage import Usage
from guicheng.domain.standard.weighing import weighed


def verdict(one, other):
    entries = [Entry(clause := read(text), terms_of(clause), Level.COMPANY, text) for text in (one, other)]
    found = weighed(*entries, UNKNOWN, Usage([one, other]))
    return found.comparison.verdict if found and found.strong else None


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("变配电室温度不得高于40℃。", "变配电室温度不得高于35℃，超过的开启排风机。", Verdict.LOOSER),
        ("泳池开放期间，池边救生员不少于3名。", "泳池每个时段安排2名救生员值守。", Verdict.TIGHTER),
        ("喷泉水景每周换水2次。", "喷泉水景每周换水1次。", Verdict.TIGHTER),
        # What else a clause says tells nothing of the two: 老人, 外围.
        ("会所恒温泳池水温保持在24℃至25℃。", "恒温泳池水温全年27℃至29℃，老人孩子下水都不冷。", Verdict.CONFLICT),
        # A case that comes in by telephone is that case.
        (
            "居民报急修的，自来电时起30分钟内维修人员到达现场。",
            "急修工单的到场时限为1小时，从客服接报时起算。",
            Verdict.TIGHTER,
        ),
        # Day and night is a time of day as well.
        (
            "半地下非机动车库充电桩全天24小时供电。",
            "半地下非机动车库充电区每天6:00至22:00送电，其余时段断电。",
            Verdict.CANNOT_COMPARE,
        ),
        ("访客登记表由队长保管，满6个月即行销毁。", "访客登记表保存1年。", Verdict.CONFLICT),
        ("投诉登记单按月装订，保存四年。", "客户投诉类档案存满两年即行销毁。", Verdict.CONFLICT),
        ("业主户内更换灯管、水龙头，人工费免收。", "上门更换灯管、水龙头，每次收取人工费30元。", Verdict.CONFLICT),
        ("临时停车前30分钟免费。", "车辆进场15分钟以内离场的，免收停车费。", Verdict.TIGHTER),
        # One end of two differs, and one alone counts by the shift.
        ("秩序员录用年龄不超过45周岁。", "秩序员录用年龄在18至50周岁之间。", Verdict.COMPATIBLE),
        ("夜间巡逻须两人同行。", "夜班设巡逻岗1人。", Verdict.TIGHTER),
        # The clock begins with what happens or with its being found; a notice ends with being given.
        ("苗木死亡的，绿化班7日内补种。", "发现死株后30天完成补植。", Verdict.TIGHTER),
        ("家政预约的取消，客户提前24小时提出。", "取消家政预约，提前2小时告知。", Verdict.TIGHTER),
        # Times of day of which none stands in the other clause, however each is bound.
        ("校门每晚21:30关闭。", "学校大门关闭时间为22:30。", Verdict.CANNOT_COMPARE),
        ("客户服务中心接待时间为8:30至18:00。", "服务中心前台人工接待到21:00。", Verdict.CANNOT_COMPARE),
        ("校门每晚21:30关闭。", "学校大门关闭时间为21:30。", None),
        # Workdays and days are two figures, whichever is longer; an answer and a call back are two things.
        ("客户投诉3个工作日内答复。", "对住户的投诉，7日内书面答复。", Verdict.CANNOT_COMPARE),
        ("客户投诉3个工作日内答复。", "对住户的投诉，办结后7日内回访。", None),
        ("客户投诉5日内答复。", "对住户的投诉，5日内书面答复。", None),
        ("前台每日8:00前开门。", "泳池每日21:00后换水。", None),
        ("高压室每日8:00前巡视。", "低压室每日9:00后巡视。", None),
        # An answer on a complaint is what is told of it.
        (
            "租户的书面投诉自收到之日起2个工作日内给出处理答复。",
            "业户写来的投诉信，处理结论在五个工作日内告知写信人。",
            Verdict.TIGHTER,
        ),
        # One case as urgent as the other, up to one stage, in hardly a word in common; and another case.
        (
            "一般报修单，工程部接单后1小时内到达现场；需要备料的，到场时告知。",
            "一般报修，我们承诺派单后30分钟内师傅到客户门口。",
            Verdict.LOOSER,
        ),
        (
            "一般报修单，工程部接单后1小时内到达现场；需要备料的，到场时告知。",
            "急修，我们承诺派单后30分钟内师傅到客户门口。",
            None,
        ),
        # Notices are given of many things, and public holidays are none of Monday to Friday.
        ("绿化打药，提前1天在各单元门口张贴通知。", "消防演练，提前3天在各单元门口和业主群发布通知。", None),
        ("周一至周五，前台8:30—18:30有人接待。", "法定节假日前台照常开门，接待时间为9:00—17:00。", None),
        # Nothing differs.
        ("喷泉水景每周换水2次。", "喷泉水景每周换水两遍。", None),
        # One attribute and hardly a word in common.
        ("喷泉水景每周换水2次。", "会议室地毯每月抽洗1次。", None),
        # All words in common, and other places, deeds, shares, seasons.
        ("大堂垃圾桶每日清倒3次。", "地下车库垃圾桶每日清倒1次。", None),
        ("绿篱每月浇水4次。", "绿篱每月修剪1次。", None),
        ("投诉处理及时率不低于95%。", "投诉处理满意率不低于90%。", None),
        ("夏季泳池水温不低于24℃。", "冬季泳池水温不低于28℃。", None),
        # Words of the table of contrasts.
        ("高压柜温度不得高于40℃。", "低压柜温度不得高于35℃。", None),
        # A visit afterwards is one whatever went before; a supply that is stopped is told of once.
        ("维修工单完成后，客服专员24小时内电话回访。", "上门修理完毕，7日内向业主做回访并记录评价。", Verdict.TIGHTER),
        ("维修工单完成后，客服专员24小时内电话回访。", "上门修理的，7日内向业主开具收据。", None),
        ("计划性停电提前24小时在各单元张贴通知。", "配电柜检修需要停电的，提前3天书面告知各户。", Verdict.LOOSER),
        ("计划性停水提前24小时在各单元张贴通知。", "配电柜检修需要停电的，提前3天书面告知各户。", None),
        ("计划性停水提前24小时在各单元张贴通知。", "市政停水的，提前1小时书面告知各户。", None),
        # Rounds at other hours, and the same.
        ("零点到清晨六点，巡逻岗每1小时沿园区巡逻一次。", "白天6:00至22:00，巡逻岗每3小时沿园区巡逻一次。", None),
        (
            "零点到清晨六点，巡逻岗每1小时沿园区巡逻一次。",
            "夜里0:00至6:00，巡逻岗每3小时沿园区巡逻一次。",
            Verdict.TIGHTER,
        ),
        # What is counted when work is assessed is what was promised.
        ("业主的投诉自登记之日起3日内答复。", "投诉答复时限按7个工作日考核。", Verdict.TIGHTER),
        (
            "水管爆裂等急修，维修人员派单后15分钟内到达现场。",
            "急修工单，水电工自派单起半小时以内进户。",
            Verdict.TIGHTER,
        ),
        (
            "晚上10点到早晨6点，护卫队员按一小时一圈走完巡更点。",
            "夜间22:00至次日6:00，护卫队员每2小时巡逻一次。",
            Verdict.TIGHTER,
        ),
        ("园区地面道路车辆时速上限为15公里。", "园区地面道路车辆不得开到每小时5公里以上。", Verdict.LOOSER),
        # An act is no figure.
        ("草坪禁止踩踏。", "草坪可以踩踏。", None),
    ],
)
def test_signs_add_up(one, other, wanted):
    backwards = {Verdict.LOOSER: Verdict.TIGHTER, Verdict.TIGHTER: Verdict.LOOSER}
    assert verdict(one, other) == wanted
    assert verdict(other, one) == backwards.get(wanted, wanted)


def test_places_that_hold_things_are_places_of_the_scopes():
    assert {name for (name,) in rows_of("consistency", "sites")} <= {value.name for value in values("space")}


def test_the_longest_name_of_a_place_counts():
    lobby, first, toilet = (sites_of("frequency", text) for text in ("大堂地面", "一楼大堂的垃圾桶", "卫生间"))
    assert first & lobby == first != lobby
    assert [are_apart(a, b) for a, b in combinations((lobby, first, toilet), 2)] == [False, True, True]


def test_only_promises_about_things_stand_somewhere():
    assert sites_of("hours", "大堂") == sites_of("deadline", "大堂") == sites_of("frequency", "前台") == 0
    assert not are_apart(0, sites_of("share", "大堂"))
