"""Shares, intervals and times beside statsmodels, numpy and a recount that knows nothing of the code."""

import json
from collections import Counter
from datetime import datetime, timedelta
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from domain.attainment.scenarios import event
from guicheng.adapters.attainment.events import read_events
from guicheng.domain.attainment import (
    Counted,
    Counts,
    Judged,
    Outcome,
    Requirement,
    Slotted,
    State,
    Timed,
    figure_of,
    figures_by,
    misses_allowed,
    misses_left,
    state_of,
    wilson,
)
from guicheng.domain.attainment.casefile import case_files
from guicheng.domain.attainment.naming import Standing
from guicheng.domain.attainment.ranks import MEDIAN, P95, at_rank
from guicheng.domain.attainment.spot import judge_counted
from guicheng.domain.attainment.timed import Ground, judge_timed
from guicheng.domain.comparison.bounds import Range
from guicheng.domain.evidence.clock import Event
from guicheng.domain.values import ClauseRef, Span
from guicheng.domain.worktime import Limit, LimitUnit, Opening, ScheduleRule, Slot, Window, WorkingCalendar
from guicheng.domain.worktime.calendar import DayRule
from guicheng.domain.worktime.recurrence import Recurrence
from guicheng.domain.worktime.rhythm import EveryDays

BEGIN = datetime.fromisoformat("2026-03-02T10:00")
MEASURE = Timed(Event("reported"), Event("arrived"), Limit(Fraction(30), LimitUnit.MINUTE))


def promise(target=1, measure=MEASURE, key="S/1.1#0"):
    return Requirement(key, "S/1.1", ClauseRef("s"), Span(0, 1), "三十分钟", "1", measure, target=Fraction(target))


def schedule():
    rule = ScheduleRule("v", Recurrence(EveryDays(1, BEGIN.date())), (Slot(0, 1),))
    return promise(measure=Slotted(rule, "day"))


def judged(outcome, minutes=None, *, day=0, grade="", reason="", requirement=None):
    took = None if minutes is None else minutes * 60_000_000
    return Judged(
        f"{outcome}-{day}-{minutes}",
        requirement or promise(),
        "A",
        BEGIN + timedelta(days=day),
        outcome,
        counted=took,
        elapsed=took,
        grade=grade,
        reason=reason,
    )


@pytest.mark.unmeasured
def test_the_interval_is_that_of_statsmodels():
    for counted in range(1, 120):
        for kept in range(counted + 1):
            low, high = proportion_confint(kept, counted, method="wilson")
            assert wilson(kept, counted) == pytest.approx((max(low, 0), min(high, 1)), abs=1e-12)
    assert wilson(0, 0) is None


@settings(max_examples=200, deadline=None)
@given(values=st.lists(st.integers(0, 50), min_size=1, max_size=60))
def test_quantiles_are_values_that_occurred_by_rank(values):
    ordered = sorted(values)
    for share, percent in ((MEDIAN, 50), (P95, 95)):
        assert at_rank(ordered, share) == np.percentile(values, percent, method="inverted_cdf")
    assert at_rank([], P95) is None


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(
        st.tuples(st.sampled_from(list(Outcome)), st.one_of(st.none(), st.integers(0, 90)), st.integers(0, 70)),
        max_size=80,
    )
)
def test_figures_are_those_of_a_plain_recount(rows):
    made = [judged(outcome, minutes, day=day) for outcome, minutes, day in rows]
    found = figures_by(made, lambda each: each.month)
    months = {f"{BEGIN + timedelta(days=day):%Y-%m}" for _outcome, _minutes, day in rows}
    assert set(found) == months
    for month, figure in found.items():
        mine = [row for row in rows if f"{BEGIN + timedelta(days=row[2]):%Y-%m}" == month]
        count = Counter(row[0] for row in mine)
        due = sum(count.values()) - count[Outcome.PENDING]
        assert figure.counts.due == due
        assert figure.counts.counted == due - count[Outcome.EXCUSED]
        share = Fraction(count[Outcome.KEPT], figure.counts.counted) if figure.counts.counted else None
        assert figure.share == share
        done = [row for row in mine if row[0] in {Outcome.KEPT, Outcome.LATE} and row[1] is not None]
        times = sorted(row[1] * 60_000_000 for row in done)
        assert figure.times.p95 == (np.percentile(times, 95, method="inverted_cdf") if times else None)
        assert Counter({outcome: len(ids) for outcome, ids in figure.occurrences.items()}) == count


def test_each_grade_of_evidence_has_its_share():
    made = [
        judged(Outcome.KEPT, 1, grade="A"),
        judged(Outcome.KEPT, 2, grade="C"),
        judged(Outcome.LATE, 40, grade="B"),
        judged(Outcome.KEPT),
        judged(Outcome.EXCUSED, reason="台风"),
    ]
    figure = figure_of(made)
    assert {grade: counts.kept for grade, counts in figure.grades.items()} == {"": 1, "A": 1, "B": 0, "C": 1}
    assert [figure.share_on(grade) for grade in "ABCD"] == [
        Fraction(1, 4),
        Fraction(1, 4),
        Fraction(1, 2),
        Fraction(1, 2),
    ]
    assert figure.reasons == {"台风": 1}
    assert figure_of([]).share_on("A") is None


def test_states_say_what_can_be_said():
    asked = promise(Fraction(9, 10))
    assert state_of(asked, Counts()) is State.NOTHING_DUE
    assert state_of(asked, Counts(excused=9, pending=3)) is State.NOTHING_DUE
    assert state_of(asked, Counts(no_evidence=9)) is State.NO_EVIDENCE
    assert state_of(asked, Counts(kept=4)) is State.TOO_FEW
    assert state_of(asked, Counts(kept=4), few=0) is State.MET
    assert state_of(asked, Counts(kept=9, late=1)) is State.MET
    assert state_of(asked, Counts(kept=8, late=1)) is State.NOT_MET
    assert state_of(schedule(), Counts(kept=1)) is State.MET
    assert state_of(schedule(), Counts(missed=1)) is State.NOT_MET


def test_misses_that_are_still_allowed_count_what_is_to_come():
    asked = promise(Fraction(95, 100))
    assert misses_allowed(asked, Counts(kept=30, pending=10)) == 2
    assert misses_left(asked, Counts(kept=29, late=1, pending=10)) == 1
    assert misses_left(asked, Counts(kept=30, late=2, missed=1, no_evidence=1)) == -3
    assert misses_left(promise(), Counts(kept=30)) == 0


def test_a_limit_that_never_ends_is_pending():
    minute = Opening(WorkingCalendar(DayRule.EVERY_DAY, (Window(0, 1),)))
    endless = promise(measure=Timed(Event("reported"), Event("arrived"), Limit(Fraction(52_000_000), LimitUnit.MINUTE)))
    case = case_of("03-02 10:00 report WX-1 clause=1.1")
    found = judge_timed(case, Standing(endless), Ground("A", minute, BEGIN))
    assert (found.outcome, found.due) == (Outcome.PENDING, None)


def case_of(*lines):
    made = read_events([json.dumps(event(line)) for line in lines])
    return case_files(made.placed)[0]


GROUND = Ground(
    "A", Opening(WorkingCalendar(DayRule.EVERY_DAY, (Window(0, 1440),))), datetime.fromisoformat("2026-04-01")
)


def test_an_earliest_moment_can_be_so_many_minutes_later():
    early = Timed(
        Event("reported"),
        Event("arrived"),
        Limit(Fraction(30), LimitUnit.MINUTE),
        Limit(Fraction(10), LimitUnit.MINUTE),
    )
    for minute, outcome in ((9, Outcome.LATE), (10, Outcome.KEPT), (31, Outcome.LATE)):
        case = case_of("03-02 10:00 report W clause=1.1", f"03-02 10:{minute:02} arrive W")
        assert judge_timed(case, Standing(promise(measure=early)), GROUND).outcome is outcome


def test_a_number_is_due_only_when_its_clock_began():
    rings = Counted(Event("dispatched"), Event("answered"), Range(None, Fraction(3)))
    case = case_of("03-02 10:00 report W clause=1.1", "03-02 10:10 answered W rings=2")
    assert judge_counted(case, promise(measure=rings), GROUND) is None
