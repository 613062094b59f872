"""What happens is counted again soon after; once a night all of it; editions count on their own days."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from uuid import uuid4

import pytest
from django.db import connection
from tests.apps.assessment.month import MONTH, SWEEP, Month, at

from guicheng.apps.assessment.jobs import count_estate
from guicheng.apps.assessment.models import Counted, MonthCount, MonthPromise
from guicheng.apps.assessment.services.counting import count_month, note_failure
from guicheng.apps.assessment.services.counting.watching import ask_for_counts
from guicheng.apps.platform.models import Job
from guicheng.apps.standards import services

only_estates = import_module("guicheng.apps.assessment.migrations.0041_only_estates_are_counted")
pytestmark = pytest.mark.django_db


def asked():
    """Return what the jobs table waits for, and empty it."""
    found = sorted(
        (row.args_kwargs["kwargs"]["unit_id"], row.args_kwargs["kwargs"]["month"]) for row in Job.objects.all()
    )
    Job.objects.all().delete()
    return found


def test_a_month_is_counted_again_when_something_of_it_happened_and_once_a_night():
    month = Month()
    Job.objects.all().delete()
    now = at(24, 10)
    ask_for_counts(at=now)
    assert (month.estate.pk, "2026-11") in asked()
    ask_for_counts(at=now + timedelta(minutes=5))
    assert asked() == []
    month.reported("3栋灯不亮", at(24, 10, 6))
    ask_for_counts(at=now + timedelta(minutes=6))
    assert asked() == []
    ask_for_counts(at=now + timedelta(minutes=10))
    assert asked() == [(month.estate.pk, "2026-11")]
    ask_for_counts(at=now + timedelta(days=1))
    assert (month.estate.pk, "2026-10") in asked()


def test_each_day_counts_by_its_edition():
    month = Month()
    first = month.land(SWEEP)
    standard = first.standard
    row = standard.clauses.get()
    services.edit_clause(
        actor=month.actor("chen"), key=row.key, text=SWEEP.replace("2次", "3次"), revision=row.revision,
        at=at(9, 9),
    )  # fmt: skip
    month.edition_of(standard, at(10))
    month.done(SWEEP, at(3, 8), at(3, 9))
    count_month(unit=month.estate, month=MONTH, at=at(13))
    days = {}
    for each in Counted.objects.filter(citation="BJ-01/1", begin__lt=at(12)).order_by("begin"):
        days.setdefault(each.begin.astimezone(at(1).tzinfo).day, []).append(each.edition)
    assert days[9] == [1, 1]
    assert days[10] == [2, 2, 2]
    assert set(days) == set(range(2, 12))
    assert MonthPromise.objects.filter(citation="BJ-01/1").count() == 2


def test_a_count_that_fails_is_kept_beside_the_figures_that_stand():
    month = Month()
    count_estate.call(month.estate.pk, MONTH)
    assert MonthCount.objects.get().failed == ""
    note_failure(unit=month.estate, month=MONTH, reason="ValueError('x')", at=at(24))
    assert MonthCount.objects.get().failed
    count_month(unit=month.estate, month=MONTH, at=at(25))
    assert MonthCount.objects.get().failed == ""


def test_a_head_office_is_no_estate_so_a_round_there_is_counted_nowhere():
    month = Month()
    month.land(SWEEP)
    count_estate.call(month.company.root.pk, MONTH)
    assert not MonthCount.objects.exists()
    count_estate.call(month.estate.pk, MONTH)
    assert MonthCount.objects.get().unit == month.estate


def test_what_was_counted_of_a_head_office_goes_with_the_change_of_tables():
    month = Month()
    month.land(SWEEP)
    count_month(unit=month.estate, month=MONTH, at=at(13))
    before = Counted.objects.count()
    office = {"unit": month.company.root}
    promise = copied(MonthPromise.objects.first(), **office)
    copied(Counted.objects.first(), **office, promise=promise, key=uuid4())
    copied(MonthCount.objects.first(), **office)
    with connection.cursor() as cursor:
        for statement in only_estates.FORGET:
            cursor.execute(statement)
    for model in (Counted, MonthCount, MonthPromise):
        assert {row.unit for row in model.objects.select_related("unit")} == {month.estate}
    assert Counted.objects.count() == before > 0


def copied(row, **changed):
    """Return the row once more, with some things changed."""
    row.pk = None
    for name, value in changed.items():
        setattr(row, name, value)
    row.save(force_insert=True)
    return row
