"""What scorecards take from this stage: shares of counted months, metrics, inspections, by estate and post."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from types import SimpleNamespace

import pytest
from django.utils import timezone
from tests.apps.assessment.monthly import count, seal
from tests.apps.assessment.published import published

from guicheng.apps.assessment.models import Metric, Tally
from guicheng.apps.assessment.readings.results import Figure
from guicheng.apps.assessment.selectors import inspection_scores
from guicheng.apps.assessment.selectors.card_figures import card_figures, units_of_card
from guicheng.apps.assessment.selectors.inspection_scores import inspection_figures
from guicheng.apps.assessment.selectors.scorecards import card_version_for, card_visible_to
from guicheng.apps.assessment.services import cards, complaints, metrics
from guicheng.apps.operations.services import orders
from guicheng.apps.organization.models import Placement, Post
from guicheng.apps.standards.models import EditionClause
from guicheng.domain.attainment.card import Measured

pytestmark = pytest.mark.django_db
MONTH = "2026-10"
BANDS = [{"since": 0, "name": "差", "payout": "0.8"}]


@pytest.fixture
def company(db):
    made = published("接到急修报修后，维修工应在30分钟内到达现场。", "保洁员清扫大堂地面每日不少于2次。")
    made.arrive, made.sweep = EditionClause.objects.order_by("position")
    count(made.estate, MONTH, made.arrive, kept=37, late=3, missed=1, excused=5, pending=2)
    count(made.estate, MONTH, made.sweep, kept=50, missed=8, no_evidence=2, post="保洁员", whole=True)
    count(made.other, MONTH, made.sweep, kept=60, post="保洁员", whole=True)
    return made


def version(company, *lines, post=""):
    share = 100 // len(lines)
    asked = [{"key": f"l{at}", "name": f"第{at}行", "weight": share, **line} for at, line in enumerate(lines, 1)]
    made = cards.add_card(
        actor=company.actor("chen"), name=f"卡{post}{len(lines)}", definition={"lines": asked, "bands": BANDS},
        begins="2026-01", post_key=post, at=timezone.now(),
    )  # fmt: skip
    return card_version_for(card_visible_to(company.actor("chen"), made.key), MONTH)


def figures(company, *lines, post="", by="chen"):
    found = card_figures(company.actor(by), version(company, *lines, post=post), MONTH)
    return {unit.name: told for unit, told in found.items()}


def test_a_share_is_kept_by_all_that_counts_over_the_clauses_of_the_line(company):
    every = {"source": "attainment"}
    clause = {"source": "attainment", "subject": f"clause:{company.arrive.key}"}
    found = figures(company, every, clause)
    # By hand: 37 + 50 kept of (37 + 3 + 1) + (50 + 8 + 2); what was excused or is pending counts neither way.
    assert found["云栖花园"] == {
        "l1": Figure(Measured(Fraction(87, 101), 101), "live"),
        "l2": Figure(Measured(Fraction(37, 41), 41), "live"),
    }
    assert found["山语城"] == {
        "l1": Figure(Measured(Fraction(1), 60), "live"),
        "l2": Figure(Measured(None, 0), "live"),
    }


def test_a_line_of_a_kind_of_service_takes_its_standards_only(company):
    kind = company.arrive.edition.category
    found = figures(company, {"source": "attainment", "subject": f"domain:{kind}"},
                    {"source": "attainment", "subject": "domain:parking"})  # fmt: skip
    assert found["云栖花园"]["l1"].measured.count == 101
    assert found["云栖花园"]["l2"].measured == Measured(None, 0)


def test_the_newest_seal_of_the_month_goes_before_the_present_count(company):
    live = Tally.objects.filter(unit=company.estate, clause_key=company.arrive.key, version=0)
    for number, kept in ((1, 10), (2, 20)):
        live.update(kept=kept, late=40 - kept, missed=0)
        seal(company.root, MONTH, number)
    live.update(kept=40, late=0)
    found = figures(company, {"source": "attainment", "subject": f"clause:{company.arrive.key}"})
    assert found["云栖花园"]["l1"] == Figure(Measured(Fraction(1, 2), 40), "sealed:2")
    assert found["山语城"]["l1"] == Figure(Measured(None, 0), "sealed:2")


def test_a_card_of_a_post_scores_the_estates_where_somebody_fills_it_by_its_own_promises(company):
    post = Post.objects.create(company=company.root, name="保洁员", trade="cleaning")
    Placement.objects.create(person=company.people["qian"], post=post, unit=company.estate)
    gone = company.join("old", "老李", ("frontline", company.other))
    Placement.objects.create(person=gone, post=post, unit=company.other)
    gone.is_active = False
    gone.save(update_fields=["is_active"])
    found = figures(company, {"source": "attainment"}, post=str(post.key))
    assert found == {"云栖花园": {"l1": Figure(Measured(Fraction(50, 60), 60), "live")}}


def test_nobody_is_told_figures_of_estates_out_of_their_reach(company):
    made = version(company, {"source": "attainment"})
    assert [unit.name for unit in units_of_card(company.actor("wang"), made)] == ["云栖花园"]
    assert [unit.name for unit in card_figures(company.actor("zhao"), made, MONTH)] == ["山语城"]


def test_a_metric_comes_with_the_version_of_its_formula_and_without_a_value_counts_nothing(company):
    chief, at = company.actor("chen"), timezone.now()
    metrics.adopt_usual_metrics(actor=chief, begins="2026-01", at=at)
    metric = Metric.objects.get(name="百户投诉")
    for households, unit in ((400, company.estate), (200, company.other)):
        complaints.set_households(actor=chief, unit_key=unit.key, households=households, since="2026-01", at=at)
    moment = at.replace(year=2026, month=10, day=15)
    for _each in range(3):
        orders.report_order(
            unit=company.estate, kind="complaint", channel="desk", problem="太吵", actor=chief, at=moment
        )
    line = {"source": "satisfaction", "subject": str(metric.key), "full": 0, "zero": 3, "fewest": 0}
    found = figures(company, line)
    assert found["云栖花园"] == {"l1": Figure(Measured(Fraction(3, 4), 3), "formula:1")}
    assert found["山语城"] == {"l1": Figure(Measured(Fraction(0), 0), "formula:1")}
    later = version(company, {**line, "subject": "3c7e5f5c-0000-4000-8000-000000000000"}, line)
    assert set(card_figures(chief, later, MONTH)[company.estate]) == {"l2"}


def test_inspections_are_told_as_the_mean_of_those_presented_in_the_month(company, monkeypatch):
    asked = []

    def scores(_actor, *, since, until):
        asked.append((since, until))
        rows = ((company.estate, "92.5"), (company.estate, "80"), (company.other, "100"), (company.region, "10"))
        return [
            SimpleNamespace(inspection=SimpleNamespace(unit_id=unit.pk), total=Fraction(total)) for unit, total in rows
        ]

    monkeypatch.setattr(inspection_scores, "scores", scores)
    found = inspection_figures(company.actor("chen"), MONTH, [company.estate, company.other])
    assert found == {
        company.estate.pk: Figure(Measured(Fraction(69, 80), 2), "presented"),
        company.other.pk: Figure(Measured(Fraction(1), 1), "presented"),
    }
    [(since, until)] = asked
    assert (timezone.localtime(since).isoformat(), until - since) == ("2026-10-01T00:00:00+08:00", timedelta(days=31))


def test_figures_take_a_fixed_number_of_queries(company, django_assert_max_num_queries):
    metrics.adopt_usual_metrics(actor=company.actor("chen"), begins="2026-01", at=timezone.now())
    key = str(Metric.objects.get(name="工单好评率").key)
    lines = ({"source": "attainment"}, {"source": "inspection"}, {"source": "satisfaction", "subject": key})
    made = version(company, *lines, {"source": "attainment", "subject": f"clause:{company.sweep.key}"})
    with django_assert_max_num_queries(14):
        card_figures(company.actor("chen"), made, MONTH)
