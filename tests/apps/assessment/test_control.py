"""Figures of control charts: rows of a textbook counted by week and month, complaints, times, editions."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import count as numbers
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from tests.apps.assessment.monthly import count
from tests.apps.assessment.published import published

from guicheng.apps.assessment.models import Counted
from guicheng.apps.assessment.selectors.control import (
    KINDS,
    MONTHS,
    SINGLE,
    WEEKS,
    Measure,
    clauses_counted,
    clauses_of_company,
    period_end,
    watched,
)
from guicheng.apps.assessment.services import complaints
from guicheng.apps.operations.models import WorkOrder
from guicheng.apps.standards.models import EditionClause
from guicheng.domain.attainment.charts import Reading, Rule, course

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Asia/Shanghai")
TODAY = date(2026, 11, 25)
#: Montgomery, Introduction to Statistical Quality Control: nonconforming cans, 30 samples of 50.
CANS = [12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6]
#: The same, viscosity of 15 batches (chart of individuals).
VISCOSITY = [33.75, 33.05, 34.00, 33.81, 33.46, 34.02, 33.68, 33.27, 33.49, 33.20, 33.62, 33.00, 33.54, 33.12, 33.84]


@pytest.fixture
def company(db):
    made = published("接到急修报修后，维修工应在30分钟内到达现场。")
    made.clause = EditionClause.objects.get()
    made.promise = count(made.estate, "2026-01", made.clause)
    return made


def rows(company, begin, *, micros=None, live=True, **outcomes):
    """Keep things that were due at a moment, by what became of them."""
    promise = company.promise
    Counted.objects.bulk_create(
        Counted(
            promise=promise, unit=company.estate, month=f"{begin:%Y-%m}", clause_key=promise.clause_key,
            citation=promise.citation, edition=1, place=0, occurrence=str(uuid4()), kind="event", source="",
            begin=begin, outcome=outcome, reason="台风" if outcome == "excused" else "", micros=micros, live=live,
            sealed_from=None if live else 1,
        )
        for outcome, number in outcomes.items()
        for _each in range(number)
    )  # fmt: skip


def seen(company, measure, by="chen", today=TODAY, unit=None):
    return watched(company.actor(by), measure, unit or company.estate, company.promise.clause_key, today=today)


def weeks_ago(number, hour=12):
    monday = TODAY - timedelta(days=TODAY.weekday() + 7 * number)
    return datetime(monday.year, monday.month, monday.day, hour, tzinfo=ZONE)


def test_the_p_chart_of_the_textbook_comes_out_of_rows(company):
    for number, broken in enumerate(CANS):
        begin = weeks_ago(len(CANS) - number) + timedelta(days=number % 7)
        rows(company, begin, kept=50 - broken, late=broken // 2, missed=broken - broken // 2, excused=3, pending=2)
    found = seen(company, Measure.KEPT_BY_WEEK)
    assert [(reading.count, reading.size) for reading in found.readings] == [(50 - each, 50) for each in CANS]
    assert found.empty == 0
    [stretch] = course(KINDS[Measure.KEPT_BY_WEEK], found.readings, [])
    # The textbook draws the share that is broken: centre 0.2313, limits 0.0524 and 0.4102, samples 15 and 23 outside.
    assert stretch.chart.centre == pytest.approx(1 - 0.2313, abs=5e-5)
    assert {(round(1 - point.high, 4), round(1 - point.low, 4)) for point in stretch.chart.points} == {(0.0524, 0.4102)}
    beyond = [each.points for each in stretch.signals if each.rule is Rule.BEYOND]
    assert beyond == [(14,), (22,)]


def test_weeks_begin_on_monday_at_midnight_of_the_estates_clock(company):
    sunday = datetime(2026, 11, 15, 23, 59, tzinfo=ZONE)
    for begin in (sunday, sunday + timedelta(minutes=1)):
        rows(company, begin, kept=1)
    assert [reading.begin for reading in seen(company, Measure.KEPT_BY_WEEK).readings] == [
        date(2026, 11, 9), date(2026, 11, 16),
    ]  # fmt: skip


def test_what_is_not_over_and_what_is_empty_is_left_out_and_counted(company):
    rows(company, weeks_ago(0), kept=4)
    rows(company, weeks_ago(1), kept=3, no_evidence=1)
    rows(company, weeks_ago(3), excused=2, pending=1)
    rows(company, weeks_ago(5), kept=2)
    rows(company, weeks_ago(2), kept=9, live=False)
    found = seen(company, Measure.KEPT_BY_WEEK)
    assert [(reading.count, reading.size) for reading in found.readings] == [(2, 2), (3, 4)]
    assert found.empty == 3


def test_months_go_over_the_turn_of_the_year_and_no_further_back_than_a_chart_shows(company):
    expected = Counter()
    for back in range(MONTHS + 4):
        months = 2026 * 12 + 10 - 1 - back
        begin = datetime(months // 12, months % 12 + 1, 28, 12, tzinfo=ZONE)
        rows(company, begin, kept=back % 3 + 1)
        expected[begin.date().replace(day=1)] = back % 3 + 1
    rows(company, datetime(2026, 11, 2, tzinfo=ZONE), kept=5)
    found = seen(company, Measure.KEPT_BY_MONTH)
    wanted = sorted(expected)[-MONTHS:]
    assert [(reading.begin, reading.count) for reading in found.readings] == [(day, expected[day]) for day in wanted]
    assert (found.empty, len(found.readings)) == (0, MONTHS)
    for back in range(WEEKS + 3):
        rows(company, weeks_ago(back + 1), kept=1)
    assert len(seen(company, Measure.KEPT_BY_WEEK).readings) == WEEKS


def test_the_chart_of_individuals_of_the_textbook_comes_out_of_times(company):
    for number, minutes in zip(numbers(), VISCOSITY, strict=False):
        rows(company, weeks_ago(40 - number), micros=round(minutes * 60_000_000), kept=number % 2, late=1 - number % 2)
    rows(company, weeks_ago(2), micros=None, kept=1)
    rows(company, weeks_ago(2), micros=999_000_000, missed=1)
    found = seen(company, Measure.TIMES)
    assert [reading.count for reading in found.readings] == pytest.approx(VISCOSITY)
    [stretch] = course(KINDS[Measure.TIMES], found.readings, [])
    first = stretch.chart.points[0]
    assert round(stretch.chart.centre, 2) == 33.52
    assert (first.low, first.high) == (pytest.approx(32.25, abs=0.01), pytest.approx(34.80, abs=0.01))
    assert stretch.signals == ()


def test_only_the_last_cases_are_drawn_in_the_order_in_which_they_began(company):
    for number in range(SINGLE + 5):
        rows(company, weeks_ago(9) + timedelta(minutes=number), micros=number * 60_000_000, kept=1)
    found = [reading.count for reading in seen(company, Measure.TIMES).readings]
    assert found == [float(number) for number in range(5, SINGLE + 5)]


def test_complaints_are_told_by_hundred_households_of_their_month(company):
    chief, estate = company.actor("chen"), company.estate
    assert not seen(company, Measure.COMPLAINTS).sized
    at = datetime(2026, 11, 1, tzinfo=UTC)
    for households, since in ((400, "2026-08"), (500, "2026-10")):
        complaints.set_households(actor=chief, unit_key=estate.key, households=households, since=since, at=at)
    moments = [("2026-08", 3), ("2026-10", 4), ("2026-11", 9), ("2026-07", 2)]
    serial = numbers()
    for month, number in moments:
        year, name = (int(part) for part in month.split("-"))
        for _each in range(number):
            key = next(serial)
            WorkOrder.objects.create(
                unit=estate, company=company.root, number=f"n{key}", kind="complaint", problem="吵", channel="desk",
                link=f"l{key}", reported_at=datetime(year, name, 15, 12, tzinfo=ZONE),
            )  # fmt: skip
    found = seen(company, Measure.COMPLAINTS)
    assert found.readings == (
        Reading(date(2026, 8, 1), 3, 4.0), Reading(date(2026, 9, 1), 0, 4.0), Reading(date(2026, 10, 1), 4, 5.0),
    )  # fmt: skip
    [stretch] = course(KINDS[Measure.COMPLAINTS], found.readings, [])
    assert stretch.chart.centre == pytest.approx(7 / 13)


def test_nothing_is_drawn_out_of_reach_or_without_a_clause(company):
    rows(company, weeks_ago(1), kept=3)
    assert seen(company, Measure.KEPT_BY_WEEK, by="zhao").readings == ()
    assert seen(company, Measure.COMPLAINTS, by="zhao").readings == ()
    assert watched(company.actor("chen"), Measure.TIMES, company.estate, None, today=TODAY).readings == ()
    assert [each.citation for each in clauses_counted(company.actor("chen"), company.estate)] == [
        company.promise.citation
    ]
    assert clauses_counted(company.actor("chen"), company.other) == []
    assert [each.key for each in clauses_of_company(company.actor("chen"))] == [company.promise.clause_key]
    assert clauses_of_company(company.actor("zhao")) == []


@pytest.mark.parametrize(
    ("begin", "measure", "last"),
    [
        (date(2026, 11, 16), Measure.KEPT_BY_WEEK, date(2026, 11, 22)),
        (date(2026, 2, 1), Measure.KEPT_BY_MONTH, date(2026, 2, 28)),
        (date(2026, 12, 1), Measure.COMPLAINTS, date(2026, 12, 31)),
        (date(2026, 12, 1), Measure.TIMES, date(2026, 12, 1)),
    ],
)
def test_periods_end_on_their_last_day(begin, measure, last):
    assert period_end(begin, measure) == last
