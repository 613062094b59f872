"""For which beginnings each promise of a clause holds."""

from datetime import date, datetime

import pytest

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import terms_of
from guicheng.domain.comparison.facets import described
from guicheng.domain.comparison.holding import EVER, holding_of, holdings_of
from guicheng.domain.comparison.severities import severity_said


def told(text):
    clause = read(text)
    terms = terms_of(clause)
    return [
        (
            term.words,
            "、".join(described(each.box, "zh").values()),
            ["、".join(described(box, "zh").values()) for box in each.unless],
        )
        for term, each in zip(terms, holdings_of(clause, terms), strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("接到报修后30分钟内到场", [("30分钟内", "", [])]),
        (
            "急修8:00至20:00内30分钟到达、其余时间1小时",
            [("30分钟", "紧急、8:00-20:00", []), ("1小时", "紧急", ["8:00-20:00"])],
        ),
        (
            "8:00至20:00急修30分钟内到场，其余1小时内到场",
            [("30分钟内", "紧急、8:00-20:00", []), ("1小时内", "紧急", ["8:00-20:00"])],
        ),
        (
            "工作日8:30至17:30接到报修30分钟内到场，其余时间1小时内到场",
            [("30分钟内", "工作日、8:30-17:30", []), ("1小时内", "", ["工作日、8:30-17:30"])],
        ),
        ("急修、小修分别在30分钟、2小时内到场", [("30分钟", "紧急", []), ("2小时内", "一般", [])]),
        ("急修15分钟、一般维修30分钟内到达现场", [("15分钟", "紧急", []), ("30分钟内", "一般", [])]),
        ("水、电急修30分钟内到场，其他维修24小时内到场", [("30分钟内", "紧急", []), ("24小时内", "", ["紧急"])]),
        ("急修15分钟内到场，其余1小时内到场", [("15分钟内", "紧急", []), ("1小时内", "", ["紧急"])]),
        ("工作日30分钟内到场，节假日60分钟内到场", [("30分钟内", "工作日", []), ("60分钟内", "周末、节假日", [])]),
        ("工作日30分钟内到场，法定节假日60分钟内到场", [("30分钟内", "工作日", []), ("60分钟内", "节假日", [])]),
        ("工作日30分钟内到场，周末及节假日1小时内到场", [("30分钟内", "工作日", []), ("1小时内", "周末、节假日", [])]),
        ("周六、周日及法定节假日1小时内到场", [("1小时内", "周末、节假日", [])]),
        (
            "夜间（20:00—次日8:00）60分钟到场，白天30分钟到场",
            [("60分钟", "20:00-8:00", []), ("30分钟", "8:00-20:00", [])],
        ),
        ("白天（8:00-20:00）30分钟到场，夜间60分钟到场", [("30分钟", "8:00-20:00", []), ("60分钟", "20:00-8:00", [])]),
        (
            "夜间22:00至次日6:00接到报修，45分钟内到场；其余时段20分钟内到场",
            [("45分钟内", "22:00-6:00", []), ("20分钟内", "", ["22:00-6:00"]), ("夜间22:00至次日6:00", "", [])],
        ),
        (
            "工作日8:30-17:30投诉1小时内回复，非工作时间次日回复",
            [("1小时内", "工作日、8:30-17:30", []), ("次日", "", ["工作日、8:30-17:30"])],
        ),
        (
            "夜间22:00至次日6:00每2小时巡逻1次，白天每4小时巡逻1次",
            [("每2小时巡逻1次", "22:00-6:00", []), ("每4小时巡逻1次", "6:00-22:00", [])],
        ),
    ],
)
def test_a_promise_holds_at_its_times_and_for_its_severity(text, wanted):
    assert told(text) == wanted


@pytest.mark.parametrize(
    ("text", "endpoints"),
    [
        ("响应、到场、修复分别不超过15分钟、30分钟、24小时", ["responded", "arrived", "finished"]),
        ("急修30分钟到场，小修2小时", ["arrived", "arrived"]),
        ("急修8:00至20:00内30分钟到达，其余时间1小时", ["arrived", "arrived"]),
        ("急修15分钟、一般维修30分钟内到达现场", ["arrived", "arrived"]),
        ("急修30分钟到场。小修2小时", ["arrived", ""]),
    ],
)
def test_each_limit_of_a_list_has_its_own_end(text, endpoints):
    assert [term.endpoint for term in terms_of(read(text))] == endpoints


def test_a_saturday_is_a_weekend_unless_people_make_up_for_a_holiday():
    clause = read("工作日接到投诉2小时内回复，周末4小时内回复")
    _workday, weekend = holdings_of(clause, terms_of(clause))
    assert weekend.admits(datetime(2026, 2, 7, 9))
    assert not weekend.admits(datetime(2026, 2, 14, 9))
    literal = read("周一至周五接到投诉2小时内回复，周末4小时内回复")
    week, weekend = holdings_of(literal, terms_of(literal))
    made_up = datetime(2026, 2, 14, 9)
    assert (week.admits(made_up), weekend.admits(made_up)) == (False, True)


def test_what_nobody_said_is_not_known():
    clause = read("工作时间内紧急报修15分钟内到场")
    [each] = holdings_of(clause, terms_of(clause))
    noon = datetime(2026, 3, 2, 12)
    assert each.admits(noon) is None
    assert each.admits(noon, severity_said("急修")) is None
    assert each.admits(noon, severity_said("急修"), working=True) is True
    assert each.admits(noon, severity_said("小修"), working=True) is False
    rest = read("急修15分钟内到场，其余1小时内到场")
    assert [each.admits(noon) for each in holdings_of(rest, terms_of(rest))] == [None, None]


@pytest.mark.parametrize(
    ("text", "provisos"),
    [
        ("一般维修24小时内修复，不能按时修复的应在2小时内告知业主", [False, True]),
        ("无法当场处理的，2小时内答复", [True]),
        ("每日消毒2次，疫情期间每2小时消毒一次", [False, True]),
        ("雨天15分钟内铺设防滑垫", [False]),
    ],
)
def test_what_nobody_says_beforehand_is_a_proviso(text, provisos):
    clause = read(text)
    assert [each.proviso for each in holdings_of(clause, terms_of(clause))] == provisos


def test_promises_that_no_case_has_both_are_apart():
    clause = read("急修8:00至20:00内30分钟到达、其余时间1小时")
    by_day, rest = holdings_of(clause, terms_of(clause))
    assert by_day.apart(rest)
    assert rest.apart(by_day)
    assert not by_day.apart(by_day)


def test_one_promise_is_told_as_among_all():
    clause = read("急修8:00至20:00内30分钟到达、其余时间1小时")
    terms = terms_of(clause)
    assert tuple(holding_of(clause, term) for term in terms) == holdings_of(clause, terms)
    assert holding_of(read("到场后其余人员30分钟内离开"), terms[0]).box == holdings_of(clause, terms)[0].box
    plain = read("接到报修后30分钟内到场")
    assert holding_of(plain, terms_of(plain)[0]) == EVER


def test_days_choose_among_rounds_of_a_day():
    clause = read("周一至周五每日清扫2次，周末每日清扫1次")
    week, weekend, *_others = holdings_of(clause, terms_of(clause))
    assert [day.weekday() for day in (date(2026, 3, number) for number in range(2, 9)) if week.on_day(day)] == [
        *range(5)
    ]
    assert weekend.on_day(date(2026, 3, 7))


@pytest.mark.parametrize(
    ("text", "names"), [("急修", ["urgent"]), ("非紧急", ["ordinary"]), ("Urgent", ["urgent"]), ("要紧", []), ("", [])]
)
def test_a_severity_is_named_in_words_or_by_key(text, names):
    assert severity_said(text) == sum(severity_said(name) for name in names)
    assert bool(severity_said(text)) is bool(names)
