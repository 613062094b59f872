"""How the clocks of much work stand at once, and of one step with the reason."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.apps.operations.estate import Estate
from tests.apps.standards.company import AT

from guicheng.apps.operations.models import WorkItem
from guicheng.apps.operations.selectors.clocks import Clocks
from guicheng.apps.operations.selectors.deadlines import compiled_for, deadline_of, standings_of
from guicheng.apps.operations.services import calendars

pytestmark = pytest.mark.django_db


@pytest.fixture
def estate(db):
    return Estate()


def on_office_hours(estate):
    made = calendars.save_calendar(
        actor=estate.actor("chen"), name="办公", hours="工作日 8:30-12:00、13:30-17:30", day_end="17:30", at=AT
    )
    calendars.use_calendar(actor=estate.actor("chen"), unit_key=estate.estate.key, key=made.key, at=AT)


def work():
    return WorkItem.objects.filter(state="open").select_related("case__unit", "case__edition").order_by("pk")


def test_much_work_is_looked_at_with_few_queries(estate, django_assert_max_num_queries):
    for number in range(4):
        case = estate.start(title=f"{number}栋报修")
        if number % 2:
            estate.complete(case, "1")
    on_office_hours(estate)
    rows = list(work())
    with django_assert_max_num_queries(2):
        found = standings_of(rows, AT + timedelta(minutes=3))
    for row in rows:
        deadline = deadline_of(compiled_for(row.case), Clocks(row.case.unit), row, AT + timedelta(minutes=3))
        assert found[row.pk] == deadline.state
        assert deadline.text in {"5分钟", "30分钟"}
    assert {state.unit for state in found.values()} == {"minute"}


def test_nothing_to_look_at_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert standings_of([], AT) == {}
