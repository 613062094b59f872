"""Working calendars by name, and which one holds where."""

from __future__ import annotations

from datetime import time
from uuid import uuid4

import pytest
from tests.apps.operations.estate_ground import AT, post

from guicheng.apps.operations.models import CalendarUse, NamedCalendar
from guicheng.apps.operations.selectors.calendars import calendar_for, calendars_for, calendars_of, day_end_of, uses_at
from guicheng.apps.operations.services import calendars
from guicheng.apps.organization.services import NotAsWantedError, StillUsedError
from guicheng.apps.platform.models import AuditEntry
from guicheng.domain.values import NotAllowedError
from guicheng.domain.worktime import DayRule, Window


def save(company, by="chen", **wanted):
    said = {"name": "办公", "hours": "工作日 8:30-12:00、13:30-17:30", **wanted}
    return calendars.save_calendar(actor=company.actor(by), at=AT, **said)


def use(company, calendar, unit, by="chen", **about):
    key = calendar.key if calendar else None
    return calendars.use_calendar(actor=company.actor(by), unit_key=unit.key, key=key, at=AT, **about)


def test_the_nearest_calendar_holds_and_a_clause_comes_before_a_post_before_an_estate(company):
    office = save(company, day_end="17:30")
    night, always = save(company, name="夜班", hours="每天 22:00-06:00"), save(company, name="全天", hours="24小时")
    guard, standard = post(company), company.standard("接到急修报修后，维修工30分钟内到场。")
    standard.clauses.update(number="1")
    clause = standard.clauses.get().key
    assert calendar_for(company.estate) is None
    use(company, office, company.root)
    found = calendar_for(company.estate, post=guard, clause_key=clause)
    assert (found.name, found.day_end) == ("办公", time(17, 30))
    assert (found.calendar.days, found.calendar.windows) == (DayRule.WORKDAYS, (Window(510, 720), Window(810, 1050)))
    use(company, always, company.estate)
    assert calendar_for(company.estate).name == "全天"
    assert calendar_for(company.other).name == "办公"
    use(company, night, company.root, post_key=guard.key)
    assert calendar_for(company.estate, post=guard).name == "夜班"
    assert calendar_for(company.estate, post=post(company, "客服")).name == "全天"
    use(company, office, company.region, clause=" kf-03/1 ")
    assert calendar_for(company.estate, post=guard, clause_key=clause).name == "办公"
    assert calendar_for(company.other, post=guard, clause_key=clause).name == "夜班"
    use(company, None, company.estate)
    assert calendar_for(company.estate).name == "办公"
    assert day_end_of(night) is None
    assert [each.unit.name for each in uses_at(company.estate)] == [company.region.name] + [company.root.name] * 2


def test_one_query_finds_the_calendars_of_many(company, django_assert_num_queries):
    office, night = save(company), save(company, name="夜班", hours="每天 22:00-06:00")
    guard = post(company)
    use(company, office, company.region)
    use(company, night, company.root, post_key=guard.key)
    places = [(company.estate, None), (company.estate, guard.pk), (company.root, None), (company.other, guard.pk)]
    with django_assert_num_queries(1):
        found = calendars_for(places)
    names = {(path, key): here and here.name for (path, key), here in found.items()}
    assert names == {
        (company.estate.path, None): "办公",
        (company.estate.path, guard.pk): "夜班",
        (company.root.path, None): None,
        (company.other.path, guard.pk): "夜班",
    }
    assert [found[unit.path, key] for unit, key in places if key] == [
        calendar_for(unit, post=guard) for unit, key in places if key
    ]
    with django_assert_num_queries(0):
        assert calendars_for([]) == {}


def test_one_query_finds_the_calendar(company, django_assert_num_queries):
    use(company, save(company), company.root)
    guard = post(company)
    with django_assert_num_queries(1):
        calendar_for(company.estate, post=guard, clause_key=uuid4())


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "长" * 41}, "name"),
        ({"name": "全天"}, "name"),
        ({"hours": ""}, "hours"),
        ({"hours": "白天"}, "hours"),
        ({"hours": "周一 9:00-10:00；周二 9:00-11:00"}, "hours"),
        ({"hours": "周一 9:00-9:00"}, "hours"),
        ({"day_end": "25:00"}, "day_end"),
        ({"day_end": "5点"}, "day_end"),
        ({"day_end": "17:60"}, "day_end"),
    ],
)
def test_a_calendar_that_is_never_open_or_says_nothing_is_refused(company, wanted, field):
    save(company, name="全天", hours="24小时")
    with pytest.raises(NotAsWantedError) as refused:
        save(company, **wanted)
    assert (refused.value.field, NamedCalendar.objects.count()) == (field, 1)


def test_a_calendar_is_changed_and_goes_once_it_holds_nowhere(company):
    made = save(company)
    before = AuditEntry.objects.count()
    assert save(company, key=made.key) == made
    assert AuditEntry.objects.count() == before
    save(company, key=made.key, hours="24小时", day_end="24:00")
    assert calendars_of(company.root.pk).get().hours == "每天 24小时"
    use(company, made, company.estate, by="wang")
    assert use(company, made, company.estate, by="wang").calendar == made
    with pytest.raises(StillUsedError, match="云栖花园"):
        calendars.remove_calendar(actor=company.actor("chen"), key=made.key, at=AT)
    use(company, None, company.estate, by="wang")
    calendars.remove_calendar(actor=company.actor("chen"), key=made.key, at=AT)
    assert not NamedCalendar.objects.exists()
    assert not CalendarUse.objects.exists()


def test_who_may_not_is_refused(company):
    made = save(company)
    with pytest.raises(NotAllowedError):
        save(company, by="wang", name="x")
    with pytest.raises(NotAllowedError):
        use(company, made, company.estate, by="sun")
    for about in ({"post_key": post(company).key, "clause": "KF-03/1"}, {"clause": "KF-09/1"}):
        company.standard("地面每日清扫2次。", code=f"KF-0{3 if 'post_key' in about else 4}")
        with pytest.raises(NotAsWantedError) as refused:
            use(company, made, company.estate, **about)
        assert refused.value.field == "clause"
