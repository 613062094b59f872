"""Importance beside attainment: which clauses that answer demands are to be mended first."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils import timezone
from statsmodels.stats.proportion import proportion_confint
from tests.apps.assessment.monthly import count
from tests.apps.assessment.published import published

from guicheng.apps.assessment.selectors.importance import scaled, weighed
from guicheng.apps.research.models import CustomerGroup, Demand, DemandState
from guicheng.apps.standards.models import DemandLink, EditionClause
from guicheng.domain.demand.importance import Quadrant

pytestmark = pytest.mark.django_db
MONTH, LINE = "2026-10", Fraction(9, 10)
#: Text of a clause, importance of the demand that it answers, kept, missed, quadrant, whether that is sure.
ROWS = (
    ("接到急修报修后，维修工应在30分钟内到达现场。", "4.80", 120, 80, Quadrant.MEND, True),
    ("接到电梯困人报警后，电梯安全管理员5分钟内到场。", "4.00", 18, 2, Quadrant.KEEP, False),
    ("保洁员清扫大堂地面每日不少于2次。", "3.99", 500, 0, Quadrant.OVER, True),
    ("保洁员擦拭扶手每日不少于1次。", "2.00", 8, 2, Quadrant.LOW, False),
    ("客服专员自受理投诉起3日内书面答复投诉人。", "5.00", 0, 0, None, False),
)


@pytest.fixture
def company(db):
    made = published(*(row[0] for row in ROWS))
    made.clauses = list(EditionClause.objects.order_by("position"))
    made.group = CustomerGroup.objects.create(company=made.root, kind="other", name="业主", changed_at=timezone.now())
    for clause, (_text, importance, kept, missed, _quadrant, _sure) in zip(made.clauses, ROWS, strict=True):
        count(made.estate, MONTH, clause, kept=kept, missed=missed, pending=1)
        answer(made, clause, importance)
    return made


def answer(company, clause, importance, *, answers=True, state=DemandState.CONFIRMED):
    number, now = Demand.objects.count() + 1, timezone.now()
    demand = Demand.objects.create(
        unit=company.root, company=company.root, number=number, kind="need", group=company.group,
        text=f"需求{number}", importance=importance, importance_source="问卷" if importance else "",
        state=state, created_at=now, changed_at=now,
    )  # fmt: skip
    DemandLink.objects.create(
        demand=demand, standard=clause.edition.standard, clause_key=clause.key, answers=answers,
        by=company.people["chen"], at=now,
    )  # fmt: skip
    return demand


def rows(company, by="chen", units=None, line=LINE):
    return weighed(company.actor(by), month=MONTH, units=units, version=None, line=line)


def test_each_clause_stands_where_its_importance_and_its_share_put_it(company):
    found = {each.clause.text: each for each in rows(company)}
    for text, importance, kept, missed, quadrant, sure in ROWS:
        each = found[text]
        assert (each.importance, each.quadrant, each.sure) == (Decimal(importance), quadrant, sure), text
        if kept + missed:
            low, high = proportion_confint(kept, kept + missed, method="wilson")
            assert (each.figure.low, each.figure.high) == (pytest.approx(low, abs=1e-6), pytest.approx(high, abs=1e-6))
            assert sure is not (low <= LINE <= high)


def test_what_matters_and_was_not_kept_comes_first_and_what_counts_nothing_last(company):
    assert [each.quadrant for each in rows(company)] == [
        Quadrant.MEND, Quadrant.LOW, Quadrant.KEEP, Quadrant.OVER, None,
    ]  # fmt: skip


def test_of_several_demands_the_most_important_one_counts(company):
    sweep = company.clauses[2]
    more = [answer(company, sweep, importance) for importance in ("4.50", "1.00")]
    [each] = [each for each in rows(company) if each.clause.key == sweep.key]
    assert each.importance == Decimal("4.50")
    assert [demand.pk for demand in each.demands[::2]] == [more[0].pk, more[1].pk]
    assert each.quadrant is Quadrant.KEEP


def test_demands_not_confirmed_and_links_that_do_not_answer_move_nothing(company):
    last = company.clauses[3]
    answer(company, last, "5.00", state=DemandState.PROPOSED)
    answer(company, last, "5.00", answers=False)
    answer(company, last, None)
    [each] = [each for each in rows(company) if each.clause.key == last.key]
    assert (each.importance, len(each.demands)) == (Decimal("2.00"), 1)


def test_another_line_moves_clauses_across(company):
    found = {each.clause.text: each.quadrant for each in rows(company, line=Fraction(1, 2))}
    assert found[ROWS[0][0]] is Quadrant.KEEP


def test_estates_out_of_reach_tell_nothing(company):
    assert [each.figure.share for each in rows(company, by="zhao") if each.figure.share is not None] == []
    assert {each.quadrant for each in rows(company, units=[company.other])} <= {None}


@pytest.mark.parametrize(("importance", "share"), [("1", 0.0), ("3", 0.5), ("4", 0.75), ("5", 1.0)])
def test_importance_from_one_to_five_is_drawn_from_nothing_to_all(importance, share):
    assert scaled(Decimal(importance)) == share
