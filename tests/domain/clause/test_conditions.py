"""To which cases a bound is limited: those of its own part, and not the promises of the part before."""

from __future__ import annotations

import pytest

from guicheng.domain.clause.printer import echoes
from guicheng.domain.clause.reader import read


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("夜里1点到4点每小时巡查一次", "夜里1点到4点"),
        ("晚9点后大堂不少于2人", "晚9点后"),
        ("工作日8:00-18:00前台不少于3人", "工作日8:00-18:00"),
        ("8:00-12:00、14:00-18:00施工噪声不超过70分贝", "8:00-12:00、14:00-18:00"),
        ("白天每3小时巡逻一次，23:00至5:00每小时巡逻一次", "23:00至5:00"),
        ("夜间22:00-6:00每小时巡逻一次", "夜间"),
        ("每日7:00至9:00清扫1次", None),
        ("会所9:00-21:00开放，每2小时清扫一次", None),
    ],
)
def test_hours_ahead_of_a_bound_in_its_part_say_when_it_holds(text: str, condition: str | None) -> None:
    assert read(text).requirements[-1].condition == condition


def test_what_is_said_of_other_days_and_months_is_not_carried_on() -> None:
    assert [each.condition for each in read("平时每日巡查2次，雨季每日4次").requirements] == ["平时", "雨季"]
    assert [each.condition for each in read("天台平时锁闭，每周开门检查1次").requirements] == [None]
    assert read("春秋两季每周浇水2次，七八月份每日1次").requirements[-1].condition == "七八月份"
    assert read("6月1日至9月30日，每周试泵一次").requirements[-1].condition == "6月1日至9月30日"
    assert echoes(read("防汛值班自6月1日起至9月15日止，每班3人"))[-1].startswith("防汛值班自6月1日起至9月15日止")


def test_places_and_papers_start_no_clock_and_who_acts_is_no_event() -> None:
    assert read("展厅提前30分钟开门").requirements[0].trigger is None
    assert read("对讲机电量充足，三秒内应答").requirements[0].trigger is None
    visits = read("管家必须在业主收房后3天内拜访，10天内建档").requirements
    assert [each.trigger for each in visits] == ["业主收房后", "业主收房后"]
    assert echoes(read("管家必须在业主收房后3天内拜访")) == ("业主收房后 · ≤3 天内 · 管家拜访",)
    assert echoes(read("负荷不宜长期高于80%")) == ("负荷不宜长期 · ≤80%",)


def test_hours_are_not_those_of_the_part_of_the_day_before() -> None:
    assert [each.condition for each in read("白天每3小时巡逻一次，23:00至5:00关闭侧门").requirements] == ["白天", None]


def test_hours_stay_in_a_season_of_the_part_before() -> None:
    assert [each.condition for each in read("夏季加强巡查，10:00至12:00开放").requirements] == ["夏季"]


def test_an_echo_says_in_which_hours_a_number_holds() -> None:
    assert echoes(read("工作日8:00-18:00前台不少于3人"))[-1] == "「工作日8:00-18:00」 · 前台 · ≥3 人"
    assert echoes(read("8:00-9:00门岗不少于2人"))[-1] == "「8:00-9:00」 · 门岗 · ≥2 人"


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("限速10公里/小时，停放不超过12小时", None),
        ("门岗每班不超过8小时，交班提前10分钟到岗", None),
        ("管家每年培训不少于30学时，新管家上岗前不少于16学时", None),
        ("会所开放时间9时至21时，救生员不少于2人", None),
        ("扶手擦拭4次/季，记录保存2年", None),
        ("每季度公布收支情况，公示不少于15天", None),
        ("热线每天开放不少于12小时，来电30秒内接听", None),
        ("停水超过12小时，由管家送水不少于20升", "停水超过12小时"),
        ("上门服务时，管家不少于2人", "上门服务时"),
        ("特殊情况下，管家不少于2人", "特殊情况下"),
        ("每晚22时至次日6时，管家不少于1人", "每晚22时至次日6时"),
    ],
)
def test_an_amount_of_the_part_before_is_no_case(text: str, condition: str | None) -> None:
    assert read(text).requirements[-1].condition == condition


def test_a_length_of_time_starts_no_clock() -> None:
    assert read("每日开放8小时，2小时内答复").requirements[-1].trigger is None
    assert read("投诉升级时，2小时内答复").requirements[-1].trigger == "投诉升级时"


def test_what_is_kept_is_not_limited_to_the_kind_before() -> None:
    kept = read("普通画面保存15天，出入口30天").requirements
    assert [each.condition for each in kept] == ["普通", None]


def test_hours_of_other_days_are_limited_to_them() -> None:
    hours = read("工作日9点至17点搬运，周末限上午9点至11点").requirements
    assert [each.condition for each in hours if ":" in str(each.value)] == ["工作日", "周末"]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("电梯困人，5分钟内响应", "电梯困人"),
        ("水管爆裂，10分钟内到场", "水管爆裂"),
        ("处理漏水，2小时内完成", None),
        ("每日检查设备故障，2小时内排除", None),
    ],
)
def test_what_has_happened_starts_the_clock(text: str, trigger: str | None) -> None:
    assert read(text).requirements[-1].trigger == trigger


def test_what_has_happened_is_the_case_of_every_limit_behind_it() -> None:
    assert echoes(read("电梯困人，5分钟内响应，30分钟内救出")) == (
        "电梯困人 · ≤5 分钟内 · 响应",
        "电梯困人 · ≤30 分钟内 · 救出",
    )


def test_entries_in_order_have_the_numbers_of_their_places() -> None:
    assert echoes(read("大堂、车库每周分别清洗3次、1次")) == ("每周 =3 次 · 大堂清洗", "每周 =1 次 · 车库")
    assert [each.condition for each in read("急修、小修分别在1小时、24小时内修复").requirements] == [None, None]


def test_what_follows_if_a_promise_is_broken_is_not_what_it_is_about() -> None:
    assert read("通知须提前3天，否则视为无效").requirements[0].action == "通知"


def test_a_price_is_not_what_the_next_part_is_about() -> None:
    assert echoes(read("押金100元，每日清场1次")) == ("每日 =1 次 · 清场",)
    assert echoes(read("临时停车场，每日清场1次")) == ("临时停车场 · 每日 =1 次 · 清场",)


def test_what_goes_after_a_time_is_not_what_the_next_part_is_about() -> None:
    assert echoes(read("复印件7天后销毁，影像保存30天")) == ("影像 · 保存 ≥30 天",)


def test_holidays_beside_other_days_keep_their_words() -> None:
    assert echoes(read("周日及法定节假日9:00-17:00安排1人值班"))[-1] == "及法定节假日安排 · =1 人 · 值班"


def test_an_echo_carries_no_gate_and_no_consequence_to_another_bound() -> None:
    assert echoes(read("配件报价经业主签认后方可施工，返修率控制在3%以下")) == ("返修率 · ≤3%",)
    told = echoes(read("班前会每天8:20召开，不超过10分钟，迟到两次扣1分"))[-1]
    assert (told.startswith("≤10 分钟内"), "迟到" in told) == (True, False)
    assert "复查" not in echoes(read("隐患整改期限一般为3天，最长不超过7天，到期复查"))[-1]
    assert echoes(read("接到报修后15分钟内，维修工到场")) == ("接到报修后 · ≤15 分钟内 · 维修工到场",)


def test_an_echo_says_by_when_without_the_comparator() -> None:
    assert echoes(read("垃圾最迟不过18点清完")) == ("18:00前 · 垃圾清完",)
    assert echoes(read("大堂灯最迟十点半关")) == ("10:30前 · 大堂灯关",)


def test_what_happened_is_what_a_limit_counts_from() -> None:
    found = read("小区发生打架盗窃，5分钟内到场").requirements[0]
    assert (found.trigger, found.condition) == ("小区发生打架盗窃", "小区发生打架盗窃")
    assert read("未发生盗窃，10分钟内撤岗").requirements[0].condition is None


def test_an_echo_keeps_what_is_counted_within_its_bound() -> None:
    assert echoes(read("交接按规定进行，全园区重大的责任性安全事故为0")) == ("全园区重大的责任性安全事故 · =0 次",)
