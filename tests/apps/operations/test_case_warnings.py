"""Steps of cases that will soon be late: told once, to whoever has them, while they are on duty."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.apps.operations.estate import AT, Estate

from guicheng.apps.notices.models import Happening, Notice
from guicheng.apps.operations.models import WorkItem
from guicheng.apps.operations.services.news import tell_of_due_cases

pytestmark = pytest.mark.django_db


@pytest.fixture
def estate(db):
    return Estate()


def look(minutes):
    return tell_of_due_cases(at=AT + timedelta(minutes=minutes))


def told():
    rows = Notice.objects.filter(happening__kind="case-warned").order_by("pk")
    return list(rows.values_list("person__username", flat=True))


def running(estate):
    """A case whose repair 李师傅 has since minute 0, with its limit in minutes."""
    case = estate.start()
    estate.complete(case, "1")
    estate.do(case, "take_on", "2", "li", 0)
    item = WorkItem.objects.get(case=case, step="2")
    return case, item, int((item.due_at - item.since).total_seconds() // 60)


def test_whoever_has_a_step_is_told_in_the_last_fifth_of_its_limit_and_once(estate):
    _case, _item, limit = running(estate)
    assert look(1) == 0
    assert look(limit * 4 // 5 - 1) == 0
    assert look(limit * 4 // 5) == 1
    assert told() == ["li"]
    assert look(limit * 4 // 5 + 1) == 0
    assert told() == ["li"]
    assert "has to be done by" in Happening.objects.get(kind="case-warned").title_message.render(str)


def test_a_step_that_is_late_when_it_is_looked_at_is_left_to_lateness(estate):
    _case, _item, limit = running(estate)
    assert look(1) == 0
    assert look(limit + 1) == 0
    assert told() == []


def test_a_pause_puts_the_warning_off(estate):
    case, _item, limit = running(estate)
    look(1)
    estate.do(case, "pause", "2", "li", 2, reason="等配件")
    assert look(limit * 4 // 5) == 0
    estate.do(case, "resume", "2", "li", 2 + 60)
    assert look(limit * 4 // 5) == 0
    assert look(limit * 4 // 5 + 60) == 1
    assert told() == ["li"]


def test_a_step_that_nobody_has_warns_all_of_its_post(estate):
    case = estate.start()
    estate.complete(case, "1")
    item = WorkItem.objects.get(case=case, step="2")
    look(1)
    assert look(int((item.due_at - AT).total_seconds() // 60) - 1) == 1
    assert sorted(told()) == ["li", "zhou"]


def test_a_step_that_is_done_warns_nobody(estate):
    case, _item, limit = running(estate)
    look(1)
    estate.complete(case, "2", "li", 3)
    look(limit)
    assert [each for each in told() if each == "li"] == []


def test_a_quiet_turn_asks_twice(estate, django_assert_num_queries):
    running(estate)
    look(1)
    with django_assert_num_queries(2):
        look(2)
