"""Which clauses apply to an order, and which of them times each stage."""

from __future__ import annotations

from datetime import datetime

import pytest

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison.moments import time_masks
from guicheng.domain.orders import About, OrderKind, StageName, applying, promise_of
from guicheng.domain.targets.binding import Source, bind

NOON = datetime(2026, 11, 25, 12)
RESPOND = "接到报修后，客服专员15分钟内响应。"
URGENT = "接到紧急报修后，维修工30分钟内到达现场。"
ORDINARY = "一般报修由维修工自接报起4小时内到场。"
TRAPPED = "接到电梯困人报警后，电梯安全管理员5分钟内到场安抚乘客。"
FIXED = "小修由维修工自接报起24小时内修复。"
LAMPS = "发现公共灯具不亮后，电工12小时内修复。"
VISIT = "报修完工后，客服专员2日内回访报修人。"
COMPLAINT = "客服专员自受理投诉起3日内书面答复投诉人。"
SETTLED = "投诉自受理起3个工作日内办结。"
DANGER = "涉及人身安全的投诉，秩序主管自接报起10分钟内到达现场。"
SWEEP = "发现车库地面油污后，保洁员30分钟内清除。"


def promises(*texts):
    found = []
    for number, text in enumerate(texts):
        clause = read(text)
        for position, each in enumerate(bind(clause)):
            if each.source is Source.EVENTS:
                made = promise_of(
                    clause, each.term, key=f"{number:02}", position=position, start=each.start.key,
                    start_words=each.start.words, end=each.end.key,
                )  # fmt: skip
                found += [made] if made else []
    return found


def applied(texts, words, kind=OrderKind.REPAIR, *, urgent=False, category="", at=NOON):
    """Return the text that governs each stage."""
    about = About(kind, urgent, category, words, at)
    return {each.stage: texts[int(each.promise.clause)] for each in applying(promises(*texts), about) if each.governs}


def test_urgent_and_ordinary_orders_have_clauses_of_their_own():
    texts = [RESPOND, URGENT, ORDINARY, FIXED, VISIT]
    assert applied(texts, "门锁坏了") == {
        StageName.RESPOND: RESPOND, StageName.ARRIVE: ORDINARY, StageName.FINISH: FIXED, StageName.FOLLOW_UP: VISIT,
    }  # fmt: skip
    assert applied(texts, "门锁坏了", urgent=True)[StageName.ARRIVE] == URGENT
    assert StageName.FINISH not in applied(texts, "门锁坏了", urgent=True)


def test_a_clause_about_the_matter_itself_goes_before_a_general_one():
    assert applied([FIXED, LAMPS], "3栋电梯厅灯不亮")[StageName.FINISH] == LAMPS
    assert applied([FIXED, LAMPS], "单元门关不上")[StageName.FINISH] == FIXED
    texts = [URGENT, TRAPPED]
    assert applied(texts, "电梯困人了", urgent=True, category="lift_rescue")[StageName.ARRIVE] == TRAPPED
    assert applied(texts, "电梯按钮坏了", urgent=True)[StageName.ARRIVE] == URGENT
    ours = "漏水由维修工自接报起8小时内修复。"
    assert applied([FIXED, ours], "厨房漏水", category="leak")[StageName.FINISH] == ours


def test_of_equal_clauses_the_tighter_one_governs_and_the_other_stands_beside():
    texts = [RESPOND, "接到报修后，客服专员10分钟内响应。"]
    found = applying(promises(*texts), About(OrderKind.REPAIR, False, "", "灯坏了", NOON))
    assert [(each.promise.clause, each.governs) for each in found] == [("01", True), ("00", False)]


def test_kinds_have_clauses_of_their_own():
    assert applied([RESPOND, COMPLAINT], "保安态度差", OrderKind.COMPLAINT) == {StageName.FINISH: COMPLAINT}
    assert applied([DANGER], "有人打架，危及人身安全", OrderKind.COMPLAINT) == {StageName.ARRIVE: DANGER}
    assert applied([DANGER], "地没扫干净", OrderKind.COMPLAINT) == {}
    assert applied([COMPLAINT], "灯坏了") == {}
    assert applied([SWEEP], "车库地面有油污", OrderKind.OTHER) == {StageName.FINISH: SWEEP}
    assert applied([SWEEP], "车库地面有油污", OrderKind.CONSULTATION) == {}
    own = "收到快递后，客服专员10分钟内登记并通知收件人。"
    assert applied([own], "快递到了", OrderKind.CONSULTATION, category="parcels") == {StageName.RESPOND: own}


def test_an_answer_ends_the_work_where_nothing_else_does_and_the_first_word_where_something_does():
    assert applied([COMPLAINT], "吵", OrderKind.COMPLAINT) == {StageName.FINISH: COMPLAINT}
    assert applied([COMPLAINT, SETTLED], "吵", OrderKind.COMPLAINT) == {
        StageName.FINISH: SETTLED, StageName.RESPOND: COMPLAINT,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "at", "holds"),
    [
        ("夜间报修1小时内到场。", datetime(2026, 11, 25, 23), True),
        ("夜间报修1小时内到场。", datetime(2026, 11, 25, 5, 59), True),
        ("夜间报修1小时内到场。", NOON, False),
        ("节假日报修2小时内到场。", datetime(2026, 10, 1, 12), True),
        ("节假日报修2小时内到场。", NOON, False),
        ("冬季报修2小时内到场。", datetime(2026, 12, 25, 12), True),
        ("冬季报修2小时内到场。", datetime(2026, 7, 25, 12), False),
        ("住宅报修2小时内到场。", NOON, True),
        ("电梯报修2小时内到场。", NOON, False),
        ("暴雨期间报修2小时内到场。", NOON, False),
    ],
)
def test_a_clause_holds_where_and_when_it_says(text, at, holds):
    assert bool(applied([text], "门锁坏了", at=at)) is holds


@pytest.mark.parametrize(
    ("at", "urgent", "minutes"),
    [
        (datetime(2026, 11, 25, 8), True, 30),
        (datetime(2026, 11, 25, 19, 59), True, 30),
        (datetime(2026, 11, 25, 20), True, 60),
        (datetime(2026, 11, 25, 7, 59), True, 60),
        (NOON, False, None),
    ],
)
def test_a_limit_of_some_hours_governs_what_is_reported_in_them_and_the_rest_has_its_own(at, urgent, minutes):
    made = promises("急修8:00至20:00内30分钟到达、其余时间1小时。")
    found = [
        each.promise.limit.value * (60 if each.promise.limit.unit == "hour" else 1)
        for each in applying(made, About(OrderKind.REPAIR, urgent, "", "门锁坏了", at))
    ]
    assert found == ([] if minutes is None else [minutes])


def test_days_are_holidays_weekends_and_workdays_with_those_made_up():
    days = {datetime(2026, 10, 1): "holiday", datetime(2026, 11, 28): "weekend", datetime(2026, 11, 25): "workday"}
    masks = [time_masks(day)["day"] for day in days]
    assert len(set(masks)) == 3
    assert time_masks(datetime(2026, 10, 10))["day"] == time_masks(datetime(2026, 11, 25))["day"]


def test_what_bounds_no_stage_of_an_order_is_no_promise():
    for text in (
        "大堂地面每日清扫2次。",
        "停水应提前24小时通知业主。",
        "保修期满后30日内移交资料。",
        "报修完工后，维修工3日内到场查看。",
        "维修到场后2小时内到场。",
    ):
        assert promises(text) == [], text
    assert promise_of(read("x"), None, key="", position=0, start="", start_words="", end="arrived") is None


def test_a_clause_for_others_or_with_a_number_to_meet_first_is_left_out():
    assert applied(["建设单位自接到报修起3日内修复。"], "门锁坏了") == {}
    assert applied(["停电超过8小时的，维修工自接到报修起2小时内到场。"], "停电了") == {}


def test_limits_keep_their_units():
    [half, days] = promises("接到报修后半小时内到场。", "接到报修后3个工作日内修复。")
    assert (half.limit.value, half.limit.unit.value) == (30, "minute")
    assert (days.limit.value, days.limit.unit.value) == (3, "workday")


def test_a_clause_says_itself_that_it_counts_from_the_change():
    [promise] = promises("报修升级为紧急报修后，维修工30分钟内到达现场。")
    assert promise.from_change
    assert not promises(URGENT)[0].from_change
    [by_trigger] = promises("报修改为急修的，自变更起30分钟内到场。")
    assert by_trigger.from_change
