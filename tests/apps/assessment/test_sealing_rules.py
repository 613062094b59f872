"""Months to seal: reminded of once from a chosen day on, or sealed by the service itself."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.apps.assessment.monthly import count
from tests.apps.assessment.published import published

from guicheng.apps.assessment.models import SealedMonth
from guicheng.apps.assessment.selectors.months import seal_rule_of
from guicheng.apps.assessment.services.chores import do_chores
from guicheng.apps.assessment.services.sealing_rules import remind_or_seal, seal_by_itself, set_seal_rule
from guicheng.apps.notices.models import Notice
from guicheng.apps.organization.services.access import NotAsWantedError
from guicheng.apps.platform.models import Job
from guicheng.apps.standards.models import EditionClause
from guicheng.domain.values import NotAllowedError

pytestmark = pytest.mark.django_db


def on(day, month=11):
    return datetime(2026, month, day, 4, 0, tzinfo=UTC)


@pytest.fixture
def company(db):
    made = published("接到急修报修后，维修工应在30分钟内到达现场。")
    count(made.estate, "2026-10", EditionClause.objects.get(), kept=9, late=1)
    return made


def rule(company, by="chen", **about):
    return set_seal_rule(actor=company.actor(by), company=company.root, at=on(1), **about)


def reminders():
    return sorted(Notice.objects.filter(happening__kind="month-to-seal").values_list("person__username", flat=True))


def test_from_the_fifth_day_on_the_quality_manager_is_reminded_once(company):
    remind_or_seal(at=on(4))
    assert reminders() == []
    do_chores(at=on(5))
    do_chores(at=on(6))
    assert reminders() == sorted({"chen", "lin"})
    assert not SealedMonth.objects.exists()


def test_the_service_seals_by_itself_once_where_a_company_wished_so(company):
    rule(company, day="3", by_itself=True)
    remind_or_seal(at=on(2))
    assert not Job.objects.filter(task_path__endswith="seal_by_rule").exists()
    remind_or_seal(at=on(3))
    [job] = Job.objects.filter(task_path__endswith="seal_by_rule")
    assert job.args_kwargs["kwargs"] == {"company_id": company.root.pk, "month": "2026-10"}
    assert seal_by_itself(company=company.root, month="2026-10", at=on(3)).version == 1
    assert seal_by_itself(company=company.root, month="2026-10", at=on(3)) is None
    assert reminders() == []


def test_of_a_month_of_long_ago_nobody_is_reminded(company):
    remind_or_seal(at=datetime(2028, 1, 9, tzinfo=UTC))
    assert reminders() == []


def test_who_may_not_seal_says_nothing_about_it_and_days_are_of_every_month(company):
    with pytest.raises(NotAllowedError):
        rule(company, by="qian", day="3", by_itself=False)
    for day in ("0", "29", "", "３", "drei"):
        with pytest.raises(NotAsWantedError):
            rule(company, day=day, by_itself=False)
    assert (seal_rule_of(company.root.pk).day, seal_rule_of(company.root.pk).by_itself) == (5, False)
    rule(company, day="28", by_itself=False)
    assert seal_rule_of(company.root.pk).day == 28
