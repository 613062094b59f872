"""When posts are on duty, and which stands above which."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.organization.organization import AT, last_audit, state
from tests.apps.organization.test_importing import POSTS, faults, take, workbook

from guicheng.apps.organization import selectors, services
from guicheng.apps.organization.models import DutyHours, Post, Unit

OFFICE = "周一至周五 08:30-12:00、13:30-17:30"
DAY = 1440


def say(company, unit, hours, by="gao", post=None):
    post_key = (post or company.repair).key
    return services.set_duty_hours(actor=company.actor(by), post_key=post_key, unit_key=unit.key, hours=hours, at=AT)


def test_hours_hold_below_until_they_are_said_anew(company):
    say(company, company.root, "工作日 8:30-17:30")
    assert selectors.duty_hours_of(company.estate) == {
        "维修工": tuple((day * DAY + 510, day * DAY + 1050) for day in range(5))
    }
    say(company, company.estate, "24小时")
    with CaptureQueriesContext(connection) as asked:
        found = selectors.duty_hours_of(company.estate)
    assert (found, len(asked)) == ({"维修工": ((0, 7 * DAY),)}, 1)
    say(company, company.estate, "")
    assert selectors.duty_hours_of(company.estate)["维修工"][0] == (510, 1050)
    assert DutyHours.objects.count() == 1


def test_what_is_said_of_hours_is_in_the_audit_once(company):
    say(company, company.estate, " Mon-Fri 8:30-12:00, 13:30-17:30 ")
    row = last_audit()
    assert (row.act, row.before, row.after) == (
        "organization.set_duty_hours",
        {"unit": company.estate.name, "hours": ""},
        {"unit": company.estate.name, "hours": OFFICE},
    )
    before = state()
    assert say(company, company.estate, OFFICE).hours == OFFICE
    assert state() == before


def test_hours_of_an_archived_post_or_of_none_are_left_out(company):
    guard = services.add_post(actor=company.actor("gao"), name="门岗", trade="order", at=AT)
    assert selectors.duty_hours_of(company.estate) == {}
    say(company, company.root, "24小时", post=guard)
    services.archive_post(actor=company.actor("gao"), key=guard.key, at=AT)
    assert selectors.duty_hours_of(company.estate) == {}
    with pytest.raises(services.ArchivedError):
        say(company, company.root, "24小时", post=guard)


@pytest.mark.parametrize("hours", ["白天", "；".join(["周一 00:01-00:02、00:03-00:04、00:05-00:06、00:07-00:08"] * 9)])
def test_what_names_no_hours_is_refused(company, hours):
    before = state()
    with pytest.raises(services.NotAsWantedError) as refused:
        say(company, company.estate, hours)
    assert refused.value.field == "hours"
    assert state() == before


@pytest.mark.parametrize("rank", ["0", "100", "高", "１００", "-3", "1.5"])
def test_a_level_is_a_number_from_1_to_99(company, rank):
    with pytest.raises(services.NotAsWantedError) as refused:
        services.add_post(actor=company.actor("gao"), name="主管", trade="order", rank=rank, at=AT)
    assert refused.value.field == "rank"


def test_levels_are_told_by_post_and_stay_when_nothing_is_said_of_them(company):
    boss = company.actor("gao")
    chief = services.add_post(actor=boss, name="工程主管", trade="engineering", rank="３", at=AT)
    services.change_post(actor=boss, key=company.repair.key, name="维修工", trade="engineering", rank=1, at=AT)
    services.change_post(actor=boss, key=company.repair.key, name="维修工", trade="engineering", at=AT)
    assert selectors.ranks_of(company.estate) == {"工程主管": 3, "维修工": 1}
    services.change_post(actor=boss, key=chief.key, name="工程主管", trade="engineering", rank="", at=AT)
    assert (last_audit().before["rank"], "rank" in last_audit().after) == (3, False)
    assert selectors.ranks_of(company.estate) == {"维修工": 1}


def test_levels_and_hours_come_with_a_workbook_and_nothing_twice(company):
    data = workbook(
        岗位=[
            ["岗位", "业务类别", "职级", "在岗时间"],
            ["工程主管", "工程", 3, "工作日 8:30-17:30"],
            ["维修工", "", "1", ""],
        ],
        在岗时间=[["岗位", "单位", "在岗时间"], ["维修工", company.estate.name, "24小时"]],
    )
    result = take(company, data)
    assert (result.errors, result.counts["hours_set"], result.counts["posts_changed"]) == ((), 2, 1)
    assert selectors.ranks_of(company.root) == {"工程主管": 3, "维修工": 1}
    assert {row.post.name: (row.unit.name, row.hours) for row in selectors.nearest_hours(company.estate).values()} == {
        "工程主管": (company.root.name, "工作日 08:30-17:30"),
        "维修工": (company.estate.name, "每天 24小时"),
    }
    assert not take(company, data).changed


def test_rows_of_hours_that_are_wrong_are_named(company):
    estate = company.estate.name
    hours = [
        ["岗位", "单位", "在岗时间"],
        ["维修工", estate, "白天"],
        ["保洁员", estate, "24小时"],
        ["维修工", "无此园", "24小时"],
        ["维修工", estate, ""],
        ["维修工", estate, "24小时"],
        ["维修工", estate, "每天 8:00-9:00"],
    ]
    posts = [["岗位", "业务类别", "职级", "在岗时间"], ["门岗", "秩序", "最高", "24小时"]]
    found = faults(company, workbook(岗位=posts, 在岗时间=hours))
    assert sorted(found) == [("在岗时间", row) for row in (2, 3, 4, 5, 7)] + [("岗位", 2)]
    assert "第 6 行" in found["在岗时间", 7]
    assert "1 到 99" in found["岗位", 2]


def test_a_new_unit_of_the_workbook_has_its_hours_too(company):
    units = [["上级", "名称", "类型"], ["", "听涛苑", "项目"]]
    hours = [["岗位", "单位", "在岗时间"], ["门岗", "听涛苑", "24小时"]]
    assert take(company, workbook(组织=units, 岗位=POSTS, 在岗时间=hours)).counts["hours_set"] == 1
    assert "门岗" in selectors.duty_hours_of(Unit.objects.get(name="听涛苑"))
    assert Post.objects.get(name="门岗").rank is None
