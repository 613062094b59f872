"""What an edition and a mending did to attainment, beside sums done by hand and the intervals of statsmodels."""

from __future__ import annotations

from datetime import date

import pytest
from statsmodels.stats.proportion import confint_proportions_2indep
from tests.apps.improvement.mending import TEXT, Shop, later
from tests.apps.improvement.test_mending import Mending
from tests.apps.standards.company import AT

from guicheng.apps.assessment.models import MonthPromise, Tally
from guicheng.apps.improvement.selectors.effects import effects_of
from guicheng.apps.improvement.selectors.mended import effect_of_mending, figures_of
from guicheng.apps.improvement.services.judging import void_nonconformity
from guicheng.apps.standards import services
from guicheng.apps.standards.models import DraftClause, Edition
from guicheng.apps.standards.selectors.editions import turn_of
from guicheng.domain.attainment.effect import Seen, Share
from guicheng.usecases.publish_edition import publish_edition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files")]
OTHER, MARCH = "接到投诉后，客服专员24小时内答复。", date(2027, 3, 1)


@pytest.fixture
def shop():
    made = Shop()
    made.publish(OTHER, code="GC-02")
    return made


def count(shop, month, kept, missed, *, unit=None, code="GC-01", **more):
    """Count a month of a clause: as many kept and missed; others are said by their names."""
    unit = unit or shop.estate
    edition = Edition.objects.filter(standard__code=code).order_by("number").first()
    clause = edition.clauses.get(text=OTHER if code == "GC-02" else TEXT)
    promise, _new = MonthPromise.objects.get_or_create(
        unit=unit, month=month, edition=edition, clause_key=clause.key, place=1,
        defaults={"citation": f"{code}/3", "sentence": clause.text, "begin": 0, "end": 5},
    )  # fmt: skip
    said = {"kept": kept, "missed": missed, **more}
    return Tally.objects.create(unit=unit, month=month, promise=promise, clause_key=clause.key, **said)


def revise(shop, text, day):
    """Publish the next edition of the standard, with another text of the clause that was broken."""
    clause = DraftClause.objects.get(standard__code="GC-01", key=shop.clause.key)
    at = AT.replace(year=day.year, month=day.month, day=1)
    actor = shop.actor("chen")
    services.edit_clause(actor=actor, key=clause.key, revision=clause.revision, text=text, at=at)
    sent = services.submit(actor=actor, standard_key=clause.standard.key, at=at)
    for name in ("lin", "wang"):
        services.approve(actor=shop.actor(name), submission_key=sent.key, at=at)
    return publish_edition(actor=shop.actor("lin"), standard_key=clause.standard.key, effective_from=day, at=at)


def newcombe(before, after):
    (kept, counted), (since, due) = before, after
    return confint_proportions_2indep(since, due, kept, counted, method="newcomb", compare="diff")


def test_an_edition_is_set_against_the_months_before_it(shop):
    second = revise(shop, "接到紧急报修后，维修工45分钟内到达现场。", MARCH)
    count(shop, "2027-01", 70, 20, late=5, no_evidence=5, excused=9, pending=9)
    count(shop, "2027-02", 80, 20)
    count(shop, "2027-03", 0, 500)
    count(shop, "2027-04", 190, 10)
    [found] = effects_of(shop.actor("lin"), second, turn_of(second))
    assert (found.effect.before, found.effect.after) == (Share(150, 200), Share(190, 200))
    low, high = newcombe((150, 200), (190, 200))
    own = found.effect.own
    assert (own.amount, own.low, own.high) == pytest.approx((0.2, low, high))
    assert (found.effect.others, found.effect.seen) == (None, Seen.BETTER)


def test_what_all_others_did_in_the_same_months_is_taken_off(shop):
    second = revise(shop, "接到紧急报修后，维修工45分钟内到达现场。", MARCH)
    for month, kept in (("2027-02", 75), ("2027-04", 95)):
        count(shop, month, kept, 100 - kept)
        count(shop, month, kept * 10, 1000 - kept * 10, code="GC-02")
    [found] = effects_of(shop.actor("lin"), second, turn_of(second))
    assert found.effect.others.amount == pytest.approx(0.2)
    assert found.effect.net.amount == pytest.approx(0)
    assert found.effect.seen is Seen.NOT_YET


def test_months_of_the_editions_beside_it_are_not_its_own(shop):
    second = revise(shop, "接到紧急报修后，维修工45分钟内到达现场。", MARCH)
    revise(shop, "接到紧急报修后，维修工60分钟内到达现场。", date(2027, 5, 1))
    for month in ("2026-10", "2026-11", "2027-02", "2027-04", "2027-05", "2027-06"):
        count(shop, month, 10, 0)
    [found] = effects_of(shop.actor("lin"), second, turn_of(second))
    # The first edition took effect in November of 2026, the third in May of 2027.
    assert (found.effect.before.counted, found.effect.after.counted) == (10, 10)


def test_more_than_six_months_away_nothing_counts(shop):
    second = revise(shop, "接到紧急报修后，维修工45分钟内到达现场。", date(2027, 7, 1))
    for month in ("2026-12", "2027-01", "2028-01", "2028-02"):
        count(shop, month, 10, 0)
    [found] = effects_of(shop.actor("lin"), second, turn_of(second))
    assert (found.effect.before.counted, found.effect.after.counted) == (10, 10)


def test_an_edition_that_changed_nothing_of_an_earlier_one_has_no_effect(shop):
    count(shop, "2027-02", 10, 0)
    first = Edition.objects.get(standard__code="GC-01")
    assert effects_of(shop.actor("lin"), first, turn_of(first)) == []


def test_it_asks_twice_however_much_there_is(shop, django_assert_num_queries):
    second = revise(shop, "接到紧急报修后，维修工45分钟内到达现场。", MARCH)
    for month in ("2026-12", "2027-01", "2027-02", "2027-04", "2027-05"):
        count(shop, month, 10, 0)
    lin = shop.actor("lin")
    with django_assert_num_queries(2):
        effects_of(lin, second, turn_of(second))


def test_a_mending_is_set_against_the_months_before_the_fault_was_found(shop):
    case = Mending(shop)
    case.mend("sun")
    count(shop, "2026-09", 30, 10)
    count(shop, "2026-10", 30, 10)
    count(shop, "2026-11", 0, 99)
    count(shop, "2026-12", 78, 2, no_evidence=0)
    found = effect_of_mending(shop.actor("lin"), case.row)
    assert (found.effect.before, found.effect.after) == (Share(60, 80), Share(78, 80))
    assert (found.effect.own.low, found.effect.own.high) == pytest.approx(newcombe((60, 80), (78, 80)))
    assert (found.effect.seen, found.effect.others, found.again) == (Seen.BETTER, None, 0)


def test_the_same_clause_elsewhere_is_taken_off(shop):
    case = Mending(shop)
    case.mend("sun")
    elsewhere = shop.company.other
    for month, kept in (("2026-10", 75), ("2026-12", 95)):
        count(shop, month, kept, 100 - kept)
        count(shop, month, kept * 10, 1000 - kept * 10, unit=elsewhere)
        count(shop, month, 0, 500, code="GC-02")
    found = effect_of_mending(shop.actor("lin"), case.row)
    assert (found.effect.others.amount, found.effect.net.amount) == pytest.approx((0.2, 0))
    assert found.effect.seen is Seen.NOT_YET
    of_the_estate = effect_of_mending(shop.actor("wang"), case.row)
    assert (of_the_estate.effect.others, of_the_estate.effect.seen) == (None, Seen.BETTER)


def test_what_was_found_again_since_is_counted_without_what_was_none(shop):
    case = Mending(shop)
    case.mend("sun")
    shop.found("又晚到", at=later(days=3))
    none = shop.found("记错了", at=later(days=4))
    void_nonconformity(actor=shop.actor("wang"), key=none.key, reason="另一户", at=later(days=5))
    assert effect_of_mending(shop.actor("lin"), case.row).again == 1


def test_what_nobody_mended_yet_and_what_breaks_no_clause_has_no_effect(shop):
    assert effect_of_mending(shop.actor("lin"), shop.found()) is None
    free = Mending(shop, clause_key=None)
    free.mend("sun")
    assert effect_of_mending(shop.actor("lin"), free.row) is None
    assert figures_of(None) == {}


def test_whoever_judges_it_keeps_what_the_figures_said(shop):
    case = Mending(shop)
    case.mend("sun")
    count(shop, "2026-10", 60, 20)
    count(shop, "2026-12", 78, 2)
    case.do("verify_mending", "wang")
    case.do("judge_effect", "wang", after=31 * 1440, lasts=True, words="没有再晚")
    kept = case.row.acts.get(kind="effect").data["measured"]
    low, high = newcombe((60, 80), (78, 80))
    assert (kept["before"], kept["after"], kept["seen"], kept["again"]) == ([60, 80], [78, 80], "better", 0)
    assert kept["own"] == pytest.approx([0.225, low, high], abs=1e-6)
