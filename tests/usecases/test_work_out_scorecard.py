"""A scorecard worked out over all stages, by somebody and by itself at night: shares kept, and what is overdue."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from tests.apps.assessment.monthly import count
from tests.apps.assessment.published import published

from guicheng.apps.assessment.models import CardResult, ScoreCard, Tally
from guicheng.apps.assessment.readings.months import NoMonthError
from guicheng.apps.assessment.readings.results import Figure
from guicheng.apps.assessment.services import cards, scoring
from guicheng.apps.improvement.models import Nonconformity
from guicheng.apps.organization.services.access import NotAsWantedError
from guicheng.apps.platform.models import AuditEntry
from guicheng.apps.standards.models import EditionClause
from guicheng.domain.attainment.card import Measured
from guicheng.domain.values import NotAllowedError
from guicheng.usecases.work_out_due_scorecards import work_out_due_scorecards
from guicheng.usecases.work_out_scorecard import overdue_in, work_out_scorecard

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Asia/Shanghai")
MONTH = "2026-10"
CARD = {
    "lines": [
        {"key": "kept", "name": "承诺兑现", "weight": 60, "source": "attainment"},
        {
            "key": "late",
            "name": "整改逾期",
            "weight": 40,
            "source": "nonconformities",
            "full": 0,
            "zero": 4,
            "fewest": 1,
        },
    ],
    "bands": [{"since": 90, "name": "优", "payout": 1}, {"since": 0, "name": "差", "payout": "0.8"}],
}


def moment(day, hour=12, month=10):
    return datetime(2026, month, day, hour, tzinfo=ZONE)


NOW = moment(5, month=11)


@pytest.fixture
def company(db):
    made = published("接到急修报修后，维修工应在30分钟内到达现场。")
    made.clause = EditionClause.objects.get()
    count(made.estate, MONTH, made.clause, kept=37, late=4)
    made.card = cards.add_card(
        actor=made.actor("chen"), name="项目月度", definition=CARD, begins="2026-09", at=moment(1)
    )
    return made


def broke(company, due, *, ended=None, unit=None):
    number = Nonconformity.objects.count() + 1
    Nonconformity.objects.create(
        company=company.root, unit=unit or company.estate, number=number, found="楼道堆物", found_at=moment(1),
        severity="ordinary", days=3, began_at=moment(1), due_at=due, finished_at=ended, ended_at=ended,
    )  # fmt: skip


def work_out(company, month=MONTH, by="chen", at=NOW):
    return work_out_scorecard(actor=company.actor(by), card_key=company.card.key, month=month, at=at)


def of(made, unit):
    return next(row for row in made if row.unit_id == unit.pk)


def test_shares_and_what_is_overdue_add_up_as_by_hand(company):
    broke(company, moment(10))
    broke(company, moment(12), ended=moment(11))
    broke(company, moment(20), ended=moment(21))
    found = of(work_out(company).made, company.estate)
    # 37 of 41 of 60 points; 2 of 3 were late, and of 4 that would be none of 40 points there are 2 left.
    total = Fraction(37, 41) * 60 + Fraction(40) * Fraction(2, 4)
    assert found.total == round(Decimal(total.numerator) / Decimal(total.denominator), 4)
    assert found.outcome["band"]["name"] == "差"


def test_where_nothing_fell_due_the_line_is_left_out_and_where_nothing_counts_there_is_no_score(company):
    made = work_out(company).made
    assert of(made, company.estate).total == Decimal("90.2439")
    assert of(made, company.other).total is None


def test_what_falls_due_counts_in_its_month_to_the_minute_and_not_before_it_has_come(company):
    edges = [
        moment(1, 0) - timedelta(minutes=1),
        moment(1, 0),
        moment(1, 0, 11) - timedelta(minutes=1),
        moment(1, 0, 11),
    ]
    for due in edges:
        broke(company, due)
    broke(company, moment(15), unit=company.other, ended=moment(15))
    actor, units = company.actor("chen"), [company.estate, company.other]
    assert overdue_in(actor, MONTH, units, at=NOW) == {
        company.estate.pk: Figure(Measured(Fraction(2), 2), "live"),
        company.other.pk: Figure(Measured(Fraction(0), 1), "live"),
    }
    assert overdue_in(actor, MONTH, [company.estate], at=moment(20))[company.estate.pk].measured.count == 1
    assert overdue_in(company.actor("zhao"), MONTH, [company.estate], at=NOW) == {}


def test_months_that_are_none_or_not_yet_are_refused(company):
    for month, error in (("2026-13", NoMonthError), ("2026-12", NotAsWantedError), ("2026-08", NotAsWantedError)):
        with pytest.raises(error):
            work_out(company, month)
    with pytest.raises(NotAllowedError):
        work_out(company, by="wang")
    assert not CardResult.objects.exists()


def by_itself(company, day=3):
    cards.work_out_from_day(actor=company.actor("chen"), key=company.card.key, day=day, at=moment(1))


def test_a_card_works_itself_out_from_its_day_on_once_a_day(company):
    assert work_out_due_scorecards(at=NOW) == 0
    by_itself(company)
    assert work_out_due_scorecards(at=moment(2, 23, 11)) == 0
    assert work_out_due_scorecards(at=moment(3, 1, 11)) == 1
    found = CardResult.objects.get(unit=company.estate)
    assert (found.month, found.number, found.by, found.total) == (MONTH, 1, None, Decimal("90.2439"))
    entry = AuditEntry.objects.get(act="assessment.work_out_card")
    assert (entry.actor_name, entry.channel) == ("Guicheng", "job")
    assert work_out_due_scorecards(at=moment(3, 2, 11)) == 0
    assert work_out_due_scorecards(at=moment(4, 2, 11)) == 1
    assert CardResult.objects.filter(unit=company.estate).count() == 1
    assert AuditEntry.objects.filter(act="assessment.work_out_card").count() == 1


def test_changed_figures_add_a_version_at_night_and_signed_results_stay(company):
    by_itself(company)
    work_out_due_scorecards(at=moment(3, 1, 11))
    Tally.objects.filter(unit=company.estate).update(kept=41, late=0)
    work_out_due_scorecards(at=moment(4, 1, 11))
    first, second = CardResult.objects.filter(unit=company.estate).order_by("number")
    assert (first.total, second.total) == (Decimal("90.2439"), Decimal(100))
    scoring.sign_result(actor=company.actor("chen"), key=second.key, at=moment(4, 2, 11))
    Tally.objects.filter(unit=company.estate).update(kept=0, late=41)
    assert work_out_due_scorecards(at=moment(5, 1, 11)) == 1
    assert CardResult.objects.filter(unit=company.estate).latest("number") == second


def test_cards_out_of_use_and_months_before_a_card_are_passed_over(company):
    by_itself(company)
    late = cards.add_card(actor=company.actor("chen"), name="新卡", definition=CARD, begins="2026-11", at=NOW)
    cards.work_out_from_day(actor=company.actor("chen"), key=late.key, day=1, at=NOW)
    cards.archive_card(actor=company.actor("chen"), key=company.card.key, at=NOW)
    assert work_out_due_scorecards(at=NOW) == 0
    assert not CardResult.objects.exists()


def test_the_day_is_one_of_every_month_and_is_stopped_with_none(company):
    for day in (0, 29):
        with pytest.raises(NotAsWantedError):
            by_itself(company, day)
    with pytest.raises(NotAllowedError):
        cards.work_out_from_day(actor=company.actor("wang"), key=company.card.key, day=3, at=NOW)
    by_itself(company)
    by_itself(company, None)
    assert ScoreCard.objects.get().day is None
    assert work_out_due_scorecards(at=NOW) == 0
