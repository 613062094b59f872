"""Promises that are no stretch of time: told ahead, rings of a telephone, lines answered on the spot."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any, Final

from guicheng.domain.attainment.casefile import CaseFile, Step
from guicheng.domain.attainment.moments import BEGINNINGS, end_of, kinds_of, start_of, told_start
from guicheng.domain.attainment.outcome import Judged, Outcome, weighed
from guicheng.domain.attainment.requirement import Counted, Noticed, Requirement, Ticked
from guicheng.domain.attainment.timed import Ground, micros, owed
from guicheng.domain.comparison.bounds import Range
from guicheng.domain.evidence.kinds import Kind
from guicheng.domain.worktime import LegalCalendar, Limit, LimitUnit
from guicheng.domain.worktime.due import month_later

#: No notice is older.
_EVER: Final = timedelta(days=3660)
_YES: Final = frozenset({"yes", "y", "ok", "pass", "true", "是", "合格", "正常", "符合", "有"})
_NO: Final = frozenset({"no", "n", "fail", "false", "否", "不合格", "异常", "不符合", "无"})
_NOT_APPLICABLE: Final = frozenset({"na", "n/a", "n.a.", "不适用"})


def judge_noticed(case: CaseFile, requirement: Requirement, ground: Ground) -> Judged | None:
    """Return whether something that happened was announced in time; None where it did not happen.

    Args:
        case: The case.
        requirement: The promise; its measure is ``Noticed``.
        ground: Where and when.
    """
    measure = requirement.measure
    assert isinstance(measure, Noticed)  # noqa: S101
    # The begin of a task is no happening: it may be the notice itself.
    own = None if measure.happening.key in BEGINNINGS else told_start(case, measure.happening)
    happened = own or _happening(case)
    if happened is None:
        return None
    told = end_of(case, measure.notice, happened - _EVER)
    last = latest_notice(happened, measure.least, ground.opening.calendar.legal)
    found = Judged(
        f"{case.occurrence}/{requirement.key}",
        requirement,
        ground.estate,
        happened,
        Outcome.MISSED,
        post=owed(requirement, case),
        due=last,
    )
    if told is not None and told.witnessed and told.kind != "finish":
        outcome = Outcome.KEPT if told.at <= last else Outcome.LATE
        ahead = micros(happened - told.at)
        grade = case.grade_by(last if outcome is Outcome.KEPT else None)
        found = replace(found, outcome=outcome, end=told.at, grade=grade, elapsed=ahead, counted=ahead)
    return weighed(found, case.excuse)


def _happening(case: CaseFile) -> datetime | None:
    """Return when what was announced happened, whatever the clause calls it: its own event, or the work."""
    found = case.first(kinds_of("happened")[0]) or case.first({"started", "start"})
    return found.at if found else None


def latest_notice(happened: datetime, least: Limit, legal: LegalCalendar) -> datetime:
    """Return the last moment at which something can be told in time.

    Hours count by the clock. Of days, the one on which it happens counts: what is told on the 1st was told 3 days
    ahead of the 4th.

    Args:
        happened: When it happened.
        least: How long before.
        legal: Holidays and make-up workdays.
    """
    if least.runs_by_minutes:
        return happened - timedelta(microseconds=least.ticks)
    day, count = happened.date(), int(least.value)
    if least.unit is LimitUnit.MONTH:
        day = month_later(day, -count)
    elif least.unit is LimitUnit.DAY:
        day -= timedelta(days=count)
    while least.unit is LimitUnit.WORKDAY and count:
        count -= legal.is_workday(day)
        day -= timedelta(days=1)
    return datetime.combine(day, time.max)


def judge_counted(case: CaseFile, requirement: Requirement, ground: Ground) -> Judged | None:
    """Return whether a number that goes with an event lies where it should, such as rings before an answer.

    Picked up after more rings was done, and too late; what was never picked up is missed.

    Args:
        case: The case.
        requirement: The promise; its measure is ``Counted``.
        ground: Where and when.
    """
    measure = requirement.measure
    assert isinstance(measure, Counted)  # noqa: S101
    start = start_of(case, measure.start)
    if start is None:
        return None
    end = end_of(case, measure.end, start)
    found = Judged(
        f"{case.occurrence}/{requirement.key}",
        requirement,
        ground.estate,
        start,
        Outcome.MISSED,
        post=owed(requirement, case),
    )
    if end is not None:
        told = next((step.payload[measure.name] for step in case.steps if measure.name in step.payload), None)
        number = number_of(told)
        elapsed = micros(end.at - start)
        outcome = Outcome.NO_EVIDENCE if number is None else _inside(number, measure.allowed, Outcome.LATE)
        reason = "number_not_recorded" if number is None else ""
        found = replace(found, outcome=outcome, end=end.at, grade=case.grade, elapsed=elapsed, reason=reason)
    return weighed(found, case.excuse)


def judge_ticked(case: CaseFile, step: Step, requirement: Requirement, ground: Ground) -> Judged | None:
    """Return what an answer on the spot says of a promise; None where it says nothing that can be read.

    Args:
        case: The inspection.
        step: The answer that stands.
        requirement: The promise; its measure is ``Ticked``.
        ground: Where and when.
    """
    measure = requirement.measure
    assert isinstance(measure, Ticked)  # noqa: S101
    outcome = answer_of(step.payload.get("answer"), measure.allowed)
    if outcome is None:
        return None
    reason = "not_applicable" if outcome is Outcome.EXCUSED else ""
    found = Judged(
        f"{case.occurrence}/{requirement.key}",
        requirement,
        ground.estate,
        step.at,
        outcome,
        post=owed(requirement, case),
        end=step.at,
        reason=reason,
        grade=case.grade,
    )
    return weighed(found, case.excuse)


def answer_of(answer: Any, allowed: Range | None) -> Outcome | None:
    """Return what an answer says: kept, missed, excused for what does not apply; None for what cannot be read.

    Args:
        answer: True, false, a word such as 合格, or a number; parts as text, "3.5".
        allowed: Numbers that keep the promise, None where the answer is yes or no.
    """
    if isinstance(answer, bool):
        return Outcome.KEPT if answer else Outcome.MISSED
    word = answer.strip().lower() if isinstance(answer, str) else ""
    if word in _NOT_APPLICABLE:
        return Outcome.EXCUSED
    if word in _YES or word in _NO:
        return Outcome.KEPT if word in _YES else Outcome.MISSED
    number = number_of(answer)
    return None if number is None or allowed is None else _inside(number, allowed)


def number_of(value: Any) -> Fraction | None:
    """Return a whole number, or a decimal that came as text; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    try:
        found = Decimal(value)
    except InvalidOperation:
        return None
    return Fraction(found) if found.is_finite() else None


def _inside(number: Fraction, allowed: Range, outside: Outcome = Outcome.MISSED) -> Outcome:
    return Outcome.KEPT if Range(number, number).within(allowed) else outside


def answers_in(case: CaseFile) -> list[Step]:
    """Return the answers of a case that stand: of each line the last one."""
    last = {step.text("line"): step for step in case.steps if step.kind == Kind.ANSWER}
    return list(last.values())
