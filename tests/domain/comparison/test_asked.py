"""Clauses of two authors with the verdicts of people: ``tests/cases/asked/*.tsv``, and those still open in open.txt."""

from __future__ import annotations

from pathlib import Path

import pytest

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import Verdict, compare_asked, terms_of
from guicheng.domain.comparison.facts import UNKNOWN, Facts
from guicheng.domain.comparison.phrasing import rephrased
from guicheng.domain.comparison.wholes import part_of
from guicheng.domain.standard.beside import set_beside

CASES = Path(__file__).parents[2] / "cases" / "asked"
#: Whoever hears these takes a promise for kept that is not.
PROMISED = {Verdict.TIGHTER, Verdict.EQUAL}
BROKEN = {Verdict.LOOSER, Verdict.CONFLICT, Verdict.CANNOT_COMPARE}
WITNESSED = {Verdict.LOOSER, Verdict.CONFLICT}


def rows(file):
    head, *lines = file.read_text(encoding="utf-8").splitlines()
    assert head == "a\tb\tverdict", file.name
    for line in lines:
        a, b, verdict = line.split("\t")
        yield pytest.param(a, b, Verdict(verdict), id=f"{file.stem}: {a} | {b}")


def told():
    return [row for file in sorted(CASES.glob("*.tsv")) for row in rows(file)]


@pytest.mark.parametrize(("a", "b", "verdict"), told())
def test_two_authors_of_one_promise_are_told_as_people_tell_them(a, b, verdict):
    found = set_beside(read(a), read(b))
    assert found.verdict is verdict
    assert (found.witness is not None) == (verdict in WITNESSED)
    assert (found.missing is not None) == (verdict is Verdict.CANNOT_COMPARE)
    assert set_beside(read(b), read(a)).verdict is verdict.swapped


@pytest.mark.parametrize(("a", "b", "verdict"), list(rows(CASES / "open.txt")))
def test_what_is_not_told_yet_is_never_told_as_kept(a, b, verdict):
    for first, second, truth in ((a, b, verdict), (b, a, verdict.swapped)):
        found = set_beside(read(first), read(second)).verdict
        assert not (found in PROMISED and truth in BROKEN)


def test_what_a_person_said_decides_over_likeness():
    a, b = read("庭院廊架每周擦拭两次"), read("休憩亭子每周抹尘一次")
    assert compare_asked(a, b, UNKNOWN).verdict in {Verdict.CANNOT_COMPARE, Verdict.DISJOINT}
    assert compare_asked(a, b, Facts(same_activity=True)).verdict is Verdict.TIGHTER


def asked(a, b):
    return compare_asked(read(a), read(b)).verdict


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        # Days on which something is done are no other words for other days.
        ("每周一、三、五清扫天台", "每周二、四、六清扫天台", Verdict.CANNOT_COMPARE),
        # One state at night and another by day do not undo one another.
        ("23:00至次日5:00，单元门必须锁闭", "8:00至20:00，单元门必须敞开", Verdict.CANNOT_COMPARE),
        ("中庭水景喷泉每日8:00至12:00必须开启", "中庭水景喷泉每日14:00至18:00必须关闭", Verdict.CANNOT_COMPARE),
        ("大理石地面每天用清水冲洗一次", "大理石地面不得用清水冲洗", Verdict.CONFLICT),
        ("屋顶花园每日8:00至20:00向公众开放", "屋顶花园不得对外开放", Verdict.CONFLICT),
        ("宠物须由主人抱乘客梯", "主人不得抱宠物乘客梯", Verdict.CONFLICT),
        # A ban that speaks of more than the order forbids something else.
        ("电动自行车停放在车棚", "电动自行车不得停放在疏散通道和消防登高面", Verdict.CANNOT_COMPARE),
        # Where neither tells the hours, both may mean the same ones.
        ("工作时间内前台有人接待业主", "前台有人接待业主", Verdict.LOOSER),
    ],
)
def test_what_likeness_must_not_decide(a, b, verdict):
    assert asked(a, b) is verdict
    assert asked(b, a) is verdict.swapped


@pytest.mark.parametrize(
    ("part", "whole", "verdict"),
    [
        ("儿童游乐区的绿地不得使用除草剂", "所有绿地禁止使用除草剂", Verdict.LOOSER),
        ("中心花园的绿地每周巡查3次", "全部绿地每周巡查1次", Verdict.COMPATIBLE),
        ("噪声类投诉5日内办结", "各类投诉10日内办结", Verdict.COMPATIBLE),
        ("一至三层楼道每日清扫1次", "各楼层楼道每日清扫1次", Verdict.LOOSER),
        ("首层楼道每日清扫1次", "各楼层(含首层)楼道每日清扫1次", Verdict.LOOSER),
        ("消防车通道内禁止停放货车", "任何车辆不得停放在消防车通道内", Verdict.LOOSER),
        # What both clauses name limits neither, and what stands before the kind may limit nothing.
        ("业主的投诉2小时内答复", "所有投诉2小时内答复", Verdict.EQUAL),
        ("各楼层楼道每日清扫1次", "楼道每日清扫1次", Verdict.EQUAL),
        ("示范区的绿地每周巡查1次", "示范区所有绿地每周巡查1次", Verdict.EQUAL),
    ],
)
def test_a_part_is_narrower_than_the_whole_that_the_other_clause_names(part, whole, verdict):
    assert asked(part, whole) is verdict
    assert asked(whole, part) is verdict.swapped


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        ("生活垃圾每天6:00至7:00清运", "生活垃圾清运不得早于7:30进行", Verdict.CONFLICT),
        ("生活垃圾每天8:00至9:00清运", "生活垃圾清运不得早于7:30进行", None),
        ("生活垃圾每天6:00至7:00清运", "生活垃圾清运须在每天9:00前完成", None),
        ("访客人脸信息须在访客离场后24小时内删除", "访客离场后，其人脸信息保存不少于30日", Verdict.CONFLICT),
        ("访客人脸信息须在访客离场后60日内删除", "访客离场后，其人脸信息保存不少于30日", None),
        ("访客人脸信息须在访客离场后24小时内登记", "访客离场后，其人脸信息保存不少于30日", None),
        ("访客人脸信息须在访客离场后24小时内删除", "访客离场后，其人脸信息最多保存30日", None),
    ],
)
def test_what_is_over_before_the_other_allows_it_is_a_conflict(a, b, verdict):
    assert (asked(a, b) is Verdict.CONFLICT) == (asked(b, a) is Verdict.CONFLICT) == (verdict is Verdict.CONFLICT)


def test_a_second_way_is_less_than_the_one_way():
    assert part_of("采取上门或电话方式", "一律上门").limits == ("仅上门",)
    assert part_of("采取上门或电话方式", "一律当面").limits == ()


def test_a_ban_that_says_more_than_an_order_claims_nothing():
    assert (
        asked("大堂石材地面不得用清水冲洗后立即打蜡抛光", "大堂石材地面每天用清水冲洗一次") not in PROMISED | WITNESSED
    )


def test_points_stand_beside_what_is_counted():
    counted, points = terms_of(read("每年开展1次满意度调查，考核得分不低于90分"))
    assert (counted.key.attribute, points.key.attribute, points.bound.low) == ("frequency", "score", 90)


def test_words_are_put_in_one_way_of_writing():
    assert rephrased("晚上10点到早上6点每一班次至少安排两名") == "22:00-次日6:00每班至少安排两名"
    assert rephrased("下午2时到6时") == "14:00-18:00"
    assert rephrased("夜里11点到5点，晚上8点到10点") == "23:00-次日5:00,20:00-22:00"
    assert rephrased("下午2:00至5:00、夜间22:00至6:00、上午8:30") == "14:00-17:00、22:00-次日6:00、8:30"
    assert rephrased("水温设定为30℃，上下浮动不超过0.5℃") == "水温设定为29.5℃-30.5℃"
    assert rephrased("每度不超过零点五元，每页五角") == "每度不超过0.5元,每页0.5元"
    assert rephrased("中午12点半、夜里2点、零点") == "12:30、2:00、0:00"
    assert rephrased("夜里12点关闭、凌晨12点停水") == "24:00关闭、0:00停水"
    # No day has such an hour, so it is something else.
    assert rephrased("每月奖励36点积分") == "每月奖励36点积分"
    assert rephrased("新植苗木死亡率不超过2%") == "新植苗木成活率不低于98%"
    assert rephrased("满意率达到九成五，百分之三以内，四分之三，三分之一") == "满意率达到95%,3%以内,75%,三分之一"
    assert rephrased("超过六层的住宅楼") == "7层及以上的住宅楼"


def test_each_part_has_the_storeys_that_it_names():
    low, high = terms_of(read("外墙清洗：3层以下每半年一次，3层以上每年一次"))
    assert [(c.low, c.high) for c in low.scope.conditions] == [(None, 3.0)]
    assert [(c.low, c.high) for c in high.scope.conditions] == [(3.0, None)]


def test_prices_are_bounds_and_fines_are_none():
    (price,) = terms_of(read("停车费每小时不超过5元"))
    assert (price.bound.high, price.bound.unit, price.bound.per) == (5, "元", "小时")
    assert [term.key.attribute for term in terms_of(read("员工迟到一次扣罚50元"))] == ["act"]


@pytest.mark.parametrize("times", [300, 70])
def test_what_is_no_clause_is_not_compared(times):
    found = compare_asked(read("投诉7日内答复。" * times), read("投诉7日内答复"))
    assert found.verdict is Verdict.CANNOT_COMPARE
    assert found.missing is not None
    assert "divide" in found.missing.text


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("电梯维保情况按季向业主公布。", "电梯维保情况每季度公布一次。", Verdict.EQUAL),
        ("公共收益按半年公示。", "公共收益每季度公示一次。", Verdict.LOOSER),
        ("物业费收支逐月公布。", "物业费收支情况按季向业主公布。", Verdict.TIGHTER),
        ("服务前台一周七天均在早8点至晚8点接待业主。", "服务前台接待时间为每日8:00—20:00。", Verdict.EQUAL),
        ("客服热线一周七天每天8点到20点接听。", "客服热线每日8:00—20:00有人接听。", Verdict.EQUAL),
        ("设备检修需停水的，应在停水前24小时通知业主。", "因检修停水，提前24小时告知业主。", Verdict.EQUAL),
        ("检修停电须提前1日告知业主。", "因设备检修停电的，最迟在停电前一天通知业主。", Verdict.EQUAL),
        (
            "代收的水费、电费、燃气费，收款当日解缴供应单位。",
            "代收的水电费应在收款后3日内缴至供水、供电企业。",
            Verdict.TIGHTER,
        ),
        (
            "受理业主家政预约后，2小时内电话联系业主确认上门时间。",
            "家政预约受理后4小时内与业主电话确认上门时间。",
            Verdict.TIGHTER,
        ),
        # A regular time that a plan sets is none that is told.
        ("绿化按年度计划修剪。", "绿化每年修剪2次。", Verdict.CANNOT_COMPARE),
    ],
)
def test_one_promise_in_the_words_of_two_authors_is_told_as_one(one, other, wanted):
    assert compare_asked(read(one), read(other)).verdict is wanted
    assert compare_asked(read(other), read(one)).verdict is wanted.swapped
