"""What people are told of running cases and of plans."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.apps.operations.estate import AT, Estate

from guicheng.apps.notices.models import Happening, Notice
from guicheng.apps.operations import services
from guicheng.apps.operations.models import DueWork
from guicheng.apps.operations.services.news import tell_of_cases, tell_of_plans

pytestmark = pytest.mark.django_db


@pytest.fixture
def estate(db):
    found = Estate()
    tell(found)
    return found


def tell(_estate, minutes=0):
    return tell_of_cases(at=AT + timedelta(minutes=minutes))


def told(kind=""):
    rows = Notice.objects.filter(happening__kind=kind) if kind else Notice.objects.all()
    return sorted((row.happening.kind, row.person.username) for row in rows)


def test_new_work_is_told_to_everybody_of_its_post_and_once(estate):
    case = estate.start()
    estate.complete(case, "1")
    assert tell(estate) > 0
    assert tell(estate) == 0
    assert [who for _kind, who in told("case-work")] == ["li", "zhou"]
    happening = Happening.objects.filter(kind="case-work").latest("pk")
    assert happening.title_message.fields["case"] == case.title
    assert happening.path == f"/cases/{case.key}/"


def test_whoever_was_given_work_is_told_and_whoever_took_it_is_not(estate):
    case = estate.start()
    estate.complete(case, "1")
    tell(estate)
    estate.do(case, "take_on", "2", "li", 1)
    tell(estate, 1)
    assert [who for _kind, who in told("case-work")] == ["li", "zhou"]
    estate.do(case, "reassign", "2", "li", 2, to=estate.people["zhou"].key)
    tell(estate, 2)
    assert [who for _kind, who in told("case-work")] == ["li", "zhou", "zhou"]
    assert Happening.objects.latest("pk").path == f"/cases/{case.key}/steps/2/"


def test_haste_and_opinions_are_told_to_whom_they_are_asked_of(estate):
    case = estate.start()
    estate.complete(case, "1")
    estate.do(case, "take_on", "2", "li", 1)
    estate.do(case, "urge", "2", "qian", 2, reason="业主在等")
    estate.do(case, "add_signer", "2", "li", 3, to=[estate.people["sun"].key])
    tell(estate, 3)
    assert told("case-urged") == [("case-urged", "li")]
    assert told("case-sign") == [("case-sign", "sun")]
    assert Happening.objects.get(kind="case-urged").text_message.render() == "业主在等"


def test_lateness_is_told_a_level_higher_and_is_urgent_there(estate):
    case = estate.start()
    for minutes in (6, 40, 400):
        services.fire_due_timers(at=AT + timedelta(minutes=minutes))
    tell(estate, 400)
    rows = Happening.objects.filter(kind="case-late").order_by("pk")
    assert [row.urgent for row in rows] == [False, True]
    assert {who for _kind, who in told("case-late")} == {"sun", "wang"}
    assert rows[0].unit == case.unit


def test_the_past_of_a_log_that_was_never_looked_at_is_no_news(db):
    estate = Estate()
    estate.start()
    assert tell(estate) == 0
    assert not Happening.objects.filter(kind__startswith="case").exists()


def test_a_quiet_log_is_looked_at_by_two_statements(estate, django_assert_num_queries):
    tell(estate, 5)
    with django_assert_num_queries(2):
        tell(estate, 10)


def test_a_case_that_is_over_makes_no_work(estate):
    case = estate.start()
    estate.complete(case, "1")
    estate.do(case, "cancel", by="wang", minutes=1, reason="业主自己修了")
    tell(estate, 1)
    assert told("case-work") == []


def test_due_work_that_nobody_has_is_told_once_to_those_who_can_give_it(db):
    from tests.apps.operations.test_plans import SWEEP, noon, plans_at, publish
    from tests.apps.standards.company import Company

    company = Company()
    publish(company, SWEEP)
    (plan,) = plans_at(company.estate)
    DueWork.objects.all().delete()
    for number in range(3):
        begin = noon() + timedelta(minutes=30 + number)
        DueWork.objects.create(
            occurrence=f"x{number}", plan=plan, unit=company.estate, begin=begin, end=begin + timedelta(hours=1)
        )
    assert tell_of_plans(at=noon()) == 1
    assert tell_of_plans(at=noon()) == 0
    happening = Happening.objects.get(kind="plan-unassigned")
    assert happening.title_message.fields["count"] == "3"
    assert happening.path == f"/plans/{company.estate.key}/"
    assert {who for _kind, who in told("plan-unassigned")} == {"sun", "wang"}
