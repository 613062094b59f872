"""A scorecard asks what was mended in time, not when somebody looked whether that lasted."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.apps.improvement.mending import Shop, later

from guicheng.apps.improvement.models import Nonconformity
from guicheng.apps.improvement.selectors.nonconformities import NonconformityFilter, nonconformities_visible_to
from guicheng.usecases.work_out_scorecard import overdue_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop():
    return Shop()


def lates(shop, row):
    """How many of those that fell due in the month of a nonconformity were late, and of how many; None for none."""
    row = Nonconformity.objects.get(pk=row.pk)
    month = f"{row.due_at:%Y-%m}"
    found = overdue_in(shop.actor("wang"), month, [shop.estate], at=later(days=90)).get(shop.estate.pk)
    return found and (found.measured.value, found.measured.count)


def missed(shop, row):
    """What the line of a scorecard opens; nothing of the month before or after is among it."""
    month = f"{Nonconformity.objects.get(pk=row.pk).due_at:%Y-%m}"
    wanted = NonconformityFilter(unit=str(shop.estate.key), missed=month)
    other = NonconformityFilter(missed="2026-10")
    assert not nonconformities_visible_to(shop.actor("wang"), other, at=later(days=90)).exists()
    return list(nonconformities_visible_to(shop.actor("wang"), wanted, at=later(days=90)))


@pytest.mark.parametrize(("finished", "late"), [(-1, 0), (1, 1), (None, 1)])
def test_what_was_not_mended_by_its_day_is_late(shop, finished, late):
    row = shop.found()
    at = None if finished is None else row.due_at + timedelta(days=finished)
    # Whether it lasted is looked at a month later.
    Nonconformity.objects.filter(pk=row.pk).update(finished_at=at, ended_at=at and row.due_at + timedelta(days=30))
    assert lates(shop, row) == (late, 1)
    assert missed(shop, row) == [row] * late


def test_what_was_none_is_never_late(shop):
    row = shop.found()
    Nonconformity.objects.filter(pk=row.pk).update(stand="void", ended_at=row.due_at)
    assert lates(shop, row) is None
    assert missed(shop, row) == []


@pytest.mark.parametrize("month", ["2026-13", "x", "２０２６-10"])
def test_what_is_no_month_finds_nothing(shop, month):
    shop.found()
    wanted = NonconformityFilter(missed=month)
    assert list(nonconformities_visible_to(shop.actor("wang"), wanted, at=later(days=90))) == []
