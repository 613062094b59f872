"""The choice of months: what is looked at has happened here, what is planned has not."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone
from tests.apps.assessment.inspecting import Inspecting
from tests.apps.standards.company import Company

from guicheng.apps.assessment.models import Inspection, MonthCount
from guicheng.apps.organization.models import Unit
from guicheng.apps.research.models import Feedback
from guicheng.web.templatetags.months import month_choice

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def november(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 29, 12, tzinfo=UTC))


@pytest.fixture
def company(db):
    made = Company()
    founded(made, datetime(2026, 8, 31, 17, tzinfo=UTC))
    return made


def founded(company, at):
    Unit.objects.filter(pk=company.root.pk).update(placed_at=at)


class Asked:
    """A request of somebody."""

    def __init__(self, company, who="chen"):
        self.guicheng_actor = company.actor(who)


def offered(request, **more):
    found = month_choice({"request": request}, "m", "m", "2026-11", **more)
    return [month for _year, months in found["years"] for month in months]


def test_the_months_go_from_the_founding_to_the_present_one(company):
    assert offered(Asked(company)) == ["2026-09", "2026-10", "2026-11"]
    assert offered(Asked(company, "wang")) == offered(Asked(company))


def test_what_is_planned_may_begin_later(company):
    assert offered(Asked(company), ahead=3) == ["2027-01", "2027-02", "2026-09", "2026-10", "2026-11", "2026-12"]


@pytest.mark.parametrize(
    "earlier",
    [
        lambda company: MonthCount.objects.create(unit=company.estate, month="2026-06", counted_at=timezone.now()),
        lambda company: Feedback.objects.create(
            unit=company.estate,
            company=company.root,
            kind="complaint",
            text="停水",
            received_on=date(2026, 6, 2),
            created_at=timezone.now(),
        ),
    ],
)
def test_data_from_before_the_founding_can_be_chosen(company, earlier):
    other = Company("b-")
    founded(other, datetime(2026, 10, 5, tzinfo=UTC))
    earlier(company)
    assert offered(Asked(company))[0] == "2026-06"
    assert offered(Asked(other)) == ["2026-10", "2026-11"], "another company's data are not its own"


def test_the_first_inspection_can_be_chosen(company):
    at_work = Inspecting(company)
    at_work.first(at_work.plan())
    Inspection.objects.update(begin=datetime(2026, 5, 31, 17, tzinfo=UTC), end=datetime(2026, 6, 9, tzinfo=UTC))
    assert offered(Asked(company))[0] == "2026-06"


def test_where_nothing_tells_of_a_month_the_present_one_is_offered(company):
    founded(company, None)
    assert offered(Asked(company)) == ["2026-11"]
    founded(company, datetime(2027, 3, 1, tzinfo=UTC))
    assert offered(Asked(company)) == ["2026-11"]


def test_a_mistyped_day_of_a_record_makes_no_list_of_hundreds(company):
    founded(company, datetime(1926, 8, 31, tzinfo=UTC))
    assert len(offered(Asked(company))) == 120


def test_a_chosen_month_beyond_the_list_is_shown_as_it_was_given(company):
    found = month_choice({"request": Asked(company)}, "m", "m", "2019-01")
    assert (found["chosen"], found["other"]) == ("2019-01", "2019-01")
    found = month_choice({"request": Asked(company)}, "m", "m", "2019-01", stretch=True)
    assert (found["chosen"], found["other"]) == ("2026-09", "")


def test_several_choices_of_a_page_ask_once(company, django_assert_num_queries):
    request = Asked(company)
    with django_assert_num_queries(1):
        offered(request)
        offered(request)
