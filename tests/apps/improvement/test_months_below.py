"""Months in which a clause was kept less than it promises ask for a review, with figures that open."""

from __future__ import annotations

from datetime import date

import pytest
from tests.apps.improvement.mending import Shop, later
from tests.apps.improvement.test_effects import count as counted

from guicheng.apps.assessment.models import MonthPromise
from guicheng.apps.improvement.selectors.reviews import reviews
from guicheng.apps.improvement.services.reviews import keep_standard
from guicheng.apps.organization.models import Unit

pytestmark = pytest.mark.django_db
DAY = date(2027, 4, 10)


@pytest.fixture
def shop():
    return Shop()


def count(shop, *said, **more):
    counted(shop, *said, **more)
    MonthPromise.objects.update(target=950_000)


def reasons(shop, day=DAY, by="lin"):
    [found] = reviews(shop.actor(by), day=day)
    return [each for each in found.reasons if each.kind == "below"]


def test_so_many_months_below_the_promise_ask_for_a_review_with_their_figures(shop):
    for month, kept in (("2026-12", 80), ("2027-01", 99), ("2027-02", 70), ("2027-03", 90)):
        count(shop, month, kept, 100 - kept)
    [reason] = reasons(shop)
    assert reason.message.render() == (
        "GC-01/3 was below its promise in these months: 2026-12 80/100 < 95%、2027-02 70/100 < 95%、2027-03 90/100 < 95%."
    )
    shares = ("2026-12 云栖花园 80/100", "2027-02 云栖花园 70/100", "2027-03 云栖花园 90/100")
    assert tuple(each.words for each in reason.opens) == shares
    assert reason.opens[0].keys == ("2026-12", str(shop.estate.key), str(shop.clause.key))


def test_estates_are_counted_together_and_those_below_are_named(shop):
    beside = Unit.objects.add_child(Unit.objects.get(pk=shop.estate.pk), {"kind": "estate", "name": "二期"})
    for month in ("2027-01", "2027-02", "2027-03"):
        count(shop, month, 50, 0)
        count(shop, month, 30, 20, unit=beside)
    [reason] = reasons(shop)
    assert "2027-01 80/100 < 95%" in reason.message.render()
    assert [each.words for each in reason.opens][:1] == ["2027-01 二期 30/50"]


@pytest.mark.parametrize(
    "months",
    [
        {"2027-02": (70, 30), "2027-03": (70, 30)},
        {"2027-01": (2, 2), "2027-02": (70, 30), "2027-03": (70, 30)},
        {"2027-01": (95, 5), "2027-02": (70, 30), "2027-03": (70, 30)},
        {"2026-09": (70, 30), "2027-02": (70, 30), "2027-03": (70, 30)},
    ],
    ids=["two months", "too few to judge", "exactly kept", "longer ago"],
)
def test_less_does_not(shop, months):
    for month, (kept, missed) in months.items():
        count(shop, month, kept, missed)
    assert reasons(shop) == []


def test_a_review_that_was_done_ends_it_and_others_are_not_counted_for_who_may_not_see_them(shop):
    for month in ("2026-12", "2027-01", "2027-02"):
        count(shop, month, 70, 30)
    assert len(reasons(shop)) == 1
    beside = shop.company.join("far", "远", ("quality_manager", shop.company.other))
    assert reviews(shop.actor(beside.username), day=DAY) == []
    standard = reviews(shop.actor("lin"), day=DAY)[0].standard
    keep_standard(actor=shop.actor("lin"), key=standard.key, because="已加人", at=later(days=120))
    assert reasons(shop) == []
